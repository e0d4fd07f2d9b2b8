"""A regime: its judgements by name, those alike in another, its dates, and what it says of itself."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

import crossregime as cr
from crossregime.core.errors import SelectorError
from crossregime.core.model.regime import RegimeFiles

DAY = dt.date(2003, 11, 13)


@pytest.fixture(scope="module")
def regime():
    return cr.regime("ssi2003")


def test_a_judgement_is_found_by_id_and_the_headline_without_one(regime):
    assert regime.judgement() == regime.judgement("stars")
    assert regime.judgement("adults.capacity").aspect == "capacity"


def test_an_unknown_judgement_is_refused_with_the_nearest_and_all_there_are(regime):
    with pytest.raises(SelectorError, match=r"ssi2003 has no judgement 'adults.servng'") as caught:
        regime.judgement("adults.servng")
    assert caught.value.matches[0] == "adults.serving"
    assert caught.value.where == "selector ssi2003:adults.servng"


def test_an_area_is_no_judgement_and_those_in_it_are_named():
    with pytest.raises(SelectorError, match="is an area of csci2004, not a judgement") as caught:
        cr.regime("csci2004").judgement("children_and_families")
    assert caught.value.do == "name one of its judgements: children.serving, children.capacity"
    with pytest.raises(SelectorError, match="published no judgement of the area 'management_and_resources'"):
        cr.regime("csci2004").judgement("management_and_resources")


@pytest.mark.parametrize(
    ("service", "aspect", "found"),
    [
        ("children", "performance", "children.serving"),
        ("children", "overall", "children.serving"),
        ("adults", "capacity", "adults.serving"),  # capacity is never offered, not even for itself
        ("both", "overall", "stars"),
    ],
)
def test_the_judgement_like_another_is_of_the_same_service_and_never_capacity(regime, service, aspect, found):
    assert regime.like_for_like(service, aspect).id == found


def test_without_a_judgement_of_the_service_none_is_like_it():
    assert cr.regime("ofsted2009").like_for_like("adults", "overall") is None


def test_dates_are_those_of_publications_or_of_the_outcomes_of_a_rolling_regime(regime, make_rolling):
    assert list(regime.dates()) == [DAY]
    rows = (f"{day},Leeds,care,Good,Good,printed,paper,p. 1," for day in ("2012-01-01", "2010-06-30"))
    assert make_rolling("spot", *rows).read().dates() == [dt.date(2010, 6, 30), dt.date(2012, 1, 1)]


def test_a_rule_and_crosswalks_of_its_own_go_before_those_of_its_files(regime):
    assert regime.rule is not None
    made = dataclasses.replace(regime, files=RegimeFiles())
    assert (made.rule, made.crosswalks) == (None, ())
    own = dataclasses.replace(regime, own_rule=regime.rule, files=RegimeFiles(read_rule=lambda _: pytest.fail("read")))
    assert own.rule is regime.rule


def test_a_change_mark_rules_out_the_grade_that_the_outcome_was_not():
    regime = cr.regime("ssi2002")
    changed = [each for each in regime.changes if each.changed]
    assert changed
    for each in changed:
        assert regime.ruled_out[each.published, each.series, each.judgement] == each.rank
    assert len(regime.ruled_out) <= len(changed)


def test_names_that_it_adds_resolve_in_its_register_alone(regime):
    own = dataclasses.replace(regime, names=(cr.Name("The Old Town Hall", "reading"),))
    assert own.register.resolve("The Old Town Hall", DAY).id == "reading"
    assert regime.register.match("The Old Town Hall", DAY).council is None


def test_it_says_what_it_holds(regime):
    text = repr(regime)
    assert text.startswith("Regime ssi2003: ")
    assert "published 2003-11-13" in text
    assert "stars (headline)" in text
    assert "750 outcomes, 750 with a known grade" in text
