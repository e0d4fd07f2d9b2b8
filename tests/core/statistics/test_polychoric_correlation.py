"""The polychoric correlation: the chances of cells, its laws on tables far from normal, and what it cannot tell."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy import integrate, stats

import crossregime as cr
from crossregime.core.statistics.bivariate import log_band, log_chances

from ...depth import examples

measures = cr.statistics

thresholds = st.lists(st.integers(-30, 30), min_size=1, max_size=4, unique=True).map(
    lambda tenths: np.array(sorted(tenths)) / 10
)
wild = st.sampled_from([0, 0, 0, 1, 2, 3, 30, 500, 1700])
tables = st.tuples(st.integers(2, 5), st.integers(2, 5)).flatmap(
    lambda size: st.lists(st.lists(wild, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0])
)


@examples(40)
@given(thresholds, thresholds, st.sampled_from([-0.999, -0.9, -0.4, 0, 0.4, 0.9, 0.999]))
def test_the_chances_of_all_cells_add_to_one_and_those_of_a_band_to_its_own(rows, columns, rho):
    chances = np.exp(log_chances(rows, columns, rho))
    assert chances.sum() == pytest.approx(1, abs=1e-11)
    ends = np.concatenate([[-np.inf], rows, [np.inf]])
    assert chances.sum(axis=1) == pytest.approx(np.diff(stats.norm.cdf(ends)), abs=1e-11)


def test_the_chance_of_a_far_cell_is_right_where_a_difference_would_be_zero():
    # Above 6 in one and below -6 in the other, at a correlation of 0.5: a sum by Simpson of the conditional chance.
    x = np.linspace(6, 16, 200_001)
    tail = stats.norm.logcdf((-6 - 0.5 * x) / np.sqrt(0.75)) + stats.norm.logpdf(x)
    step = x[1] - x[0]
    weights = np.ones_like(x)
    weights[1:-1:2], weights[2:-1:2] = 4, 2
    wanted = tail.max() + np.log((weights * np.exp(tail - tail.max())).sum() * step / 3)
    found = log_chances(np.array([6.0]), np.array([-6.0]), 0.5)[1, 0]
    assert wanted < -70
    assert found == pytest.approx(wanted, abs=1e-9)


def test_a_band_is_right_in_both_tails():
    assert log_band(np.array(30.0), np.array(31.0)) == pytest.approx(log_band(np.array(-31.0), np.array(-30.0)))
    assert log_band(np.array(30.0), np.array(31.0)) == pytest.approx(stats.norm.logsf(30), abs=1e-9)


@pytest.mark.parametrize(
    ("table", "value"),
    [
        ([[5, 4, 0, 0], [0, 0, 79, 267], [0, 1645, 0, 0], [0, 0, 0, 0]], -0.7770),
        ([[0, 0], [2, 0], [0, 568], [3, 0], [1424, 3]], -0.9604),
    ],
)
def test_a_table_far_from_normal_has_its_value(table, value):
    assert measures.polychoric(table).value == pytest.approx(value, abs=5e-5)


def turned(table):
    """Give a table with both scales reversed, with the rows reversed, and transposed, each with the sign it gives."""
    array = np.array(table)
    return ((array[::-1, ::-1], 1), (array[::-1], -1), (array.T, 1))


@examples(20)
@given(tables)
def test_reversing_both_scales_keeps_it_one_turns_its_sign_and_transposing_keeps_it(table):
    found = measures.polychoric(table)
    for other, sign in turned(table):
        again = measures.polychoric(other)
        assert (found.value is None) == (again.value is None)
        if found.value is not None:
            assert again.value == pytest.approx(sign * found.value, abs=1e-7)
            assert again.standard_error == pytest.approx(found.standard_error, rel=1e-4)


def test_a_small_table_with_empty_grades_keeps_its_value_when_both_scales_are_reversed():
    table = [[1, 0, 0], [0, 38, 94], [0, 167, 0], [0, 0, 0], [0, 0, 0]]
    for method in ("two_step", "ml"):
        values = [measures.polychoric(each, method).value for each in (table, *(other for other, _ in turned(table)))]
        assert values == pytest.approx([values[0], values[0], -values[0], values[0]], abs=1e-8)


@examples(15)
@given(tables, st.sampled_from(["two_step", "ml"]))
def test_a_standard_error_is_a_number_or_there_is_a_reason_why_there_is_none(table, method):
    found = measures.polychoric(table, method)
    if found.value is None:
        assert found.reason
    elif found.standard_error is None:
        assert found.details["why_no_standard_error"]
    else:
        assert np.isfinite(found.standard_error)


def test_the_likelihood_of_a_long_table_has_a_standard_error_by_maximum_likelihood():
    found = measures.polychoric([[0, 329, 6, 0, 1, 0, 0], [0, 57, 4, 758, 0, 845, 0]], "ml")
    assert found.standard_error == pytest.approx(0.0029, abs=1e-4)
    assert found.details["unused"] == ((), (0, 6))
    assert [len(each) for each in found.details["thresholds"]] == [1, 4]


def test_where_the_curvature_gives_no_standard_error_the_details_say_so(monkeypatch):
    from crossregime.core.statistics import polychoric_correlation as polychoric

    monkeypatch.setattr(polychoric, "_root", lambda _: None)
    for method in ("two_step", "ml"):
        found = measures.polychoric([[5, 2], [1, 6]], method)
        assert found.standard_error is None
        assert found.interval() is None
        assert "gives none" in found.details["why_no_standard_error"]


@pytest.mark.parametrize("others", [400, 4_000, 100_000, 1_000_000])
@pytest.mark.parametrize("method", ["two_step", "ml"])
@pytest.mark.parametrize("sign", [1, -1])
def test_near_one_it_is_the_closed_form_of_two_halves(others, method, sign):
    # Cut at their medians, the two differ for a share q of councils: the correlation is cos(pi q) (Sheppard 1899).
    table = [[others, 1], [1, others]][::sign]
    q, n = 1 / (others + 1), 2 * others + 2
    found = measures.polychoric(table, method)
    assert 1 - sign * found.value == pytest.approx(1 - np.cos(np.pi * q), rel=1e-4, abs=2e-16)
    assert found.standard_error == pytest.approx(np.pi * np.sin(np.pi * q) * np.sqrt(q * (1 - q) / n), rel=1e-4)


@pytest.mark.parametrize("table", [[[4, 0], [0, 4]], [[400, 0], [1, 400]], [[0, 5, 3], [4, 0, 0]]])
def test_where_the_likelihood_only_grows_there_is_no_estimate(table):
    for other, _ in (*turned(table), (table, 1)):
        assert measures.polychoric(other).code == measures.polychoric(other, "ml").code == "at_the_limit"


@pytest.mark.parametrize("off", [1e-4, 1e-7, 1e-10, 1e-12])
@pytest.mark.parametrize("apart", [-2.0, 0.0, 0.5, 3.0])
def test_the_chances_near_one_are_those_of_quadrature(off, apart):
    # Both below h and k: the integral over the first below h of the chance that the second is below k given it. The
    # integrand turns where rho x = k, within the root of 1 - rho^2, so the variable is how many of those off x is.
    rho = 1 - off
    root = np.sqrt((1 - rho) * (1 + rho))
    h = 0.7
    k = rho * h + apart * root
    near, _ = integrate.quad(
        lambda u: stats.norm.cdf(-u) * stats.norm.pdf((k + u * root) / rho) * root / rho,
        -12,
        (rho * h - k) / root,
        points=[-3, 0] if apart < 0 else [-3],
        epsabs=0,
        epsrel=1e-12,
    )
    wanted = stats.norm.cdf((k - 12 * root) / rho) + near
    found = log_chances(np.array([h]), np.array([k]), rho)
    assert np.exp(found[0, 0]) == pytest.approx(wanted, rel=1e-10)
    assert np.exp(found[0, 1]) == pytest.approx(
        integrate.quad(
            lambda u: stats.norm.cdf(u) * stats.norm.pdf((k + u * root) / rho) * root / rho,
            -12, (rho * h - k) / root, epsabs=0, epsrel=1e-12,
        )[0],
        rel=1e-6,
    )  # fmt: skip
