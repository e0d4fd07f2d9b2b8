"""A document of a comparison keeps its schema and says what the page says."""

from __future__ import annotations

import json

import pytest

import crossregime as cr
from crossregime.core.files.schema import read_schema

from ...documents import hold, validator
from ...pages import CASES, compared

SCHEMA = read_schema("comparison")


# JSON


@pytest.mark.parametrize("name", CASES)
def test_a_document_is_as_its_schema_says(name):
    document = json.loads(compared(name).to_json())
    hold(document, "comparison")


def test_more_documents_are_as_their_schema_says():
    for first, options in (
        ("ssi2003", {"by": "region"}),
        ("ssi2003", {"weight": "population", "where": "type=unitary"}),
        ("csci2004", {"where": "region=North East"}),
    ):
        document = json.loads(cr.compare(first, "ofsted2009", **options).to_json())
        hold(document, "comparison")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda document: document.update(extra=1),
        lambda document: document.pop("lineage"),
        lambda document: document.update(lineage="loose"),
        lambda document: document["pairs"][0].update(extra_1=""),
        lambda document: document["pairs"][0].pop("status_2"),
        lambda document: document["pairs"][0].update(status_1="guessed"),
        lambda document: document["tables"][0].update(pairs=-1),
        lambda document: document["tables"][0]["bounds"][0][0].update(lowest=0.5),
        lambda document: document["tables"][0]["association"].update(bounds={}),
        lambda document: document["positions"][0].pop("totals"),
        lambda document: document["positions"][0]["regimes"][0]["files"].update({"a.csv": "x"}),
        lambda document: document["unpaired"][0].update(reason="lost"),
    ],
)
def test_the_schema_refuses_what_is_not_so(spoil):
    document = json.loads(compared("inherit").to_json())
    spoil(document)
    assert not validator("comparison").is_valid(document)


def test_every_property_of_the_schema_is_described_and_every_object_is_closed():
    def walk(schema, place):
        if isinstance(schema, dict):
            if schema.get("type") == "object":
                assert "additionalProperties" in schema, place
            for name, each in schema.get("properties", {}).items():
                if not place.startswith("$defs.position."):  # shared with the schema of a position
                    assert "description" in each or "$ref" in each, f"{place}.{name}"
            for key, each in schema.items():
                walk(each, f"{place}.{key}" if place else key)
        elif isinstance(schema, list):
            for each in schema:
                walk(each, place)

    walk(SCHEMA, "")


def test_a_document_for_a_file_of_pairs_is_the_same_without_the_pairs():

    comparison = compared("inherit")
    beside = comparison.to_dict(pairs=False)
    whole = comparison.to_dict()
    del whole["pairs"]
    assert beside == whole
    hold(json.loads(json.dumps(beside)), "comparison")
