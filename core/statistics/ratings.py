"""Read the ratings of several raters: how many raters gave each council each grade."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crossregime.core.arguments import check_flag, is_count, listed, shown
from crossregime.core.errors import UsageError
from crossregime.core.frozen import frozen
from crossregime.core.statistics.labels import MISSING, is_missing
from crossregime.core.statistics.table import frame_of
from crossregime.core.text import close_matches

if TYPE_CHECKING:
    from collections.abc import Sequence

HOW = (
    "give a frame with a row for each council and a column for each rater, empty where a rater gave no grade; lists of"
    " rows; or a comparison of positions on one scale"
)


@frozen
class RaterCounts:
    """How many raters gave each unit each grade: `units` by `grades`, worst first.

    `ordered` says whether the order of the grades is known: declared, or that of numbers. `values` are the grades as
    numbers, their ranks where they are words.
    """

    units: tuple[tuple[int, ...], ...]
    grades: tuple[str, ...]
    ordered: bool
    values: tuple[float, ...]
    raters: int


def rater_counts(ratings: Any, grades: Any = None, *, counted: bool = False) -> RaterCounts:
    """Read ratings: a frame of polars or pandas (units by raters), lists or an array of rows, or a comparison.

    A first column of text beside columns that declare their grades, or hold numbers, names the units. None, NaN and
    nulls are missing ratings. `grades` declares the grades, worst first; without it they are those that the types of
    the columns declare, else those that occur. With `counted` the columns are the grades, worst first, and the cells
    how many raters gave each. Raises UsageError for anything else, and for a rating that is not one of the grades.
    """
    check_flag(counted, "counted")
    held = ratings if hasattr(type(ratings), "columns") else getattr(ratings, "ratings", ratings)  # of a comparison
    frame = frame_of(held)
    if counted:
        return _counted(held if frame is None else frame, grades)
    columns, declared = _columns(held) if frame is None else _frame_columns(frame, grades)
    if len(columns) < 2:
        raise UsageError(f"{'one rater leaves' if columns else 'no raters leave'} nothing to agree on", do=HOW)
    said = _declared(grades) if grades is not None else declared
    rows = [[None if _missing(each) else each for each in row] for row in zip(*columns, strict=True)]
    seen = [each for row in rows for each in row if each is not None]
    _check_kinds(seen)
    numbers = bool(seen) and all(not isinstance(each, str) for each in (*seen, *(said or ())))
    held_grades = list(dict.fromkeys(said)) if said is not None else sorted(set(seen))
    places = {each: rank for rank, each in enumerate(held_grades)}
    units = [[0] * len(held_grades) for _ in rows]
    for unit, row in zip(units, rows, strict=True):
        for each in row:
            if each is None:
                continue
            if each not in places:
                known = [str(grade) for grade in held_grades]
                raise UsageError(
                    f"the rating {shown(each)} is not one of the declared grades",
                    do=f"the grades are {', '.join(known)}; leave out columns that hold no ratings",
                    matches=close_matches(each, known),
                )
            unit[places[each]] += 1
    return RaterCounts(
        tuple(map(tuple, units)), tuple(map(str, held_grades)), said is not None or numbers,
        tuple(map(float, held_grades)) if numbers else tuple(map(float, range(len(held_grades)))), len(columns),
    )  # fmt: skip


def _counted(held: Any, grades: Any) -> RaterCounts:
    """Read how many raters gave each grade; a first column of text names the units."""
    names: tuple[str, ...] = ()
    if hasattr(held, "columns"):
        columns = [each for place, each in enumerate(held.columns) if place or not _is_text(held[each].dtype)]
        rows = [list(row) for row in zip(*(held[each].to_list() for each in columns), strict=True)]
        names = tuple(map(str, columns))
    else:
        rows = [listed(row, "numbers of raters", HOW) for row in listed(held, "units", HOW)]
    if grades is not None:
        names = tuple(map(str, _declared(grades)))
    width = len(names) or max(map(len, rows), default=0)
    for number, row in enumerate(rows, 1):
        if len(row) != width or not width:
            raise UsageError(f"unit {number} has {len(row)} numbers where there are {width} grades", do=HOW)
        wrong = next((each for each in row if not is_count(each)), row)
        if wrong is not row:
            raise UsageError(f"unit {number} has {shown(wrong)}, which is not a number of raters",
                             do="give whole numbers from 0")  # fmt: skip
    units = tuple(tuple(map(int, row)) for row in rows)
    values = tuple(map(float, range(width)))
    return RaterCounts(units, names or tuple(map(str, range(width))), True, values, max(map(sum, units), default=0))


def _columns(held: Any) -> tuple[list[list[Any]], None]:
    """Turn rows of units into the columns of raters."""
    rows = [listed(row, "ratings", HOW) for row in listed(held, "units", HOW)]
    for number, row in enumerate(rows, 1):
        if len(row) != len(rows[0]):
            raise UsageError(f"unit {number} has {len(row)} ratings where unit 1 has {len(rows[0])}", do=HOW)
    return [list(column) for column in zip(*rows, strict=True)], None


def _frame_columns(frame: Any, grades: Any) -> tuple[list[list[Any]], list[Any] | None]:
    """Take the columns of the raters, and the grades that their types declare."""
    columns = list(frame.columns)
    types = [frame[each].dtype for each in columns]
    if len(columns) > 1 and _is_text(types[0]) and not any(map(_is_text, types[1:])):
        columns, types = columns[1:], types[1:]
    said = {tuple(each.categories) for each in types if _declares(each)}
    if grades is None and len(said) > 1:
        raise UsageError("the columns declare different grades, so they are not on a common scale",
                         do="map them onto one scale first, or declare grades=[...], worst first")  # fmt: skip
    declared = list(next(iter(said))) if said and all(map(_declares, types)) else None
    return [list(frame[each].to_list()) for each in columns], declared


def _declares(dtype: Any) -> bool:
    """Tell whether the type of a column declares grades in order."""
    return (
        getattr(dtype, "categories", None) is not None
        and getattr(dtype, "ordered", None) is not False
        and type(dtype).__name__ != "Categorical"
    )


def _is_text(dtype: Any) -> bool:
    if getattr(dtype, "categories", None) is not None:
        return False
    numeric = bool(dtype.is_numeric()) if hasattr(dtype, "is_numeric") else getattr(dtype, "kind", "O") in "iufb"
    return not numeric and str(dtype) not in ("Boolean", "Null", "bool", "boolean")


def _declared(grades: Any) -> list[Any]:
    found = listed(grades, "grades", "declare each grade once, worst first")
    if not all(isinstance(each, (str, int, float)) for each in found):
        raise UsageError("a grade is neither a word nor a number", do="declare each grade once, worst first")
    if not found or len(set(map(str, found))) != len(found):
        raise UsageError("a grade is declared twice, or none is", do="declare each grade once, worst first")
    return found


def _missing(rating: Any) -> bool:
    return is_missing(rating) or (
        isinstance(rating, str) and rating.strip().casefold() in set(MISSING) - {"none", "na"}
    )


def _check_kinds(seen: Sequence[Any]) -> None:
    """Refuse ratings that are neither words nor numbers, or both."""
    for each in seen:
        if not isinstance(each, (str, int, float)):
            raise UsageError(f"{shown(each)} is not a rating", do=HOW)
    if len({isinstance(each, str) for each in seen}) > 1:
        raise UsageError("some ratings are words and some are numbers", do="give words alone, or numbers alone")
    if any(each in (float("inf"), float("-inf")) for each in seen if not isinstance(each, str)):
        raise UsageError("a rating is infinite", do="give the number of a grade, or leave it empty")
