"""Bound statistics over every completion that the facts allow.

`solve` gives a solver of a problem: in closed form where each side has at most one kind of range and known totals, by
listing where there are few completions, otherwise by integer programs. Every bound that a solver gives is attained by
some completion, unless it says that it is not sharp.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from crossregime.core.bounds.closed_form import ClosedForm
from crossregime.core.bounds.conflict import contradiction
from crossregime.core.bounds.enumeration import Enumeration
from crossregime.core.bounds.problem import Contradiction

if TYPE_CHECKING:
    from crossregime.core.bounds.conflict import Who
    from crossregime.core.bounds.interval import Counts, Interval
    from crossregime.core.bounds.problem import Cell, Problem
    from crossregime.core.bounds.search.branch_and_bound import BranchAndBound
    from crossregime.core.statistics import Statistic, Undefined


class Solver(Protocol):
    """The interface of solvers: bounds over a problem's completions."""

    @property
    def method(self) -> str:
        """How the bounds are found."""
        ...

    @property
    def problem(self) -> Problem:
        """The problem that it answers for."""
        ...

    def cells(self, wanted: frozenset[Cell]) -> Counts:
        """Bound the number of paired councils in a set of cells."""
        ...

    def share(self, wanted: frozenset[Cell], within: frozenset[Cell]) -> Interval | None:
        """Bound the share of the councils in the cells `within` that are in those of them that are `wanted`.

        Over the completions that have any councils within; None where none has.
        """
        ...

    def interval(self, statistic: Statistic) -> Interval | Undefined:
        """Bound a statistic over the completions in which it has a value; Undefined where there is none."""
        ...

    @property
    def search(self) -> BranchAndBound:
        """The same problem by integer programs."""
        ...


def solver_of(problem: Problem) -> Solver:
    """Choose the solver of a problem, in reduced form.

    Raises Contradiction where no completion meets the facts.
    """
    problem = problem.reduced()
    solver = ClosedForm.of(problem) or Enumeration.of(problem)
    if solver is None:
        from crossregime.core.bounds.search.branch_and_bound import BranchAndBound

        return BranchAndBound(problem)
    return solver


def solve(problem: Problem, who: Who | None = None) -> Solver:
    """Choose the solver of a problem; raises DataError where its facts contradict each other, naming some that do.

    `who` names the councils that have a grade or a range.
    """
    try:
        return solver_of(problem)
    except Contradiction:
        raise contradiction(problem, who) from None
