"""reconcile: hold what the sources state to the data."""

from __future__ import annotations

import crossregime
from crossregime.commands.parser import add_output, add_show, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from crossregime.commands.output import Output
    from crossregime.commands.parser import Parser


def describe(parser: Parser) -> None:
    """Add the arguments."""
    parser.usage = "%(prog)s [REGIME ...] [option ...]"
    parser.description = (
        "Hold each printed statement that a regime's claims.json collects to the data: it holds, holds within its"
        " rounding, can hold, is contradicted, or can't be checked. Exit code 1 when a contradiction is not explained."
    )
    parser.examples = ("crossregime reconcile", "crossregime reconcile ssi2003 --show contradicted")
    parser.group("what to check").add_argument(
        "regimes", nargs="*", metavar="REGIME", help="a regime's id or folder; all built-ins without one"
    )
    add_show(
        parser, meanings="of the verdicts", contradicted="with explanations", can_hold="", unchecked="with reasons",
        holding="", positions="", sources="",
    )  # fmt: skip
    add_output(parser, "text", "json", "csv")


def run(options: Namespace, output: Output) -> int:
    """Judge the claims, and show the findings."""
    show = shown(options)
    from crossregime.commands.screen import tell_notices
    from crossregime.render import write_reconciliation

    reconciliation = crossregime.reconcile(*options.regimes)
    tell_notices(reconciliation.regimes)
    output.show(
        reconciliation.to_dict,
        lambda stream: write_reconciliation(reconciliation, stream, show),
        lambda: reconciliation.frame,
        beside=lambda: reconciliation.to_dict(findings=False),
    )
    return 1 if reconciliation.failed else 0
