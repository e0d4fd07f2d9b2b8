"""What is known of two positions, as a problem: whichever of them is named first."""

from __future__ import annotations

import pytest

import crossregime as cr


@pytest.mark.parametrize(
    ("first", "second"), [("ssi2002", "ssi2003"), ("ssi2002@2002-05-30", "ssi2002"), ("ssi2003", "ofsted2009")]
)
def test_the_order_in_which_two_are_named_turns_the_table_and_nothing_else(first, second):
    forth, back = (cr.compare(*two).crosstab for two in ((first, second), (second, first)))
    assert [list(row) for row in zip(*forth.bounds, strict=True)] == back.bounds
    one, other = (each.identification.figure("tau_b").bounds for each in (forth, back))
    assert (one.lowest, one.highest) == pytest.approx((other.lowest, other.highest), abs=1e-12)
