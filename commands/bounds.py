"""bounds: what partly published ratings settle about two regimes, and what they don't."""

from __future__ import annotations

from crossregime.commands.paper import PAPER, add_parts, check_parts, show_paper
from crossregime.commands.parser import (
    QUESTION,
    SHOWN,
    add_ages,
    add_between,
    add_by,
    add_contrast,
    add_crosswalk,
    add_effort,
    add_facts,
    add_groups,
    add_lineage,
    add_neighbours,
    add_output,
    add_regimes,
    add_save,
    add_show,
    add_use_rule,
    add_where,
    check_regimes,
    shown,
)

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
    parser.usage = "%(prog)s --regime SELECTOR --regime SELECTOR [option ...]"
    parser.description = (
        "Give each statistic of two regimes three ways: over the councils known in both (misleading), over all that"
        " what was published allows (its possible range), and if all fillings were equally likely (an assumption)."
    )
    parser.examples = (
        "crossregime bounds --regime ssi2003 --regime ofsted2009",
        "crossregime bounds --regime ssi2003 --regime ofsted2009 --breakdown",
        "crossregime bounds --regime ssi2003 --regime ofsted2009 --what-would-help",
        "crossregime bounds --regime ssi2003 --regime ofsted2009 --assume alike",
    )
    add_regimes(parser, "twice")
    add_lineage(parser)
    add_crosswalk(parser)
    add_where(parser)
    add_by(parser)
    add_groups(parser)
    add_neighbours(parser)
    add_contrast(parser)
    add_between(parser)
    asked = parser.group(QUESTION)
    asked.add_argument("--assume", metavar="ASSUMPTION", action="append", default=[],
                       help="at-most=K, within=D, monotone or alike: what follows"
                       )  # fmt: skip
    asked.add_argument("--breakdown", action="store_true",
                       help="what one would have to believe to settle it")  # fmt: skip
    asked.add_argument("--what-would-help", dest="helping", action="store_true",
                       help="which kinds of fact would narrow it most")  # fmt: skip
    asked.add_argument("--show-extremes", dest="extremes", action="store_true",
                       help="a filling at each end of the possible range")  # fmt: skip
    asked.add_argument("--statistic", metavar="NAME",
                       help="these four: of tau_b, gamma, ... or difference"
                       )  # fmt: skip
    add_effort(parser)
    add_use_rule(parser)
    add_ages(parser)
    add_facts(parser)
    add_show(
        parser, groups="", shares="in sentences, and the methods", breaks="", assumptions="of each figure", sources="",
        positions="",
    )  # fmt: skip
    parser.group(SHOWN).add_argument("--weight", metavar="population", help="also give the shares by population")
    add_parts(parser)
    add_save(parser)
    add_output(parser, "text", "json", *PAPER)


def run(options: Namespace, output: Output) -> int:
    """Find what is settled, and show it."""
    from crossregime.commands.comparing import compared

    check_parts(options, output)
    check_regimes(options)
    show = shown(options)
    comparison = compared(options)
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

    if output.form in PAPER:
        show_paper(inquiry, options, output)
    else:
        output.show(inquiry.to_dict, page)
    output.keep(lambda: _run(inquiry, options))
    return 0


def _run(inquiry: Inquiry, options: Namespace) -> Run:
    """Record it with what it was asked beside what it compares."""
    asked = {name: getattr(options, name) for name in ("extremes", "helping", "assume", "breakdown", "statistic")}
    assert inquiry.comparison.call is not None  # noqa: S101  # compare notes its call
    return inquiry.comparison.as_run(inquiry.comparison.call.asking("bounds", **asked), inquiry.to_dict())
