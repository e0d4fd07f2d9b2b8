"""Write files whole or not at all, and never over another file unless told."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from crossregime.core.errors import OutputError, OutputExistsError

if TYPE_CHECKING:
    from collections.abc import Mapping

REPLACING = "name another file, or ask for it to be replaced"


def check_outputs(paths: list[Path], *, force: bool) -> None:
    """Refuse outputs that exist (unless forced) or whose folder isn't there, before any work is done."""
    for path in paths:
        if path.is_dir():
            raise OutputError(f"{path} is a folder", do="name a file in it")
        if path.exists() and not path.is_file():
            raise OutputError(f"{path} is not an ordinary file", do="name an ordinary file")
        if not path.parent.is_dir():
            raise OutputError(f"there is no folder {path.parent}", do="make the folder first")
        if path.exists() and not force:
            raise OutputExistsError(f"{path} exists already", do=REPLACING)


def write_outputs(contents: Mapping[Path, bytes], *, force: bool) -> None:
    """Write several files together: each beside its place first, then all moved into place.

    Raises OutputError, with nothing half-written, when a file exists, a folder can't be written or the disk is
    full.
    """
    check_outputs(list(contents), force=force)
    path = next(iter(contents))
    ready: dict[Path, Path] = {}
    placed: list[Path] = []
    try:
        for path, data in contents.items():
            handle, name = tempfile.mkstemp(prefix=".crossregime.", dir=path.parent)
            ready[path] = Path(name)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            ready[path].chmod(0o666 & ~_umask())
        for path, temporary in ready.items():
            if force and path.exists():
                temporary.replace(path)
            else:
                _place(temporary, path, placed)
        placed.clear()
    except FileExistsError as error:
        raise OutputExistsError(f"{error.filename2 or error.filename} exists already", do=REPLACING) from None
    except OSError as error:
        raise OutputError(
            f"can't write {path}: {error.strerror}", do="nothing was written; choose another place"
        ) from error
    finally:
        for left in (*ready.values(), *placed):
            left.unlink(missing_ok=True)


def _place(temporary: Path, path: Path, placed: list[Path]) -> None:
    """Move a finished file to a name that no file has; FileExistsError if one was made meanwhile."""
    try:
        os.link(temporary, path)  # unlike a move, a link never replaces a file
        placed.append(path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links, as on a memory stick: take the name first, then move
        path.open("xb").close()
        placed.append(path)
        temporary.replace(path)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
