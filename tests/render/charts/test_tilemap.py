"""A map of tiles: a hexagon for every council in the colour of its grade."""

from __future__ import annotations

from crossregime.render.charts.theme import PAPER, grade_colours

from .samples import tile_map


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


def test_london_has_one_border(drawn):
    chart = tile_map()
    drawing = drawn(chart)
    heavy = [shape for shape in drawing.shapes if shape.fill is None and not shape.note and shape.strokes == 1]
    inside = {(tile.column, tile.row) for tile in chart.tiles if tile.outlined}
    assert len(inside) == 33
    # A border of 33 hexagons in one piece is shorter than what 33 hexagons apart would have (198 sides).
    assert 40 < len(heavy) < 80
