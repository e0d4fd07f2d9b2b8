"""A work says what is known of it, and what is not held."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crossregime.core.citing.work import Work

WHOLE = Work("a-1", "document", "On care", ("Ann Other", "A Body"), "The Press", "2003-11-13", "http://a.uk", "OGL")


def test_a_whole_reference_names_author_date_title_publisher_and_licence():
    assert WHOLE.sentence == 'Ann Other and A Body (13 November 2003). "On care". The Press. OGL.'
    assert WHOLE.lacking == ""


def test_without_authors_the_publisher_stands_first_and_once():
    assert replace(WHOLE, authors=()).sentence == 'The Press (13 November 2003). "On care". OGL.'


@pytest.mark.parametrize(
    ("field", "said"),
    [("title", "No title is held."), ("published", "No date is held."), ("address", "No address is held.")],
)
def test_what_is_not_held_is_said(field, said):
    lacking = replace(WHOLE, **{field: ""})
    assert lacking.lacking == said
    assert lacking.sentence.endswith(said)


def test_a_document_of_which_nothing_is_held_still_has_a_reference():
    nothing = Work("x", "document", "", (), "", "", "", "")
    assert nothing.sentence == "Nobody named. No title is held; no date is held; no address is held."


@pytest.mark.parametrize(
    ("published", "date", "text"),
    [
        ("2003-11-13", (2003, 11, 13), "13 November 2003"),
        ("2003-11", (2003, 11), "November 2003"),
        ("2003", (2003,), "2003"),
        ("", (), ""),
    ],
)
def test_a_date_is_known_to_the_day_the_month_or_the_year(published, date, text):
    work = replace(WHOLE, published=published)
    assert (work.date, work.date_text) == (date, text)


def test_a_data_set_says_in_what_it_is_held_and_that_no_address_is_held():
    held = replace(WHOLE, kind="dataset", publisher="crossregime 0.1.0", address="")
    assert held.sentence.endswith('"On care". Data set held in crossregime 0.1.0. OGL. No address is held.')


def test_a_version_stands_after_the_title():
    assert '"On care" (version 2.0).' in replace(WHOLE, version="2.0").sentence
