"""A chart of intervals: a bar from the lowest to the highest value, and what is settled as a mark."""

from __future__ import annotations

import pytest

from crossregime.render.charts import (
    Caption,
    IntervalChart,
    IntervalPanel,
    IntervalRow,
)
from crossregime.render.charts.theme import PAPER

from .samples import INTERVALS


def test_a_bar_runs_from_the_lowest_to_the_highest_value_on_the_axis(drawn):
    drawing = drawn(INTERVALS)
    zero, one = drawing.line("0%"), drawing.line("80%")
    start = (zero.left + zero.right) / 2
    unit = ((one.left + one.right) / 2 - start) / 0.8
    for row in INTERVALS.panels[0].rows[:2]:
        bar = drawing.told(f"{row.label}: {row.text}")
        assert (bar.left - start) / unit == pytest.approx(row.lowest, abs=0.005)
        assert (bar.right - start) / unit == pytest.approx(row.highest, abs=0.005)
        assert drawing.hatches(bar)
        known = drawing.told(f"{row.label}: known alone")
        assert known.fill == PAPER
        assert (known.middle[0] - start) / unit == pytest.approx(row.known, abs=0.005)
        assert row.text in drawing.texts


def test_what_is_settled_is_a_full_mark_without_a_bar(drawn):
    drawing = drawn(INTERVALS)
    mark = drawing.told("Region, North East: 50%")
    assert mark.fill not in (None, PAPER)
    assert not drawing.hatches(mark)
    assert not [shape for shape in drawing.shapes if shape.note.startswith("North East: known alone")]


def test_a_row_without_a_figure_says_why_and_has_no_mark(drawn):
    drawing = drawn(INTERVALS)
    assert "no council in both" in drawing.texts
    assert not [shape for shape in drawing.shapes if "Yorkshire" in shape.note]


def test_the_line_of_no_difference_stands_at_its_value_over_the_bars(drawn):
    drawing = drawn(INTERVALS)
    label = drawing.line("no difference")
    bar = drawing.told("2 or 3 stars less 0 or 1: -38 to +49")
    middle = (label.left + label.right) / 2
    dashed = [shape for shape in drawing.shapes if shape.right - shape.left < 0.01 and shape.strokes > 1]
    (line,) = [shape for shape in dashed if shape.middle[0] == pytest.approx(middle, abs=0.1)]
    assert line.top < bar.top
    assert line.bottom > bar.bottom
    assert drawing.shapes.index(line) > drawing.shapes.index(bar)
    share = (line.middle[0] - bar.left) / (bar.right - bar.left)
    assert share == pytest.approx(0.38 / 0.87, abs=0.01)


@pytest.mark.parametrize("unit", ["share", "points", "number"])
def test_many_rows_of_long_names_keep_their_words_apart(drawn, unit):
    rows = tuple(
        IntervalRow(f"Group of a rather long name, number {number}", -0.2, number / 30, "-0.20 to 0.30", 0.0,
                    f"Dimension {number // 5}")
        for number in range(20)
    )  # fmt: skip
    chart = IntervalChart(Caption("i", "T", "S"), (IntervalPanel("A panel", unit, rows, 0.0),))
    drawing = drawn(chart)
    assert not drawing.covered
    assert not drawing.cut_off
    assert "Dimension 3" in drawing.texts
