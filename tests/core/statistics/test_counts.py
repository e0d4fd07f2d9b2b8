"""Tables of counts from what a user has, and what is refused with what to do."""

from __future__ import annotations

import math

import numpy as np
import polars as pl
import pytest

import crossregime as cr
from crossregime.core.errors import UsageError

measures = cr.statistics
GRADE = pl.Enum(["low", "high"])
PAIRS = pl.DataFrame(
    {"then": ["low"] * 4 + ["high"] * 4, "now": ["low"] * 3 + ["high"] * 5}, schema={"then": GRADE, "now": GRADE}
)
WANTED = measures.tau_b([[3, 1], [0, 4]])


def test_a_lazy_frame_is_taken_as_the_frame_that_it_gives():
    assert measures.tau_b(PAIRS.lazy()) == WANTED
    assert measures.tabulate(PAIRS.lazy(), "then", "now").rows == ((3, 1), (0, 4))


def test_a_table_of_arrow_is_taken_too():
    pyarrow = pytest.importorskip("pyarrow")
    assert measures.tau_b(pyarrow.table({"low": [3, 0], "high": [1, 4]})) == WANTED
    words = pyarrow.table({"then": ["low", "low", "high"], "now": ["low", "high", "high"]})
    assert measures.tabulate(words, "then", "now", grades=["low", "high"]).rows == ((1, 1), (0, 1))


@pytest.mark.parametrize("name", measures.names())
def test_a_generator_of_rows_is_taken_by_every_statistic(name):
    table = [[9, 2], [3, 8]]
    assert getattr(measures, name)(row for row in table) == getattr(measures, name)(table)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (np.array(5), "ndarray is not a table"),
        (5, "int is not a table"),
        ({"low": [3, 0], "high": [1, 4]}, "dict is not a table"),
    ],
)
@pytest.mark.parametrize("name", ["tau_b", "shorrocks", "bartholomew", "ridits"])
def test_what_has_no_rows_is_refused(name, table, message):
    with pytest.raises(UsageError, match=message):
        getattr(measures, name)(table)


def test_the_counts_of_one_distribution_may_be_a_list_an_array_or_a_series():
    for held in ([1, 2, 1], np.array([1, 2, 1]), pl.Series([1, 2, 1])):
        assert measures.ridits(held).value == (0.125, 0.5, 0.875)


def test_what_is_no_frame_or_no_list_of_grades_is_refused():
    for frame in ({"then": ["low"], "now": ["low"]}, None, [[1, 2]]):
        with pytest.raises(UsageError, match="is not a frame"):
            measures.tabulate(frame, "then", "now", grades=["low"])
    for grades in (5, "low"):
        with pytest.raises(UsageError, match="not a list of grades"):
            measures.tabulate(PAIRS, "then", "now", grades=grades)


def test_columns_of_one_name_and_sums_beside_the_counts_are_refused():
    pandas = pytest.importorskip("pandas")
    with pytest.raises(UsageError, match="two columns 'a'"):
        measures.tau_b(pandas.DataFrame([[1, 2], [3, 4]], columns=["a", "a"]))
    then, now = PAIRS["then"].to_list(), PAIRS["now"].to_list()
    assert measures.tau_b(pandas.crosstab(pandas.Series(then[::-1]), pandas.Series(now[::-1])))
    with pytest.raises(UsageError, match="are the sums of the others"):
        measures.tau_b(pandas.crosstab(pandas.Series(then), pandas.Series(now), margins=True))


@pytest.mark.parametrize("name", ["tau_b", "kappa", "shorrocks", "bartholomew", "ridits"])
def test_a_number_too_large_to_be_counted_is_refused(name):
    for number in (2**53 + 2, 1e300, 10**400, math.inf):
        with pytest.raises(UsageError, match="row 1, column 2 of the table is more than can be counted"):
            getattr(measures, name)([[1, number], [1, 1]])
    with pytest.raises(UsageError, match="which is not a count"):
        getattr(measures, name)(np.array([[[1, 1e300], [1, 1]]]))
    assert getattr(measures, name)([[1, 2**53], [1, 1]]).value is not None


