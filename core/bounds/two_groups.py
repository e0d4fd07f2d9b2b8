"""Define two groups of a table's councils by their first grades, and the second grades that count as doing well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossregime.core.frozen import frozen
from crossregime.core.statistics import contrast_statistic
from crossregime.core.text import joined, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.bounds.problem import Problem
    from crossregime.core.bounds.solver import Solver
    from crossregime.core.statistics import Measure, Statistic


@frozen(eq=False, repr=False)
class TwoGroups:
    """Councils at `given` grades of the first side and at `against`; those at `then` of the second do well.

    All are ranks. `note` says where the cuts are from, if nobody named them, and `short` are the short labels of the
    grades of both sides.
    """

    solver: Solver
    given: tuple[int, ...]
    against: tuple[int, ...]
    then: tuple[int, ...]
    note: str = ""
    short: tuple[tuple[str, ...], tuple[str, ...]] | None = None

    @property
    def by_convention(self) -> bool:
        """Tell whether a cut is a convention, because no document says which grades count as doing well."""
        return "is a convention" in self.note

    @property
    def problem(self) -> Problem:
        """What is known."""
        return self.solver.problem

    def statistic(self, measure: Measure = "difference") -> Statistic:
        """Return a measure of it as a statistic of a table."""
        return contrast_statistic(measure, self.given, self.against, self.then)

    def name(self, side: int, ranks: Sequence[int], *, short: bool = False) -> str:
        """Name grades of a side in words, joined by 'or'."""
        if not short or self.short is None:
            return joined([self.problem.grade(side, rank) for rank in ranks], "or")
        return shortened([self.short[side][rank] for rank in ranks])
