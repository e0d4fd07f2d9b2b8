"""Read the unknown grades of a side as one multiset: how many of each grade, regardless of the council."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossregime.core.bounds.problem import Contradiction
from crossregime.core.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.bounds.problem import Problem
    from crossregime.core.ranges import Range


@frozen
class FreeGrades:
    """The unknown grades of a side with one kind of range and known totals: the number of each.

    `columns` are the numbers of `grades`, all councils with an unknown grade together; one in no pair that counts
    towards no total matters to nothing, and is left out.
    """

    grades: range
    columns: Sequence[int]

    @classmethod
    def of(cls, problem: Problem, side: int) -> FreeGrades | None:
        """Read the unknown grades of a side as one multiset; return None if they are not.

        Raises Contradiction where a total contradicts what is known of the councils that it counts.
        """
        unknown: set[tuple[Range, tuple[int, ...]]] = set()
        councils = 0
        # For each total: how many councils are certainly counted, how many may be, and how many are known to be.
        least, most, fixed = ([0] * len(problem.limits) for _ in range(3))
        for stratum in problem.strata:
            for variable in stratum.variables:
                for index in variable.totals:
                    at = [grade in problem.limits[index].ranks for grade in variable.grades]
                    least[index] += all(at) * stratum.count
                    most[index] += any(at) * stratum.count
                    fixed[index] += (at == [True]) * stratum.count
                if variable.side == side and len(variable.grades) > 1 and (stratum.cells or variable.totals):
                    unknown.add((variable.range, variable.totals))
                    councils += stratum.count
        for limit, low, high in zip(problem.limits, least, most, strict=True):
            if low > limit.highest or high < limit.lowest:
                raise Contradiction
        if len(unknown) > 1:
            return None  # several kinds of range, or some count towards totals that others don't
        if not unknown:
            return cls(range(0), [])
        (worst, best), limits = unknown.pop()
        grades = range(worst, best + 1)
        columns = cls._columns(problem, limits, grades, fixed, councils)
        return None if columns is None else cls(grades, columns)

    @staticmethod
    def _columns(
        problem: Problem, limits: Sequence[int], grades: range, fixed: Sequence[int], unknown: int
    ) -> list[int] | None:
        """Compute how many unknown councils are at each grade; None where the totals leave that open."""
        left: dict[int, int] = {}
        for index in limits:
            limit = problem.limits[index]
            inside = limit.ranks & set(grades)
            if len(inside) == 1 and limit.lowest == limit.highest:
                left.setdefault(min(inside), limit.lowest - fixed[index])
        missing = [grade for grade in grades if grade not in left]
        if len(missing) > 1:
            return None
        for grade in missing:
            left[grade] = unknown - sum(left.values())
        columns = [left[grade] for grade in grades]
        if sum(columns) != unknown or min(columns) < 0:
            raise Contradiction
        for index in limits:
            limit = problem.limits[index]
            councils = fixed[index] + sum(left[grade] for grade in grades if grade in limit.ranks)
            if not limit.lowest <= councils <= limit.highest:
                raise Contradiction
        return columns
