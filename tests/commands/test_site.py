"""The command site: where the pages go, what a rerun does, and what it refuses."""

from __future__ import annotations

import sys

import pytest

pytest.importorskip("vl_convert")
pytest.importorskip("jinja2")

from crossregime.core.councils import load_register

PAGES = len(load_register().councils)


def test_it_writes_every_page_and_a_rerun_writes_none(run, tmp_path):
    folder = tmp_path / "site"
    code, out, err = run("site", str(folder), "--regime", "ssi2003")
    assert (code, err) == (0, "")
    assert out == (
        f"{PAGES + 2} pages: {PAGES + 6} of {PAGES + 6} files written, 0 as they were. Open {folder / 'index.html'}.\n"
    )
    assert "A comparison takes two regimes" in (folder / "index.html").read_text(encoding="utf-8")
    times = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    code, out, _ = run("site", str(folder), "--regime", "ssi2003")
    assert code == 0
    assert f"0 of {PAGES + 6} files written, {PAGES + 6} as they were" in out
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == times


def test_a_folder_of_the_users_own_files_is_refused_before_any_work(run, tmp_path):
    (tmp_path / "thesis.docx").write_text("mine")
    code, out, err = run("site", str(tmp_path))
    assert (code, out) == (2, "")
    assert "holds files that this program did not write" in err
    assert "--force" in err
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["--regime", "nonsuch"], "no regime 'nonsuch'"),
        (["--regime", "ssi2003+ofsted2009"], "ssi2003"),
    ],
)
def test_what_cannot_be_a_page_is_refused_and_leaves_no_folder(run, tmp_path, arguments, what):
    code, _, err = run("site", str(tmp_path / "site"), *arguments)
    assert code == 2
    assert what in err
    assert not (tmp_path / "site").exists()


def test_without_jinja_one_line_says_what_to_install(run, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "jinja2", None)
    code, _, err = run("site", str(tmp_path / "site"), "--regime", "ssi2003")
    assert code == 2
    assert "crossregime[charts]" in err
