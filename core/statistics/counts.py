"""Read a table of counts from nested lists, an array, a frame, or the table of a comparison.

Rows and columns are the declared grades, worst first, the empty ones kept: weights and steps between grades
need them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crossregime.core.arguments import is_real
from crossregime.core.errors import UsageError
from crossregime.core.frozen import frozen
from crossregime.core.statistics.labels import counts_by_label, counts_of_series
from crossregime.core.statistics.table import Table, frame_of, tabulate

if TYPE_CHECKING:
    from crossregime.core.statistics.cells import Cells

HOW = "give rows of whole numbers from 0, one row and one column for each declared grade, worst first"
MOST = 2**53
"""The largest count of a cell: above it floating point no longer holds every integer exactly."""
ROUNDED = 0.005 + 1e-9
"""The rounding error allowed in a share that is printed with two decimals."""


@frozen
class Grid:
    """A table, or a stack of them: the cells (rows of columns), and how many tables there are (None for one).

    The cells of one table are whole numbers (or shares); those of a stack are arrays of floats, one number a table.
    `common_scale` says whether both sides are on one scale; None where nobody has said.
    """

    cells: Cells
    tables: int | None = None
    common_scale: bool | None = None

    @property
    def shape(self) -> tuple[int, int]:
        """The numbers of rows and of columns."""
        return len(self.cells), len(self.cells[0])

    def table(self, index: int) -> list[list[Any]]:
        """Return one table of a stack, its whole numbers as such."""
        return [[int(cell[index]) if cell[index].is_integer() else float(cell[index]) for cell in row]
                for row in self.cells]  # fmt: skip


def counts(table: Any) -> Grid:
    """Read a table, or a stack of tables (one more dimension in front), from any supported type.

    Takes nested sequences, numpy arrays of two or three dimensions, a `Table`, a frame of counts (a column for each
    grade of the second judgement, and perhaps an index or a first column of labels), a frame of pairs (two columns
    whose types declare their grades; two columns of numbers are counts), and a comparison of two positions or its
    `crosstab`, of which the councils with both grades known are counted. Where both sides of a frame have labels, the
    same ones are put in one order (the declared one, else that of the rows), and all that a type declares are there.

    Raises UsageError for anything else, for rows of unequal length, for cells that are no whole numbers from 0, and
    for a frame with a row or column of missing values or of sums, or with sides that share some grades but not all.

    >>> counts([[3, 1], [0, 4]]).shape
    (2, 2)
    """
    if isinstance(table, Grid):
        return table
    held, common_scale = _rows(table)
    if isinstance(held, Table):
        return Grid(held.rows, common_scale=common_scale)
    if _is_stack(held):
        return _stack(_array(held))
    rows = [_line(row) for row in _line(held)]
    if rows and rows[0] and all(map(_is_line, rows[0])):
        return _stack(_array(rows))
    _check_oblong(rows)
    return Grid(
        [[_whole(cell, row, column) for column, cell in enumerate(each)] for row, each in enumerate(rows)],
        common_scale=common_scale,
    )


def counts_or_shares(table: Any) -> tuple[Grid, bool]:
    """Read counts, or row shares if any number has a fraction; also return whether they are shares.

    Takes what `counts` takes. Shares may be rounded to two decimals. Raises UsageError for rows that are neither.
    """
    if isinstance(table, Grid):
        return table, False
    held, common_scale = _rows(table)
    if isinstance(held, Table):
        return counts(held), False
    if not _is_stack(held):
        held = [_line(row) for row in _line(held)]
        if not (held and held[0] and all(map(_is_line, held[0]))):
            grid, of_shares = _one_table_or_shares(held)
            return replace(grid, common_scale=common_scale), of_shares
    array = _array(held)
    if array.ndim == 3 and array.dtype.kind == "f" and (array != array.round()).any():
        _check_stack(array, whole=False)
        if (abs(array.sum(axis=2) - 1) > ROUNDED * array.shape[2]).any():
            raise _no_shares()
        return _grid(array), True
    return _stack(array), False


def one_distribution(values: Any) -> list[Any] | None:
    """Read the counts of one distribution: a flat list, an array or a series; None for anything else.

    A series of pandas with labels is put in the order that its labels declare, with every declared grade.
    """
    listed = values
    if hasattr(values, "to_list") and hasattr(values, "dtype"):
        listed = counts_of_series(values)
    elif hasattr(values, "tolist"):
        listed = values.tolist()
    flat = isinstance(listed, Sequence) and not isinstance(listed, (str, bytes)) and len(listed) > 0
    return list(listed) if flat and not any(hasattr(each, "__iter__") for each in listed) else None


def _one_table_or_shares(rows: list[list[Any]]) -> tuple[Grid, bool]:
    _check_oblong(rows)
    for row, line in enumerate(rows):
        for column, cell in enumerate(line):
            _check_size(cell, row, column)
            if not _is_number(cell) or not cell >= 0:
                raise UsageError(f"{_place(row, column)} is {cell!r}", do="give numbers from 0")
    cells = [[float(cell) for cell in line] for line in rows]
    if all(cell.is_integer() for line in cells for cell in line):
        return counts(rows), False
    if any(abs(sum(line) - 1) > ROUNDED * len(line) for line in cells):
        raise _no_shares()
    return Grid(cells), True


def _no_shares() -> UsageError:
    return UsageError(
        "these are neither counts nor row shares: the rows don't sum to 1",
        do="give whole numbers, or shares that sum to 1 in each row",
    )


def _rows(table: Any) -> tuple[Any, bool | None]:
    """Return the cells as rows, and whether both sides have the labels of one scale."""
    held: Any = table
    if not isinstance(table, Table):
        counted = getattr(table, "counts", None)  # of a comparison or its crosstab
        known = getattr(table, "known", None)  # of a tabulation
        if isinstance(counted, Table):
            held = counted
        elif isinstance(known, list):
            held = known
        elif (frame := frame_of(table)) is not None:
            held = _of_frame(frame)
    if isinstance(held, Table):
        apart = held.common_scale is None and len(held) == len(held[0]) and held.first != held.second
        return held, False if apart else held.common_scale
    return held if isinstance(held, tuple) and held is not table else (held, None)


def _is_stack(held: Any) -> bool:
    return len(getattr(held, "shape", ())) == 3


def _is_line(cell: Any) -> bool:
    return hasattr(cell, "__len__") and not isinstance(cell, (str, bytes))


def _line(values: Any) -> list[Any]:
    listed = values.tolist() if hasattr(values, "tolist") else values
    if isinstance(listed, (str, bytes, dict)) or not hasattr(listed, "__iter__"):
        raise UsageError(f"{type(values).__name__} is not a table of counts", do=HOW)
    return list(listed)


def _array(tables: Any) -> Any:
    import numpy as np

    try:
        return np.array(tables)
    except ValueError:
        raise UsageError("the tables of a stack differ in size", do=HOW) from None


def _check_oblong(rows: Sequence[Sequence[Any]]) -> None:
    if not rows or not rows[0]:
        raise UsageError("the table has no cells", do=HOW)
    for number, row in enumerate(rows, 1):
        if len(row) != len(rows[0]):
            raise UsageError(f"row {number} of the table has {len(row)} cells where row 1 has {len(rows[0])}", do=HOW)


def _place(row: int, column: int) -> str:
    return f"the cell in row {row + 1}, column {column + 1} of the table"


def _is_number(cell: Any) -> bool:
    return hasattr(cell, "__float__") and not isinstance(cell, (bool, str))


def _check_size(cell: Any, row: int, column: int) -> None:
    if _is_number(cell) and cell > MOST:
        raise UsageError(f"{_place(row, column)} is more than can be counted", do=f"give numbers up to {MOST:,}")


def _whole(cell: Any, row: int, column: int) -> int:
    _check_size(cell, row, column)
    if not _is_number(cell) or not float(cell).is_integer() or cell < 0:
        raise UsageError(f"{_place(row, column)} is {cell!r}, which is not a count", do=HOW)
    return int(cell)


def _stack(array: Any) -> Grid:
    _check_stack(array, whole=True)
    return _grid(array)


def _check_stack(held: Any, *, whole: bool) -> None:
    """Refuse anything that is not a stack of tables, and name the first cell that holds no number of councils."""
    import numpy as np

    if held.ndim != 3 or 0 in held.shape[1:] or held.dtype.kind not in "iuf":
        raise UsageError("this is not a stack of tables", do=f"{HOW}; a stack has the tables in front")
    wrong = ~((held <= MOST) & (held >= 0) & (not whole or held == np.floor(held)))
    if wrong.any():
        index, row, column = (int(each) for each in np.argwhere(wrong)[0])
        what = f"{_place(row, column)} {index + 1} is {held[index, row, column]!r}, which is not a count"
        raise UsageError(what, do=HOW)


def _grid(held: Any) -> Grid:
    floats = held.astype(float)
    return Grid(
        [[floats[:, i, j] for j in range(held.shape[2])] for i in range(held.shape[1])],
        held.shape[0],
    )


def _of_frame(frame: Any) -> Table | tuple[list[list[Any]], bool | None]:
    """Take the counts out of a frame, or count its pairs."""
    columns = list(frame.columns)
    types = [] if getattr(frame.columns, "nlevels", 1) > 1 else [frame[column].dtype for column in columns]
    if len(types) == 2 and all(getattr(each, "categories", None) is not None for each in types):
        return tabulate(frame, columns[0], columns[1])
    return counts_by_label(frame)


def numbers(values: Any) -> list[float] | None:
    """Read a list of numbers; None for anything else."""
    if isinstance(values, (str, bytes)) or not hasattr(values, "__iter__"):
        return None
    held = values.tolist() if hasattr(values, "tolist") else values
    given = list(held) if hasattr(held, "__iter__") and not isinstance(held, dict) else []
    if not given or not all(map(is_real, given)):
        return None
    return [float(each) for each in given]
