"""A panel as a Frictionless data package says of itself what every file and column holds."""

from __future__ import annotations

import csv
import io
import json
from hashlib import sha256

import polars as pl

import crossregime as cr


def test_every_resource_is_there_with_its_size_and_hash(package):
    document = json.loads(package["datapackage.json"])
    paths = {each["path"] for each in document["resources"]}
    assert paths == set(package) - {"datapackage.json", "README.md"}
    for each in document["resources"]:
        assert each["bytes"] == len(package[each["path"]])
        assert each["hash"] == f"sha256:{sha256(package[each['path']]).hexdigest()}"
    assert document["licenses"][0]["name"] == "OGL-UK-3.0"
    assert all(source["title"] for source in document["sources"])


def test_the_fields_are_the_columns_and_the_two_forms_hold_the_same(package):
    document = json.loads(package["datapackage.json"])
    for each in document["resources"]:
        fields = [field["name"] for field in each["schema"]["fields"]]
        if each["format"] == "csv":
            rows = list(csv.reader(io.StringIO(package[each["path"]].decode())))
            assert rows[0] == fields
            assert len(rows) - 1 == pl.read_parquet(package[f"{each['name']}.parquet"]).height
        else:
            assert pl.read_parquet(package[each["path"]]).columns == fields


def test_the_fields_of_grades_say_their_order(panel, package):
    document = json.loads(package["datapackage.json"])
    (outcomes,) = [each for each in document["resources"] if each["path"] == "outcomes.csv"]
    fields = {field["name"]: field for field in outcomes["schema"]["fields"]}
    assert fields["grade"]["categories"] == list(panel.order)
    assert all(fields[name]["categoriesOrdered"] is True for name in ("grade", "worst", "best"))


def test_foreign_keys_lead_to_keys_of_other_resources(package):
    document = json.loads(package["datapackage.json"])
    held = {each["name"]: each for each in document["resources"]}
    keys = [key for each in held.values() for key in each["schema"].get("foreignKeys", ())]
    assert keys
    for key in keys:
        assert held[key["reference"]["resource"]]["schema"]["primaryKey"] == key["reference"]["fields"]


def test_its_readme_makes_factors_of_a_scale_that_is_there(package):
    text = package["README.md"].decode()
    assert "factor(outcomes$grade, levels = grades$label, ordered = TRUE)" in text
    grades = list(csv.DictReader(io.StringIO(package["grades.csv"].decode())))
    assert any(f'scale == "{row["scale"]}"' in text for row in grades)


def test_the_same_panel_gives_the_same_bytes(package):
    assert cr.panel().package() == package
