"""The councils that are one step from another headline: against the rule, tried grade by grade."""

from __future__ import annotations

import pytest

import crossregime as cr

from ...documents import hold


@pytest.fixture(scope="module")
def steps():
    return cr.rate_all("ssi2003")


def test_they_are_all_those_whose_star_one_grade_more_or_less_changes(steps, rule, known):
    expected = set()
    for series, pattern, _ in known:
        for place, rank in enumerate(pattern):
            for other in (rank - 1, rank + 1):
                changed = (*pattern[:place], other, *pattern[place + 1 :])
                if 0 <= other <= 3 and rule.headline(changed) != rule.headline(pattern):
                    expected.add((series, rule.names[place], other, rule.headline(changed)))
    found = {
        (step.standing.series, move.judgement.id, move.then, move.headline)
        for step in steps.councils
        for move in (*step.up, *step.down)
    }
    assert found == expected


def test_a_better_judgement_stands_under_up_and_never_lowers_the_star(steps):
    for step in steps.councils:
        assert all(move.then == move.now + 1 and move.headline > step.by_rule for move in step.up)
        assert all(move.then == move.now - 1 and move.headline < step.by_rule for move in step.down)


def test_a_step_is_sure_without_the_rule_where_the_free_range_leaves_the_star(steps):
    for step in steps.councils:
        was = steps.ground.free(step.pattern)
        for move in (*step.up, *step.down):
            assert move.sure == (move.free[0] > was[1] or move.free[1] < was[0])


def test_the_frame_has_a_row_a_step_and_the_document_follows_its_schema(steps):
    assert steps.frame.height == sum(len(step.up) + len(step.down) for step in steps.councils)
    document = steps.to_dict()
    hold(document, "rate")
    assert [each["series_id"] for each in document["councils"]] == [step.standing.series for step in steps.councils]
    assert repr(steps).endswith("145 of 150 councils with every judgement known are one step from another grade")


def test_a_council_with_an_unknown_judgement_cannot_be_asked_about():
    partly = cr.rate_all("csci2004")
    assert partly.known == sum(each.pattern is not None for each in partly.ground.standings) < 150
    assert all(step.standing.pattern is not None for step in partly.councils)
