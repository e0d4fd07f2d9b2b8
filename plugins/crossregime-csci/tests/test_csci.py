"""The regime of this package keeps the contract of crossregime, and holds what its sources say."""

from __future__ import annotations

from pathlib import Path

import crossregime_csci
import polars as pl
import pytest

import crossregime as cr
from crossregime.testing import RegimeConformance

PACKAGE = Path(crossregime_csci.__file__).parent


class TestCsci2005(RegimeConformance):
    regime = "csci2005"


@pytest.fixture(scope="module")
def stars() -> pl.DataFrame:
    return cr.regime("csci2005").outcomes.filter(pl.col("judgement") == "stars")


def councils(frame: pl.DataFrame) -> list[str]:
    return sorted(frame.get_column("council_id"))


def test_the_folder_alone_is_the_same_regime():
    assert cr.regime("csci2005").outcomes.equals(cr.regime(PACKAGE / "csci2005").outcomes)


def test_26_stars_are_known_of_150_councils(stars):
    assert stars.height == 150
    assert stars.filter(pl.col("worst") == pl.col("best")).height == 26


def test_the_three_at_zero_stars_are_a_complete_list(stars):
    zero = stars.filter(pl.col("best") == 0)
    assert councils(zero) == ["isles-of-scilly-pre2009", "plymouth", "sandwell"]
    (publication,) = cr.regime("csci2005").publications
    rated = next(rule for rule in publication.unlisted if rule.judgement == "stars")
    assert (rated.worst, rated.best) == (1, 3)


def test_eight_were_not_rated_of_which_four_are_named(stars):
    named = stars.filter(pl.col("status") == "not_published")
    assert councils(named) == ["calderdale", "herefordshire", "staffordshire", "stoke-on-trent"]
    (publication,) = cr.regime("csci2005").publications
    assert publication.withholds("stars") + named.height == 8


def test_the_numbers_that_contradict_each_other_are_claims_and_no_totals():
    totals = {(total.judgement, total.ranks): total.count for total in cr.regime("csci2005").totals}
    assert totals == {("stars", (0,)): 3, ("children.serving", (0,)): 2}  # the two lists that are complete by name
    found = {finding.claim.id: finding.verdict for finding in cr.reconcile("csci2005").findings}
    assert found["rated"] == found["all-councils"] == "contradicted"
    assert cr.reconcile("csci2005").failed == ()


def test_beside_the_three_at_zero_only_the_four_unnamed_can_be():
    (total,) = (total for total in cr.regime("csci2005").totals if total.judgement == "stars")
    assert (total.lowest, total.highest) == (3, 7)


def test_the_rule_of_2003_gives_the_one_star_of_which_all_is_printed():
    rating = cr.rate("csci2005", council="Isle of Wight")
    assert rating.agrees
    assert rating.by_rule == (2, 2)
    assert cr.regime("csci2005").rule.id == cr.regime("ssi2003").rule.id
