"""The program cites itself as CITATION.cff does, and that file is complete."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import yaml

from crossregime.core.citing.program import PROGRAM, YEAR
from crossregime.core.version import __version__

pytestmark = pytest.mark.checkout

ROOT = Path(__file__).resolve().parents[3]
NEEDED = {"cff-version", "message", "title", "abstract", "type", "version", "license", "authors", "keywords",
          "references"}  # fmt: skip
"""The keys that the Citation File Format 1.2.0 requires, and those that a reader wants."""


@pytest.fixture
def cff():
    """The file, as YAML reads it."""
    return yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))


def test_the_file_is_yaml_with_every_key_that_is_needed(cff):
    assert set(cff) - {"date-released"} == NEEDED
    assert (cff["cff-version"], cff["type"], cff["license"]) == ("1.2.0", "software", "MIT")
    assert all(cff.values())


def test_the_program_says_of_itself_what_the_file_says(cff):
    assert cff["version"] == PROGRAM.version == __version__
    assert cff["title"] == PROGRAM.title
    assert tuple(each["name"] for each in cff["authors"]) == PROGRAM.authors


def test_the_year_is_that_of_the_copyright():
    assert f"Copyright (c) {YEAR} " in (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_each_reference_is_a_source_that_the_data_cite(cff):
    files = [ROOT / "datasets" / "sources.csv", *(ROOT / "regimes").glob("*/sources.csv")]
    rows = [row for file in files for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())]
    known = {(row["publisher"], row["title"], row["published"], row["address"]) for row in rows}
    references = [
        (each["authors"][0]["name"], each["title"], str(each.get("date-published", "")), each.get("url", ""))
        for each in cff["references"]
    ]
    assert len(references) > 3
    assert set(references) <= known
    assert {each["type"] for each in cff["references"]} == {"government-document", "dataset"}
