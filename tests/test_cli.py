"""The program when something goes wrong: what it says, its exit code, and that nothing is half-written."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

import crossregime
from crossregime.core.errors import Fault
from crossregime.core.files.folder import LARGEST_FILE
from crossregime.core.files.places import ROOT

from .calls import TWO, files, proper

# Mistakes in the call: exit code 2, with the nearest word

CALLS = [
    pytest.param(
        ("--regime", "ssi2033", "--regime", "ofsted2009"),
        ("there is no regime 'ssi2033'", "did you mean 'ssi2003'", "the regimes are ssi2002, ssi2003"),
        id="unknown regime",
    ),
    pytest.param(
        ("--regime", "ssi2003:children.servin", "--regime", "ofsted2009"),
        (
            "ssi2003 has no judgement 'children.servin'",
            "did you mean 'children.serving'",
            "its judgements are stars",
        ),
        id="unknown judgement",
    ),
    pytest.param(
        ("--regime", "ssi2002@2001-12-31", "--regime", "ofsted2009"),
        ("ssi2002 had published nothing by 2001-12-31", "it published on 2002-05-30, 2002-11-14"),
        id="date before the first publication",
    ),
    pytest.param((*TWO, "--council", "Boltn"), ("'Boltn'", "did you mean 'Bolton'"), id="unknown council"),
    pytest.param(
        (*TWO, "--where", "region=Londn"),
        ("there is no region 'Londn'", "did you mean 'London'"),
        id="unknown region",
    ),
    pytest.param(
        (*TWO, "--where", "type=Unitary Authorty"),
        ("there is no type", "did you mean 'Unitary Authority'"),
        id="unknown type",
    ),
    pytest.param(
        (*TWO, "--where", "London"),
        ("'London' is not a limit", "where: --where", "write region=London"),
        id="where without =",
    ),
    pytest.param((*TWO, "--where", "regoin=London"), ("'regoin'", "did you mean 'region'"), id="unknown dimension"),
    pytest.param((*TWO, "--by", "regoin"), ("can't be grouped by 'regoin'", "did you mean 'region'"), id="unknown by"),
    pytest.param((*TWO, "--lineage", "inherits"), ("'inherits'", "did you mean 'inherit'"), id="unknown lineage"),
    pytest.param((*TWO, "--format", "jsn"), ("there is no format 'jsn'", "did you mean 'json'"), id="unknown format"),
    pytest.param(
        ("--regime", "ssi2003"),
        ("a comparison needs two regimes or more", "give --regime twice"),
        id="one regime only",
    ),
    pytest.param((), ("a comparison needs two regimes or more",), id="no regime"),
    pytest.param(
        ("--regime", "ssi2003@13/11/2003", "--regime", "ofsted2009"),
        ("'13/11/2003' is not a date", "selector 'ssi2003@13/11/2003'", "write @YYYY-MM-DD, @first"),
        id="a date in another form",
    ),
    pytest.param(
        ("--regime", "ssi2003:stars@2003-11-13", "--regime", "ofsted2009"),
        ("the date stands before the judgement", "write ssi2003@2003-11-13:stars"),
        id="the date after the judgement",
    ),
    *(
        pytest.param(
            ("--regime", "ssi2003", "--regime", name),
            (f"'{name}' can't be the id of a regime", f"did you mean '{near}'", "the regimes are ssi2002, ssi2003"),
            id=f"{name} for {near}",
        )
        for name, near in (("SSI2003", "ssi2003"), ("2003", "ssi2003"), ("Ofsted2009", "ofsted2009"))
    ),
    *(
        pytest.param((*TWO, *words), (f"unrecognised arguments: {stray}", f"write {meant}"), id=f"quotes: {meant}")
        for words, stray, meant in (
            (("--where", "region=North", "West"), "West", '--where "region=North West"; a name of several words'),
            (("--where=region=North", "West"), "West", '--where "region=North West"'),
            (("--where", "region", "London"), "London", "--where region=London\n"),
            (("--where", "region", "North", "West"), "North West", '--where "region=North West"'),
            (("ssi2002",), "ssi2002", "--regime ofsted2009 --regime ssi2002"),
        )
    ),
    pytest.param(("--regime", "", "--regime", "ofsted2009"), ("a selector needs a regime",), id="an empty selector"),
    pytest.param(
        ("--regime", "ssi2002+ssi2003", "--regime", "ofsted2009"),
        ("ssi2002 can't be joined by '+': it is annual",),
        id="annual regimes joined",
    ),
    pytest.param((*TWO, "--force"), ("--force has no file to replace", "add --output FILE"), id="force without a file"),
    pytest.param(
        (*TWO, "--outpt", "x"),
        ("unrecognised arguments: --outpt x", "did you mean '--output'", "see crossregime compare --help"),
        id="unknown option",
    ),
    pytest.param(
        ("compare", "ssi2003", "ofsted2009"), ("a regime is named as --regime SELECTOR",), id="regimes without --regime"
    ),
    pytest.param((*TWO, "--output"), ("--output needs a value",), id="option without its value"),
    pytest.param((*TWO, "--council"), ("--council needs a value",), id="option without its values"),
    pytest.param((*TWO, "--force=yes"), ("--force takes no value",), id="a value that an option can't have"),
    pytest.param((*TWO, "--level", "95%"), ("'95%' is not a number", "0.95"), id="a number in another form"),
    pytest.param((*TWO, "--draws", "many"), ("'many' is not a whole number",), id="no number"),
    pytest.param((*TWO, "--draws", "10000"), ("--draws belongs to --inference",), id="the usual draws of nothing"),
    pytest.param((*TWO, "--output", ""), ("--output names no file",), id="an output without a name"),
    pytest.param(
        (*TWO, "--output", "x.parquet", "--format", "csv"),
        ("--format csv and a file that ends in .parquet contradict each other", "name the file x.csv"),
        id="a file named against its format",
    ),
    pytest.param((*TWO, "--format", "xlsx"), ("xlsx can't be shown on a screen",), id="a table for the screen"),
    *(
        pytest.param((*TWO, option, "a", option, "b"), (f"{option} was given twice",), id=f"{option} twice")
        for option in ("--by", "--lineage", "--output", "--weight", "--facts", "--format")
    ),
]


def test_a_file_in_place_of_a_folder_is_told_with_its_folder(call, annual, tmp_path):
    proper(call("export", f"{annual}/regime.json"), 3, "regime.json is a file", f"give its folder, {annual}")
    (tmp_path / "outcomes.csv").touch()
    proper(call("export", "outcomes.csv"), 2, "'outcomes.csv' is a file", "give its folder, .")


@pytest.mark.parametrize(("arguments", "parts"), CALLS)
def test_a_mistake_in_the_call_is_told_with_the_nearest_word(call, tmp_path, arguments, parts):
    proper(call("compare", *arguments), 2, *parts)
    assert files(tmp_path) == []


def test_without_a_command_the_help_is_shown_and_the_code_says_that_nothing_was_done(call):
    answer = call()
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == call("--help").out
    assert "compare" in answer.err


def test_every_kind_of_mistake_ends_the_real_program_as_it_ends_the_function(program, annual):
    proper(program("compare", "--regime", "ssi2033", "--regime", "ofsted2009"), 2, "did you mean 'ssi2003'")
    proper(program("compare", "--regime", "ssi2003"), 2, "a comparison needs two regimes or more")
    annual.replace("outcomes.csv", "Hull", "Hul")
    proper(
        program("compare", "--regime", annual, "--regime", "ssi2003"),
        3,
        "./trial/outcomes.csv, row 3, column council",
    )
    invalid = program("validate", annual)
    assert (invalid.code, invalid.err) == (1, "")
    assert "row 3, column council" in invalid.out


def test_escape_sequences_in_a_call_never_reach_the_screen(call):
    evil = "ssi2003\x1b]0;evil\x07\x1b[31m\x9b2J\u202e"
    for arguments in (
        ("--regime", evil, "--regime", "ssi2003"),
        ("--regime", f"./{evil}", "--regime", "ssi2003"),
        ("--regime", f"ssi2003:{evil}", "--regime", "ssi2003"),
        (*TWO, "--council", evil),
        (*TWO, "--where", f"region={evil}"),
        (*TWO, "--by", evil),
        (*TWO, "--lineage", evil),
        (*TWO, "--format", evil),
        (*TWO, "--output", f"{evil}/x"),
        (*TWO, f"--{evil}"),
    ):
        proper(call("compare", *arguments), 2 if "./" not in arguments[1] else 3, "\\x1b")


# Data: exit code 3, with file, row and column


BREAKS = [
    pytest.param(lambda it: (it.path / "regime.json").unlink(), ("it has no regime.json",), id="no regime.json"),
    pytest.param(lambda it: it.write("regime.json", "{,}"), ("regime.json, row 1: is not JSON",), id="not JSON"),
    pytest.param(lambda it: it.write("regime.json", "[" * 10**5), ("is nested too deeply",), id="deep JSON"),
    pytest.param(
        lambda it: it.write("outcomes.csv", it.text("outcomes.csv").encode("utf-16")),
        ("outcomes.csv: is UTF-16", "save it again as UTF-8"),
        id="UTF-16",
    ),
    pytest.param(
        lambda it: it.write("outcomes.csv", it.text("outcomes.csv").replace("one of", "“one” of").encode("cp1252")),
        ("outcomes.csv, row 3: is not UTF-8: byte 0x93 can't be read",),
        id="Windows-1252",
    ),
    pytest.param(
        lambda it: it.write("totals.csv", ""), ("totals.csv: is empty; the header is published,",), id="empty"
    ),
    pytest.param(
        lambda it: it.replace("sources.csv", ",licence\n", "\n"),
        ("sources.csv, row 1: column 'licence' is missing",),
        id="missing column",
    ),
    pytest.param(
        lambda it: it.replace("outcomes.csv", "place,note", "place,notes,note"),
        ("row 1: unknown column 'notes'",),
        id="extra column",
    ),
    pytest.param(
        lambda it: it.replace("outcomes.csv", "place,note", "note,note"),
        ("row 1: column 'note' stands 2 times", "row 1: column 'place' is missing"),
        id="doubled column",
    ),
    pytest.param(
        lambda it: it.add("outcomes.csv", "2003-11-13,Bury,care"),
        ("row 9: the row is too short: 3 cells",),
        id="short row",
    ),
    pytest.param(
        lambda it: it.replace("outcomes.csv", "p. 2,one", "p. 2, note 1,one"),
        ("row 3: the row is too long: 10 cells", "quote cells that hold a comma"),
        id="long row",
    ),
    pytest.param(
        lambda it: it.replace("outcomes.csv", "Barnet,care,Top,Top", "Barnet,care,Topp,Topp"),
        ("row 2, column worst: unknown grade 'Topp' (did you mean 'Top'?)", "are Low, Fair, Good, Top"),
        id="unknown grade",
    ),
    pytest.param(
        lambda it: it.add("outcomes.csv", "2003-11-13,Kingston upon Hull,care,Low,Low,printed,paper,p. 1,"),
        ("row 9, column council: a second outcome for Hull and Kingston upon Hull", "row 3 has the first"),
        id="doubled outcome",
    ),
    pytest.param(
        lambda it: it.replace("outcomes.csv", "Hull,care,Low,Fair", "Hull,care,Fair,Low"),
        ("row 3, column worst: the range is upside down", "swap the two"),
        id="range upside down",
    ),
    pytest.param(
        lambda it: it.replace("totals.csv", "care,,Top,1", "care,,Top,7"),
        ("totals.csv, row 4, column count: the total contradicts the outcomes: 7 printed at Top",),
        id="total against the outcomes",
    ),
    pytest.param(
        lambda it: it.replace("outcomes.csv", "2003-11-13,Kent", "2003-11-13,Kentish Town"),
        ("row 5, column council: no council with social services duties is called 'Kentish Town'",),
        id="council that doesn't resolve",
    ),
    pytest.param(
        lambda it: it.replace("outcomes.csv", "2009-12-09,Kent", "2009-12-09,Bedfordshire"),
        ("row 8, column council: 'Bedfordshire' is not a council on 2009-12-09", "did you mean"),
        id="council of another time",
    ),
    pytest.param(
        lambda it: (
            (it.path / "totals.csv").rename(it.path.parent / "t.csv"),
            (it.path / "totals.csv").symlink_to("../t.csv"),
        ),
        ("./trial/totals.csv: leads outside its folder",),
        id="link out of the folder",
    ),
    pytest.param(
        lambda it: it.describe(lambda whole: whole.update(id="../../etc")),
        ("field id: '../../etc' is not allowed here",),
        id="id that is a path",
    ),
    pytest.param(
        lambda it: it.replace("outcomes.csv", "one of the two", "\x1b[2J\x1b]0;owned\x07"),
        ("row 3, column note: the cell has the control character U+001B",),
        id="escape sequence in a cell",
    ),
    pytest.param(
        lambda it: it.describe(lambda whole: whole.update(title="\x1b[2J")),
        ("regime.json, field title: the text has the control character U+001B",),
        id="escape sequence in the descriptor",
    ),
    pytest.param(
        lambda it: it.replace("outcomes.csv", "published,council", "published,\x1b[2J"),
        ("unknown column '\\x1b[2J'",),
        id="escape sequence in a header",
    ),
    pytest.param(
        lambda it: os.truncate(it.path / "outcomes.csv", 2**36),
        (f"the largest file read is {LARGEST_FILE:,}",),
        id="huge file",
    ),
]


@pytest.mark.parametrize(("break_it", "parts"), BREAKS)
def test_a_fault_in_a_folder_is_told_by_file_row_and_column(call, annual, tmp_path, break_it, parts):
    break_it(annual)
    before = files(tmp_path)
    proper(call("compare", "--regime", annual, "--regime", "ssi2003", "--output", "out.txt"), 3, *parts)
    assert files(tmp_path) == before


@pytest.mark.parametrize(("break_it", "parts"), BREAKS)
def test_validating_the_folder_finds_the_same_with_exit_code_1(call, annual, break_it, parts):
    break_it(annual)
    answer = call("validate", annual, "--format", "json")
    assert (answer.code, answer.err) == (1, "")
    found = json.loads(answer.out)
    assert found["ok"] is False
    text = "\n".join(str(Fault(**{**each, "matches": tuple(each["matches"])})) for each in found["faults"])
    for part in parts:
        assert part in text
    assert "\x1b" not in answer.out


def test_several_faults_come_out_together_in_the_real_program(program, annual, tmp_path):
    annual.replace("outcomes.csv", "Barnet,care,Top,Top", "Barnet,care,Topp,Top")
    annual.replace("outcomes.csv", "Hull,care,Low,Fair", "Hul,care,Fair,Low")
    annual.replace("totals.csv", "region=London", "region=Londn")
    annual.describe(lambda whole: whole["comparability"][0].update(source="papier"))
    answer = program("compare", "--regime", annual, "--regime", "ssi2003", "--format", "csv", "--output", "out.csv")
    proper(
        answer,
        3,
        "./trial/regime.json, field comparability[0]: unknown source 'papier' (did you mean 'paper'?)",
        "./trial/outcomes.csv, row 2, column worst: unknown grade 'Topp' (did you mean 'Top'?)",
        "./trial/outcomes.csv, row 3, column council: no council",
        "./trial/outcomes.csv, row 3, column worst: the range is upside down",
        "./trial/totals.csv, row 5, column group: unknown region 'Londn' (did you mean 'London'?)",
    )
    assert len(answer.err.splitlines()) == 6
    assert files(tmp_path) == ["trial"]


def test_totals_that_contradict_each_other_over_several_grades_end_with_exit_code_3(call, annual):
    annual.replace("totals.csv", "care,,Fair|Good,,80", "care,,Fair|Good,,50")
    proper(call("compare", "--regime", f"{annual}@first", "--regime", "ssi2003"), 3, "trial@first: 29 at Low")


def test_a_byte_order_mark_is_read_with_a_note_and_windows_line_ends_without_one(call, program, annual):
    plain = call("compare", "--regime", f"{annual}@first", "--regime", annual, "--format", "csv")
    annual.write("outcomes.csv", "\ufeff" + annual.text("outcomes.csv").replace("\n", "\r\n"))
    answer = program("compare", "--regime", f"{annual}@first", "--regime", annual, "--format", "csv")
    assert (answer.code, answer.out) == (0, plain.out)
    assert plain.err == ""
    assert answer.err.splitlines() == [
        "crossregime: note: ./trial/outcomes.csv starts with a byte-order mark; it is read without it",
    ]


def test_a_folder_with_an_escape_sequence_in_its_name_is_shown_by_its_code(call, annual, tmp_path):
    annual.write("outcomes.csv", "\ufeff" + annual.text("outcomes.csv"))
    annual.path.rename(tmp_path / "\x1b[31mred")
    evil = "./\x1b[31mred"
    compare = ("compare", "--regime", f"{evil}@first", "--regime", "ssi2003", "--format", "text")
    for arguments in (compare, ("export", evil, "--format", "json"), ("regimes", evil), ("export", evil)):
        answer = call(*arguments)
        assert answer.code == 0
        assert "\x1b" not in answer.out + answer.err
        assert "note: ./\\x1b[31mred/outcomes.csv starts with" in answer.err


@pytest.mark.skipif(sys.platform != "linux", reason="only there can a name be any bytes")
def test_a_folder_whose_name_is_no_text_is_read_and_written_about(call, program, annual, tmp_path):
    name = b"./caf\xe9"
    annual.path.rename(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9"))
    for command, form in (("regimes", "text"), ("regimes", "json"), ("export", "csv"), ("export", "json")):
        arguments = (command, os.fsdecode(name), "--format", form)
        assert call(*arguments).code == 0
        assert call(*arguments, "--output", f"{command}.{form.replace('text', 'txt')}").code == 0
    assert program(*arguments).code == 0
    assert json.loads((tmp_path / "export.json").read_text(encoding="utf-8"))
    assert json.loads((tmp_path / "export.csv.meta.json").read_text(encoding="utf-8"))


# Outputs


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_an_output_that_exists_is_refused_and_kept(call, tmp_path, form):
    (tmp_path / "out").write_text("mine")
    answer = call("compare", *TWO, "--format", form, "--output", "out")
    proper(answer, 2, "out exists already", "where: --output out", "name another file, or add --force")
    assert (tmp_path / "out").read_text() == "mine"
    assert files(tmp_path) == ["out"]


def test_force_replaces_it_with_what_a_new_file_would_hold(call, tmp_path):
    (tmp_path / "out").write_text("mine")
    assert call("compare", *TWO, "--format", "json", "--output", "out", "--force").code == 0
    assert call("compare", *TWO, "--format", "json", "--output", "new", "--force").code == 0
    assert (tmp_path / "out").read_bytes() == (tmp_path / "new").read_bytes()
    assert json.loads((tmp_path / "out").read_text(encoding="utf-8"))
    assert files(tmp_path) == ["new", "out"]


def test_what_stands_beside_an_output_is_not_overwritten_either(call, tmp_path):
    (tmp_path / "out.csv.meta.json").write_text("mine")
    proper(call("compare", *TWO, "--format", "csv", "--output", "out.csv"), 2, "out.csv.meta.json exists already")
    assert files(tmp_path) == ["out.csv.meta.json"]


def test_an_output_is_refused_before_any_work_is_done(call, tmp_path, monkeypatch):
    monkeypatch.setattr(crossregime, "compare", lambda *_, **__: pytest.fail("it was compared"))
    (tmp_path / "out").write_text("mine")
    (tmp_path / "folder").mkdir()
    proper(call("compare", *TWO, "--output", "out"), 2, "exists already")
    proper(call("compare", *TWO, "--output", "none/out"), 2, "there is no folder none", "make the folder first")
    proper(call("compare", *TWO, "--output", "folder", "--force"), 2, "folder is a folder", "name a file in it")


@pytest.mark.skipif(not Path(os.devnull).is_char_device(), reason="this system has no device files")
def test_a_device_is_never_replaced(call):
    for arguments in (("--output", os.devnull), ("--output", os.devnull, "--force")):
        proper(
            call("compare", *TWO, *arguments),
            2,
            "is not an ordinary file",
            "name an ordinary file",
        )
    assert Path(os.devnull).is_char_device()


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder that nobody can write")
def test_a_folder_that_cannot_be_written_is_refused_in_the_real_program(program):
    answer = program("compare", *TWO, "--output", "/proc/out.txt")
    proper(answer, 2, "can't write /proc/out.txt", "nothing was written; choose another place")


def test_a_folder_that_may_not_be_written_is_refused(call, tmp_path, monkeypatch):
    def refuse(**_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    proper(call("compare", *TWO, "--output", "out"), 2, "can't write out: Permission denied")
    assert files(tmp_path) == []


@pytest.mark.parametrize("fails_at", [1, 2])
def test_a_full_disk_leaves_nothing_behind(call, tmp_path, monkeypatch, fails_at):
    synced = []

    def fill(descriptor):
        synced.append(descriptor)
        if len(synced) == fails_at:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fill)
    answer = call("compare", *TWO, "--format", "csv", "--output", "out.csv")
    name = ("out.csv", "out.csv.meta.json")[fails_at - 1]
    proper(answer, 2, f"can't write {name}: No space left on device", "nothing was written")
    assert files(tmp_path) == []


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a shell that limits the size of files")
def test_a_file_that_cannot_be_finished_leaves_nothing_behind_in_the_real_program(tmp_path):
    command = [
        sys.executable,
        str(ROOT / "cli.py"),
        "compare",
        *TWO,
        "--format",
        "json",
        "--output",
        "out.json",
    ]
    done = subprocess.run(
        ["sh", "-c", 'ulimit -f 8 && exec "$@"', "sh", *command],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("crossregime: can't write out.json: ")
    assert "Traceback" not in done.stderr
    assert files(tmp_path) == []


def test_an_interrupt_while_writing_leaves_nothing_behind(call, tmp_path, monkeypatch):
    def interrupt(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    answer = call("compare", *TWO, "--output", "out")
    assert (answer.code, answer.out, answer.err) == (
        130,
        "",
        "crossregime: stopped; nothing was half-written\n",
    )
    assert files(tmp_path) == []


@pytest.mark.parametrize(("encoding", "rule"), [("utf-8", "─"), ("cp1252", "-"), ("ascii", "-")])
def test_the_rules_of_a_table_are_drawn_with_what_the_output_has(program, encoding, rule):
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    out = program("councils", "--on", "2009-12-09", "--region", "North East", env=environment).out
    assert f"  {rule * 40}" in out
    assert "\\u" not in out
