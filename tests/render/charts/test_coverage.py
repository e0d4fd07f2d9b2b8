"""A chart of coverage: the parts of a bar are as long as their counts, what is open hatched."""

from __future__ import annotations

import pytest

from crossregime.render.charts.theme import STATUSES

from .samples import COVERAGE


def test_the_parts_of_a_bar_are_as_long_as_their_counts_the_surest_first(drawn):
    drawing = drawn(COVERAGE)
    row = COVERAGE.rows[1]
    parts = [
        drawing.told(f"{row.group}, {row.label}, {STATUSES[status].label}: {count}") for status, count in row.counts
    ]
    units = [(part.right - part.left) / count for part, (_, count) in zip(parts, row.counts, strict=True)]
    assert max(units) - min(units) < 0.02
    lefts = [part.left for part in parts]
    assert lefts == sorted(lefts)
    first = COVERAGE.rows[0]
    known = drawing.told(f"{first.group}, {first.label}, printed: 34")
    open_part = drawing.told(f"{first.group}, {first.label}, a range of grades: 118")
    assert known.right == pytest.approx(open_part.left)


def test_what_is_open_is_hatched_and_what_is_printed_is_not(drawn):
    drawing = drawn(COVERAGE)
    first = COVERAGE.rows[0]
    assert drawing.hatches(drawing.told(f"{first.group}, {first.label}, a range of grades"))
    assert not drawing.hatches(drawing.told(f"{first.group}, {first.label}, printed"))
    assert drawing.texts.count("152") == 3
