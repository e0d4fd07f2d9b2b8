"""The command report: where the page goes, and what it refuses."""

from __future__ import annotations

import pytest

import crossregime as cr

pytest.importorskip("altair")
pytest.importorskip("vl_convert")
pytest.importorskip("jinja2")

LONDON = ("report", "--regime", "ssi2003", "--regime", "ofsted2009", "--where", "region=London")


def test_it_writes_one_file_in_silence_and_never_over_another_unless_told(run, tmp_path):
    path = tmp_path / "report.html"
    assert run(*LONDON, "--output", str(path)) == (0, "", "")
    assert [each.name for each in tmp_path.iterdir()] == ["report.html"]
    first = path.read_bytes()
    assert first.startswith(b"<!DOCTYPE html>")
    answer = cr.compare("ssi2003", "ofsted2009", where="region=London").headline.answer
    assert f'<p class="verdict big">{answer}.</p>'.encode() in first
    code, _, err = run(*LONDON, "--output", str(path))
    assert code == 2
    assert "exists already" in err
    assert run(*LONDON, "--output", str(path), "--force")[0] == 0
    assert path.read_bytes() == first


def test_the_page_names_the_call_that_gives_its_figures(run, tmp_path):
    path = tmp_path / "report.html"
    options = ("--lineage", "inherit", "--crosswalk", "stars-by-rank", "--where", "type=shire county")
    code, _, err = run("report", "--regime", "ssi2003", "--regime", "ofsted2009", *options, "--output", str(path))
    assert (code, err) == (0, "")
    called = (
        "crossregime compare --regime ssi2003 --regime ofsted2009 --lineage inherit --where &#39;type=shire county&#39;"
    )
    assert f"{called} --crosswalk stars-by-rank<" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["--regime", "ssi2003", "--output", "a.html"], "two regimes or more"),
        (["--regime", "ssi2003", "--regime", "ofsted2009", "--output", "a.csv"], "writes no csv"),
        (["--regime", "ssi2003", "--regime", "nonsuch", "--output", "a.html"], "no regime 'nonsuch'"),
    ],
)
def test_what_cannot_be_written_is_refused_and_leaves_no_file(run, tmp_path, monkeypatch, arguments, what):
    monkeypatch.chdir(tmp_path)
    code, out, err = run("report", *arguments)
    assert (code, out) == (2, "")
    assert what in err
    assert not list(tmp_path.iterdir())


def test_a_page_goes_to_a_pipe_but_not_to_a_terminal(run, monkeypatch):
    code, out, err = run(*LONDON)
    assert (code, err) == (0, "")
    assert out.startswith("<!DOCTYPE html>")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    code, out, err = run(*LONDON)
    assert (code, out) == (2, "")
    assert "--output FILE.html" in err
