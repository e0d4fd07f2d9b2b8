"""A folder that the program keeps: a rerun writes what changed, and touches nothing of the user's own."""

from __future__ import annotations

import hashlib
import json

import pytest

from crossregime.core.errors import OutputError, OutputExistsError
from crossregime.core.files import check_tree, with_list, write_tree

PAGES = {"index.html": b"one", "councils/leeds.html": b"two"}


def times(folder):
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_a_new_folder_holds_every_file_and_a_list_of_them(tmp_path):
    folder = tmp_path / "site"
    assert write_tree(folder, PAGES) == (2, 0, 0)
    assert (folder / "councils" / "leeds.html").read_bytes() == b"two"
    assert json.loads((folder / "crossregime-files.json").read_text())["files"].keys() == PAGES.keys()


def test_a_rerun_with_the_same_files_touches_none(tmp_path):
    write_tree(tmp_path, PAGES)
    before = times(tmp_path)
    assert write_tree(tmp_path, PAGES) == (0, 2, 0)
    assert times(tmp_path) == before


def test_a_rerun_writes_what_changed_and_takes_away_what_is_gone(tmp_path):
    write_tree(tmp_path, PAGES)
    before = times(tmp_path)
    assert write_tree(tmp_path, {"index.html": b"one", "regimes/sif.html": b"new"}) == (1, 1, 1)
    assert not (tmp_path / "councils").exists()
    assert times(tmp_path)[tmp_path / "index.html"] == before[tmp_path / "index.html"]


def test_the_users_own_files_stay(tmp_path):
    write_tree(tmp_path, PAGES)
    own = tmp_path / "councils" / "notes.txt"
    own.write_text("mine")
    write_tree(tmp_path, {"index.html": b"one"})
    assert own.read_text() == "mine"
    assert not (tmp_path / "councils" / "leeds.html").exists()


def test_a_folder_of_other_files_is_refused_unless_forced(tmp_path):
    own = tmp_path / "thesis.docx"
    own.write_text("mine")
    with pytest.raises(OutputExistsError, match="did not write"):
        write_tree(tmp_path, PAGES)
    assert list(tmp_path.iterdir()) == [own]
    assert write_tree(tmp_path, PAGES, force=True) == (2, 0, 0)
    assert own.read_text() == "mine"


def test_what_the_user_has_changed_is_the_users_own(tmp_path):
    write_tree(tmp_path, PAGES)
    changed = tmp_path / "councils" / "leeds.html"
    changed.write_text("mine")
    assert write_tree(tmp_path, {"index.html": b"one"}) == (0, 1, 0)
    assert changed.read_text() == "mine"


def test_a_new_folder_with_its_list_is_kept_like_one_that_was_written_so(tmp_path):
    for name, data in with_list({"index.html": b"one", "old.html": b"old"}).items():
        (tmp_path / name).write_bytes(data)
    assert write_tree(tmp_path, {"index.html": b"one"}) == (0, 1, 1)
    assert not (tmp_path / "old.html").exists()


def test_what_can_not_be_written_leaves_all_as_it_was(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"old")
    (tmp_path / "b.txt").mkdir()
    with pytest.raises(OutputError, match="is a folder"):
        write_tree(tmp_path, {"below/c.txt": b"c", "a.txt": b"a", "b.txt": b"b"}, force=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt"]
    assert (tmp_path / "a.txt").read_bytes() == b"old"


def test_a_list_cannot_make_it_take_away_a_file_outside_the_folder(tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    folder = tmp_path / "site"
    write_tree(folder, PAGES)
    (folder / "crossregime-files.json").write_text(
        json.dumps({"files": dict.fromkeys(["../outside.txt", str(outside)], hashlib.sha256(b"mine").hexdigest())})
    )
    write_tree(folder, PAGES)
    assert outside.read_text() == "mine"


def test_a_list_that_cannot_be_read_is_refused(tmp_path):
    (tmp_path / "crossregime-files.json").write_text("[]")
    with pytest.raises(OutputError, match="not known which files"):
        write_tree(tmp_path, PAGES)


def test_a_file_and_a_folder_without_a_parent_are_refused_before_any_work(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="not a folder"):
        check_tree(tmp_path / "file", force=True)
    with pytest.raises(OutputError, match="there is no folder"):
        check_tree(tmp_path / "none" / "site", force=True)
