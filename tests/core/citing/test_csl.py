"""CSL-JSON has only fields and types that CSL 1.0.2 knows, with values of the shape that it wants."""

from __future__ import annotations

import json

import pytest

import crossregime as cr
from crossregime.core.citing.csl import csl
from crossregime.core.citing.work import Work

TEXT_FIELDS = {"title", "publisher", "version", "URL", "note", "annote"}
FIELDS = {"id", "type", "author", "issued", *TEXT_FIELDS}
"""Fields of an item by csl-data.json of CSL 1.0.2, those that are used: `licence` is none of them."""
TYPES = {"dataset", "document", "software", "webpage"}
"""Types of an item by the same, those that are used; `software` and `document` are new in 1.0.2."""


@pytest.fixture(scope="module")
def items():
    """All that the built-in regimes rest on, by way of JSON text."""
    return json.loads(cr.cite("ssi2002", "ssi2003", "csci2004", "ofsted2009").to_csl_json())


def test_every_item_has_fields_and_types_of_csl_with_an_id_of_its_own(items):
    assert len(items) > 30
    for item in items:
        assert {"id", "type"} <= set(item) <= FIELDS
        assert item["type"] in TYPES
        assert all(isinstance(item[name], str) and item[name] for name in TEXT_FIELDS & set(item))
    assert len({item["id"].casefold() for item in items}) == len(items)


def test_names_are_literal_and_dates_have_one_to_three_parts(items):
    for item in items:
        assert all(set(name) == {"literal"} for name in item.get("author", []))
        if "issued" in item:
            ((*parts,),) = item["issued"]["date-parts"]
            assert 1 <= len(parts) <= 3
            assert all(isinstance(part, int) for part in parts)


def test_what_is_not_known_is_left_out():
    (item,) = csl([Work("k", "document", "", (), "The Press", "", "", "")])
    assert item == {
        "id": "k",
        "type": "document",
        "publisher": "The Press",
        "note": "No title is held; no date is held; no address is held.",
    }
