"""What differs between positions, and which of their judgements are nearest alike."""

from __future__ import annotations

import pytest

import crossregime as cr
from crossregime.core.comparison import compare_positions
from crossregime.core.host import Host


def about(*selectors):
    return [each.about for each in cr.compare(*selectors).differences]


def test_two_regimes_differ_in_definitions_and_population_always():
    assert about("ssi2003:children.serving", "csci2004:children.serving") == ["definitions", "population"]


def test_what_each_regime_says_of_its_aspect_stands_where_both_are_overall():
    """Stars join in capacity for improvement, and Ofsted's rating doesn't: both count as overall."""
    row = next(each for each in cr.compare("ssi2003", "ofsted2009").differences if each.about == "aspect")
    assert row.texts == ("Overall.", "Overall.")
    assert "capacity for improvement" in row.notes[0][0]
    assert "capacity for improvement has no part in it" in row.notes[1][0]


def test_what_each_regime_counts_as_one_service_stands_where_both_rate_it():
    """Ofsted's rating of children's services takes in schools, and the judgement of 2003 doesn't."""
    row = next(iter(cr.compare("ssi2003:children.serving", "ofsted2009").differences))
    assert (row.about, row.texts) == ("service", ("Children's services.", "Children's services."))
    assert "schools" in row.notes[1][0]


def test_what_a_regime_says_of_the_service_of_its_headline_is_not_said_of_a_judgement_of_another():
    row = next(iter(cr.compare("ssi2003:adults.serving", "ofsted2009").differences))
    assert row.texts == ("Adults' services.", "Children's services.")
    assert row.notes[0] == ()
    assert row.notes[1] != ()


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("ssi2003:children.serving", "ssi2003:adults.serving", ["service"]),
        ("ssi2003:children.serving", "ssi2003:children.capacity", ["aspect", "definitions"]),
        ("ssi2002@first:children.serving", "ssi2002:adults.serving", ["service"]),
        ("ssi2003", "ssi2003:adults.capacity", ["service", "aspect", "definitions"]),
    ],
)
def test_two_judgements_of_one_regime_differ_in_what_they_rate(first, second, expected):
    assert about(first, second) == expected
    assert set(cr.compare(first, second).pairs.get_column("flag")) == {"b"}


def test_one_judgement_at_two_dates_has_no_break():
    comparison = cr.compare("ssi2002@first", "ssi2002")
    assert comparison.differences == ()
    assert set(comparison.pairs.get_column("flag")) == {""}


def test_what_a_regime_has_to_say_of_itself_is_not_said_twice():
    for each in cr.compare("ssi2003:children.serving", "ssi2003:adults.serving").differences:
        assert each.notes == ((), ())


# Like for like


def test_like_for_like_of_one_regime_at_two_dates_is_one_of_its_judgements():
    nearest = cr.compare("ssi2002@first:children.serving", "ssi2002:adults.serving").like_for_like
    assert nearest.first.endswith(":adults.serving") == nearest.second.endswith(":adults.serving")


def test_no_two_judgements_of_one_publication_are_like_for_like():
    assert cr.compare("ssi2003:children.serving", "ssi2003:adults.serving").like_for_like is None


def test_positions_of_one_service_and_aspect_need_nothing_nearer():
    assert cr.compare("ssi2003", "csci2004").like_for_like is None


def test_what_is_declared_equivalent_is_offered_first_and_a_part_is_never_offered_for_a_whole(make_rolling):
    def judgement(name, aspect, **more):
        return {"id": name, "title": name, "service": "children", "aspect": aspect, "scale": "trial-care", **more}

    row = "2011-01-05,Leeds,care,Low,Low,printed,paper,p. 1,"
    whole = [judgement("care", "overall"), judgement("help", "performance"),
             judgement("leavers", "performance", part_of="help")]  # fmt: skip
    one = make_rolling("one", row, judgements=whole)
    other = make_rolling(
        "other", row, judgements=[*whole[:2], judgement("heart", "performance", equivalent=["one:leavers"])]
    )
    host = Host({"one": one.path, "other": other.path})

    def nearest(first, second):
        found = compare_positions([host.position(first), host.position(second)]).like_for_like
        return None if found is None else (found.first, found.second)

    assert nearest("one:leavers", "other:heart") is None
    assert nearest("one:leavers", "other") == ("one:leavers", "other:heart")
    assert nearest("one", "other:heart") == ("one:leavers", "other:heart")
    assert nearest("one:leavers", "other:help") == ("one:leavers", "other:heart")
    assert cr.compare("ofsted2009", host.position("one:leavers")).like_for_like.second == "one:care"


def test_a_caution_about_ratings_withheld_stands_beside_their_judgement_alone(annual):
    def withhold(whole):
        count = {"judgement": "care", "count": 2, "source": "paper", "place": "p. 9"}
        whole["publications"][1]["withheld"] = [count]

    annual.describe(withhold)
    held = Host({"trial": annual.path})

    def said(selector):
        found = compare_positions([cr.position("ssi2003"), held.position(selector)]).differences
        return " ".join(note for each in found for notes in each.notes for note in notes)

    assert "2 ratings were withheld (care)" in said("trial")
    assert "withheld" not in said("trial:capacity")
