"""compare: put two regimes or more side by side."""

from __future__ import annotations

from functools import partial

import crossregime
from crossregime.commands.parser import (
    add_ages,
    add_between,
    add_contrast,
    add_effort,
    add_facts,
    add_groups,
    add_neighbours,
    add_output,
    add_regimes,
    add_save,
    add_show,
    add_statistics,
    check_regimes,
    number,
    shown,
    whole_number,
)
from crossregime.commands.values import council_names, files, limits, separated

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from typing import IO, Any

    import polars as pl

    from crossregime.commands.output import Output
    from crossregime.commands.parser import Parser
    from crossregime.core.comparison import Inference

PAPER = ("latex", "markdown", "html")
"""The forms of tables and text for a paper."""


def describe(parser: Parser) -> None:
    """Add the arguments."""
    parser.description = (
        "Put the ratings of two regimes or more side by side: the table, what can be said, what was not"
        " compared and why, every pair, and the sources."
    )
    add_regimes(parser, "twice or more")
    parser.add_argument("--lineage", default="strict", metavar="POLICY",
                        help="strict (default): pair the same series; inherit: also hand a rating on across splits"
                        " and mergers")  # fmt: skip
    parser.add_argument("--by", metavar="GROUPING",
                        help="a table for each group of councils: region, type, deprivation, size, or one of"
                        " --groups")  # fmt: skip
    add_groups(parser)
    add_neighbours(parser)
    parser.add_argument("--where", metavar="GROUPING=GROUP", action="append",
                        help="limit it to one group, such as region=London; give it again for more")  # fmt: skip
    parser.add_argument("--council", dest="councils", metavar="NAME", nargs="+", action="append", default=[],
                        help="list only the pairs of these councils (name or code)")  # fmt: skip
    add_contrast(parser)
    add_between(parser)
    parser.add_argument("--weight", metavar="population", help="also give the shares by population")
    parser.add_argument("--crosswalk", metavar="NAME", action="append", default=[],
                        help="put the judgements on one scale first: a crosswalk's id, its file, equipercentile or"
                        " ridit; all, or several: show how each conclusion moves from one to another")  # fmt: skip
    parser.add_argument("--use-rule", action="store_true",
                        help="let the rating rules of the regimes narrow what is unknown (see rate)")  # fmt: skip
    add_statistics(parser)
    parser.add_argument("--inference", metavar="METHOD", action="append", default=[],
                        help="also reckon with chance: asymptotic, bootstrap, permutation or all")  # fmt: skip
    parser.add_argument("--draws", type=whole_number, metavar="N", help="draws of these (10,000)")
    parser.add_argument("--seed", type=whole_number, metavar="N", help="where the draws start (0)")
    parser.add_argument("--level", type=number, metavar="SHARE", help="level of an interval (0.95)")
    add_effort(parser)
    add_ages(parser)
    parser.add_argument("--events", action="store_true",
                        help="with one rolling regime: each inspection with the next of the same council")  # fmt: skip
    parser.add_argument("--since", metavar="DATE", help="of these, those published from this day on")
    parser.add_argument("--until", metavar="DATE", help="of these, those published up to this day")
    add_show(
        parser,
        pairs="every pair; with --given or --then who is certainly there, and who possibly",
        contrasts="every cut of both scales",
        groups="with --by, each group against the rest",
        breaks="what is not alike, in full",
        statistics="tables and statistics",
        unpaired="what was not compared, and why",
        sources="the documents",
        positions="what is known of each",
    )
    parser.add_argument("--part", dest="parts", metavar="PART", action="append", default=[],
                        help=f"of {', '.join(PAPER)}: methods, findings, counts, contrast, contrasts, groups,"
                        " statistics or pairs; give it again for more (all)")  # fmt: skip
    add_facts(parser)
    add_save(parser)
    add_output(parser, "text", "json", "csv", "parquet", "xlsx", "stata", *PAPER)


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
    options.where, options.crosswalk = limits(options.where), files(options.crosswalk)
    if "all" in options.crosswalk or len(options.crosswalk) > 1:
        return _sensitivity(options, output)
    from crossregime.commands.screen import tell_notices

    comparison = crossregime.compare(
        *options.regimes,
        lineage=options.lineage,
        by=options.by,
        where=options.where,
        groups=options.groups,
        neighbours_of=options.neighbours_of,
        councils=[name for words in options.councils for name in council_names(words)],
        weight=options.weight,
        use_rule=options.use_rule,
        facts=options.facts,
        statistics=_asked_statistics(options),
        inference=_inference(options),
        crosswalk=options.crosswalk[0] if options.crosswalk else None,
        given=options.given,
        then=options.then,
        against=options.against,
        between=options.between,
        max_age=options.max_age,
        uninspected=options.uninspected,
        effort=options.effort,
    )
    tell_notices(regime for position in comparison.positions for regime in position.regimes)

    if output.form in PAPER:
        write = {"latex": comparison.to_latex, "markdown": comparison.to_markdown, "html": comparison.to_html}
        parts = separated(options.parts) or "all"
        output.show_text({form: partial(make, parts) for form, make in write.items()})
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
    """Refuse for events and several crosswalks the forms of a paper, for which they have no tables, and --save."""
    if options.parts and output.form not in PAPER:
        from crossregime.core.errors import UsageError

        raise UsageError("--part is of a paper", do=f"add --format {', '.join(PAPER[:-1])} or {PAPER[-1]}")
    if options.events or "all" in options.crosswalk or len(options.crosswalk) > 1:
        from crossregime.core.errors import UsageError

        what = "events" if options.events else "several crosswalks"
        if output.form in (*PAPER, "stata"):
            raise UsageError(f"{what} are not written as {output.form}", do="take text, json or csv")
        if options.save is not None:
            raise UsageError(f"{what} are not kept by --save", do="leave --save out; --format json has it all")


def _events(options: Namespace, output: Output) -> int:
    """Follow each inspection to the next, and show what happened."""
    from crossregime.commands.screen import tell_notices
    from crossregime.core.comparison import find_events
    from crossregime.core.dates import parse_day
    from crossregime.core.errors import UsageError

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
    return 0


def _sensitivity(options: Namespace, output: Output) -> int:
    """Compare under every crosswalk that fits."""
    from crossregime.commands.screen import tell_left_out, tell_notices
    from crossregime.core.errors import UsageError

    unfit = ("between", "given", "then", "against", "councils", "weight", "use_rule", "inference")
    for option in unfit:
        if getattr(options, option):
            name = {"councils": "council", "use_rule": "use-rule"}.get(option, option)
            raise UsageError(f"several crosswalks take no --{name}", do="name one crosswalk, or leave it out")
    found = crossregime.sensitivity(
        *options.regimes,
        lineage=options.lineage,
        by=options.by,
        where=options.where,
        groups=options.groups,
        neighbours_of=options.neighbours_of,
        facts=options.facts,
        statistics=_asked_statistics(options),
        crosswalks=options.crosswalk,
        max_age=options.max_age,
        uninspected=options.uninspected,
        effort=options.effort,
    )
    if "all" in options.crosswalk:
        tell_left_out(crossregime.host().free_standing()[1])
    tell_notices(regime for position in found.positions for regime in position.regimes)

    def page(stream: IO[str] | None) -> None:
        from crossregime.render import write_sensitivity

        write_sensitivity(found, stream)

    def book(conclusions: pl.DataFrame) -> bytes:
        from crossregime.render import lay_sensitivity, workbook_bytes

        return workbook_bytes(conclusions, "conclusions", lambda page: lay_sensitivity(page, found))

    output.show(found.to_dict, page, lambda: found.frame, book=book)
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
