"""What a regime grades and publishes: judgements, publications, and the documents that say so."""

from __future__ import annotations

import datetime as dt

import pytest

import crossregime as cr
from crossregime.core.errors import UsageError
from crossregime.core.model.judgement import KNOWN, STATUSES, UNGRADED, Publication, Source, Universe, Withheld, rank_of

DAY = dt.date(2003, 11, 13)


def withheld(judgement, count):
    return Withheld(judgement, count, "paper", "p. 1")


def test_withheld_ratings_are_counted_judgement_by_judgement():
    held = (withheld("stars", 2), withheld("care", 1), withheld("stars", 3))
    publication = Publication(DAY, "Ratings", "paper", Universe(DAY, 150), withheld=held)
    assert publication.withholds("stars") == 5
    assert publication.withholds("care") == 1
    assert publication.withholds("capacity") == 0


@pytest.mark.parametrize(
    ("count", "words"), [(1, "1 rating was withheld (stars)"), (2, "2 ratings were withheld (stars)")]
)
def test_a_withheld_rating_is_a_caution_for_every_total(count, words):
    caution = withheld("stars", count).caution
    assert caution.startswith(words)
    assert caution.endswith(f"each printed total to be short by up to {count}.")


def test_a_source_is_cited_by_what_it_has_and_never_by_its_address():
    source = Source("s", "The Paper", "Ratings", "2003", "https://example.org", "OGL", "A. Author")
    assert source.cite() == 'A. Author, The Paper, "Ratings", 2003'
    assert Source("s", "The Paper", "", "", "", "").cite() == "The Paper"


def test_the_statuses_are_those_with_a_grade_a_range_those_without_and_those_that_are_added():
    assert set(STATUSES) == {*KNOWN, "range", *UNGRADED, "user", "rule"}
    assert len(STATUSES) == len(set(STATUSES))


def test_every_outcome_of_a_built_in_has_a_grade_a_range_or_none_as_its_status_says():
    for name in ("ssi2002", "ssi2003", "csci2004", "ofsted2009"):
        for worst, best, status in cr.regime(name).outcomes.select("worst", "best", "status").iter_rows():
            assert (worst is None) == (best is None) == (status in UNGRADED)
            if status in KNOWN:
                assert worst == best
            if status == "range":
                assert worst < best


def test_a_grade_of_a_judgement_is_named_and_a_mistake_says_where():
    stars = cr.regime("ssi2003").judgement()
    assert rank_of(stars, "two stars") == 2
    with pytest.raises(UsageError) as caught:
        rank_of(stars, "Two Star")
    assert caught.value.where == "stars=Two Star"


def test_a_judgement_names_its_scale_by_id():
    stars = cr.regime("ssi2003").judgement()
    assert stars.as_dict()["scale"] == "ssi-stars"
