"""Every statistic: against published values, against other programs, by its laws, and where it has no value."""

from __future__ import annotations

import importlib.util
import json
import math
import sys
import time
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import assume, given, settings, strategies as st
from scipy import stats

import crossregime as cr
from crossregime.core.errors import UsageError
from crossregime.core.statistics import association, cells
from crossregime.core.statistics.catalogue import CATALOGUE, ENTRIES, bounded_statistics
from crossregime.core.statistics.cells import Undefined

ASSOCIATION, AGREEMENT, CHANGE = (
    tuple(each for each in bounded_statistics(common_scale=True) if each.family == family)
    for family in ("association", "agreement", "change")
)

_spec = importlib.util.spec_from_file_location("random_tables", Path(__file__).parents[2] / "random_tables.py")
_module = importlib.util.module_from_spec(_spec)
sys.modules.setdefault("random_tables", _module)
_spec.loader.exec_module(_module)
random_tables = _module.random_tables

measures = cr.statistics
PUBLISHED = json.loads((Path(__file__).parents[2] / "published" / "statistics.json").read_text(encoding="utf-8"))
ALL = {each.id: each for each in bounded_statistics(common_scale=True)}
CLOSED = [each.name for each in ENTRIES if each.parts and not each.two_groups]
SQUARE = [each.name for each in ENTRIES if each.common_scale]
VISION = [[1520, 266, 124, 66], [234, 1512, 432, 78], [117, 362, 1772, 205], [36, 82, 179, 492]]


def tables(rows, columns, most=6):
    return st.lists(st.lists(st.integers(0, most), min_size=columns, max_size=columns), min_size=rows, max_size=rows)


squares = st.integers(2, 5).flatmap(lambda size: tables(size, size))
oblongs = st.tuples(st.integers(2, 5), st.integers(2, 5)).flatmap(lambda size: tables(*size))
few = settings(max_examples=60, deadline=None)


def councils(table):
    """Give the two grades of every council of a table."""
    return np.array(
        [(i, j) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)],
        dtype=int,
    ).reshape(-1, 2)


def same(one, other):
    if isinstance(one, Undefined) or isinstance(other, Undefined):
        return isinstance(one, Undefined) and isinstance(other, Undefined)
    return one == pytest.approx(other, abs=1e-12)


def measured(name, table, **arguments):
    return getattr(measures, name)(table, **arguments)


# Published values


@pytest.mark.parametrize("case", PUBLISHED, ids=lambda case: case["name"])
def test_each_published_value_is_reproduced(case):
    found = measured(case["statistic"], case["table"], **case["arguments"])
    if case["field"] == "interval":
        assert found.interval()[:2] == pytest.approx(case["value"], abs=case["tolerance"])
    else:
        value = getattr(found.value if case["field"] in ("b1", "b2") else found, case["field"])
        # A z is printed without its sign where the order of the two is left open.
        value = abs(value) if case["statistic"] == "ordinal_homogeneity" else value
        assert value == pytest.approx(case["value"], abs=case["tolerance"])
    if case["df"] is not None:
        assert found.df == case["df"]


def test_published_vectors_are_tabulated_to_the_published_value():
    case = next(case for case in PUBLISHED if "pairs" in case)
    frame = pl.DataFrame(case["pairs"])
    table = measures.tabulate(frame, "x", "y", grades=[1, 2, 3, 4, 5])
    assert [list(row) for row in table] == case["table"]
    assert measures.tau_a(table).value == pytest.approx(case["value"], abs=case["tolerance"])


def test_the_statistics_that_are_published_on_the_same_data_differ_as_printed():
    table = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]
    assert measures.ac2_ordinal(table).value == measures.ac2(table, "gwet-ordinal").value
    assert measures.ac2_ordinal(table).value != pytest.approx(measures.alpha_ordinal(table).value, abs=0.01)


def test_ordinal_alpha_is_one_worked_by_hand():
    # Grades given: 3 at 0, 1 at 1, 4 at 2. Mid-ranks 1.5, 3.5, 6; squared differences 4, 6.25, 20.25.
    # Seen: one council of four differs (0 and 1): 4 / 4. Expected: 2 (3*1*4 + 1*4*6.25 + 3*4*20.25) / (8 *
    # 7).
    expected = 2 * (12 + 25 + 243) / 56
    assert measures.alpha_ordinal([[1, 1, 0], [0, 0, 0], [0, 0, 2]]).value == pytest.approx(1 - 1 / expected)


# Other programs


@pytest.mark.filterwarnings("ignore::RuntimeWarning:scipy")  # some releases of scipy divide by a variance of nought
def test_association_is_that_of_scipy():
    for table in random_tables(1):
        first, second = councils(table).T
        tau_b = measures.tau_b(table)
        if len(set(first)) < 2 or len(set(second)) < 2:
            assert tau_b.value is None
            assert tau_b.code in ("too_few", "one_grade_first", "one_grade_second")
            continue
        assert tau_b.value == pytest.approx(stats.kendalltau(first, second).statistic, abs=1e-12)
        forth, back = stats.somersd(first, second).statistic, stats.somersd(second, first).statistic
        assert measures.somers_d_columns(table).value == pytest.approx(forth, abs=1e-12)
        assert measures.somers_d_rows(table).value == pytest.approx(back, abs=1e-12)
        if len(set(first)) == len(table) and len(set(second)) == len(table[0]):
            found = stats.kendalltau(first, second, variant="c").statistic
            assert measures.tau_c(table).value == pytest.approx(found, abs=1e-12)
        concordant, discordant = association.concordance(table)
        signs = np.sign(first[:, None] - first) * np.sign(second[:, None] - second)
        assert (concordant, discordant) == ((signs > 0).sum() / 2, (signs < 0).sum() / 2)


