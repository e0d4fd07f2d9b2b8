"""Contrasts against the oracle: every completion of thousands of small problems, counted one by one."""

# ruff: noqa: S311  # the same problems in every run, which is all that is asked of chance here

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from crossregime.core.bounds.closed_form import ClosedForm
from crossregime.core.bounds.contrast import contrast_bounds, contrast_ends
from crossregime.core.bounds.contrast_ends import DealtEnds
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


def some_form(chance, sizes, measure):
    rows = list(range(sizes[0]))
    chance.shuffle(rows)
    cut = chance.randint(1, len(rows) - 1)
    until = chance.randint(cut + 1, len(rows))
    then = tuple(sorted(chance.sample(range(sizes[1]), chance.randint(1, sizes[1] - 1))))
    return ContrastForm(measure, tuple(sorted(rows[:cut])), tuple(sorted(rows[cut:until])), then)


def check(found, tables, form):
    """Hold bounds to the values of every completion."""
    values = [by_hand(table, form) for table in tables]
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
        (one_sided, 150),
        (lambda chance: one_sided(chance).transposed(), 150),
        (general, 150),
        (lambda chance: problem_of(chance, square=False, flows=True), 100),
    ],
    ids=["one side open", "the first side open", "both sides, groups and copies", "with flows"],
)
def test_every_range_is_that_of_all_completions(make, problems, measure):
    chance = random.Random(f"{measure} {problems}")
    closed = 0
    for _ in range(problems):
        problem = make(chance)
        tables = list(tables_of(problem))
        form = some_form(chance, problem.sizes, measure)
        for way, found in every_way(problem, form):
            check(found, tables, form)
            assert found.sharp, (way, problem, form)
        read = ClosedForm.of(problem.reduced())
        closed += read is not None and DealtEnds.of(read, form) is not None
    assert closed or make is general or measure
