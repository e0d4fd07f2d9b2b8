"""crosstab: tabulate two files of your own, of any length, where the data are."""

from __future__ import annotations

from crossregime.commands.parser import COMPARED, add_effort, add_output, add_save, add_statistics, whole_number
from crossregime.commands.values import separated

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from typing import Any

    from crossregime.commands.output import Output
    from crossregime.commands.parser import Parser
    from crossregime.core.engines import FrameCrosstab
    from crossregime.core.runs import Run

ENDS = {
    "grade": "the column of the grade",
    "worst": "the column of the worst that it may be, with --best",
    "best": "the column of the best that it may be",
}


def describe(parser: Parser) -> None:
    """Add the arguments."""
    parser.usage = "%(prog)s --left FILE --right FILE --on COLUMN [option ...]"
    parser.description = (
        "Set two files of ratings of your own side by side: one row a unit in each, CSV or Parquet of any length. One"
        " query runs in an engine, and a small table comes back, with its statistics and bounds. What can't be counted"
        " is refused, with examples."
    )
    parser.examples = (
        'crossregime crosstab --left 2003.csv --right 2009.csv --on code \\\n      --grade grade --scale "low,high"',
        (
            "crossregime crosstab --left 2003.csv --right 2009.csv --on code \\\n"
            "      --grade grade --scale low,high --statistic tau_b"
        ),
    )
    compared = parser.group(COMPARED)
    for side in ("left", "right"):
        compared.add_argument(f"--{side}", metavar="FILE", required=True, help="CSV or Parquet; * matches several")
    compared.add_argument("--on", metavar="COLUMN", action="append", required=True,
                          help="which unit a row is of; repeat it where it takes several")  # fmt: skip
    columns = parser.group("the grades")
    for end, what in ENDS.items():
        columns.add_argument(f"--{end}", metavar="COLUMN", help=f"{what}, in both files")
        for side in ("left", "right"):
            columns.add_argument(f"--{side}-{end}", metavar="COLUMN", help=f"the same in the {side} file")
    columns.add_argument("--scale", metavar="LABELS", action="append",
                         help="of both files: a declared scale's id, or its labels, worst first, with commas or one"
                         " by one")  # fmt: skip
    for side in ("left", "right"):
        columns.add_argument(f"--{side}-scale", metavar="LABELS", action="append",
                             help=f"of the {side} file, where there are two scales")  # fmt: skip
    add_effort(parser)
    counted = parser.group("how it is counted")
    counted.add_argument("--group", dest="groups", metavar="COLUMN", action="append", default=[],
                         help="also tabulate by a column; may be repeated")  # fmt: skip
    counted.add_argument("--weight", metavar="COLUMN", help="how many units a row stands for, in both files")
    counted.add_argument("--inspection", metavar="COLUMN",
                         help="which inspection a grade is of: units with one in both are in no pair")  # fmt: skip
    counted.add_argument("--totals", metavar="FILE",
                         help="known totals: a CSV of side, grades, count, highest, group")  # fmt: skip
    counted.add_argument("--engine", default="polars", metavar="NAME",
                         help="polars (default), duckdb or spark, once installed")  # fmt: skip
    counted.add_argument("--parts", type=whole_number, default=1, metavar="N",
                         help="run it in parts, by a whole-number key: less memory")  # fmt: skip
    counted.add_argument("--unit", default="unit", metavar="WORD",
                         help="what a row is of, for sentences: school (unit)")  # fmt: skip
    add_statistics(parser)
    add_save(parser)
    add_output(parser, "text", "json")


def run(options: Namespace, output: Output) -> int:
    """Tabulate the files, and show the table."""
    from crossregime.core.engines import FILE_OPTIONS, crosstab_of_files
    from crossregime.render import write_crosstab

    asked_for = {name: getattr(options, name) for name in FILE_OPTIONS}
    found = crosstab_of_files(asked_for)
    names = None if options.statistics is None else separated(options.statistics)
    statistics: str | list[str] | None = "all" if names and "all" in names else names
    found.figures(statistics)  # a statistic that there isn't is refused before anything is written
    output.show(lambda: found.to_dict(statistics), lambda stream: write_crosstab(found, statistics, stream))
    output.keep(lambda: _run(found, {**asked_for, "statistics": statistics}))
    return 0


def _run(found: FrameCrosstab, asked_for: dict[str, Any]) -> Run:
    from crossregime.core.engines import FILE_OPTIONS
    from crossregime.core.host import record_crosstab
    from crossregime.core.runs import asked

    return record_crosstab(found, asked("crosstab", (), asked_for, FILE_OPTIONS))
