"""Bounds against the oracle: enumerate every completion of small random problems and compare.

The enumeration here knows nothing of margins or programs: it gives every unknown outcome every grade of its
range, throws away what breaks a printed total, and counts.
"""

# ruff: noqa: S311  # the same problems in every run, which is all that is asked of chance here

from __future__ import annotations

import dataclasses
import random
from itertools import product

import polars as pl
import pytest
from hypothesis import given

import crossregime as cr
from crossregime.core.bounds.closed_form import ClosedForm
from crossregime.core.bounds.problem import Contradiction, Problem, Stratum, TotalConstraint, Variable
from crossregime.core.bounds.search.programs import Programs
from crossregime.core.bounds.solver import solve
from crossregime.core.councils.register import load_register
from crossregime.core.errors import DataError
from crossregime.core.model.scale import Grade, Scale
from crossregime.core.model.totals import Total
from crossregime.core.statistics.association import TAU_B
from crossregime.core.statistics.cells import Undefined

from ...depth import cases, examples
from ...problems import CHANCES, block_of, general, one_sided, tables_of

# Problems as such


def number_in(table, cells):
    return sum(table[row][column] for row, column in cells)


def check_counts(solver, tables, cells):
    found = solver.cells(cells)
    numbers = [number_in(table, cells) for table in tables]
    assert (found.lowest, found.highest) == (min(numbers), max(numbers))


def check_share(solver, tables, wanted, within):
    found = solver.share(wanted, within)
    counts = [(number_in(table, wanted), number_in(table, within)) for table in tables]
    ratios = [part / whole for part, whole in counts if whole]
    if not ratios:
        assert found is None
    else:
        assert (found.lowest, found.highest) == pytest.approx((min(ratios), max(ratios)))
        assert found.sharp


def check_tau_b(solver, tables):
    """Hold the bounds to those of the completions in which tau-b has a value."""
    found = solver.interval(TAU_B)
    every = [TAU_B.value(table) for table in tables]
    values = [value for value in every if not isinstance(value, Undefined)]
    if not values:
        assert isinstance(found, Undefined)
        return
    assert not isinstance(found, Undefined)
    assert bool(found.undefined) == (len(values) < len(every))
    ends = min(values), max(values)
    if found.sharp:
        assert (found.lowest, found.highest) == pytest.approx(ends, abs=1e-9)
    else:
        assert found.lowest <= ends[0] + 1e-9
        assert found.highest >= ends[1] - 1e-9
        assert found.inner[0] >= ends[0] - 1e-9
        assert found.inner[1] <= ends[1] + 1e-9


@examples(100)
@given(CHANCES)
def test_the_closed_form_agrees_with_every_completion(chance):
    problem = one_sided(chance)
    solver = solve(problem)
    assert isinstance(solver, ClosedForm)
    tables = list(tables_of(problem))
    for cell in product(*map(range, problem.sizes)):
        check_counts(solver, tables, frozenset([cell]))
    for _ in range(3):
        within = block_of(problem, chance)
        check_counts(solver, tables, within)
    every_row = frozenset(product(range(problem.sizes[0]), [problem.sizes[1] - 1]))
    check_share(solver, tables, every_row, frozenset(product(*map(range, problem.sizes))))
    check_tau_b(solver, tables)


@examples(30)
@given(CHANCES)
def test_turning_the_sides_round_turns_the_answers_round(chance):
    problem = one_sided(chance)
    solver, turned = solve(problem), solve(problem.transposed())
    for row, column in product(*map(range, problem.sizes)):
        assert solver.cells(frozenset([(row, column)])) == turned.cells(frozenset([(column, row)]))
    forth, back = solver.interval(TAU_B), turned.interval(TAU_B)
    if isinstance(forth, Undefined):
        assert isinstance(back, Undefined)
    else:
        assert (forth.lowest, forth.highest) == pytest.approx((back.lowest, back.highest), abs=1e-12)


