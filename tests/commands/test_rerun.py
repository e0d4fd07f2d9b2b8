"""rerun makes again what --save kept, and says on one screen what differs."""

from __future__ import annotations

import json

import pytest

from crossregime.core import comparison as core
from crossregime.core.comparison import comparison

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
        ("export", "--all", "ratings"),
        ("export", "ssi2003", "--output", "ratings.sqlite"),
        ("compare", *PAIR, "--crosswalk", "all", "--where", "region=North East"),
        ("compare", *PAIR, "--crosswalk", "stars-by-rank", "--crosswalk", "ridit", "--by", "type"),
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
        (("--save", "none/a.json"), "there is no folder"),
    ],
)
def test_what_can_not_be_kept_is_refused_before_any_work(more, said, run):
    code, out, err = run("compare", *PAIR, *more)
    assert (code, out, said in err) == (2, "", True)


@pytest.fixture
def files(tmp_path):
    """Two files of one's own, the second in parts."""
    (tmp_path / "left.csv").write_text("code,grade\n1,low\n2,high\n3,low\n")
    (tmp_path / "right-1.csv").write_text("code,grade\n1,low\n2,high\n")
    (tmp_path / "right-2.csv").write_text("code,grade\n3,low\n")
    return ("crosstab", "--left", "left.csv", "--right", "right-*.csv", "--on", "code", "--grade", "grade", "--scale",
            "low,high", "--statistic", "tau_b")  # fmt: skip


def test_a_table_of_files_is_kept_with_the_hashes_of_all_that_a_star_names(run, tmp_path, files):
    assert run(*files, "--save", "run.json")[0] == 0
    code, out, _ = run("rerun", "run.json")
    assert (code, "THE SAME RESULT." in out) == (0, True)
    assert " ".join(files) in " ".join(out.replace("'", "").split())
    (tmp_path / "right-2.csv").write_text("code,grade\n3,high\n")
    code, out, _ = run("rerun", "run.json")
    assert (code, "1 of 2 figures differ." in out) == (1, True)
    assert "right-*.csv" in out.partition("What has changed since")[2]


def test_a_file_that_is_gone_is_named(run, tmp_path, files):
    run(*files, "--save", "run.json")
    (tmp_path / "left.csv").unlink()
    code, _, err = run("rerun", "run.json")
    assert (code, "left.csv" in err) == (3, True)


def test_events_and_inspections_are_made_again(run, make_rolling):
    row = "Leeds,care,Good,Good,printed,paper,p. 1,"
    folder = str(make_rolling("spot", f"2010-01-01,{row}", f"2012-01-01,{row}").path)
    for number, call in enumerate(
        [("compare", "--regime", folder, "--events", "--since", "2007-01-01"), ("export", folder, "--inspections")]
    ):
        assert run(*call, "--save", f"{number}.json")[0] == 0
        code, out, _ = run("rerun", f"{number}.json")
        assert (code, "THE SAME RESULT." in out) == (0, True)


@pytest.mark.parametrize("written", ["ratings.sqlite", "ratings"])
def test_all_that_regimes_hold_is_written_again_as_it_was(run, tmp_path, written):
    how = ("--all", written) if written == "ratings" else ("--output", written)
    run("export", *how, "--save", "run.json")
    assert run("rerun", "run.json", "--result", f"again-{written}")[0] == 0
    first, again = tmp_path / written, tmp_path / f"again-{written}"
    if first.is_file():
        assert first.read_bytes() == again.read_bytes()
    else:
        found = [sorted((each.name, each.read_bytes()) for each in folder.iterdir()) for folder in (first, again)]
        assert found[0] == found[1]


def test_the_result_is_worked_out_once(run, monkeypatch, known_comparisons):
    run("compare", *PAIR, "--save", "run.json")
    known_comparisons.clear()  # so that it has to be worked out
    calls = []
    compare = comparison.compare_positions
    monkeypatch.setattr(core, "compare_positions", lambda *args, **asked: calls.append(args) or compare(*args, **asked))
    assert run("rerun", "run.json", "--result", "again.csv")[0] == 0
    assert len(calls) == 1


def test_nothing_is_replaced_without_force(run):
    run("compare", *PAIR, "--save", "run.json")
    code, _, err = run("compare", *PAIR, "--save", "run.json")
    assert (code, "run.json exists already" in err) == (2, True)
    assert run("compare", *PAIR, "--save", "run.json", "--force")[0] == 0
