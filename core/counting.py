"""Count the assignments of grades to councils that make each table, kind of council by kind."""

from __future__ import annotations

from collections import Counter
from math import comb, factorial
from typing import TYPE_CHECKING

from crossregime.core.compositions import splits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.completions import Kind, Problem

Sums = tuple[int, ...]
"""The cells of a table, one row after another, then how many councils each total and each flow counts."""


def tables(problem: Problem, most_steps: int) -> Counter[Sums] | None:
    """Count the assignments that make each table (its cells, row after row); None where that takes more steps.

    >>> from crossregime.core.completions import Kind, Problem, Variable
    >>> pair = Kind(2, (Variable(0, (0, 1)), Variable(1, (0, 0))), ((0, 1),))
    >>> dict(tables(Problem((2, 1), (pair,)), 100))
    {(0, 2): 1, (1, 1): 2, (2, 0): 1}
    """
    size = problem.sizes[0] * problem.sizes[1]
    lowest, highest = (
        [getattr(bound, end) for bound in (*problem.limits, *problem.flows)] for end in ("lowest", "highest")
    )
    states: Counter[Sums] = Counter({(0,) * (size + len(highest)): 1})
    steps = 0
    for kind in sorted(problem.kinds, key=_ways):
        steps += max(_ways(kind), len(states))
        if steps > most_steps:
            return None
        adds = _adds(problem, kind)
        steps += len(states) * (len(adds) - 1)
        if steps > most_steps:
            return None
        more: Counter[Sums] = Counter()
        for state, before in states.items():
            for add, ways in adds.items():
                after = tuple(map(int.__add__, state, add))
                if all(map(int.__le__, after[size:], highest)):
                    more[after] += before * ways
        states = more
    found: Counter[Sums] = Counter()
    for state, ways in states.items():
        if all(map(int.__le__, lowest, state[size:])):
            found[state[:size]] += ways
    return found


def _adds(problem: Problem, kind: Kind) -> Counter[Sums]:
    """Count the assignments of a kind's councils by what they add."""
    effects = [_effect(problem, kind, way) for way in kind.assignments()]
    adds: Counter[Sums] = Counter()
    for split in splits(kind.count, len(effects)):
        ways = factorial(kind.count)
        for councils in split:
            ways //= factorial(councils)
        added = (
            sum(each * councils for each, councils in zip(place, split, strict=True))
            for place in zip(*effects, strict=True)
        )
        adds[tuple(added)] += ways
    return adds


def _effect(problem: Problem, kind: Kind, way: Sequence[int]) -> list[int]:
    """Say what one council of a kind that goes one way adds."""
    columns = problem.sizes[1]
    cells = [0] * (problem.sizes[0] * columns)
    for row, column in kind.filled(way):
        cells[row * columns + column] += 1
    totals = [0] * len(problem.limits)
    for variable, grade in zip(kind.variables, way, strict=True):
        for index in variable.totals:
            totals[index] += grade in problem.limits[index].ranks
    moved = kind.moved(way)
    return [*cells, *totals, *(sum(cell in flow.cells for cell in moved) for flow in problem.flows)]


def _ways(kind: Kind) -> int:
    """Count the ways to split the councils of a kind among its assignments."""
    assignments = sum(1 for _ in kind.assignments())
    return comb(kind.count + assignments - 1, assignments - 1)
