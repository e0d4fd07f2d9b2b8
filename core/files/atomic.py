"""Write files whole or not at all, several together, and never over an existing file unless forced."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import tempfile
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from crossregime.core.errors import OutputError, OutputExistsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import FrameType

REPLACING = "name another file, or ask for it to be replaced"


def check_outputs(paths: list[Path], *, force: bool) -> None:
    """Refuse outputs that exist (unless forced) or whose folder isn't there, before any work is done."""
    for path in paths:
        if path.is_dir():
            raise OutputError(f"{path} is a folder", do="name a file in it")
        if path.is_symlink() and not path.exists():
            do = "take the link away, or name another file"
            raise OutputError(f"{path} is a link to a file that isn't there", do=do)
        if path.exists() and not path.is_file():
            raise OutputError(f"{path} is not an ordinary file", do="name an ordinary file")
        if not path.parent.is_dir():
            raise OutputError(f"there is no folder {path.parent}", do="make the folder first")
        if path.exists() and not force:
            raise OutputExistsError(f"{path} exists already", do=REPLACING)


def write_outputs(contents: Mapping[Path, bytes], *, force: bool) -> None:
    """Write several files together: each beside its place first, then all moved into place.

    A file that is replaced hands its permissions on. Where one can't be moved into place, or the user stops the
    program, those that were moved before it are taken back. Raises OutputError, with everything as it was, when a file
    exists, a folder can't be written or the disk is full.
    """
    check_outputs(list(contents), force=force)
    batch = _Batch()
    path = next(iter(contents))
    with _ended_in_order():
        try:
            for path, data in contents.items():
                batch.write(path, data)
            for path in contents:
                batch.place(path, force=force)
            batch.placed.clear()  # all are in place: nothing to undo
        except FileExistsError as error:
            said = batch.take_back()
            taken = f"{error.filename2 or error.filename} exists already"
            raise (OutputError(taken, do=said) if said else OutputExistsError(taken, do=REPLACING)) from None
        except OSError as error:
            said = batch.take_back()
            raise OutputError(
                f"can't write {path}: {error.strerror}", do=said or "nothing was written; choose another place"
            ) from error
        except BaseException:
            batch.take_back()
            raise
        finally:
            batch.clean()


def write_folder(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write a new folder of files, whole or not at all: beside its place first, then moved into it.

    A name may lie in a folder below, as in `tests/test_mine.py`. An empty folder of that name is taken. Raises
    OutputError, with nothing written, for a folder that holds something, one that can't be made, and a full disk.
    """
    if folder.is_dir() and any(folder.iterdir()):
        raise OutputExistsError(f"{folder} holds files already", do="name a new folder, or an empty one")
    if os.path.lexists(folder) and not folder.is_dir():
        raise OutputExistsError(f"{folder} is no folder", do="name a new folder, or an empty one")
    if not folder.parent.is_dir():
        raise OutputError(f"there is no folder {folder.parent}", do="make the folder first")
    try:
        with tempfile.TemporaryDirectory(prefix=".crossregime.", dir=folder.parent) as beside:
            ready = Path(beside) / "ready"
            ready.mkdir()
            for name, data in contents.items():
                (ready / name).parent.mkdir(parents=True, exist_ok=True)
                (ready / name).write_bytes(data)
            ready.rename(folder)  # it takes the place of an empty folder, and of no other
    except OSError as error:
        raise OutputError(
            f"can't write {folder}: {error.strerror}", do="nothing was written; choose another place"
        ) from error


@dataclass(slots=True)
class _Batch:
    """Files written together: where each waits, which are in place, and what they replaced."""

    ready: dict[Path, Path] = field(default_factory=dict)
    placed: list[Path] = field(default_factory=list)
    kept: dict[Path, Path] = field(default_factory=dict)

    def write(self, path: Path, data: bytes) -> None:
        """Write a file beside its place."""
        with _undisturbed():  # a file made but not yet noted would be left behind
            handle, name = tempfile.mkstemp(prefix=".crossregime.", dir=path.parent)
            self.ready[path] = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        self.ready[path].chmod(stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~_umask())

    def place(self, path: Path, *, force: bool) -> None:
        """Move a finished file into place; keep the file that it replaces until all are in place."""
        temporary = self.ready[path]
        if not (force and path.exists()):
            self._place_new(temporary, path)
            return
        kept = temporary.with_name(f"{temporary.name}.old")
        with _undisturbed():
            try:
                os.link(path, kept, follow_symlinks=False)
            except (OSError, NotImplementedError):  # a file system without links
                shutil.copy2(path, kept)
            self.kept[path] = kept
            self.placed.append(path)
            temporary.replace(path)

    def _place_new(self, temporary: Path, path: Path) -> None:
        """Move a finished file to an unused name; raise FileExistsError if one was made meanwhile."""
        with _undisturbed():
            try:
                os.link(temporary, path)  # unlike a move, a link never replaces a file
                self.placed.append(path)
            except FileExistsError:
                raise
            except OSError:  # a file system without links, as on a memory stick: take the name first, then move
                path.open("xb").close()
                self.placed.append(path)
                temporary.replace(path)

    def take_back(self) -> str:
        """Undo the moves into place; return a message on any that could not be undone, else an empty text."""
        lost = []
        for path in reversed(self.placed):
            kept = self.kept.get(path)
            try:
                if kept is None:
                    path.unlink(missing_ok=True)
                else:
                    kept.replace(path)  # where nothing was replaced yet the two are one file: `clean` takes it away
            except OSError:
                lost.append(f"{path} is new already" + (f", what it replaced is {kept}" if kept else ""))
                self.kept.pop(path, None)  # the only copy of what stood there
        self.placed.clear()
        return "; ".join(lost)

    def clean(self) -> None:
        """Remove the temporary files."""
        for left in (*self.ready.values(), *self.kept.values()):
            with suppress(OSError):
                left.unlink(missing_ok=True)


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Clean up before ending on SIGTERM or SIGHUP, which would otherwise end the program at once."""

    def end(number: int, _: FrameType | None) -> NoReturn:
        raise SystemExit(128 + number)

    asked = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    first = threading.current_thread() is threading.main_thread()
    ours = [each for each in asked if first and signal.getsignal(each) is signal.SIG_DFL]
    for each in ours:
        signal.signal(each, end)
    try:
        yield
    finally:
        for each in ours:
            signal.signal(each, signal.SIG_DFL)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Defer Ctrl-C and requests to end until a step is done and noted, so that it can be undone."""
    waiting: list[int] = []
    before: dict[int, signal._HANDLER] = {}
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGINT, signal.SIGTERM):
            handler = signal.getsignal(number)
            if callable(handler):
                before[number] = signal.signal(number, lambda number, _: waiting.append(number))
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
        for asked in waiting:
            signal.raise_signal(asked)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
