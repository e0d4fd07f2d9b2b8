"""Contrasts against the oracle: every completion of thousands of small problems, counted one by one."""

# ruff: noqa: S311  # the same problems in every run, which is all that is asked of chance here

from __future__ import annotations

import dataclasses
import random
from fractions import Fraction
from itertools import product

import pytest

import crossregime as cr
from crossregime.core.bounds.between import GroupContrast
from crossregime.core.bounds.contrast import ContrastBounds, contrast_bounds, contrast_ends
from crossregime.core.bounds.search.branch_and_bound import BranchAndBound
from crossregime.core.bounds.solver import solver_of
from crossregime.core.errors import UsageError
from crossregime.core.statistics.bounded import ContrastForm
from crossregime.core.statistics.contrasting import MEASURES

from ...depth import cases
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
    for _ in range(cases(problems)):
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
    for _ in range(cases(60)):
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


# The comparison of the built-in regimes, and a table of a user's own


@pytest.fixture(scope="module")
def comparison():
    return cr.compare("ssi2003", "ofsted2009")


def test_the_headline_is_the_check_of_the_methods(comparison):
    found = comparison.contrast(given=["2 stars", "3 stars"], then=["well", "excellently"])
    assert (found.difference.lowest, found.difference.highest) == pytest.approx((-0.381451, 0.492287), abs=5e-7)
    assert (found.difference.sharp, found.verdict) == (True, "not settled")
    assert found.to_dict() == {**comparison.headline.to_dict(), "note": ""}


def test_a_table_of_ones_own_gives_what_the_regimes_give(comparison):
    rows = [(*each, count) for each, count in comparison.crosstab.tabulation.counts.items()]
    totals = {0: 9, 1: 40, 2: 93, 3: 10}
    own = cr.bounds(rows, (4, 4), column_totals=totals, unpaired_columns=[((1, 2), 4)])
    mine = own.contrast(given=["grade 2", "grade 3"], then=["grade 2", "grade 3"])
    assert mine.measures == comparison.headline.measures
    assert own.contrast().measures == mine.measures
    assert [each.bounds for each in mine.assume("at-most=15")] == [
        each.bounds for each in comparison.headline.assume("at-most=15")
    ]
    kinds = own.what_would_help(mine).kinds
    assert [(kind.count, kind.best) for kind in kinds[:1]] == [(58, pytest.approx(0.0282, abs=1e-4))]


def test_every_cut_of_both_scales_is_listed(comparison):
    frame = comparison.contrasts
    assert frame.height == 3 * 3 * len(MEASURES)
    difference = frame.filter(measure="difference").select("lowest", "highest", "verdict").rows()
    assert (comparison.headline.difference.lowest, comparison.headline.difference.highest, "not settled") in difference


def test_of_three_positions_the_first_is_set_against_the_last():
    three = cr.compare("ssi2002", "ssi2003", "ofsted2009")
    assert three.ends.sides == (1, 3)
    assert three.headline.problem.names == ("ssi2002@2002-11-14", "ofsted2009")


@pytest.mark.parametrize(
    ("given", "then", "against", "said"),
    [
        ([2, 3], "well", None, "names no grade: grades are named by label or id, not by rank"),
        ("2 stars", [3], None, "names no grade"),
        ("performs well", "well", None, "the scale 'ssi-stars' has no grade 'performs well'"),
        ("0,1,2,3", "well", None, "every grade of ssi2003 is named"),
        ([], "well", None, "no grade is named"),
        ("2 stars", "1,2,3,4", None, "every grade of ofsted2009 is named"),
        ("2 stars, 3 stars", "well", "3 stars", "the two groups overlap"),
    ],
)
def test_groups_that_make_no_contrast_are_refused(comparison, given, then, against, said):
    with pytest.raises(UsageError) as caught:
        comparison.contrast(given, then, against)
    assert said in str(caught.value)
    assert caught.value.where.startswith("`")


