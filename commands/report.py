"""report: write a comparison as one HTML page to send."""

from __future__ import annotations

import sys

import crossregime
from crossregime.commands.parser import (
    add_ages,
    add_contrast,
    add_crosswalk,
    add_facts,
    add_groups,
    add_lineage,
    add_neighbours,
    add_output,
    add_regimes,
    add_save,
    add_use_rule,
    add_where,
    check_regimes,
    usage_error,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from crossregime.commands.output import Output
    from crossregime.commands.parser import Parser
    from crossregime.core.comparison import Comparison
    from crossregime.core.runs import Run


def describe(parser: Parser) -> None:
    """Add the arguments."""
    parser.usage = "%(prog)s --regime SELECTOR --regime SELECTOR [option ...]"
    parser.description = (
        "Write a comparison as one HTML page: the answer and how sure it is, charts, maps, every council with its"
        " history, sources and data. The page needs no network. Needs the extra `charts`."
    )
    parser.examples = (
        "crossregime report --regime ssi2003 --regime ofsted2009 --output report.html",
        "crossregime report --regime ssi2003 --regime ofsted2009 \\\n      --where region=London --output london.html",
    )
    add_regimes(parser, "twice or more")
    add_lineage(parser)
    add_crosswalk(parser)
    add_where(parser)
    add_groups(parser)
    add_neighbours(parser)
    add_contrast(parser)
    add_use_rule(parser)
    add_ages(parser)
    add_facts(parser)
    add_save(parser)
    add_output(parser, "html")


def run(options: Namespace, output: Output) -> int:
    """Compare, and write the page to a file or a pipe: on a terminal nobody could read it."""
    from crossregime.commands.comparing import compared

    check_regimes(options)
    if output.path is None and sys.stdout.isatty():
        raise usage_error("a page can't be shown on a screen", do="add --output FILE.html")
    comparison = compared(options)
    output.show_text({"html": lambda: _page(comparison)})
    output.keep(lambda: _run(comparison))
    return 0


def _page(comparison: Comparison) -> str:
    from crossregime.commands.calls import call_text
    from crossregime.commands.screen import tell_left_out
    from crossregime.render import report_page

    assert comparison.call is not None  # noqa: S101  # compare notes its call
    regimes, faults = crossregime.host().load_all()
    tell_left_out(faults)
    return report_page(comparison, regimes, call_text(comparison.call))


def _run(comparison: Comparison) -> Run:
    assert comparison.call is not None  # noqa: S101  # the same
    return comparison.as_run(comparison.call.asking("report"))
