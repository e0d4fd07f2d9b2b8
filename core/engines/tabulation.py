"""Tabulate two frames of any kind: run one query in their engine, and build the table from its result."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from crossregime.core.arguments import check_choice, check_unit
from crossregime.core.bounds import EFFORT, check_effort
from crossregime.core.engines.faults import refusal
from crossregime.core.engines.query import counted
from crossregime.core.engines.rated import (
    RatedFrame,
    check_groups,
    check_keys,
    check_kinds,
    column_names,
    quiet,
    rated,
    wrapped,
)
from crossregime.core.engines.tables import FrameCrosstab, made_of
from crossregime.core.engines.written_scale import written_scales
from crossregime.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Column = str | tuple[str | None, str | None]
"""A column that both frames have, or one of the left and one of the right, None where a side has none."""
LISTED = ("count", "list")


def crosstab(  # noqa: PLR0913  # each thing that can be said has a name of its own
    left: Any,
    right: Any,
    *,
    on: str | Sequence[str],
    grade: Column | None = None,
    worst: Column | None = None,
    best: Column | None = None,
    scale: Any = None,
    left_scale: Any = None,
    right_scale: Any = None,
    groups: str | Sequence[str] = (),
    weight: str | None = None,
    inspection: str | None = None,
    totals: Any = None,
    unpaired: Literal["count", "list"] = "count",
    labels: tuple[str, str] = ("left", "right"),
    parts: int = 1,
    unit: str = "unit",
    effort: int = EFFORT,
) -> FrameCrosstab:
    """Tabulate two frames of any kind, where the data are: one row a unit on each side, paired on a key.

    `left` and `right` are frames of one kind: polars (lazy or not), pandas, pyarrow, DuckDB, Dask, Ibis or PySpark. One
    query runs there, and a small table of counts comes back. `on` names the column, or columns, that say which unit a
    row is of. `grade` names the column of its grade; or `worst` and `best` those of the ends of what is known of it,
    inclusive. Each may be (left column, right column). `scale` is that of both: the id of a declared scale, or the
    labels, worst first; or `left_scale` and `right_scale`, two scales, which allow association but no agreement or
    change. On a common scale the left is taken as the earlier.

    `groups` names columns to tabulate by, in either frame. `weight` names a column of both frames, how many units a
    row stands for. `inspection` names a column of both frames, the inspection that a grade is of: units whose two
    grades are of one are in no pair, since none is its own before and after, and are counted in `of_one_inspection`.
    `totals` are known totals: a list of {"side": "right", "grades": "good", "count": 93}, also with
    "highest" and "group" ("region=North"), a frame of such rows, or the path of a CSV. `unpaired="list"` keeps the
    unpaired units at hand as frames of the engine. `labels` are what the two sides are called. `parts` runs the query
    in that many parts, by the remainder of an integer key, each needing less memory. `unit` is what sentences call one
    of those that are rated ("school"), and `effort` how many boxes the search for one bound may open where no closed
    form gives it.

    Gives a FrameCrosstab: `counts`, `statistics`, `bounds`, `cells`, `by`, `with_totals`, `to_dict`. Nothing is left
    out in silence: values that are no grade, missing grades, keys, groups or weights, units in several rows, and a
    worst above its best raise DataError, with how many and up to five examples of each. Raises UsageError for a call
    that can't be answered.

    >>> import crossregime as cr
    >>> import polars as pl
    >>> left = pl.DataFrame({"school": [1, 2, 3, 4], "grade": ["poor", "good", "good", "poor"]})
    >>> right = pl.DataFrame({"school": [1, 2, 3], "low": ["poor", "poor", "good"], "high": ["good", "good", "good"]})
    >>> found = cr.crosstab(left, right, on="school", grade=("grade", None), worst=(None, "low"), best=(None, "high"),
    ...                     scale=["poor", "good"], totals=[{"side": "right", "grades": "good", "count": 2}])
    >>> found.cells.select("first", "second", "lowest", "highest").rows()[2:]
    [('good', 'poor', 0, 1), ('good', 'good', 1, 2)]
    """
    check_choice(unpaired, LISTED, f"there is no unpaired={unpaired!r}")
    unit, effort = check_unit(unit), check_effort(effort)
    both = written_scales(scale, left_scale, right_scale)
    ends = _ends(grade, worst, best)
    keys, dimensions = column_names(on, "`on`"), column_names(groups, "`groups`")
    if not keys:
        raise UsageError("`on` names no column", do="name the column that says which unit a row is of")
    frames = wrapped(left, 0), wrapped(right, 1)
    check_kinds(*frames)
    sides = [
        rated(
            frame,
            side,
            on=keys,
            ends=ends[side],
            written_scale=both[side],
            groups=dimensions,
            weight=weight,
            inspection=inspection,
        )
        for side, frame in enumerate(frames)
    ]
    check_keys(*sides)
    check_groups(*sides)
    _check_parts(parts, sides[0])
    found = counted(sides[0], sides[1], parts)
    if found.faulty:
        raise refusal(*sides)
    made = replace(
        made_of(found.rows, both, _labels(labels), unit=unit, effort=effort),
        dimensions=dimensions,
        of_one_inspection=found.same,
        engine=str(frames[0].implementation),
        listing=_listing(sides[0], sides[1]) if unpaired == "list" else None,
    )
    return made if totals is None else made.with_totals(totals)


def _labels(given: Any) -> tuple[str, str]:
    if not isinstance(given, (tuple, list)) or len(given) != 2 or len({*map(str, given)}) < 2:
        raise UsageError(f"{given!r} are not labels of two sides", where="`labels`", do="give two names that differ")
    return str(given[0]), str(given[1])


def _ends(grade: Column | None, worst: Column | None, best: Column | None) -> list[tuple[str, str]]:
    """Read which columns hold the grades, or the ends of ranges, of each side."""
    do = "give grade=, or worst= and best=; for a side of its own as (left column, right column)"
    found = []
    for side, name in enumerate(("left", "right")):
        alone, low, high = (_column(each, side, do) for each in (grade, worst, best))
        if alone is not None and low is None and high is None:
            found.append((alone, alone))
        elif alone is None and low is not None and high is not None:
            found.append((low, high))
        else:
            raise UsageError(f"it is not clear which column holds the grades of the {name} frame", do=do)
    return found


def _column(given: Any, side: int, do: str) -> str | None:
    if given is None or isinstance(given, str):
        return given
    if not isinstance(given, (tuple, list)) or len(given) != 2:
        raise UsageError(f"{given!r} names no column", do=do)
    column: str | None = given[side]
    return column


def _check_parts(parts: Any, left: RatedFrame) -> None:
    if isinstance(parts, bool) or not isinstance(parts, int) or parts < 1:
        raise UsageError(f"{parts!r} is not a number of parts", where="`parts`", do="give a whole number from 1")
    if parts > 1 and not left.types[left.on[0]].is_integer():
        raise UsageError(
            f"`parts` goes by a whole number, and column '{left.on[0]}' is {left.types[left.on[0]]}",
            do="put a whole number first in `on`, or leave `parts` out",
        )


def _listing(left: RatedFrame, right: RatedFrame) -> Callable[[], tuple[Any, Any]]:
    """Make the frames of unpaired units, on demand."""

    def listing() -> tuple[Any, Any]:
        with quiet():
            return _alone(left, right), _alone(right, left)

    return listing


def _alone(side: RatedFrame, other: RatedFrame) -> Any:
    keys = list(side.on)
    return side.frame.join(other.frame.select(*keys), on=keys, how="anti").to_native()
