"""bounds: what partly published ratings settle about two regimes, and what they don't."""

from __future__ import annotations

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
    check_regimes,
    shown,
)
from crossregime.commands.values import limits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from typing import IO

    from crossregime.commands.output import Output
    from crossregime.commands.parser import Parser
    from crossregime.core.comparison import Inquiry
    from crossregime.core.runs import Run


def describe(parser: Parser) -> None:
    """Add the arguments."""
    parser.description = (
        "Give each statistic of two regimes three ways: over the councils with both grades named (a warning), over"
        " every completion of what was published (the identified interval), and with all completions taken as equally"
        " likely (an assumption); and the shares of councils that were so in one regime and so in the other."
    )
    add_regimes(parser, "twice")
    parser.add_argument("--lineage", default="strict", metavar="POLICY",
                        help="strict (default) or inherit, as in compare")  # fmt: skip
    parser.add_argument("--by", metavar="GROUPING",
                        help="also for each group of councils: region, type, deprivation, size, or one of"
                        " --groups")  # fmt: skip
    add_groups(parser)
    add_neighbours(parser)
    parser.add_argument("--where", metavar="GROUPING=GROUP", action="append",
                        help="limit it to one group, such as region=London; give it again for more")  # fmt: skip
    add_contrast(parser)
    add_between(parser)
    parser.add_argument("--weight", metavar="population", help="also give the shares by population")
    parser.add_argument("--crosswalk", metavar="NAME",
                        help="put both on one scale first: a crosswalk's id, its file, equipercentile or ridit; that"
                        " gives agreement and change too")  # fmt: skip
    parser.add_argument("--use-rule", action="store_true",
                        help="let rating rules narrow what is unknown, as in compare")  # fmt: skip
    add_effort(parser)
    add_ages(parser)
    add_facts(parser)
    parser.add_argument("--show-extremes", dest="extremes", action="store_true",
                        help="show a completion at each end of the interval of a statistic")  # fmt: skip
    parser.add_argument("--what-would-help", dest="helping", action="store_true",
                        help="rank the kinds of fact that would narrow it")  # fmt: skip
    parser.add_argument("--assume", metavar="ASSUMPTION", action="append", default=[],
                        help="what would follow under an assumption: at-most=K, within=D, monotone or alike; each that"
                        " is given is taken by itself")  # fmt: skip
    parser.add_argument("--breakdown", action="store_true",
                        help="how much one would have to believe for the sign to be settled")  # fmt: skip
    parser.add_argument("--statistic", metavar="NAME",
                        help="of what the last four are shown: tau_b, gamma, kappa, ... or difference (of shares, at"
                        " --given and --then)")  # fmt: skip
    add_show(
        parser,
        groups="with --by, each group against the rest",
        shares="the answers in sentences, and the methods",
        breaks="what is not alike, in full",
        assumptions="what each figure assumes",
        sources="the documents",
        positions="what is known of each",
    )
    add_save(parser)
    add_output(parser, "text", "json")


def run(options: Namespace, output: Output) -> int:
    """Find what is settled, and show it."""
    from crossregime.commands.screen import tell_notices

    check_regimes(options)
    show = shown(options)
    comparison = crossregime.compare(
        *options.regimes,
        lineage=options.lineage,
        by=options.by,
        where=limits(options.where),
        groups=options.groups,
        neighbours_of=options.neighbours_of,
        weight=options.weight,
        use_rule=options.use_rule,
        facts=options.facts,
        crosswalk=options.crosswalk,
        given=options.given,
        then=options.then,
        against=options.against,
        between=options.between,
        max_age=options.max_age,
        uninspected=options.uninspected,
        effort=options.effort,
    )
    tell_notices(regime for position in comparison.positions for regime in position.regimes)
    from crossregime.core.comparison import inquire

    inquiry = inquire(
        comparison,
        options.given or (),
        options.then or (),
        extremes=options.extremes,
        helping=options.helping,
        statistic=options.statistic,
        assume=options.assume,
        breakdown=options.breakdown,
    )

    def page(stream: IO[str] | None) -> None:
        from crossregime.render import write_inquiry

        write_inquiry(inquiry, stream, show)

    output.show(inquiry.to_dict, page)
    output.keep(lambda: _run(inquiry, options))
    return 0


def _run(inquiry: Inquiry, options: Namespace) -> Run:
    """Record it with what it was asked beside what it compares."""
    asked = {name: getattr(options, name) for name in ("extremes", "helping", "assume", "breakdown", "statistic")}
    assert inquiry.comparison.call is not None  # noqa: S101  # compare notes its call
    return inquiry.comparison.as_run(inquiry.comparison.call.asking("bounds", **asked), inquiry.to_dict())
