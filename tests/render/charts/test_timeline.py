"""A timeline: grades stand on their scale, and the shape of a mark says the status."""

from __future__ import annotations

from crossregime.render.charts import (
    Caption,
    Timeline,
    TimelineMark,
    TimelineRow,
)
from crossregime.render.charts.theme import STATUSES, grade_colours

from .samples import SEVERAL, TIMELINE


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
