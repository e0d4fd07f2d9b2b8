"""Crosswalks: one checker, and what it lets through; composing, turning round, rivals; and those that are shipped."""

from __future__ import annotations

import pytest

import crossregime as cr
from crossregime.core.errors import UsageError
from crossregime.core.model.composition import compose
from crossregime.core.model.crosswalk import rivals
from crossregime.core.model.crosswalk_checks import crosswalk_faults

from ...crosswalk_links import GOOD, link, walk

SHIPPED = cr.crosswalks()


# Rivals, and those that are shipped


def test_rivals_are_set_side_by_side():
    lines = rivals([walk(*GOOD), walk(link("no", "2"), link("some", "2"), link("most", "3"), link("yes", "4"))])
    assert [line.differ for line in lines] == [True, False, True, False]
    assert [line.exclude for line in lines] == [True, False, False, False]


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda each: each.id)
def test_every_shipped_crosswalk_is_valid_cited_and_exact_in_nothing(shipped):
    assert crosswalk_faults(shipped) == ()
    assert shipped.basis
    assert shipped.summary
    assert "exact" not in {each.kind for each in shipped.links}
    # Each source is there because a link rests on it.
    assert {cited.source for each in shipped.links for cited in each.citations} == set(shipped.sources)


def test_the_crosswalks_that_were_promised_are_there_with_rivals():
    assert [each.id for each in cr.crosswalks("ssi2003", "ofsted2009")] == [
        "stars-by-consequences", "stars-by-examples", "stars-by-rank",
    ]  # fmt: skip
    assert [each.id for each in cr.crosswalks("ssi2003:children.serving", "ofsted2009")] == [
        "serving-by-rank", "serving-by-wording",
    ]  # fmt: skip
    assert cr.crosswalk("performs-to-inspection").origin == "regimes/ofsted2009/crosswalks/performs-to-inspection.json"
    for each in cr.crosswalks("ssi2003", "ofsted2009"):
        assert all("No meaning of a star was published" in link.reason for link in each.links)


def test_the_examples_follow_each_star_to_what_was_printed_with_it_and_on_by_the_wordings():
    stars, wording = cr.crosswalk("stars-by-examples"), cr.crosswalk("serving-by-wording")
    both = cr.position("ssi2003").outcomes.join(cr.position("ssi2003:children.serving").outcomes, on="series_id")
    reached = {}
    for star, serving in both.select("worst", "worst_right").iter_rows():
        reached.setdefault(star, set()).update(wording.set_of(serving))
    assert {rank: set(stars.set_of(rank)) for rank in range(4)} == reached


def test_stars_can_be_followed_to_the_inspection_grades():
    found = compose(cr.crosswalk("stars-by-examples"), cr.crosswalk("performs-to-inspection"), line="Good")
    assert found.crossing == ("One Star", "Two Stars", "Three Stars")
    assert found.crosswalk.second.labels[-1] == "Outstanding"


def test_an_unknown_crosswalk_is_refused_with_the_nearest():
    with pytest.raises(UsageError, match="there is no crosswalk 'stars-by-rang'") as caught:
        cr.crosswalk("stars-by-rang")
    assert caught.value.matches[0] == "stars-by-rank"
