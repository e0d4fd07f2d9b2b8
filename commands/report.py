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
    add_use_rule,
    add_where,
    check_regimes,
    usage_error,
)
from crossregime.commands.values import files, limits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from crossregime.commands.output import Output
    from crossregime.commands.parser import Parser


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
    add_output(parser, "html")


def run(options: Namespace, output: Output) -> int:
    """Compare, and write the page to a file or a pipe: on a terminal nobody could read it."""
    check_regimes(options)
    options.groups = files(options.groups)
    options.where = limits(options.where, options.groups)
    if output.path is None and sys.stdout.isatty():
        raise usage_error("a page can't be shown on a screen", do="add --output FILE.html")
    output.show_text({"html": lambda: _page(options)})
    return 0


def _page(options: Namespace) -> str:
    from crossregime.commands.screen import tell_left_out, tell_notices
    from crossregime.render import report_page

    comparison = crossregime.compare(
        *options.regimes, lineage=options.lineage, where=options.where, groups=options.groups,
        neighbours_of=options.neighbours_of, facts=options.facts, crosswalk=options.crosswalk, given=options.given,
        then=options.then, against=options.against, use_rule=options.use_rule, max_age=options.max_age,
        uninspected=options.uninspected,
    )  # fmt: skip
    tell_notices(regime for position in comparison.positions for regime in position.regimes)
    regimes, faults = crossregime.host().load_all()
    tell_left_out(faults)
    return report_page(comparison, regimes, _call(options))


def _call(options: Namespace) -> str:
    """Write the call of `compare` that gives the same figures."""
    from shlex import join

    words = ["crossregime", "compare"]
    for regime in options.regimes:
        words += ["--regime", regime]
    if options.lineage != "strict":
        words += ["--lineage", options.lineage]
    for name in ("groups", "where", "given", "then", "against"):
        for value in getattr(options, name) or ():
            words += [f"--{name}", value]
    for name in ("neighbours_of", "crosswalk", "facts", "max_age"):
        value = getattr(options, name)
        if value is not None:
            words += [f"--{name.replace('_', '-')}", value]
    words += ["--use-rule"] if options.use_rule else []
    words += ["--uninspected", options.uninspected] if options.uninspected != "out" else []
    return join(words)
