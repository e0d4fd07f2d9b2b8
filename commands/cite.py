"""cite: what to cite, the documents behind the ratings included."""

from __future__ import annotations

import crossregime
from crossregime.commands.parser import add_output

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from crossregime.commands.output import Output
    from crossregime.commands.parser import Parser


def describe(parser: Parser) -> None:
    """Add the arguments."""
    parser.usage = "%(prog)s [SELECTOR ...] [option ...]"
    parser.description = (
        "List what to cite: the program, and with regimes each of them and every document that their comparison rests"
        " on, with its author, date, address and licence as far as they are held. BibTeX, CSL-JSON and RIS are for"
        " reference managers."
    )
    parser.examples = (
        "crossregime cite",
        "crossregime cite ssi2003 ofsted2009",
        "crossregime cite ssi2003 ofsted2009 --output references.bib",
    )
    parser.group("what to cite").add_argument(
        "selectors", metavar="SELECTOR", nargs="*", default=[],
        help="a regime, as compare takes it; the program alone without one",
    )  # fmt: skip
    add_output(parser, "text", "bibtex", "csl-json", "ris")


def run(options: Namespace, output: Output) -> int:
    """List the works, and show them."""
    from crossregime.commands.screen import tell_notices
    from crossregime.render import write_bibliography

    found = crossregime.cite(*options.selectors)
    tell_notices(regime for each in options.selectors for regime in crossregime.position(each).regimes)
    forms = {"bibtex": found.to_bibtex, "csl-json": found.to_csl_json, "ris": found.to_ris}
    output.show_text(forms, lambda stream: write_bibliography(found, stream))
    return 0
