"""The break on a page: what differs between positions, with what to know of each."""

from __future__ import annotations

import io

import pytest

import crossregime as cr
from crossregime.render.difference import write_break
from crossregime.render.page import Plain

from ..pages import words


def written(comparison, **options):
    stream = io.StringIO()
    names = [position.name for position in comparison.positions]
    write_break(Plain(stream, 120), names, comparison.differences, **options)
    return words(stream.getvalue())


@pytest.fixture(scope="module")
def comparison():
    return cr.compare("ssi2003", "ofsted2009")


def test_every_difference_is_named_once_under_the_mark_b(comparison):
    text = written(comparison)
    assert text.startswith("b Break: what differs between the regimes")
    for difference in comparison.differences:
        assert f" {difference.about} " in text


def test_in_brief_the_notes_are_left_to_the_page_of_each_regime(comparison):
    brief, whole = written(comparison, brief=True), written(comparison)
    assert len(brief) < len(whole)
    assert brief.endswith("`crossregime regimes ID` shows what else to know before putting a regime beside another.")


def test_two_judgements_of_one_regime_differ_as_judgements():
    both = cr.compare("ssi2003:children.serving", "ssi2003:children.capacity")
    assert written(both).startswith("b Break: what differs between the judgements")


def test_two_dates_of_one_judgement_have_no_break():
    assert written(cr.compare("ssi2002@first", "ssi2002")) == ""
