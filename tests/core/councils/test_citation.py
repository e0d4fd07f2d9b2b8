"""The sources of the shared datasets are cited in one line each."""

from __future__ import annotations

import csv

import pytest

from crossregime.core.councils.citation import cite_dataset_source
from crossregime.core.files.places import DATASETS

with (DATASETS / "sources.csv").open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["source"])
def test_a_source_is_cited_by_author_publisher_title_and_date_without_its_address(row):
    line = cite_dataset_source(row["source"])
    for name in ("author", "publisher", "title", "published"):
        assert (row.get(name) or "") in line
    assert not row["address"] or row["address"] not in line
    assert ", ," not in line
    assert "\n" not in line


def test_every_dataset_that_names_a_source_names_one_that_can_be_cited():
    for path in DATASETS.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for source in filter(None, (row.get("source") or "").split("|")):
                    if path.name != "sources.csv":
                        cite_dataset_source(source)


def test_an_unknown_source_is_none():
    with pytest.raises(KeyError):
        cite_dataset_source("nowhere")
