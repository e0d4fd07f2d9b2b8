"""Bound a headline by known ratings, without a rule.

Two things are assumed and no more: a better judgement never lowers the headline, and groups of judgements
that count alike can be swapped. Then a pattern's headline is at least that of every rated pattern that is
nowhere better, and at most that of every rated pattern that is nowhere worse.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import comb, prod
from typing import TYPE_CHECKING

from crossregime.core.model import MOST_PATTERNS, swaps, unordered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.model import Pattern
    from crossregime.core.ranges import Grades, Range


@dataclass(frozen=True)
class Monotone:
    """Known ratings (pattern, headline), as bounds on the headline of every pattern.

    `sizes` are the numbers of grades of the judgements, `grades` that of the headline. `alike` lists groups
    of places in a pattern; the groups can be swapped as a whole, the first place of one for the first of
    another and so on.

    >>> both = Monotone((2, 2), 3, ((0,), (1,)), (((0, 1), 1),))
    >>> both.range((1, 0)), both.range((1, 1)), len(both.patterns)
    ((1, 1), (1, 2), 3)
    """

    sizes: tuple[int, ...]
    grades: int
    alike: tuple[tuple[int, ...], ...]
    known: tuple[tuple[Pattern, int], ...]

    @cached_property
    def _orders(self) -> list[tuple[int, ...]]:
        return swaps(len(self.sizes), self.alike)

    def unordered(self, pattern: Pattern) -> Pattern:
        """Return the pattern that stands for all that differ only in the order of groups that count alike."""
        return unordered(pattern, self._orders)

    @cached_property
    def _rated(self) -> dict[Pattern, Range]:
        """Return the lowest and the highest known headline of each pattern, in every order."""
        rated: dict[Pattern, Range] = {}
        for pattern, headline in self.known:
            for order in self._orders:
                key = tuple(pattern[place] for place in order)
                low, high = rated.get(key, (headline, headline))
                rated[key] = (min(low, headline), max(high, headline))
        return rated

    def range(self, pattern: Pattern) -> Range | None:
        """Bound the headline of a pattern, or give None where the ratings contradict the assumption."""
        lowest, highest = self._ends(pattern)
        return (lowest, highest) if lowest <= highest else None

    def _ends(self, pattern: Pattern) -> Range:
        """Give what ratings that are nowhere better, and ratings that are nowhere worse, say of a pattern."""
        lowest, highest = 0, self.grades - 1
        for rated, (low, high) in self._rated.items():
            if all(mine >= other for mine, other in zip(pattern, rated, strict=True)):
                lowest = max(lowest, high)
            if all(mine <= other for mine, other in zip(pattern, rated, strict=True)):
                highest = min(highest, low)
        return lowest, highest

    def hull(self, grades: Sequence[Grades]) -> Range | None:
        """Bound the headline of a council of which only the grades that each judgement can have are known.

        Both ends are those of the worst and the best pattern, if the ratings contradict the assumption at neither; else
        all patterns are gone through, unless they are more than `MOST_PATTERNS`: then what is said of the two ends
        apart is given, which is no narrower.
        """
        ends = self.range(tuple(map(min, grades))), self.range(tuple(map(max, grades)))
        if None not in ends:
            return ends[0][0], ends[1][1]  # type: ignore[index]  # neither is None
        if prod(map(len, grades)) > MOST_PATTERNS:
            low, high = self._ends(tuple(map(min, grades)))[0], self._ends(tuple(map(max, grades)))[1]
            return (low, high) if low <= high else None
        found = [each for pattern in product(*grades) if (each := self.range(pattern)) is not None]
        return (min(low for low, _ in found), max(high for _, high in found)) if found else None

    @cached_property
    def patterns(self) -> list[Pattern]:
        """List the patterns, each once for all orders of groups that count alike."""
        return sorted({self.unordered(pattern) for pattern in product(*map(range, self.sizes))})

    @cached_property
    def number(self) -> int:
        """Count the patterns, each once for all orders of groups that count alike, without listing them."""
        of_group = prod(self.sizes[place] for place in self.alike[0]) if self.alike else 1
        of_others = prod(size for place, size in enumerate(self.sizes) if all(place not in each for each in self.alike))
        return of_others * comb(of_group + len(self.alike) - 1, len(self.alike))

    @cached_property
    def determined(self) -> int | None:
        """Count the patterns of which the headline is bounded to one grade; None for more than `MOST_PATTERNS`."""
        if prod(self.sizes) > MOST_PATTERNS:
            return None
        bounds = [self.range(pattern) for pattern in self.patterns]
        return sum(each is not None and each[0] == each[1] for each in bounds)
