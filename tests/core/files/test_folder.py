"""Files as they come: encodings, line ends, headers, widths, sizes, links, and JSON that is none."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from crossregime.core.errors import DataError, Fault
from crossregime.core.files import folder as files
from crossregime.core.files.folder import DEEPEST_JSON, LARGEST_FILE, Folder, file_hash, read_named

from ...source_files import HEADER, ROW, only, sources


def json_problem(folder, content):
    """Give the one problem of a JSON file."""
    (folder.path / "regime.json").write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(DataError) as caught:
        folder.json("regime.json")
    (fault,) = caught.value.faults
    assert fault.file == "./mine/regime.json"
    return fault


# Encodings and line ends


def test_a_table_is_read_as_text_with_rows_counted_as_a_spreadsheet_counts_them(folder):
    frame = sources(folder, f"{HEADER}\n{ROW}\nother,Other,,,,cited\n")
    assert frame.rows() == [
        (2, "paper", "The Paper", "Häuser & councils", "2003-11-14", "", "cited", ""),
        (3, "other", "Other", "", "", "", "cited", ""),
    ]
    assert folder.notices == []


def test_columns_may_stand_in_any_order(folder):
    turned = "\n".join(",".join(reversed(line.split(","))) for line in (HEADER, ROW))
    assert sources(folder, turned).equals(sources(folder, f"{HEADER}\n{ROW}\n"))


def test_a_byte_order_mark_is_taken_off_with_a_notice(folder):
    plain = sources(folder, f"{HEADER}\n{ROW}\n")
    assert sources(folder, b"\xef\xbb\xbf" + f"{HEADER}\n{ROW}\n".encode()).equals(plain)
    assert folder.notices == ["./mine/sources.csv starts with a byte-order mark; it is read without it"]


def test_windows_line_ends_which_are_those_of_csv_are_read_without_a_word(folder):
    plain = sources(folder, f"{HEADER}\n{ROW}\n")
    assert sources(folder, f"{HEADER}\r\n{ROW}\r\n").equals(plain)
    assert folder.notices == []


def test_the_hash_is_that_of_the_bytes_on_disk(folder):
    import hashlib

    data = b"\xef\xbb\xbf" + f"{HEADER}\r\n{ROW}\r\n".encode()
    sources(folder, data)
    assert folder.hashes == {"sources.csv": hashlib.sha256(data).hexdigest()}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_and_its_like_are_refused_whatever_mark_they_bear(folder, encoding):
    fault = only(folder, f"{HEADER}\n{ROW}\n".encode(encoding))
    assert "UTF-16" in fault.what or "zero bytes" in fault.what
    assert "save it again as UTF-8" in fault.do


def test_windows_1252_is_refused_naming_byte_and_row(folder):
    fault = only(folder, f"{HEADER}\nother,Other,,,,cited\n{ROW}\n".encode("cp1252"))
    assert fault.what == "is not UTF-8: byte 0xe4 can't be read"
    assert fault.row == 3
    assert "CSV UTF-8" in fault.do


def test_a_zero_byte_is_refused(folder):
    assert "zero bytes" in only(folder, f"{HEADER}\nother,Oth\0er,,,,cited\n").what


# Sizes, places and links


def test_a_huge_file_is_refused_before_it_is_read(folder, monkeypatch):
    path = folder.path / "sources.csv"
    path.touch()
    os.truncate(path, LARGEST_FILE + 1)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    with pytest.raises(DataError) as caught:
        folder.table("sources.csv", "source")
    (fault,) = caught.value.faults
    assert fault.what == f"has {LARGEST_FILE + 1:,} bytes; the largest file read is {LARGEST_FILE:,}"


def test_a_file_of_just_the_largest_size_is_read(folder, monkeypatch):
    monkeypatch.setattr(files, "LARGEST_FILE", len(f"{HEADER}\n{ROW}\n".encode()))
    assert sources(folder, f"{HEADER}\n{ROW}\n").height == 1
    assert "the largest file read" in only(folder, f"{HEADER}\n{ROW}\n\n").what


def test_a_missing_file_is_named(folder):
    with pytest.raises(DataError) as caught:
        folder.read("sources.csv")
    assert str(caught.value.faults[0]) == "./mine/sources.csv: is missing; add sources.csv to the folder"


def test_a_folder_in_place_of_a_file_is_refused(folder):
    (folder.path / "sources.csv").mkdir()
    assert not folder.has("sources.csv")
    with pytest.raises(DataError) as caught:
        folder.read("sources.csv")
    assert caught.value.faults[0].what == "is not a file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_refused_and_not_waited_for(folder):
    os.mkfifo(folder.path / "sources.csv")
    with pytest.raises(DataError) as caught:
        folder.read("sources.csv")
    assert caught.value.faults[0].what == "is not a file"


@pytest.mark.parametrize("target", ["../secret.csv", "/etc/hostname", "sources.csv", "a/../../secret.csv"])
def test_a_link_out_of_the_folder_or_round_to_itself_is_refused(tmp_path, target):
    (tmp_path / "secret.csv").write_text(f"{HEADER}\n{ROW}\n")
    inner = tmp_path / "inner"
    (inner / "a").mkdir(parents=True)
    (inner / "sources.csv").symlink_to(target)
    folder = Folder(inner, "./inner")
    for look in (folder.has, folder.read):
        with pytest.raises(DataError) as caught:
            look("sources.csv")
        assert caught.value.faults == (
            Fault("./inner/sources.csv", "leads outside its folder", do="put the file itself into the folder"),
        )


def test_a_name_that_climbs_out_of_the_folder_is_refused(folder):
    (folder.path.parent / "secret.csv").write_text(f"{HEADER}\n{ROW}\n")
    for name in ("../secret.csv", str(folder.path.parent / "secret.csv")):
        with pytest.raises(DataError) as caught:
            folder.read(name)
        assert caught.value.faults[0].what == "leads outside its folder"


def test_links_within_the_folder_and_to_the_folder_are_followed(tmp_path):
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "real.csv").write_text(f"{HEADER}\n{ROW}\n")
    (inner / "sources.csv").symlink_to("real.csv")
    (tmp_path / "alias").symlink_to("inner")
    assert Folder(tmp_path / "alias", "./alias").table("sources.csv", "source").height == 1


def test_a_file_that_may_not_be_looked_at_is_refused_with_the_cause(folder, monkeypatch):
    def refuse(_path, **_options):
        raise PermissionError(13, "Permission denied")

    (folder.path / "sources.csv").write_text(HEADER)
    monkeypatch.setattr(Path, "is_file", refuse)
    for look, what in ((folder.has, "can't be looked for"), (folder.read, "can't be opened")):
        with pytest.raises(DataError) as caught:
            look("sources.csv")
        assert caught.value.faults[0].what == f"{what} (Permission denied)"


# JSON


def test_json_is_read_as_it_stands(folder):
    (folder.path / "regime.json").write_bytes(b"\xef\xbb\xbf" + json.dumps({"a": [1, "é"]}).encode())
    assert folder.json("regime.json") == {"a": [1, "é"]}
    assert len(folder.notices) == 1


@pytest.mark.parametrize(
    ("content", "what", "row"),
    [
        ("", "is empty", None),
        (" \n\t", "is empty", None),
        ('{\n "id": "x",\n}', "is not JSON: ", 3),
        ("published,council\n", "is not JSON: Expecting value", 1),
        ("{'id': 'x'}", "is not JSON: Expecting property name", 1),
        ('{"id": "x"} {"id": "y"}', "is not JSON: Extra data (character 13)", 1),
        ('{"id": "a\x1bb"}', "is not JSON: Invalid control character at", 1),
        ('{"id": "x", "note": "", "id": "y"}', "names 'id' twice in one object", None),
        ('{"share": NaN}', "has NaN, which is not JSON", None),
        ('{"share": -Infinity}', "has -Infinity, which is not JSON", None),
        ('{"format": ' + "1" * 5000 + "}", "has a number of too many digits", None),
        ("\ufeff\ufeff{}", "is not JSON: ", 1),
        (b'{"id": "\xe9"}', "is not UTF-8: byte 0xe9 can't be read", 1),
        ('{"id": "x"}'.encode("utf-16"), "is UTF-16, not UTF-8", None),
    ],
)
def test_what_is_not_json_is_refused_with_its_line(folder, content, what, row):
    fault = json_problem(folder, content)
    assert fault.what.startswith(what)
    assert fault.row == row
    assert fault.do
    assert "CSV" not in fault.do


@pytest.mark.parametrize("depth", [DEEPEST_JSON + 1, 500, 900, 990, 2_000, 200_000])
@pytest.mark.parametrize("pattern", [("[", "]"), ('{"a":', "}")])
def test_deep_nesting_is_refused_whether_python_could_read_it_or_not(folder, depth, pattern):
    opened, closed = pattern
    content = opened * depth + ("1" if opened != "[" else "") + closed * depth
    assert json_problem(folder, content).what == "is nested too deeply"


def test_nesting_to_the_limit_is_read(folder):
    (folder.path / "regime.json").write_text("[" * DEEPEST_JSON + "]" * DEEPEST_JSON)
    assert folder.json("regime.json")


@pytest.mark.parametrize(
    ("document", "code", "place"),
    [
        ({"title": "red \x1b[31m"}, "001B", "title"),
        ({"title": "a line end\n"}, "000A", "title"),
        ({"notes": [{"note": "fine"}, {"note": "bell\x07"}]}, "0007", "notes[1].note"),
        ({"title": "next line \x85"}, "0085", "title"),
        ({"title": "half a pair \ud800"}, "D800", "title"),
        ({"a\x00b": 1}, "0000", "a\x00b"),
        ("\x7f", "007F", None),
    ],
)
def test_control_characters_are_refused_with_their_place(folder, document, code, place):
    fault = json_problem(folder, json.dumps(document))
    assert fault.what == f"the text has the control character U+{code}"
    assert fault.column == place
    assert str(fault).isprintable()


def test_every_text_with_a_control_character_is_named(folder):
    (folder.path / "regime.json").write_text(json.dumps({"a": "\x1b", "b": {"c": ["\x1b"]}}))
    with pytest.raises(DataError) as caught:
        folder.json("regime.json")
    assert [fault.column for fault in caught.value.faults] == ["a", "b.c[0]"]


# A file that the user named


def test_a_named_file_may_be_a_link_and_messages_call_it_what_the_user_did(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "real.csv").write_bytes(b"\xff\xfea")
    (tmp_path / "link.csv").symlink_to(tmp_path / "elsewhere" / "real.csv")
    for name, what in (
        ("link.csv", "is UTF-16"),
        ("none.csv", "there is no such file"),
        ("elsewhere", "is not a file"),
    ):
        with pytest.raises(DataError) as caught:
            read_named(Path(name), Folder.read)
        (fault,) = caught.value.faults
        assert fault.file == name
        assert fault.what.startswith(what)


def test_a_name_too_long_for_a_file_is_told(tmp_path):
    with pytest.raises(DataError, match="can't be opened"):
        read_named(tmp_path / ("a" * 300), Folder.read)


def test_a_file_s_hash_is_that_of_its_bytes(tmp_path):
    (tmp_path / "a.bin").write_bytes(b"\0" * 1000)
    assert file_hash(tmp_path / "a.bin") == hashlib.sha256(b"\0" * 1000).hexdigest()
