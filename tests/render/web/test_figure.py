"""A chart on a page: its ids are its own there."""

from __future__ import annotations

import pytest

pytest.importorskip("vl_convert")

import crossregime as cr
from crossregime.render import draw_map
from crossregime.render.web import named_figure


def test_two_charts_of_one_kind_share_no_id():
    picture = draw_map(cr.position("ofsted2009"))
    drawn = [named_figure(picture, name).svg for name in ("a", "b")]
    ids = [{part.split('"')[0] for part in svg.split(' id="')[1:]} for svg in drawn]
    assert ids[0]
    assert ids[0].isdisjoint(ids[1])
    assert named_figure(picture, "a").title == picture.title
