"""Small problems made by chance whose facts some truth obeys, and all their completions, one by one."""

from __future__ import annotations

import dataclasses
from collections import Counter
from itertools import product

from hypothesis import strategies as st

from crossregime.core.bounds.problem import FlowConstraint, Problem, Stratum, TotalConstraint, Variable

MOST = 400
"""Ways to fill a problem that is still enumerated."""


def tables_of(problem):
    """Count the tables of all completions: {table: number of completions that make it}."""
    councils = [stratum for stratum in problem.strata for _ in range(stratum.count)]
    found = Counter()
    for grades in product(*(list(stratum.assignments()) for stratum in councils)):
        totals, flows = [0] * len(problem.limits), [0] * len(problem.flows)
        table = [[0] * problem.sizes[1] for _ in range(problem.sizes[0])]
        for stratum, mine in zip(councils, grades, strict=True):
            for variable, grade in zip(stratum.variables, mine, strict=True):
                for index in variable.totals:
                    totals[index] += grade in problem.limits[index].ranks
            for first, second in stratum.cells:
                table[mine[first]][mine[second]] += 1
            for first, second in stratum.moves:
                for index, flow in enumerate(problem.flows):
                    flows[index] += (mine[first], mine[second]) in flow.cells
        facts = [*zip(problem.limits, totals, strict=True), *zip(problem.flows, flows, strict=True)]
        if all(fact.lowest <= number <= fact.highest for fact, number in facts):
            found[tuple(map(tuple, table))] += 1
    return found


CHANCES = st.randoms(use_true_random=False)
"""Where Hypothesis makes the choices that chance makes in what follows."""


def problems(**form):
    """Draw a problem of `problem_of`."""
    return CHANCES.map(lambda chance: problem_of(chance, **form))


def problem_of(chance, *, square, flows=False, sides=(0, 1)):
    """Make a problem at random whose facts some truth obeys.

    Ranges on the `sides` given; councils in no pair, successors with one copied grade, totals of all or of a
    group, exact or as a share, and printed flows.
    """
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
        limits.append(TotalConstraint(side, ranks, max(0, true - loose), true + loose, f"{true} at {sorted(ranks)}"))
        members.append(set(inside))
    strata = Counter()
    for index, (variables, cells, moves) in enumerate(people):
        bound = []
        for place, (each, _) in enumerate(variables):
            totals = tuple(
                at for at, limit in enumerate(limits) if place < 2 and limit.side == each.side and index in members[at]
            )
            bound.append(dataclasses.replace(each, totals=totals))
        strata[Stratum(1, tuple(bound), cells, moves)] += 1
    printed = []
    for _ in range(chance.randint(1, 2) if flows else 0):
        cells = frozenset(cell for cell in product(*map(range, sizes)) if chance.random() < 0.4) or frozenset([(0, 0)])
        true = sum((variables[0][1], variables[1][1]) in cells for variables, _, moves in people if moves)
        printed.append(FlowConstraint(cells, true, true, f"{true} moved"))
    return Problem(
        sizes,
        tuple(dataclasses.replace(stratum, count=count) for stratum, count in strata.items()),
        tuple(limits),
        tuple(printed),
    )


def one_sided(chance, *, spoilt=False):
    """Make a problem whose first side is known, with one kind of range and totals on the second."""
    sizes = chance.randint(2, 4), chance.randint(2, 4)
    worst = chance.randrange(sizes[1] - 1)
    spread = worst, chance.randint(worst + 1, min(worst + 2, sizes[1] - 1))
    unknown = chance.randint(1, 6)
    people = []  # first grade or None for a council in no pair, second range, what it truly is
    for _ in range(unknown):
        row = chance.choice([*range(sizes[0]), None])
        people.append((row, spread, chance.randint(*spread)))
    for _ in range(chance.randint(0, 5)):
        grade = chance.randrange(sizes[1])
        people.append((chance.choice([*range(sizes[0]), None]), (grade, grade), grade))
    told = list(range(sizes[1]))
    told.remove(chance.choice(told))
    if chance.random() < 0.4:
        told = list(range(sizes[1]))
    blocks = [{grade} for grade in told]
    if chance.random() < 0.3:
        blocks.append(set(range(spread[0], sizes[1])))
    limits = []
    for block in blocks:
        number = sum(truth in block for *_, truth in people)
        limits.append(TotalConstraint(1, frozenset(block), number, number, f"{number} at {sorted(block)}"))
    if spoilt:
        spot = chance.randrange(len(limits))
        wrong = limits[spot].lowest + chance.choice((-9, 9))
        limits[spot] = dataclasses.replace(limits[spot], lowest=wrong, highest=wrong)
    every = tuple(range(len(limits)))
    strata = []
    for row, ends, _ in people:
        second = Variable(1, ends, every)
        if row is None:
            strata.append(Stratum(1, (second,)))
        else:
            strata.append(Stratum(1, (Variable(0, (row, row)), second), ((0, 1),)))
    return Problem(sizes, merged(strata), tuple(limits))