def test_a_scale_without_a_source_for_doing_well_says_that_the_cut_is_a_convention():
    found = cr.compare("ssi2003:children.serving", "ssi2003:adults.serving").headline
    assert "is a convention" in found.note
    assert "is a convention" not in cr.compare("ssi2003", "ofsted2009").headline.note


@pytest.mark.parametrize(
    ("lowest", "highest", "inner", "verdict"),
    [
        (0.1, 0.4, None, "settled higher"), (-0.4, -0.1, None, "settled lower"), (0.0, 0.0, None, "settled equal"),
        (0.0, 0.3, None, "settled not lower"), (-0.3, 0.0, None, "settled not higher"),
        (-0.1, 0.1, None, "not settled"), (-0.1, 0.1, (-0.05, 0.05), "not settled"),
        (-0.1, 0.1, (0.01, 0.05), "not worked out"), (-0.1, 0.1, (0.0, 0.05), "not worked out"),
        (0.0, 0.1, (0.01, 0.05), "settled not lower"),
    ],
)  # fmt: skip
def test_a_verdict_is_by_both_ends_and_by_what_is_attained(lowest, highest, inner, verdict):
    found = ContrastBounds("difference", lowest, highest, inner is None, inner, "none", "none")
    assert found.verdict == verdict


def test_a_ratio_by_zero_has_no_finite_limit():
    found = cr.bounds([(0, 0, 3), (1, 1, 1), (1, (0, 1), 2)], (2, 2)).contrast()
    assert (found.ratio.highest, found.ratio.infinite, found.ratio.undefined) == (None, "all", "none")
    assert found.ratio.verdict == "settled higher"
    nothing = cr.bounds([(1, 1, 3)], (2, 2)).contrast()
    assert (nothing.verdict, nothing.difference.undefined) == ("not computable", "all")
    assert "one of the two groups is empty" in nothing.sentence


def test_a_million_pairs_are_bounded_as_a_hundred_and_fifty_are():
    rows, times = [(0, 0, 3), (0, 2, 5), (0, (1, 2), 20), (1, (1, 2), 50), (2, (1, 2), 30), (2, 2, 10)], 10_000
    few, many = (
        cr.bounds(
            [(first, second, count * each) for first, second, count in rows], (3, 3), column_totals={1: 40 * each}
        ).contrast()
        for each in (1, times)
    )
    assert few.difference == many.difference
    assert few.solver.method == many.solver.method == "closed form"


def test_a_question_asks_for_better_where_the_grades_asked_about_are_the_upper_ones_and_for_oftener_elsewhere():
    comparison = cr.compare("ssi2003", "ofsted2009")
    assert comparison.contrast().question == "Did councils at 2 or 3 stars do better than those at 0 or 1?"
    middle = comparison.contrast("Three Stars", "Performs well", "Zero Stars")
    assert middle.question == "Were councils at 3 stars more often at well than those at 0?"


def test_sentences_call_the_units_of_a_table_of_ones_own_what_it_calls_them():
    rows = [(0, 0, 3), (0, (0, 1), 2), (1, 1, 2), (1, (0, 1), 2)]
    assert cr.bounds(rows, (2, 2)).contrast().question == "Did units at grade 1 do better than those at grade 0?"
    found = cr.bounds(rows, (2, 2), unit="authority").contrast()
    said = [found.question, found.sentence, str(found.lines), *found.breakdown().sentences]
    assert found.sentence.startswith("Authorities at grade 1 were more often at grade 1")
    assert not any("council" in each.casefold() for each in said)


def test_a_brief_range_has_two_decimals_and_never_shows_no_difference_where_there_is_one():
    found = cr.bounds([(0, 0, 1), (0, 1, 999), (1, 1, 1000)], (2, 2)).contrast()
    assert (found.ratio.text(), found.ratio.brief) == ("1.0010", "1.001")
    assert found.superiority.brief == "0.5005"
    assert found.odds_ratio.brief == "no finite value"
