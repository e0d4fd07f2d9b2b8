"""How much one would have to believe: a breakdown point is the last number at which a sign is still settled."""

# ruff: noqa: S311  # the same problems in every run, which is all that is asked of chance here

from __future__ import annotations

import json
import random
from fractions import Fraction
from itertools import pairwise

import pytest

import crossregime as cr
from crossregime.core.bounds.assumptions import Assumption, Believing
from crossregime.core.bounds.breakdown import Breakdown, break_down
from crossregime.core.errors import UsageError
from crossregime.core.statistics import TAU_B, Undefined

from ...depth import cases
from .test_assumptions import completions, meets, rows_known
from .test_contrast import by_hand


@pytest.fixture(scope="module")
def contrast():
    return cr.compare("ssi2003", "ofsted2009").contrast()


def test_a_breakdown_point_is_the_largest_number_at_which_a_sign_is_settled():
    chance = random.Random(16)
    makes = rows_known(chance)
    found_points = 0
    for _ in range(cases(120)):
        contrast = next(makes)
        breakdown = Breakdown(contrast, contrast.statistic())
        if breakdown.settled:
            continue
        every = list(completions(contrast.problem))
        form = contrast.statistic().form
        for family in breakdown.families:
            if family.name == "within":
                continue
            _, group, place = family.name.split(":")
            settled = {1: None, -1: None}
            for most in range(family.open + 1):
                assumption = Assumption("at-most", most, group=group, at=place == "at")
                values = [by_hand(table, form) for table, open_ in every if meets(contrast, open_, assumption)]
                if not values:
                    assert most < family.possible_from
                    continue
                assert most >= family.possible_from
                if min(values) > 0:
                    settled[1] = most
                if max(values) < 0:
                    settled[-1] = most
            for sign in (1, -1):
                point = family.point(sign)
                highest = family.ranges[-1].most  # beyond it nothing more is allowed
                assert point.at == (None if settled[sign] is None else min(settled[sign], highest))
                assert point.up_to == point.at
                found_points += point.at is not None
    assert found_points > cases(120) / 6


def test_shares_may_differ_by_as_much_as_a_sign_stands_and_no_more():
    chance = random.Random(17)
    makes = rows_known(chance)
    tried = 0
    while tried < cases(12):
        contrast = next(makes)
        breakdown = Breakdown(contrast, contrast.statistic())
        within = [each for each in breakdown.families if each.name == "within"]
        if breakdown.settled or not within:
            continue
        tried += 1
        every, form = list(completions(contrast.problem)), contrast.statistic().form
        settled = {1: None, -1: None}
        for part in range(within[0].parts + 1):
            apart = Fraction(part, within[0].parts)
            assumption = Assumption("within", apart=apart)
            values = [by_hand(table, form) for table, open_ in every if meets(contrast, open_, assumption)]
            assert bool(values) == (apart >= within[0].possible_from)
            if values and min(values) > 0:
                settled[1] = apart
            if values and max(values) < 0:
                settled[-1] = apart
        assert {sign: within[0].point(sign).at for sign in (1, -1)} == settled


def test_the_border_of_the_study_in_the_documentation(contrast):
    given = contrast.breakdown().families[0]
    assert (given.name, given.open, given.point(1).at) == ("at-most:given:not-at", 68, 15)
    settled_lower = contrast.breakdown().families[1].point(-1).at
    assert 68 - settled_lower == 18


def test_ranges_widen_with_what_is_allowed_and_change_sign_at_the_breakdown_point(contrast):
    for family in contrast.breakdown().families:
        bounds = [each.bounds for each in family.ranges]
        for narrow, wide in pairwise(bounds):
            assert wide.lowest <= narrow.lowest
            assert wide.highest >= narrow.highest
        assert family.ranges[0].most == family.possible_from
        for sign in (1, -1):
            point = family.point(sign)
            for each in family.ranges:
                settled = each.to_dict()["sign"] == sign
                assert settled == (point.at is not None and each.most <= point.at)


def test_the_last_range_of_each_is_that_of_the_facts_alone(contrast):
    found = contrast.breakdown()
    for family in found.families:
        last = family.ranges[-1].bounds
        assert (last.lowest, last.highest) == (found.without.lowest, found.without.highest)


def test_nothing_need_be_believed_where_the_facts_settle_the_sign():
    found = break_down(cr.compare("ssi2002", "ssi2003").contrast())
    assert found.settled
    assert len(found.sentences) == 1
    assert "nothing need be believed" in found.sentences[0]
    assert found.to_dict()["assumptions"] == []


def test_without_an_open_grade_in_either_group_there_is_nothing_to_assume():
    rows = [(0, (0, 1), 5), (1, 0, 2), (1, 1, 2), (2, 0, 2), (2, 1, 2)]
    contrast = cr.bounds(rows, (3, 2)).contrast(given="grade 2", against="grade 1")
    assert break_down(contrast).settled  # the difference is known, though what the worst had is not
    with pytest.raises(UsageError, match="nothing to assume"):
        break_down(contrast, TAU_B)


def test_a_contrast_that_no_completion_gives_a_value_has_no_sign_to_settle():
    nobody = cr.bounds([(1, (0, 1), 3)], (2, 2)).contrast()
    found = break_down(nobody)
    assert isinstance(found.without, Undefined)
    assert found.settled
    assert found.sentences[0].startswith("Difference of shares has no value: ")


def test_another_statistic_breaks_down_at_numbers_of_its_own():
    small = cr.bounds([(0, 0, 2), (0, (0, 1), 2), (1, 1, 2), (1, (0, 1), 3)], (2, 2)).contrast()
    found = break_down(small, TAU_B)
    for family in found.families:
        if family.name == "within":
            continue
        _, group, place = family.name.split(":")
        for sign in (1, -1):
            at = family.point(sign).at
            for most in range(family.open + 1):
                bounds = Believing(small, TAU_B).bounds(Assumption("at-most", most, group=group, at=place == "at"))
                settled = bounds is not None and (bounds.lowest > 0 if sign > 0 else bounds.highest < 0)
                assert settled == (at is not None and family.possible_from <= most <= at)


def test_its_json_holds_plain_numbers(contrast):
    document = contrast.breakdown().to_dict()
    assert json.loads(json.dumps(document)) == document
    assert [each["assumption"] for each in document["assumptions"]][-1] == "within"
    assert document["assumptions"][0]["breakdown"][0] == {"sign": 1, "at": 15, "up_to": 15}
