"""crosswalks: list the crosswalks, show one, or set those between two regimes side by side."""

from __future__ import annotations

import crossregime
from crossregime.commands.parser import add_output, add_show, shown
from crossregime.commands.values import files

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from crossregime.commands.output import Output
    from crossregime.commands.parser import Parser


def describe(parser: Parser) -> None:
    """Add the arguments."""
    parser.usage = "%(prog)s [NAME | SELECTOR SELECTOR] [option ...]"
    parser.description = (
        "List the crosswalks that can be named; show one; or, with two selectors, set those between their judgements"
        " side by side, declared and from totals, and where they disagree."
    )
    parser.examples = (
        "crossregime crosswalks",
        "crossregime crosswalks stars-by-rank",
        "crossregime crosswalks ssi2003 ofsted2009",
    )
    which = parser.group("which crosswalks")
    which.add_argument("between", metavar="NAME", nargs="*",
                       help="one crosswalk to show (A+B composes two), or two selectors: from and to")  # fmt: skip
    which.add_argument("--line", metavar="GRADE", help="of one: name the sets on both sides of this grade")
    which.add_argument("--crosswalk", metavar="NAME", action="append", default=[],
                       help="with two selectors: one of your own beside them, a file or PLUGIN:ID")  # fmt: skip
    add_show(parser, links="with their reasons")
    add_output(parser, "text", "json")


def run(options: Namespace, output: Output) -> int:
    """Show the list, one crosswalk, or the rivals between two positions."""
    show = shown(options)
    from crossregime.commands.screen import tell_left_out, tell_notices
    from crossregime.core.crosswalks import Listing, Shown, crosswalks_between
    from crossregime.core.errors import PluginError, UsageError
    from crossregime.render import write_listing, write_rivals, write_shown

    host = crossregime.host()
    if not options.between and options.line is None:
        _, faults = host.free_standing()
        tell_left_out(faults)
        left_out = {each.plugin: each.cause for each in faults if isinstance(each, PluginError)}
        listing = Listing(host.all_crosswalks(), host.plugins("crosswalks"), left_out)
        output.show(listing.to_dict, lambda stream: write_listing(listing, stream, show))
        return 0
    if options.crosswalk and len(options.between) != 2:
        raise UsageError("--crosswalk stands beside two selectors", do="name a crosswalk alone to show it")
    if len(options.between) == 1:
        if options.between[0].partition("@")[0].partition(":")[0] in host.ids():
            raise UsageError(
                f"'{options.between[0]}' names ratings, and no crosswalk",
                do="name two selectors: crossregime crosswalks ssi2003 ofsted2009",
            )
        one = Shown(crossregime.crosswalk(options.between[0]), options.line)
        output.show(one.to_dict, lambda stream: write_shown(one, stream, show))
        return 0
    if len(options.between) != 2 or options.line is not None:
        named = f"{len(options.between)} selectors were named"
        raise UsageError(
            named if options.line is None else "--line is for one crosswalk",
            do="name one crosswalk, or two selectors: crossregime crosswalks ssi2003 ofsted2009",
        )
    walks = [each for each in options.between if each in {walk.id for walk in host.all_crosswalks()}]
    if walks:
        raise UsageError(
            f"'{walks[0]}' is a crosswalk, and names no ratings",
            do="name two selectors, or compose two crosswalks with + between them: crossregime crosswalks A+B",
        )
    first, second = (host.position(each) for each in options.between)
    regimes = (*first.regimes, *second.regimes)
    tell_notices(regimes)
    found = crosswalks_between(
        first, second, host.crosswalks_between((first, second), ("all", *files(options.crosswalk)))
    )
    tell_left_out(host.free_standing()[1])
    output.show(found.to_dict, lambda stream: write_rivals(found, stream, show))
    return 0
