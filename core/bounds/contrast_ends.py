"""Find the ends of a contrast over the completions of a problem: in closed form, from a list, or by a search.

Each way answers the same questions: of which kinds the values are (finite, infinite as x/0 is, none as 0/0), and what
the smallest and the largest finite value are.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING, Protocol

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
    from collections.abc import Mapping, Sequence

    from crossregime.core.bounds.closed_form import ClosedForm
    from crossregime.core.bounds.search.contrasts import Box, Numbers
    from crossregime.core.bounds.search.programs import Programs
    from crossregime.core.statistics import CountTable, Vector

FEW = 64
"""Tables that are worked through in whole fractions, one by one, before anything else is thought of."""


@dataclass(frozen=True, slots=True)
class ContrastKinds:
    """Which kinds of value the completions give: finite ones, infinite ones (x/0), and none (0/0)."""

    finite: bool
    infinite: bool
    undefined: bool


@dataclass(frozen=True, slots=True)
class ContrastEnd:
    """One end of the finite values: none goes beyond `outer`, and a completion (its `table`, if held) has `inner`."""

    outer: Fraction
    inner: Fraction
    table: CountTable | None = None


class ContrastEnds(Protocol):
    """What can be asked of a contrast."""

    @property
    def kinds(self) -> ContrastKinds:
        """Of which kinds its values are."""
        ...

    def end(self, sign: int) -> ContrastEnd:
        """Find the largest (1) or the smallest (-1) finite value; there must be one."""
        ...


def contrast_value(table: CountTable, form: ContrastForm) -> Fraction | Undefined:
    """Work out a contrast of a table, exactly."""
    if form.measure != "superiority":
        return group_counts(table, form).measured(form.measure)
    columns = range(len(table[0]))
    first, second = (
        [sum(table[row][column] for row in rows) for column in columns] for rows in (form.given, form.against)
    )
    return superiority_of(first, second)


class ListedEnds:
    """The ends among tables, every one of which is looked at."""

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


@dataclass(frozen=True)
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

    @classmethod
    def of(cls, closed: ClosedForm, form: ContrastForm) -> DealtEnds | None:
        """Read a contrast as one of this form, or give None."""
        everywhere = range(closed.problem.sizes[1])
        sizes = [
            closed.cells(frozenset((row, column) for row in rows for column in everywhere))
            for rows in (form.given, form.against)
        ]
        if closed.open_side is None or any(size.lowest < size.highest for size in sizes):
            return None
        if not closed.open_side and closed.slots[0].outside:
            return None
        both = closed.cells(frozenset((row, column) for row in (*form.given, *form.against) for column in form.then))
        tables = [closed.dealt_apart(low, high, form.then if form.measure != "superiority" else None)
                  for low, high in ((form.given, form.against), (form.against, form.given))]  # fmt: skip
        return cls(tables[0], tables[1], (both.lowest, both.highest), form)

    @cached_property
    def _corners(self) -> tuple[GroupCounts, GroupCounts]:
        return group_counts(self.lowest, self.form), group_counts(self.highest, self.form)

    @cached_property
    def kinds(self) -> ContrastKinds:
        """Of which kinds its values are."""
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
            # The first group has none at all, or the second is at these grades throughout: any value is nought.
            return ContrastEnd(Fraction(0), Fraction(0))
        return ContrastEnd(value, value, table)


class SearchedEnds:
    """The ends by integer programs, of numbers that are linear in the ways that councils go."""

    def __init__(self, numbers: Numbers, form: ContrastForm, grades: int) -> None:
        self.numbers, self._measure, self._grades = numbers, form.measure, grades

    @cached_property
    def _finite(self) -> Box:
        if self._measure == "ratio":
            return {"n": (1, inf), "m": (1, inf), "b": (1, inf)}
        if self._measure == "odds_ratio":
            return {"b": (1, inf), "c": (1, inf)}
        return {"n": (1, inf), "m": (1, inf)}

    @cached_property
    def kinds(self) -> ContrastKinds:
        """Of which kinds its values are."""
        holds, nought, some = self.numbers.holds, (0, 0), (1, inf)
        infinite, undefined = False, holds({"n": nought}) or holds({"m": nought})
        if self._measure == "ratio":
            infinite = holds({"a": some, "b": nought, "m": some})
            undefined = undefined or holds({"a": nought, "b": nought})
        if self._measure == "odds_ratio":
            infinite = holds({"a": some, "d": some, "b": nought}) or holds({"a": some, "d": some, "c": nought})
            undefined = undefined or holds({"a": nought, "b": nought}) or holds({"c": nought, "d": nought})
        return ContrastKinds(holds(self._finite), infinite, undefined)

    def end(self, sign: int) -> ContrastEnd:
        """Find the largest (1) or the smallest (-1) finite value."""
        from crossregime.core.bounds.search.contrasts import aim_of, greatest

        box, inverted = self._finite, False
        if sign < 0 and self._measure in ("ratio", "odds_ratio"):
            # The smallest ratio is one over the largest of the ratio turned round, unless it is nought.
            for name in ("a",) if self._measure == "ratio" else ("a", "d"):
                if self.numbers.holds({**box, name: (0, 0)}):
                    found = self.numbers.best({}, {**box, name: (0, 0)})
                    assert found is not None  # noqa: S101  # the box holds a completion
                    return self._end(Fraction(0), Fraction(0), found.solution)
            box, inverted = {**box, "a": (1, inf), **({} if self._measure == "ratio" else {"d": (1, inf)})}, True
        most = greatest(self.numbers, aim_of(self._measure, self._grades, turned=sign < 0), box)
        assert most is not None  # noqa: S101  # there are finite values
        outer, inner = most.outer, most.inner
        if inverted:
            outer, inner = 1 / outer, 1 / inner
        elif sign < 0:
            whole = 1 if self._measure == "superiority" else 0
            outer, inner = whole - outer, whole - inner
        return self._end(outer, inner, most.attained.solution)

    def _end(self, outer: Fraction, inner: Fraction, solution: Vector) -> ContrastEnd:
        return ContrastEnd(outer, inner, self.numbers.programs.table(solution))


def numbers_of(programs: Programs, form: ContrastForm) -> Numbers:
    """Count what a contrast of two groups of rows depends on, by way."""
    from crossregime.core.bounds.search.contrasts import Numbers

    grades = programs.problem.sizes[1]

    def counted(rows: Sequence[int], columns: Sequence[int]) -> Vector:
        return programs.weighed({(row, column): 1 for row in rows for column in columns})

    every = range(grades)
    others = [column for column in every if column not in form.then]
    forms: Mapping[str, Vector] = {
        "a": counted(form.given, form.then),
        "n": counted(form.given, every),
        "c": counted(form.given, others),
        "b": counted(form.against, form.then),
        "m": counted(form.against, every),
        "d": counted(form.against, others),
        **{f"A{cut}": counted(form.given, range(cut, grades)) for cut in range(1, grades)},
        **{f"B{cut}": counted(form.against, range(cut, grades)) for cut in range(1, grades)},
    }
    return Numbers(programs, forms)


def no_value(kinds: ContrastKinds) -> Undefined | None:
    """Say why no completion gives a finite value, or None where some does."""
    if kinds.finite:
        return None
    return INFINITE if kinds.infinite else EMPTY_GROUP
