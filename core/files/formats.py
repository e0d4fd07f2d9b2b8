"""Write files: whole or not at all, never over an existing file unless forced, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

from crossregime.core.text import inert

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl

_STARTS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
"""Characters that start a formula; the last four are the full-width forms of the first."""
_RUNS = re.compile(rf"(^[\t\r\n]|^(?=[{_STARTS}])|(?<=[;\t\r\n])(?=[{_STARTS}]))")
"""Where a formula can begin: at the start of a cell, and after a separator that some spreadsheets split at."""
_NUMBER = re.compile(
    r"[+-]?[\u00a3$\u20ac]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)?(\.[0-9]*)?([eE][+-]?[0-9]+)?\s?%?\s*", re.ASCII
)


def csv_text(frame: pl.DataFrame) -> str:
    """Write a frame as CSV in which no text can act as a spreadsheet formula or as a control code on a screen.

    What a spreadsheet would calculate gets an apostrophe before it, also after a semicolon or a tab inside a cell,
    where one that splits there would start another; a number stays a number. A control character is spelt out.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_safe(name) for name in frame.columns])
    for row in frame.iter_rows():
        writer.writerow([_cell(cell) for cell in row])
    return out.getvalue()


def _cell(cell: Any) -> Any:
    """Write true and false in small letters, as every program that reads CSV takes them."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return _safe(cell) if isinstance(cell, str) else cell


def _safe(cell: str) -> str:
    if _NUMBER.fullmatch(cell):  # a sign alone is none either: there is nothing to calculate
        return cell
    return inert(_RUNS.sub(r"'\1", cell))


def json_text(document: Mapping[str, Any] | Sequence[Any]) -> str:
    """Write a document as JSON with a final newline; control characters are escaped."""
    return inert(json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)) + "\n"


def table_bytes(frame: pl.DataFrame, form: str) -> bytes:
    """Make a file of a frame: csv, parquet or stata."""
    if form == "csv":
        return csv_text(frame).encode()
    if form == "stata":
        from crossregime.core.files.stata import stata_bytes

        return stata_bytes(frame)
    out = io.BytesIO()
    frame.write_parquet(out)
    return out.getvalue()


def with_grades(frame: pl.DataFrame) -> pl.DataFrame:
    """Insert the grade in words before each pair of `worst` and `best`, unless there is a column of grades already.

    >>> import polars as pl
    >>> row = {"worst_1": ["No"], "best_1": ["Some"], "worst_rank_1": [0], "best_rank_1": [1]}
    >>> with_grades(pl.DataFrame(row)).columns[0], with_grades(pl.DataFrame(row)).item(0, 0)
    ('grade_1', 'No or Some')
    """
    import polars as pl

    columns: list[pl.Expr] = []
    for column in frame.columns:
        found = re.fullmatch(r"((?:given_|to_)?)worst(|_\d+)", column)
        before, after = found.groups() if found else ("", "")
        worst, best = pl.col(column), pl.col(f"{before}best{after}") if found else pl.col(column)
        ranks = [f"{before}{end}_rank{after}" for end in ("worst", "best")]
        if found and set(ranks) <= set(frame.columns) and f"{before}grade{after}" not in frame.columns:
            next_to = pl.col(ranks[1]) == pl.col(ranks[0]) + 1
            columns.append(
                pl.when(worst == best)
                .then(worst)
                .otherwise(worst + pl.when(next_to).then(pl.lit(" or ")).otherwise(pl.lit(" to ")) + best)
                .alias(f"{before}grade{after}")
            )
        columns.append(worst)
    return frame.select(columns)
