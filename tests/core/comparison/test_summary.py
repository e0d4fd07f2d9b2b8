"""What a comparison found, in brief: its own figures put into words."""

from __future__ import annotations

import pytest

import crossregime as cr
from crossregime.core.comparison.summary import (
    grades_in_brief,
    known_in_brief,
    pairs_in_brief,
    paths,
    short_range,
    unlike_in_brief,
)
from crossregime.core.model.scales import shared_scales

from ...pages import compared

STARS, PERFORMS = (shared_scales()[name] for name in ("ssi-stars", "ofsted-performs"))


def test_pairs_are_counted_with_those_in_one_position_only_and_why():
    assert pairs_in_brief(compared("strict")) == (
        "148 councils in both; 6 in one only (Bedfordshire, Cheshire split in 2009)"
    )
    assert pairs_in_brief(compared("inherit")).startswith("152 councils in both")
    assert pairs_in_brief(compared("where-london")) == "33 councils in both"
    assert "in all 3" in pairs_in_brief(compared("three"))


def test_those_created_since_are_counted_where_none_ended_that_they_came_from(make_rolling):
    row = "{},care,Good,Good,printed,paper,p. 1,"
    folder = make_rolling("visits", *map(row.format, ("2014-05-23,Leeds", "2024-05-23,Cumberland", "2016-05-23,Leeds")))
    comparison = cr.compare(f"{folder.path}@2015-01-01", folder.path)
    assert pairs_in_brief(comparison).endswith("1 in one only (Cumberland created since)")


def test_what_is_rated_is_said_where_it_differs():
    assert unlike_in_brief(compared("strict")) == (
        "Not like for like: stars rate adults' and children's services together,"
        " Ofsted rates children's services alone."
    )
    assert unlike_in_brief(cr.compare("ssi2002@first", "ssi2002")) == ""


def test_known_and_open_ratings_add_up_to_the_pairs():
    text = known_in_brief(compared("strict").crosstab)
    assert text == '34 of the ratings of 2009 are known; 114 are "adequately" or "well".'
    assert compared("strict").pairs.height == 34 + 114
    whole = cr.compare("ssi2003", "ssi2003:children.serving")
    assert known_in_brief(whole.crosstab) == ""


@pytest.mark.parametrize(
    ("span", "text"), [((1, 1), "adequately"), ((1, 2), "adequately-well"), ((0, 3), "poorly-excellently")]
)
def test_a_range_is_named_by_the_short_labels_of_its_ends(span, text):
    assert short_range(PERFORMS, span) == text


def test_a_word_that_all_labels_end_with_is_written_once():
    assert grades_in_brief(STARS, (2, 3)) == "2 or 3 stars"
    assert grades_in_brief(PERFORMS, (2, 3)) == "well or excellently"


def test_paths_hold_every_council_once_the_most_common_first():
    comparison = compared("three")
    found = paths(comparison)
    assert sum(count for _, count in found) == comparison.pairs.height
    counts = [count for _, count in found]
    assert counts == sorted(counts, reverse=True)
    assert len({path for path, _ in found}) == len(found)
    assert all(len(path) == 3 for path, _ in found)
