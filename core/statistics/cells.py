"""Define tables of counts, and the reasons why a statistic may be undefined."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from crossregime.core.frozen import frozen

if TYPE_CHECKING:
    import numpy as np

CountTable = Sequence[Sequence[int]]
Cells = Sequence[Sequence[Any]]
"""A table whose cells are integers, or arrays of equal length for many tables at once."""
Parts = Callable[[Cells], tuple[Any, Any]]
"""The numerator and the denominator of a statistic."""
Vector: TypeAlias = "np.ndarray[Any, Any]"
"""An array of numbers; numpy is loaded only where one is made."""


@frozen
class Undefined:
    """The reason why a statistic has no value, in place of NaN: a sentence, and a code for programs."""

    reason: str
    code: str


Check = Callable[[CountTable], "Undefined | None"]
"""Tell why a table has no value, or give None."""
NONE = Undefined("no pair has both grades known", "no_pairs")
FEW = Undefined("fewer than two pairs have both grades known", "too_few")
TIED = tuple(
    Undefined(f"all pairs with both grades known have the same grade in the {side}", f"one_grade_{side}")
    for side in ("first", "second")
)


def margins(table: Cells) -> tuple[list[Any], list[Any]]:
    """Sum the rows and the columns.

    >>> margins([[1, 2], [3, 4]])
    ([3, 7], [4, 6])
    """
    return [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]
