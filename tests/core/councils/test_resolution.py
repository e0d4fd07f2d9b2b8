"""A file of names: which council each row means on its date, its other columns kept."""

from __future__ import annotations

import datetime as dt

import pytest

from crossregime.core.councils import resolution
from crossregime.core.councils.resolution import resolve_file
from crossregime.core.errors import DataError


@pytest.fixture
def resolved(tmp_path):
    """Write a file of names and resolve it."""

    def of(text, on=None):
        path = tmp_path / "names.csv"
        path.write_text(text, encoding="utf-8")
        return resolve_file(path, on)

    return of


def test_each_row_is_resolved_on_its_own_date_which_goes_before_the_one_given(resolved):
    found = resolved("name,date\nDorset,2003-11-13\nDorset,\n", dt.date(2020, 1, 1))
    assert found.frame().select("on", "council_id").rows() == [
        ("2003-11-13", "dorset-county"),
        ("2020-01-01", "dorset"),
    ]


def test_rows_keep_their_order_and_columns_and_one_of_a_name_that_is_added_is_kept_beside(resolved):
    frame = resolved("how,name,x\nby hand,Hull,1\nby ear,Atlantis,2\n").frame()
    assert frame.columns[:3] == ["how_given", "name", "x"]
    assert frame.select("how_given", "x", "council_id", "how").rows() == [
        ("by hand", "1", "kingston-upon-hull", "exact"),
        ("by ear", "2", "", "unknown"),
    ]


def test_what_is_resolved_and_what_fails_are_counted(resolved):
    found = resolved("name\nHull\nHull\nAtlantis\nE10000015\n")
    document = found.to_dict()
    assert (document["resolved"], document["failed"], found.failed) == (3, 1, 1)
    assert document["rows"][3]["council_name"] == "Hertfordshire"


def test_every_date_that_is_none_is_told_with_its_row(resolved):
    with pytest.raises(DataError) as caught:
        resolved("name,date\nHull,13/11/2003\nLeeds,2003-11-13\nKent,soon\n")
    assert [(fault.row, fault.column) for fault in caught.value.faults] == [(2, "date"), (4, "date")]


def test_a_long_file_of_unknown_names_is_resolved_without_a_search_for_each(resolved, monkeypatch):
    monkeypatch.setattr(resolution, "NAMES_SUGGESTED", 2)
    found = resolved("name\n" + "Leedz\n" * 3 + "Leedx\nLeedy\nLeeds\n")
    assert [bool(match.candidates) for match in found.matches] == [True, True, True, True, False, False]
    assert found.failed == 5
