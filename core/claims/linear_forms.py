"""Bound sums over councils, over all completions of what was not printed.

A form gives what one council adds to a sum for given grades. Councils whose contribution does not depend on
their grades are summed once; the others are variables of an integer program with the printed totals as
constraints. So a known sum costs one loop, and an unknown one has exact bounds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from functools import cached_property
from itertools import chain, product, zip_longest
from math import inf, lcm
from typing import TYPE_CHECKING

from crossregime.core.councils import load_register
from crossregime.core.frozen import frozen
from crossregime.core.positions import align
from crossregime.core.ranges import grades

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.bounds import IntegerProgram
    from crossregime.core.positions import Position
    from crossregime.core.ranges import Range

Grading = tuple[int | None, ...]
"""One rank a position; None where the council has no grade in it."""


@frozen(eq=False)
class Unit:
    """A council (a series) in several positions: in each its id, region, type and range of ranks, or None.

    `ruled_out` gives the grade in each that a change mark says it was not, None where there is no mark. All claims on
    the same positions share their units, so what is worked out of one is kept with it.
    """

    series: str
    councils: tuple[str | None, ...]
    groups: tuple[dict[str, str], ...]
    ranges: tuple[Range | None, ...]
    ruled_out: tuple[int | None, ...] = ()

    @cached_property
    def ways(self) -> tuple[Grading, ...]:
        """Every way to fix its grades."""
        left = zip_longest(self.ranges, self.ruled_out)
        return tuple(product(*((None,) if span is None else grades(span, rank) for span, rank in left)))


Form = Callable[[Unit, Grading], int]


@frozen(eq=False)
class Binding:
    """A printed total or flow: a sum that lies between `lowest` and `highest`."""

    form: Form
    lowest: int
    highest: int

    @cached_property
    def _of(self) -> dict[Unit, tuple[int, ...]]:
        return {}

    @cached_property
    def _known(self) -> dict[int, tuple[Sequence[Unit], int]]:
        return {}

    def of(self, unit: Unit) -> tuple[int, ...]:
        """Return what a unit adds to the sum, for each way to fix its grades: worked out once for all claims."""
        found = self._of.get(unit)
        if found is None:
            found = self._of[unit] = tuple(self.form(unit, way) for way in unit.ways)
        return found

    def known(self, every: Sequence[Unit], councils: Sequence[int]) -> int:
        """Return what units add whose grades are all known, each as often as it stands for: once for all claims too."""
        if id(every) not in self._known:
            total = 0
            for unit, number in zip(every, councils, strict=True):
                if len(unit.ways) == 1:
                    total += self.form(unit, unit.ways[0]) * number
            self._known[id(every)] = every, total
        return self._known[id(every)][1]


@frozen
class Requirement:
    """Require that a weighted sum of the forms is at least a number, or more than it if `strict`."""

    weights: tuple[Fraction, ...]
    least: Fraction
    strict: bool = False


def units(positions: Sequence[Position]) -> list[Unit]:
    """Align positions, one unit a series, sorted by series.

    >>> import crossregime
    >>> len(units([crossregime.position("ssi2003"), crossregime.position("ofsted2009")]))
    154
    """
    sides = range(1, len(positions) + 1)
    rows = align([position.outcomes for position in positions]).sort("series_id").iter_rows(named=True)
    return [
        Unit(
            row["series_id"],
            tuple(row[f"council_{side}"] for side in sides),
            tuple(_groups(row[f"council_{side}"]) for side in sides),
            tuple(_range(row[f"worst_{side}"], row[f"best_{side}"]) for side in sides),
            tuple(_ruled_out(position, row["series_id"]) for position in positions),
        )
        for row in rows
    ]


def alike(every: Sequence[Unit]) -> tuple[list[Unit], list[int]]:
    """Give one of each units that have the same groups and ranges, and how many there are of each.

    No form that asks who a council is may be summed over these.
    """
    first: dict[object, Unit] = {}
    found: Counter[object] = Counter()
    for unit in every:
        key = tuple(tuple(groups.items()) for groups in unit.groups), unit.ranges, unit.ruled_out
        first.setdefault(key, unit)
        found[key] += 1
    return list(first.values()), list(found.values())


def _ruled_out(position: Position, series: str) -> int | None:
    if position.publication is None:
        return None
    return position.regime.ruled_out.get((position.publication.date, series, position.judgement.id))


def _groups(council: str | None) -> dict[str, str]:
    if council is None:
        return {}
    found = load_register().council(council)
    return {"region": found.region, "type": found.type}


def _range(worst: int | None, best: int | None) -> Range | None:
    return None if worst is None or best is None else (worst, best)


class LinearForms:
    """Sum forms over units, and bound their weighted sums over all completions that meet the limits.

    `councils` says for how many each unit stands; without it, each for itself.
    """

    def __init__(
        self,
        every: Sequence[Unit],
        forms: Sequence[Form],
        limits: Sequence[Binding] = (),
        councils: Sequence[int] | None = None,
    ) -> None:
        self.size = len(forms)
        councils = [1] * len(every) if councils is None else councils
        sums = [[tuple([form(unit, way) for way in unit.ways]) for form in forms] for unit in every]
        # Limits bind only what is unknown, so a known sum does without them.
        self._limits = limits if any(min(each) != max(each) for columns in sums for each in columns) else ()
        self._fixed = [*[0] * self.size, *(limit.known(every, councils) for limit in self._limits)]
        kinds: Counter[tuple[tuple[int, ...], ...]] = Counter()
        for unit, columns, number in zip(every, sums, councils, strict=True):
            if len(unit.ways) == 1:
                for place, (more,) in enumerate(columns):
                    self._fixed[place] += number * more
                continue
            ways = set(zip(*columns, *[limit.of(unit) for limit in self._limits], strict=True))
            if len(ways) == 1:
                self._fixed = [have + number * more for have, more in zip(self._fixed, ways.pop(), strict=True)]
            else:
                kinds[tuple(sorted(ways))] += number
        self._kinds = sorted(kinds.items())
        self._programs: dict[tuple[tuple[int, ...], ...], IntegerProgram] = {}

    @property
    def counted(self) -> bool:
        """Tell whether every form is known: no completion changes it."""
        return not self._kinds

    @property
    def bound(self) -> bool:
        """Tell whether a printed total limits what is unknown."""
        return bool(self._limits)

    def extent(
        self, weights: Sequence[Fraction], given: Sequence[Requirement] = ()
    ) -> tuple[Fraction, Fraction] | None:
        """Find the smallest and largest value of a weighted sum, both attained; None if no completion is left."""
        scale = lcm(*(weight.denominator for weight in weights))
        whole = [_times(weight, scale) for weight in weights]
        least = self._least(whole, given)
        most = None if least is None else self._least([-weight for weight in whole], given)
        return None if least is None or most is None else (Fraction(least, scale), Fraction(-most, scale))

    def possible(self, requirements: Sequence[Requirement]) -> bool:
        """Tell whether some completion meets all requirements together."""
        return self._least([0] * self.size, requirements) is not None

    def _least(self, weights: Sequence[int], given: Sequence[Requirement]) -> int | None:
        """Find the smallest value of a sum with whole weights, or None where no completion is left."""
        rows = [self._row(requirement) for requirement in given]
        start = self._weigh(weights, self._fixed)
        if self.counted:
            return start if all(self._weigh(row, self._fixed) >= least for row, least in rows) else None
        costs = [[self._weigh(weights, way) for way in ways] for ways, _ in self._kinds]
        if not rows and not self._limits:
            return start + sum(min(cost) * count for cost, (_, count) in zip(costs, self._kinds, strict=True))
        found = self._solve(list(chain.from_iterable(costs)), rows)
        if found is None:
            return None
        return start + sum(cost * times for cost, times in zip(chain.from_iterable(costs), found, strict=True))

    def _weigh(self, weights: Sequence[int], values: Sequence[int]) -> int:
        return sum(weight * value for weight, value in zip(weights, values[: self.size], strict=True))

    def _row(self, requirement: Requirement) -> tuple[list[int], int]:
        """Write a requirement with integer coefficients."""
        scale = lcm(requirement.least.denominator, *(weight.denominator for weight in requirement.weights))
        least = _times(requirement.least, scale) + requirement.strict
        return [_times(weight, scale) for weight in requirement.weights], least

    @cached_property
    def _every_way(self) -> list[tuple[int, ...]]:
        return [way for ways, _ in self._kinds for way in ways]

    @cached_property
    def _given(self) -> tuple[list[list[int]], list[int], list[int]]:
        """Write the constraints of every completion: the number of councils of each kind, and the limits."""
        kinds = [index for index, (ways, _) in enumerate(self._kinds) for _ in ways]
        lines = [[int(kind == index) for kind in kinds] for index in range(len(self._kinds))]
        lines += [[way[place] for way in self._every_way] for place in range(self.size, len(self._fixed))]
        councils = [count for _, count in self._kinds]
        already = self._fixed[self.size :]
        lowest = [limit.lowest - have for limit, have in zip(self._limits, already, strict=True)]
        highest = [limit.highest - have for limit, have in zip(self._limits, already, strict=True)]
        return lines, councils + lowest, councils + highest

    def _solve(self, costs: Sequence[int], rows: Sequence[tuple[list[int], int]]) -> list[int] | None:
        """Find the completion of least cost: the number of councils of each kind with each assignment."""
        from crossregime.core.bounds import IntegerProgram

        lines, lowest, highest = self._given
        more = tuple(tuple(self._weigh(row, way) for way in self._every_way) for row, _ in rows)
        if more not in self._programs:
            self._programs[more] = IntegerProgram([*lines, *more])
        least = [number - self._weigh(row, self._fixed) for row, number in rows]
        found = self._programs[more].optimum(costs, [*lowest, *least], [*highest, *([inf] * len(rows))])
        return None if found is None else found.tolist()


def _times(number: Fraction, scale: int) -> int:
    """Multiply a fraction by a multiple of its denominator."""
    return number.numerator * (scale // number.denominator)
