"""Claims are data: what claims.json may hold, what is refused, and what a printed number stands for."""

from __future__ import annotations

from fractions import Fraction
from typing import get_args

from hypothesis import given, strategies as st

from crossregime.core.claims.claims import (
    LIMITS,
    Rounding,
    accepted,
)

from ...depth import examples

ROUNDINGS = get_args(Rounding)


# What a printed number stands for

NUMBERS = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)


@given(
    NUMBERS,
    st.sampled_from([each for each in ROUNDINGS if each not in ("just under", "just over", "more than", "less than")]),
)
@examples(40)
def test_a_number_stands_for_itself_unless_its_words_exclude_it(number, rounding):
    assert number in accepted(number, rounding)


@given(st.integers(0, 1000), st.integers(1, 1000))
@examples(60)
def test_a_share_is_within_the_whole_percent_that_it_rounds_to_and_a_half_within_both(count, more):
    share = Fraction(100 * count, count + more)
    down, up = share.__floor__(), share.__ceil__()
    near = [whole for whole in {down, up} if share in accepted(Fraction(whole), "whole")]
    if share - down == Fraction(1, 2):
        assert sorted(near) == [down, up]
    else:
        assert near == [round(share)]


@given(NUMBERS.filter(lambda number: number > 0), NUMBERS)
@examples(60)
def test_just_under_and_just_over_and_the_number_make_up_about(printed, value):
    parts = [value in accepted(printed, word) for word in ("just under", "exact", "just over")]
    assert sum(parts) == (value in accepted(printed, "about"))


@given(NUMBERS, NUMBERS)
@examples(60)
def test_limits_share_out_all_numbers(printed, value):
    for one, other in (("more than", "at most"), ("at least", "less than")):
        assert (value in accepted(printed, one)) != (value in accepted(printed, other))
    assert set(LIMITS) <= set(ROUNDINGS)
