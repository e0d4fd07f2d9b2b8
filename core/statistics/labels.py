"""Extract counts from a frame by its labels, in one order on both sides, the declared one if there is one.

A frame names its columns and, by an index or a first column, its rows. Labels are never ignored: two sides with the
same grades are put in one order, every grade that a type declares is kept, and labels that are not grades (a missing
value, a margin) are refused.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from crossregime.core.arguments import is_truth
from crossregime.core.errors import UsageError
from crossregime.core.frozen import frozen
from crossregime.core.text import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

DECLARE = (
    "declare the grades, worst first: count the pairs with tabulate(frame, first, second, grades=[...]), or in pandas"
    " reindex(index=grades, columns=grades, fill_value=0); or give the counts as lists"
)
MARGINS = ("all", "total", "totals", "grand total", "grand_total", "sum")
"""Labels that name the sums of a side, in any case."""
MISSING = ("", "null", "nan", "none", "<na>", "na", "n/a", "nat")
"""Labels that stand for a missing value, in any case."""
LISTED = ("len", "count", "counts", "n", "size", "freq", "frequency")
"""Names of a third column that show that a frame lists its counts in one column."""


@frozen
class SideLabels:
    """The labels of one side: as text, and whether a type declares them, with all that it declares, worst first."""

    texts: tuple[str, ...]
    declared: tuple[str, ...] = ()
    numbers: tuple[float, ...] = ()

    @property
    def order(self) -> tuple[str, ...]:
        """Return the grades in the order of the side, all that are declared."""
        return self.declared or self.texts

    @property
    def told(self) -> bool:
        """Tell whether numeric labels are sorted, up or down; words are taken in the order given."""
        return not self.numbers or self.numbers in (
            tuple(sorted(self.numbers)),
            tuple(sorted(self.numbers, reverse=True)),
        )


def counts_by_label(frame: Any) -> tuple[list[list[Any]], bool | None]:
    """Extract rows of counts from a polars or pandas frame, and tell whether both sides have one scale.

    None says that the labels don't tell. Raises UsageError for anything that is not a frame of counts, for labels that
    are no grades, and for sides that have some grades in common but not all.
    """
    columns = list(frame.columns)
    if any(isinstance(each, tuple) for each in columns) or getattr(frame.columns, "nlevels", 1) > 1:
        raise UsageError("the columns of the frame have labels of several levels", do="keep one: frame.droplevel(0, 1)")
    index = _index(frame)
    first = frame[columns[0]] if columns else None
    if first is not None and _labels_rows(first, columns):
        if index is not None:
            raise UsageError(
                "the rows of the frame have labels twice: in the index and in the first column",
                do=f"leave out one of them: frame.set_index({columns[0]!r})",
            )
        index, columns = _labels(first, "row"), columns[1:]
    elif index is None and len(columns) == 3 and str(columns[-1]).casefold() in LISTED:
        raise UsageError(
            f"the frame lists its counts in one column, '{columns[-1]}'",
            do="give a column of counts for each grade (pivot it), or count the pairs with tabulate(...)",
        )
    if not columns or not all(_counted(frame[each].dtype) for each in columns):
        raise UsageError(
            "the frame holds neither counts nor two columns of declared grades",
            do="give a column of counts for each grade, or count the pairs first: tabulate(frame, first, second,"
            " grades=[...])",
        )
    cells = [list(row) for row in zip(*(frame[column].to_list() for column in columns), strict=True)]
    _check_margins(cells)
    side = _columns(frame, columns)
    if index is None or side is None:
        one_sided = index or side
        order = _alone(one_sided) if one_sided else ()
        if not one_sided:
            return cells, None
        return (_placed(cells, one_sided, order, None, ()) if index else _placed(cells, None, (), side, order)), None
    return _aligned(cells, index, side)


def counts_of_series(series: Any) -> list[Any]:
    """Extract the counts of one distribution from a pandas series, in the declared order of its labels."""
    values = list(series.to_list())
    labels = _of_index(getattr(series, "index", None), "label")
    if labels is None or len(labels.texts) != len(values):
        return values
    held = dict(zip(labels.texts, values, strict=True))
    return [held.get(label, 0) for label in _alone(labels)]


def _aligned(cells: list[list[Any]], rows: SideLabels, columns: SideLabels) -> tuple[list[list[Any]], bool | None]:
    """Put both sides in the declared order, or else that of the rows."""
    first, second = set(rows.order), set(columns.order)
    if rows.declared and columns.declared:
        one_scale = rows.declared == columns.declared
        if not one_scale and first & second:
            raise UsageError("rows and columns of the frame declare the same grades in different orders", do=DECLARE)
    elif rows.declared or columns.declared:
        one_scale = set(rows.texts) <= second if columns.declared else set(columns.texts) <= first
    else:
        one_scale = first == second
    if one_scale:
        order = rows.declared or columns.declared or _alone(rows if rows.told or not columns.told else columns)
        return _placed(cells, rows, order, columns, order), True if rows.declared or columns.declared else None
    shared = sorted(first & second)
    if shared:
        lacking = [each for each in (*rows.order, *columns.order) if (each in first) != (each in second)]
        raise UsageError(
            "the rows and the columns of the frame share some grades, but not all: on one side alone"
            f" {'are' if len(lacking) > 1 else 'is'} {_few(lacking)}",
            do=DECLARE,
        )
    placed = _placed(cells, rows, _alone(rows), columns, _alone(columns))
    return placed, False if len(placed) == len(placed[0]) else None


def _placed(
    cells: list[list[Any]], rows: SideLabels | None, row_order: Sequence[str], columns: SideLabels | None,
    column_order: Sequence[str],
) -> list[list[Any]]:  # fmt: skip
    """Reorder rows and columns; a declared grade that the frame lacks has no council."""

    def put(lines: list[Any], labels: SideLabels | None, order: Sequence[str], empty: Any) -> list[Any]:
        if labels is None:
            return lines
        held = dict(zip(labels.texts, lines, strict=True))
        return [held.get(label, empty) for label in order]

    lines = [put(line, columns, column_order, 0) for line in cells]
    width = len(lines[0]) if lines else 0
    return put(lines, rows, row_order, [0] * width)


def _alone(labels: SideLabels) -> tuple[str, ...]:
    """Return the order of one side; raise UsageError for numbers that are not sorted."""
    if not labels.declared and not labels.told:
        raise UsageError(
            f"the labels of the frame, {_few(list(labels.texts))}, are not sorted", do="sort them, worst first"
        )
    return labels.order


def _index(frame: Any) -> SideLabels | None:
    return _of_index(getattr(frame, "index", None), "row")


def _of_index(index: Any, what: str) -> SideLabels | None:
    """Read the labels of a pandas index; None for the default index of an unlabelled object."""
    if index is None or not hasattr(index, "nlevels"):
        return None
    if index.nlevels > 1:
        raise UsageError(f"the {what}s have labels of several levels", do="keep one: frame.droplevel(0)")
    if type(index).__name__ == "RangeIndex" and index.name is None and (index.start, index.step) == (0, 1):
        return None
    return _labels(index, what)


def _columns(frame: Any, columns: list[Any]) -> SideLabels | None:
    held = frame.columns
    if hasattr(held, "nlevels"):  # pandas
        plain = type(held).__name__ == "RangeIndex" and held.name is None
        return None if plain else _labels(held[len(held) - len(columns) :], "column")
    return _check([str(each) for each in columns], list(columns), (), "column")


def _labels(values: Any, what: str) -> SideLabels:
    """Read the labels of an index or a column, with the grades that its type declares."""
    dtype = values.dtype
    categories = getattr(dtype, "categories", None)
    ordered = getattr(dtype, "ordered", None)
    declared: tuple[str, ...] = ()
    if categories is not None and ordered is not False and type(dtype).__name__ != "Categorical":
        declared = tuple(map(_text, categories))
    listed = values.to_list() if hasattr(values, "to_list") else list(values)
    return _check([_text(each) for each in listed], listed, declared, what)


def _check(texts: list[str], listed: list[Any], declared: tuple[str, ...], what: str) -> SideLabels:
    """Refuse labels that are not grades, and duplicates."""
    for text, value in zip(texts, listed, strict=True):
        if is_missing(value) or (text not in declared and text.strip().casefold() in MISSING):
            raise UsageError(
                f"a {what} of the frame is of a missing value ('{text}'), not of a grade",
                do="leave it out: one without a grade is in no pair (drop the nulls before you count)",
            )
        if text not in declared and text.strip().casefold() in MARGINS:
            raise UsageError(
                f"a {what} of the frame is called '{text}': its numbers are the sums of the others",
                do="leave the sums out (in pandas: margins=False); if it is a grade, declare the grades: "
                "tabulate(frame, first, second, grades=[...])",
            )
    doubled = next((text for text in texts if texts.count(text) > 1), None)
    if doubled is not None:
        raise UsageError(f"two {what}s of the frame are called '{doubled}'", do="give each grade one of its own")
    numbers = tuple(float(each) for each in listed if isinstance(each, (int, float)) or hasattr(each, "__float__"))
    return SideLabels(tuple(texts), declared, numbers if len(numbers) == len(texts) else ())


def _text(value: Any) -> str:
    """Normalise a label for comparison: 2, 2.0 and '2' are equal; so are True and 'true'."""
    if is_truth(value):
        return str(value).casefold()
    if hasattr(value, "is_integer") and value.is_integer():
        return str(int(value))
    return str(value)


def is_missing(value: Any) -> bool:
    """Tell whether a label is None, NaN, NaT or NA."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(value, float) and math.isnan(value)


