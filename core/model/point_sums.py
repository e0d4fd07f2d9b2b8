"""Find what a sum of points leaves possible, by the sums that can be reached: no pattern is listed.

Nine judgements of four grades make 262,144 patterns, but only a few dozen sums. Going through the judgements one after
another, from the sums that those before can reach to the sums that each grade adds to, costs a step for each sum and
grade.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossregime.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crossregime.core.ranges import Grades

PointSum = tuple[int, int]
"""The points so far, and the best headline that the caps struck so far leave."""
MOST_PAIRS = 1_000_000
"""Two rules that reach more pairs of sums are not compared."""


def add(one: PointSum, other: PointSum) -> PointSum:
    """Add the points of two sums; of what their caps leave, the worse counts."""
    return one[0] + other[0], min(one[1], other[1])


@dataclass(frozen=True, eq=False)
class PointSums:
    """What each grade of each judgement adds to the sum of nothing, and the headline of a sum.

    >>> sums = PointSums((0, 2), (((0, 2), (1, 2), (2, 2)),) * 2, lambda total: int(total[0] >= 2))
    >>> sums.grades_left(((0, 1, 2), (1,)), (1,))
    ((1, 2), (1,), (1,))
    """

    nothing: PointSum
    terms: tuple[tuple[PointSum, ...], ...]
    headline: Callable[[PointSum], int]

    def grades_left(self, grades: Sequence[Grades], wanted: Grades | None = None) -> tuple[Grades, ...] | None:
        """Give the grades of each judgement, and last of the headline, that some completion has; None if none is.

        Only completions with a headline among `wanted` count, where that is given.
        """
        reached = [{self.nothing}]
        for term, held in zip(self.terms, grades, strict=True):
            reached.append({add(before, term[grade]) for before in reached[-1] for grade in held})
        found = {total: self.headline(total) for total in reached[-1]}
        leading = {total for total, rank in found.items() if wanted is None or rank in wanted}
        if not leading:
            return None
        left = [tuple(sorted({found[total] for total in leading}))]
        # Backwards: the grades, and the sums before them, that lead on to a headline that is wanted.
        for term, held, before in zip(reversed(self.terms), reversed(grades), reversed(reached[:-1]), strict=True):
            steps = [(start, grade) for start in before for grade in held if add(start, term[grade]) in leading]
            left.append(tuple(sorted({grade for _, grade in steps})))
            leading = {start for start, _ in steps}
        return (*reversed(left[1:]), left[0])

    def same_headlines(self, other: PointSums) -> bool:
        """Tell whether two sums of the same judgements give every pattern the same headline.

        Raises UsageError where they reach more than `MOST_PAIRS` pairs of sums.
        """
        pairs = {(self.nothing, other.nothing)}
        for term, its in zip(self.terms, other.terms, strict=True):
            added = list(zip(term, its, strict=True))
            pairs = {(add(mine, here), add(yours, there)) for mine, yours in pairs for here, there in added}
            if len(pairs) > MOST_PAIRS:
                raise UsageError(
                    "two rules differ in so many weights that they can't be compared",
                    do="give one of them another id",
                )
        return all(self.headline(mine) == other.headline(yours) for mine, yours in pairs)
