"""compare: put two regimes or more side by side."""

from __future__ import annotations

import crossregime
from crossregime.commands.paper import PAPER, add_parts, check_parts, show_paper
from crossregime.commands.parser import (
    COMPARED,
    COUNCILS,
    SHOWN,
    add_ages,
    add_between,
    add_by,
    add_contrast,
    add_effort,
    add_facts,
    add_groups,
    add_lineage,
    add_neighbours,
    add_output,
    add_regimes,
    add_save,
    add_show,
    add_statistics,
    add_use_rule,
    add_where,
    check_regimes,
    number,
    shown,
    whole_number,
)
from crossregime.commands.values import council_names, files, separated

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from typing import IO, Any

    import polars as pl

    from crossregime.commands.output import Output
    from crossregime.commands.parser import Parser
    from crossregime.core.comparison import Inference

PICTURES = ("svg", "png", "pdf")
"""Forms of a comparison's heat map."""
PARTS_OF_SEVERAL = ("positions", "statistics", "groups", "breaks", "all")
"""What there is to show of several crosswalks."""


def describe(parser: Parser) -> None:
    """Add the arguments."""
    parser.usage = "%(prog)s --regime SELECTOR --regime SELECTOR [option ...]"
    parser.description = (
        "Put the ratings of two regimes or more side by side: did those that did well in one do better in the other?"
    )
    parser.examples = (
        "crossregime compare --regime ssi2003 --regime ofsted2009",
        "crossregime compare --regime ssi2003:children.serving --regime ofsted2009",
        "crossregime compare --regime ssi2003 --regime ofsted2009 --where region=London",
        "crossregime compare --regime ssi2003 --regime ofsted2009 --output pairs.xlsx",
    )
    add_regimes(parser, "twice or more")
    add_lineage(parser)
    parser.group(COMPARED).add_argument(
        "--crosswalk", metavar="NAME", action="append", default=[],
        help="put both on one scale first: a crosswalk's id or file, equipercentile, ridit, several, or all",
    )  # fmt: skip
    events = parser.group(COMPARED)
    events.add_argument("--events", action="store_true",
                        help="one rolling regime: each inspection with the next")  # fmt: skip
    events.add_argument("--since", metavar="DATE", help="with --events: published from this day on")
    events.add_argument("--until", metavar="DATE", help="with --events: published up to this day")
    add_where(parser)
    add_by(parser)
    add_groups(parser)
    add_neighbours(parser)
    parser.group(COUNCILS).add_argument("--council", dest="councils", metavar="NAME", nargs="+", action="append",
                                        default=[], help="list only the pairs of these councils")  # fmt: skip
    add_contrast(parser)
    add_between(parser)
    add_effort(parser)
    add_use_rule(parser)
    add_ages(parser)
    add_facts(parser)
    add_show(
        parser, pairs="", contrasts="every cut of both scales", groups="", breaks="", statistics="", unpaired="",
        sources="", positions="",
    )  # fmt: skip
    add_statistics(parser)
    more = parser.group(SHOWN)
    more.add_argument("--weight", metavar="population", help="also give the shares by population")
    more.add_argument("--inference", metavar="METHOD", action="append", default=[],
                      help="asymptotic, bootstrap, permutation or all")  # fmt: skip
    more.add_argument("--draws", type=whole_number, metavar="N", help="draws of these (10,000)")
    more.add_argument("--seed", type=whole_number, metavar="N", help="where the draws start (0)")
    more.add_argument("--level", type=number, metavar="SHARE", help="level of an interval (0.95)")
    add_parts(parser)
    add_save(parser)
    add_output(parser, "text", "json", "csv", "parquet", "xlsx", "stata", *PAPER, *PICTURES)


def run(options: Namespace, output: Output) -> int:
    """Compare, and show the comparison."""
    _check_several(options, output)
    if options.events:
        return _events(options, output)
    for name in ("since", "until"):
        if getattr(options, name) is not None:
            from crossregime.core.errors import UsageError

            raise UsageError(f"--{name} belongs to --events", do="add --events, and name one rolling regime")
    check_regimes(options)
    show = shown(options)
    options.crosswalk = files(options.crosswalk)
    if "all" in options.crosswalk or len(options.crosswalk) > 1:
        return _sensitivity(options, output, show)
    from crossregime.commands.comparing import compared

    comparison = compared(
        options,
        councils=[name for words in options.councils for name in council_names(words)],
        statistics=_asked_statistics(options),
        inference=_inference(options),
        crosswalk=options.crosswalk[0] if options.crosswalk else None,
    )
    if output.form in PICTURES:
        output.picture(comparison.plot.heatmap)
        output.keep(comparison.as_run)
        return 0
    if output.form in PAPER:
        show_paper(comparison, options, output)
        output.keep(comparison.as_run)
        return 0

    def page(stream: IO[str] | None) -> None:
        from crossregime.render import write_comparison

        write_comparison(comparison, stream, show)

    def book(pairs: pl.DataFrame) -> bytes:
        from crossregime.render import lay_comparison, workbook_bytes

        more = {"cells": comparison.cells, "figures": comparison.statistics}
        return workbook_bytes(pairs, "pairs", lambda page: lay_comparison(page, comparison, pairs=False), more)

    def beside() -> dict[str, Any]:
        return comparison.to_dict(pairs=False)

    output.show(comparison.to_dict, page, lambda: comparison.listed, beside=beside, book=book)
    output.keep(comparison.as_run)
    return 0


