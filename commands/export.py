"""export: write one position's outcomes to a file."""

from __future__ import annotations

import crossregime
from crossregime.commands.parser import add_output

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    import polars as pl

    from crossregime.commands.output import Output
    from crossregime.commands.parser import Parser


def describe(parser: Parser) -> None:
    """Add the arguments."""
    parser.description = (
        "Write the outcomes of one position with codes, statuses, flags and sources. Beside a table stands"
        " FILE.meta.json with the regime, scale, totals and sources."
    )
    parser.add_argument("regime", metavar="SELECTOR", help="SOURCE[@WHEN][:JUDGEMENT]")
    parser.add_argument("--inspections", action="store_true",
                        help="of rolling regimes: every inspection by the date, with all of its grades")  # fmt: skip
    add_output(parser, "csv", "json", "parquet", "xlsx")


def run(options: Namespace, output: Output) -> int:
    """Write the outcomes."""
    from crossregime.commands.screen import tell_notices
    from crossregime.core.positions import position_dict

    position = crossregime.position(options.regime)
    tell_notices(position.regimes)
    if options.inspections:
        from crossregime.core.profiles import list_inspections

        found = list_inspections(position)
        output.show(found.to_dict, frame=lambda: found.frame, beside=lambda: found.to_dict(inspections=False))
        return 0

    def book(outcomes: pl.DataFrame) -> bytes:
        from crossregime.render import lay_position, workbook_bytes

        return workbook_bytes(outcomes, "outcomes", lambda page: lay_position(page, position))

    output.show(
        lambda: position_dict(position),
        frame=lambda: position.frame,
        beside=lambda: position_dict(position, outcomes=False),
        book=book,
    )
    return 0
