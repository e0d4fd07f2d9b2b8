"""Every schema is a schema, and what the project brings keeps to it."""

from __future__ import annotations

import csv
import json
import re

import pytest
from jsonschema import Draft202012Validator

from crossregime.core.files.places import DATASETS, ROOT
from crossregime.core.files.schema import read_schema

from ...row_schemas import NAMES, ROWS, compiled_faults, faults, validator

DATA = sorted([*DATASETS.glob("*.csv"), *(ROOT / "regimes").glob("*/*.csv")])


REGIMES = sorted((ROOT / "regimes").glob("*/regime.json"))


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


OPTIONAL = {
    ("source", "author"),
    ("outcome", "note"),
    ("inspected", "note"),
    ("inspection", "visited"),
    ("inspection", "type"),
    *(("total", column) for column in ("group", "percent", "lowest", "highest", "rounded", "note")),
}


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
