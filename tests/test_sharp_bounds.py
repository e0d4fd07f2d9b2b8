"""Bounds of every statistic against the oracle: all completions of small random problems, one by one.

The enumeration gives every unknown outcome every grade of its range and throws away what breaks a printed
total or flow; the statistics are worked out by functions that are held against other programs in
test_statistics.py.
"""

from __future__ import annotations

import dataclasses
import os
import random
from collections import Counter
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossregime.core import search
from crossregime.core.association import Degenerate
from crossregime.core.bounds import solve
from crossregime.core.completions import Kind, Limit, Moves, Problem, Variable, known_table
from crossregime.core.evenness import untied_range
from crossregime.core.search import Search
from crossregime.core.statistic import AGREEMENT, ASSOCIATION, CHANGE

MOST = 400
"""Ways to fill a problem that is still enumerated."""


def tables_of(problem):
    """Count the tables of all completions: {table: number of completions that make it}."""
    councils = [kind for kind in problem.kinds for _ in range(kind.count)]
    found = Counter()
    for grades in product(*(list(kind.assignments()) for kind in councils)):
        totals, flows = [0] * len(problem.limits), [0] * len(problem.flows)
        table = [[0] * problem.sizes[1] for _ in range(problem.sizes[0])]
        for kind, mine in zip(councils, grades, strict=True):
            for variable, grade in zip(kind.variables, mine, strict=True):
                for index in variable.totals:
                    totals[index] += grade in problem.limits[index].ranks
            for first, second in kind.cells:
                table[mine[first]][mine[second]] += 1
            for first, second in kind.moves:
                for index, flow in enumerate(problem.flows):
                    flows[index] += (mine[first], mine[second]) in flow.cells
        facts = [*zip(problem.limits, totals, strict=True), *zip(problem.flows, flows, strict=True)]
        if all(fact.lowest <= number <= fact.highest for fact, number in facts):
            found[tuple(map(tuple, table))] += 1
    return found


def problem_of(number, *, square, flows=False, sides=(0, 1)):
    """Make a problem at random whose facts some truth obeys.

    Ranges on the `sides` given; councils in no pair, successors with one copied grade, totals of all or of a
    group, exact or as a share, and printed flows.
    """
    chance = random.Random(number)  # noqa: S311  # tests need no secret
    size = chance.randint(2, 4)
    sizes = (size, size) if square else (chance.randint(2, 4), chance.randint(2, 4))
    spreads = {
        side: [sorted((chance.randrange(sizes[side]), chance.randrange(sizes[side]))) for _ in range(2)]
        for side in (0, 1)
    }
    ways, people = 1, []

    def variable(side):
        nonlocal ways
        worst = best = chance.randrange(sizes[side])
        spread = chance.choice(spreads[side])
        length = spread[1] - spread[0] + 1
        if side in sides and chance.random() < 0.7 and ways * length <= MOST:
            worst, best = spread
            ways *= length
        return Variable(side, (worst, best)), chance.randint(worst, best)

    for _ in range(chance.randint(2, 7)):
        form = chance.random()
        if form < 0.15:
            people.append(([variable(chance.randrange(2))], (), ()))
        elif form < 0.25:
            side = chance.randrange(2)
            cells = [(0, place) if side == 0 else (place, 0) for place in (1, 2)]
            people.append(([variable(side), variable(1 - side), variable(1 - side)], tuple(cells), ()))
        else:
            people.append(([variable(0), variable(1)], ((0, 1),), ((0, 1),)))
    groups = [chance.randrange(2) for _ in people]
    limits, members = [], []
    for _ in range(chance.randint(0, 5)):
        side, group = chance.randrange(2), chance.choice((None, None, 0, 1))
        ranks = frozenset(chance.sample(range(sizes[side]), chance.randint(1, sizes[side] - 1)))
        inside = [index for index, its in enumerate(groups) if group in (None, its)]
        true = sum(
            grade in ranks
            for index in inside
            for each, grade in people[index][0][:1] + people[index][0][1:2]
            if each.side == side
        )
        loose = chance.choice((0, 0, 0, 1))
        limits.append(Limit(side, ranks, max(0, true - loose), true + loose, f"{true} at {sorted(ranks)}"))
        members.append(set(inside))
    kinds = Counter()
    for index, (variables, cells, moves) in enumerate(people):
        bound = []
        for place, (each, _) in enumerate(variables):
            totals = tuple(
                at for at, limit in enumerate(limits) if place < 2 and limit.side == each.side and index in members[at]
            )
            bound.append(dataclasses.replace(each, totals=totals))
        kinds[Kind(1, tuple(bound), cells, moves)] += 1
    printed = []
    for _ in range(chance.randint(1, 2) if flows else 0):
        cells = frozenset(cell for cell in product(*map(range, sizes)) if chance.random() < 0.4) or frozenset([(0, 0)])
        true = sum((variables[0][1], variables[1][1]) in cells for variables, _, moves in people if moves)
        printed.append(Moves(cells, true, true, f"{true} moved"))
    return Problem(
        sizes,
        tuple(dataclasses.replace(kind, count=count) for kind, count in kinds.items()),
        tuple(limits),
        tuple(printed),
    )


