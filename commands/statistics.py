"""statistics: list the statistics, or explain some."""

from __future__ import annotations

from crossregime.commands.parser import SHOWN, add_output

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from crossregime.commands.output import Output
    from crossregime.commands.parser import Parser


def describe(parser: Parser) -> None:
    """Add the arguments."""
    parser.usage = "%(prog)s [NAME ...] [option ...]"
    parser.description = (
        "List the statistics that a comparison can have, or explain some: what each tells, what it needs, its range,"
        " and where it is from."
    )
    parser.examples = ("crossregime statistics", "crossregime statistics tau_b gamma")
    parser.group(SHOWN).add_argument("names", metavar="NAME", nargs="*", help="a statistic to explain")
    add_output(parser, "text", "json")


def run(options: Namespace, output: Output) -> int:
    """Show the catalogue, or entries of it."""
    from crossregime.core.statistics import ENTRIES, catalogue_dict, explained
    from crossregime.render import write_catalogue, write_entries

    if not options.names:
        output.show(lambda: catalogue_dict(ENTRIES), lambda stream: write_catalogue(ENTRIES, stream))
    else:
        found = [explained(name) for name in dict.fromkeys(options.names)]
        output.show(lambda: catalogue_dict(found), lambda stream: write_entries(found, stream))
    return 0
