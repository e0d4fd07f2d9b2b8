"""council: one council on one page, several side by side, or where one stood among others."""

from __future__ import annotations

import sys

import crossregime
from crossregime.commands.parser import add_output, add_show, shown
from crossregime.commands.values import council_names, files

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from typing import IO, Any

    import polars as pl

    from crossregime.commands.output import Output
    from crossregime.commands.parser import Parser
    from crossregime.core.model import Regime
    from crossregime.core.profiles import Profile


PAGES = ("html", "xlsx")
"""The forms of a page for a committee: all that is held of one council, and where it stood."""


def describe(parser: Parser) -> None:
    """Add the arguments."""
    parser.usage = "%(prog)s NAME [NAME ...] [option ...]"
    parser.description = (
        "One council on one page: its names, codes and dates, the reorganisations that it came from or went to, and"
        " every outcome of it and of them in every regime. Several councils stand side by side. With --against, where"
        " one stood among others instead. A file that ends in .html or .xlsx has all of it, for a committee."
    )
    parser.examples = (
        "crossregime council Leeds Bradford Sheffield",
        "crossregime council Ealing --against neighbours",
        "crossregime council Leeds --output leeds.html",
        'crossregime council "Cheshire East" --show relatives',
    )
    which = parser.group("which council")
    which.add_argument("names", metavar="NAME", nargs="+", help="a name or a code; several stand side by side")
    which.add_argument("--on", metavar="DATE", help="the council of that name on this day (YYYY-MM-DD)")
    among = parser.group("where it stood among others")
    among.add_argument("--against", metavar="WHOM",
                       help="how many were rated above, alike and below: neighbours (statistical), region, type,"
                       " deprivation, size, one of --groups, or all")  # fmt: skip
    among.add_argument("--groups", metavar="FILE", action="append", default=[],
                       help="groups of your own: a CSV with the columns council and group")  # fmt: skip
    add_show(
        parser, judgements="every one", relatives="what it came from or went to", breaks="what is not alike",
        sources="",
    )  # fmt: skip
    add_output(parser, "text", "json", "csv", "parquet", *PAGES)


def run(options: Namespace, output: Output) -> int:
    """Find the council and its outcomes, and show them."""
    show = shown(options)
    import polars as pl

    from crossregime.commands.screen import tell_left_out
    from crossregime.core.errors import UsageError
    from crossregime.core.profiles import profile, profiles_dict
    from crossregime.render import write_councils_side_by_side, write_profile

    _check(options, output, show)
    named = [crossregime.council(name, options.on) for name in council_names(options.names)]
    councils = list({council.id: council for council in named}.values())
    if options.against is not None and len(councils) > 1:
        raise UsageError("--against is of one council", do="name one council")
    if output.form in PAGES and len(councils) > 1:
        raise UsageError(f"a page for a committee is of one council, and {len(councils)} are named", do="name one")
    regimes, faults = crossregime.host().load_all()
    tell_left_out(faults)
    if output.form in PAGES:
        _committee(options, output, profile(councils[0], regimes, faults), regimes)
        return 0
    if options.against is not None:
        from crossregime.render import write_standing

        stood = crossregime.standing(
            councils[0].id, against=options.against, regimes=regimes, groups=files(options.groups)
        )
        output.show(stood.to_dict, lambda stream: write_standing(stood, stream))
        return 0
    found = [profile(council, regimes, faults) for council in councils]

    def page(stream: IO[str] | None) -> None:
        if len(found) == 1:
            write_profile(found[0], stream, show)
        else:
            write_councils_side_by_side(found, stream, show)

    def document() -> dict[str, Any]:
        return found[0].to_dict() if len(found) == 1 else profiles_dict(found)

    output.show(document, page, lambda: pl.concat([each.frame for each in found]))
    return 0


def _check(options: Namespace, output: Output, show: Sequence[str]) -> None:
    """Refuse what can't be asked together, before anything is read."""
    from crossregime.core.dates import parse_day
    from crossregime.core.errors import UsageError

    parse_day(options.on, "--on")
    if options.groups and options.against is None:
        raise UsageError(
            "--groups belongs to --against", do="add --against and the name of the file without its ending"
        )
    if show and options.against is not None:
        raise UsageError("--show has no part of a page of --against", do="leave --show out; --format json has it all")
    if output.form == "html" and output.path is None and sys.stdout.isatty():
        raise UsageError("a page can't be shown on a screen", do="add --output FILE.html")
    if options.against is not None and output.form in ("csv", "parquet"):
        raise UsageError(f"--against writes no {output.form}", do="take text, json, html or xlsx")


def _committee(options: Namespace, output: Output, found: Profile, regimes: Sequence[Regime]) -> None:
    """Write all that is held of one council, and where it stood: among its neighbours, unless others are named."""
    from crossregime.core.errors import DataError
    from crossregime.render import council_html, lay_council, workbook_bytes

    stood, without = None, ""
    try:
        stood = crossregime.standing(
            found.council.id, against=options.against or "neighbours", regimes=regimes, groups=options.groups
        )
    except DataError as error:
        if options.against is not None:
            raise
        without = f"{error.what}. Name others with --against."  # nobody asked for neighbours
    if output.form == "html":
        output.show_text({"html": lambda: council_html(found, stood, without)})
        return
    more: dict[str, pl.DataFrame] = {} if stood is None else {"standing": stood.frame}
    output.show(
        found.to_dict,
        frame=lambda: found.frame,
        book=lambda rows: workbook_bytes(rows, "outcomes", lambda page: lay_council(page, found, stood, without), more),
    )
