"""Bound a headline by known ratings, without a rule.

Two things are assumed and no more: a better judgement never lowers the headline, and groups of judgements
that count alike can be swapped. Then a pattern's headline is at least that of every rated pattern that is
nowhere better, and at most that of every rated pattern that is nowhere worse.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from crossregime.core.model import swaps, unordered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.model import Pattern
    from crossregime.core.ranges import Range


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
        lowest, highest = 0, self.grades - 1
        for rated, (low, high) in self._rated.items():
            if all(mine >= other for mine, other in zip(pattern, rated, strict=True)):
                lowest = max(lowest, high)
            if all(mine <= other for mine, other in zip(pattern, rated, strict=True)):
                highest = min(highest, low)
        return (lowest, highest) if lowest <= highest else None

    def hull(self, grades: Sequence[Sequence[int]]) -> Range | None:
        """Bound the headline of a council of which only the grades that each judgement can have are known."""
        bounds = [self.range(pattern) for pattern in product(*grades)]
        found = [each for each in bounds if each is not None]
        if not found:
            return None
        return min(low for low, _ in found), max(high for _, high in found)

    @cached_property
    def patterns(self) -> list[Pattern]:
        """List the patterns, each once for all orders of groups that count alike."""
        return sorted({self.unordered(pattern) for pattern in product(*map(range, self.sizes))})

    @cached_property
    def determined(self) -> int:
        """Count the patterns of which the headline is bounded to one grade."""
        bounds = [self.range(pattern) for pattern in self.patterns]
        return sum(each is not None and each[0] == each[1] for each in bounds)
