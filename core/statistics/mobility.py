"""Measure mobility between two dates on a common scale, from the shares of each row: where councils of a grade went.

Takes counts or row shares. A row without councils has no shares, so a table with one has no index.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from crossregime.core.errors import UsageError
from crossregime.core.statistics.cells import Undefined
from crossregime.core.statistics.counts import Grid, counts_or_shares, numbers
from crossregime.core.statistics.measured import closed, recorded, square, stacked, undefined
from crossregime.core.statistics.record import EQUAL_STEPS, StatisticValue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.statistics.cells import Cells, Parts

__all__ = ["Bartholomew", "bartholomew", "shorrocks"]

EMPTY_ROW = Undefined("one of the grades had none at the start, so its moves are unknown", "empty_row")
SINGLE = Undefined("a scale of one grade leaves nowhere to move", "single_grade_scale")


class Bartholomew(NamedTuple):
    """Bartholomew's two indices: leaving, weighed by k / (k - 1), and the mean number of grades moved."""

    b1: Any
    b2: Any


def shorrocks_parts(table: Cells) -> tuple[Any, Any]:
    """Return numerator and denominator of Shorrocks' index: the sum of the shares that leave their grade, over k - 1.

    That is his (k - trace) / (k - 1), and exactly zero where nobody moves.
    """
    return sum(_left(table, grade) for grade in range(len(table))), len(table) - 1


def bartholomew_parts(table: Cells, start: Sequence[float] | None = None) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
    """Return numerators and denominators of both of Bartholomew's indices.

    The first is k times the share that leaves its grade, over k - 1; the second the mean number of grades
    moved, over k - 1. `start` weights the rows; by default each row is weighted by its councils.
    """
    size = len(table)
    if start is None:
        n = sum(map(sum, table))
        start = [sum(row) / n for row in table]
    left = sum(share * _left(table, grade) for grade, share in enumerate(start))
    moved = sum(
        share * sum(count * abs(before - after) for after, count in enumerate(row)) / sum(row)
        for before, (share, row) in enumerate(zip(start, table, strict=True))
    )
    return (size * left, size - 1), (moved, size - 1)


def _left(table: Cells, grade: int) -> Any:
    """Return the share of a grade's councils that left it."""
    row = table[grade]
    return sum(count for after, count in enumerate(row) if after != grade) / sum(row)


@recorded(
    "mobility", title="Shorrocks' mobility index",
    about="How far the grade at the start leaves open the grade at the end: 0 where every council stays, 1 where"
    " the end does not depend on the start. Each starting grade counts the same, however few councils had it.",
    formula="(k - sum of p_ii) / (k - 1), p_ii the share of grade i that stays", direction="More is more mobility.",
    range="0 to k / (k - 1)", references=("A. F. Shorrocks (1978), Econometrica 46(5), 1013-1024",),
    ratios=(("", shorrocks_parts),), limits=(0, None),
)  # fmt: skip
def shorrocks(table: Any) -> StatisticValue:
    """Compute Shorrocks' mobility index (1978): (k - trace of the row shares) over k - 1.

    Takes a square table of counts or of row shares (rounded ones too), or a stack of them. No value: a grade that no
    council started from, or a scale of one grade. Row shares have no standard error.

    >>> round(shorrocks([[0.9, 0.1], [0.3, 0.7]]).value, 6), shorrocks([[9, 1], [3, 7]]).standard_error is None
    (0.4, False)
    """
    held, of_shares = counts_or_shares(table)
    return _mobility("shorrocks", held, shorrocks_parts, of_shares=of_shares)


@recorded(
    "mobility", title="Bartholomew's mobility indices",
    about="Two indices. b1: the share of councils that leave their grade, times k over k - 1. b2: the mean number of"
    " grades moved, over the most there could be. Starting shares are those of the councils, or others that are"
    " given.",
    formula="b1 = (k - k sum of s_i p_ii) / (k - 1); b2 = sum of s_i p_ij |i - j| / (k - 1), s the starting shares",
    direction="More is more mobility.", range="b1: 0 to k / (k - 1); b2: 0 to 1",
    references=("D. J. Bartholomew (1973), Stochastic Models for Social Processes, 2nd edition",),
    ratios=(("b1", lambda table: bartholomew_parts(table)[0]), ("b2", lambda table: bartholomew_parts(table)[1])),
    limits=(0, None), assumes=(f"for b2: {EQUAL_STEPS}",), error=True,
)  # fmt: skip
def bartholomew(table: Any, start: Sequence[float] | None = None) -> StatisticValue:
    """Compute Bartholomew's two mobility indices (1973); `value` has `b1` and `b2`.

    Takes a square table of counts or of row shares (rounded ones too), or a stack of them. `start` gives the
    starting shares (or numbers) of the grades; without it they are those of the counts, and all alike for row
    shares. No value: a grade that no council started from, or a scale of one grade. Raises UsageError for a `start`
    that does not fit.

    >>> [round(index, 4) for index in bartholomew([[0.9, 0.1], [0.3, 0.7]], start=[0.25, 0.75]).value]
    [0.5, 0.25]
    """
    held, of_shares = counts_or_shares(table)
    size = held.shape[0]
    weights = [1 / size] * size if start is None and of_shares else _starting(start, size)

    def index(number: int) -> Parts:
        return lambda table: bartholomew_parts(table, weights)[number]

    found = [_mobility("bartholomew", held, index(number), of_shares=of_shares) for number in (0, 1)]
    if found[0].value is None:
        return found[0]
    errors = None if of_shares else Bartholomew(*(each.standard_error for each in found))
    values = Bartholomew(*(each.value for each in found))
    return StatisticValue("bartholomew", values, errors, reason=found[0].reason, code=found[0].code)


def _mobility(name: str, held: Grid, parts: Parts, *, of_shares: bool) -> StatisticValue:
    """Compute an index of mobility from counts, or from row shares, which have no standard error."""
    square(name, held)

    def value(cells: Any) -> float | Undefined:
        if len(cells) < 2:
            return SINGLE
        if not all(map(sum, cells)):
            return EMPTY_ROW
        numerator, denominator = parts(cells)
        return float(numerator / denominator)

    if not of_shares:
        return closed(name, held, value, parts)
    if held.tables is not None:
        return stacked(name, held, value, parts, None)
    found = value(held.cells)
    return undefined(name, found) if isinstance(found, Undefined) else StatisticValue(name, found)


def _starting(start: Any, size: int) -> list[float] | None:
    """Read starting shares or numbers of the grades, as shares."""
    if start is None:
        return None
    given = numbers(start)
    if given is None or len(given) != size or min(given) < 0 or not 0 < sum(given) < math.inf:
        raise UsageError("the starting shares don't fit the table", do=f"give {size} numbers from 0")
    return [each / sum(given) for each in given]
