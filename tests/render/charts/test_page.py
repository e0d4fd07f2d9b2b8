"""The sheet of a chart: title and subtitle above the drawing, the foot below it, and text over all shapes."""

from __future__ import annotations

import pytest

from crossregime.render.charts.page import Caption, Page

CAPTION = Caption("c", "Did councils improve?", "SSI stars, 2003", ("Source: a paper.", "Second line."))


def test_the_description_is_the_text_alternative_or_else_title_and_subtitle():
    assert CAPTION.description == "Did councils improve? SSI stars, 2003"
    assert Caption("c", "T", "").description == "T"
    assert Caption("c", "T", "S", alternative="A bar of three.").description == "A bar of three."


def test_the_drawing_starts_lower_below_a_longer_title():
    long = Caption("c", "Did councils at two stars or three do better than the others? " * 4, "SSI stars, 2003")
    assert Page(long).top > Page(CAPTION).top > 0


def test_a_wider_page_breaks_its_title_into_fewer_lines():
    long = Caption("c", "Did councils at two stars or three do better than the others? " * 4, "")
    assert Page(long, 680).top < Page(long, 336).top


def test_lines_stand_below_each_other_and_say_where_the_next_one_would():
    page = Page(CAPTION)
    before = len(page.texts)
    after = page.lines(5, 100, ["one", "two"], size=10)
    assert [(row["text"], row["y"]) for row in page.texts[before:]] == [("one", 100), ("two", 112)]
    assert after == 124


def test_text_on_shapes_has_paper_behind_it_as_wide_as_it_is():
    page = Page(CAPTION)
    page.text(50, 50, "40 to 46", align="center", backed=True)
    (ring,) = page.shapes[-1]["geometry"]["coordinates"]
    left, right = min(x for x, _ in ring), max(x for x, _ in ring)
    assert (left + right) / 2 == pytest.approx(50)
    assert left < 50 < right


def test_a_dashed_line_has_strokes_and_gaps_of_one_length_and_ends_where_the_line_does():
    page = Page(CAPTION)
    page.line([(0, 0), (0, 10)], dash=2)
    strokes = page.shapes[-1]["geometry"]["coordinates"]
    assert strokes == [[[0, 0], [0, 2]], [[0, 4], [0, 6]], [[0, 8], [0, 10]]]


def test_a_control_character_is_written_out():
    page = Page(CAPTION)
    page.text(0, 0, "a\x1b[31m")
    page.box(0, 0, 1, 1, "#000", note="a\x07")
    assert page.texts[-1]["text"] == "a\\x1b[31m"
    assert page.shapes[-1]["note"] == "a\\x07"


def test_a_finished_page_has_the_foot_below_the_drawing_and_no_shape_over_text():
    pytest.importorskip("altair")
    page = Page(CAPTION)
    page.box(0, page.top, 100, page.top + 40, "#123456")
    page.mark(10, page.top + 5, "circle", "#fff")
    spec = page.finish(page.top + 40).spec
    kinds = [layer["mark"]["type"] for layer in spec["layer"]]
    assert kinds == ["geoshape", "point", "text"]
    feet = {row["text"]: row["y"] for row in spec["layer"][-1]["data"]["values"]}
    assert page.top + 40 < feet["Source: a paper."] < feet["Second line."] < spec["height"]
    assert spec["description"] == CAPTION.description
