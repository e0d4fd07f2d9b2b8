"""council: one council on one page, or where it stood among others."""

from __future__ import annotations

import crossregime
from crossregime.commands.parser import add_groups, add_output, add_show, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from crossregime.commands.output import Output
    from crossregime.commands.parser import Parser


def describe(parser: Parser) -> None:
    """Add the arguments."""
    parser.description = (
        "One council on one page: its names, codes and dates, the reorganisations that it came from or went to, and"
        " every outcome of it and of them in every regime. With --against, where it stood among others instead."
    )
    parser.add_argument("name", metavar="NAME", help="a name or a code")
    parser.add_argument("--on", metavar="DATE", help="the council of that name on this day (YYYY-MM-DD)")
    parser.add_argument("--against", metavar="WHOM",
                        help="how many were rated above it, alike and below in each regime: of its statistical"
                        " neighbours, of its region, type, deprivation or size, of a group of --groups, or of all"
                        " (neighbours, region, ..., all)")  # fmt: skip
    add_groups(parser)
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
    from crossregime.core.errors import UsageError

    parse_day(options.on, "--on")
    if options.groups and options.against is None:
        raise UsageError(
            "--groups belongs to --against", do="add --against and the name of the file without its ending"
        )
    if show and options.against is not None:
        raise UsageError("--show has no part of a page of --against", do="leave --show out; --format json has it all")
    council = crossregime.council(options.name, options.on)
    regimes, faults = crossregime.host().load_all()
    for fault in faults:
        tell(f"note: left out: {fault}")
    if options.against is None:
        from crossregime.core.profiles import profile
        from crossregime.render import write_profile

        story = profile(council, regimes)
        output.show(story.to_dict, lambda stream: write_profile(story, stream, show))
    else:
        from crossregime.render import write_standing

        found = crossregime.standing(council.id, against=options.against, regimes=regimes, groups=options.groups)
        output.show(found.to_dict, lambda stream: write_standing(found, stream))
    return 0
