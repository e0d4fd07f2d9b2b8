"""Write files: whole or not at all, never over another file unless told, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossregime.core.characters import inert
from crossregime.core.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a formula can start with; the last four are the full-width forms of the first."""


def check_outputs(paths: list[Path], *, force: bool) -> None:
    """Refuse outputs that exist (unless forced) or whose folder isn't there, before any work is done."""
    for path in paths:
        if path.is_dir():
            raise OutputError(f"{path} is a folder", do="name a file in it")
        if path.exists() and not path.is_file():
            raise OutputError(f"{path} is not an ordinary file", do="name a file, or leave --output out for the screen")
        if not path.parent.is_dir():
            raise OutputError(f"there is no folder {path.parent}", where=f"--output {path}", do="make the folder first")
        if path.exists() and not force:
            raise OutputError(
                f"{path} exists already", where=f"--output {path}", do="name another file, or add --force"
            )


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
        raise OutputError(
            f"{error.filename2 or error.filename} exists already", do="name another file, or add --force"
        ) from None
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


def csv_text(frame: pl.DataFrame) -> str:
    """Write a frame as CSV text in which no text cell can act as a spreadsheet formula, or on a screen.

    A text cell that a spreadsheet would calculate gets an apostrophe before it; a control character is spelt out.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_safe(name) for name in frame.columns])
    for row in frame.iter_rows():
        writer.writerow([_safe(cell) if isinstance(cell, str) else cell for cell in row])
    return out.getvalue()


def _safe(cell: str) -> str:
    text = inert(cell)
    return f"'{text}" if cell.startswith(_FORMULA) else text


def json_text(document: Mapping[str, Any]) -> str:
    """Write a document as JSON with a final newline; characters that would act on a screen are spelt out."""
    return inert(json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)) + "\n"


def table_bytes(frame: pl.DataFrame, form: str) -> bytes:
    """Make a file of a frame: csv or parquet."""
    if form == "csv":
        return csv_text(frame).encode()
    out = io.BytesIO()
    frame.write_parquet(out)
    return out.getvalue()


def with_grades(frame: pl.DataFrame) -> pl.DataFrame:
    """Put the grade in words before each pair of `worst` and `best`.

    >>> import polars as pl
    >>> row = {"worst_1": ["No"], "best_1": ["Some"], "worst_rank_1": [0], "best_rank_1": [1]}
    >>> with_grades(pl.DataFrame(row)).columns[0], with_grades(pl.DataFrame(row)).item(0, 0)
    ('grade_1', 'No or Some')
    """
    import polars as pl

    columns: list[pl.Expr] = []
    for column in frame.columns:
        found = re.fullmatch(r"((?:given_|to_)?)worst(|_\d+)", column)
        before, after = found.groups() if found else ("", "")
        worst, best = pl.col(column), pl.col(f"{before}best{after}") if found else pl.col(column)
        ranks = [f"{before}{end}_rank{after}" for end in ("worst", "best")]
        if found and set(ranks) <= set(frame.columns):
            next_to = pl.col(ranks[1]) == pl.col(ranks[0]) + 1
            columns.append(
                pl.when(worst == best)
                .then(worst)
                .otherwise(worst + pl.when(next_to).then(pl.lit(" or ")).otherwise(pl.lit(" to ")) + best)
                .alias(f"{before}grade{after}")
            )
        columns.append(worst)
    return frame.select(columns)
