"""Each chart: its marks stand where its numbers say, and what is unknown is hatched."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings, strategies as st

from crossregime.render.charts import (
    Caption,
    FlowBlock,
    FlowChart,
    FlowRibbon,
    FlowStage,
    HeatMap,
    IntervalChart,
    IntervalPanel,
    IntervalRow,
    Timeline,
    TimelineMark,
    TimelineRow,
)
from crossregime.render.charts.heatmap import span_text
from crossregime.render.charts.theme import PAPER, STATUSES, count_colour, grade_colours

from .conftest import take_apart
from .samples import COVERAGE, FLOW, HEAT, INTERVALS, LATER, SEVERAL, STARS, TIMELINE, tile_map

# Heat map


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


@settings(max_examples=12, deadline=None)
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


# Flow


def test_blocks_are_as_tall_as_their_counts_and_the_best_stands_highest(drawn):
    drawing = drawn(FLOW)
    for stage in FLOW.stages:
        blocks = [drawing.told(f"{stage.title}, {block.label}:") for block in stage.blocks]
        units = {round((shape.bottom - shape.top) / block.count, 2)
                 for shape, block in zip(blocks, stage.blocks, strict=True)}  # fmt: skip
        assert max(units) - min(units) < 0.02
        tops = [shape.top for shape in blocks]
        assert tops == sorted(tops, reverse=True)
        for block in stage.blocks:
            assert f"{block.label}: {block.count}" in drawing.texts


def test_known_moves_are_bands_of_their_colour_and_unknown_ones_are_hatched(drawn):
    drawing = drawn(FLOW)
    first, second = FLOW.stages
    for ribbon in FLOW.ribbons:
        before, after = first.blocks[ribbon.source], second.blocks[ribbon.target]
        if not ribbon.count:
            continue
        band = drawing.told(f"{before.label} to {after.label}: {ribbon.count}")
        if after.known:
            assert band.fill is not None
            assert band.fill != PAPER
        else:
            assert band.note.endswith("not known which")
            assert band.fill is None
            assert drawing.hatches(band)


def test_ribbons_fill_their_blocks_from_end_to_end(drawn):
    drawing = drawn(FLOW)
    for number, block in enumerate(FLOW.stages[0].blocks):
        box = drawing.told(f"{FLOW.stages[0].title}, {block.label}:")
        assert sum(each.count for each in FLOW.ribbons if each.source == number) == block.count
        bands = [drawing.told(f"{block.label} to {FLOW.stages[1].blocks[each.target].label}: {each.count}")
                 for each in FLOW.ribbons if each.source == number and each.count]  # fmt: skip
        assert min(band.left for band in bands) == pytest.approx(box.right)


def test_the_order_in_which_ribbons_are_given_changes_nothing(drawn):
    turned = dataclasses.replace(FLOW, ribbons=tuple(reversed(FLOW.ribbons)))
    assert drawn(turned).svg == drawn(FLOW).svg


def test_a_flow_over_three_regimes_keeps_its_words_apart(drawn):
    third = FlowStage("ILACS, March 2023", 4, (
        FlowBlock("Inadequate", 0, 0, 9), FlowBlock("Requires improvement to be good", 1, 1, 69),
        FlowBlock("not inspected", 0, 3, 70)))  # fmt: skip
    later = tuple(FlowRibbon(1, source, source % 3, block.count) for source, block in enumerate(FLOW.stages[1].blocks))
    chart = FlowChart(FLOW.caption, (*FLOW.stages, third), (*FLOW.ribbons, *later))
    for width in (336.0, 680.0):
        drawing = drawn(chart, width=width)
        assert not drawing.covered
        assert not drawing.cut_off


def test_labels_of_small_blocks_do_not_cover_each_other(drawn):
    blocks = tuple(FlowBlock(f"grade {place}", place, place, 1) for place in range(6))
    stage = FlowStage("A", 7, (*blocks, FlowBlock("grade 6", 6, 6, 400)))
    chart = FlowChart(Caption("f", "T", "S"), (stage, stage), tuple(FlowRibbon(0, each, each, 1) for each in range(6)))
    drawing = drawn(chart)
    assert not drawing.covered
    assert not drawing.cut_off


# Intervals


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


# Map


def test_every_council_has_a_hexagon_of_its_own_in_the_colour_of_its_grade(drawn):
    chart = tile_map()
    drawing = drawn(chart)
    places = {drawing.told(tile.council).middle for tile in chart.tiles}
    assert len(places) == len(chart.tiles) == 152
    assert drawing.told("Barnet").fill == grade_colours(4)[3]
    assert drawing.told("Oldham").fill == grade_colours(4)[1]


def test_a_range_on_the_map_is_hatched_in_the_colours_of_its_ends_and_the_unknown_in_grey(drawn):
    drawing = drawn(tile_map())
    leeds = drawing.told("Leeds")
    assert {shape.stroke for shape in drawing.hatches(leeds)} == {grade_colours(4)[1], grade_colours(4)[2]}
    kent = drawing.told("Kent")
    assert len(drawing.hatches(kent)) == 1
    assert not drawing.hatches(drawing.told("Barnet"))
    assert drawing.told("Isles of Scilly").fill == PAPER


def test_the_legend_of_the_map_explains_what_is_on_it(drawn):
    chart = tile_map()
    drawing = drawn(chart)
    assert [text for text in drawing.texts if text in STARS] == ["3 stars", "2 stars", "1 star", "0 stars"]
    assert "not known at all" in drawing.texts
    assert "no rating" in drawing.texts
    known = dataclasses.replace(chart, tiles=tuple(tile for tile in chart.tiles if tile.known))
    assert "not known at all" not in drawn(known).texts


def test_london_has_one_border(drawn):
    chart = tile_map()
    drawing = drawn(chart)
    heavy = [shape for shape in drawing.shapes if shape.fill is None and not shape.note and shape.strokes == 1]
    inside = {(tile.column, tile.row) for tile in chart.tiles if tile.outlined}
    assert len(inside) == 33
    # A border of 33 hexagons in one piece is shorter than what 33 hexagons apart would have (198 sides).
    assert 40 < len(heavy) < 80


# Timeline


def test_grades_stand_on_their_scale_worst_to_the_left_and_the_shape_says_the_status(drawn):
    drawing = drawn(TIMELINE)
    zero = drawing.told("Barnet, SSI stars, 30 May 2002: 0 stars (printed)")
    one = drawing.told("Barnet, SSI stars, November 2002: 1 star (reconstructed)")
    assert zero.middle[0] < one.middle[0]
    assert zero.fill == grade_colours(4)[0]
    assert one.fill == grade_colours(4)[1]
    assert zero.bottom < one.top
    assert {"printed", "reconstructed", "deduced", "possible range", "not judged"} <= set(drawing.texts)
    assert STATUSES["user"].label not in drawing.texts


def test_a_range_on_the_timeline_is_a_hatched_bar_over_its_grades(drawn):
    drawing = drawn(TIMELINE)
    bar = drawing.told("Barnet, Ofsted children's services, 9 December 2009: adequately or well")
    assert drawing.hatches(bar)
    one = drawing.told("Barnet, SSI stars, November 2002: 1 star")
    assert bar.left < one.middle[0] < bar.right


def test_several_councils_stand_side_by_side(drawn):
    drawing = drawn(SEVERAL, width=680)
    middles = [drawing.told(f"{name}, SSI stars").middle for name in SEVERAL.councils]
    assert [x for x, _ in middles] == sorted(x for x, _ in middles)
    assert max(y for _, y in middles) - min(y for _, y in middles) < 1
    assert not [shape for shape in drawing.shapes if shape.note.startswith("Leeds, ILACS")]


def test_a_scale_of_one_grade_and_a_status_of_a_plugin_are_drawn(drawn):
    mark = TimelineMark(0, 0, "guessed", "met")
    chart = Timeline(Caption("t", "T", "S"), ("Barnet",), (TimelineRow("Pass", "2020", 1, (mark,)),))
    assert drawn(chart).told("Barnet, Pass, 2020: met (guessed)").fill == grade_colours(1)[0]


# Coverage


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