def _check_several(options: Namespace, output: Output) -> None:
    """Refuse for events and several crosswalks the forms of a paper, for which they have no tables."""
    check_parts(options, output)
    if options.events or "all" in options.crosswalk or len(options.crosswalk) > 1:
        from crossregime.core.errors import UsageError

        what = "events" if options.events else "several crosswalks"
        if output.form in (*PAPER, *PICTURES, "stata"):
            raise UsageError(f"{what} are not written as {output.form}", do="take text, json or csv")


def _events(options: Namespace, output: Output) -> int:
    """Follow each inspection to the next, and show what happened."""
    from crossregime.commands.screen import tell_notices
    from crossregime.core.comparison import find_events, record_events
    from crossregime.core.dates import parse_day
    from crossregime.core.errors import UsageError
    from crossregime.core.runs import Call

    if len(options.regimes) != 1:
        raise UsageError("--events follows one rolling regime, or several joined by '+'", do="give --regime once")
    position = crossregime.position(options.regimes[0])
    tell_notices(position.regimes)
    found = find_events(position, parse_day(options.since, "--since"), parse_day(options.until, "--until"))

    def page(stream: IO[str] | None) -> None:
        from crossregime.render import write_events

        write_events(found, stream)

    def book(events: pl.DataFrame) -> bytes:
        from crossregime.render import lay_events, workbook_bytes

        return workbook_bytes(events, "events", lambda page: lay_events(page, found))

    output.show(found.to_dict, page, lambda: found.frame, beside=lambda: found.to_dict(events=False), book=book)
    asked = {"events": True, "since": options.since, "until": options.until}
    output.keep(lambda: record_events(found, Call("compare", tuple(options.regimes)).asking(**asked)))
    return 0


def _sensitivity(options: Namespace, output: Output, show: list[str]) -> int:
    """Compare under every crosswalk that fits."""
    from crossregime.commands.comparing import asked
    from crossregime.commands.screen import tell_left_out, tell_notices
    from crossregime.core.arguments import check_choice
    from crossregime.core.errors import UsageError

    unfit = ("between", "given", "then", "against", "councils", "weight", "use_rule", "inference")
    for option in unfit:
        if getattr(options, option):
            name = {"councils": "council", "use_rule": "use-rule"}.get(option, option)
            raise UsageError(f"several crosswalks take no --{name}", do="name one crosswalk, or leave it out")
    for part in show:
        check_choice(part, PARTS_OF_SEVERAL, f"several crosswalks have no {part} to show", where="--show")
    fit = {name: value for name, value in asked(options).items() if name not in (*unfit, "crosswalk")}
    found = crossregime.sensitivity(
        *options.regimes, **fit, statistics=_asked_statistics(options), crosswalks=options.crosswalk
    )
    if "all" in options.crosswalk:
        tell_left_out(crossregime.host().free_standing()[1])
    tell_notices(regime for position in found.positions for regime in position.regimes)

    def page(stream: IO[str] | None) -> None:
        from crossregime.render import write_sensitivity

        measured = [] if options.statistics is None else ["statistics"]
        write_sensitivity(found, stream, [*show, *measured])

    def book(conclusions: pl.DataFrame) -> bytes:
        from crossregime.render import lay_sensitivity, workbook_bytes

        return workbook_bytes(conclusions, "conclusions", lambda page: lay_sensitivity(page, found))

    output.show(found.to_dict, page, lambda: found.frame, book=book)
    output.keep(found.as_run)
    return 0


def _asked_statistics(options: Namespace) -> str | list[str] | None:
    """Read the statistics asked for: "all" stands for every one, and then others need not be named."""
    names = None if options.statistics is None else separated(options.statistics)
    return "all" if names and "all" in names else names


def _inference(options: Namespace) -> Inference | tuple[str, ...]:
    """Read the inference asked for; what belongs to it is of no use without it."""
    asked = {name: getattr(options, name) for name in ("draws", "seed", "level")}
    given = {name: value for name, value in asked.items() if value is not None}
    if not options.inference:
        if given:
            from crossregime.core.errors import UsageError

            raise UsageError(f"--{next(iter(given))} belongs to --inference", do="add --inference bootstrap")
        return ()
    from crossregime.core.comparison import Inference, parse_methods

    return Inference(parse_methods(separated(options.inference)), **given)
