"""Write the one query of a table: both sides stacked_sides, one row a unit, then one row a combination of ranges.

It pairs the units as a full join on the key would, and finds in the same pass what a join hides: a unit that stands
twice on a side. Each row is coded as a whole number, its range of grades, or one more for a row that is at fault;
right codes are multiples of a base that no two left codes reach together. So the sum over the one or two rows of a
unit says all there is to know of it, whatever the engine.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crossregime.core.engines.rated import quiet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from narwhals.stable.v2 import Expr, LazyFrame

    from crossregime.core.comparison import CountedRow
    from crossregime.core.engines.rated import RatedFrame
    from crossregime.core.ranges import Range

FAULT = "a fault"
WORST, BEST, ROWS, CODE, LEAST, MOST, UNITS, WEIGHT = (
    "_worst",
    "_best",
    "_rows",
    "_code",
    "_least",
    "_most",
    "_units",
    "_weight",
)


@dataclass(frozen=True, slots=True)
class Found:
    """What a query found: rows of alike units, and whether any row is at fault, which then counts nowhere."""

    rows: tuple[CountedRow, ...]
    faulty: bool


def ranked(side: RatedFrame) -> LazyFrame[Any]:
    """Add the ranks of the grades of a side, -1 for a missing value or one that is not on the scale.

    The columns are `_worst` and, where the side has two, `_best`.
    """
    ends = [_rank(side, column).alias(name) for column, name in zip(side.ends, (WORST, BEST), strict=False)]
    return side.frame.with_columns(*ends)


def _rank(side: RatedFrame, column: str) -> Expr:
    import narwhals.stable.v2 as nw

    value = nw.col(column)
    if side.types[column] in (nw.Categorical, nw.Enum):
        value = value.cast(nw.String)  # a categorical column can't be compared with a text outside its categories
    found = nw.lit(-1)
    for place, values in enumerate(side.written_scale.by_rank):
        here = value == values[0] if len(values) == 1 else value.is_in(values)
        found = nw.when(here).then(nw.lit(place)).otherwise(found)
    return found


def at_fault(side: RatedFrame) -> Expr:
    """Select the rows that can't be counted: no key, no grade of the scale, worst above best, no group or weight.

    `core/engines/faults.py` says which it is.
    """
    import narwhals.stable.v2 as nw

    wrong = nw.col(WORST) < 0
    if len(side.ends) > 1:
        wrong = wrong | (nw.col(BEST) < 0) | (nw.col(WORST) > nw.col(BEST))
    for column in side.on:
        wrong = wrong | nw.col(column).is_null()
    for column in (each for each in side.groups if each in side.types):
        wrong = wrong | (group_text(column) == "")
    if side.weight is not None:
        wrong = wrong | nw.col(side.weight).is_null() | (nw.col(side.weight) < 0)
    return wrong


def group_text(column: str) -> Expr:
    """Return the group of each row as text, empty if missing: pandas can't compare text with a missing value."""
    import narwhals.stable.v2 as nw

    return nw.col(column).cast(nw.String).fill_null("")


def stacked_sides(left: RatedFrame, right: RatedFrame) -> LazyFrame[Any]:
    """Stack both sides: the key, the code, and for each group column one a side."""
    import narwhals.stable.v2 as nw

    parts = []
    for side, other in ((left, right), (right, left)):
        size = len(side.written_scale.scale)
        best = nw.col(WORST) if len(side.ends) == 1 else nw.col(BEST)
        code = nw.when(at_fault(side)).then(nw.lit(size * size + 1)).otherwise(nw.col(WORST) * size + best + 1)
        groups = [
            (
                group_text(column) if number == side.side and column in side.types else nw.lit("")
            ).alias(f"{column}_{number}")
            for column in side.groups
            for number in (0, 1)
        ]  # fmt: skip
        weight = [] if side.weight is None else [nw.col(side.weight).cast(nw.Int64).alias(WEIGHT)]
        times = 1 if side.side == 0 else base(left)
        parts.append(
            ranked(side).select(
                *(_key(side, other, column) for column in side.on),
                (code.cast(nw.Int64) * times).alias(CODE), *groups, *weight,
            )
        )  # fmt: skip
    return nw.concat(parts, how="vertical")


def _key(side: RatedFrame, other: RatedFrame, column: str) -> Expr:
    """Return a key in a type common to both sides: engines have several types of text and of integers."""
    import narwhals.stable.v2 as nw

    dtype = side.types[column]
    if dtype in (nw.Categorical, nw.Enum):
        return nw.col(column).cast(nw.String)
    if dtype.is_integer() and dtype != other.types[column]:
        return nw.col(column).cast(nw.Int64)
    return nw.col(column)


