"""Where a result goes and in which form: what the name of a file says, and what was asked for."""

from __future__ import annotations

import json
import sys

import polars as pl
import pytest

from crossregime.commands.output import Output
from crossregime.core.errors import UsageError

FORMS = ("text", "json", "csv", "parquet", "xlsx")
TWO = ("compare", "--regime", "ssi2003", "--regime", "ofsted2009")


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.csv", "csv"), ("a.json", "json"), ("a.parquet", "parquet"), ("a.XLSX", "xlsx"), ("a.txt", "text"),
     ("a", "text")],
)  # fmt: skip
def test_without_a_format_the_ending_of_the_name_decides(tmp_path, name, form):
    assert Output(FORMS, None, str(tmp_path / name)).form == form


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["a", "a.txt"])
def test_a_name_that_says_little_holds_any_form(tmp_path, form, name):
    assert Output(FORMS, form, str(tmp_path / name)).form == form


def test_a_format_that_the_name_belies_is_refused(tmp_path):
    with pytest.raises(UsageError, match="contradict each other") as caught:
        Output(FORMS, "csv", str(tmp_path / "a.json"))
    assert "name the file a.csv" in caught.value.do


def test_a_name_of_a_form_that_the_command_does_not_write_is_refused(tmp_path):
    with pytest.raises(UsageError, match="writes no xlsx") as caught:
        Output(("text", "json"), None, str(tmp_path / "a.xlsx"))
    assert ".txt, .json" in caught.value.do


@pytest.mark.parametrize("form", [None, "csv"])
@pytest.mark.parametrize("ending", [".xls", ".rtf", ".sav", ".rds", ".zip", ".out", ".json.old"])
def test_an_ending_that_is_not_known_is_refused_with_those_that_are(tmp_path, form, ending):
    last = f".{ending.rpartition('.')[2]}"
    with pytest.raises(UsageError, match=rf"the format that \{last} stands for") as caught:
        Output(FORMS, form, str(tmp_path / f"a{ending}"))
    assert caught.value.do == "name a file that ends in .txt, .json, .csv, .parquet, .xlsx"


def test_the_ending_of_a_picture_is_refused_for_a_table(tmp_path):
    with pytest.raises(UsageError, match="this command writes no png"):
        Output(FORMS, None, str(tmp_path / "a.png"))


def test_a_hyphen_is_standard_output(capsys):
    output = Output(FORMS, "json", "-")
    assert output.path is None
    output.show(lambda: {"a": 1})
    assert json.loads(capsys.readouterr().out) == {"a": 1}


def test_only_the_form_that_is_shown_is_made(capsys):
    def never():
        raise AssertionError

    Output(FORMS, "csv").show(never, never, lambda: pl.DataFrame({"a": [1]}), never)
    assert capsys.readouterr().out == "a\n1\n"
    Output(FORMS, "text").show(never, lambda _: sys.stdout.write("page\n"), never)
    assert capsys.readouterr().out == "page\n"


def test_a_file_of_rows_has_the_rest_beside_it(tmp_path):
    output = Output(FORMS, None, str(tmp_path / "a.csv"))
    output.show(lambda: {"all": 1}, None, lambda: pl.DataFrame({"a": [1]}), lambda: {"rest": 1})
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "a\n1\n"
    assert json.loads((tmp_path / "a.csv.meta.json").read_text(encoding="utf-8")) == {"rest": 1}


def test_the_commands_write_what_the_name_of_the_file_says(call, tmp_path):
    assert call(*TWO, "--output", "me.csv").code == 0
    assert pl.read_csv(tmp_path / "me.csv", infer_schema=False).height == 148
    assert call("export", "ofsted2009", "--output", "me.parquet").code == 0
    assert pl.read_parquet(tmp_path / "me.parquet").height == 152
    assert call("bounds", *TWO[1:], "--output", "me.xlsx").code == 2


def test_an_excel_file_without_its_package_is_refused_with_what_to_install(call, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    answer = call(*TWO, "--output", "me.xlsx")
    assert answer.code == 2
    assert "pip install xlsxwriter, or write csv" in answer.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", [".", "..", "/", "./", "newdir/", "new.json/", "a/.."])
def test_what_names_a_folder_is_no_output_in_any_form(tmp_path, monkeypatch, form, name):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="names a folder, not a file"):
        Output(FORMS, form, name, force=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [".json", ".CSV", "a/.xlsx", ".pdf"])
def test_an_ending_alone_is_no_name(name):
    with pytest.raises(UsageError, match="is an ending without a name") as caught:
        Output(FORMS, None, name)
    assert "result." in caught.value.do


@pytest.mark.parametrize("name", ["", "  ", "a\0b"])
def test_what_names_nothing_is_refused(name):
    with pytest.raises(UsageError, match="names no file"):
        Output(FORMS, None, name)
