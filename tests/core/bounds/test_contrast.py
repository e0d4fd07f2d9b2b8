"""Contrasts against the oracle: every completion of thousands of small problems, counted one by one."""

# ruff: noqa: S311  # the same problems in every run, which is all that is asked of chance here

from __future__ import annotations

import dataclasses
import random
from fractions import Fraction
from itertools import product

import pytest

from crossregime.core.bounds.between import GroupContrast
from crossregime.core.bounds.contrast import contrast_bounds, contrast_ends
from crossregime.core.bounds.search.branch_and_bound import BranchAndBound
from crossregime.core.bounds.solver import solver_of
from crossregime.core.statistics.bounded import ContrastForm
from crossregime.core.statistics.contrasting import MEASURES

from ...problems import general, one_sided, problem_of, tables_of


def by_hand(table, form):
    """Work out a measure of one table from first principles: a Fraction, "infinite", or None."""
    a, b = (sum(table[row][column] for row in rows for column in form.then) for rows in (form.given, form.against))
    n, m = (sum(map(sum, (table[row] for row in rows))) for rows in (form.given, form.against))
    if not n or not m:
        return None
    if form.measure == "difference":
        return Fraction(a, n) - Fraction(b, m)
    if form.measure == "superiority":
        won = Fraction(0)
        for mine, row in enumerate(zip(*(table[row] for row in form.given), strict=True)):
            for theirs, other in enumerate(zip(*(table[row] for row in form.against), strict=True)):
                won += sum(row) * sum(other) * (Fraction(mine > theirs) + Fraction(mine == theirs) / 2)
        return won / (n * m)
    over, under = (Fraction(a, n), Fraction(b, m)) if form.measure == "ratio" else (a * (m - b), b * (n - a))
    if under:
        return Fraction(over) / under
    return "infinite" if over else None


def change_by_hand(two, then):
    """Work out by how much the share at some grades rose more in one table than in another."""
    shares = []
    for table in two:
        size = sum(map(sum, table))
        if not size:
            return None
        before = sum(sum(table[row]) for row in then)
        after = sum(line[column] for line in table for column in then)
        shares.append(Fraction(after - before, size))
    return shares[0] - shares[1]


def some_form(chance, sizes, measure):
    rows = list(range(sizes[0]))
    chance.shuffle(rows)
    cut = chance.randint(1, len(rows) - 1)
    until = chance.randint(cut + 1, len(rows))
    then = tuple(sorted(chance.sample(range(sizes[1]), chance.randint(1, sizes[1] - 1))))
    return ContrastForm(measure, tuple(sorted(rows[:cut])), tuple(sorted(rows[cut:until])), then)


def check(found, tables, form):
    """Hold bounds to the values of every completion."""
    work = by_hand if isinstance(form, ContrastForm) else change_by_hand
    values = [work(table, form) for table in tables]
    finite = [value for value in values if isinstance(value, Fraction)]
    infinite, undefined = values.count("infinite"), values.count(None)

    def how_many(number, of):
        return "none" if not number else "all" if number == of else "some"

    assert found.undefined == how_many(undefined, len(values))
    assert found.infinite == how_many(infinite, len(values) - undefined)
    if not finite:
        assert (found.lowest, found.highest) == (None, None)
        return
    low, high = float(min(finite)), None if infinite else float(max(finite))
    if found.sharp:
        assert found.lowest == pytest.approx(low, abs=1e-12)
        assert found.highest == (None if high is None else pytest.approx(high, abs=1e-12))
        return
    inner_low, inner_high = found.inner
    assert found.lowest - 1e-12 <= low <= inner_low + 1e-12
    if high is not None:
        assert inner_high - 1e-12 <= high <= found.highest + 1e-12


def every_way(problem, form):
    """Bound a contrast in each way that fits: the one that is chosen, and the search."""
    solver = solver_of(problem)
    yield "chosen", contrast_bounds(form.measure, contrast_ends(solver, form))
    yield "searched", contrast_bounds(form.measure, BranchAndBound(problem.reduced()).contrast(form))


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize(
    ("make", "problems"),
    [
        (one_sided, 60),
        (lambda chance: one_sided(chance).transposed(), 60),
        (general, 60),
        (lambda chance: problem_of(chance, square=False, flows=True), 50),
    ],
    ids=["one side open", "the first side open", "both sides, groups and copies", "with flows"],
)
def test_every_range_is_that_of_all_completions(make, problems, measure):
    chance = random.Random(f"{measure} {problems}")
    for _ in range(problems):
        problem = make(chance)
        tables = list(tables_of(problem))
        form = some_form(chance, problem.sizes, measure)
        for way, found in every_way(problem, form):
            check(found, tables, form)
            assert found.sharp, (way, problem, form)


def grouped(problem, chance):
    """Put each pair of a problem in a group; copies of one council may be in two."""
    strata = [
        dataclasses.replace(stratum, count=1, groups=tuple(chance.choice("XYZ") for _ in stratum.cells))
        for stratum in problem.strata
        for _ in range(stratum.count)
    ]
    return dataclasses.replace(problem, strata=tuple(strata))


def tables_by_group(problem):
    """List what every completion makes: for each group the table of its pairs."""
    councils = [stratum for stratum in problem.strata for _ in range(stratum.count)]
    for grades in product(*(list(stratum.assignments()) for stratum in councils)):
        numbers = [0] * len(problem.limits), [0] * len(problem.flows)
        tables = {group: [[0] * problem.sizes[1] for _ in range(problem.sizes[0])] for group in "XYZ"}
        for stratum, mine in zip(councils, grades, strict=True):
            for variable, grade in zip(stratum.variables, mine, strict=True):
                for index in variable.totals:
                    numbers[0][index] += grade in problem.limits[index].ranks
            for group, (row, column) in zip(stratum.groups, stratum.filled(mine), strict=True):
                tables[group][row][column] += 1
            for move in stratum.moved(mine):
                for index, flow in enumerate(problem.flows):
                    numbers[1][index] += move in flow.cells
        facts = [*zip(problem.limits, numbers[0], strict=True), *zip(problem.flows, numbers[1], strict=True)]
        if all(fact.lowest <= number <= fact.highest for fact, number in facts):
            yield tables


@pytest.mark.parametrize("of", ["first", "second", "change"])
@pytest.mark.parametrize("flows", [False, True])
def test_groups_of_councils_are_bounded_over_one_set_of_completions(of, flows):
    chance = random.Random(f"{of} {flows}")
    for _ in range(60):
        problem = grouped(problem_of(chance, square=True, flows=flows), chance)
        side = 0 if of == "first" else 1
        then = tuple(sorted(chance.sample(range(problem.sizes[side]), chance.randint(1, problem.sizes[side] - 1))))
        against = chance.choice(["", "Y"])
        found = GroupContrast(BranchAndBound(problem.reduced()), "X", against, of, then, ("X", "Y"))
        every = []
        for tables in tables_by_group(problem):
            others = ["Y"] if against else ["Y", "Z"]
            every.append([tables["X"], [[sum(tables[group][i][j] for group in others) for j in range(problem.sizes[1])]
                                        for i in range(problem.sizes[0])]])  # fmt: skip
        for bounds in found.measures:
            check(bounds, [as_rows(two, side) for two in every] if of != "change" else every,
                  ContrastForm(bounds.measure, (1,), (0,), then) if of != "change" else then)  # fmt: skip
            assert bounds.sharp


def as_rows(two, side):
    """Make two tables into one of two rows: the grades of each group on a side, the first group below the second."""
    margins = [[sum(line) for line in (table if side == 0 else zip(*table, strict=True))] for table in two]
    return margins[::-1]
