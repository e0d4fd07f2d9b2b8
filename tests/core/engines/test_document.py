"""The document of a table of two frames."""

from __future__ import annotations

import json

import pytest

import crossregime as cr

from ...documents import hold
from .tables import GRADED

pytest.importorskip("narwhals")


def test_the_document_follows_its_schema_and_the_page_shows_it(schools):
    found = cr.crosstab(
        *schools, **GRADED, groups="area", totals=[{"side": "right", "grades": "top", "count": 1, "group": "area=N"}]
    )
    document = json.loads(found.to_json())
    hold(document, "crosstab")
    assert document["pairs"] == 4
    assert set(document["groups"]["area"]) == {"N", "S"}
    assert "4 units in both" in found._repr_html_()
    assert "area N: 2 units in both" in found._repr_html_()
