"""Tables of counts from what a user has, and what is refused with what to do."""

from __future__ import annotations

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
        (np.array(5), "ndarray is no table"),
        (5, "int is no table"),
        ({"low": [3, 0], "high": [1, 4]}, "dict is no table"),
    ],
)
@pytest.mark.parametrize("name", ["tau_b", "shorrocks", "bartholomew", "ridits"])
def test_what_has_no_rows_is_refused(name, table, message):
    with pytest.raises(UsageError, match=message):
        getattr(measures, name)(table)


def test_what_is_no_frame_or_no_list_of_grades_is_refused():
    for frame in ({"then": ["low"], "now": ["low"]}, None, [[1, 2]]):
        with pytest.raises(UsageError, match="is no frame"):
            measures.tabulate(frame, "then", "now", grades=["low"])
    for grades in (5, "low"):
        with pytest.raises(UsageError, match="no list of grades"):
            measures.tabulate(PAIRS, "then", "now", grades=grades)


def test_columns_of_one_name_and_sums_beside_the_counts_are_refused():
    pandas = pytest.importorskip("pandas")
    with pytest.raises(UsageError, match="two columns 'a'"):
        measures.tau_b(pandas.DataFrame([[1, 2], [3, 4]], columns=["a", "a"]))
    then, now = PAIRS["then"].to_list(), PAIRS["now"].to_list()
    assert measures.tau_b(pandas.crosstab(pandas.Series(then[::-1]), pandas.Series(now[::-1])))
    with pytest.raises(UsageError, match="are the sums of the others"):
        measures.tau_b(pandas.crosstab(pandas.Series(then), pandas.Series(now), margins=True))


def test_two_columns_of_numbers_are_counts_not_pairs():
    frame = pl.DataFrame({"a": [0, 1], "b": [1, 1]})
    assert measures.kappa(frame) == measures.kappa([[0, 1], [1, 1]])
    assert measures.tabulate(frame, "a", "b", grades=[0, 1]).rows == ((0, 1), (0, 1))


def test_the_table_of_a_comparison_is_that_of_the_councils_with_both_grades_known():
    comparison = cr.compare("ssi2003", "ofsted2009")
    table = comparison.counts
    assert table.first == ("Zero Stars", "One Star", "Two Stars", "Three Stars")
    assert [list(row) for row in table] == comparison.crosstab.tabulation.known
    value = comparison.crosstab.association.complete_case
    for held in (comparison, comparison.crosstab, comparison.crosstab.tabulation, table):
        assert measures.tau_b(held).value == value
    with pytest.raises(UsageError, match="a table for each two neighbours"):
        measures.tau_b(cr.compare("ssi2002", "ssi2003", "ofsted2009"))