def check(solver, tables, wanted):
    """Hold the bounds of statistics against the values of all completions."""
    for statistic in wanted:
        values = {table: statistic.value([list(row) for row in table]) for table in tables}
        numbers = [value for value in values.values() if not isinstance(value, Degenerate)]
        found = solver.interval(statistic)
        if not numbers:
            assert isinstance(found, Degenerate), statistic.id
            assert found.reason in {value.reason for value in values.values()}
            continue
        assert not isinstance(found, Degenerate), (statistic.id, found)
        assert bool(found.undefined) == (len(numbers) < len(values)), statistic.id
        ends = (min(numbers), max(numbers))
        assert found.lowest <= ends[0] + 1e-9, statistic.id
        assert found.highest >= ends[1] - 1e-9, statistic.id
        if found.sharp:
            assert (found.lowest, found.highest) == pytest.approx(ends, abs=1e-9), statistic.id
            assert found.inner is None
        # A count of a set of cells comes without its tables; integer programs have them.
        extremes = found.extremes or solver.search.interval(statistic).extremes
        for value, table in zip(found.attained, extremes, strict=True):
            # What is said to be attained is: by a completion, which is given.
            assert values[tuple(map(tuple, table))] == pytest.approx(value, abs=1e-9), statistic.id


FORMS = (
    {"square": True, "sides": (1,)},
    {"square": True},
    {"square": False},
    {"square": True, "flows": True},
    {"square": True},
)


@pytest.mark.parametrize("batch", range(20))
def test_bounds_agree_with_every_completion(batch):
    # One statistic of each family a problem, in turn; ORACLE_TIMES=10 in the environment tries ten times as
    # many.
    for number in range(batch, batch + 200 * int(os.environ.get("ORACLE_TIMES", "1")), 20):
        form = FORMS[number % len(FORMS)]
        problem = problem_of(number, **form)
        turn = number // len(FORMS)
        wanted = [ASSOCIATION[turn % len(ASSOCIATION)]]
        if form["square"]:
            wanted += [AGREEMENT[turn % len(AGREEMENT)], CHANGE[turn % len(CHANGE)]]
        check(solve(problem), tables_of(problem), wanted)


@pytest.mark.parametrize("number", range(8))
def test_the_answers_do_not_depend_on_what_was_asked_before(number):
    problem = problem_of(number, square=True)
    solver = Search(problem)
    for statistic in (*AGREEMENT[:3], *ASSOCIATION):
        alone, after = Search(problem).interval(statistic), solver.interval(statistic)
        if isinstance(alone, Degenerate) or (alone.sharp and after.sharp):
            assert alone == after


@pytest.mark.parametrize("number", range(20))
def test_closed_form_and_search_agree(number):
    problem = problem_of(number, square=True, sides=(1,))
    solver = solve(problem)
    if isinstance(solver, Search):
        return
    for statistic in ASSOCIATION:
        closed, searched = solver.interval(statistic), solver.search.interval(statistic)
        if isinstance(closed, Degenerate):
            assert isinstance(searched, Degenerate)
        else:
            assert (closed.lowest, closed.highest) == pytest.approx((searched.lowest, searched.highest), abs=1e-9)
            assert bool(closed.undefined) == bool(searched.undefined)


