"""Every statistic that has bounds: against published values, against other programs, and by its laws."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from crossregime.core import agreement, association, change
from crossregime.core.association import Degenerate
from crossregime.core.statistic import AGREEMENT, ASSOCIATION, CHANGE, statistics

PUBLISHED = json.loads((Path(__file__).parent / "published" / "statistics.json").read_text(encoding="utf-8"))
ALL = {each.id: each for each in statistics(common_scale=True)}
VALUES = {name: each.value for name, each in ALL.items()} | {
    "kappa_ordinal": lambda table: agreement.kappa(table, "gwet-ordinal")
}


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
    if isinstance(one, Degenerate) or isinstance(other, Degenerate):
        return isinstance(one, Degenerate) and isinstance(other, Degenerate)
    return one == pytest.approx(other, abs=1e-12)


@pytest.mark.parametrize("case", PUBLISHED, ids=lambda case: case["name"])
def test_each_published_value_is_reproduced(case):
    assert VALUES[case["statistic"]](case["table"]) == pytest.approx(case["value"], abs=case["tolerance"])


def test_ordinal_alpha_is_one_worked_by_hand():
    # Grades given: 3 at 0, 1 at 1, 4 at 2. Mid-ranks 1.5, 3.5, 6; squared differences 4, 6.25, 20.25.
    # Seen: one council of four differs (0 and 1): 4 / 4. Expected: 2 (3*1*4 + 1*4*6.25 + 3*4*20.25) / (8 *
    # 7).
    expected = 2 * (12 + 25 + 243) / 56
    assert agreement.alpha_ordinal([[1, 1, 0], [0, 0, 0], [0, 0, 2]]) == pytest.approx(1 - 1 / expected)


@few
@given(oblongs)
def test_association_is_that_of_scipy(table):
    pairs = councils(table)
    assume(len(pairs) > 1)
    first, second = pairs.T
    if len(set(first)) > 1 and len(set(second)) > 1:
        assert association.tau_b(table) == pytest.approx(stats.kendalltau(first, second).statistic, abs=1e-12)
        forth, back = stats.somersd(first, second).statistic, stats.somersd(second, first).statistic
        assert association.somers_d(table) == pytest.approx(forth, abs=1e-12)
        assert association.somers_d(table, "first") == pytest.approx(back, abs=1e-12)
        if len(set(first)) == len(table) and len(set(second)) == len(table[0]):
            found = stats.kendalltau(first, second, variant="c").statistic
            assert association.tau_c(table) == pytest.approx(found, abs=1e-12)
    else:
        assert isinstance(association.tau_b(table), Degenerate)


@few
@given(squares)
def test_kappas_are_those_of_other_programs(table):
    metrics = pytest.importorskip("sklearn.metrics")
    inter_rater = pytest.importorskip("statsmodels.stats.inter_rater")
    pairs = councils(table)
    assume(len(pairs) > 0)
    first, second = pairs.T
    for ours, name in (("unweighted", None), ("linear", "linear"), ("quadratic", "quadratic")):
        found = agreement.kappa(table, ours)
        if isinstance(found, Degenerate):
            continue
        theirs = metrics.cohen_kappa_score(first, second, labels=list(range(len(table))), weights=name)
        assert found == pytest.approx(theirs, abs=1e-12)
        weights = {None: None, "linear": "linear", "quadratic": "quadratic"}[name]
        other = inter_rater.cohens_kappa(np.array(table, dtype=float), wt=weights, return_results=False)
        assert found == pytest.approx(other, abs=1e-12)


@few
@given(squares)
def test_alpha_is_that_of_krippendorff_s_program(table):
    krippendorff = pytest.importorskip("krippendorff")
    pairs = councils(table)
    assume(len(pairs) > 0)
    found = agreement.alpha_ordinal(table)
    if len(set(pairs.ravel())) == 1:
        assert isinstance(found, Degenerate)
        return
    theirs = krippendorff.alpha(
        reliability_data=pairs.T, level_of_measurement="ordinal", value_domain=list(range(len(table)))
    )
    assert found == pytest.approx(theirs, abs=1e-9)


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
        assert same(there, back if isinstance(back, Degenerate) else -back)


@few
@given(oblongs)
def test_transposing_swaps_the_two_somers_d_and_keeps_the_rest(table):
    turned = [list(row) for row in zip(*table, strict=True)]
    for each in ASSOCIATION[:4]:
        assert same(each.value(table), each.value(turned))
    assert same(association.somers_d(table), association.somers_d(turned, "first"))


@few
@given(squares)
def test_transposing_keeps_agreement_and_swaps_rises_and_falls(table):
    turned = [list(row) for row in zip(*table, strict=True)]
    assert all(same(each.value(table), each.value(turned)) for each in AGREEMENT)
    assert (change.rises(table), change.falls(table)) == (change.falls(turned), change.rises(turned))


@given(st.lists(st.integers(0, 5), min_size=2, max_size=5))
def test_a_diagonal_table_of_two_grades_or_more_agrees_fully(counts):
    assume(sum(count > 0 for count in counts) > 1)
    table = [[count if i == j else 0 for j in range(len(counts))] for i, count in enumerate(counts)]
    for each in (*ASSOCIATION, *AGREEMENT):
        if each.id not in ("tau_a", "tau_c"):
            assert each.value(table) == pytest.approx(1, abs=1e-12), each.id
    assert [each.value(table) for each in CHANGE] == [0, 0, 0]


@given(oblongs)
def test_no_association_is_beyond_one(table):
    for each in ASSOCIATION:
        value = each.value(table)
        assert isinstance(value, Degenerate) or -1 - 1e-12 <= value <= 1 + 1e-12


@few
@given(st.integers(2, 4).flatmap(lambda size: st.lists(tables(size, size), min_size=1, max_size=5)))
def test_many_tables_at_once_give_what_each_gives_alone(several):
    stack = np.array(several)
    cells = [[stack[:, i, j] for j in range(stack.shape[2])] for i in range(stack.shape[1])]
    for each in ALL.values():
        numerators, denominators = each.parts(cells)
        for index, table in enumerate(several):
            value = each.value(table)
            if not isinstance(value, Degenerate):
                numerator, denominator = (
                    np.broadcast_to(part, len(several))[index] for part in (numerators, denominators)
                )
                assert numerator / denominator == pytest.approx(value, abs=1e-12), each.id


@pytest.mark.parametrize("statistic", ALL.values(), ids=lambda each: each.id)
def test_no_pairs_or_one_grade_gives_a_reason_or_a_number_but_never_nan(statistic):
    for table in ([[0, 0], [0, 0]], [[5, 0], [0, 0]], [[1, 0], [0, 0]], [[2, 3], [0, 0]], [[0]], [[4]]):
        value = statistic.value(table)
        if isinstance(value, Degenerate):
            assert value.reason
        else:
            assert value == value  # noqa: PLR0124  # NaN is not itself


def test_the_reasons_say_what_is_wrong():
    assert association.tau_b([[0, 1], [0, 0]]).reason == "fewer than two councils are paired"
    assert association.tau_b([[2, 1], [0, 0]]).reason == "every paired council has the same grade in the first"
    assert association.somers_d([[2, 0], [1, 0]], "first").reason == (
        "every paired council has the same grade in the second"
    )
    assert agreement.kappa([[0, 0], [0, 3]]).reason == "every paired council has the same grade in both"
    assert change.mean_shift([[0]]).reason == "no council is paired"


@pytest.mark.parametrize("statistic", [*AGREEMENT, *CHANGE], ids=lambda each: each.id)
def test_agreement_and_change_refuse_two_scales(statistic):
    with pytest.raises(ValueError, match="one scale"):
        statistic.value([[1, 2, 3], [4, 5, 6]])


def test_weights_keep_grades_that_nobody_has():
    # Four declared grades, two in use: the largest disagreement is still three steps.
    table = [[3, 1, 0, 0], [1, 3, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]
    assert agreement.ac(table, "linear") > agreement.ac([[3, 1], [1, 3]], "linear")


def test_only_a_common_scale_has_agreement_and_change():
    assert statistics(common_scale=False) == ASSOCIATION
    assert [each.family for each in statistics(common_scale=True)] == (
        ["association"] * 6 + ["agreement"] * 9 + ["change"] * 3
    )
