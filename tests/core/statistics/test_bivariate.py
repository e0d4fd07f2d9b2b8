"""The chance of a band of two standard normals, against scipy's own integral and where it has a closed form."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy import stats

from crossregime.core.statistics.bivariate import log_band, log_chances, log_joint_density

from ...depth import examples

CUTS = st.lists(st.floats(-2.5, 2.5), min_size=1, max_size=4, unique_by=lambda cut: round(cut, 1)).map(sorted)


@examples(30)
@given(CUTS, CUTS, st.floats(-0.95, 0.95))
def test_the_chances_of_all_cells_sum_to_one_and_their_margins_are_those_of_one_normal(rows, columns, rho):
    chances = np.exp(log_chances(np.array(rows), np.array(columns), rho))
    assert chances.shape == (len(rows) + 1, len(columns) + 1)
    assert chances.sum() == pytest.approx(1, abs=1e-7)
    assert chances.sum(axis=1) == pytest.approx(np.diff(stats.norm.cdf([-np.inf, *rows, np.inf])), abs=1e-7)
    assert chances.sum(axis=0) == pytest.approx(np.diff(stats.norm.cdf([-np.inf, *columns, np.inf])), abs=1e-7)


def test_without_correlation_a_chance_is_the_product_of_two():
    rows, columns = np.array([-0.4, 1.1]), np.array([0.3])
    one, other = (np.diff(stats.norm.cdf([-np.inf, *cuts, np.inf])) for cuts in (rows, columns))
    assert np.exp(log_chances(rows, columns, 0.0)) == pytest.approx(np.outer(one, other), abs=1e-10)


@pytest.mark.parametrize("rho", [-0.8, -0.2, 0.5, 0.9])
def test_cut_in_halves_the_corner_is_a_quarter_and_an_arcsine(rho):
    # Sheppard (1899): P(X < 0, Y < 0) = 1/4 + arcsin(rho) / 2 pi.
    found = np.exp(log_chances(np.array([0.0]), np.array([0.0]), rho))
    assert found[0, 0] == pytest.approx(0.25 + math.asin(rho) / (2 * math.pi), abs=1e-9)


@pytest.mark.parametrize("rho", [-0.6, 0.35, 0.85])
def test_a_corner_is_that_of_scipys_integral(rho):
    rows, columns = np.array([-1.2, 0.4]), np.array([-0.3, 0.9])
    normal = stats.multivariate_normal(cov=[[1, rho], [rho, 1]])
    found = np.exp(log_chances(rows, columns, rho))
    assert found[:2, :1].sum() == pytest.approx(normal.cdf([0.4, -0.3]), abs=1e-6)
    assert found[:1, :2].sum() == pytest.approx(normal.cdf([-1.2, 0.9]), abs=1e-6)


def test_a_band_far_in_either_tail_keeps_its_digits():
    low, high = np.array([9.0, -10.0]), np.array([10.0, -9.0])
    expected = stats.norm.logsf(9) + math.log1p(-math.exp(stats.norm.logsf(10) - stats.norm.logsf(9)))
    assert log_band(low, high) == pytest.approx([expected, expected], rel=1e-10)


def test_the_joint_density_is_scipys():
    points = np.array([-1.0, 0.2, 2.0]), np.array([0.5, -0.7, 1.5])
    expected = stats.multivariate_normal(cov=[[1, 0.4], [0.4, 1]]).logpdf(np.column_stack(points))
    assert log_joint_density(*points, 0.4) == pytest.approx(expected)