def test_a_search_cut_short_gives_inner_and_outer_values(monkeypatch):
    monkeypatch.setattr(search, "MOST_BOXES", 1)
    monkeypatch.setattr(search, "MOST_STEPS", 0)
    loose = 0
    for number in range(30):
        problem = problem_of(number, square=True)
        tables = tables_of(problem)
        solver = Search(problem)
        wanted = (ASSOCIATION[number % 6], AGREEMENT[number % 9])
        check(solver, tables, wanted)
        found = [solver.interval(statistic) for statistic in wanted]
        loose += sum(not isinstance(each, Degenerate) and not each.sharp for each in found)
    assert loose


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=4), st.integers(0, 10))
def test_the_range_of_untied_pairs_holds_every_margin(ends, n):
    lowest, highest = [min(each) for each in ends], [max(each) for each in ends]
    numbers = [
        (n * n - sum(size * size for size in margin)) // 2
        for margin in product(*(range(low, high + 1) for low, high in zip(lowest, highest, strict=True)))
        if sum(margin) == n
    ]
    if numbers:
        few, many = untied_range(lowest, highest, n)
        assert few <= min(numbers)
        assert many == max(numbers)


def scaled(problem, times):
    """Make a problem of so many times the councils."""

    def more(each):
        return dataclasses.replace(each, lowest=each.lowest * times, highest=each.highest * times)

    kinds = tuple(dataclasses.replace(kind, count=kind.count * times) for kind in problem.kinds)
    return dataclasses.replace(
        problem, kinds=kinds, limits=tuple(map(more, problem.limits)), flows=tuple(map(more, problem.flows))
    )


@pytest.mark.parametrize("times", [30_000, 200_000, 1_000_000])
def test_bounds_hold_among_millions_of_councils_as_among_ten(times):
    names = ("tau_b", "kappa_quadratic", "ac2_ordinal", "alpha_ordinal")
    wanted = [each for each in (*ASSOCIATION, *AGREEMENT) if each.id in names]
    for number in range(5):
        problem = problem_of(number, square=True, flows=number % 2 == 1)
        large = [[[count * times for count in row] for row in table] for table in tables_of(problem)]
        solver = solve(scaled(problem, times))
        for statistic in wanted:
            found = solver.interval(statistic)
            for value in map(statistic.value, large):
                if not isinstance(value, Degenerate):
                    assert found.lowest - 1e-9 <= value <= found.highest + 1e-9, (number, statistic.id)


def test_alpha_of_a_table_of_two_hundred_thousand_lies_within_its_bounds():
    times, pair = 30_000, ((0, 1),)
    known = [((1, 1), (1, 1), 2), ((1, 1), (0, 0), 2), ((0, 0), (1, 2), 1), ((0, 2), (0, 2), 1)]
    kinds = [Kind(count * times, (Variable(0, first), Variable(1, second)), pair) for first, second, count in known]
    alpha = next(each for each in AGREEMENT if each.id == "alpha_ordinal")
    found = solve(Problem((3, 3), tuple(kinds))).interval(alpha)
    table = [[0, times, 0], [2 * times, 2 * times, 0], [0, 0, times]]
    assert found.lowest <= alpha.value(table) <= found.highest


def test_a_completion_is_given_for_a_table_that_attains_a_bound():
    problem = problem_of(7, square=True)
    searched = Search(problem)
    programs = searched.programs
    found = searched.interval(ASSOCIATION[0])
    for table in found.extremes:
        filled = programs.completion(table)
        again = [list(row) for row in known_table(problem)]
        for each in filled:
            for row, column in each.kind.filled(each.grades):
                again[row][column] += each.councils
        for kind in problem.kinds:
            if not kind.known:
                assert sum(each.councils for each in filled if each.kind == kind) == kind.count
                for (first, second), weight in zip(kind.cells, kind.counts_for, strict=True):
                    ends = kind.variables[first].range, kind.variables[second].range
                    if ends[0][0] == ends[0][1] and ends[1][0] == ends[1][1]:
                        again[ends[0][0]][ends[1][0]] -= kind.count * weight
        assert again == table
    with pytest.raises(ValueError, match="no completion"):
        programs.completion([[99] * problem.sizes[1]] * problem.sizes[0])