@pytest.mark.filterwarnings("ignore::RuntimeWarning:statsmodels")  # it takes the root of a rounding below nought
def test_kappas_and_their_errors_are_those_of_other_programs():
    metrics = pytest.importorskip("sklearn.metrics")
    inter_rater = pytest.importorskip("statsmodels.stats.inter_rater")
    for table in random_tables(2, square=True):
        first, second = councils(table).T
        for ours, name in (("kappa", None), ("kappa_linear", "linear"), ("kappa_quadratic", "quadratic")):
            found = measured(ours, table)
            if found.value is None:
                assert found.code in ("no_pairs", "same_grade")
                continue
            labels = list(range(len(table)))
            theirs = metrics.cohen_kappa_score(first, second, labels=labels, weights=name)
            assert found.value == pytest.approx(theirs, abs=1e-12)
            other = inter_rater.cohens_kappa(np.array(table, dtype=float), wt=name)
            assert found.value == pytest.approx(other.kappa, abs=1e-12)
            variance = max(other.var_kappa, 0)  # it may be a rounding below nought
            assert found.standard_error == pytest.approx(math.sqrt(variance), abs=1e-6)


def test_alpha_is_that_of_krippendorff_s_program():
    krippendorff = pytest.importorskip("krippendorff")
    for table in random_tables(3, square=True):
        pairs = councils(table)
        found = measures.alpha_ordinal(table)
        if not len(pairs) or len(set(pairs.ravel())) == 1:
            assert found.code in ("no_pairs", "same_grade")
            continue
        domain = list(range(len(table)))
        theirs = krippendorff.alpha(reliability_data=pairs.T, level_of_measurement="ordinal", value_domain=domain)
        assert found.value == pytest.approx(theirs, abs=1e-9)


@pytest.mark.filterwarnings("ignore::RuntimeWarning:statsmodels")  # it divides by the moves between two grades
def test_symmetry_and_homogeneity_are_those_of_statsmodels():
    tables_of = pytest.importorskip("statsmodels.stats.contingency_tables")
    compared = 0
    for table in random_tables(4, square=True):
        size = len(table)
        moves = [table[i][j] + table[j][i] for i in range(size) for j in range(i + 1, size)]
        if not all(moves):
            continue  # statsmodels has no value, or one of a table with 0.5 in the place of zeros
        compared += 1
        theirs = tables_of.SquareTable(np.array(table, dtype=float), shift_zeros=False)
        symmetry, bowker = theirs.symmetry(), measures.bowker(table)
        assert (bowker.statistic, bowker.p) == pytest.approx((symmetry.statistic, symmetry.pvalue), abs=1e-9)
        for name, ours in (("stuart_maxwell", measures.stuart_maxwell), ("bhapkar", measures.bhapkar)):
            found = ours(table)
            if found.code == "no_variance":
                continue  # statsmodels can't invert it
            other = theirs.homogeneity(name)
            assert (found.statistic, found.df) == pytest.approx((other.statistic, other.df), rel=1e-8)
            assert found.p == pytest.approx(other.pvalue, abs=1e-9)
    assert compared > 50


def test_trend_is_that_of_the_correlation_of_the_councils():
    for table in random_tables(5):
        first, second = councils(table).T
        found = measures.linear_by_linear(table)
        if len(set(first)) < 2 or len(set(second)) < 2:
            assert found.reason
            continue
        r = np.corrcoef(first, second)[0, 1]
        assert found.statistic == pytest.approx((len(first) - 1) * r * r, abs=1e-8)
        assert found.p == pytest.approx(stats.chi2.sf(found.statistic, 1), abs=1e-12)


def test_the_sign_test_is_the_binomial_test_of_scipy():
    for table in random_tables(6, square=True):
        found = measures.sign_test(table)
        rises, falls, _ = measures.rises_and_falls(table).value or (0, 0, 0)
        if not rises + falls:
            assert found.reason
            continue
        assert found.p == pytest.approx(stats.binomtest(rises, rises + falls).pvalue, rel=1e-9)


def test_superiority_is_that_of_mann_and_whitney():
    for table in random_tables(7):
        two = table[:2]
        first, second = (np.repeat(np.arange(len(row)), row) for row in two)
        found = measures.probability_of_superiority(two)
        if not len(first) or not len(second):
            assert found.code == "empty_group"
            continue
        u = stats.mannwhitneyu(first, second, method="asymptotic").statistic if len({*first, *second}) > 1 else None
        expected = 0.5 if u is None else u / (len(first) * len(second))
        assert found.value == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("shift", [-3, -1, 0, 2, 4])
def test_the_polychoric_correlation_of_a_table_cut_in_halves_has_a_closed_form(shift):
    # Both thresholds are nought, so the share in the corner is 1/4 + arcsin(rho) / 2 pi.
    table = [[10 + shift, 10 - shift], [10 - shift, 10 + shift]]
    expected = math.sin(2 * math.pi * ((10 + shift) / 40 - 0.25))
    for method in ("two_step", "ml"):
        assert measures.polychoric(table, method).value == pytest.approx(expected, abs=1e-7)


