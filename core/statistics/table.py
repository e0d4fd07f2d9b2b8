"""Count the pairs of grades in two columns of a frame: a table with the labels of its grades, worst first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from crossregime.core.arguments import listed, shown
from crossregime.core.errors import UsageError
from crossregime.core.frozen import frozen
from crossregime.core.text import close_matches


@frozen
class Table(Sequence[tuple[int, ...]]):
    """Counts of two judgements with the labels of their grades, worst first, as `tabulate` gives them.

    It is a sequence of rows, so that it can stand wherever nested lists do. `common_scale` says whether both sides are
    on one scale; None where nobody has said.
    """

    rows: tuple[tuple[int, ...], ...]
    first: tuple[str, ...]
    second: tuple[str, ...]
    common_scale: bool | None = None

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, index: Any) -> Any:
        return self.rows[index]


def tabulate(
    frame: Any, first: str, second: str, *, grades: Sequence[Any] | tuple[Sequence[Any], Sequence[Any]] | None = None
) -> Table:
    """Count the pairs of grades in two columns of a frame: one group-by, whatever its length.

    Takes a frame of polars (lazy or not) or pandas, or a table of Arrow. `grades` declares the grades of both
    columns, worst first, or as a pair of lists those of each; without it each column must be of an ordered type that
    declares them (polars Enum, pandas ordered Categorical). As many grades by other names are another scale, so that
    agreement and change are refused. Rows with a null in either column are left out. Raises UsageError for what is no
    frame, a column that isn't there, grades that are not declared, and values that are none of them.

    >>> import polars as pl
    >>> frame = pl.DataFrame({"then": ["low", "low", "top"], "now": ["top", "low", "top"]})
    >>> tabulate(frame, "then", "now", grades=["low", "mid", "top"]).rows
    ((1, 0, 1), (0, 0, 0), (0, 0, 1))
    """
    held = frame_of(frame)
    if held is None:
        raise UsageError(
            f"{type(frame).__name__} is not a frame", do="give a frame of polars or pandas with a row for each"
        )
    for column in (first, second):
        _check_column(held, column)
    declared = _declared_by_user(grades)
    both = [
        list(declared[side]) if declared else _declared_by_type(held, column)
        for side, column in enumerate((first, second))
    ]
    if not all(_is_label(grade) for each in both for grade in each):
        raise UsageError("a grade is neither a word nor a number", do="declare each grade once, worst first")
    places = [{grade: rank for rank, grade in enumerate(each)} for each in both]
    for each, place in zip(both, places, strict=True):
        if len(each) != len(place) or not each:
            raise UsageError("a grade is declared twice, or none is", do="declare each grade once, worst first")
    table = [[0] * len(both[1]) for _ in both[0]]
    for one, other, count in _counted(held, first, second):
        for column, value, place in ((first, one, places[0]), (second, other, places[1])):
            if value not in place:
                raise UsageError(
                    f"'{value}' in column '{column}' is not one of the declared grades",
                    do=f"the grades are {', '.join(map(str, place))}",
                    matches=close_matches(value, map(str, place)),
                )
        table[places[0][one]][places[1][other]] += count
    labels = [tuple(map(str, each)) for each in both]
    other = len(both[0]) == len(both[1]) and labels[0] != labels[1]
    return Table(tuple(map(tuple, table)), labels[0], labels[1], common_scale=False if other else None)


def frame_of(thing: Any) -> Any:
    """Return an object as a polars or pandas frame, if it is one, or an Arrow table; None for anything else.

    Raises UsageError for a frame with two columns of one name.
    """
    if hasattr(thing, "collect") and hasattr(thing, "collect_schema"):
        thing = thing.collect()
    elif hasattr(thing, "column_names") and hasattr(thing, "num_rows"):
        import polars as pl

        thing = pl.DataFrame(thing)
    if not (hasattr(thing, "columns") and hasattr(thing, "dtypes")):
        return None
    columns = [str(each) for each in thing.columns]
    doubled = next((each for each in columns if columns.count(each) > 1), None)
    if doubled is not None:
        raise UsageError(f"the frame has two columns '{doubled}'", do="give each column a name of its own")
    return thing


def _check_column(held: Any, column: Any) -> None:
    """Refuse anything that is not a column of a frame."""
    if not isinstance(column, (str, int)):
        raise UsageError(f"{shown(column)} is not a name of a column", do="name a column of the frame")
    if column not in list(held.columns):
        known = [str(each) for each in held.columns]
        raise UsageError(
            f"the frame has no column '{column}'",
            do=f"its columns are {', '.join(known)}",
            matches=close_matches(column, known),
        )


def _is_label(grade: Any) -> bool:
    """Tell whether a grade is a word, a number or a date, of Python or numpy."""
    return isinstance(grade, (str, int, float, dt.date)) or (
        hasattr(grade, "dtype") and not getattr(grade, "shape", ())
    )


def _declared_by_user(grades: Any) -> tuple[Sequence[Any], Sequence[Any]] | None:
    """Read declared grades: one list for both sides, or a pair of lists."""
    if grades is None:
        return None
    given = listed(grades, "grades", "declare each grade once, worst first")
    if len(given) == 2 and all(hasattr(each, "__iter__") and not isinstance(each, (str, bytes)) for each in given):
        return list(given[0]), list(given[1])
    return given, given


def _declared_by_type(frame: Any, column: str) -> list[Any]:
    """Return the grades that a column's type declares."""
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
