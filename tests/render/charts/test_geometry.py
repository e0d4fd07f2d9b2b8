"""Hatching stays inside what it hatches, ribbons keep their breadth, and text fits where it is put."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from crossregime.render.charts.geometry import hatching, hexagon, rectangle, ribbon, ticks
from crossregime.render.charts.lettering import shortened, text_width, wrapped

LENGTHS = st.floats(1, 300)


def inside(point, outline, slack=0.05):
    """Tell whether a point is in a polygon (by the ray that runs right from it), or on its border."""
    x, y = point
    crossed = False
    for (ax, ay), (bx, by) in zip(outline, [*outline[1:], outline[0]], strict=True):
        length = max(((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5, 1e-9)
        along = max(0.0, min(1.0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length**2))
        if ((x - ax - along * (bx - ax)) ** 2 + (y - ay - along * (by - ay)) ** 2) ** 0.5 < slack:
            return True
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            crossed = not crossed
    return crossed


@st.composite
def outlines(draw):
    kind = draw(st.sampled_from(["rectangle", "hexagon", "ribbon"]))
    if kind == "rectangle":
        return rectangle(5, 5, 5 + draw(LENGTHS), 5 + draw(LENGTHS))
    if kind == "hexagon":
        return hexagon(draw(LENGTHS), draw(LENGTHS), draw(st.floats(5, 60)))
    top, end = draw(LENGTHS), draw(LENGTHS)
    tall = draw(st.floats(0.5, 80))
    return ribbon(10, 10 + draw(st.floats(20, 300)), (top, top + tall), (end, end + tall))


@given(outlines(), st.floats(1.5, 8), st.sampled_from([0, 45, 90, 135]))
def test_every_line_of_a_hatching_lies_in_its_area(outline, spacing, angle):
    for start, end in hatching(outline, spacing, angle):
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        for point in (start, middle, end):
            assert inside(point, outline)


@given(st.floats(10, 200), st.floats(10, 200), st.floats(1.5, 6), st.sampled_from([0, 45, 90, 135]))
def test_hatching_covers_an_area_evenly(wide, tall, spacing, angle):
    lines = hatching(rectangle(0, 0, wide, tall), spacing, angle)
    drawn = sum(((a - c) ** 2 + (b - d) ** 2) ** 0.5 for (a, b), (c, d) in lines)
    # A line stands for a strip as broad as the spacing; at the rim one may be missing or too many.
    assert drawn * spacing == pytest.approx(wide * tall, abs=2 * spacing * (wide + tall))


@given(LENGTHS, LENGTHS, st.floats(0.1, 90))
def test_a_ribbon_is_as_broad_everywhere_as_its_count(start, end, tall):
    outline = ribbon(0, 100, (start, start + tall), (end, end + tall))
    half = len(outline) // 2
    for (x, upper), (other, lower) in zip(outline[:half], reversed(outline[half:]), strict=True):
        assert x == other
        assert lower - upper == pytest.approx(tall)


@given(st.floats(-1000, 1000), st.floats(1e-3, 1000), st.integers(2, 9))
def test_ticks_are_few_even_and_inside(low, length, most):
    found = ticks(low, low + length, most)
    assert len(found) <= most
    slack = length * 1e-6
    assert all(low - slack <= value <= low + length + slack for value in found)
    steps = {round(later - earlier, 9) for earlier, later in pairwise(found)}
    assert len(steps) <= 1


@given(st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=60), st.floats(20, 300))
def test_wrapped_text_fits_and_loses_no_letter(text, width):
    lines = wrapped(text, 9.5, width)
    assert all(text_width(line, 9.5) <= width or len(line) == 1 for line in lines)
    letters = "".join(text.split()).replace("-", "")
    assert "".join(lines).replace(" ", "").replace("-", "") == letters  # a word that is broken gains a hyphen


@given(st.text("abcWi. ", max_size=60), st.floats(20, 300))
def test_shortened_text_fits(text, width):
    short = shortened(text, 9.5, width)
    assert text_width(short, 9.5) <= width
    assert short == text or text.startswith(short.removesuffix("\u2026"))
