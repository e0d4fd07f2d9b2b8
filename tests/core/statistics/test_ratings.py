"""Ratings of several raters, however they are held, become one table: councils by grades."""

from __future__ import annotations

import polars as pl
import pytest

from crossregime.core.errors import UsageError
from crossregime.core.statistics.ratings import rater_counts

GRADES = ("poor", "fair", "good")
ROWS = [["poor", "poor", None], ["fair", "good", "fair"], ["good", "good", "good"]]
COUNTS = ((2, 0, 0), (0, 2, 1), (0, 0, 3))


def test_each_council_has_a_row_of_how_many_raters_gave_each_grade():
    found = rater_counts(ROWS, GRADES)
    assert (found.units, found.grades, found.raters) == (COUNTS, GRADES, 3)
    assert found.ordered


@pytest.mark.parametrize("missing", [None, float("nan"), "", " ", "n/a"])
def test_a_rating_that_is_missing_counts_nowhere(missing):
    assert rater_counts([["poor", "poor", missing], *ROWS[1:]], GRADES).units == COUNTS


def test_none_and_na_are_grades_of_somebody_s_scale_where_they_are_declared_or_given():
    found = rater_counts([["none", "some"], ["some", "some"]], ["none", "some"])
    assert found.units == ((1, 1), (0, 2))


def test_words_have_no_order_that_nobody_declared_and_numbers_have_theirs():
    words = rater_counts(ROWS)
    assert (words.grades, words.ordered) == (("fair", "good", "poor"), False)
    numbers = rater_counts([[3, 1], [10, 3]])
    assert (numbers.grades, numbers.ordered, numbers.values) == (("1", "3", "10"), True, (1.0, 3.0, 10.0))


def test_the_type_of_the_columns_declares_the_grades_and_a_first_column_of_text_names_the_councils():
    typed = pl.DataFrame(ROWS, schema=dict.fromkeys("abc", pl.Enum(GRADES)), orient="row")
    named = typed.insert_column(0, pl.Series("council", ["Hull", "Leeds", "York"]))
    found = rater_counts(named)
    assert (found.units, found.grades, found.ordered, found.raters) == (COUNTS, GRADES, True, 3)


def test_counts_of_raters_are_taken_as_they_are():
    found = rater_counts(COUNTS, GRADES, counted=True)
    assert (found.units, found.grades, found.raters) == (COUNTS, GRADES, 3)
    frame = pl.DataFrame(COUNTS, schema=GRADES, orient="row").insert_column(0, pl.Series("who", ["a", "b", "c"]))
    assert rater_counts(frame, counted=True) == found


@pytest.mark.parametrize(
    ("ratings", "options", "message"),
    [
        ([["poor"], ["good"]], {}, "one rater"),
        ([], {}, "no raters"),
        ([["poor", "good"], ["good"]], {}, "unit 2 has 1"),
        ([["poor", 1]], {}, "words and some are numbers"),
        ([[1.0, float("inf")]], {}, "infinite"),
        ([["poor", [1]]], {}, "rating"),
        ([["poor", "goood"]], {"grades": GRADES}, "goood"),
        ([["poor", "good"]], {"grades": ["poor", "poor"]}, "twice"),
        ([["poor", "good"]], {"grades": []}, "none is"),
        ([[1, 2], [1]], {"counted": True}, "unit 2 has 1"),
        ([[1, -2]], {"counted": True}, "-2"),
        ([[1, 2.5]], {"counted": True}, "2.5"),
        ("poor", {}, "poor"),
        (5, {}, "5"),
    ],
)
def test_what_holds_no_ratings_is_refused(ratings, options, message):
    with pytest.raises(UsageError, match=message):
        rater_counts(ratings, **options)


def test_a_grade_that_is_nearly_declared_is_answered_by_the_nearest():
    with pytest.raises(UsageError) as caught:
        rater_counts([["poor", "goood"]], GRADES)
    assert caught.value.matches == ("good",)


def test_columns_that_declare_different_grades_are_on_no_common_scale():
    frame = pl.DataFrame(
        {"a": pl.Series(["poor"], dtype=pl.Enum(GRADES)), "b": pl.Series(["low"], dtype=pl.Enum(("low", "high")))}
    )
    with pytest.raises(UsageError, match="common scale"):
        rater_counts(frame)
