"""The examples are true: every row is one of the documents that it cites, and says that it is an example."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from crossregime.core.authoring.example import example_crosswalk, example_regime
from crossregime.core.authoring.marks import EXAMPLE

EXAMPLES = Path(__file__).parents[3] / "docs" / "examples"
OF = {"annual": "ofsted2010", "rolling": "sif-part"}


def rows(data):
    return list(csv.DictReader(data.decode().splitlines()))


@pytest.mark.checkout
@pytest.mark.parametrize(("kind", "of"), OF.items())
def test_every_row_of_an_example_is_one_of_the_real_regime(kind, of):
    for name, data in example_regime("mine", kind).items():
        if not name.endswith(".csv"):
            continue
        real = rows((EXAMPLES / of / name).read_bytes())
        kept = [column for column in real[0] if column != "note"]
        held = [{column: row[column] for column in kept} for row in rows(data)]
        assert held
        assert all(row in [{column: each[column] for column in kept} for each in real] for row in held), name


@pytest.mark.parametrize("kind", OF)
def test_what_an_author_replaces_says_so(kind):
    files = example_regime("mine", kind)
    said = json.loads(files["regime.json"])
    assert said["id"] == "mine"
    assert all(said[field].startswith(EXAMPLE) for field in ("title", "summary", "licence"))
    assert all(row["note"].startswith(EXAMPLE) for row in rows(files["outcomes.csv"]))


def test_the_example_of_a_crosswalk_says_so_too():
    (data,) = example_crosswalk("walks").values()
    said = json.loads(data)
    assert said["id"] == "walks"
    assert said["title"].startswith(EXAMPLE)