@examples(30)
@given(CHANCES)
def test_closed_form_and_integer_programs_agree_where_both_apply(chance):
    problem = one_sided(chance)
    closed, programs = solve(problem), Programs(problem)
    assert closed.method == "closed form"
    for _ in range(4):
        block = block_of(problem, chance)
        assert closed.cells(block) == programs.cells(block)


@examples(60)
@given(CHANCES)
def test_integer_programs_agree_with_every_completion(chance):
    problem = general(chance)
    solver = Programs(problem)
    tables = list(tables_of(problem))
    for cell in chance.sample(list(product(*map(range, problem.sizes))), 3):
        check_counts(solver, tables, frozenset([cell]))
    within = block_of(problem, chance)
    check_counts(solver, tables, within)
    wanted = frozenset(chance.sample(sorted(within), chance.randint(1, len(within))))
    check_share(solver, tables, wanted, within)


@examples(60)
@given(CHANCES)
def test_whatever_solver_is_chosen_agrees_with_every_completion(chance):
    problem = general(chance)
    solver = solve(problem)
    tables = list(tables_of(problem))
    within = block_of(problem, chance)
    check_counts(solver, tables, within)
    rows = {row for row, _ in within}
    wanted = frozenset((row, column) for row, column in within if column >= problem.sizes[1] // 2)
    if wanted:
        check_share(solver, tables, wanted, frozenset(product(rows, range(problem.sizes[1]))))
    check_tau_b(solver, tables)


@examples(30)
@given(CHANCES)
def test_totals_that_no_completion_meets_are_a_contradiction(chance):
    problem = one_sided(chance, spoilt=True)
    assert not list(tables_of(problem))
    with pytest.raises(DataError, match="contradict") as caught:
        solve(problem)
    assert caught.value.exit_code == 3
    with pytest.raises(Contradiction):
        Programs(problem)
    problem = general(chance, spoilt=True)
    assert not list(tables_of(problem))
    with pytest.raises(Contradiction):
        Programs(problem)


def test_the_message_of_a_contradiction_names_the_totals():
    unknown = Variable(1, (0, 1), (0,))
    stratum = Stratum(2, (Variable(0, (0, 0)), unknown), ((0, 1),))
    problem = Problem((2, 2), (stratum,), (TotalConstraint(1, frozenset([1]), 3, 3, "three at One Star"),))
    with pytest.raises(DataError) as caught:
        solve(problem)
    assert "three at One Star" in caught.value.where


# Comparisons: the same, from outcomes and totals on

SCALE = Scale("small", "Small", tuple(Grade(str(rank), f"Grade {rank}", rank) for rank in range(3)))
BEFORE = ("bedfordshire", "luton", "kent", "leeds", "cornwall-county")
AFTER = ("bedford", "central-bedfordshire", "luton", "kent", "leeds", "cornwall")


def position_of(selector, spreads, totals):
    """Make a built-in regime's position hold these ranges (by council) and printed totals, not its own."""
    real = cr.position(selector)
    rows = [
        {
            "published": real.date, "series_id": load_register().council(council).series, "council_id": council,
            "printed": council, "judgement": real.judgement.id, "worst": worst, "best": best,
            "status": "printed" if worst == best else "range", "source": "made", "place": "here", "note": "",
            "regime": real.regime.id,
        }
        for council, (worst, best) in spreads.items()
    ]  # fmt: skip
    outcomes = pl.DataFrame(rows, schema=real.outcomes.schema).sort("series_id")
    judgement = dataclasses.replace(real.judgement, scale=SCALE)
    regimes = tuple(dataclasses.replace(regime, flows=()) for regime in real.regimes)
    return dataclasses.replace(real, outcomes=outcomes, totals=tuple(totals), judgements=(judgement,), regimes=regimes)


def random_position(selector, councils, chance, room):
    """Draw ranges, of which `room` at most are unknown, and totals that some truth obeys."""
    spreads, truth = {}, {}
    for council in chance.sample(councils, len(councils)):
        worst = best = chance.randrange(3)
        if room and chance.random() < 0.7:
            worst, best = chance.choice(((0, 1), (1, 2), (0, 2)))
            room -= 1
        spreads[council] = (worst, best)
        truth[council] = chance.randint(worst, best)
    real = cr.position(selector)
    totals = []
    groups = [("", "")] * 2 + [("region", "East of England"), ("type", "unitary"), ("region", "South West")]
    for dimension, group in chance.sample(groups, 2):
        inside = [
            council
            for council in councils
            if not dimension or getattr(load_register().council(council), dimension) == group
        ]
        for ranks in chance.sample([(0,), (1,), (2,), (0, 1), (1, 2)], chance.randint(1, 2)):
            number = sum(truth[council] in ranks for council in inside)
            loose = chance.choice((0, 0, 1))
            totals.append(
                Total(
                    real.date, real.judgement.id, ranks, max(0, number - loose), number + loose,
                    "made", "here", dimension, group, number if not loose else None, 50,
                )
            )  # fmt: skip
    return position_of(selector, spreads, totals)


def worlds(positions):
    """List every way to fill the positions, each as one mapping a position of series to grade."""
    each = []
    for position in positions:
        rows = position.outcomes.select("series_id", "council_id", "worst", "best").rows()
        possible = []
        for grades in product(*(range(worst, best + 1) for *_, worst, best in rows)):
            given = dict(zip((council for _, council, *_ in rows), grades, strict=True))
            if all(total.lowest <= counted(total, given) <= total.highest for total in position.totals):
                possible.append(dict(zip((series for series, *_ in rows), grades, strict=True)))
        each.append(possible)
    return product(*each)


def counted(total, given):
    return sum(
        grade in total.ranks
        for council, grade in given.items()
        if not total.dimension or getattr(load_register().council(council), total.dimension) == total.group
    )


HEIRS = {"bedford": "bedfordshire", "central-bedfordshire": "bedfordshire"}


def tables_of_positions(positions, sides, inside):
    """List the tables of two of the positions over all fillings; `inside` are the series that are pairs."""
    first, second = sides
    tables = set()
    for world in worlds(positions):
        table = [[0] * 3 for _ in range(3)]
        for series in inside:
            grades = [
                world[side][series] if series in world[side] else world[side][HEIRS[series]] for side in (first, second)
            ]
            table[grades[0]][grades[1]] += 1
        tables.add(tuple(map(tuple, table)))
    return tables


def check_crosstab(crosstab, tables, *, tau_b=False):
    for i, j in product(range(3), range(3)):
        numbers = [table[i][j] for table in tables]
        found = crosstab.bounds[i][j]
        assert (found.lowest, found.highest) == (min(numbers), max(numbers)), (i, j)
    assert {each.then for each in crosstab.shares} == {(2,)}  # the better half: the middle grade is not in it
    for each in crosstab.shares:
        wanted = frozenset(product(each.given, each.then))
        within = frozenset(product(each.given, range(3)))
        numbers = [number_in(table, wanted) for table in tables]
        assert (each.count.lowest, each.count.highest) == (min(numbers), max(numbers))
        numbers = [number_in(table, within) for table in tables]
        assert (each.of.lowest, each.of.highest) == (min(numbers), max(numbers))
        check_share(crosstab.solver, tables, wanted, within)
    if tau_b:
        check_tau_b(crosstab.solver, tables)


@pytest.mark.parametrize("number", range(cases(30)))
def test_a_comparison_agrees_with_every_way_to_fill_its_positions(number):
    """Strict, with totals overall and by group: councils in no pair take their share of a total."""
    chance = random.Random(6000 + number)
    positions = [
        random_position("ssi2003", BEFORE, chance, chance.choice((0, 3))),
        random_position("ofsted2009", AFTER, chance, 4),
    ]
    if number % 2:
        positions.reverse()
    comparison = cr.compare(*positions)
    inside = comparison.pairs.get_column("series_id").to_list()
    assert sorted(inside) == ["cornwall", "kent", "leeds", "luton"]
    check_crosstab(comparison.crosstab, tables_of_positions(positions, (0, 1), inside), tau_b=number % 5 == 0)


@pytest.mark.parametrize("number", range(cases(20)))
def test_copies_hold_one_grade_and_count_towards_no_total(number):
    """Bedford and Central Bedfordshire inherit one outcome; the totals of 2003 bind the county alone."""
    chance = random.Random(7000 + number)
    positions = [
        random_position("ssi2003", BEFORE, chance, 3),
        random_position("ofsted2009", AFTER, chance, chance.choice((0, 3))),
    ]
    if number % 2:
        positions.reverse()
    comparison = cr.compare(*positions, lineage="inherit")
    inside = comparison.pairs.get_column("series_id").to_list()
    assert sorted(inside) == ["bedford", "central-bedfordshire", "cornwall", "kent", "leeds", "luton"]
    check_crosstab(comparison.crosstab, tables_of_positions(positions, (0, 1), inside), tau_b=number % 5 == 0)


@pytest.mark.parametrize("number", range(cases(12)))
def test_groups_and_limits_agree_with_every_way_to_fill_the_positions(number):
    """Under `by` and `where` the councils outside still share the totals."""
    chance = random.Random(8000 + number)
    positions = [
        random_position("ssi2003", BEFORE, chance, 2),
        random_position("ofsted2009", AFTER, chance, 4),
    ]
    dimension = chance.choice(("region", "type"))
    comparison = cr.compare(*positions, by=dimension, lineage=chance.choice(("strict", "inherit")))
    assert sum(group[0].tabulation.pairs for group in comparison.groups) == comparison.pairs.height
    (group,) = chance.choice(comparison.groups)
    series = comparison.pairs.filter(pl.col(dimension) == group.group.value).get_column("series_id").to_list()
    check_crosstab(group, tables_of_positions(positions, (0, 1), series))
    limited = cr.compare(*positions, where={dimension: group.group.value}, lineage=comparison.lineage)
    assert limited.crosstab.bounds == group.bounds


@pytest.mark.parametrize("number", range(cases(12)))
def test_copies_of_both_sides_of_a_table_are_tied_on_both(number):
    """Of three positions the first two are before the split: its successors copy both of the county's."""
    chance = random.Random(9000 + number)
    positions = [
        random_position("ssi2003", BEFORE, chance, 3),
        random_position("csci2004", BEFORE, chance, 3),
        random_position("ofsted2009", AFTER, chance, 1),
    ]
    comparison = cr.compare(*positions, lineage="inherit")
    inside = comparison.pairs.get_column("series_id").to_list()
    assert {"bedford", "central-bedfordshire"} < set(inside)
    for crosstab in comparison.crosstabs:
        first, second = (side - 1 for side in crosstab.sides)
        tables = tables_of_positions(positions, (first, second), inside)
        for i, j in product(range(3), range(3)):
            numbers = [table[i][j] for table in tables]
            found = crosstab.bounds[i][j]
            assert (found.lowest, found.highest) == (min(numbers), max(numbers)), (crosstab.sides, i, j)


def test_outcomes_and_totals_that_contradict_each_other_are_refused():
    spreads = dict.fromkeys(AFTER, (1, 2))
    real = cr.position("ofsted2009")
    total = Total(real.date, real.judgement.id, (2,), 7, 7, "made", "here", count=7)
    with pytest.raises(DataError, match="contradict") as caught:
        cr.compare("ssi2003", position_of("ofsted2009", spreads, [total])).crosstab.bounds  # noqa: B018
    assert "7 at Grade 2" in caught.value.where
