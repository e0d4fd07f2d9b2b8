"""The labels of a frame of counts: what they say is used, or refused with what to do."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import crossregime as cr
from crossregime.core.errors import UsageError

measures = cr.statistics
GRADES = ["poor", "fair", "good"]
COUNTS = np.array([[4, 1, 0], [2, 5, 1], [0, 1, 6]])
TURNED = [2, 0, 1]

pandas = pytest.importorskip("pandas")


def frame(rows=GRADES, columns=GRADES, counts=COUNTS):
    return pandas.DataFrame(counts, index=rows, columns=columns)


def polars_frame(rows, columns, counts, dtype=pl.String):
    held = {"then": pl.Series(rows, dtype=dtype)}
    return pl.DataFrame(held | {name: counts[:, place].tolist() for place, name in enumerate(columns)})


def as_text(frame):
    return [list(map(str, frame.index)), list(map(str, frame.columns))]


# One scale on both sides


@pytest.mark.parametrize("name", ["kappa", "tau_b", "kappa_linear", "alpha_ordinal", "mean_shift", "shorrocks"])
def test_the_same_labels_in_two_orders_are_put_in_that_of_the_rows(name):
    wanted = getattr(measures, name)(COUNTS)
    columns = [GRADES[place] for place in TURNED]
    for held in (
        frame(columns=columns, counts=COUNTS[:, TURNED]),
        polars_frame(GRADES, columns, COUNTS[:, TURNED]),
        frame(columns=columns, counts=COUNTS[:, TURNED]).rename_axis("then").reset_index(),
    ):
        assert getattr(measures, name)(held) == wanted


def test_a_pivot_with_rows_and_columns_in_different_orders_agrees_as_its_labels_say():
    pairs = pl.DataFrame({"a": ["x", "y", "x"], "b": ["y", "y", "x"]})
    pivot = pairs.group_by("a", "b", maintain_order=True).len().pivot(on="b", index="a", values="len").fill_null(0)
    assert pivot.columns[1:] != pivot["a"].to_list()
    assert measures.percent_agreement(pivot).value == pytest.approx(2 / 3)


@pytest.mark.parametrize("kind", ["rows", "columns", "both"])
def test_the_order_that_a_type_declares_wins_with_every_grade_that_it_declares(kind):
    declared = ["poor", "fair", "rare", "good"]
    whole = np.zeros((4, 4), dtype=int)
    whole[np.ix_([0, 1, 3], [0, 1, 3])] = COUNTS
    shuffled = frame().iloc[TURNED, :]
    index = pandas.CategoricalIndex(shuffled.index, categories=declared, ordered=True)
    columns = pandas.CategoricalIndex(shuffled.columns, categories=declared, ordered=True)
    if kind in ("rows", "both"):
        shuffled.index = index
    if kind in ("columns", "both"):
        shuffled.columns = columns
    for name in ("tau_c", "kappa_linear", "ac1", "mean_shift"):
        assert getattr(measures, name)(shuffled) == getattr(measures, name)(whole)


def test_an_enum_of_polars_declares_the_order_of_rows_and_columns():
    declared = pl.Enum(["poor", "fair", "rare", "good"])
    whole = np.zeros((4, 4), dtype=int)
    whole[np.ix_([0, 1, 3], [0, 1, 3])] = COUNTS
    columns = [GRADES[place] for place in TURNED]
    held = polars_frame([GRADES[i] for i in TURNED], columns, COUNTS[np.ix_(TURNED, TURNED)], declared)
    assert measures.kappa_linear(held) == measures.kappa_linear(whole)


def test_grades_as_numbers_are_labels_too():
    held = pl.DataFrame({"then": [1, 2, 3], "3": [0, 1, 6], "1": [4, 2, 0], "2": [1, 5, 1]})
    assert measures.kappa(held) == measures.kappa(COUNTS)
    crossed = pandas.crosstab(pandas.Series([1, 2, 2, 3]), pandas.Series([1.0, 2.0, 3.0, 3.0]))
    assert measures.kappa(crossed) == measures.kappa([[1, 0, 0], [0, 1, 1], [0, 0, 1]])
    with pytest.raises(UsageError, match="are not sorted"):
        measures.tau_b(frame([2, 3, 1], [2, 3, 1]))
    assert measures.tau_b(frame([3, 2, 1], [3, 2, 1])) == measures.tau_b(COUNTS)


# Grades on one side alone, and other scales


def test_sides_that_share_some_grades_but_not_all_are_refused():
    crossed = pandas.crosstab(pandas.Series(["b", "c", "b"]), pandas.Series(["a", "b", "b"]))
    for held in (crossed, crossed.reset_index(), pl.DataFrame({"then": ["b", "c"], "a": [1, 0], "b": [1, 1]})):
        for name in ("kappa", "tau_b", "bowker", "shorrocks"):
            with pytest.raises(UsageError, match="share some grades") as caught:
                getattr(measures, name)(held)
            assert "'c' and 'a'" in str(caught.value)
            assert "reindex" in str(caught.value)
    wanted = crossed.reindex(index=list("abc"), columns=list("abc"), fill_value=0)
    assert measures.kappa(wanted).value == pytest.approx(-0.2)


def test_other_labels_are_another_scale():
    held = frame(columns=["1 star", "2 stars", "3 stars"])
    assert measures.tau_b(held) == measures.tau_b(COUNTS)
    with pytest.raises(UsageError, match="common scale"):
        measures.kappa(held)
    table = measures.Table(((1, 2), (3, 4)), ("low", "high"), ("high", "low"))
    with pytest.raises(UsageError, match="common scale"):
        measures.kappa(table)


def test_types_that_declare_the_same_grades_otherwise_are_refused():
    held = frame()
    held.index = pandas.CategoricalIndex(GRADES, categories=GRADES, ordered=True)
    held.columns = pandas.CategoricalIndex(GRADES, categories=GRADES[::-1], ordered=True)
    with pytest.raises(UsageError, match="declare the same grades in different orders"):
        measures.tau_b(held)


def test_labels_of_one_side_alone_and_none_at_all_leave_the_order_of_the_counts():
    for held in (pandas.DataFrame(COUNTS), pandas.DataFrame(COUNTS, columns=GRADES), frame().T.reset_index(drop=True)):
        assert measures.tau_b(held).value == pytest.approx(measures.tau_b(COUNTS).value)


# What is no grade


@pytest.mark.parametrize("label", [None, np.nan, "nan", "null", "None", "<NA>", "", " "])
@pytest.mark.parametrize("side", ["index", "columns"])
def test_a_row_or_column_of_missing_values_is_refused(label, side):
    labels = {"index": GRADES, "columns": GRADES} | {side: ["poor", "fair", label]}
    with pytest.raises(UsageError, match="of a missing value"):
        measures.tau_b(pandas.DataFrame(COUNTS, **labels))


def test_a_null_that_a_count_made_a_row_or_column_is_refused():
    pairs = pandas.DataFrame({"a": ["x", "y", None, "y"], "b": ["x", "y", "y", None]})
    crossed = pandas.crosstab(pairs["a"], pairs["b"], dropna=False)
    with pytest.raises(UsageError, match="missing value"):
        measures.tau_b(crossed)
    held = pl.from_pandas(pairs).group_by("a", "b", maintain_order=True).len()
    with pytest.raises(UsageError, match="missing value"):
        measures.tau_b(held.pivot(on="b", index="a", values="len").fill_null(0).fill_null("null"))


@pytest.mark.parametrize("name", ["All", "Total", "total", "Grand Total", "SUM"])
def test_a_margin_on_one_side_or_both_is_refused(name):
    both = pandas.crosstab(
        pandas.Series(["x", "y", "y"]), pandas.Series(["x", "y", "x"]), margins=True, margins_name=name
    )
    for held in (both, both.iloc[:-1], both.iloc[:, :-1], both.reset_index()):
        with pytest.raises(UsageError, match="sums of the others"):
            measures.tau_b(held)


def test_a_margin_of_another_name_is_known_by_its_sums():
    both = pandas.crosstab(
        pandas.Series(["x", "y", "y"]), pandas.Series(["x", "y", "x"]), margins=True, margins_name="Everyone"
    )
    with pytest.raises(UsageError, match="are the sums of the others"):
        measures.tau_b(both)


def test_a_declared_grade_may_be_called_all_or_none():
    grades = ["None", "Some", "All"]
    held = frame()
    held.index = held.columns = pandas.CategoricalIndex(grades, categories=grades, ordered=True)
    assert measures.kappa(held) == measures.kappa(COUNTS)


@pytest.mark.parametrize(
    ("held", "message"),
    [
        (lambda: frame(rows=["a", "b", "b"], columns=["x", "y", "z"]), "two rows of the frame are called 'b'"),
        (lambda: pandas.concat({"n": frame()}, axis=1), "several levels"),
        (lambda: pandas.concat({"n": frame()}), "several levels"),
        (lambda: frame().assign(label=GRADES)[["label", *GRADES]], "labels twice"),
        (lambda: pl.DataFrame({"then": [0, 1], "now": [0, 1], "len": [3, 4]}), "lists its counts in one column"),
    ],
)
def test_labels_that_can_not_be_followed_are_refused(held, message):
    with pytest.raises(UsageError, match=message):
        measures.tau_b(held())


# One distribution


def test_the_counts_of_one_distribution_follow_the_order_that_its_labels_declare():
    graded = pandas.Series(["good", "good", "poor", "good"], dtype=pandas.CategoricalDtype(GRADES, ordered=True))
    counted = graded.value_counts()
    assert list(counted.index) != GRADES
    assert measures.ridits(counted) == measures.ridits([1, 0, 3])
    assert cr.linking.equipercentile(counted, [1, 1, 2]) == cr.linking.equipercentile([1, 0, 3], [1, 1, 2])
    with pytest.raises(UsageError, match="missing value"):
        measures.ridits(pandas.Series(["a", None, "a"]).value_counts(dropna=False))
    with pytest.raises(UsageError, match="are not sorted"):
        cr.linking.ridit(pandas.Series([2, 2, 2, 1, 3, 3]).value_counts(), [1, 1, 1])
