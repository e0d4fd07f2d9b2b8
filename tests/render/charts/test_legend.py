"""The legend of a chart: each grade on the scale, best first, and only what the chart shows."""

from __future__ import annotations

import dataclasses

from crossregime.render.charts.legend import write_legend
from crossregime.render.charts.page import Caption, Page

from .samples import STARS, tile_map


def test_the_legend_of_the_map_explains_what_is_on_it(drawn):
    chart = tile_map()
    drawing = drawn(chart)
    assert [text for text in drawing.texts if text in STARS] == ["3 stars", "2 stars", "1 star", "0 stars"]
    assert "not known at all" in drawing.texts
    assert "no rating" in drawing.texts
    known = dataclasses.replace(chart, tiles=tuple(tile for tile in chart.tiles if tile.known))
    assert "not known at all" not in drawn(known).texts


def test_a_legend_takes_another_line_where_there_is_no_room_and_says_where_it_ends():
    def entries(number):
        return [(f"a grade of some length, {each}", lambda x, y: drawn_at.append((x, y))) for each in range(number)]

    drawn_at = []
    page = Page(Caption("c", "T", "S"), 336)
    ends = [write_legend(page, 100, entries(number)) for number in (1, 2, 4)]
    assert ends == sorted(ends)
    assert ends[-1] > ends[0]
    for x, y in drawn_at:
        assert 0 <= x < page.width
        assert y >= 100
    assert write_legend(page, 100, []) < 100