def test_two_columns_of_numbers_are_counts_not_pairs():
    frame = pl.DataFrame({"a": [0, 1], "b": [1, 1]})
    assert measures.kappa(frame) == measures.kappa([[0, 1], [1, 1]])
    assert measures.tabulate(frame, "a", "b", grades=[0, 1]).rows == ((0, 1), (0, 1))


def test_the_table_of_a_comparison_is_that_of_the_councils_with_both_grades_known():
    comparison = cr.compare("ssi2003", "ofsted2009")
    table = comparison.counts
    assert table.first == ("Zero Stars", "One Star", "Two Stars", "Three Stars")
    assert [list(row) for row in table] == comparison.crosstab.tabulation.known
    for name in ("kappa", "shorrocks", "bowker", "mean_shift", "rises_and_falls"):
        with pytest.raises(UsageError, match=f"{name} needs a common scale"):
            getattr(measures, name)(comparison)  # four grades on both sides, of two scales
    assert list(measures.measure(comparison)) == ["tau_b", "gamma", "somers_d_columns"]
    assert measures.kappa(cr.compare("ssi2002", "ssi2003")).value
    value = comparison.crosstab.association.complete_case
    for held in (comparison, comparison.crosstab, comparison.crosstab.tabulation, table):
        assert measures.tau_b(held).value == value
    with pytest.raises(UsageError, match="a table for each adjacent pair"):
        measures.tau_b(cr.compare("ssi2002", "ssi2003", "ofsted2009"))


def test_the_grades_of_pairs_are_declared_by_their_type():
    comparison = cr.compare("ssi2002", "ssi2003")
    pairs = comparison.pairs.filter(pl.col("worst_1") == pl.col("best_1"), pl.col("worst_2") == pl.col("best_2"))
    found = measures.tabulate(pairs, "worst_1", "worst_2")
    assert (found.rows, found.first) == (comparison.counts.rows, comparison.counts.first)
    assert comparison.pairs.schema["worst_2"] == pl.Enum(comparison.positions[1].scale.labels)


def test_as_many_grades_by_other_names_are_another_scale():
    frame = pl.DataFrame({"a": ["low", "high"], "b": ["poor", "good"]})
    apart = (["low", "high"], ["poor", "good"])
    typed = frame.cast({"a": pl.Enum(apart[0]), "b": pl.Enum(apart[1])})
    pairs = cr.compare("ssi2003", "ofsted2009").pairs
    for held in (
        typed, measures.tabulate(frame, "a", "b", grades=apart), measures.tabulate(pairs, "worst_1", "worst_2")
    ):  # fmt: skip
        for name in ("kappa", "mean_shift", "bowker", "shorrocks"):
            with pytest.raises(UsageError, match=f"{name} needs a common scale"):
                getattr(measures, name)(held)
        assert "percent_agreement" not in measures.measure(held)
        assert measures.tau_b(held).value is not None
    alike = pl.DataFrame({"a": ["low", "high"], "b": ["low", "high"]})
    assert measures.kappa(measures.tabulate(alike, "a", "b", grades=apart[0])).value == 1


def test_names_that_are_none_are_refused():
    for ask in (
        lambda: cr.compare("ssi2003", "ofsted2009", statistics=5),
        lambda: cr.compare("ssi2003", "ofsted2009", statistics=["tau_b", 3]),
        lambda: cr.compare("ssi2003", "ofsted2009", inference=5),
        lambda: cr.Inference((None,)),
        lambda: measures.measure([[3, 1], [0, 4]], 5),
        lambda: measures.bootstrap([[3, 1], [0, 4]], [5]),
        lambda: measures.permutation([[3, 1], [0, 4]], 5),
        lambda: measures.explain(5),
        lambda: measures.explain(["tau_b"]),
    ):
        with pytest.raises(UsageError, match="is not a name"):
            ask()
