"""Every JSON document says what it is and what it was made with."""

from __future__ import annotations

import hashlib

import pytest
from jsonschema import Draft202012Validator

import crossregime as cr
from crossregime.core.files.places import DATASETS
from crossregime.core.files.provenance import head
from crossregime.core.files.schema import read_schema


def test_a_document_names_its_kind_and_the_program_with_its_version():
    found = head("comparison")
    assert found["kind"] == "comparison"
    assert found["program"] == {"name": "crossregime", "version": cr.__version__}
    assert found["format"] == 1


def test_each_shared_dataset_is_named_with_the_hash_of_its_bytes():
    found = head("comparison")["datasets"]
    assert {"councils.csv", "lineage.csv", "scales.json"} <= set(found)
    for name, digest in found.items():
        assert digest == hashlib.sha256((DATASETS / name).read_bytes()).hexdigest()


def test_one_document_cannot_spoil_the_next():
    head("comparison")["datasets"].clear()
    assert head("comparison")["datasets"]


@pytest.mark.parametrize("name", ["comparison", "position", "bounds"])
def test_the_first_fields_are_those_of_the_schema_of_heads(name):
    schema = read_schema("head")
    Draft202012Validator(schema).validate(head(name))