def test_the_polychoric_correlation_is_the_likeliest_by_another_integral():
    table = np.array([[10, 4, 1, 0], [5, 10, 12, 2], [2, 4, 12, 5], [0, 2, 6, 13]])

    def log_likelihood(rows, columns, rho):
        h, k = (np.array([-8, *cuts, 8]) for cuts in (rows, columns))
        normal = stats.multivariate_normal(cov=[[1, rho], [rho, 1]])
        below = np.array([[normal.cdf([one, other]) for other in k] for one in h])
        return (table * np.log(np.diff(np.diff(below, axis=0), axis=1))).sum()

    for method in ("two_step", "ml"):
        found = measures.polychoric(table, method)
        at = log_likelihood(*found.details["thresholds"], found.value)
        for step in (-0.003, 0.003):
            assert log_likelihood(*found.details["thresholds"], found.value + step) < at
    assert measures.polychoric(table, "ml").value != measures.polychoric(table).value
    near = log_likelihood(
        *measures.polychoric(table, "ml").details["thresholds"], measures.polychoric(table, "ml").value
    )
    assert near > log_likelihood(*measures.polychoric(table).details["thresholds"], measures.polychoric(table).value)


# Exact tests and chance


def test_the_exact_omnibus_test_agrees_with_its_draws_and_with_two_grades():
    assert (
        measures.exact_homogeneity([[5, 7], [2, 3]], omnibus=True).p == measures.exact_homogeneity([[5, 7], [2, 3]]).p
    )
    small = [[5, 4, 1], [1, 6, 3], [0, 1, 5]]
    exact = measures.exact_homogeneity(small, omnibus=True)
    assert exact.details["method"] == "exact"
    large = measures.exact_homogeneity(VISION, omnibus=True, draws=20_000)
    assert "20000 draws" in large.details["method"]
    assert large.p == pytest.approx(measures.stuart_maxwell(VISION).p, abs=0.003)


@few
@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 2)), min_size=3, max_size=6))
def test_a_permutation_p_counts_every_way_to_deal_the_grades_out(pairs):
    first, second = zip(*pairs, strict=True)
    assume(len(set(first)) > 1 and len(set(second)) > 1)
    table = [[pairs.count((i, j)) for j in range(3)] for i in range(2)]
    from itertools import permutations

    observed = abs(association.concordance(table)[0] - association.concordance(table)[1])
    ways = [abs(np.triu(np.sign(np.subtract.outer(first, first)) * np.sign(np.subtract.outer(way, way))).sum())
            for way in permutations(second)]  # fmt: skip
    share = np.mean([way >= observed for way in ways])
    found = measures.permutation(table, "tau_b")
    assert found.details["method"] == "exact"
    assert found.p == pytest.approx(share, abs=1e-9)


def test_a_value_that_differs_from_the_one_seen_by_a_rounding_counts_as_equal_to_it():
    from crossregime.core.statistics import resampling

    values, observed = np.array([0.3, -0.3, 0.2]), 0.1 + 0.2  # a rounding above 0.3
    assert resampling._extreme(values, observed, greater=True).tolist() == [True, False, False]
    assert resampling._extreme(values, observed, greater=False).tolist() == [True, True, False]


def test_a_permutation_p_by_draws_is_near_the_exact_one_and_the_same_each_time():
    table = [[8, 5, 2], [4, 6, 3], [1, 4, 7]]
    exact = measures.permutation(table, "gamma")
    assert exact.details["method"] == "exact"
    from crossregime.core.statistics import resampling

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
    from crossregime.core.statistics import resampling

    whole = measures.bootstrap(VISION, ["tau_b"], draws=1000)
    monkeypatch.setattr(resampling, "AT_ONCE", 64)
    assert measures.bootstrap(VISION, ["tau_b"], draws=1000) == whole


@pytest.mark.parametrize("name", CLOSED)
def test_a_standard_error_is_the_spread_of_the_bootstrap(name):
    from crossregime.core.statistics import resampling

    table = [[40, 12, 5], [9, 50, 14], [3, 11, 60]]
    (values,) = resampling.bootstrap_draws(table, [CATALOGUE[name].parts], 4000, 0)
    assert measured(name, table).standard_error == pytest.approx(values.std(), rel=0.08)


def test_the_error_of_superiority_is_that_of_delong():
    # DeLong's components, by the definition, over councils; each variance is divided by the councils less one.
    first, second = np.repeat(np.arange(4), [2, 5, 9, 4]), np.repeat(np.arange(4), [6, 7, 3, 1])
    wins = (first[:, None] > second) + 0.5 * (first[:, None] == second)
    spread = wins.mean(axis=1).var(ddof=1) / len(first) + wins.mean(axis=0).var(ddof=1) / len(second)
    assert measures.probability_of_superiority([[2, 5, 9, 4], [6, 7, 3, 1]]).standard_error == pytest.approx(
        math.sqrt(spread)
    )


# Laws


@few
@given(oblongs)
def test_reversing_both_scales_keeps_association(table):
    turned = [row[::-1] for row in table[::-1]]
    assert all(same(each.value(table), each.value(turned)) for each in ASSOCIATION)


@few
@given(oblongs)
def test_reversing_one_scale_turns_the_sign_of_association(table):
    for each in ASSOCIATION:
        there, back = each.value(table), each.value([row[::-1] for row in table])
        assert same(there, back if isinstance(back, Undefined) else -back)


