"""new: a regime or a crosswalk to go on from, and what is left to do."""

from __future__ import annotations

import json

import pytest

from ..core.authoring.spreadsheets import LONG, WIDE
from ..documents import valid


def test_a_new_regime_is_a_package_that_is_valid(run, tmp_path):
    code, out, _ = run("new", "mine", str(tmp_path / "mine"))
    assert code == 0
    assert "the regime 'mine', a package, 11 files" in " ".join(out.split())
    assert f"crossregime validate {tmp_path}/mine/crossregime_mine" in " ".join(out.split())
    assert (tmp_path / "mine" / "tests" / "test_mine.py").is_file()
    assert run("validate", f"{tmp_path}/mine/crossregime_mine")[0] == 0


def test_the_document_of_what_was_begun_keeps_its_schema(run, tmp_path):
    code, out, _ = run("new", "walks", str(tmp_path / "walks"), "--crosswalk", "--format", "json")
    assert code == 0
    document = valid(out, "new")
    assert document["what"] == "crosswalk"
    assert document["validation"]["ok"]
    assert "crossregime_walks/walks.json" in document["files"]


def test_data_alone_is_a_folder_without_a_package(run, tmp_path):
    assert run("new", "mine", str(tmp_path / "mine"), "--data", "--kind", "rolling")[0] == 0
    assert sorted(path.name for path in (tmp_path / "mine").iterdir()) == [
        "crossregime-files.json", "inspections.csv", "outcomes.csv", "regime.json", "regime.schema.json", "sources.csv",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--package", "--data"], "--package and --data contradict each other"),
        (["--crosswalk", "--kind", "annual"], "a crosswalk has no kind"),
        (["--kind", "yearly"], "there is no kind 'yearly'"),
    ],
)
def test_what_can_not_be_asked_is_refused_before_anything_is_written(run, tmp_path, arguments, said):
    code, _, err = run("new", "mine", str(tmp_path / "mine"), *arguments)
    assert code == 2
    assert said in err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_files_is_named_with_the_way_out(run, tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    code, _, err = run("new", "mine", str(tmp_path))
    assert code == 2
    assert "holds files already" in err
    assert "--force" in err
    assert run("new", "mine", str(tmp_path), "--force")[0] == 0
    assert "notes.txt" in run("new", "mine", str(tmp_path), "--force")[1]


def test_a_spreadsheet_is_drafted_with_reasons_and_what_is_left(run, tmp_path):
    sheet = tmp_path / "ratings.csv"
    sheet.write_bytes(WIDE)
    code, out, _ = run("new", "mine", str(tmp_path / "mine"), "--from", str(sheet), "--title", "My ratings")
    told = " ".join(out.split())
    assert code == 0
    assert "column 'Local authority'" in told
    assert "scale: ofsted-inspection, only if this inspectorate's grades mean the same; otherwise --scale own" in told
    assert "'TO DO:' still stands in inspectorate of regime.json" in told


def test_a_name_that_is_not_known_is_left_to_the_author_and_the_exit_code_says_so(run, tmp_path):
    sheet = tmp_path / "ratings-2016-01-01.csv"
    sheet.write_text("Council,Grade\nLeedz,Good\nKent,Poor\n", encoding="utf-8")
    code, out, _ = run("new", "mine", str(tmp_path / "mine"), "--from", str(sheet), "--format", "json")
    assert code == 1
    document = valid(out, "new")
    faults = document["validation"]["faults"]
    assert [(each["file"].rsplit("/", 1)[1], each["column"]) for each in faults] == [("names.csv", "council_id")]
    names = (tmp_path / "mine" / "crossregime_mine" / "names.csv").read_text(encoding="utf-8")
    assert "Leedz,? leeds" in names


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--date", "2016-01-01"], 2, "--date says something of a spreadsheet"),
        (["--from", "x.csv", "--crosswalk"], 2, "a crosswalk has no spreadsheet"),
        (["--from", "SHEET", "--status", "x=good"], 2, "'x=good' says no status"),
        (["--from", "SHEET", "--grade-column", "Grad"], 2, "no column 'Grad'"),
        (["--from", "SHEET"], 2, "give the day on which all were published as --date"),
        (["--from", "nowhere.csv"], 3, "there is no such file"),
    ],
)
def test_what_can_not_be_read_is_refused_and_nothing_written(run, tmp_path, arguments, code, said):
    sheet = tmp_path / "ratings.csv"
    sheet.write_text("Council,Grade\nLeeds,Good\nKent,Poor\n", encoding="utf-8")
    given = [str(sheet) if each == "SHEET" else each for each in arguments]
    found, _, err = run("new", "mine", str(tmp_path / "mine"), *given)
    assert found == code
    assert said in " ".join(err.split())
    assert [path.name for path in tmp_path.iterdir()] == ["ratings.csv"]


def test_a_name_that_is_not_known_in_a_rolling_spreadsheet_is_left_to_the_author_too(run, tmp_path):
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(
        "Council,Rating,Published\nLeeds,Good,2015-02-03\nBirmigham,Inadequate,2014-05-11\nKent,Good,2014-06-01\n"
    )
    code, out, err = run("new", "mine", str(tmp_path / "mine"), "--from", str(sheet))
    assert (code, err) == (1, "")
    assert "1 problem" in out
    assert "'? birmingham' is not allowed here" in " ".join(out.split())


def test_the_scale_of_an_installed_regime_is_proposed_and_its_distribution_needed(site, tmp_path):
    site.install_example()
    sheet = tmp_path / "ratings.csv"
    sheet.write_text("Council,Grade\nLeeds,Dim\nKent,bright\nBarnet,Dazzling\n", encoding="utf-8")
    project = tmp_path / "mine"
    told = ("--from", str(sheet), "--grade-column", "Grade", "--date", "2016-01-01")
    done = site.python("-m", "crossregime", "new", "mine", str(project), *told)
    assert done.returncode == 0, done.stderr
    assert "example2010:example-shine, only if" in " ".join(done.stdout.split())
    assert '"crossregime-example2010"]' in (project / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(("layout", "kind", "held"), [(WIDE, "annual", 4), (LONG, "rolling", 2)], ids=["wide", "long"])
def test_a_package_of_a_spreadsheet_is_built_installed_found_validated_and_compared(site, tmp_path, layout, kind, held):
    sheet = tmp_path / "ratings.csv"
    sheet.write_bytes(layout)
    program = ("-m", "crossregime")
    made = site.python(*program, "new", "made", str(tmp_path / "made"), "--from", str(sheet), "--package")
    assert made.returncode == 0, made.stdout + made.stderr
    site.pip_install(tmp_path / "made")
    listed = site.python(*program, "regimes", "--format", "json")
    assert ("made", "crossregime-made") in {
        (it["id"], it["distribution"]) for it in json.loads(listed.stdout)["regimes"]
    }
    assert "made: valid" in site.python(*program, "validate", "made").stdout
    compared = site.python(*program, "compare", "--regime", "ofsted2009", "--regime", "made", "--format", "json")
    document = json.loads(compared.stdout)
    assert document["positions"][1]["regimes"][0]["kind"] == kind
    assert sum(pair["known_2"] for pair in document["pairs"]) == held
