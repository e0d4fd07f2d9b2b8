"""Agreement of two judgements on one scale: kappa, AC1, AC2 and alpha, against other programs and by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given

import crossregime as cr
from crossregime.core.errors import UsageError

from ...count_tables import (
    AGREEMENT,
    councils,
    few,
    measured,
    same,
    squares,
)
from ...random_tables import random_tables

measures = cr.statistics


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


@pytest.mark.filterwarnings("ignore::RuntimeWarning:statsmodels")  # it takes the root of a rounding below zero
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
            variance = max(other.var_kappa, 0)  # it may be a rounding below zero
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


@few
@given(squares)
def test_transposing_keeps_agreement_and_swaps_rises_and_falls(table):
    turned = [list(row) for row in zip(*table, strict=True)]
    assert all(same(each.value(table), each.value(turned)) for each in AGREEMENT)
    there, back = measures.rises_and_falls(table).value, measures.rises_and_falls(turned).value
    assert there is None or there == (back.falls, back.rises, back.unchanged)


def refused(message, do, *arguments, **named):
    with pytest.raises(UsageError, match=message):
        do(*arguments, **named)


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
