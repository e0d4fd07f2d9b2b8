"""The command cite: the program alone, regimes with their documents, and the forms of reference managers."""

from __future__ import annotations

import json

import pytest

import crossregime as cr
from crossregime.cli import main

from ..calls import proper


@pytest.fixture
def cite(call):
    """Run the command and give its answer."""
    return lambda *arguments: call("cite", *arguments)


def test_without_a_selector_the_program_is_cited_and_the_way_to_more_is_named(cite):
    answer = cite()
    said = " ".join(answer.out.split())
    assert (answer.code, answer.err) == (0, "")
    assert cr.cite().program.sentence in said
    assert "crossregime cite ssi2003 ofsted2009" in said
    assert "The documents" not in said


def test_with_selectors_every_document_is_named_with_its_address_and_what_rests_on_it(cite):
    said = " ".join(cite("ssi2003", "ofsted2009").out.split())
    found = cr.cite("ssi2003", "ofsted2009")
    for work in found.works:
        assert work.sentence in said
        assert work.address in said
    for work in found.documents:
        assert all(each in said for each in work.rests)


def test_what_has_no_title_or_no_address_says_so(cite):
    said = " ".join(cite("ssi2002").out.split())
    bare = [work for work in cr.cite("ssi2002").documents if not work.title or not work.address]
    assert bare
    for work in bare:
        assert work.lacking in said


@pytest.mark.parametrize(
    ("form", "ending", "begins"),
    [("bibtex", ".bib", "@software{crossregime,"), ("ris", ".ris", "TY  - COMP"), ("csl-json", ".json", "[\n")],
)
def test_each_form_is_the_same_on_the_screen_and_in_a_file_of_its_ending(cite, tmp_path, form, ending, begins):
    shown = cite("ofsted2009", "--format", form)
    file = tmp_path / f"references{ending}"
    written = cite("ofsted2009", "--output", file)
    assert (shown.code, written.code, written.out, shown.err, written.err) == (0, 0, "", "", "")
    assert shown.out.startswith(begins)
    assert file.read_bytes().decode().replace("\r\n", "\n") == shown.out.replace("\r\n", "\n")


def test_a_ris_file_has_the_line_ends_of_the_format(cite, tmp_path):
    cite("--output", tmp_path / "a.ris")
    assert b"TY  - COMP\r\n" in (tmp_path / "a.ris").read_bytes()


def test_csl_json_is_a_list_of_items(cite):
    items = json.loads(cite("ofsted2009", "--format", "csl-json").out)
    assert [item["id"] for item in items] == [work.key for work in cr.cite("ofsted2009").works]


def test_what_it_cannot_do_is_refused(cite):
    proper(cite("nope"), 2, "there is no regime 'nope'")
    proper(cite("--format", "endnote"), 2, "choose text, bibtex, csl-json, ris")
    proper(cite("--output", "a.docx"), 2, ".docx")


def test_its_help_names_the_forms(capsys):
    assert main(["cite", "--help"]) == 0
    assert "text (default), bibtex, csl-json, ris" in " ".join(capsys.readouterr().out.split())
