"""What the data say of a claim, in words: a number or its bounds, and a ranking of groups."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from crossregime.core.claims.claims import Quantity, Ranking
from crossregime.core.claims.wording import write_number, write_ranking, write_value

COUNT, SHARE = Quantity("count", "trial"), Quantity("share", "trial")


@dataclass
class Value:
    """As much of the value of a query as its wording asks for: a share of a fixed base weighs each council alike."""

    base: object = None
    weights: tuple[Fraction, ...] = (Fraction(100, 150),)


def extent(low, high):
    return Fraction(low), Fraction(high)


@given(st.integers(-1000, 1000))
def test_a_whole_number_is_written_whole(number):
    assert write_number(Fraction(number)) == str(number)


@pytest.mark.parametrize(("number", "places", "text"), [(Fraction(5, 3), 3, "1.667"), (Fraction(2, 3), 1, "0.7")])
def test_a_fraction_has_so_many_decimals(number, places, text):
    assert write_number(number, places) == text


@pytest.mark.parametrize(
    ("ends", "figures", "text"),
    [
        (extent(7, 7), [COUNT], "7"),
        (extent(7, 9), [COUNT], "7 to 9"),
        (extent(20, 20), [SHARE], "20% (30 of 150)"),
        (extent(20, 24), [SHARE], "20 to 24% (30 to 36 of 150)"),
        (extent(-4, 6), [SHARE, SHARE], "-4 to 6 points"),
    ],
)
def test_a_figure_is_written_with_its_bounds_and_a_share_with_the_councils_it_stands_for(ends, figures, text):
    assert write_value(ends, Value(), figures) == text


def test_a_share_of_a_base_that_is_not_fixed_stands_for_no_number_of_councils():
    assert write_value(extent(20, 24), Value(base=object()), [SHARE]) == "20 to 24%"


def test_a_ranking_names_the_groups_in_their_order_and_leaves_out_those_without_a_figure():
    extents = {"London": extent(5, 5), "East Midlands": extent(9, 11), "North East": None, "South West": extent(2, 3)}
    ranking = Ranking("region", COUNT, "highest")
    assert write_ranking(ranking, extents) == "East Midlands 9 to 11, London 5, South West 2 to 3"
    assert (
        write_ranking(Ranking("region", COUNT, "lowest"), extents)
        == "South West 2 to 3, London 5, East Midlands 9 to 11"
    )