def base(left: RatedFrame) -> int:
    """Return the base of right codes: more than the sum of two left codes."""
    return 2 * (len(left.written_scale.scale) ** 2 + 1) + 1


def query(left: RatedFrame, right: RatedFrame) -> LazyFrame[Any]:
    """Build the query for a small frame, not yet run: the number of units with each code.

    Columns: how many rows the unit has (1, 2, or 3 for more), the code, the groups, the number of units and, where
    they are weighed, their weight together (None where a unit's rows differ in it).
    """
    import narwhals.stable.v2 as nw

    groups = [f"{column}_{side}" for column in left.groups for side in (0, 1)]
    weights = [] if left.weight is None else [
        nw.col(WEIGHT).min().alias(LEAST), nw.col(WEIGHT).max().alias(MOST)]  # fmt: skip
    per_unit = stacked_sides(left, right).group_by(*left.on).agg(
        nw.len().alias(ROWS), nw.col(CODE).sum(), *(nw.col(each).max() for each in groups), *weights
    )  # fmt: skip
    many = nw.col(ROWS) > 2
    clipped = [
        nw.when(many).then(nw.lit(3)).otherwise(nw.col(ROWS)).cast(nw.Int64).alias(ROWS),
        nw.when(many).then(nw.lit(0)).otherwise(nw.col(CODE)).cast(nw.Int64).alias(CODE),
    ]
    if left.weight is not None:
        differ = nw.col(LEAST) != nw.col(MOST)
        clipped[0] = nw.when(many | differ).then(nw.lit(3)).otherwise(nw.col(ROWS)).cast(nw.Int64).alias(ROWS)
    counted = per_unit.with_columns(*clipped).group_by(ROWS, CODE, *groups)
    if left.weight is None:
        return counted.agg(nw.len().alias(UNITS))
    return counted.agg(nw.len().alias(UNITS), nw.col(LEAST).sum().alias(WEIGHT))


def counted(left: RatedFrame, right: RatedFrame, parts: int = 1) -> Found:
    """Run the query and read its result; in several `parts`, one after the other, to save memory."""
    groups = [f"{column}_{side}" for column in left.groups for side in (0, 1)]
    sizes = (len(left.written_scale.scale), len(right.written_scale.scale))
    counts: Counter[tuple[Any, ...]] = Counter()
    faulty = False
    for number in range(parts):
        both = (left, right) if parts == 1 else (left.part(number, parts), right.part(number, parts))
        with quiet():
            lines = collected(query(*both))
        for rows, code, *rest in lines:
            ends = _decoded(int(code), base(left), sizes)
            paired = None not in ends
            if rows == 3 or paired != (rows == 2) or FAULT in ends:
                faulty = True
                continue
            texts = tuple(each or None for each in rest[: len(groups)])
            counts[(*ends, *texts)] += int(rest[-1])
    ordered = sorted(counts.items(), key=lambda each: tuple(("" if part is None else str(part)) for part in each[0]))
    rows = tuple(_row(key[:2], dict(zip(groups, key[2:], strict=True)), count) for key, count in ordered)
    return Found(rows, faulty)


def _decoded(code: int, of: int, sizes: tuple[int, int]) -> tuple[Range | str | None, Range | str | None]:
    """Read the range of each side from the code of a unit: None for a side that lacks it."""

    def ends(code: int, size: int) -> Range | str | None:
        if code == 0:
            return None
        return FAULT if code > size * size else divmod(code - 1, size)

    second, first = divmod(code, of)
    return ends(first, sizes[0]), ends(second, sizes[1])


def _row(ends: Sequence[Range | None], groups: dict[str, str | None], count: int) -> CountedRow:
    row: CountedRow = {}
    for number, each in enumerate(ends):
        row[f"worst_{number}"], row[f"best_{number}"] = each or (None, None)
    return {**row, **groups, "len": count}


def collected(frame: LazyFrame[Any]) -> Iterable[Sequence[Any]]:
    """Run a query with a small result and return its rows, through polars' streaming engine where it is polars.

    DuckDB and Spark give Python's own values, so that neither pyarrow nor pandas is needed for them.
    """
    implementation = frame.implementation
    if implementation.is_polars():
        return frame.collect(engine="streaming").rows()
    if implementation.is_duckdb():
        return list(frame.to_native().fetchall())
    if implementation.is_spark_like():
        return [tuple(row) for row in frame.to_native().collect()]
    return frame.collect().rows()
