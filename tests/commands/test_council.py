"""council: one council, its origin and every outcome."""

from __future__ import annotations

import json
import re
import zipfile

import pytest

from ..documents import valid


def test_one_council_is_one_council(run):
    assert run("councils", "--on", "2020-01-01", "--region", "London", "--type", "Unitary")[1].startswith("0 councils")
    out = run("councils", "--on", "2003-11-13", "--region", "North East", "--type", "shire county")[1]
    assert out.startswith("2 councils")


def test_a_council_without_a_name_is_refused(run):
    code, _, err = run("council", " ")
    assert code == 2
    assert "the name is empty" in err


def test_a_council_page_tells_its_origin_and_every_outcome_of_it_and_its_predecessor(run):
    code, out, _ = run("council", "Cheshire East", "--show", "all")
    assert code == 0
    assert "2009-04-01: from Cheshire (cheshire), split" in out
    assert "Outcomes of Cheshire, before it" in out
    assert "b  Break: what differs between the regimes" in out
    document = valid(run("council", "Cheshire East", "--format", "json")[1], "profile")
    assert {each["regime"] for each in document["before"]} == {"ssi2002", "ssi2003", "csci2004"}
    assert {each["regime"] for each in document["own"]} == {"ofsted2009"}
    assert "need not mean the same" in document["break"]


def test_a_name_of_two_councils_needs_a_day(run):
    code, _, err = run("council", "Dorset")
    assert code == 2
    assert "dorset-county" in err
    assert "or say on which day" in err
    assert run("council", "Dorset", "--on", "2010-01-01")[0] == 0


def test_a_council_that_does_not_exist_is_refused_with_the_nearest(run):
    code, _, err = run("council", "Chesire East")
    assert code == 2
    assert "Cheshire East" in err


def test_what_was_left_out_of_a_council_s_page_stands_in_its_text_and_its_json(site_on_path, run):
    site_on_path.install("leaving", "leaving = leaving", leaving="import os\nos._exit(0)")
    page = " ".join(run("council", "Barnet")[1].split())
    assert "Left out: leaving, which could not be read: its process ended with exit code 0" in page
    document = json.loads(run("council", "Barnet", "--format", "json")[1])
    assert [each["regime"] for each in document["left_out"]] == ["leaving"]
    assert "exit code 0" in document["left_out"][0]["why"]


def test_a_page_for_a_committee_is_one_file(run, tmp_path):
    assert run("council", "Leeds", "--against", "region", "--output", str(tmp_path / "leeds.html"))[0] == 0
    text = (tmp_path / "leeds.html").read_text(encoding="utf-8")
    assert "Leeds among councils of region Yorkshire and The Humber" in text


def test_a_workbook_has_a_sheet_a_part(run, tmp_path):
    pytest.importorskip("xlsxwriter")
    assert run("council", "Leeds", "--output", str(tmp_path / "leeds.xlsx"))[0] == 0
    book = zipfile.ZipFile(tmp_path / "leeds.xlsx").read("xl/workbook.xml").decode()
    sheets = re.findall('<sheet name="([^"]+)"', book)
    assert {"What changed", "Beside whom", "Every judgement of it", "Sources", "standing", "outcomes"} <= set(sheets)


def test_a_page_is_of_one_council(run, tmp_path):
    code, _, err = run("council", "Leeds", "Hull", "--output", str(tmp_path / "both.html"))
    assert (code, "is of one council" in err) == (2, True)
