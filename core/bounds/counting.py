"""Count the assignments of grades to councils that make each table, stratum by stratum.

The numbers are kept as logarithms: among a thousand councils they have hundreds of digits, and only their ratios
matter.
"""

from __future__ import annotations

from math import comb, exp, lgamma, log1p
from typing import TYPE_CHECKING

from crossregime.core.statistics import splits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.bounds.problem import Problem, Stratum

CountVector = tuple[int, ...]
"""The cells of a table, one row after another, then how many councils each total and each flow counts."""


def tables(problem: Problem, most_steps: int) -> dict[CountVector, float] | None:
    """Count the assignments that make each table (its cells, row after row), as logarithms.

    Returns None if that takes more steps. The cost of a step does not depend on the number of councils.

    >>> from math import exp
    >>> from crossregime.core.bounds.problem import Stratum, Problem, Variable
    >>> pair = Stratum(2, (Variable(0, (0, 1)), Variable(1, (0, 0))), ((0, 1),))
    >>> {cells: round(exp(ways)) for cells, ways in tables(Problem((2, 1), (pair,)), 100).items()}
    {(0, 2): 1, (1, 1): 2, (2, 0): 1}
    """
    size = problem.sizes[0] * problem.sizes[1]
    lowest, highest = (
        [getattr(bound, end) for bound in (*problem.limits, *problem.flows)] for end in ("lowest", "highest")
    )
    states: dict[CountVector, float] = {(0,) * (size + len(highest)): 0.0}
    steps = 0
    for stratum in sorted(problem.strata, key=_ways):
        steps += max(_ways(stratum), len(states))
        if steps > most_steps:
            return None
        adds = _adds(problem, stratum)
        steps += len(states) * (len(adds) - 1)
        if steps > most_steps:
            return None
        more: dict[CountVector, float] = {}
        for state, before in states.items():
            for add, ways in adds.items():
                after = tuple(map(int.__add__, state, add))
                if all(map(int.__le__, after[size:], highest)):
                    _add(more, after, before + ways)
        states = more
    found: dict[CountVector, float] = {}
    for state, ways in states.items():
        if all(map(int.__le__, lowest, state[size:])):
            _add(found, state[:size], ways)
    return found


def _adds(problem: Problem, stratum: Stratum) -> dict[CountVector, float]:
    """Count the assignments of a stratum's councils by what they add."""
    effects = [_effect(problem, stratum, way) for way in stratum.assignments()]
    adds: dict[CountVector, float] = {}
    for split in splits(stratum.count, len(effects)):
        added = (
            sum(each * councils for each, councils in zip(place, split, strict=True))
            for place in zip(*effects, strict=True)
        )
        ways = lgamma(stratum.count + 1) - sum(lgamma(councils + 1) for councils in split)
        _add(adds, tuple(added), ways)
    return adds


def _add(counted: dict[CountVector, float], at: CountVector, ways: float) -> None:
    """Add a number to those at some sums, all as logarithms."""
    if at in counted:
        less, more = sorted((counted[at], ways))
        ways = more + log1p(exp(less - more))
    counted[at] = ways


def _effect(problem: Problem, stratum: Stratum, way: Sequence[int]) -> list[int]:
    """Return what one council of a stratum adds under an assignment."""
    columns = problem.sizes[1]
    cells = [0] * (problem.sizes[0] * columns)
    for row, column in stratum.filled(way):
        cells[row * columns + column] += 1
    totals = [0] * len(problem.limits)
    for variable, grade in zip(stratum.variables, way, strict=True):
        for index in variable.totals:
            totals[index] += grade in problem.limits[index].ranks
    moved = stratum.moved(way)
    return [*cells, *totals, *(sum(cell in flow.cells for cell in moved) for flow in problem.flows)]


def _ways(stratum: Stratum) -> int:
    """Count the ways to split the councils of a stratum among its assignments."""
    assignments = sum(1 for _ in stratum.assignments())
    return comb(stratum.count + assignments - 1, assignments - 1)
