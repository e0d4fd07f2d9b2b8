"""The page of a table of one's own: each statistic three ways, then the bounds of every cell."""

from __future__ import annotations

from functools import partial

import crossregime as cr
from crossregime.render.identification import lay_identification
from crossregime.render.page import write_page

from ..pages import written


def shown(found):
    return written(partial(write_page, lambda page: lay_identification(page, found)))


def test_every_figure_and_every_cell_is_on_the_page():
    found = cr.bounds(
        [(0, 0, 3), (0, (0, 1), 2), (1, 1, 4)],
        (2, 2),
        labels=(("bad", "fine"), ("poor", "good")),
        names=("then", "now"),
    )
    text = shown(found)
    assert text.startswith("then by now: 9 pairs, 7 known")
    for figure in found.figures:
        title = figure.statistic.title if figure.statistic else figure.title
        assert " ".join([title, *figure.texts()]) in text
    assert "bad 3-5 0-2" in text
    assert "fine 0 4" in text
    assert all(each in text for each in found.assumptions.values())


def test_a_table_without_a_pair_has_nothing_to_bound():
    assert "There is nothing to bound." in shown(cr.bounds([], (2, 2)))
