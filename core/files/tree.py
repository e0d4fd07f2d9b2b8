"""Keep a folder of files that the program writes: a rerun writes what changed, and takes away what is gone."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from crossregime.core.errors import OutputError, OutputExistsError
from crossregime.core.files.atomic import write_outputs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LIST = "crossregime-files.json"
"""The file in the folder that lists what the program wrote there: nothing else is ever replaced or taken away."""


class Written(NamedTuple):
    """What was done to a folder: how many files were written, left as they were, and taken away."""

    written: int
    unchanged: int
    removed: int


def check_tree(folder: Path, *, force: bool) -> None:
    """Refuse a folder that the program may not write to, before any work is done.

    It may be new, empty, or one that the program wrote; with `force` it may hold other files too, and those that have
    the names of new ones are replaced. Raises OutputError.
    """
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder} is not a folder", do="name a folder")
    if not folder.exists() and not folder.parent.is_dir():
        raise OutputError(f"there is no folder {folder.parent}", do="make the folder first")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / LIST).is_file() and not force:
        raise OutputExistsError(
            f"{folder} holds files that this program did not write", do="name a new folder, or write there all the same"
        )


def write_tree(folder: Path, contents: Mapping[str, bytes], *, force: bool = False) -> Written:
    """Write files below a folder, by their paths with slashes; those with the same bytes already stay untouched.

    What the program wrote there before and is not among them is taken away; the user's own files stay. Each file is
    written whole or not at all, and a rerun mends what an interruption left. Raises OutputError as `check_tree` does,
    and where a file can't be written.
    """
    check_tree(folder, force=force)
    before = _listed(folder)
    try:
        folder.mkdir(exist_ok=True)
        for parent in sorted({(folder / name).parent for name in contents}):
            parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"can't make {error.filename}: {error.strerror}", do="choose another place") from error
    changed = {folder / name: data for name, data in contents.items() if not _holds(folder / name, data)}
    if changed:
        # Until all is written the list has old and new files, so that a rerun knows both as the program's own.
        _write(folder, {*before, *contents})
        write_outputs(changed, force=True)
    gone = before - set(contents)
    for name in sorted(gone):
        _remove(folder, folder / name)
    if changed or gone or before != set(contents):
        _write(folder, contents)
    return Written(len(changed), len(contents) - len(changed), len(gone))


def _listed(folder: Path) -> set[str]:
    """Read which files the program wrote, leaving out any that would lie outside the folder."""
    path = folder / LIST
    if not path.is_file():
        return set()
    try:
        names = json.loads(path.read_text(encoding="utf-8"))["files"]
        found = {name for name in names if isinstance(name, str)}
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise OutputError(
            f"{path} can't be read, so it is not known which files are the program's", do="name a new folder"
        ) from error
    return {name for name in found if not PurePosixPath(name).is_absolute() and ".." not in PurePosixPath(name).parts}


def _write(folder: Path, names: Iterable[str]) -> None:
    data = json.dumps({"about": "Files that crossregime wrote", "files": sorted(names)}, indent=1) + "\n"
    if not _holds(folder / LIST, data.encode()):
        write_outputs({folder / LIST: data.encode()}, force=True)


def _holds(path: Path, data: bytes) -> bool:
    """Tell whether a file has these bytes already."""
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


def _remove(folder: Path, path: Path) -> None:
    """Take a file away, and the folders that it leaves empty."""
    path.unlink(missing_ok=True)
    for parent in path.parents:
        if parent == folder or not parent.is_dir() or any(parent.iterdir()):
            return
        parent.rmdir()
