"""One truth of every file's format: the schema, and the column checks that are compiled from it."""

from __future__ import annotations

import csv
import json
import re
from functools import cache

import polars as pl
import pytest
from hypothesis import given, settings, strategies as st
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from crossregime.core.files import rowschema
from crossregime.core.files.places import DATASETS, ROOT, SCHEMAS
from crossregime.core.files.rowschema import check_rows
from crossregime.core.files.schema import read_schema

NAMES = sorted(path.name.removesuffix(".schema.json") for path in SCHEMAS.glob("*.schema.json"))
ROWS = {found[1]: name for name in NAMES if (found := re.fullmatch(r"A row of (\S+\.csv)", read_schema(name)["title"]))}
"""The schemas of a row, by the file whose rows they describe."""
DATA = sorted([*DATASETS.glob("*.csv"), *(ROOT / "regimes").glob("*/*.csv")])
REGIMES = sorted((ROOT / "regimes").glob("*/regime.json"))


def _pattern(_validator, pattern, instance, _schema):
    """Match as JSON Schema means it: `$` is the end alone; in Python it also stands before a line end."""
    if isinstance(instance, str) and not re.search(pattern.replace("$", r"\Z"), instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


@cache
def validator(name):
    """Make the jsonschema library's validator of a schema."""
    return extend(Draft202012Validator, {"pattern": _pattern})(read_schema(name))


def faults(name, row):
    """Give the columns of a row that the jsonschema library refuses."""
    return sorted({error.absolute_path[0] for error in validator(name).iter_errors(row)})


def compiled_faults(name, rows):
    """Give the columns of each row that the compiled expressions refuse."""
    frame = pl.DataFrame(rows, schema=dict.fromkeys(read_schema(name)["properties"], pl.String))
    found: list[set[str]] = [set() for _ in rows]
    for problem in check_rows(frame.with_row_index("row", offset=2), name, "mine.csv"):
        found[problem.row - 2].add(problem.column)
    return [sorted(columns) for columns in found]


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
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_the_compiled_checks_and_the_jsonschema_library_refuse_the_same_cells(name, data):
    rows = data.draw(tables(name))
    assert compiled_faults(name, rows) == [faults(name, row) for row in rows]


@pytest.mark.parametrize("path", DATA, ids=lambda path: "/".join(path.parts[-2:]))
def test_every_row_that_the_project_brings_keeps_its_schema_by_either(path):
    name = ROWS[path.name]
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert not any(compiled_faults(name, rows))
    for row in rows[:: max(1, len(rows) // 100)]:  # the library is slow; by the law above a sample is enough
        assert faults(name, row) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_schema_keeps_the_meta_schema(name):
    schema = read_schema(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:crossregime:schema:{name}"
    assert schema["title"]
    assert schema["description"]


@pytest.mark.parametrize("name", ROWS.values())
def test_the_schema_of_a_row_describes_every_column_as_text_and_allows_no_other(name):
    schema = read_schema(name)
    needed = [column for column in schema["properties"] if (name, column) not in OPTIONAL]
    assert schema["required"] == needed
    assert schema["additionalProperties"] is False
    for rule in schema["properties"].values():
        assert rule["type"] == "string"
        assert rule["description"]


OPTIONAL = {("source", "author")}
"""Columns that a file may leave out, by schema."""


@pytest.mark.parametrize("name", ROWS.values())
def test_no_column_lets_a_control_character_through(name):
    for column, rule in read_schema(name)["properties"].items():
        closed = {"enum", "const"} & set(rule)
        for text in ("a\x1b[31mb", "a\n", "\x00", "a\x85b"):
            row = dict.fromkeys(read_schema(name)["properties"], "") | {column: text}
            assert closed or column in compiled_faults(name, [row])[0], column


@pytest.mark.parametrize("path", REGIMES, ids=lambda path: path.parent.name)
def test_every_built_in_descriptor_keeps_its_schema(path):
    document = json.loads(path.read_text(encoding="utf-8"))
    assert list(validator("regime").iter_errors(document)) == []
    assert document["id"] == path.parent.name


def test_the_shared_scales_keep_their_schema():
    document = json.loads((DATASETS / "scales.json").read_text(encoding="utf-8"))
    assert list(validator("scales").iter_errors(document)) == []


def test_no_field_of_a_descriptor_names_a_file():
    words = {"file", "path", "folder", "include", "url", "href", "import"}
    named = set()

    def collect(schema):
        if isinstance(schema, dict):
            named.update(schema.get("properties", ()))
            for each in schema.values():
                collect(each)
        elif isinstance(schema, list):
            for each in schema:
                collect(each)

    collect(read_schema("regime"))
    assert {"id", "judgements", "source"} <= named
    assert not {name for name in named if words & set(re.split(r"[^a-z]+", name))}


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
            "'printd' can't stand here",
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
            f"'{'n' * 60}...', of 2,001 characters, can't stand here",
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
        ("total", {"percent": "101"}, "percent", "'101' can't stand here", "whole-number share"),
        ("total", {"percent": "5.5"}, "percent", "'5.5' can't stand here", "whole-number share"),
        ("total", {"count": "about 5"}, "count", "'about 5' can't stand here", "the printed number"),
        (
            "total",
            {"group": "county=Kent"},
            "group",
            "'county=Kent' can't stand here",
            "region=NAME or type=NAME",
        ),
    ],
)
def test_a_fault_is_told_with_its_place_and_what_to_do(name, changed, column, what, do):
    (problem,) = told(name, **changed)
    assert (problem.file, problem.row, problem.column, problem.what) == ("mine.csv", 2, column, what)
    assert do in problem.do


def test_a_mistyped_word_is_answered_with_the_nearest():
    (problem,) = told("outcome", status="printd")
    assert problem.matches == ("printed",)


def test_every_fault_of_a_row_is_told():
    found = told("outcome", published="2003", council="", judgement="Stars", source="")
    assert [problem.column for problem in found] == ["published", "council", "judgement", "source"]


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
