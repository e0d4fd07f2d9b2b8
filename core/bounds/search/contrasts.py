"""Search for the greatest value of a contrast over completions, by integer programs.

A contrast depends on a few numbers of councils: at the grades asked about (`a` of `n` in the one group, `b` of `m` in
the other), or at each grade or better. Where the sizes of the groups are fixed, the difference of shares is linear,
and the ratio is found by Dinkelbach's iteration (1967): one or a few programs, and exact. Otherwise the completions are
split into boxes in which these numbers lie between two ends; programs give a value that none in a box exceeds, and
completions that attain values. What is left when too many boxes were opened is an outer and an inner value.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from fractions import Fraction
from itertools import count, pairwise, product
from typing import TYPE_CHECKING, Protocol

import numpy as np

from crossregime.core.bounds.search.programs import LinearRows
from crossregime.core.statistics import GroupCounts, Undefined, superiority_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crossregime.core.bounds.search.programs import Programs
    from crossregime.core.statistics import Measure, Vector

BOXES = 7
"""Boxes that the search for one end of a contrast opens for each that an effort is worth: its programs are smaller."""

NumberEnds = tuple[float, float]
NumberBox = dict[str, NumberEnds]
"""The bounds of each number; a number left out is not bounded."""
NumberSums = dict[str, int]
"""The numbers of a completion, by name."""


@dataclass(frozen=True, slots=True)
class Attained:
    """A completion found by the search: the number of councils with each assignment, and its numbers."""

    sums: NumberSums
    solution: Vector


class Numbers:
    """The linear numbers of councils that a contrast depends on, by name.

    `forms` says for each name what one council of each way adds.
    """

    def __init__(self, programs: Programs, forms: Mapping[str, Vector]) -> None:
        self.programs, self.names = programs, tuple(forms)
        self.matrix = np.array([forms[name] for name in self.names], dtype=np.int64)
        self.met: list[Attained] = []
        self._solved: dict[tuple[object, ...], Attained | None] = {}

    def best(self, weights: Mapping[str, int], box: NumberBox) -> Attained | None:
        """Find the completion in a box with the greatest weighted sum of numbers; None where the box is empty."""
        tight = self._binding(box)
        if tight is None:
            return None
        key = (*sorted(weights.items()), None, *sorted(tight.items()))
        if key not in self._solved:
            self._solved[key] = self._best(weights, tight)
        return self._solved[key]

    def _best(self, weights: Mapping[str, int], box: NumberBox) -> Attained | None:
        cost = np.array([-weights.get(name, 0) for name in self.names]) @ self.matrix
        also = None
        if box:
            lowest, highest = zip(*(box.get(name, (-np.inf, np.inf)) for name in self.names), strict=True)
            also = LinearRows(self.matrix, np.array(lowest), np.array(highest))
        solution = self.programs.optimum(cost, also)
        if solution is None:
            return None
        numbers = (self.matrix @ solution).tolist()
        found = Attained(dict(zip(self.names, numbers, strict=True)), solution)
        self.met.append(found)
        return found

    def _binding(self, box: NumberBox) -> NumberBox | None:
        """Drop bounds of a box that every completion meets; None if no completion meets one."""
        tight = {}
        for name, (low, high) in box.items():
            least, most = self.limits(name)
            if low > most or high < least:
                return None
            if low > least or high < most:
                tight[name] = (low, high)
        return tight

    def limits(self, name: str) -> tuple[int, int]:
        """Return the smallest and the largest that a number can be in any completion."""
        found = self.range(name, {})
        assert found is not None  # noqa: S101  # completions exist: the programs were solved
        return found

    def holds(self, box: NumberBox) -> bool:
        """Tell whether a completion lies in a box."""
        return any(_inside(each.sums, box) for each in self.met) or self.best({}, box) is not None

    def range(self, name: str, box: NumberBox) -> tuple[int, int] | None:
        """Return the smallest and the largest that a number can be in a box; None where the box is empty."""
        low, high = self.best({name: -1}, box), self.best({name: 1}, box)
        return None if low is None or high is None else (low.sums[name], high.sums[name])


def _inside(sums: NumberSums, box: NumberBox) -> bool:
    return all(low <= sums[name] <= high for name, (low, high) in box.items())


@dataclass(frozen=True, slots=True)
class Ceiling:
    """An upper bound on a box: no completion exceeds `value`; the boxes it splits into, none if it is attained."""

    value: Fraction
    parts: tuple[NumberBox, ...] = ()


class Aim(Protocol):
    """An objective to maximise: its value in a completion, and an upper bound in a box."""

    def value(self, sums: NumberSums) -> Fraction | None:
        """Return the value of a completion, None where it has none."""
        ...

    def ceiling(self, numbers: Numbers, box: NumberBox) -> Ceiling | None:
        """Bound the value in a box; None where the box is empty."""
        ...


@dataclass(frozen=True, slots=True)
class GreatestContrast:
    """The greatest value: none exceeds `outer`, and a completion attains `inner`."""

    outer: Fraction
    inner: Fraction
    attained: Attained


def greatest(numbers: Numbers, aim: Aim, box: NumberBox) -> GreatestContrast | None:
    """Find the greatest value in a box; None where it holds no completion that has one."""
    best: tuple[Fraction, Attained] | None = None
    looked = 0

    def look() -> None:
        nonlocal best, looked
        for each in numbers.met[looked:]:
            value = aim.value(each.sums) if _inside(each.sums, box) else None
            if value is not None and (best is None or value > best[0]):
                best = value, each
        looked = len(numbers.met)

    first = aim.ceiling(numbers, box)
    if first is None:
        return None
    number = count()
    heap = [(-first.value, next(number), first)]
    opened = 1
    look()
    while heap and (best is None or -heap[0][0] > best[0]) and opened < BOXES * numbers.programs.problem.effort:
        _, _, worst = heapq.heappop(heap)
        for part in worst.parts:
            opened += 1
            ceiling = aim.ceiling(numbers, part)
            look()
            if ceiling is not None and (best is None or ceiling.value > best[0]):
                heapq.heappush(heap, (-ceiling.value, next(number), ceiling))
    if best is None:
        return None
    return GreatestContrast(max([best[0], *(-value for value, *_ in heap)]), *best)


def aim_of(measure: Measure, grades: int, *, turned: bool = False) -> Aim:
    """Return the objective of a measure: the first group against the second or, if `turned`, the reverse."""
    names = ("b", "m", "a", "n") if turned else ("a", "n", "b", "m")
    if measure == "difference":
        return _Difference(*names)
    if measure == "ratio":
        return _Ratio(*names)
    if measure == "odds_ratio":
        return _Odds(*(("b", "d", "a", "c") if turned else ("a", "c", "b", "d")))
    return _Superiority(grades, turned=turned)


def _halves(numbers: Numbers, box: NumberBox, names: tuple[str, str]) -> tuple[NumberBox, tuple[NumberBox, ...]] | None:
    """Tighten the sizes of both groups in a box, and split it by the one that is less certain; None if it is empty."""
    tight = dict(box)
    for name in names:
        (low, high), (least, most) = box.get(name, (-np.inf, np.inf)), numbers.limits(name)
        tight[name] = low, high = max(low, least), min(high, most)
        if low < high:
            found = numbers.range(name, tight)
            if found is None:
                return None
            tight[name] = found
    widest = max(names, key=lambda name: tight[name][1] - tight[name][0])
    low, high = (int(end) for end in tight[widest])
    if low == high:
        return tight, ()
    middle = (low + high) // 2
    return tight, ({**tight, widest: (low, middle)}, {**tight, widest: (middle + 1, high)})


@dataclass(frozen=True, slots=True)
class _Difference:
    """a/n - b/m."""

    a: str
    n: str
    b: str
    m: str

    def value(self, sums: NumberSums) -> Fraction | None:
        return _value("difference", *(sums[name] for name in (self.a, self.n, self.b, self.m)))

    def ceiling(self, numbers: Numbers, box: NumberBox) -> Ceiling | None:
        """Exact where the sizes are fixed; else a/n is at most a/low and 1 - (n - a)/high, and b/m alike."""
        halves = _halves(numbers, box, (self.n, self.m))
        if halves is None:
            return None
        tight, parts = halves
        (few, many), (other_few, other_many) = ((int(low), int(high)) for low, high in (tight[self.n], tight[self.m]))
        first = [({self.a: 1}, few, 0), ({self.a: 1, self.n: -1}, many, 1)]
        second = [({self.b: -1}, other_many, 0), ({self.m: 1, self.b: -1}, other_few, -1)]
        if not parts:
            first, second = first[:1], second[:1]
        ceilings = []
        for (one, under, plus), (other, below, more) in product(first, second):
            weights = {name: weight * below for name, weight in one.items()}
            for name, weight in other.items():
                weights[name] = weights.get(name, 0) + weight * under
            found = numbers.best(weights, tight)
            if found is None:
                return None
            summed = sum(weight * found.sums[name] for name, weight in weights.items())
            ceilings.append(Fraction(summed, under * below) + plus + more)
        return Ceiling(min(ceilings), parts)


@dataclass(frozen=True, slots=True)
class _Ratio:
    """(a/n) / (b/m), where b is not zero."""

    a: str
    n: str
    b: str
    m: str

    def value(self, sums: NumberSums) -> Fraction | None:
        return _value("ratio", *(sums[name] for name in (self.a, self.n, self.b, self.m)))

    def ceiling(self, numbers: Numbers, box: NumberBox) -> Ceiling | None:
        """Take the greatest a/b, times the greatest m over the least n."""
        halves = _halves(numbers, box, (self.n, self.m))
        if halves is None:
            return None
        tight, parts = halves
        found = numbers.best({self.a: 1}, tight)
        if found is None:
            return None
        while True:  # each step raises a/b, and there are finitely many
            over, under = found.sums[self.a], found.sums[self.b]
            better = numbers.best({self.a: under, self.b: -over}, tight)
            assert better is not None  # noqa: S101  # the box holds a completion
            if better.sums[self.a] * under <= over * better.sums[self.b]:
                break
            found = better
        return Ceiling(Fraction(over * int(tight[self.m][1]), under * int(tight[self.n][0])), parts)


class _Cornered:
    """An objective that increases with some numbers and decreases with others, so is greatest at the best of each.

    `rising` are the numbers that it grows with, `falling` those that it falls with.
    """

    rising: tuple[str, ...]
    falling: tuple[str, ...]

    def at_best(self, corner: NumberSums, tight: NumberBox) -> Fraction:
        """Return the value with each number at its best, which need not be attained together."""
        raise NotImplementedError

    def _corner(self, numbers: Numbers, box: NumberBox, parts: tuple[NumberBox, ...]) -> Ceiling | None:
        guide = numbers.best({**dict.fromkeys(self.rising, 1), **dict.fromkeys(self.falling, -1)}, box)
        if guide is None:
            return None
        corner: NumberSums = {}
        for sign, names in ((1, self.rising), (-1, self.falling)):
            for name in names:
                best = numbers.best({name: sign}, box)
                assert best is not None  # noqa: S101  # the box holds the guide
                corner[name] = best.sums[name]
        value = self.at_best(corner, box)
        missed = {name: abs(best - guide.sums[name]) for name, best in corner.items()}
        if parts or not any(missed.values()):
            return Ceiling(value, parts)
        name = max(missed, key=lambda name: missed[name])
        reached, (low, high) = guide.sums[name], box.get(name, (-np.inf, np.inf))
        last = reached if name in self.rising else reached - 1
        split = ((low, last), (last + 1, high))
        return Ceiling(value, tuple({**box, name: ends} for ends in split))


class _Odds(_Cornered):
    """(a d) / (b c), where neither b nor c is zero."""

    def __init__(self, a: str, c: str, b: str, d: str) -> None:
        self.rising, self.falling = (a, d), (c, b)

    def value(self, sums: NumberSums) -> Fraction | None:
        over, under = (sums[one] * sums[other] for one, other in (self.rising, self.falling))
        return Fraction(over, under) if under else None

    def at_best(self, corner: NumberSums, tight: NumberBox) -> Fraction:  # noqa: ARG002  # the sizes of the groups play no part
        value = self.value(corner)
        assert value is not None  # noqa: S101  # the box leaves out completions in which it divides by zero
        return value

    def ceiling(self, numbers: Numbers, box: NumberBox) -> Ceiling | None:
        return self._corner(numbers, box, ())


class _Superiority(_Cornered):
    """The probability of superiority: it grows with the first group's shares at each grade or better."""

    def __init__(self, grades: int, *, turned: bool) -> None:
        first, second = (("B", "m"), ("A", "n")) if turned else (("A", "n"), ("B", "m"))
        self._sizes = (first[1], second[1])
        self.rising, self.falling = (
            tuple(f"{letter}{grade}" for grade in range(1, grades)) for letter in (first[0], second[0])
        )

    def value(self, sums: NumberSums) -> Fraction | None:
        counts = []
        for size, names in zip(self._sizes, (self.rising, self.falling), strict=True):
            at_least = [sums[size], *(sums[name] for name in names), 0]
            counts.append([more - fewer for more, fewer in pairwise(at_least)])
        found = superiority_of(*counts)
        return None if isinstance(found, Undefined) else found

    def at_best(self, corner: NumberSums, tight: NumberBox) -> Fraction:
        fewest, most = int(tight[self._sizes[0]][0]), int(tight[self._sizes[1]][1])
        one = [Fraction(1), *(min(Fraction(corner[name], fewest), Fraction(1)) for name in self.rising), Fraction(0)]
        other = [Fraction(1), *(Fraction(corner[name], most) for name in self.falling), Fraction(0)]
        shares = zip(one, one[1:], other, other[1:], strict=False)
        return sum(((here - next_) * (2 - there - beyond) / 2 for here, next_, there, beyond in shares), Fraction(0))

    def ceiling(self, numbers: Numbers, box: NumberBox) -> Ceiling | None:
        halves = _halves(numbers, box, self._sizes)
        return None if halves is None else self._corner(numbers, *halves)


def _value(measure: Measure, a: int, n: int, b: int, m: int) -> Fraction | None:
    found = GroupCounts(a, n, b, m).measured(measure)
    return None if isinstance(found, Undefined) else found
