"""The page of where a council stood: editions and warnings named, and no wider than a screen."""

from __future__ import annotations

import io

import pytest

import crossregime as cr
from crossregime.render.standing import write_standing

BUILT_IN = ("ssi2002", "ssi2003", "csci2004", "ofsted2009")


def stood(name, against="neighbours", regimes=BUILT_IN, **more):
    return cr.standing(name, against=against, regimes=regimes, **more)


def told(standing):
    stream = io.StringIO()
    write_standing(standing, stream)
    return stream.getvalue()


def test_a_neighbour_that_did_not_exist_is_shown_as_such():
    found = stood("Wiltshire")
    gone = {each.council.name for each in found.neighbours.absent(found.placings[0].date)}
    assert gone
    for name in gone:
        assert any(f"{name} (since" in note and "did not exist on 2002-05-30" in note for note in found.notes)
    assert len(found.placings[0].peers) == 10 - len(gone)


def test_the_page_names_the_index_of_each_date_and_the_edition_with_its_warning():
    page = " ".join(told(stood("Ealing", "deprivation")).split())
    assert "index of 2004 for 2002-05-30, 2002-11-14, 2003-11-13, 2004-11-18; index of 2007 for 2009-12-09" in page
    assert "not the official score" in page
    page = " ".join(told(stood("Ealing")).split())
    assert "edition of April 2021" in page
    assert "today's, not that of 2003 or 2009" in page
    assert "b Break: each regime rates its own thing" in page


@pytest.mark.parametrize("against", ["neighbours", "region", "all"])
def test_the_page_fits_a_screen(against):
    assert len(told(stood("Leeds", against)).splitlines()) <= 25
