"""Read a table of counts from what a user has: nested lists, an array, a frame of counts or a frame of pairs.

Rows and columns are the declared grades, worst first, the empty ones kept: weights and steps between grades
need them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crossregime.core.errors import UsageError, close_matches

if TYPE_CHECKING:
    from crossregime.core.association import Cells

HOW = "give rows of whole numbers from 0, one row and one column for each declared grade, worst first"


@dataclass(frozen=True, slots=True)
class Counts:
    """A table, or a stack of them: the cells (rows of columns), and how many tables there are (None for one).

    The cells of one table are whole numbers; those of a stack are arrays of floats, one number a table.
    """

    cells: Cells
    tables: int | None = None

    @property
    def shape(self) -> tuple[int, int]:
        """The numbers of rows and of columns."""
        return len(self.cells), len(self.cells[0])

    def table(self, index: int) -> list[list[int]]:
        """Give one table of a stack as whole numbers."""
        return [[int(cell[index]) for cell in row] for row in self.cells]


@dataclass(frozen=True, slots=True)
class Table(Sequence[tuple[int, ...]]):
    """Counts of two judgements with the labels of their grades, worst first, as `tabulate` gives them.

    It is a sequence of rows, so that it can stand wherever nested lists do.
    """

    rows: tuple[tuple[int, ...], ...]
    first: tuple[str, ...]
    second: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, index: Any) -> Any:
        return self.rows[index]


def tabulate(
    frame: Any, first: str, second: str, *, grades: Sequence[Any] | tuple[Sequence[Any], Sequence[Any]] | None = None
) -> Table:
    """Count the pairs of grades in two columns of a polars or pandas frame: one group-by, whatever its length.

    `grades` declares the grades of both columns, worst first, or as a pair of lists those of each; without it
    each column must be of an ordered type that declares them (polars Enum, pandas ordered Categorical). Rows
    with a null in either column are left out. Raises UsageError for a column that isn't there, grades that are
    not declared, and values that are none of them.

    >>> import polars as pl
    >>> frame = pl.DataFrame({"then": ["low", "low", "top"], "now": ["top", "low", "top"]})
    >>> tabulate(frame, "then", "now", grades=["low", "mid", "top"]).rows
    ((1, 0, 1), (0, 0, 0), (0, 0, 1))
    """
    for column in (first, second):
        if column not in list(frame.columns):
            known = [str(each) for each in frame.columns]
            raise UsageError(
                f"the frame has no column '{column}'",
                do=f"its columns are {', '.join(known)}",
                matches=close_matches(str(column), known),
            )
    declared = _declared_by_user(grades)
    both = [
        list(declared[side]) if declared else _declared_by_type(frame, column)
        for side, column in enumerate((first, second))
    ]
    places = [{grade: rank for rank, grade in enumerate(each)} for each in both]
    for each, place in zip(both, places, strict=True):
        if len(each) != len(place) or not each:
            raise UsageError("a grade is declared twice, or none is", do="declare each grade once, worst first")
    table = [[0] * len(both[1]) for _ in both[0]]
    for one, other, count in _counted(frame, first, second):
        for column, value, place in ((first, one, places[0]), (second, other, places[1])):
            if value not in place:
                raise UsageError(
                    f"'{value}' in column '{column}' is none of the declared grades",
                    do=f"the grades are {', '.join(map(str, place))}",
                    matches=close_matches(str(value), map(str, place)),
                )
        table[places[0][one]][places[1][other]] += count
    labels = [tuple(map(str, each)) for each in both]
    return Table(tuple(map(tuple, table)), labels[0], labels[1])


def _declared_by_user(grades: Any) -> tuple[Sequence[Any], Sequence[Any]] | None:
    """Read declared grades: one list for both sides, or a pair of lists."""
    if grades is None:
        return None
    given = list(grades)
    if len(given) == 2 and not any(isinstance(each, (str, int)) for each in given):
        return given[0], given[1]
    return given, given


def _declared_by_type(frame: Any, column: str) -> list[Any]:
    """Take the grades that the type of a column declares."""
    dtype = frame[column].dtype
    found = getattr(dtype, "categories", None)
    ordered = getattr(dtype, "ordered", None)  # pandas says so; a polars Enum always is
    if found is None or ordered is False or type(dtype).__name__ == "Categorical":
        raise UsageError(
            f"the grades of column '{column}' are not declared, so their order is not known",
            do="give grades=[...], worst first, or make the column a polars Enum or an ordered pandas Categorical",
        )
    return list(found)


def _counted(frame: Any, first: str, second: str) -> Sequence[tuple[Any, Any, int]]:
    """Count the pairs of values of two columns."""
    if hasattr(frame, "group_by"):  # polars
        import polars as pl

        if first == second:
            counted = frame.lazy().group_by(pl.col(first).alias("_first")).len("_n").collect().drop_nulls()
            return [(value, value, count) for value, count in counted.iter_rows()]
        counted = frame.lazy().group_by(first, second).len("_n").collect().drop_nulls()
        return list(counted.select(first, second, "_n").iter_rows())
    counted = frame.groupby([first, second], observed=True, sort=False).size()  # pandas
    return [(one, other, int(count)) for (one, other), count in counted.items()]


def counts(table: Any) -> Counts:
    """Read a table, or a stack of tables (one more dimension in front), from whatever holds it.

    Takes nested sequences, numpy arrays of two or three dimensions, a `Table`, a frame of counts (a column
    for each grade of the second judgement, and perhaps a first column of labels), and a frame of pairs: two
    columns whose types declare their grades. Raises UsageError for anything else, for rows of unequal length
    and for cells that are no whole numbers from 0.

    >>> counts([[3, 1], [0, 4]]).shape
    (2, 2)
    """
    if isinstance(table, Counts):
        return table
    if isinstance(table, Table):
        return Counts(table.rows)
    if hasattr(table, "columns") and hasattr(table, "dtypes"):
        table = _of_frame(table)
    if hasattr(table, "shape") and len(table.shape) == 3:
        return _stack(table)
    rows = [_line(row) for row in _line(table)]
    if rows and rows[0] and all(hasattr(cell, "__len__") and not isinstance(cell, str) for cell in rows[0]):
        import numpy as np

        try:
            return _stack(np.array(rows))
        except ValueError:
            raise UsageError("the tables of a stack differ in size", do=HOW) from None
    _check_oblong(rows)
    return Counts([[_whole(cell, row, column) for column, cell in enumerate(each)] for row, each in enumerate(rows)])


def shares(table: Any) -> list[list[float]]:
    """Read a table of numbers from 0 that need not be whole: row shares, or counts."""
    if hasattr(table, "columns") and hasattr(table, "dtypes"):
        table = _of_frame(table)
    rows = [_line(row) for row in _line(table)]
    _check_oblong(rows)
    for row, line in enumerate(rows):
        for column, cell in enumerate(line):
            if not _is_number(cell) or not 0 <= cell < float("inf"):
                raise UsageError(f"{_place(row, column)} is {cell!r}", do="give numbers from 0")
    return [[float(cell) for cell in line] for line in rows]


def _line(values: Any) -> list[Any]:
    if isinstance(values, (str, bytes)) or not hasattr(values, "__iter__"):
        raise UsageError(f"{type(values).__name__} is no table of counts", do=HOW)
    return list(values.tolist() if hasattr(values, "tolist") else values)


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


def _whole(cell: Any, row: int, column: int) -> int:
    if not _is_number(cell) or not float(cell).is_integer() or cell < 0:
        raise UsageError(f"{_place(row, column)} is {cell!r}, which is no number of councils", do=HOW)
    return int(cell)


def _stack(array: Any) -> Counts:
    import numpy as np

    held = np.asarray(array)
    if held.ndim != 3 or 0 in held.shape[1:] or held.dtype.kind not in "iuf":
        raise UsageError("this is no stack of tables", do=f"{HOW}; a stack has the tables in front")
    wrong = ~(np.isfinite(held) & (held >= 0) & (held == np.floor(held)))
    if wrong.any():
        index, row, column = (int(each) for each in np.argwhere(wrong)[0])
        what = f"{_place(row, column)} {index + 1} is {held[index, row, column]!r}, which is no number of councils"
        raise UsageError(what, do=HOW)
    floats = held.astype(float)
    return Counts(
        [[floats[:, i, j] for j in range(held.shape[2])] for i in range(held.shape[1])],
        held.shape[0],
    )


def _of_frame(frame: Any) -> Any:
    """Take the counts out of a frame, or count its pairs."""
    columns = list(frame.columns)
    types = [frame[column].dtype for column in columns]
    if len(columns) == 2 and all(getattr(each, "categories", None) is not None for each in types):
        return tabulate(frame, columns[0], columns[1])

    def counted(dtype: Any) -> bool:
        return bool(dtype.is_numeric()) if hasattr(dtype, "is_numeric") else getattr(dtype, "kind", "O") in "iuf"

    if types and not counted(types[0]):  # a first column of labels
        columns, types = columns[1:], types[1:]
    if not columns or not all(map(counted, types)):
        raise UsageError(
            "the frame holds neither counts nor two columns of declared grades",
            do="give a column of counts for each grade, or count the pairs first: tabulate(frame, first, second,"
            " grades=[...])",
        )
    return [list(row) for row in zip(*(frame[column].to_list() for column in columns), strict=True)]
