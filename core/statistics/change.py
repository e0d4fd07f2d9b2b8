"""Measure change between two dates in a table of two judgements on a common scale, the earlier in the rows.

As in `association`, a cell may be an array: the counts of that cell in many tables.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from crossregime.core.statistics.bounded import Linear, Statistic
from crossregime.core.statistics.cells import NONE
from crossregime.core.statistics.counts import counts
from crossregime.core.statistics.measured import ratio, recorded, square, undefined, whys
from crossregime.core.statistics.record import EQUAL_STEPS, StatisticValue

if TYPE_CHECKING:
    from collections.abc import Callable

    from crossregime.core.statistics.cells import Cells

__all__ = ["RisesAndFalls", "mean_shift", "rises_and_falls"]


class RisesAndFalls(NamedTuple):
    """How many councils rose, fell and stayed."""

    rises: Any
    falls: Any
    unchanged: Any


def direction(before: int, after: int) -> int:
    """Return the direction of a move between two grades: 1 up, -1 down, 0 unchanged.

    >>> direction(0, 2), direction(2, 1), direction(1, 1)
    (1, -1, 0)
    """
    return (after > before) - (after < before)


def _went(sign: int, before: int, after: int) -> int:
    """Indicate (1 or 0) whether a move is in one direction: up (1), down (-1) or none (0)."""
    return int(direction(before, after) == sign)


def _weighed(table: Cells, weight: Callable[[int, int], int]) -> Any:
    return sum(count * weight(before, after) for before, row in enumerate(table) for after, count in enumerate(row))


def _number(table: Cells, sign: int) -> tuple[Any, Any]:
    """Return the number of councils that moved in one direction, over one."""
    return _weighed(table, partial(_went, sign)), 1


@ratio(
    "change", Linear(lambda before, after: after - before), title="Mean shift in grades",
    about="The mean number of grades by which councils rose from the first judgement to the second, falls counted as"
    " negative. It takes the steps between grades as equal: an assumption that no inspectorate made of its grades"
    " unless it scored them itself.", formula="sum of n_ij (j - i) / n",
    direction="Positive: councils rose; negative: they fell.", range="-(k - 1) to k - 1, k the grades",
    references=("A. Agresti (2010), Analysis of Ordinal Categorical Data, 2nd edition",), default=True,
    assumes=(EQUAL_STEPS,),
)  # fmt: skip
def mean_shift(table: Cells) -> tuple[Any, Any]:
    """Compute the mean number of grades by which councils rose, falls negative.

    Takes a square table, or a stack of them. No value: no council is paired.

    >>> mean_shift([[1, 2], [1, 0]]).value
    0.25
    """
    return _weighed(table, lambda before, after: after - before), sum(map(sum, table))


@recorded(
    "change", title="Rises, falls and unchanged",
    about="How many councils have a better grade in the second judgement, how many a worse one, and how many the same.",
    formula="rises: sum of n_ij over j > i; falls: over j < i; unchanged: over j = i",
    direction="Counts of councils.", range="0 to n each",
    references=("W. J. Dixon and A. M. Mood (1946), JASA 41(236), 557-566",), default=True,
    bounded=tuple(
        Statistic(
            each, each.capitalize(), "change", partial(_number, sign=sign), Linear(partial(_went, sign)), counts=True
        )
        for each, sign in (("rises", 1), ("falls", -1), ("unchanged", 0))
    ),
)  # fmt: skip
def rises_and_falls(table: Any) -> StatisticValue:
    """Count the councils that rose, fell and stayed; `value` has `rises`, `falls` and `unchanged`.

    Takes a square table, or a stack of them. No value: no council is paired.

    >>> rises_and_falls([[1, 2], [1, 0]]).value
    RisesAndFalls(rises=2, falls=1, unchanged=1)
    """
    read = square("rises_and_falls", counts(table))
    found = [_number(read.cells, sign)[0] for sign in (1, -1, 0)]
    n: Any = sum(map(sum, read.cells))
    if read.tables is None:
        return StatisticValue("rises_and_falls", RisesAndFalls(*found)) if n else undefined("rises_and_falls", NONE)
    import numpy as np

    code, reason = whys([None if each else NONE for each in n])
    return StatisticValue("rises_and_falls", RisesAndFalls(*(np.where(n, each, np.nan) for each in found)),
                    code=code, reason=reason)  # fmt: skip
