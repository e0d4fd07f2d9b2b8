"""What a record says of a statistic, and the interval that a value of it has."""

from __future__ import annotations

import math

import pytest
from scipy import stats

import crossregime as cr
from crossregime.core.errors import UsageError
from crossregime.core.statistics.catalogue import CATALOGUE
from crossregime.core.statistics.record import StatisticValue, check_draws, check_level


@pytest.mark.parametrize("level", [0.5, 0.9, 0.95, 0.999])
def test_an_interval_is_so_many_standard_errors_either_side(level):
    low, high, method = StatisticValue("gamma", 0.25, 0.1).interval(level)
    reach = stats.norm.ppf((1 + level) / 2) * 0.1
    assert (low, high, method) == (pytest.approx(0.25 - reach), pytest.approx(0.25 + reach), "asymptotic")


def test_without_a_value_or_an_error_there_is_no_interval():
    assert StatisticValue("gamma", None, None).interval() is None
    assert StatisticValue("gamma", 0.25).interval() is None


@pytest.mark.parametrize(
    ("name", "needs", "inference"),
    [
        ("tau_b", (), ("asymptotic", "bootstrap", "permutation")),
        ("kappa", ("a common scale", "a square table"), ("asymptotic", "bootstrap", "permutation")),
        ("rises_and_falls", ("a common scale", "a square table"), ("bootstrap",)),
        ("bowker", ("a common scale", "a square table", "known counts (it has no bounds)"), ()),
        ("polychoric", ("known counts (it has no bounds)",), ("asymptotic",)),
    ],
)
def test_a_record_says_what_a_statistic_needs_and_how_it_reckons_with_chance(name, needs, inference):
    assert CATALOGUE[name].needs == needs
    assert CATALOGUE[name].inference == inference


def test_what_speaks_of_moves_is_change_and_mobility_alone():
    assert {each.family for each in CATALOGUE.values() if each.of_change} == {"change", "mobility"}


def test_a_test_reckons_with_chance_itself():
    assert CATALOGUE["bowker"].chance == "it is a test itself"
    assert CATALOGUE["gamma"].chance == "asymptotic, bootstrap, permutation"


def test_a_value_knows_what_the_catalogue_says_of_it():
    assert cr.statistics.gamma([[3, 1], [0, 4]]).entry is CATALOGUE["gamma"]


@pytest.mark.parametrize("level", [0, 1, -0.1, 95, "0.95", True, None, math.nan])
def test_a_level_outside_0_to_1_is_refused(level):
    with pytest.raises(UsageError, match="is not a level of an interval"):
        check_level(level)


@pytest.mark.parametrize(("draws", "seed"), [(0, 0), (-1, 0), (1.5, 0), (True, 0), (9, -1), (9, None), (9, 0.5)])
def test_what_is_no_number_of_draws_and_no_seed_is_refused(draws, seed):
    with pytest.raises(UsageError):
        check_draws(draws, seed)
