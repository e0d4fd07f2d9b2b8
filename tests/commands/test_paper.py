"""compare and bounds as LaTeX, Markdown and HTML: on the screen, in files of their endings, and what is refused."""

from __future__ import annotations

import pytest

import crossregime as cr
from crossregime.core.comparison.inquiry import inquire

from ..calls import TWO, proper

FORMS = [("latex", ".tex"), ("markdown", ".md"), ("html", ".html")]


@pytest.mark.parametrize(("form", "ending"), FORMS)
def test_a_form_is_what_python_gives_on_the_screen_and_in_a_file(call, tmp_path, form, ending):
    comparison = cr.compare("ssi2003", "ofsted2009")
    text = {"latex": comparison.to_latex, "markdown": comparison.to_markdown, "html": comparison.to_html}[form]()
    shown, written = call("compare", *TWO, "--format", form), call("compare", *TWO, "--output", f"a{ending}")
    assert (shown.code, shown.out, shown.err) == (0, text, "")
    assert (written.code, written.out, written.err) == (0, "", "")
    assert (tmp_path / f"a{ending}").read_text(encoding="utf-8") == text
    assert not (tmp_path / f"a{ending}.meta.json").exists()


def test_what_has_no_tables_for_a_paper_is_refused(call):
    proper(call("compare", *TWO, "--crosswalk", "all", "--format", "latex"), 2, "several crosswalks are not written as")
    proper(call("compare", "--regime", "ssi2003", "--events", "--format", "html"), 2, "events are not written as html")


def test_a_command_without_such_a_form_refuses_the_ending(call):
    proper(call("map", "--from", "ssi2003", "--to", "ofsted2009", "--output", "a.tex"), 2, "writes no latex")


def test_one_part_can_be_had_by_itself(call):
    out = call("compare", *TWO, "--format", "markdown", "--part", "counts,contrast").out
    assert out == cr.compare("ssi2003", "ofsted2009").to_markdown(["counts", "contrast"])


def test_a_part_is_of_a_paper_alone(call):
    refused = call("compare", *TWO, "--part", "counts")
    assert (refused.code, "--part is of a paper" in refused.err) == (2, True)
    assert "where: --part" in call("compare", *TWO, "--format", "latex", "--part", "count").err


def test_an_assumption_is_told_once():
    text = cr.compare("ssi2003", "ofsted2009").to_markdown("findings")
    assert text.count("No grade is taken to be likelier than another.") == 1
    assert text.count("Otherwise as above.") == 3


@pytest.mark.parametrize(("form", "ending"), FORMS)
def test_bounds_have_the_same_forms(call, tmp_path, form, ending):
    inquiry = inquire(cr.compare("ssi2003", "ofsted2009"), assume="monotone")
    text = {"latex": inquiry.to_latex, "markdown": inquiry.to_markdown, "html": inquiry.to_html}[form]()
    assert call("bounds", *TWO, "--assume", "monotone", "--format", form).out == text
    assert call("bounds", *TWO, "--assume", "monotone", "--output", f"a{ending}").code == 0
    assert (tmp_path / f"a{ending}").read_text(encoding="utf-8") == text


def test_bounds_take_parts_of_their_own(call):
    out = call("bounds", *TWO, "--assume", "monotone", "--format", "markdown", "--part", "assumptions").out
    assert out.startswith("## Under assumptions\n")
    assert "lies between -0.4 and +49 points" in out
    proper(call("bounds", *TWO, "--format", "markdown", "--part", "pairs"), 2, "has no part 'pairs'")
    proper(call("bounds", *TWO, "--part", "counts"), 2, "--part is of a paper")
