"""council: one council on one page."""

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
    parser.description = (
        "One council on one page: its names, codes and dates, the reorganisations that it came from or went to, and"
        " every outcome of it and of them in every regime."
    )
    parser.add_argument("name", metavar="NAME", help="a name or a code")
    parser.add_argument("--on", metavar="DATE", help="the council of that name on this day (YYYY-MM-DD)")
    add_show(
        parser,
        judgements="every judgement",
        relatives="what it came from or went to",
        breaks="what is not alike",
        sources="the documents",
    )
    add_output(parser, "text", "json")


def run(options: Namespace, output: Output) -> int:
    """Find the council and its outcomes, and show them."""
    show = shown(options)
    from crossregime.commands.screen import tell
    from crossregime.core.dates import parse_day
    from crossregime.core.profiles import profile
    from crossregime.render import write_profile

    parse_day(options.on, "--on")
    council = crossregime.council(options.name, options.on)
    regimes, faults = crossregime.host().load_all()
    for fault in faults:
        tell(f"note: left out: {fault}")
    found = profile(council, regimes, faults)
    output.show(found.to_dict, lambda stream: write_profile(found, stream, show))
    return 0