@few
@given(oblongs)
def test_transposing_swaps_the_two_somers_d_and_keeps_the_rest(table):
    turned = [list(row) for row in zip(*table, strict=True)]
    for each in ASSOCIATION[:4]:
        assert same(each.value(table), each.value(turned))
    forth, back = measures.somers_d_rows(table), measures.somers_d_columns(turned)
    assert (forth.value is None) == (back.value is None)
    if forth.value is not None:
        assert forth.value == pytest.approx(back.value, abs=1e-12)
        assert forth.standard_error == pytest.approx(back.standard_error, abs=1e-9)


@few
@given(squares)
def test_transposing_keeps_agreement_and_swaps_rises_and_falls(table):
    turned = [list(row) for row in zip(*table, strict=True)]
    assert all(same(each.value(table), each.value(turned)) for each in AGREEMENT)
    there, back = measures.rises_and_falls(table).value, measures.rises_and_falls(turned).value
    assert there is None or there == (back.falls, back.rises, back.unchanged)


@few
@given(squares)
def test_transposing_keeps_the_tests_and_turns_the_sign_of_a_z(table):
    turned = [list(row) for row in zip(*table, strict=True)]
    for name in ("bowker", "stuart_maxwell", "bhapkar", "sign_test", "exact_homogeneity"):
        there, back = measured(name, table), measured(name, turned)
        assert there.code == back.code
        assert there.p == pytest.approx(back.p) if there.p is not None else back.p is None
    there, back = measures.ordinal_homogeneity(table), measures.ordinal_homogeneity(turned)
    assert there.statistic == pytest.approx(-back.statistic) if there.statistic is not None else back.reason


@given(st.lists(st.integers(0, 5), min_size=2, max_size=5))
def test_a_diagonal_table_of_two_grades_or_more_agrees_fully(counts):
    assume(sum(count > 0 for count in counts) > 1)
    table = [[count if i == j else 0 for j in range(len(counts))] for i, count in enumerate(counts)]
    for each in (*ASSOCIATION, *AGREEMENT):
        if each.id not in ("tau_a", "tau_c"):
            assert each.value(table) == pytest.approx(1, abs=1e-12), each.id
    assert {each.id: each.value(table) for each in CHANGE} == {
        "mean_shift": 0, "rises": 0, "falls": 0, "unchanged": sum(counts),
    }  # fmt: skip
    assert measures.kappa(table).standard_error == 0


@given(oblongs)
def test_no_association_is_beyond_one(table):
    for each in ASSOCIATION:
        value = each.value(table)
        assert isinstance(value, Undefined) or -1 - 1e-12 <= value <= 1 + 1e-12


@few
@given(squares)
def test_an_empty_grade_that_is_declared_keeps_what_leaves_it_out(table):
    # A grade that nobody has changes neither ranks nor chance agreement of kappa, but it changes steps and weights.
    wider = [[*row, 0] for row in table] + [[0] * (len(table) + 1)]
    for name in ("tau_a", "tau_b", "gamma", "somers_d_rows", "kappa", "alpha_ordinal", "stuart_maxwell", "bhapkar"):
        there, back = measured(name, table), measured(name, wider)
        assert there.value == pytest.approx(back.value) if there.value is not None else back.value is None
        assert there.df == back.df


@few
@given(st.lists(st.integers(0, 9), min_size=2, max_size=6))
def test_the_mean_ridit_of_the_reference_is_a_half(counts):
    assume(sum(counts))
    scores = measures.ridits(counts).value
    assert sum(score * count for score, count in zip(scores, counts, strict=True)) / sum(counts) == pytest.approx(0.5)


@few
@given(tables(2, 4))
def test_the_two_directions_of_superiority_add_to_one(table):
    there, back = measures.probability_of_superiority(table), measures.probability_of_superiority(table[::-1])
    if there.value is None:
        assert back.code == "empty_group"
    else:
        assert there.value + back.value == pytest.approx(1)


def test_mobility_of_row_shares_and_of_their_counts_is_one():
    counts = [[9, 1, 0], [3, 6, 1], [0, 2, 8]]
    row_shares = [[count / sum(row) for count in row] for row in counts]
    assert measures.shorrocks(counts).value == pytest.approx(measures.shorrocks(row_shares).value)
    weights = [10, 10, 10]
    there, back = measures.bartholomew(counts).value, measures.bartholomew(row_shares, start=weights).value
    assert there == pytest.approx(back)
    assert there.b2 == pytest.approx((1 + 3 + 1 + 2) / 30 / 2)
    assert measures.shorrocks([[5, 0], [0, 5]]).value == 0
    assert measures.shorrocks([[5, 5], [5, 5]]).value == 1


# Stacks, frames and arrays


@few
@given(st.integers(2, 4).flatmap(lambda size: st.lists(tables(size, size), min_size=1, max_size=5)))
def test_many_tables_at_once_give_what_each_gives_alone(several):
    stack = np.array(several)
    for name in CLOSED:
        together = measured(name, stack)
        for index, table in enumerate(several):
            alone = measured(name, table)
            if alone.value is None:
                assert math.isnan(together.value[index])
                assert (together.code[index], together.reason[index]) == (alone.code, alone.reason)
            else:
                assert together.code[index] == ""
                assert together.value[index] == pytest.approx(alone.value, abs=1e-9)
                assert together.standard_error[index] == pytest.approx(alone.standard_error, abs=1e-6)


