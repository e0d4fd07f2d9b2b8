"""Differentiate a ratio of sums by every cell at once, by reverse accumulation.

Each sum and product is noted with what it was made of and its slopes by these; going back through the notes gives the
slope by every cell for a fixed multiple of the cost of the ratio itself (reverse accumulation: Griewank & Walther
2008, "Evaluating Derivatives", chapter 3). The formulas of this package sum a table of k by k grades cumulatively, in
the order of k^2 steps, and so the slopes cost k^2 too. As in `association`, a cell may be an array.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from crossregime.core.statistics.cells import Cells


def slopes(cells: Cells, parts: Callable[[Cells], tuple[Any, Any]]) -> list[list[Any]]:
    """Return the derivative of a ratio by each cell, in the shape of the table.

    `parts` makes numerator and denominator of a table by sums, differences, products, quotients and powers with a
    fixed exponent.

    >>> slopes([[1, 3]], lambda table: (table[0][0], table[0][0] + table[0][1]))
    [[0.1875, -0.0625]]
    """
    notes: list[_Noted] = []
    noted = [[_Noted(notes, cell) for cell in row] for row in cells]
    numerator, denominator = parts(noted)
    ratio = numerator / denominator
    if not isinstance(ratio, _Noted):  # it depends on no cell
        return [[0.0 for _ in row] for row in cells]
    ratio.slope = 1.0
    for note in reversed(notes):
        if note.first is not None:
            note.first.slope = note.first.slope + note.slope * note.by_first
        if note.second is not None:
            note.second.slope = note.second.slope + note.slope * note.by_second
    notes.clear()  # each note refers to the list: break the cycle so that memory is freed at once
    return [[cell.slope for cell in row] for row in noted]


class _Noted:
    """A number with its operands and the derivative by each."""

    __slots__ = ("by_first", "by_second", "first", "notes", "second", "slope", "value")
    __array_ufunc__ = None  # an array on the left leaves the sum to this class

    def __init__(
        self, notes: list[_Noted], value: Any,
        first: _Noted | None = None, by_first: Any = 0, second: _Noted | None = None, by_second: Any = 0,
    ) -> None:  # fmt: skip
        self.notes, self.value = notes, value
        self.first, self.by_first, self.second, self.by_second = first, by_first, second, by_second
        self.slope: Any = 0.0
        notes.append(self)

    def __add__(self, other: Any) -> _Noted:
        if isinstance(other, _Noted):
            return _Noted(self.notes, self.value + other.value, self, 1, other, 1)
        return _Noted(self.notes, self.value + other, self, 1)

    __radd__ = __add__

    def __neg__(self) -> _Noted:
        return _Noted(self.notes, -self.value, self, -1)

    def __sub__(self, other: Any) -> _Noted:
        if isinstance(other, _Noted):
            return _Noted(self.notes, self.value - other.value, self, 1, other, -1)
        return _Noted(self.notes, self.value - other, self, 1)

    def __rsub__(self, other: Any) -> _Noted:
        return _Noted(self.notes, other - self.value, self, -1)

    def __mul__(self, other: Any) -> _Noted:
        if isinstance(other, _Noted):
            return _Noted(self.notes, self.value * other.value, self, other.value, other, self.value)
        return _Noted(self.notes, self.value * other, self, other)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> _Noted:
        if isinstance(other, _Noted):
            quotient = self.value / other.value
            return _Noted(self.notes, quotient, self, 1 / other.value, other, -quotient / other.value)
        return _Noted(self.notes, self.value / other, self, 1 / other)

    def __rtruediv__(self, other: Any) -> _Noted:
        quotient = other / self.value
        return _Noted(self.notes, quotient, self, -quotient / self.value)

    def __pow__(self, power: float) -> _Noted:
        return _Noted(self.notes, self.value**power, self, power * self.value ** (power - 1))
