"""What would follow under an assumption, and where a sign breaks down: against every completion that meets it."""

# ruff: noqa: S311  # the same problems in every run, which is all that is asked of chance here

from __future__ import annotations

import random
from fractions import Fraction
from itertools import pairwise, product

import pytest

import crossregime as cr
from crossregime.core.bounds.assumptions import Assumption, Believing, parse_assumption
from crossregime.core.bounds.contrast import Contrast
from crossregime.core.bounds.solver import solver_of
from crossregime.core.errors import UsageError
from crossregime.core.statistics import TAU_B
from crossregime.core.statistics.association import Undefined

from ...depth import cases
from ...problems import one_sided, problem_of
from .test_contrast import by_hand

MISSING = object()


def completions(problem):
    """List every completion of a problem: its table, and the (row, column) of each council whose column is open."""
    councils = [stratum for stratum in problem.strata for _ in range(stratum.count)]
    for grades in product(*(list(stratum.assignments()) for stratum in councils)):
        totals, flows = [0] * len(problem.limits), [0] * len(problem.flows)
        table = [[0] * problem.sizes[1] for _ in range(problem.sizes[0])]
        open_ = []
        for stratum, mine in zip(councils, grades, strict=True):
            for variable, grade in zip(stratum.variables, mine, strict=True):
                for index in variable.totals:
                    totals[index] += grade in problem.limits[index].ranks
            for first, second in stratum.cells:
                table[mine[first]][mine[second]] += 1
                if len(stratum.variables[second].grades) > 1:
                    open_.append((mine[first], mine[second]))
            for first, second in stratum.moves:
                for index, flow in enumerate(problem.flows):
                    flows[index] += (mine[first], mine[second]) in flow.cells
        facts = [*zip(problem.limits, totals, strict=True), *zip(problem.flows, flows, strict=True)]
        if all(fact.lowest <= number <= fact.highest for fact, number in facts):
            yield table, open_


def meets(contrast, open_, assumption):
    """Tell whether a completion meets an assumption, by its words."""
    cuts = range(1, contrast.problem.sizes[1])

    def share(rows, cut):
        mine = [column for row, column in open_ if row in rows]
        return Fraction(sum(column >= cut for column in mine), len(mine)) if mine else None

    if assumption.kind == "at-most":
        rows = contrast.given if assumption.group == "given" else contrast.against
        return sum(row in rows and (column in contrast.then) == assumption.at for row, column in open_) <= (
            assumption.most
        )
    if assumption.kind == "within":
        pairs = [(share(contrast.given, cut), share(contrast.against, cut)) for cut in cuts]
        return all(None in pair or abs(pair[0] - pair[1]) <= assumption.apart for pair in pairs)
    rows = sorted({row for row, _ in open_})
    return all(share({high}, cut) >= share({low}, cut) for low, high in pairwise(rows) for cut in cuts)


def rows_known(chance):
    """Make a problem whose first side is known, with copies, totals of groups and flows, and a contrast of it."""
    while True:
        problem = (
            one_sided(chance) if chance.random() < 0.5 else problem_of(chance, square=False, flows=True, sides=(1,))
        )
        cut = chance.randint(1, problem.sizes[0] - 1)
        rows = list(range(problem.sizes[0]))
        chance.shuffle(rows)
        then = tuple(sorted(chance.sample(range(problem.sizes[1]), chance.randint(1, problem.sizes[1] - 1))))
        yield Contrast(solver_of(problem), tuple(sorted(rows[:cut])), tuple(sorted(rows[cut:])), then)


def some_assumption(chance):
    kind = chance.choice(["at-most", "at-most", "within", "monotone"])
    group, at = chance.choice(["given", "against"]), chance.random() < 0.5
    return Assumption(kind, chance.randint(0, 4), Fraction(chance.randint(0, 6), 6), group, at)


