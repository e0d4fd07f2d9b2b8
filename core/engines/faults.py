"""Report faulty rows of two frames: their number and a few examples, found in the frames' own engine.

The query of a table only tells that there is a fault; these costlier queries run only then.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crossregime.core.engines.query import BEST, WEIGHT, WORST, collected, group_text, ranked
from crossregime.core.engines.rated import quiet
from crossregime.core.errors import DataError, Fault
from crossregime.core.text import close_matches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from narwhals.stable.v2 import Expr, LazyFrame

    from crossregime.core.engines.rated import RatedFrame

EXAMPLES = 5
"""The most units, or values, named in a message."""
TIMES = "_times"


@dataclass(frozen=True)
class _Check:
    """One fault that rows may have: its condition, its description, and what to do."""

    column: str
    wrong: Expr
    what: str
    do: str


def refusal(left: RatedFrame, right: RatedFrame) -> DataError:
    """Count the faults of both frames, with up to five examples of each, and return the error."""
    faults = []
    with quiet():
        for side in (left, right):
            faults += [*_checked(side), *_unknown(side), *_doubled(side)]
        if left.weight is not None and not faults:
            faults += _differing(left, right)
    return DataError("the frames can't be tabulated as they are: no row is silently dropped", faults=faults)


def _checks(side: RatedFrame) -> Iterator[_Check]:
    import narwhals.stable.v2 as nw

    for column in side.on:
        yield _Check(column, nw.col(column).is_null(), "without a key", "leave them out, or give them one")
    for column in side.ends:
        yield _Check(
            column, nw.col(column).is_null(), "without a grade",
            "leave out those that were not rated; give those whose rating is not known the whole scale as a range",
        )  # fmt: skip
    if len(side.ends) > 1:
        above = (nw.col(WORST) > nw.col(BEST)) & (nw.col(BEST) >= 0)
        what = f"with a '{side.worst}' above its '{side.best}'"
        yield _Check(side.worst, above, what, "swap the two, or check the order of the scale")
    for column in (each for each in side.groups if each in side.types):
        yield _Check(column, group_text(column) == "", "in no group", "give them a group, if only 'unknown'")
    if side.weight is not None:
        weight = nw.col(side.weight)
        yield _Check(side.weight, weight.is_null(), "without a weight", "leave them out, or give them one")
        yield _Check(side.weight, weight < 0, "with a weight below 0", "give how many units each row stands for")


def _checked(side: RatedFrame) -> Iterator[Fault]:
    """Run every check of single rows: count all in one query, then fetch examples of the faults found."""
    import narwhals.stable.v2 as nw

    checks = list(_checks(side))
    frame = ranked(side)
    flags = [nw.when(check.wrong).then(nw.lit(1)).otherwise(nw.lit(0)).sum().alias(f"_{number}")
             for number, check in enumerate(checks)]  # fmt: skip
    (counts,) = collected(frame.select(*flags))
    for check, count in zip(checks, counts, strict=True):
        if count:
            units = [] if check.column in side.on else _named(side, frame.filter(check.wrong))
            what = f"{_rows(int(count))} {check.what}{_examples(units)}"
            yield Fault(side.name, what, column=check.column, do=check.do)


def _unknown(side: RatedFrame) -> Iterator[Fault]:
    """Find the values that are not grades of the scale, the most frequent first."""
    import narwhals.stable.v2 as nw

    frame = ranked(side)
    for column, rank in zip(side.ends, (WORST, BEST), strict=False):
        wrong = frame.filter((nw.col(rank) < 0) & ~nw.col(column).is_null()).group_by(column).agg(nw.len().alias(TIMES))
        (totals,) = collected(wrong.select(nw.col(TIMES).sum(), nw.len().alias("_values")))
        if not totals[1]:
            continue
        rows, values = int(totals[0]), int(totals[1])
        frequent = collected(wrong.sort(TIMES, column, descending=[True, False]).head(EXAMPLES).select(column, TIMES))
        listed = ", ".join(f"{_shown(value)} ({count:,})" for value, count in frequent)
        more = f" and {values - EXAMPLES:,} more values" if values > EXAMPLES else ""
        known = side.written_scale.scale.labels
        yield Fault(
            side.name, f"{_rows(rows)} with a value that is not a grade of the scale: {listed}{more}", column=column,
            do=f"the grades are {', '.join(known)}",
            matches=close_matches(next(iter(frequent))[0], known),
        )  # fmt: skip


def _doubled(side: RatedFrame) -> Iterator[Fault]:
    """Find the units with several rows on one side."""
    import narwhals.stable.v2 as nw

    keyed = side.frame.filter(*(~nw.col(column).is_null() for column in side.on)).group_by(*side.on)
    often = keyed.agg(nw.len().alias(TIMES)).filter(nw.col(TIMES) > 1)
    ((units,),) = collected(often.select(nw.len().alias("_units")))
    if units:
        named = _named(side, often)
        what = f"{int(units):,} {'unit stands' if units == 1 else 'units stand'} in several rows{_examples(named)}"
        do = "keep one row a unit, or name what else tells them apart in `on`"
        yield Fault(side.name, what, column=", ".join(side.on), do=do)


def _differing(left: RatedFrame, right: RatedFrame) -> Iterator[Fault]:
    """Find the units with different weights on the two sides."""
    import narwhals.stable.v2 as nw

    other = right.frame.select(*right.on, nw.col(str(right.weight)).alias(WEIGHT))
    wrong = left.frame.join(other, on=list(left.on), how="inner").filter(nw.col(str(left.weight)) != nw.col(WEIGHT))
    ((units,),) = collected(wrong.select(nw.len().alias("_units")))
    if units:
        what = f"{_rows(int(units))} with another weight on the right{_examples(_named(left, wrong))}"
        yield Fault(left.name, what, column=left.weight, do="give a unit one weight on both sides")


def _named(side: RatedFrame, wrong: LazyFrame[Any]) -> list[tuple[Any, ...]]:
    """Return the keys of the first few rows, in the order of the keys."""
    first = wrong.select(*side.on).sort(*side.on).head(EXAMPLES)
    return [tuple(row) for row in collected(first)]


def _examples(units: list[tuple[Any, ...]]) -> str:
    shown = [_shown(unit[0]) if len(unit) == 1 else f"({', '.join(map(_shown, unit))})" for unit in units]
    return f": {', '.join(shown)}" if shown else ""


def _shown(value: Any) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value)


def _rows(count: int) -> str:
    return f"{count:,} {'row' if count == 1 else 'rows'}"
