"""regimes: list the regimes, or describe one."""

from __future__ import annotations

import crossregime
from crossregime.commands.parser import add_output, add_show, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from crossregime.commands.output import Output
    from crossregime.commands.parser import Parser


def describe(parser: Parser) -> None:
    """Add the arguments."""
    parser.usage = "%(prog)s [ID|PATH] [option ...]"
    parser.description = (
        "List the regimes that can be named; or, with an ID or a folder, describe one: scales, judgements,"
        " publications, how much is known, totals, sources, and what to know before comparing it."
    )
    parser.examples = (
        "crossregime regimes",
        "crossregime regimes ssi2003",
        "crossregime regimes ofsted2009 --show scales",
    )
    parser.group("which regime").add_argument("regime", nargs="?", metavar="ID|PATH", help="describe this one")
    add_show(
        parser, judgements="", scales="with what grades mean", publications="dates and rules", totals="as printed",
        comparability="before comparing", rules="with crosswalks", sources="",
    )  # fmt: skip
    add_output(parser, "text", "json")


def run(options: Namespace, output: Output) -> int:
    """Show the list, from metadata alone, or one regime."""
    show = shown(options)
    if options.regime is None:
        from crossregime.core.discovery import listing_dict
        from crossregime.render import write_plugins

        plugins = crossregime.host().plugins()  # crosswalk plugins too: they are listed below the regimes
        output.show(lambda: listing_dict(plugins), lambda stream: write_plugins(plugins, stream))
        return 0
    from crossregime.commands.screen import tell_notices
    from crossregime.core.profiles import Description
    from crossregime.render import write_description

    regime = crossregime.regime(options.regime)
    tell_notices([regime])
    description = Description(regime)
    output.show(description.to_dict, lambda stream: write_description(description, stream, show))
    return 0
