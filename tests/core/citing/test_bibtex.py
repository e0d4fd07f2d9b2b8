"""BibTeX holds every field, and nothing in one can act or end it: read back, it is what was written."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import given, strategies as st

import crossregime as cr
from crossregime.core.citing.bibtex import bibtex
from crossregime.core.citing.work import Work
from crossregime.core.text import one_line

from .reading import read_bibtex, read_latex

WORK = Work("a-1", "document", "On care", ("Ann Other", "Home and Away Ltd"), "The Press", "2003-11", "http://a.uk", "")


def text_of(fields, name):
    """Give what is printed of a field; names and titles stand in braces of their own."""
    field = fields.get(name, "")
    if field and name in ("author", "title"):
        assert (field[0], field[-1]) == ("{", "}")
        field = field[1:-1]
    return read_latex(field)


def test_a_work_reads_back_field_by_field():
    ((kind, key, fields),) = read_bibtex(bibtex([WORK]))
    assert (kind, key) == ("misc", "a-1")
    assert fields == {
        "author": "{Ann Other} and {Home and Away Ltd}",
        "title": "{On care}",
        "howpublished": "The Press",
        "year": "2003",
        "month": "nov",
        "url": "http://a.uk",
    }


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30).filter(one_line)


@given(title=TEXTS, author=TEXTS, publisher=TEXTS, licence=TEXTS)
def test_whatever_a_field_holds_it_is_printed_as_it_is(title, author, publisher, licence):
    work = Work("k", "document", title, (author,), publisher, "2003", "http://a.uk", licence)
    ((_, _, fields),) = read_bibtex(bibtex([work]))
    found = [text_of(fields, name) for name in ("title", "author", "howpublished", "license")]
    assert found == [one_line(each) for each in (title, author, publisher, licence)]


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=30))
def test_an_address_keeps_what_it_leads_to_in_characters_that_an_address_may_have(address):
    ((_, _, fields),) = read_bibtex(bibtex([Work("k", "document", "t", (), "p", "2003", address, "")]))
    assert re.fullmatch(r"[!-~]+", fields["url"])
    assert not set(fields["url"]) & set('{}\\"<>^`|')
    assert unquote(fields["url"]) == unquote(address)


def test_every_source_that_is_held_reads_back():
    found = cr.cite("ssi2002", "ssi2003", "csci2004", "ofsted2009")
    entries = read_bibtex(found.to_bibtex())
    assert [key for _, key, _ in entries] == [work.key for work in found.works]
    for (_, _, fields), work in zip(entries, found.works, strict=True):
        assert text_of(fields, "title") == work.title
        assert text_of(fields, "howpublished") == work.publisher
        assert unquote(fields.get("url", "")) == unquote(work.address)


@pytest.mark.parametrize(("kind", "type_"), [("software", "software"), ("dataset", "dataset"), ("document", "misc")])
def test_each_kind_has_its_type(kind, type_):
    assert bibtex([Work("k", kind, "t", (), "p", "2003", "", "")]).startswith(f"@{type_}{{k,\n")


def test_what_has_no_author_sorts_by_its_publisher_and_what_is_not_held_is_noted():
    ((_, _, fields),) = read_bibtex(bibtex([Work("k", "document", "", (), "The Press", "", "", "")]))
    assert fields == {
        "key": "The Press",
        "howpublished": "The Press",
        "note": "No title is held; no date is held; no address is held.",
    }