def test_a_stack_of_pairs_of_groups_and_of_moves_works_too():
    stack = np.array([[[0, 1, 3], [2, 2, 0]], [[1, 1, 1], [1, 1, 1]]])
    assert measures.probability_of_superiority(stack).value.tolist() == [0.9375, 0.5]
    both = measures.rises_and_falls(np.array([[[1, 2], [0, 1]], [[0, 0], [3, 0]]])).value
    assert (both.rises.tolist(), both.falls.tolist()) == ([2, 0], [0, 3])
    assert measures.bartholomew(np.array([[[1, 1], [0, 2]]])).value.b1.tolist() == [0.5]


@pytest.mark.parametrize("name", [each.name for each in ENTRIES if each.one_table])
def test_the_polychoric_and_the_exact_test_take_one_table(name):
    with pytest.raises(UsageError, match="takes one table, not a stack of 2"):
        measured(name, np.ones((2, 3, 3), dtype=int))
    assert name not in measures.measure(np.ones((2, 3, 3), dtype=int), "all")


def equal(together, alone, index):
    """Hold one table of a stack to the same table alone."""
    if alone.value is None:
        assert (together.code[index], together.reason[index]) == (alone.code, alone.reason)
        assert np.isnan(np.asarray(together.value, dtype=float)[..., index, :] if together.name == "ridits"
                        else np.asarray(together.value, dtype=float)[..., index]).all()  # fmt: skip
        return
    assert together.code[index] == ""
    own = alone.value if isinstance(alone.value, tuple) else (alone.value,)
    values = np.asarray(together.value, dtype=float)
    values = values[index] if together.name == "ridits" else np.atleast_1d(values[..., index])
    assert values == pytest.approx(own, abs=1e-9)
    for field in ("statistic", "df", "p"):
        if getattr(alone, field) is not None:
            assert getattr(together, field)[index] == pytest.approx(getattr(alone, field), abs=1e-9)
    for key, detail in alone.details.items():
        assert together.details[key][index] == detail


small = st.integers(2, 4).flatmap(
    lambda size: st.lists(tables(size, size, 3) | tables(size, size, 1), min_size=1, max_size=4)
)


@few
@given(small)
def test_a_stack_is_its_tables_one_by_one_whatever_the_statistic(several):
    size = len(several[0])
    several = [*several, [[0] * size] * size, [[1] + [0] * (size - 1)] + [[0] * size] * (size - 1)]
    for name, together in measures.measure(np.array(several), "all").items():
        for index, table in enumerate(several):
            equal(together, measured(name, table), index)


def test_one_council_has_no_rank_correlation_in_a_stack_or_a_bootstrap_either():
    found = measures.tau_c([[[1, 0], [0, 0]], [[1, 0], [0, 1]]])
    assert found.code.tolist() == ["too_few", ""]
    assert found.value.tolist() == pytest.approx([math.nan, 1], nan_ok=True)
    assert measures.bootstrap([[1, 0], [0, 0]], ["tau_c", "mean_shift"], draws=20)["tau_c"] is None


def test_a_stack_of_row_shares_is_its_tables_one_by_one():
    stack = [[[0.9, 0.1], [0.3, 0.7]], [[0.5, 0.5], [0.5, 0.5]], [[1.0, 0.0], [0.0, 1.0]]]
    for name in ("shorrocks", "bartholomew"):
        together = measured(name, stack)
        assert together.standard_error is None
        for index, table in enumerate(stack):
            equal(together, measured(name, table), index)


def test_row_shares_may_be_rounded_as_they_are_printed():
    printed = [[0.33, 0.33, 0.33], [0.667, 0.167, 0.167], [0.1, 0.2, 0.7]]
    assert measures.shorrocks(printed).value == pytest.approx((3 - 1 / 3 - 0.167 / 1.001 - 0.7) / 2)
    assert measures.bartholomew([[0.5, 0.5], [0.34, 0.67]]).value.b1 == pytest.approx(0.5 + 0.34 / 1.01)


def test_where_nobody_moves_mobility_is_nought_and_so_are_the_draws():
    found = measures.bootstrap([[3, 0, 0], [0, 7, 0], [0, 0, 4]], ["shorrocks", "bartholomew"], draws=200)
    assert {(ends.lowest, ends.highest) for ends in found.values()} == {(0, 0)}


def test_an_interval_of_two_values_is_two_intervals():
    found = measures.bartholomew([[9, 1, 0], [3, 6, 1], [0, 2, 8]])
    both = found.interval()
    assert both.b1[:2] == pytest.approx((found.value.b1 - 1.959964 * found.standard_error.b1,
                                         found.value.b1 + 1.959964 * found.standard_error.b1))  # fmt: skip
    assert both.b2.lowest < found.value.b2 < both.b2.highest


def test_a_table_may_be_lists_an_array_a_frame_of_counts_or_a_frame_of_pairs():
    lists = [[3, 1], [0, 4]]
    wanted = measures.tau_b(lists)
    grade = pl.Enum(["low", "high"])
    pairs = pl.DataFrame(
        {"then": ["low"] * 4 + ["high"] * 4, "now": ["low"] * 3 + ["high"] * 5}, schema={"then": grade, "now": grade}
    )
    for table in (
        tuple(map(tuple, lists)), np.array(lists), np.array(lists, dtype=float),
        pl.DataFrame({"low": [3, 0], "high": [1, 4]}),
        pl.DataFrame({"grade": ["low", "high"], "low": [3, 0], "high": [1, 4]}), pairs,
        measures.tabulate(pairs, "then", "now"),
    ):  # fmt: skip
        assert measures.tau_b(table) == wanted


