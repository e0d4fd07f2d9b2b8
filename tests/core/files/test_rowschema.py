"""One truth of every file's format: the schema, and the column checks that are compiled from it."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, strategies as st

from crossregime.core.files import rowschema
from crossregime.core.files.rowschema import check_rows
from crossregime.core.files.schema import read_schema

from ...depth import examples
from ...row_schemas import ROWS, compiled_faults, faults

"""The schemas of a row, by the file whose rows they describe."""


def cells(rule):
    """Make cells for a column: good ones, near misses and any text."""
    good = [
        st.just(""),
        st.text(max_size=8),
        st.sampled_from(["\n", "a\n", "\x1b[31m", "2003-11-13", "0", "é", "A b"]),
    ]
    for part in (rule, *rule.get("anyOf", ())):
        if "enum" in part:
            words = part["enum"]
            good += [
                st.sampled_from(words),
                st.sampled_from(words).map(str.upper),
                st.sampled_from(words).map(" {}".format),
            ]
        if "pattern" in part:
            good += [st.from_regex(part["pattern"], fullmatch=full) for full in (True, False)]
        if "const" in part:
            good.append(st.just(part["const"]))
        if "maxLength" in part:
            limit = part["maxLength"]
            good.append(st.integers(limit - 1, limit + 1).map(lambda length: "é" * length))
    return st.one_of(good)


@st.composite
def tables(draw, name):
    """Make a few rows for a schema."""
    rules = read_schema(name)["properties"]
    row = st.fixed_dictionaries({column: cells(rule) for column, rule in rules.items()})
    return draw(st.lists(row, min_size=1, max_size=6))


@pytest.mark.parametrize("name", ROWS.values())
@examples(25)
@given(data=st.data())
def test_the_compiled_checks_and_the_jsonschema_library_refuse_the_same_cells(name, data):
    rows = data.draw(tables(name))
    assert compiled_faults(name, rows) == [faults(name, row) for row in rows]


"""Columns that a file may leave out, by schema."""


# What a fault is told as


def told(name, **changed):
    """Give the problems of one row of a schema, good but for what is changed."""
    good = {
        "outcome": {
            "published": "2003-11-13",
            "council": "Hull",
            "judgement": "stars",
            "worst": "One Star",
            "best": "One Star",
            "status": "printed",
            "source": "paper",
            "place": "p. 1",
            "note": "",
        },
        "total": {
            "published": "2003-11-13",
            "judgement": "stars",
            "group": "",
            "grades": "One Star",
            "count": "5",
            "percent": "",
            "lowest": "",
            "highest": "",
            "rounded": "",
            "source": "paper",
            "place": "p. 1",
            "note": "",
        },
    }
    frame = pl.DataFrame([good[name] | changed]).with_row_index("row", offset=2)
    return check_rows(frame, name, "mine.csv")


def test_a_good_row_has_no_problem():
    assert told("outcome") == told("total") == []


@pytest.mark.parametrize(
    ("name", "changed", "column", "what", "do"),
    [
        ("outcome", {"published": "13/11/2003"}, "published", "'13/11/2003' is not a date", "YYYY-MM-DD"),
        ("outcome", {"council": ""}, "council", "the cell is empty", "name as printed"),
        (
            "outcome",
            {"status": "printd"},
            "status",
            "'printd' is not allowed here",
            "write one of printed, deduced",
        ),
        (
            "outcome",
            {"place": "p.\x1b[1m"},
            "place",
            "the cell has the control character U+001B",
            "where in the source",
        ),
        (
            "outcome",
            {"note": "n" * 2001},
            "note",
            f"'{'n' * 60}...', of 2,001 characters, is not allowed here",
            "what a reader must know",
        ),
        (
            "outcome",
            {"status": "not_judged", "best": ""},
            "worst",
            "a grade stands beside a status that says that there is none",
            "",
        ),
        ("outcome", {"worst": ""}, "worst", "the grade is missing", "printed label of the worst grade"),
        ("total", {"count": ""}, "percent", "neither a count nor a percent is given", "one of the two"),
        ("total", {"percent": "101"}, "percent", "'101' is not allowed here", "the printed share"),
        ("total", {"percent": "5.5555"}, "percent", "'5.5555' is not allowed here", "the printed share"),
        ("total", {"count": "about 5"}, "count", "'about 5' is not allowed here", "the printed number"),
        (
            "total",
            {"group": "county=Kent"},
            "group",
            "'county=Kent' is not allowed here",
            "region=NAME or type=NAME",
        ),
    ],
)
def test_a_fault_is_told_with_its_place_and_what_to_do(name, changed, column, what, do):
    (fault,) = told(name, **changed)
    assert (fault.file, fault.row, fault.column, fault.what) == ("mine.csv", 2, column, what)
    assert do in fault.do


def test_a_mistyped_word_is_answered_with_the_nearest():
    (fault,) = told("outcome", status="printd")
    assert fault.matches == ("printed",)


def test_every_fault_of_a_row_is_told():
    found = told("outcome", published="2003", council="", judgement="Stars", source="")
    assert [fault.column for fault in found] == ["published", "council", "judgement", "source"]


@pytest.mark.parametrize(
    "schema",
    [
        {"properties": {"a": {"type": "string", "format": "date"}}},
        {"properties": {"a": {"anyOf": [{"multipleOf": 2}]}}},
        {"properties": {"a": {"type": "string"}}, "oneOf": []},
        {"properties": {"a": {"type": "string"}}, "dependentRequired": {}},
    ],
)
def test_a_keyword_that_is_not_compiled_is_a_fault_of_the_schema_and_never_passed_over(monkeypatch, schema):
    monkeypatch.setattr(rowschema, "read_schema", lambda _: schema)
    with pytest.raises(TypeError, match="can't use"):
        rowschema.compiled.__wrapped__("mine")
