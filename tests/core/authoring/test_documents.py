"""Sources with ids made of their addresses, each one's own."""

from __future__ import annotations

import re

import pytest

from crossregime.core.authoring.documents import Documents, source_id
from crossregime.core.authoring.wishes import Wishes
from crossregime.core.authoring.written_rows import SheetRating


def rating(address, published="2016-01-01", row=2):
    return SheetRating(row, "Leeds", published, "Overall", "Good", address)


@pytest.mark.parametrize(
    "address",
    [
        "https://files.ofsted.gov.uk/v1/file/50004255",
        "https://123.example/9.pdf",
        "http://a.b/Ä ö?x=1",
        "https://",
        "x" * 99,
    ],
)
def test_an_address_gives_an_id_that_a_source_may_have(address):
    assert re.fullmatch(r"[a-z][a-z0-9_-]*", source_id(address))
    assert len(source_id(address)) <= 60


def test_two_pages_of_one_name_get_two_ids_and_one_page_one():
    pages = ["https://a.org/1/report.pdf", "https://a.org/2/report.pdf", "https://a.org/1/report.pdf"]
    documents = Documents("mine", "x.csv", Wishes(), [rating(page) for page in pages])
    ids = [documents.of(rating(page)) for page in pages]
    assert ids[0] == ids[2] != ids[1]
    assert [row["address"] for row in documents.rows] == ["", *pages[:2]]


def test_a_row_without_an_address_rests_on_the_spreadsheet_and_its_row():
    documents = Documents("mine", "x.csv", Wishes(inspectorate="Ofsted"), [rating("")])
    assert documents.of(rating("")) == "mine-table"
    assert documents.place(rating("", row=7)) == "row 7 of x.csv"
    assert documents.rows[0]["publisher"] == "Ofsted"


def test_of_a_page_no_more_is_said_than_its_address():
    page = Documents("mine", "x.csv", Wishes(inspectorate="Ofsted"), [rating("https://www.a.org/x")]).rows[1]
    assert (page["publisher"], page["published"], page["title"]) == ("a.org", "", "")