def test_a_frame_of_pandas_is_taken_too():
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"then": ["b", "b", "a"], "now": ["a", "b", "a"]})
    assert measures.tau_b(pandas.crosstab(frame["then"], frame["now"])).value == measures.tau_b([[1, 0], [1, 1]]).value
    ordered = frame.astype(pandas.CategoricalDtype(["b", "a"], ordered=True))
    assert measures.tabulate(ordered, "then", "now").rows == ((1, 1), (0, 1))
    with pytest.raises(UsageError, match="not declared"):
        measures.tabulate(frame.astype("category"), "then", "now")


def test_tabulating_keeps_declared_grades_that_nobody_has_and_leaves_nulls_out():
    frame = pl.DataFrame({"then": ["top", "low", None], "now": ["low", "low", "top"]})
    table = measures.tabulate(frame, "then", "now", grades=["low", "mid", "top"])
    assert table.rows == ((1, 0, 0), (0, 0, 0), (1, 0, 0))
    assert table.first == ("low", "mid", "top")
    oblong = measures.tabulate(frame, "then", "now", grades=(["low", "top"], ["low", "mid", "top"]))
    assert oblong.rows == ((1, 0, 0), (1, 0, 0))
    assert measures.tabulate(frame.drop_nulls(), "then", "then", grades=["low", "top"]).rows == ((1, 0), (0, 1))


# Input that can't be used


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ([], "no cells"),
        ([[]], "no cells"),
        ([[1, 2], [3]], "row 2 of the table has 1 cells where row 1 has 2"),
        ([[1, 2], [3, -1]], "row 2, column 2 of the table is -1"),
        ([[1, 2], [3, 0.5]], r"row 2, column 2 of the table is 0\.5"),
        ([[1, 2], [3, float("nan")]], "row 2, column 2 of the table is nan"),
        ([[1, 2], [3, "4"]], "row 2, column 2 of the table is '4'"),
        ([[True, 2], [3, 4]], "row 1, column 1 of the table is True"),
        ("abc", "str is no table"),
        (None, "NoneType is no table"),
        ([1, 2], "int is no table"),
        (np.array([[[1, 2], [3, -4]]]), "row 2, column 2 of the table 1 is"),
        ([[[1, 2], [3, 4]], [[1, 2, 3], [4, 5, 6]]], "differ in size"),
        (pl.DataFrame({"then": ["a", "b"], "now": ["a", "a"]}), "neither counts nor two columns of declared grades"),
    ],
)
def test_what_is_no_table_of_counts_is_refused(table, message):
    with pytest.raises(UsageError, match=message):
        measures.tau_b(table)


@pytest.mark.parametrize("name", SQUARE)
def test_what_needs_a_common_scale_refuses_a_table_that_is_not_square(name):
    with pytest.raises(UsageError, match=f"{name} needs both judgements on one scale, and the table is 2 by 3"):
        measured(name, [[1, 2, 3], [4, 5, 6]])


@pytest.mark.parametrize("statistic", [*AGREEMENT, *CHANGE], ids=lambda each: each.id)
def test_agreement_and_change_refuse_two_scales(statistic):
    with pytest.raises(ValueError, match="one scale"):
        statistic.value([[1, 2, 3], [4, 5, 6]])


def refused(message, do, *arguments, **named):
    with pytest.raises(UsageError, match=message):
        do(*arguments, **named)


