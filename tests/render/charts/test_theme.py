"""The palette: its order can be seen in greyscale, and by readers who are colour-blind."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from crossregime.render.charts.theme import (
    DARK,
    HATCHING,
    INK,
    MUTED,
    PAPER,
    STATUSES,
    count_colour,
    grade_colours,
    on,
    step_colours,
)

# Machado, Oliveira and Fernandes (2009), A Physiologically-based Model for Simulation of Color Vision Deficiency,
# table of severity 1.0; on linear RGB.
SIGHT = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}  # fmt: skip


def linear(colour):
    values = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values]


def seen(colour, sight):
    red, green, blue = linear(colour)
    return [min(max(row[0] * red + row[1] * green + row[2] * blue, 0), 1) for row in SIGHT[sight]]


def lab(rgb):
    """CIELAB of linear sRGB, white D65."""
    red, green, blue = rgb
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def contrast(one, other):
    bright, dark = sorted(
        (0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (linear(one), linear(other))), reverse=True
    )
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("grades", range(2, 8))
def test_grades_grow_lighter_from_worst_to_best_by_steps_that_a_photocopy_keeps(grades):
    lightness = [lab(linear(colour))[0] for colour in grade_colours(grades)]
    assert all(later - earlier > 7 for earlier, later in pairwise(lightness))


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("grades", range(2, 8))
def test_any_two_grades_are_told_apart_by_every_reader(grades, sight):
    colours = [lab(seen(colour, sight)) for colour in grade_colours(grades)]
    for one, other in combinations(colours, 2):
        assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 10


@pytest.mark.parametrize("grades", range(1, 12))
def test_there_is_a_colour_for_each_grade_and_text_on_it_can_be_read(grades):
    colours = grade_colours(grades)
    assert len(set(colours)) == grades
    for colour in colours:
        assert contrast(colour, on(colour)) >= 4.5


def test_text_on_the_other_fills_can_be_read():
    fills = [count_colour(count, 9) for count in range(10)] + [*step_colours(4)]
    fills += [look.fill for look in STATUSES.values()]
    for colour in fills:
        assert contrast(colour, on(colour)) >= 4.5, colour


@pytest.mark.parametrize("dark", [False, True])
def test_words_and_hatching_stand_out_from_the_paper_light_or_dark(dark):
    paper, ink, muted, hatching = (DARK[colour] if dark else colour for colour in (PAPER, INK, MUTED, HATCHING))
    assert contrast(ink, paper) >= 7
    assert contrast(muted, paper) >= 4.5
    assert contrast(hatching, paper) >= 3


def test_a_cell_grows_darker_with_its_count():
    lightness = [lab(linear(count_colour(count, 20)))[0] for count in range(21)]
    assert lightness == sorted(lightness, reverse=True)


def test_no_two_statuses_look_alike():
    looks = [(look.fill, look.hatching, look.angle if look.hatching else 0, look.spacing if look.hatching else 0)
             for look in STATUSES.values()]  # fmt: skip
    assert len(set(looks)) == len(looks)
    known = [STATUSES[name].shape for name in ("printed", "deduced", "reconstructed", "user", "rule")]
    assert len(set(known)) == len(known)