def _counted(dtype: Any) -> bool:
    return bool(dtype.is_numeric()) if hasattr(dtype, "is_numeric") else getattr(dtype, "kind", "O") in "iuf"


def _labels_rows(first: Any, columns: list[Any]) -> bool:
    """Tell whether a first column holds labels: words, or numbers that also name the other columns."""
    if not _counted(first.dtype):
        return True
    names = {str(each) for each in columns[1:]}
    return len(columns) > 1 and str(columns[0]) not in names and not _is_number(columns[0]) and (
        bool(names & {_text(each) for each in first.to_list()}) or all(map(_is_number, columns[1:]))
    )  # fmt: skip


def _is_number(name: Any) -> bool:
    try:
        float(name)
    except (TypeError, ValueError):
        return False
    return True


def _few(labels: list[str]) -> str:
    shown = [f"'{each}'" for each in labels[:5]]
    return joined(shown) if len(labels) <= 5 else f"{', '.join(shown)} and {len(labels) - 5} more"


def _check_margins(rows: Sequence[Sequence[Any]]) -> None:
    """Refuse a frame of which the last row and the last column are the sums of the rest."""
    if len(rows) < 3 or len(rows[0]) < 3 or not all(_is_cell(cell) for row in rows for cell in row):
        return
    summed = all(row[-1] == sum(row[:-1]) for row in rows) and all(
        column[-1] == sum(column[:-1]) for column in zip(*rows, strict=True)
    )
    if summed and rows[-1][-1]:
        raise UsageError(
            "the last row and the last column of the frame are the sums of the others",
            do="leave the sums out (in pandas: margins=False), or give the counts as lists if they are not sums",
        )


def _is_cell(cell: Any) -> bool:
    return hasattr(cell, "__float__") and not isinstance(cell, (bool, str))
