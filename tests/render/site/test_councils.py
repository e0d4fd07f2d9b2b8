"""The page of a council: its history, its relatives, and its neighbours on a map of links."""

from __future__ import annotations

import datetime as dt

from crossregime.core.councils import load_register, tiles_on
from crossregime.render.site.councils import council_map


def test_a_council_page_has_its_history_its_relatives_and_its_neighbours(pages):
    page = pages["councils/cheshire-east.html"]
    assert "../councils/cheshire.html" in page.all("href")
    assert "../regimes/ofsted2009.html" in page.all("href")
    marked = [attrs for tag, attrs in page.tags if tag == "a" and attrs.get("class") in ("here", "near")]
    assert [attrs["aria-label"] for attrs in marked if attrs["class"] == "here"] == ["Cheshire East"]
    assert len([attrs for attrs in marked if attrs["class"] == "near"]) == 10
    assert "Two Stars" in pages["councils/leeds.html"].text


def test_a_council_that_ended_stands_on_the_map_of_its_last_day(pages):
    page = pages["councils/bedfordshire.html"]
    assert "as of 2009-03-31" in page.text
    assert [attrs["aria-label"] for _, attrs in page.tags if attrs.get("class") == "here"] == ["Bedfordshire"]


def test_the_map_of_a_day_has_a_hexagon_for_each_council_inside_its_box():
    drawn = council_map(dt.date(2003, 11, 13), load_register().council("kent"))
    assert len(drawn.places) == len(tiles_on(dt.date(2003, 11, 13))) == 150
    wide, tall = (float(each) for each in drawn.box.split()[2:])
    for place in drawn.places:
        corners = [tuple(float(each) for each in corner.split(",")) for corner in place.points.split()]
        assert len(corners) == 6
        assert all(0 <= x <= wide and 0 <= y <= tall for x, y in corners)
    assert [place.link.text for place in drawn.places if place.mark] == ["Kent"]
