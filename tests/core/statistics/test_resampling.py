"""Bootstrap and permutation: near the exact answer, and the same for the same seed."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import assume, given, strategies as st

import crossregime as cr
from crossregime.core.statistics import association, cells, resampling
from crossregime.core.statistics.catalogue import CATALOGUE

from ...count_tables import (
    VISION,
    few,
    measured,
)

measures = cr.statistics


@few
@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 2)), min_size=3, max_size=6))
def test_a_permutation_p_counts_every_way_to_deal_the_grades_out(pairs):
    first, second = zip(*pairs, strict=True)
    assume(len(set(first)) > 1 and len(set(second)) > 1)
    table = [[pairs.count((i, j)) for j in range(3)] for i in range(2)]
    observed = abs(association.concordance(table)[0] - association.concordance(table)[1])
    ways = [abs(np.triu(np.sign(np.subtract.outer(first, first)) * np.sign(np.subtract.outer(way, way))).sum())
            for way in permutations(second)]  # fmt: skip
    share = np.mean([way >= observed for way in ways])
    found = measures.permutation(table, "tau_b")
    assert found.details["method"] == "exact"
    assert found.p == pytest.approx(share, abs=1e-9)


def test_a_value_that_differs_from_the_one_seen_by_a_rounding_counts_as_equal_to_it():
    values, observed = np.array([0.3, -0.3, 0.2]), 0.1 + 0.2  # a rounding above 0.3
    assert resampling._extreme(values, observed, greater=True).tolist() == [True, False, False]
    assert resampling._extreme(values, observed, greater=False).tolist() == [True, True, False]


def test_a_permutation_p_by_draws_is_near_the_exact_one_and_the_same_each_time():
    table = [[8, 5, 2], [4, 6, 3], [1, 4, 7]]
    exact = measures.permutation(table, "gamma")
    assert exact.details["method"] == "exact"
    rows, columns = cells.margins(table)
    drawn = resampling._dealt(rows, columns, 20_000, np.random.default_rng(0))
    assert (drawn.sum(axis=2) == rows).all()
    assert (drawn.sum(axis=1) == columns).all()
    values = resampling._all_values(drawn, CATALOGUE["gamma"].parts)
    assert np.mean(np.abs(values) >= abs(exact.value) - 1e-12) == pytest.approx(exact.p, abs=0.01)
    big = [[40, 12, 9, 8], [10, 38, 13, 9], [9, 14, 41, 12], [7, 10, 11, 44]]
    once, again = (measures.permutation(big, "tau_b", draws=500, seed=3) for _ in range(2))
    assert once == again
    assert once.p == 1 / 501


def test_a_bootstrap_interval_is_near_the_asymptotic_one_and_the_same_each_time():
    once = measures.bootstrap(VISION, ["gamma", "kappa_linear", "rises_and_falls"], draws=4000, seed=1)
    assert once == measures.bootstrap(VISION, ["gamma", "kappa_linear", "rises_and_falls"], draws=4000, seed=1)
    assert once != measures.bootstrap(VISION, ["gamma", "kappa_linear", "rises_and_falls"], draws=4000, seed=2)
    for name in ("gamma", "kappa_linear"):
        assert once[name][:2] == pytest.approx(measured(name, VISION).interval()[:2], abs=0.002)
    moves = {f"rises_and_falls.{each}" for each in ("rises", "falls", "unchanged")}
    assert set(once) == {"gamma", "kappa_linear"} | moves


def test_the_number_of_draws_at_a_time_changes_nothing(monkeypatch):
    whole = measures.bootstrap(VISION, ["tau_b"], draws=1000)
    monkeypatch.setattr(resampling, "AT_ONCE", 64)
    assert measures.bootstrap(VISION, ["tau_b"], draws=1000) == whole
