"""Split a CSV into header and rows, refusing what polars would mend in silence."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING

from crossregime.core.errors import DataError, Fault
from crossregime.core.text import close_matches

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

LONGEST_FIELD = 20_000
"""Characters of one cell."""

MOST_COLUMNS = 1_000
"""Columns of a CSV."""


def _header_faults(
    header: list[str], columns: list[str], optional: Collection[str], shown: str, form: str, *, others: bool
) -> Iterator[Fault]:
    missing = [name for name in columns if name not in header and name not in optional]
    for mark, called in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and mark in header[0] and missing:
            yield Fault(shown, f"has {called} between its cells", 1, do="save it with commas between them (CSV)")
            return
    for name, times in Counter(header).items():
        if times > 1:
            yield Fault(shown, f"column '{name}' stands {times} times", 1, do=form)
        if name not in columns and not others:
            matches = close_matches(name, missing)
            yield Fault(shown, f"unknown column '{name}'", 1, matches=matches, do=form)
    for name in missing:
        like = close_matches(name, header, 1) if others else ()
        do = f"{form}: rename '{like[0]}'" if like else form
        yield Fault(shown, f"column '{name}' is missing", 1, do=do)


def parse_csv(
    text: str, shown: str, columns: list[str], *, optional: Collection[str] = (), others: bool = False
) -> tuple[list[str], list[list[str]]]:
    """Split a CSV into header and rows, checking the header against the columns and each row's width.

    The columns that are `optional` may be left out; with `others` the file may have further columns of its own.
    """

    def refuse(faults: list[Fault]) -> DataError:
        return DataError(f"{shown} breaks its format", faults=faults)

    form = f"the header {'needs' if others else 'is'} " + ",".join(name for name in columns if name not in optional)
    if optional:
        form += f", and may have {','.join(optional)}"
    rows: list[list[str]] = []
    limit = csv.field_size_limit(LONGEST_FIELD)
    try:
        rows.extend(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise refuse([Fault(shown, f"is not CSV: {error}", len(rows) + 1, do="check the quotes of this row")]) from None
    finally:
        csv.field_size_limit(limit)  # the limit is the whole process's: leave it as it was
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise refuse([Fault(shown, "is empty", do=form)])
    header, body = rows[0], rows[1:]
    if len(header) > MOST_COLUMNS:
        raise refuse([Fault(shown, f"the header has {len(header):,} columns", 1, do=form)])
    # Where the header is at fault every row would seem wrong.
    faults = [*_header_faults(header, columns, optional, shown, form, others=others)] or [
        *_width_faults(body, len(header), shown)
    ]
    if faults:
        raise refuse(faults)
    return header, body


def _width_faults(body: list[list[str]], width: int, shown: str) -> Iterator[Fault]:
    for number, row in enumerate(body, 2):
        if not row:
            yield Fault(shown, "the row is empty", number, do="take it out")
        elif len(row) != width:
            kind = "short" if len(row) < width else "long"
            what = f"the row is too {kind}: {len(row)} cells where the header has {width}"
            yield Fault(shown, what, number, do="quote cells that hold a comma")
