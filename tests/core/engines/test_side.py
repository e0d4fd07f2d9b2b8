"""A side of a user's own table, as much of a position as its bounds and statistics ask for."""

from __future__ import annotations

import pytest

from crossregime.core.engines.side import KnownTotal, Side
from crossregime.core.model.scale import Grade, Scale

SCALE = Scale("s", "S", (Grade("n", "No", 0), Grade("y", "Yes", 1)))
LEFT, RIGHT = (Side(name, SCALE, number, complete=True) for number, name in enumerate(("left", "right")))


def test_the_left_is_taken_as_the_earlier():
    assert LEFT.before(RIGHT) == 1
    assert RIGHT.before(LEFT) == -1
    assert LEFT.before(LEFT) == 0


def test_it_grades_one_thing_on_its_scale_and_is_never_mapped():
    assert LEFT.judgement.scale is SCALE
    assert (LEFT.label, LEFT.caption) == ("left", "left")
    assert LEFT.unmapped is LEFT
    assert LEFT.mapping is None


@pytest.mark.parametrize(
    ("ends", "text"), [((93, 93), "93"), ((1, 9), "1 to 9"), ((12_000, 1_500_000), "12,000 to 1,500,000")]
)
def test_a_total_is_written_as_a_number_or_two(ends, text):
    assert KnownTotal(1, (1,), *ends).printed() == text
