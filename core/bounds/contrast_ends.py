"""Define the ends of a contrast, and find them from two extreme assignments or a list of completions.

Each method answers the same questions: which kinds of value occur (finite, infinite as x/0, undefined as 0/0), and the
smallest and largest finite value.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from crossregime.core.frozen import frozen
from crossregime.core.statistics import (
    EMPTY_GROUP,
    INFINITE,
    ContrastForm,
    GroupCounts,
    Undefined,
    group_counts,
    superiority_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.statistics import CountTable


@frozen
class ContrastKinds:
    """Which kinds of value occur in completions: finite, infinite (x/0), and undefined (0/0)."""

    finite: bool
    infinite: bool
    undefined: bool


@frozen
class ContrastEnd:
    """One end of the finite values: none goes beyond `outer`, and a completion (its `table`, if held) has `inner`."""

    outer: Fraction
    inner: Fraction
    table: CountTable | None = None


class ContrastEnds(Protocol):
    """The interface of methods that find the ends of a contrast."""

    @property
    def kinds(self) -> ContrastKinds:
        """Which kinds of value occur."""
        ...

    def end(self, sign: int) -> ContrastEnd:
        """Find the largest (1) or the smallest (-1) finite value; there must be one."""
        ...


def contrast_value(table: CountTable, form: ContrastForm) -> Fraction | Undefined:
    """Compute a contrast of a table, exactly."""
    if form.measure != "superiority":
        return group_counts(table, form).measured(form.measure)
    columns = range(len(table[0]))
    first, second = (
        [sum(table[row][column] for row in rows) for column in columns] for rows in (form.given, form.against)
    )
    return superiority_of(first, second)


class ListedEnds:
    """The ends among a list of tables."""

    def __init__(self, tables: Sequence[CountTable], form: ContrastForm) -> None:
        values = [(contrast_value(table, form), table) for table in tables]
        self._finite = [(value, table) for value, table in values if not isinstance(value, Undefined)]
        why = [value for value, _ in values if isinstance(value, Undefined)]
        infinite = INFINITE in why
        self.kinds = ContrastKinds(bool(self._finite), infinite, any(each != INFINITE for each in why))

    def end(self, sign: int) -> ContrastEnd:
        """Find the largest (1) or the smallest (-1) finite value."""
        value, table = max(self._finite, key=lambda each: sign * each[0])
        return ContrastEnd(value, value, table)


@frozen
class DealtEnds:
    """The ends where one side is open and the sizes of both groups are known: two ways to deal attain them.

    In the one, the first group has as many of the grades asked about as it can, and the second as few: what the
    first can't take falls to councils of neither before it falls to the second. The other is the reverse. So both
    shares are at their ends together. Dealt from the worst grade to the best, the same holds at every cut.
    """

    lowest: CountTable
    highest: CountTable
    together: tuple[int, int]
    form: ContrastForm

    @cached_property
    def _corners(self) -> tuple[GroupCounts, GroupCounts]:
        return group_counts(self.lowest, self.form), group_counts(self.highest, self.form)

    @cached_property
    def kinds(self) -> ContrastKinds:
        """Which kinds of value occur."""
        low, high = self._corners
        if not low.of or not low.other_of:
            return ContrastKinds(finite=False, infinite=False, undefined=True)
        if self.form.measure in ("difference", "superiority"):
            return ContrastKinds(finite=True, infinite=False, undefined=False)
        infinite = high.measured(self.form.measure) == INFINITE
        finite = low.other_at > 0
        undefined = self.together[0] == 0
        if self.form.measure == "odds_ratio":
            finite = finite and low.at < low.of
            undefined = undefined or self.together[1] == low.of + low.other_of
        return ContrastKinds(finite, infinite, undefined)

    def end(self, sign: int) -> ContrastEnd:
        """Find the largest (1) or the smallest (-1) finite value."""
        table = self.highest if sign > 0 else self.lowest
        value = contrast_value(table, self.form)
        if isinstance(value, Undefined):
            # The first group has none at all, or the second is at these grades throughout: any value is zero.
            return ContrastEnd(Fraction(0), Fraction(0))
        return ContrastEnd(value, value, table)


def no_value(kinds: ContrastKinds) -> Undefined | None:
    """Return the reason why no completion gives a finite value, or None if some does."""
    if kinds.finite:
        return None
    return INFINITE if kinds.infinite else EMPTY_GROUP