def test_a_range_under_an_assumption_is_that_of_the_completions_that_meet_it():
    chance = random.Random(14)
    makes = rows_known(chance)
    tried = impossible = 0
    while tried < cases(400):
        contrast, assumption = next(makes), some_assumption(chance)
        form = contrast.statistic().form
        values = [
            by_hand(table, form) for table, open_ in completions(contrast.problem) if meets(contrast, open_, assumption)
        ]
        found = Believing(contrast).bounds(assumption)
        tried += 1
        if not values:
            impossible += 1
            assert found is None
            continue
        have = [value for value in values if value is not None]
        if not have:
            assert isinstance(found, Undefined)
            continue
        assert found.sharp
        assert (found.lowest, found.highest) == pytest.approx((float(min(have)), float(max(have))))
    assert tried / 40 < impossible < tried / 2  # both happen often enough to be tested


def test_another_statistic_is_bounded_under_an_assumption_too():
    chance = random.Random(15)
    makes = rows_known(chance)
    for _ in range(cases(40)):
        contrast, assumption = next(makes), some_assumption(chance)
        met = [table for table, open_ in completions(contrast.problem) if meets(contrast, open_, assumption)]
        found = Believing(contrast, TAU_B).bounds(assumption)
        if not met:
            assert found is None
            continue
        values = [value for value in map(TAU_B.value, met) if not isinstance(value, Undefined)]
        if not values:
            assert isinstance(found, Undefined)
            continue
        assert found.lowest - 1e-9 <= min(values)
        assert max(values) <= found.highest + 1e-9
        if found.sharp:
            assert (found.lowest, found.highest) == pytest.approx((min(values), max(values)), abs=1e-9)


@pytest.fixture(scope="module")
def contrast():
    return cr.compare("ssi2003", "ofsted2009").contrast()


def test_at_most_alone_stands_for_its_four_readings(contrast):
    found = contrast.assume("at-most=15")
    assert [each.assumption.name for each in found] == [
        f"at-most=15:{group}:{place}" for group in ("given", "against") for place in ("at", "not-at")
    ]
    assert [each.bounds is None for each in found] == [True, False, False, False]
    assert all(each.without == contrast.solver.interval(contrast.statistic()) or each.without for each in found)


def test_the_facts_rule_some_assumptions_out(contrast):
    for asked in ("within=0", "at-most=3:given:at"):
        with pytest.raises(UsageError, match="no completion of the facts allows") as caught:
            contrast.assume(asked)
        assert caught.value.where == "`assume`"


def test_what_is_alike_is_a_distribution_and_no_range(contrast):
    (found,) = contrast.assume("alike")
    assert found.bounds is None
    assert found.uniform.lowest < found.uniform.mean < found.uniform.highest
    assert sum(found.chances) == pytest.approx(1)


def test_an_assumption_by_group_needs_known_groups():
    contrast = cr.compare("ssi2002@2002-05-30", "ofsted2009").contrast()
    with pytest.raises(UsageError, match="and some are open"):
        contrast.assume("monotone")
    with pytest.raises(UsageError, match="and some are open"):
        contrast.breakdown().families  # noqa: B018  # worked out when it is asked for


@pytest.mark.parametrize(
    "text", ["at-most", "at-most=", "at-most=-1", "at-most=x", "at-most=3:both", "at-most=3:given:not", "within=2",
             "within=x", "within=", "monotone=1", "alike=1", "sure", "at-most=3:given:at:more", 15],
)  # fmt: skip
def test_what_is_no_assumption_is_refused(text):
    with pytest.raises(UsageError) as caught:
        parse_assumption(text)
    assert caught.value.where == "`assume`"


def test_no_assumption_enters_another_output(contrast):
    before = contrast.to_dict()
    contrast.assume("at-most=15")
    contrast.breakdown().to_dict()
    assert contrast.to_dict() == before == cr.compare("ssi2003", "ofsted2009").contrast().to_dict()
