"""What a rule rests on is counted from what is printed: ratings, examples, and what each part is needed for."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace
from itertools import product

import polars as pl

import crossregime as cr
from crossregime.core.rules.evidence import Evidence, ratings

from ...stars import ONE, THREE, ZERO, gathered


def test_the_rule_gives_all_150_councils_of_2003_their_stars(rule, known):
    assert len(known) == 150
    assert [series for series, pattern, star in known if rule.headline(pattern) != star] == []


def test_the_evidence_counts_ratings_by_regime_and_date_and_keeps_one_wording_apart():
    fits = {(fit.regime, str(fit.date)): fit for fit in gathered().fits}
    counted = {key: (fit.agreeing, len(fit.rated), fit.recovered) for key, fit in fits.items()}
    assert counted == {
        ("ssi2003", "2003-11-13"): (150, 150, True),
        ("ssi2002", "2002-05-30"): (10, 10, False),
        ("csci2004", "2004-11-18"): (2, 2, False),
    }
    assert [len(fit.one_wording) for fit in fits.values()] == [0, 5, 0]
    assert set(fits["ssi2002", "2002-05-30"].one_wording) == {
        "Darlington", "Dorset", "Durham", "Redcar and Cleveland", "Stockton-on-Tees",
    }  # fmt: skip
    assert [(each.headline, rank) for each, rank in gathered().examples] == [(0, 0), (1, 1), (2, 2), (3, 3)]


def test_reconstructed_outcomes_are_no_evidence():
    regime = cr.regime("ssi2002")
    november = regime.outcomes.filter(pl.col("published") == dt.date(2002, 11, 14))
    complete = november.filter(pl.col("worst") == pl.col("best")).group_by("series_id").len()
    assert complete.filter(pl.col("len") == 5).height == 46
    assert {rated.date for rated in ratings(regime, regime.rule)} == {dt.date(2002, 5, 30)}


def test_the_veto_on_no_rests_on_bromley_and_the_veto_on_poor_on_nothing():
    needs = {need.part: need for need in gathered().needs}
    assert [(each.name, each.headline, rank) for each, rank in needs["the veto on No"].ratings] == [
        ("Bromley", ZERO, ONE)
    ]
    assert needs["the veto on No"].examples == ()
    assert (needs["the veto on Poor"].ratings, needs["the veto on Poor"].examples) == ((), ())
    assert [(each.name, rank) for each, rank in needs["every veto"].examples] == [("Council 1", ONE)]
    assert "the data do not identify it" in " ".join(gathered().limits)


def test_every_ratio_of_the_weights_between_three_to_two_and_three_to_one_fits_the_ratings():
    (found,) = gathered().ratios
    inside = {(a, b) for a, b in product(range(1, 10), repeat=2) if math.gcd(a, b) == 1 and 1.5 < a / b < 3}
    assert (set(found.fitting), found.tried) == (inside, 9)


def test_the_steps_of_ten_and_fourteen_are_fixed_and_that_of_six_does_no_work(rule):
    one, two, three = gathered().steppings
    assert (one.lowest, one.highest) == (None, 6)
    assert (two.lowest, two.highest, three.lowest, three.highest) == (10, 10, 14, 14)
    lower = replace(rule, thresholds=(0, 10, 14))
    assert all(lower.headline(pattern) == rule.headline(pattern) for pattern in rule.patterns())


def test_a_printed_example_that_the_rule_fails_is_named(rule):
    (first, *others) = rule.examples
    wrong = replace(rule, examples=(replace(first, headline=THREE), *others))
    found = Evidence(wrong, (replace(cr.regime("ssi2003"), own_rule=wrong),))
    assert (
        found.sentences[-1]
        == "3 of 4 printed examples. Not as the rule has it: Council 1 (Three Stars, by the rule Zero Stars)."
    )
