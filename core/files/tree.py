"""Keep a folder of files that the program writes: a rerun writes what changed, and takes away what is gone."""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from crossregime.core.errors import OutputError, OutputExistsError
from crossregime.core.files.atomic import write_outputs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LIST = "crossregime-files.json"
"""The file in the folder that lists what the program wrote there: nothing else is ever taken away."""
ABOUT = "Files that crossregime wrote, with their SHA-256: it takes away what it no longer writes, if it is unchanged"


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

    What the program wrote there before and is not among them is taken away; the user's own files stay, and those that
    the user has changed since. Each file is written whole or not at all, and a rerun mends what an interruption left.
    Raises OutputError as `check_tree` does, and, with all as it was, where a file can't be written.
    """
    check_tree(folder, force=force)
    before, wanted = _listed(folder), _hashes(contents)
    changed = {folder / name: data for name, data in contents.items() if not _holds(folder / name, data)}
    if changed:
        # Until all is written the list has old and new files, so that a rerun knows both as the program's own.
        with _folders_for(changed):
            write_outputs({folder / LIST: _list({**before, **wanted}), **changed}, force=True)
    gone = [name for name in sorted(set(before) - set(wanted)) if _is_as_written(folder / name, before[name])]
    for name in gone:
        _remove(folder, folder / name)
    if not _holds(folder / LIST, _list(wanted)):
        write_outputs({folder / LIST: _list(wanted)}, force=True)
    return Written(len(changed), len(contents) - len(changed), len(gone))


def with_list(contents: Mapping[str, bytes]) -> dict[str, bytes]:
    """Add the list of the files to the files of a new folder, so that `write_tree` keeps it later.

    >>> list(with_list({"a.txt": b"a"}))
    ['a.txt', 'crossregime-files.json']
    """
    return {**contents, LIST: _list(_hashes(contents))}


def _hashes(contents: Mapping[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(data).hexdigest() for name, data in contents.items()}


def _list(hashes: Mapping[str, str]) -> bytes:
    return (json.dumps({"about": ABOUT, "files": hashes}, indent=1, sort_keys=True) + "\n").encode()


def _listed(folder: Path) -> dict[str, str]:
    """Read which files the program wrote, with their hashes, leaving out any that would lie outside the folder."""
    path = folder / LIST
    if not path.is_file():
        return {}
    try:
        found = {str(name): str(found) for name, found in json.loads(path.read_text(encoding="utf-8"))["files"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        raise OutputError(
            f"{path} can't be read, so it is not known which files are the program's", do="name a new folder"
        ) from error
    inside = (name for name in found if not PurePosixPath(name).is_absolute() and ".." not in PurePosixPath(name).parts)
    return {name: found[name] for name in inside}


@contextmanager
def _folders_for(paths: Iterable[Path]) -> Iterator[None]:
    """Make the folders that files need, and take them away again where the files can't be written."""
    made: list[Path] = []
    try:
        for parent in dict.fromkeys(path.parent for path in paths):
            for each in (*reversed(parent.parents), parent):
                if not each.exists():
                    each.mkdir()
                    made.append(each)
        yield
    except BaseException as error:
        for each in reversed(made):
            with suppress(OSError):
                each.rmdir()
        if isinstance(error, OSError):
            raise OutputError(f"can't make {error.filename}: {error.strerror}", do="choose another place") from error
        raise


def _is_as_written(path: Path, found: str) -> bool:
    """Tell whether a file still has the bytes that the program wrote; one that is not there has none."""
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == found


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
