"""rerun makes again what --save kept, and says on one screen what differs."""

from __future__ import annotations

import json

import pytest

from ..documents import valid

PAIR = ("--regime", "ssi2003", "--regime", "ofsted2009")


@pytest.fixture(autouse=True)
def _here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    "call",
    [
        ("compare", *PAIR, "--by", "region", "--council", "Herefordshire, County of"),
        ("compare", *PAIR, "--output", "paper.tex"),
        ("bounds", *PAIR, "--assume", "monotone"),
        ("map", "--from", "ssi2003", "--to", "ofsted2009"),
        ("export", "ofsted2009"),
        ("export", "--panel", "ssi2003", "ofsted2009"),
    ],
)
def test_what_is_kept_is_the_same_when_it_is_made_again(call, run):
    assert run(*call, "--save", "run.json")[0] == 0
    code, out, _ = run("rerun", "run.json")
    assert (code, "THE SAME RESULT." in out) == (0, True)


def test_the_call_is_shown_as_it_was_given(run):
    run("compare", *PAIR, "--where", "region=London", "--use-rule", "--save", "run.json")
    shown = " ".join(run("rerun", "run.json")[1].split())
    assert "crossregime compare --regime ssi2003 --regime ofsted2009 --where region=London --use-rule" in shown


def test_another_result_ends_with_1_and_says_what_differs(run, tmp_path):
    run("compare", *PAIR, "--save", "run.json")
    document = json.loads((tmp_path / "run.json").read_text())
    document["figures"]["pairs"] = 147
    document["datasets"]["names.csv"] = "0" * 64
    (tmp_path / "run.json").write_text(json.dumps(document))
    code, out, _ = run("rerun", "run.json")
    assert code == 1
    assert "ANOTHER RESULT." in out
    assert "datasets: names.csv" in out


def test_the_document_fits_its_schema(run):
    run("compare", *PAIR, "--save", "run.json")
    valid(run("rerun", "run.json", "--format", "json")[1], "rerun")


def test_the_result_itself_is_written_where_that_is_asked_for(run, tmp_path):
    run("compare", *PAIR, "--output", "first.csv", "--save", "run.json")
    assert run("rerun", "run.json", "--result", "again.csv")[0] == 0
    assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "first.csv").read_bytes()
    assert run("rerun", "run.json", "--result", "again.csv")[0] == 2


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--save", "run.csv"), "ends in .json"),
        (("--save", "-"), "--save names no file"),
        (("--save", "a.json", "--output", "a.json"), "name one file"),
        (("--save", "a.json", "--crosswalk", "all"), "several crosswalks are not kept"),
        (("--save", "none/a.json"), "there is no folder"),
    ],
)
def test_what_can_not_be_kept_is_refused_before_any_work(more, said, run):
    code, out, err = run("compare", *PAIR, *more)
    assert (code, out, said in err) == (2, "", True)


def test_nothing_is_replaced_without_force(run):
    run("compare", *PAIR, "--save", "run.json")
    code, _, err = run("compare", *PAIR, "--save", "run.json")
    assert (code, "run.json exists already" in err) == (2, True)
    assert run("compare", *PAIR, "--save", "run.json", "--force")[0] == 0
