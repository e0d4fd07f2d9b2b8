"""A heat map: each count in its row and column, hatched where it is not certain."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from crossregime.render.charts import (
    Caption,
    HeatMap,
)
from crossregime.render.charts.heatmap import span_text
from crossregime.render.charts.theme import count_colour

from ...depth import examples
from .conftest import take_apart
from .samples import HEAT, LATER, STARS


def test_a_heat_map_writes_every_count_range_and_margin_in_its_row_and_column(drawn):
    drawing = drawn(HEAT)
    for row, cells in zip(STARS, HEAT.cells, strict=True):
        head = drawing.line(row)
        for column, span in zip(LATER, cells, strict=True):
            x, y = drawing.told(f"{row}, {column}:").middle
            over = [line for line in drawing.written if line.left < x < line.right and line.top < y < line.bottom]
            assert [line.text for line in over] == [span_text(span)]
            assert head.top < y < head.bottom
            above = drawing.line(column)
            assert above.left < x < above.right
            assert above.bottom < y
    assert {"148", "7", "52", "73", "16", "9", "40", "89", "10"} <= set(drawing.texts)


def test_a_cell_is_hatched_where_its_count_is_not_certain_and_only_there(drawn):
    drawing = drawn(HEAT)
    for row, cells in zip(STARS, HEAT.cells, strict=True):
        for column, (low, high) in zip(LATER, cells, strict=True):
            cell = drawing.told(f"{row}, {column}:")
            hatches = drawing.hatches(cell)
            assert bool(hatches) == (low < high)
            if hatches:
                part = (hatches[0].right - hatches[0].left) / (cell.right - cell.left)
                assert part == pytest.approx((high - low) / high, abs=0.03)


def test_the_colour_of_a_cell_is_that_of_its_certain_count(drawn):
    drawing = drawn(HEAT)
    most = max(low for cells in HEAT.cells for low, _ in cells)
    for row, cells in zip(STARS, HEAT.cells, strict=True):
        for column, (low, _) in zip(LATER, cells, strict=True):
            cell = drawing.told(f"{row}, {column}:")
            fills = [shape.fill for shape in drawing.shapes if shape.fill and shape.middle == cell.middle]
            assert fills[0] == count_colour(low, most)


@examples(12)
@given(st.integers(2, 7), st.integers(2, 7), st.data())
def test_a_heat_map_of_any_size_keeps_its_words_apart_and_on_the_page(rows, columns, data):
    pytest.importorskip("vl_convert")
    name = st.text("abcdeftil ", min_size=1, max_size=22).map(str.strip).filter(bool)
    span = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: tuple(sorted(pair)))

    def several(strategy, number, *, unique=False):
        return tuple(data.draw(st.lists(strategy, min_size=number, max_size=number, unique=unique)))

    table = HeatMap(
        Caption("h", "Title", "Subtitle"), "earlier", "later", several(name, rows), several(name, columns),
        tuple(several(span, columns) for _ in range(rows)), several(span, rows), several(span, columns), 150,
    )  # fmt: skip
    drawing = take_apart(table.draw().svg())
    assert not drawing.covered
    assert not drawing.cut_off
