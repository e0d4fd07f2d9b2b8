"""Say which kind of fact would help most: what one more grade would do to the interval of a statistic.

Councils of which the same is known are exchangeable, so facts come in kinds: the grade on one side of a
council of one row and range. A kind is worth what any answer guarantees, and what the best answer gives.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from crossregime.core.bounds.fact_kinds import DIGITS, FactKind, FactSearch, settled
from crossregime.core.bounds.solver import solve
from crossregime.core.statistics import TAU_B, Undefined

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crossregime.core.bounds.interval import Interval
    from crossregime.core.bounds.problem import Problem, Stratum
    from crossregime.core.bounds.solver import Solver
    from crossregime.core.statistics import Statistic


@dataclass(frozen=True, slots=True)
class Help:
    """The kinds of fact, the most helpful first, and the interval of the statistic as it stands."""

    problem: Problem
    statistic: Statistic
    now: Interval | Undefined
    kinds: tuple[FactKind, ...]

    @property
    def settled(self) -> bool:
        """Tell whether the sign is settled already, or there is none."""
        return isinstance(self.now, Undefined) or settled(self.now)

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "statistic": self.statistic.id,
            "now": None if isinstance(self.now, Undefined) else self.now.to_dict(),
            "sign_settled": self.settled,
            "kinds": [self._kind(each) for each in self.kinds],
        }

    def _repr_html_(self) -> str:
        from crossregime.render import html_page, lay_help

        return html_page(lambda page: lay_help(page, self))

    def _kind(self, kind: FactKind) -> dict[str, Any]:
        label = self.problem.label
        return {
            "side": kind.side + 1,
            "first": None if kind.ranges[0] is None else label(0, kind.ranges[0]),
            "second": None if kind.ranges[1] is None else label(1, kind.ranges[1]),
            "paired": kind.paired,
            "number": kind.count,
            "guaranteed_shrink": kind.guaranteed,
            "best_shrink": kind.best,
            "could_settle_the_sign": kind.settling,
            "every_answer_searched": kind.searched,
            "answers": [
                {
                    "grade": label(kind.side, (answer.grade, answer.grade)),
                    "bounds": None if isinstance(answer.bounds, Undefined) else answer.bounds.to_dict(),
                    "shrink": answer.shrink,
                }
                for answer in kind.answers
            ],
            "values": [value.to_dict() for value in kind.values],
            "councils": list(kind.councils),
        }


def what_would_help(
    problem: Problem,
    solver: Solver | None = None,
    councils: Mapping[Stratum, Sequence[str]] | None = None,
    statistic: Statistic = TAU_B,
) -> Help:
    """Rank the kinds of fact by what one of them does to the interval of a statistic: guaranteed, then at best.

    `councils` names those under each kind of the reduced problem (with a count of 1). Raises DataError where the
    facts that are there contradict each other.

    >>> from crossregime.core.bounds.problem import Stratum, Problem, Variable
    >>> pair = ((0, 1),)
    >>> problem = Problem((2, 2), (
    ...     Stratum(1, (Variable(0, (0, 0)), Variable(1, (0, 0))), pair),
    ...     Stratum(1, (Variable(0, (1, 1)), Variable(1, (0, 1))), pair)))
    >>> help = what_would_help(problem)
    >>> [(kind.count, len(kind.answers)) for kind in help.kinds]
    [(1, 2)]
    """
    solver = solver or solve(problem)
    problem = solver.problem
    now = solver.interval(statistic)
    if isinstance(now, Undefined):
        return Help(problem, statistic, now, ())
    names = councils or {}
    found = []
    for index, stratum in enumerate(problem.strata):
        for place, variable in stratum.given:
            if len(variable.grades) > 1:
                search = FactSearch(problem, solver, statistic, now, index, place)
                found.append(search.kind(tuple(names.get(replace(stratum, count=1), ()))))
    found.sort(key=lambda kind: (-round(kind.guaranteed, DIGITS), -round(kind.best, DIGITS), kind.side, -kind.count))
    return Help(problem, statistic, now, tuple(found))
