"""The commands beside compare: regimes, validate, export, councils, council."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

import crossregime
from crossregime.commands import SUMMARIES
from crossregime.core.files.schema import read_schema

from ..documents import valid


def test_the_documents_of_the_commands_have_schemas_that_are_schemas():
    for name in ("regimes", "description", "validation", "position", "councils", "resolution", "profile"):
        Draft202012Validator.check_schema(read_schema(name))


# What every document says of itself

DOCUMENTS = {
    "compare": ("--regime", "ssi2003", "--regime", "ofsted2009"),
    "compare --crosswalk stars-by-rank --crosswalk equipercentile": ("--regime", "ssi2003", "--regime", "ofsted2009"),
    "bounds": ("--regime", "ssi2003", "--regime", "ofsted2009"),
    "crosstab": (
        "--left",
        "names.csv",
        "--right",
        "names.csv",
        "--on",
        "name",
        "--grade",
        "name",
        "--scale",
        "Hull,York",
    ),
    "statistics": (),
    "map": ("--from", "ssi2003", "--to", "ofsted2009"),
    "crosswalks": (),
    "crosswalks ssi2003 ofsted2009": (),
    "crosswalks stars-by-rank": (),
    "regimes": (),
    "regimes ssi2003": (),
    "new mine ./mine": (),
    "validate": ("ofsted2009",),
    "reconcile": ("ofsted2009",),
    "export": ("ofsted2009",),
    "councils": (),
    "councils --resolve": ("names.csv",),
    "council": ("Hull",),
    "council Hull --against neighbours": (),
    "rate": ("ssi2003", "--council", "Ealing"),
    "rate --all": ("ssi2003",),
    "doctor": (),
    "rerun run.json": (),
}


def test_no_command_is_left_out_of_the_documents():
    # Pictures, references, a page to send; what a shell and man read.
    others = {"plot", "cite", "report", "site", "completion", "man"}
    assert {name.split()[0] for name in DOCUMENTS} | others == set(SUMMARIES)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_begins_with_its_form_the_program_and_the_datasets(run, name, tmp_path, monkeypatch):
    (tmp_path / "names.csv").write_text("name\nHull\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    if name.startswith("rerun"):
        run("export", "ofsted2009", "--save", "run.json")
    _, out, _ = run(*name.split(), *DOCUMENTS[name], "--format", "json")
    document = valid(out, "head")
    assert list(document)[:4] == ["format", "kind", "program", "datasets"]
    assert document["program"] == {"name": "crossregime", "version": crossregime.__version__}
    assert {"councils.csv", "scales.json"} <= set(document["datasets"])
