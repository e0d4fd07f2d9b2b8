"""Split a CSV into header and rows, rejecting what polars would silently repair."""

from __future__ import annotations

import csv
import re
from collections import Counter
from typing import TYPE_CHECKING

from crossregime.core.errors import DataError, Fault
from crossregime.core.files.faults import Faults
from crossregime.core.text import UNFIT, close_matches, joined, unfit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

LONGEST_FIELD = 20_000
"""The most characters of one cell."""
MOST_COLUMNS = 1_000
"""The most columns of a CSV."""
MOST_ROWS = 200_000
"""The most rows of a CSV whose schema sets no limit of its own; blank lines count."""
MOST_CELLS = 1_000_000
"""The most cells of a CSV."""
SHOWN_COLUMNS = 20
"""A message names at most this many of the columns that a file has."""
_UNFIT = f"(?![\r\n]){UNFIT.pattern}"
"""Characters not allowed in a file of lines; whether a cell may hold a line end is for the schema to say."""
_LINE = re.compile("[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")


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
    unknown = [name for name in dict.fromkeys(header) if name not in columns and not others]
    if not unknown and not missing:
        return
    said = [*_listed("unknown column", unknown), *(f"{text} missing" for text in _listed("column", missing, "is"))]
    if len(unknown) + len(missing) > 1 or others:
        said.append(f"found: {','.join(header[:SHOWN_COLUMNS])}{',...' * (len(header) > SHOWN_COLUMNS)}")
    if len(unknown) == 1:
        yield Fault(shown, "; ".join(said), 1, matches=close_matches(unknown[0], missing), do=form)
        return
    near = [(like[0], name) for name in missing if (like := close_matches(name, unknown or header, 1))]
    rename = joined([f"rename '{name}' to '{wanted}'" for name, wanted in near])
    yield Fault(shown, "; ".join(said), 1, do="; ".join(filter(None, (form, rename))))


def _listed(noun: str, names: list[str], verb: str = "") -> list[str]:
    """Name columns after a noun, if there are any."""
    if not names:
        return []
    several = len(names) > 1
    verb = f" {'are' if several else 'is'}" if verb else ""
    quoted = joined([f"'{name}'" for name in names])
    return [f"{noun}{'s' * several} {quoted}{verb}"]


def _refused(shown: str, faults: list[Fault]) -> DataError:
    return DataError(f"{shown} breaks its format", faults=faults)


def _split(text: str, shown: str, most_rows: int) -> list[list[str]]:
    """Split a text into rows of cells, up to the limit."""
    rows: list[list[str]] = []
    cells = 0
    limit = csv.field_size_limit(LONGEST_FIELD)
    try:
        for row in csv.reader((found[0] for found in _LINE.finditer(text)), strict=True):
            rows.append(row)
            cells += len(row)
            if len(rows) > most_rows + 1 or cells > MOST_CELLS:
                most, each = (most_rows, "rows") if len(rows) > most_rows + 1 else (MOST_CELLS, "cells")
                do = "take out what is blank, or split the file"
                raise _refused(
                    shown, [Fault(shown, f"has more than {most:,} {each}, which is the most that is read", do=do)]
                )
    except csv.Error as error:
        what = f"is not CSV: {error}"
        if "field limit" in what:
            what = f"a cell has more than {LONGEST_FIELD:,} characters: field larger than field limit"
        raise _refused(shown, [Fault(shown, what, len(rows) + 1, do="check the quotes of this row")]) from None
    finally:
        csv.field_size_limit(limit)  # the limit belongs to the whole process: restore it
    return rows


def parse_csv(
    text: str,
    shown: str,
    columns: list[str],
    *,
    optional: Collection[str] = (),
    others: bool = False,
    most_rows: int = MOST_ROWS,
) -> tuple[list[str], list[list[str]]]:
    """Split a CSV into header and rows, checking the header against the columns and each row's width.

    The columns that are `optional` may be left out; with `others` the file may have further columns of its own. Raises
    DataError for a file that breaks this, and for one of more than `most_rows` rows or MOST_CELLS cells.
    """
    form = f"the header {'needs' if others else 'is'} " + ",".join(name for name in columns if name not in optional)
    if optional:
        form += f", and may have {','.join(optional)}"
    rows = _split(text, shown, most_rows)
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise _refused(shown, [Fault(shown, "is empty", do=form)])
    header, body = rows[0], rows[1:]
    if len(header) > MOST_COLUMNS:
        raise _refused(shown, [Fault(shown, f"the header has {len(header):,} columns", 1, do=form)])
    # Where the header is at fault every row would seem wrong.
    faults = Faults(shown)
    for fault in _header_faults(header, columns, optional, shown, form, others=others):
        faults.add(fault)
    for fault in () if faults.found else _width_faults(body, len(header), shown):
        faults.add(fault)
    if faults.found:
        raise _refused(shown, faults.all)
    return header, body


def unfit_cells(text: str, header: list[str], body: list[list[str]], shown: str) -> list[Fault]:
    """Find the cells with a control character or an invisible one."""
    if not re.search(_UNFIT, text):
        return []
    faults = Faults(shown)
    for number, row in enumerate(body, 2):
        for name, cell in zip(header, row, strict=True):
            if found := unfit(cell):
                faults.add(Fault(shown, f"the cell has {found}", number, name, do="take it out"))
    return faults.all


def _width_faults(body: list[list[str]], width: int, shown: str) -> Iterator[Fault]:
    for number, row in enumerate(body, 2):
        if not row:
            yield Fault(shown, "the row is empty", number, do="take it out")
        elif len(row) != width:
            kind = "short" if len(row) < width else "long"
            what = f"the row is too {kind}: {len(row)} cells where the header has {width}"
            yield Fault(shown, what, number, do="quote cells that hold a comma")
