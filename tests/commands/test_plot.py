"""The command plot: which pictures it draws, in which form, and what it refuses."""

from __future__ import annotations

import pytest

from crossregime.cli import main

BOTH = ("--regime", "ssi2003", "--regime", "ofsted2009")


@pytest.fixture
def run(capsys):
    """Run the program and give its exit code, output and messages."""

    def go(*arguments):
        code = main(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return go


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["piechart", *BOTH], "there is no picture 'piechart'"),
        (["heatmap", "--regime", "ssi2003"], "two regimes or more"),
        (["coverage", *BOTH], "draws one regime"),
        (["timeline"], "needs a council"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_one_message(run, arguments, what):
    pytest.importorskip("vl_convert")
    code, out, err = run("plot", *arguments)
    assert (code, out) == (2, "")
    assert what in err


@pytest.mark.parametrize(("ending", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_the_ending_of_the_file_says_the_form(run, tmp_path, ending, begins):
    pytest.importorskip("vl_convert")
    path = tmp_path / f"heat.{ending}"
    code, out, _ = run("plot", "heatmap", *BOTH, "--output", str(path))
    assert (code, out) == (0, "")
    assert path.read_bytes().startswith(begins)
    code, _, err = run("plot", "heatmap", *BOTH, "--output", str(path))
    assert code == 2
    assert "exists already" in err


def test_a_picture_goes_to_a_pipe_as_svg(run):
    pytest.importorskip("vl_convert")
    code, out, _ = run("plot", "coverage", "--regime", "ofsted2009")
    assert code == 0
    assert out.startswith("<svg")


def test_a_png_has_to_go_to_a_file(run):
    code, _, err = run("plot", "heatmap", *BOTH, "--format", "png")
    assert code == 2
    assert "--output FILE" in err


def test_a_comparison_written_as_a_picture_is_its_heat_map(run, tmp_path):
    pytest.importorskip("vl_convert")
    two = ("--regime", "ssi2003", "--regime", "ofsted2009", "--where", "region=London")
    assert run("compare", *two, "--output", str(tmp_path / "a.svg")) == (0, "", "")
    assert run("plot", "heatmap", *two, "--output", str(tmp_path / "b.svg")) == (0, "", "")
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_a_contrast_of_other_grades_can_be_drawn_and_kept(run, tmp_path):
    pytest.importorskip("vl_convert")
    asked = ("--given", "0 stars,1 star", "--then", "poorly,adequately", "--save", str(tmp_path / "run.json"))
    assert run("plot", "intervals", *BOTH, *asked, "--output", str(tmp_path / "low.svg")) == (0, "", "")
    assert "Were councils at 0 or 1 star more often" in (tmp_path / "low.svg").read_text()
    assert run("rerun", str(tmp_path / "run.json"))[0] == 0


def test_a_picture_of_one_regime_or_council_has_no_contrast(run):
    code, _, err = run("plot", "coverage", "--regime", "ofsted2009", "--given", "poorly")
    assert (code, "--given asks about two regimes" in err) == (2, True)