def test_mistakes_in_a_call_are_refused_with_what_to_do():
    square = [[3, 1], [0, 4]]
    refused("no weights 'linar'", measures.kappa_weighted, square, "linar")
    refused("no agreement weights", measures.ac2, square, [[0, 1], [1, 0]])
    refused("no square matrix", measures.ac2, square, [[1, 0.5]])
    refused("weights of 3 grades", measures.kappa_weighted, square, [[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    refused("no method 'em'", measures.polychoric, square, "em")
    refused("3 scores don't fit 2", measures.ordinal_homogeneity, square, [1, 2, 3])
    refused("not in the order", measures.linear_by_linear, square, [2, 1])
    refused("two groups", measures.probability_of_superiority, [[1, 2], [3, 4], [5, 6]])
    refused("starting shares", measures.bartholomew, square, start=[1])
    refused("don't fit", measures.bartholomew, square, start="ab")
    refused("don't sum to 1", measures.shorrocks, [[0.5, 0.1], [0.3, 0.7]])
    refused("don't sum to 1", measures.shorrocks, [[[0.5, 0.5], [0.5, 0.5]], [[0.5, 0.1], [0.3, 0.7]]])
    refused("no statistic 'tau'", measures.explain, "tau")
    refused("no permutation test", measures.permutation, square, "bowker")
    refused("no bootstrap", measures.bootstrap, square, ["bowker"])
    for draws, seed, what in ((0, 0, "0 draws"), (2.5, 0, "2.5 draws"), (9, -1, "-1 is no seed"), (9, "a", "no seed")):
        refused(what, measures.bootstrap, square, draws=draws, seed=seed)
        refused(what, measures.permutation, square, "tau_b", draws=draws, seed=seed)
        refused(what, measures.exact_homogeneity, square, omnibus=True, draws=draws, seed=seed)
        refused(what, cr.Inference, ("bootstrap",), draws=draws, seed=seed)
    refused("no level", measures.bootstrap, square, level="a")
    refused("no level", measures.tau_b(square).interval, 95)
    refused("need a common scale", measures.measure, square, ["kappa", "ac1"], common_scale=False)
    frame = pl.DataFrame({"then": ["low"], "now": ["hi"]})
    refused("no column 'than'", measures.tabulate, frame, "than", "now", grades=["low"])
    refused(
        "'hi' in column 'now' is none of the declared", measures.tabulate, frame, "then", "now", grades=["low", "high"]
    )
    refused("declared twice", measures.tabulate, frame, "then", "now", grades=["low", "low"])


# Where there is no value


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_table_without_a_value_gives_a_code_and_a_sentence_and_never_nan(name):
    degenerate = (
        [[0, 0], [0, 0]],
        [[5, 0], [0, 0]],
        [[1, 0], [0, 0]],
        [[2, 3], [0, 0]],
        [[0, 0], [0, 1]],
        [[2, 0], [2, 0]],
    )
    for table in (*degenerate, *([[[0]], [[4]]] if name != "probability_of_superiority" else [])):
        found = measured(name, table)
        if found.value is None:
            assert found.reason
            assert found.code
            assert (found.standard_error, found.statistic, found.p) == (None, None, None)
        else:
            assert (found.reason, found.code) == (None, None)
            values = found.value if isinstance(found.value, tuple) else (found.value,)
            assert all(math.isfinite(value) for value in values)
            assert found.p is None or 0 <= found.p <= 1


def test_the_reasons_say_what_is_wrong():
    assert measures.tau_b([[0, 1], [0, 0]]).reason == "fewer than two councils have both grades known"
    known = "all councils with both grades known have"
    assert measures.tau_b([[2, 1], [0, 0]]).reason == f"{known} the same grade in the first"
    assert measures.somers_d_rows([[2, 0], [1, 0]]).code == "one_grade_second"
    assert measures.kappa([[0, 0], [0, 3]]).reason == f"{known} one and the same grade in both"
    assert measures.mean_shift([[0]]).reason == "no council has both grades known"
    assert measures.polychoric([[5, 0], [0, 5]]).code == "at_the_limit"
    assert measures.shorrocks([[5, 1], [0, 0]]).code == "empty_row"
    assert measures.bhapkar([[0, 3], [0, 0]]).code == "no_variance"
    assert measures.exact_homogeneity([[0, 300_000], [1, 0]]).code == "too_many_moves"
    assert measures.bootstrap([[0, 0], [0, 0]], ["tau_b"]) == {"tau_b": None}
    assert measures.permutation([[2, 1], [0, 0]], "tau_b").code == "one_grade_first"


def test_weights_of_one_s_own_are_those_of_the_same_name_and_keep_their_own():
    table = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]
    linear = [[1, 0.5, 0], [0.5, 1, 0.5], [0, 0.5, 1]]
    for own, named in ((measures.kappa_weighted, measures.kappa_linear), (measures.ac2, measures.ac2_linear)):
        found = own(table, linear)
        assert found.value == pytest.approx(named(table).value, abs=1e-12)
        assert found.standard_error == pytest.approx(named(table).standard_error, abs=1e-12)
        assert found == own(table, np.array(linear))
    assert (found.name, found.entry.name) == ("ac2", "ac2")


def test_weights_keep_grades_that_nobody_has():
    # Four declared grades, two in use: the largest disagreement is still three steps.
    table = [[3, 1, 0, 0], [1, 3, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]
    assert measures.ac2_linear(table).value > measures.ac2_linear([[3, 1], [1, 3]]).value


def test_a_grade_that_nobody_entered_or_left_is_dropped_and_named():
    found = measures.stuart_maxwell([[30, 0, 0], [0, 10, 2], [0, 4, 8]])
    assert (found.df, found.details["dropped"], found.details["n"]) == (1, (0,), 24)
    assert measures.bowker([[30, 0, 0], [0, 10, 2], [0, 4, 8]]).details["pairs_without_moves"] == 2
    # Two sets of grades that no council crossed between: each loses one degree of freedom.
    apart = [[5, 3, 0, 0], [1, 5, 0, 0], [0, 0, 5, 4], [0, 0, 1, 5]]
    assert measures.stuart_maxwell(apart).df == 2
    assert measures.stuart_maxwell(apart).statistic == pytest.approx((3 - 1) ** 2 / 4 + (4 - 1) ** 2 / 5)


def test_a_float_table_is_not_overwritten():
    table = np.array([[3.0, 0.0], [1.0, 4.0]])
    for name in CATALOGUE:
        measured(name, table)
    assert table.tolist() == [[3, 0], [1, 4]]


def test_kappa_is_the_same_for_agreement_weights_of_any_unit_and_for_weights_of_disagreement():
    table = [[13, 2, 0], [1, 20, 7], [3, 4, 56]]
    wanted = measures.kappa_linear(table)
    agreement_of_two, cohen = [[2, 1, 0], [1, 2, 1], [0, 1, 2]], [[0, 1, 2], [1, 0, 1], [2, 1, 0]]
    below = [[0, -3, -6], [-3, 0, -3], [-6, -3, 0]]
    for weights in (agreement_of_two, cohen, below, np.array(cohen)):
        found = measures.kappa_weighted(table, weights)
        assert (found.value, found.standard_error) == pytest.approx((wanted.value, wanted.standard_error))
    assert measures.kappa_weighted(table, "identity").value == measures.kappa(table).value
    assert measures.ac2(table, "identity").value == measures.ac1(table).value


def test_weights_that_are_none_are_refused():
    square = [[3, 1], [0, 4]]
    for weights in (None, 5, [["a", 0], [0, 1]], [[1, None], [0, 1]], [5, 6], [], [[math.nan, 0], [0, 1]]):
        refused("weights", measures.kappa_weighted, square, weights)
        refused("weights", measures.ac2, square, weights)
    refused("neither of agreement nor of disagreement", measures.kappa_weighted, square, [[1, 2], [0, 1]])
    refused("neither of agreement nor of disagreement", measures.kappa_weighted, square, [[1, 0], [0, 2]])
    with pytest.raises(UsageError, match=r"1 - v / \(the largest v\)"):
        measures.ac2(square, [[0, 2], [2, 0]])


# The catalogue


@settings(max_examples=20, deadline=None)
@given(squares)
def test_every_value_lies_within_the_limits_of_its_entry(table):
    for each in ENTRIES:
        value = measured(each.name, table[:2] if each.two_groups else table).value
        low, high = each.limits
        for number in value if isinstance(value, tuple) else () if value is None else (value,):
            assert low is None or number >= low - 1e-9, each.name
            assert high is None or number <= high + 1e-9, each.name


def test_tau_b_is_one_where_grades_go_one_to_one_though_the_table_is_not_square():
    assert measures.tau_b([[3, 0, 0], [0, 0, 4]]).value == 1
    assert measures.tau_b([[3, 0, 0], [0, 1, 4]]).value < 1


def test_assumptions_are_what_a_statistic_takes_for_granted_not_what_it_needs():
    assumed = {each.name: " ".join(each.assumptions) for each in ENTRIES}
    for name in ("mean_shift", "kappa_linear", "kappa_quadratic", "ac2_linear", "ac2_quadratic"):
        assert "steps between grades are equal" in assumed[name]
    for name in ("ordinal_homogeneity", "exact_homogeneity", "linear_by_linear"):
        assert "unless scores are given" in assumed[name]
    assert "bivariate normality" in assumed["polychoric"]
    for name in ("bowker", "stuart_maxwell", "bhapkar"):
        assert "large samples" in assumed[name]
    assert all("independent" in assumed[each.name] for each in ENTRIES if each.error or each.family == "test")
    assert assumed["rises_and_falls"] == ""


def test_what_takes_weights_of_one_s_own_is_explained_but_not_measured_by_name():
    assert "weights of one's own" in measures.explain("ac2").about
    assert measures.explain("kappa_weighted").title
    refused("ac2 takes weights of one's own", measures.measure, [[3, 1], [0, 4]], ["ac2"])


def test_the_names_are_those_of_the_functions_and_each_entry_is_whole():
    assert list(measures.names()) == [each.name for each in ENTRIES]
    for each in ENTRIES:
        assert callable(getattr(measures, each.name))
        assert all((each.title, each.about, each.formula, each.direction, each.range))
        assert each.references
        assert all(any(char.isdigit() for char in reference) for reference in each.references)
    assert [each.name for each in ENTRIES if each.default] == [
        "tau_b", "gamma", "somers_d_columns", "percent_agreement", "kappa_linear", "mean_shift", "rises_and_falls",
    ]  # fmt: skip


def test_all_of_a_square_table_are_all_but_what_needs_two_groups():
    assert list(measures.measure(VISION, "all")) == [name for name in CATALOGUE if name != "probability_of_superiority"]
    assert list(measures.measure([[1, 2, 3], [4, 5, 6]], "all")) == [
        each.name for each in ENTRIES if not each.common_scale
    ]


def test_only_a_common_scale_has_agreement_and_change():
    assert bounded_statistics(common_scale=False) == ASSOCIATION
    assert [each.family for each in bounded_statistics(common_scale=True)] == (
        ["association"] * 6 + ["agreement"] * 9 + ["change"] * 4
    )
    moves = {"rises", "falls", "unchanged"}
    assert {each.name for each in ENTRIES if each.bounded} == (set(ALL) - moves) | {"rises_and_falls"}


def test_every_code_stands_in_the_reference():
    page = Path(__file__).parents[3] / "docs" / "reference" / "statistics.md"
    if not page.exists():
        pytest.skip("the documentation is not here")
    text = page.read_text(encoding="utf-8")
    from crossregime.core.statistics import (
        agreement,
        mobility,
        polychoric_correlation,
        resampling,
        ridit,
        significance,
    )

    modules = (association, agreement, cells, mobility, resampling, ridit, significance)
    codes = {each.code for module in modules for each in vars(module).values() if isinstance(each, Undefined)}
    codes |= {each.code for each in (*cells.TIED, *polychoric_correlation.LIMIT.values())}
    assert {code for code in codes if f"`{code}`" not in text} == set()


@pytest.mark.parametrize("name", CATALOGUE)
def test_ten_million_councils_take_no_longer_than_one_would_wait(name):
    table = [[4_000_000, 700_000, 5_000], [2_000_000, 3_000_000, 7_000], [50, 60, 287_890]]
    start = time.monotonic()
    found = measured(name, table[:2] if name == "probability_of_superiority" else table)
    assert found.value is not None or found.code == "too_many_moves"
    assert time.monotonic() - start < 5


def test_ten_million_councils_are_counted_exactly():
    table = [[4_000_000, 1_000_000], [2_000_000, 3_000_000]]
    assert measures.tau_b(table).value == pytest.approx(measures.tau_b([[4, 1], [2, 3]]).value, abs=1e-6)
    assert measures.alpha_ordinal(table).value == pytest.approx(
        measures.alpha_ordinal([[400, 100], [200, 300]]).value, abs=1e-3
    )
    assert measures.ac1(np.array([table])).value[0] == pytest.approx(measures.ac1(table).value, abs=1e-9)
