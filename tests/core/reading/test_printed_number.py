"""A printed number of councils is every number that the source can have meant by what it printed."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, strategies as st

from crossregime.core.reading.printed_number import PrintedNumber

MOST = 40
"""How many councils the number is of."""


def number(count="", percent="", lowest="", highest="", rounded=""):
    """Read the cells of a row."""
    return PrintedNumber.read(
        {"count": count, "percent": percent, "lowest": lowest, "highest": highest, "rounded": rounded}
    )


def meant(**cells):
    """List the numbers from 0 to `MOST` that it can be."""
    low, high = number(**cells).within(MOST)
    return [each for each in range(MOST + 1) if low <= each <= high]


def test_a_number_in_full_is_itself():
    assert number("12").exact == 12
    assert meant(count="12") == [12]


@pytest.mark.parametrize("sign", ["<", "<=", ">", ">="])
@pytest.mark.parametrize("limit", [1, 5, 39])
def test_a_suppressed_number_is_all_that_its_sign_leaves(sign, limit):
    holds = {"<": int.__lt__, "<=": int.__le__, ">": int.__gt__, ">=": int.__ge__}[sign]
    assert number(f"{sign}{limit}").exact is None
    assert meant(count=f"{sign}{limit}") == [each for each in range(MOST + 1) if holds(each, limit)]


def test_a_confidential_number_may_be_any():
    assert meant(count="c") == list(range(MOST + 1))
    assert number("c").counts


def test_a_range_holds_both_its_ends_and_may_be_open():
    assert meant(lowest="3", highest="5") == [3, 4, 5]
    assert meant(lowest="38") == [38, 39, 40]
    assert meant(highest="1") == [0, 1]


@given(st.integers(0, 8), st.sampled_from([2, 3, 5, 10]))
def test_a_rounded_number_is_all_that_round_to_it_halves_either_way(step, to):
    printed = step * to
    near = [each for each in range(MOST + 1) if abs(each - printed) * 2 <= to]
    assert meant(count=str(printed), rounded=str(to)) == near


@given(st.integers(0, 100), st.integers(1, 60))
def test_a_share_is_all_counts_that_round_to_it_halves_either_way(percent, base):
    low, high = number(percent=str(percent)).of_share(base)

    def rounds_to(count):
        share = Decimal(100 * count) / base
        return {share.quantize(Decimal(1), ROUND_HALF_UP), share.quantize(Decimal(1), "ROUND_HALF_DOWN")}

    assert [count for count in range(base + 1) if percent in rounds_to(count)] == list(range(low, high + 1))


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"count": "5", "lowest": "3"}, "lowest"),
        ({"lowest": "5", "highest": "3"}, "lowest"),
        ({"count": "<5", "rounded": "5"}, "rounded"),
        ({"lowest": "3", "highest": "5", "rounded": "5"}, "rounded"),
        ({"count": "12", "rounded": "5"}, "rounded"),
    ],
    ids=["a count and a range", "a range upside down", "a sign that is rounded", "a range that is rounded",
         "a count that is no multiple"],
)  # fmt: skip
def test_what_can_t_have_been_printed_so_is_named_with_its_column(cells, column):
    where, what, do = number(**cells).problem
    assert where == column
    assert what
    assert do


@pytest.mark.parametrize(
    "cells",
    [{"count": "12"}, {"count": "10", "rounded": "5"}, {"percent": "37.5"}, {"percent": "40", "rounded": "5"},
     {"lowest": "3", "highest": "3"}, {"count": "c"}],
)  # fmt: skip
def test_what_can_have_been_printed_has_no_problem(cells):
    assert number(**cells).problem is None


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        ({"count": "12"}, "12"),
        ({"count": "10", "rounded": "5"}, "10 (rounded to 5)"),
        ({"count": "<5"}, "<5"),
        ({"lowest": "3"}, "3 or more"),
        ({"highest": "3"}, "3 or fewer"),
        ({"lowest": "3", "highest": "5"}, "3 to 5"),
        ({"percent": "40"}, ""),
    ],
)
def test_it_is_written_as_it_was_printed(cells, text):
    assert number(**cells).text == text
    assert number(**cells).counts == bool(text)
