"""Files that are written together: all in place, or all as it was."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from crossregime.core.errors import OutputError
from crossregime.core.files.atomic import check_outputs, write_folder, write_outputs

from ...calls import files


def held(folder):
    """Give every file of a folder, hidden ones too, with what it holds."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def pair(tmp_path):
    """A table and what stands beside it, both written before."""
    (tmp_path / "out.csv").write_bytes(b"old table")
    (tmp_path / "out.csv.meta.json").write_bytes(b"old meta")
    return {tmp_path / "out.csv": b"new table", tmp_path / "out.csv.meta.json": b"new meta"}


def refusing(monkeypatch, name, error):
    """Let no file be moved to a name while it still holds what it held before."""
    replace = Path.replace

    def refuse(self, target):
        if Path(target).name == name and not str(self).endswith(".old"):
            raise error
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)


def test_both_are_replaced_and_nothing_else_is_left(tmp_path, pair):
    write_outputs(pair, force=True)
    assert held(tmp_path) == {"out.csv": b"new table", "out.csv.meta.json": b"new meta"}


@pytest.mark.parametrize("name", ["out.csv", "out.csv.meta.json"])
def test_where_one_can_not_be_replaced_both_stay_as_they_were(tmp_path, pair, monkeypatch, name):
    before = held(tmp_path)
    refusing(monkeypatch, name, PermissionError(errno.EPERM, "Operation not permitted"))
    with pytest.raises(OutputError, match=name) as caught:
        write_outputs(pair, force=True)
    assert "nothing was written" in caught.value.do
    assert held(tmp_path) == before


def test_without_links_a_copy_keeps_what_is_replaced(tmp_path, pair, monkeypatch):
    before = held(tmp_path)

    def no_links(*_, **__):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    with monkeypatch.context() as patch:
        refusing(patch, "out.csv.meta.json", PermissionError(errno.EPERM, "Operation not permitted"))
        with pytest.raises(OutputError):
            write_outputs(pair, force=True)
    assert held(tmp_path) == before
    write_outputs(pair, force=True)
    assert held(tmp_path) == {"out.csv": b"new table", "out.csv.meta.json": b"new meta"}


@pytest.mark.parametrize("name", ["out.csv", "out.csv.meta.json"])
def test_ctrl_c_between_the_two_leaves_both_as_they_were(tmp_path, pair, monkeypatch, name):
    before = held(tmp_path)
    refusing(monkeypatch, name, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        write_outputs(pair, force=True)
    assert held(tmp_path) == before


def test_one_new_file_and_one_replaced_are_taken_back_together(tmp_path, pair, monkeypatch):
    (tmp_path / "out.csv").unlink()
    before = held(tmp_path)
    refusing(monkeypatch, "out.csv.meta.json", PermissionError(errno.EPERM, "Operation not permitted"))
    with pytest.raises(OutputError):
        write_outputs(pair, force=True)
    assert held(tmp_path) == before


def test_what_could_not_be_taken_back_is_said_and_kept(tmp_path, pair, monkeypatch):
    replace = Path.replace

    def once(self, target):
        if Path(target).name == "out.csv" and not str(self).endswith(".old"):
            return replace(self, target)
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "replace", once)
    with pytest.raises(OutputError) as caught:
        write_outputs(pair, force=True)
    assert "out.csv is new already, what it replaced is" in caught.value.do
    assert b"old table" in held(tmp_path).values()
    assert (tmp_path / "out.csv.meta.json").read_bytes() == b"old meta"


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
    with pytest.raises(OutputError, match="c is a link to a file that isn't there"):
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


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444])
def test_a_file_that_is_replaced_hands_its_permissions_on(tmp_path, mode):
    path = tmp_path / "out"
    path.write_bytes(b"old")
    path.chmod(mode)
    write_outputs({path: b"new"}, force=True)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", mode)


@pytest.mark.parametrize("force", [True, False])
def test_a_link_that_leads_nowhere_is_called_so(tmp_path, force):
    (tmp_path / "out").symlink_to("nowhere")
    with pytest.raises(OutputError, match="is a link to a file that isn't there") as caught:
        check_outputs([tmp_path / "out"], force=force)
    assert "--force" not in caught.value.do


_WAITING = """
import os, sys, time
from pathlib import Path
from crossregime.core.files.atomic import write_outputs

sync = os.fsync
def slow(handle):
    sync(handle)
    print("waiting", flush=True)
    time.sleep(30)

os.fsync = slow
write_outputs({Path(sys.argv[1]): b"new"}, force=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without asking it")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_program_that_is_told_to_end_leaves_no_temporary_file(tmp_path, number):
    (tmp_path / "out").write_bytes(b"old")
    started = subprocess.Popen(
        [sys.executable, "-c", _WAITING, tmp_path / "out"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert started.stdout is not None
    assert started.stdout.readline() == b"waiting\n"
    started.send_signal(number)
    started.stdout.close()
    assert started.wait(timeout=20) != 0
    assert held(tmp_path) == {"out": b"old"}


def test_a_folder_of_folders_is_written_whole(tmp_path):
    write_folder(tmp_path / "new", {"a.txt": b"a", "below/b.txt": b"b"})
    assert (tmp_path / "new" / "below" / "b.txt").read_bytes() == b"b"
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_a_folder_that_holds_something_is_left_as_it_was(tmp_path):
    (tmp_path / "kept.txt").write_bytes(b"kept")
    with pytest.raises(OutputError, match="holds files already"):
        write_folder(tmp_path, {"a.txt": b"a"})
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]
