"""Files are written whole or not at all, and never over another unless that is asked for."""

from __future__ import annotations

import errno
import os

import pytest

from crossregime.core.errors import OutputError
from crossregime.core.files.atomic import check_outputs, write_outputs

from ...calls import files


def test_files_are_written_together_or_not_at_all(tmp_path, monkeypatch):
    link = os.link

    def fail_second(old, new):
        if new.name == "b":
            raise FileExistsError(errno.EEXIST, "File exists", str(old), None, str(new))
        link(old, new)

    monkeypatch.setattr(os, "link", fail_second)
    with pytest.raises(OutputError, match=r"b exists already"):
        write_outputs({tmp_path / "a": b"1", tmp_path / "b": b"2"}, force=False)
    assert files(tmp_path) == []


def test_a_file_made_meanwhile_is_not_replaced(tmp_path, monkeypatch):
    sync = os.fsync

    def meanwhile(descriptor):
        (tmp_path / "a").write_bytes(b"theirs")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(OutputError, match=r"a exists already"):
        write_outputs({tmp_path / "a": b"mine"}, force=False)
    assert (tmp_path / "a").read_bytes() == b"theirs"
    assert files(tmp_path) == ["a"]


def test_a_file_system_without_links_is_written_all_the_same(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    write_outputs({tmp_path / "a": b"1", tmp_path / "b": b"2"}, force=False)
    assert [(tmp_path / name).read_bytes() for name in files(tmp_path)] == [b"1", b"2"]
    (tmp_path / "c").symlink_to("nowhere")
    with pytest.raises(OutputError, match=r"c exists already"):
        write_outputs({tmp_path / "c": b"3"}, force=False)
    assert files(tmp_path) == ["a", "b", "c"]


def test_a_written_file_is_as_readable_as_any_new_file(tmp_path):
    (tmp_path / "other").touch()
    write_outputs({tmp_path / "a": b"1"}, force=False)
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_name_as_long_as_a_file_may_have_is_written(tmp_path):
    write_outputs({tmp_path / ("n" * 250): b"1"}, force=False)
    assert files(tmp_path) == ["n" * 250]


def test_outputs_are_checked_without_being_made(tmp_path):
    check_outputs([tmp_path / "a", tmp_path / "b"], force=False)
    assert files(tmp_path) == []
