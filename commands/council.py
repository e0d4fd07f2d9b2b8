"""council: one council on one page, or several side by side."""

from __future__ import annotations

import crossregime
from crossregime.commands.parser import add_output, add_show, shown
from crossregime.commands.values import council_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from typing import IO, Any

    from crossregime.commands.output import Output
    from crossregime.commands.parser import Parser


def describe(parser: Parser) -> None:
    """Add the arguments."""
    parser.description = (
        "One council on one page: its names, codes and dates, the reorganisations that it came from or went to, and"
        " every outcome of it and of them in every regime. Several councils stand side by side."
    )
    parser.add_argument("names", metavar="NAME", nargs="+", help="a name or a code; several stand side by side")
    parser.add_argument("--on", metavar="DATE", help="the council of that name on this day (YYYY-MM-DD)")
    add_show(
        parser,
        judgements="every judgement",
        relatives="what it came from or went to",
        breaks="what is not alike",
        sources="the documents",
    )
    add_output(parser, "text", "json", "csv", "parquet")


def run(options: Namespace, output: Output) -> int:
    """Find the council and its outcomes, and show them."""
    show = shown(options)
    import polars as pl

    from crossregime.commands.screen import tell
    from crossregime.core.dates import parse_day
    from crossregime.core.profiles import profile, profiles_dict
    from crossregime.render import write_councils_side_by_side, write_profile

    parse_day(options.on, "--on")
    named = [crossregime.council(name, options.on) for name in council_names(options.names)]
    councils = list({council.id: council for council in named}.values())
    regimes, faults = crossregime.host().load_all()
    for fault in faults:
        tell(f"note: left out: {fault}")
    found = [profile(council, regimes) for council in councils]

    def page(stream: IO[str] | None) -> None:
        if len(found) == 1:
            write_profile(found[0], stream, show)
        else:
            write_councils_side_by_side(found, stream, show)

    def document() -> dict[str, Any]:
        return found[0].to_dict() if len(found) == 1 else profiles_dict(found)

    output.show(document, page, lambda: pl.concat([each.frame for each in found]))
    return 0