def merged(strata):
    """Count councils that are alike as one kind."""
    counts = {}
    for stratum in strata:
        counts[stratum] = counts.get(stratum, 0) + 1
    return tuple(dataclasses.replace(stratum, count=count) for stratum, count in counts.items())


def general(chance, *, spoilt=False):
    """Make a problem of any form: ranges on both sides, copies, councils in no pair, totals of some."""
    sizes = chance.randint(2, 3), chance.randint(2, 3)
    unknown = 0
    people, truths = [], []
    memberships = []

    def variable(side, index):
        nonlocal unknown
        worst = best = chance.randrange(sizes[side])
        if unknown < 7 and chance.random() < 0.6:
            worst, best = sorted((chance.randrange(sizes[side]), chance.randrange(sizes[side])))
        unknown += best > worst
        truths[index].append(chance.randint(worst, best))
        return Variable(side, (worst, best))

    for index in range(chance.randint(2, 7)):
        truths.append([])
        form = chance.random()
        if form < 0.2:
            people.append(((variable(chance.randrange(2), index),), ()))
        elif form < 0.35:
            side = chance.randrange(2)
            own = variable(side, index)
            heirs = [variable(1 - side, index) for _ in range(2)]
            cells = [(0, place) if side == 0 else (place, 0) for place in (1, 2)]
            people.append(((own, *heirs), tuple(cells)))
        else:
            people.append(((variable(0, index), variable(1, index)), ((0, 1),)))
    limits = []
    for _ in range(chance.randint(0, 4)):
        side = chance.randrange(2)
        ranks = frozenset(chance.sample(range(sizes[side]), chance.randint(1, sizes[side] - 1)))
        members = {
            (index, place)
            for index, (variables, _) in enumerate(people)
            for place, each in enumerate(variables)
            if each.side == side and chance.random() < 0.8
        }
        number = sum(truths[index][place] in ranks for index, place in members)
        loose = chance.choice((0, 0, 1))
        limits.append(TotalConstraint(side, ranks, number - loose, number + loose))
        memberships.append(members)
    if spoilt:
        limits.append(TotalConstraint(0, frozenset({0}), 20, 20, "20 at the worst"))
        memberships.append(set())
    strata = []
    for index, (variables, cells) in enumerate(people):
        bound = tuple(
            dataclasses.replace(each, totals=tuple(at for at, held in enumerate(memberships) if (index, place) in held))
            for place, each in enumerate(variables)
        )
        strata.append(Stratum(1, bound, cells))
    return Problem(sizes, merged(strata), tuple(limits))


def block_of(problem, chance):
    rows = chance.sample(range(problem.sizes[0]), chance.randint(1, problem.sizes[0]))
    columns = chance.sample(range(problem.sizes[1]), chance.randint(1, problem.sizes[1]))
    return frozenset(product(rows, columns))


def scaled(problem, times):
    """Make a problem of so many times the councils."""

    def more(each):
        return dataclasses.replace(each, lowest=each.lowest * times, highest=each.highest * times)

    strata = tuple(dataclasses.replace(stratum, count=stratum.count * times) for stratum in problem.strata)
    return dataclasses.replace(
        problem, strata=strata, limits=tuple(map(more, problem.limits)), flows=tuple(map(more, problem.flows))
    )
