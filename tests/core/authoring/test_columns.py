"""Columns are told by their headers and by what they hold; what an author says stands first."""

from __future__ import annotations

import re

import pytest

from crossregime.core.authoring.columns import find_roles
from crossregime.core.authoring.sheet import read_sheet
from crossregime.core.authoring.wishes import Wishes
from crossregime.core.errors import DataError, UsageError

from .spreadsheets import CODED, LONG, WIDE


@pytest.fixture
def roles(tmp_path):
    def find(data, **said):
        path = tmp_path / "ratings.csv"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return find_roles(read_sheet(path), Wishes(**said))

    return find


def test_a_wide_table_has_a_judgement_a_column(roles):
    found, decisions = roles(WIDE)
    assert (found.council, found.code) == ("Local authority", "GSS code")
    assert found.grades == ("Overall effectiveness", "Care leavers")
    assert (found.judgement, found.date, found.note) == ("", "", "Comments")
    assert "'Region'" in next(each.what for each in decisions if each.about == "not used")


def test_a_long_table_names_the_judgement_of_each_row(roles):
    found, _ = roles(LONG)
    assert (found.council, found.grades, found.judgement) == ("Authority", ("Judgement",), "Theme")
    assert (found.date, found.visited) == ("Publication date", "Inspection start")
    assert (found.address, found.type) == ("Report", "Kind of inspection")


def test_councils_may_be_named_by_their_codes_alone(roles):
    found, _ = roles(CODED)
    assert (found.council, found.of_councils) == ("", "LA code")
    assert found.grades == ("Star rating", "Capacity")


def test_numbers_are_grades_only_where_the_header_says_so(roles):
    rows = "".join(
        f"{name},{1 + place % 3},{1000 + place}\n" for place, name in enumerate(("Leeds", "Kent", "Hull", "York"))
    )
    found, _ = roles(f"Council,Score,Population\n{rows}")
    assert found.grades == ("Score",)


def test_what_an_author_names_is_taken_and_each_column_once(roles):
    found, decisions = roles(WIDE, council_column="gss code", grade_columns=("Care leavers",))
    assert (found.council, found.grades) == ("GSS code", ("Care leavers",))
    assert any(each.why == "it was asked for" for each in decisions)
    with pytest.raises(UsageError, match="no column 'Grade'"):
        roles(WIDE, grade_columns=("Grade",))


@pytest.mark.parametrize(
    ("data", "said"),
    [("Place,Grade\nx,Good\ny,Poor\n", "holds councils"), ("Council,Size\nLeeds,10\nKent,20\n", "holds grades")],
)
def test_a_table_without_councils_or_grades_is_refused_with_its_columns(roles, data, said):
    with pytest.raises(DataError, match=said) as refused:
        roles(data)
    assert re.search("_columns?`", refused.value.do)
