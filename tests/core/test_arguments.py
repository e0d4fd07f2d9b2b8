"""What a caller gives to a public function is checked once, in one way, with one error."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import polars as pl
import pytest

from crossregime.core.arguments import (
    LONGEST_SHOWN,
    MOST_COUNTED,
    check_flag,
    check_rank,
    check_text,
    is_count,
    is_one_of,
    is_real,
    is_truth,
    is_whole,
    listed,
    shown,
)
from crossregime.core.errors import UsageError


class Unprintable:
    """A value of somebody else's that can't be shown."""

    def __repr__(self):
        raise ValueError("not to be shown")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Hull", "'Hull'"),
        (3, "3"),
        (None, "None"),
        (Unprintable(), "a Unprintable"),
        (pl.DataFrame({"a": range(100)}), "a DataFrame"),
        ("a\x1b[31mb", "'a\\x1b[31mb'"),
    ],
    ids=["a text", "a number", "nothing", "what can't be shown", "a large object", "a text that colours a screen"],
)
def test_a_value_is_shown_in_one_short_line(value, text):
    assert shown(value) == text


@pytest.mark.parametrize("value", ["x" * 10_000, b"x" * 10_000, 10**200])
def test_a_long_value_is_cut(value):
    assert len(shown(value)) == LONGEST_SHOWN
    assert shown(value).endswith("...")


def test_text_is_given_back_and_anything_else_refused_with_what_to_do():
    assert check_text("Hull", "name") == "Hull"
    with pytest.raises(UsageError) as caught:
        check_text(5, "name", do="give the council's name")
    assert "5" in str(caught.value)
    assert caught.value.do == "give the council's name"


def test_a_flag_is_true_or_false_and_nothing_that_python_takes_for_one():
    for value in (True, False):
        check_flag(value, "`common_scale`")
    check_flag(None, "`common_scale`", optional=True)
    for value in (None, 0, 1, "yes", np.bool_(True)):
        with pytest.raises(UsageError) as caught:
            check_flag(value, "`common_scale`")
        assert caught.value.where == "`common_scale`"


def test_one_of_several_words_is_a_word():
    assert is_one_of("strict", ("strict", "inherit"))
    assert not is_one_of("stric", ("strict", "inherit"))
    assert not is_one_of(["strict"], ("strict", "inherit"))


def test_truth_is_that_of_python_and_of_numpy():
    assert all(map(is_truth, (True, False, np.bool_(True), np.bool_(False))))
    assert not any(map(is_truth, (0, 1, "True", None)))


NUMBERS = [0, 3, 2.5, Fraction(1, 3), np.int8(3), np.float64(0.5)]
"""Numbers of several kinds."""
NO_NUMBERS = [True, np.bool_(True), "3", b"3", None, 1j, [3], np.array([1, 2])]
"""What Python would take for a number somewhere, and what is none."""


@pytest.mark.parametrize("value", NUMBERS)
def test_numbers_of_python_and_numpy_are_real(value):
    assert is_real(value)


@pytest.mark.parametrize("value", [*NO_NUMBERS, Decimal(3)])
def test_truth_values_texts_and_arrays_are_not_real(value):
    assert not is_real(value)


@pytest.mark.parametrize("value", [0, -3, 3.0, Fraction(4, 2), Decimal(3), np.int64(7), np.float64(7)])
def test_a_number_without_a_fraction_is_whole(value):
    assert is_whole(value)


@pytest.mark.parametrize("value", [*NO_NUMBERS, 2.5, Fraction(1, 3), Decimal("1.5"), float("nan"), float("inf")])
def test_what_has_a_fraction_or_is_no_number_is_not_whole(value):
    assert not is_whole(value)


def test_a_number_of_councils_is_whole_and_exact_in_floating_point():
    assert is_count(0)
    assert is_count(MOST_COUNTED)
    assert float(MOST_COUNTED) == MOST_COUNTED
    assert not is_count(MOST_COUNTED + 1)
    assert float(MOST_COUNTED + 1) == MOST_COUNTED  # the first whole number that floating point can't tell apart
    assert not is_count(-1)
    assert not is_count(1.5)


def test_a_rank_is_a_whole_number_on_the_scale():
    assert [check_rank(rank, 3, "the scale") for rank in (0, 2, np.int8(1))] == [0, 2, 1]
    for value in (-1, 3, 1.0, True, "1", None):
        with pytest.raises(UsageError) as caught:
            check_rank(value, 3, "the scale")
        assert "0 (worst) to 2 (best)" in caught.value.do


@pytest.mark.parametrize(
    "values",
    [[1, 2], (1, 2), range(1, 3), iter([1, 2]), np.array([1, 2]), pl.Series([1, 2])],
    ids=["list", "tuple", "range", "iterator", "array", "series"],
)
def test_whatever_has_members_in_order_is_a_list(values):
    assert listed(values, "grades", "give a list") == [1, 2]


@pytest.mark.parametrize("values", ["ab", b"ab", {1: 2}, 5, None, np.array(5), pl.DataFrame({"a": [1]})])
def test_a_text_a_mapping_a_frame_and_one_value_are_no_list(values):
    with pytest.raises(UsageError) as caught:
        listed(values, "grades", "give a list")
    assert caught.value.do == "give a list"
