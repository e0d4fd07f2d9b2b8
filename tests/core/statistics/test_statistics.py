"""Every statistic: against published values, against other programs, by its laws, and where it has no value."""

from __future__ import annotations

import json
import math
import time
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import assume, given, strategies as st
from scipy import stats

import crossregime as cr
from crossregime.core.errors import UsageError
from crossregime.core.statistics import association, cells, resampling
from crossregime.core.statistics.catalogue import CATALOGUE, ENTRIES
from crossregime.core.statistics.cells import Undefined

from ...count_tables import (
    AGREEMENT,
    ASSOCIATION,
    CHANGE,
    VISION,
    councils,
    few,
    measured,
    oblongs,
    same,
    squares,
    tables,
)
from ...depth import examples
from ...random_tables import random_tables

measures = cr.statistics
PUBLISHED = json.loads((Path(__file__).parents[2] / "published" / "statistics.json").read_text(encoding="utf-8"))


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


# Other programs


@pytest.mark.filterwarnings("ignore::RuntimeWarning:scipy")  # some releases of scipy divide by a variance of zero
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


@pytest.mark.parametrize("shift", [-3, -1, 0, 2, 4])
def test_the_polychoric_correlation_of_a_table_cut_in_halves_has_a_closed_form(shift):
    # Both thresholds are zero, so the share in the corner is 1/4 + arcsin(rho) / 2 pi.
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


# Stacks, frames and arrays


small = st.integers(2, 4).flatmap(
    lambda size: st.lists(tables(size, size, 3) | tables(size, size, 1), min_size=1, max_size=4)
)


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
        ("abc", "str is not a table"),
        (None, "NoneType is not a table"),
        ([1, 2], "int is not a table"),
        (np.array([[[1, 2], [3, -4]]]), "row 2, column 2 of the table 1 is"),
        ([[[1, 2], [3, 4]], [[1, 2, 3], [4, 5, 6]]], "differ in size"),
        (pl.DataFrame({"then": ["a", "b"], "now": ["a", "a"]}), "neither counts nor two columns of declared grades"),
    ],
)
def test_what_is_no_table_of_counts_is_refused(table, message):
    with pytest.raises(UsageError, match=message):
        measures.tau_b(table)


def refused(message, do, *arguments, **named):
    with pytest.raises(UsageError, match=message):
        do(*arguments, **named)


def test_mistakes_in_a_call_are_refused_with_what_to_do():
    square = [[3, 1], [0, 4]]
    refused("no weights 'linar'", measures.kappa_weighted, square, "linar")
    refused("not agreement weights", measures.ac2, square, [[0, 1], [1, 0]])
    refused("not a square matrix", measures.ac2, square, [[1, 0.5]])
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
    for draws, seed, what in (
        (0, 0, "0 draws"),
        (2.5, 0, "2.5 draws"),
        (9, -1, "-1 is not a seed"),
        (9, "a", "not a seed"),
    ):
        refused(what, measures.bootstrap, square, draws=draws, seed=seed)
        refused(what, measures.permutation, square, "tau_b", draws=draws, seed=seed)
        refused(what, measures.exact_homogeneity, square, omnibus=True, draws=draws, seed=seed)
        refused(what, cr.Inference, ("bootstrap",), draws=draws, seed=seed)
    refused("not a level", measures.bootstrap, square, level="a")
    refused("not a level", measures.tau_b(square).interval, 95)
    refused("need a common scale", measures.measure, square, ["kappa", "ac1"], common_scale=False)
    frame = pl.DataFrame({"then": ["low"], "now": ["hi"]})
    refused("no column 'than'", measures.tabulate, frame, "than", "now", grades=["low"])
    refused(
        "'hi' in column 'now' is not one of the declared",
        measures.tabulate,
        frame,
        "then",
        "now",
        grades=["low", "high"],
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
    assert measures.tau_b([[0, 1], [0, 0]]).reason == "fewer than two pairs have both grades known"
    known = "all pairs with both grades known have"
    assert measures.tau_b([[2, 1], [0, 0]]).reason == f"{known} the same grade in the first"
    assert measures.somers_d_rows([[2, 0], [1, 0]]).code == "one_grade_second"
    assert measures.kappa([[0, 0], [0, 3]]).reason == f"{known} one and the same grade in both"
    assert measures.mean_shift([[0]]).reason == "no pair has both grades known"
    assert measures.polychoric([[5, 0], [0, 5]]).code == "at_the_limit"
    assert measures.shorrocks([[5, 1], [0, 0]]).code == "empty_row"
    assert measures.bhapkar([[0, 3], [0, 0]]).code == "no_variance"
    assert measures.exact_homogeneity([[0, 300_000], [1, 0]]).code == "too_many_moves"
    assert measures.bootstrap([[0, 0], [0, 0]], ["tau_b"]) == {"tau_b": None}
    assert measures.permutation([[2, 1], [0, 0]], "tau_b").code == "one_grade_first"


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


# The catalogue


@examples(20)
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
    refused("ac2 takes weights, which can't be given here", measures.measure, [[3, 1], [0, 4]], ["ac2"])


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


def test_every_code_stands_in_the_reference():
    page = Path(__file__).parents[3] / "docs" / "reference" / "statistics.md"
    if not page.exists():
        pytest.skip("the documentation is not here")
    text = page.read_text(encoding="utf-8")
    from crossregime.core.statistics import (
        agreement,
        mobility,
        polychoric_correlation,
        ridit,
        significance,
        symmetry,
    )

    modules = (association, agreement, cells, mobility, resampling, ridit, significance, symmetry)
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
