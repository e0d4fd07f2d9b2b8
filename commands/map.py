"""map: map every council's grade onto the scale of another regime."""

from __future__ import annotations

import crossregime
from crossregime.commands.parser import add_output, add_save, add_show, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from crossregime.commands.output import Output
    from crossregime.commands.parser import Parser


def describe(parser: Parser) -> None:
    """Add the arguments."""
    parser.usage = "%(prog)s --from SELECTOR --to SELECTOR [option ...]"
    parser.description = (
        "Map every council's grade of one regime onto the scale of another, by a crosswalk: the grade or the set of"
        " grades that it corresponds to, with the link and its reason. A concordance, never an equating."
    )
    parser.examples = (
        "crossregime map --from ssi2003 --to ofsted2009",
        "crossregime map --from ssi2003 --to ofsted2009 --crosswalk stars-by-rank",
        "crossregime map --from ssi2003 --to ofsted2009 --output mapped.csv",
    )
    mapped = parser.group("what to map")
    mapped.add_argument("--from", dest="start", metavar="SELECTOR", required=True, help="what is mapped")
    mapped.add_argument("--to", metavar="SELECTOR", required=True, help="onto the scale of this")
    mapped.add_argument("--crosswalk", metavar="NAME",
                        help="a crosswalk's id or file, equipercentile or ridit; by default the only declared one, or"
                        " equipercentile where there are rivals or none")  # fmt: skip
    add_show(
        parser, councils="every one", links="with their reasons", shares="of each grade", breaks="what is not alike",
        sources="",
    )  # fmt: skip
    add_save(parser)
    add_output(parser, "text", "json", "csv", "parquet", "xlsx")


def run(options: Namespace, output: Output) -> int:
    """Map, and show what became of every council."""
    show = shown(options)
    from crossregime.commands.screen import tell_notices
    from crossregime.core.host import record_mapped
    from crossregime.core.runs import asked
    from crossregime.render import lay_mapping, workbook_bytes, write_mapping

    found = crossregime.map_position(options.start, options.to, options.crosswalk)
    tell_notices(found.position.regimes)
    output.show(
        found.to_dict,
        lambda stream: write_mapping(found, stream, show),
        lambda: found.frame,
        beside=lambda: found.to_dict(councils=False),
        book=lambda rows: workbook_bytes(rows, "councils", lambda page: lay_mapping(page, found, councils=False)),
    )
    call = asked("map", (options.start, options.to), {"crosswalk": options.crosswalk}, {"crosswalk": None})
    output.keep(lambda: record_mapped(found, call))
    return 0
