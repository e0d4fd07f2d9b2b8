"""A package around data: what an installer and a tester need, whatever the author's words are."""

from __future__ import annotations

import ast
import json
import tomllib

import pytest

from crossregime.core.authoring.project import (
    crosswalk_project,
    id_fault,
    id_of,
    module_of,
    regime_project,
    with_schema,
)
from crossregime.core.version import INTERFACE, __version__


def regime_json(title):
    return json.dumps({"title": title}).encode()


@pytest.mark.parametrize("name", ["a", "cqc-2024", "my_ratings", "a" * 60])
def test_what_a_selector_can_name_is_an_id(name):
    assert id_fault(name) == ""


@pytest.mark.parametrize("name", ["", "2024", "CQC", "my ratings", "a" * 61, "é", "a/b", "-a", "a\n"])
def test_what_no_selector_can_name_is_none_and_the_message_says_the_form(name):
    assert "at most 60" in id_fault(name) or "lower-case letters, digits, '-' and '_', a letter first" in id_fault(name)


@pytest.mark.parametrize(
    ("text", "name"),
    [("CQC 2024", "cqc-2024"), ("2024 CQC", "cqc"), ("a" * 80, "a" * 60), ("?", ""), ("Children's", "children-s")],
)
def test_an_id_is_offered_that_is_one(text, name):
    assert id_of(text) == name
    assert not name or id_fault(name) == ""


def test_a_package_needs_those_whose_scales_it_uses():
    files = regime_project("mine", {"regime.json": regime_json("Mine")}, {"crossregime-ofsted"})
    needed = tomllib.loads(files["pyproject.toml"].decode())["project"]["dependencies"]
    assert needed == ["crossregime>=0.1,<0.2", "crossregime-ofsted"]


@pytest.mark.parametrize("title", ["My ratings", 'Ratings "as printed"', "Größe \\ n", "a\u2028b"])
def test_a_project_declares_what_an_installer_needs_whatever_its_title(title):
    files = regime_project("cqc-2024", {"regime.json": regime_json(title), "outcomes.csv": b"x"})
    said = tomllib.loads(files["pyproject.toml"].decode())
    project = said["project"]
    assert project["name"] == "crossregime-cqc-2024"
    assert project["description"] == f"{title}, for crossregime"
    assert project["dependencies"] == ["crossregime>=0.1,<0.2"]
    assert __version__.startswith("0.1.")
    assert project["entry-points"]["crossregime.regimes"] == {"cqc-2024": "crossregime_cqc_2024"}
    assert project["entry-points"]["crossregime.interface"] == {str(INTERFACE): "crossregime_cqc_2024"}
    tools = said["tool"]["setuptools"]
    assert tools["packages"] == ["crossregime_cqc_2024"]
    assert {"*.json", "*.csv"} <= set(tools["package-data"]["*"])


def test_what_makes_a_package_findable_is_in_it():
    project = tomllib.loads(crosswalk_project("walks", {"walks.json": b"{}"})["pyproject.toml"].decode())["project"]
    assert project["name"].startswith("crossregime-")
    assert "crossregime" in project["keywords"]
    assert project["entry-points"]["crossregime.crosswalks"] == {"walks": "crossregime_walks"}


def test_the_readme_names_the_files_that_there_are_and_the_code_is_code():
    files = regime_project("mine", {"regime.json": regime_json("My ratings"), "outcomes.csv": b"", "other.csv": b""})
    readme = files["README.md"].decode()
    assert "| `outcomes.csv` |" in readme
    assert "totals.csv" not in readme
    assert "$" not in readme
    for name, data in files.items():
        if name.endswith(".py"):
            ast.parse(data)


def test_a_name_with_a_hyphen_is_a_package_of_python():
    assert module_of("cqc-2024").isidentifier()


def test_the_schema_that_an_editor_finds_is_the_one_that_validates():
    held = with_schema({"regime.json": b"{}"})
    assert json.loads(held["regime.schema.json"])["title"] == "regime.json"
