"""The pages of councils: one, several side by side, a list of them, and what the names of a file resolved to."""

from __future__ import annotations

import datetime as dt

import pytest

import crossregime as cr
from crossregime.core.councils import COMPLETE_FROM, resolve_file
from crossregime.core.profiles import profile
from crossregime.render.council import (
    write_councils,
    write_councils_side_by_side,
    write_profile,
    write_resolution,
)

from ..pages import written

REGIMES = tuple(cr.regime(name) for name in ("ssi2002", "ssi2003", "ofsted2009"))


@pytest.fixture(scope="module")
def durham():
    return profile(cr.council("Durham"), REGIMES)


def test_every_outcome_of_a_council_stands_on_its_page_with_how_it_is_known(durham):
    text = written(write_profile, durham)
    assert text.startswith("County Durham (durham) Durham County Council. Unitary Authority, North East;")
    for each in durham.own:
        assert each.grade in text
        assert f"[{each.source}, {each.place}]" in text
    assert "(r) reconstructed." in text
    assert "Not like for like" in text


def test_a_council_that_no_regime_rated_says_so():
    text = written(write_profile, profile(cr.council("Durham"), ()))
    assert "None of these regimes rated it." in text


def test_where_a_council_came_from_is_dated_and_named():
    text = written(write_profile, profile(cr.council("Cheshire East"), REGIMES))
    assert "2009-04-01: from Cheshire (cheshire), split" in text
    assert "Outcomes of Cheshire, before it" in text
    gone = written(write_profile, profile(cr.council("Cheshire"), REGIMES))
    assert "2009-04-01: to Cheshire East (cheshire-east), split" in gone


def test_side_by_side_each_council_has_a_column_and_an_empty_cell_is_a_dash(durham):
    east = profile(cr.council("Cheshire East"), REGIMES)
    text = written(write_councils_side_by_side, [durham, east])
    head = f"date rating {durham.council.name} Cheshire East"
    assert head in text
    rated = {str(each.published) for each in durham.own if each.headline}
    assert all(date in text for date in rated)
    assert " - " in text  # Cheshire East was not there in 2003


def test_a_list_of_councils_has_each_once_and_dates_only_where_it_changed():
    day = dt.date(2003, 11, 13)
    councils = cr.register().active(day)
    text = written(write_councils, councils, day)
    assert text.startswith(f"{len(councils)} councils with social services duties on 2003-11-13")
    for each in councils:
        assert f"{each.name} {each.type.replace('_', ' ')} {each.region}" in text


def test_a_day_before_the_register_is_complete_is_warned_of():
    day = COMPLETE_FROM - dt.timedelta(1)
    assert f"no council that ended before {COMPLETE_FROM}" in written(write_councils, cr.register().active(day), day)
    assert "no council that ended" not in written(write_councils, cr.register().active(COMPLETE_FROM), COMPLETE_FROM)


def test_names_that_resolve_to_nothing_are_listed_with_the_nearest(tmp_path):
    file = tmp_path / "names.csv"
    file.write_text("name\nHull\nLeads\n", encoding="utf-8")
    resolution = resolve_file(file)
    text = written(write_resolution, resolution)
    assert text.startswith("1 of 2 names resolved")
    assert "Hull any kingston-upon-hull" in text
    assert "Not resolved" in text
    assert "Nearest: Leeds" in text
