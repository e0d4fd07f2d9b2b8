"""Read data files: the one place where the project opens them.

polars pads short rows, renames doubled columns and misreads UTF-16 in silence, so a CSV's encoding, header
and row width are checked here before a frame is made of it; then each row is checked by expressions compiled
from the file's own JSON Schema (`crossregime.core.files.rowschema`).
"""

from __future__ import annotations

import codecs
import hashlib
import json
import math
import os
import sys
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from crossregime.core.errors import DataError, Fault
from crossregime.core.files.delimited import MOST_ROWS, parse_csv, unfit_cells
from crossregime.core.files.faults import Faults
from crossregime.core.files.places import DATASETS
from crossregime.core.files.schema import read_schema
from crossregime.core.text import unfit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    import polars as pl

LARGEST_FILE = 16 * 1024 * 1024
"""The most bytes of a file: a larger one is refused before it is read."""
LARGEST_JSON = 2 * 1024 * 1024
"""The most bytes of a JSON file: parsed, it takes many times as much memory."""
MOST_VALUES = 50_000
"""The most values in a JSON file: texts, numbers, lists, objects and their keys."""
DEEPEST_JSON = 40
"""The most levels of nesting in a JSON file."""
STANDARD_INPUT = "-"
"""The name that stands for standard input."""
_PIPES = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")
SMALLEST_NUMBER = 1e-9
"""The smallest number in a JSON file other than 0; each schema sets the largest."""
T = TypeVar("T")


@dataclass
class Folder:
    """A folder of data files: reads them, and remembers their hashes and what is worth a notice.

    Every path is resolved and must stay inside the folder, symbolic links included. `trusted` is for the
    project's own files, whose rows the tests check against their schemas, not every start. `piped` is for standard
    input or a pipe, which can be read only once.
    """

    path: Path
    shown: str
    trusted: bool = False
    piped: bool = False
    hashes: dict[str, str] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)

    def file(self, name: str) -> Path:
        """Return the path of a file in the folder; refuse any outside it."""
        path = self.path / name
        if self.piped:
            return path
        try:
            inside = path.resolve().is_relative_to(self.path.resolve())
        except (OSError, RuntimeError):  # a symbolic link that leads round to itself
            inside = False
        if not inside:
            raise self._refused(name, "leads outside its folder", "put the file itself into the folder")
        return path

    def _refused(self, name: str, what: str, do: str, row: int | None = None) -> DataError:
        return DataError("a file can't be read", faults=[Fault(f"{self.shown}/{name}", what, row, do=do)])

    def has(self, name: str) -> bool:
        """Tell whether the folder holds a file of that name."""
        try:
            return self.piped or self.file(name).is_file()
        except OSError as error:
            raise self._refused(
                name, f"can't be looked for ({error.strerror})", "check the folder's permissions"
            ) from error

    def holds(self, name: str) -> bool:
        """Tell whether anything of that name is there, a file or not.

        An optional file counts as left out only where there is nothing at all: a folder, a pipe or a broken link is
        refused when it is read.
        """
        self.file(name)  # a link out of the folder is refused
        return os.path.lexists(self.path / name)

    def contents(self, name: str) -> bytes:
        """Read a file whole, unless it is none or too large."""
        path = self.file(name)
        largest, do = LARGEST_FILE, "split the regime by publication"
        if name.endswith(".json"):
            largest, do = min(LARGEST_FILE, LARGEST_JSON), "put what is in rows into a CSV"
        try:
            piped = _read_pipe(path) if self.piped else None
            size = path.stat().st_size if piped is None else len(piped)
            if piped is None and not path.is_file():
                raise self._refused(name, "is not a file", "put a file of this name there")
            if size > largest:
                raise self._refused(name, f"has {size:,} bytes; the largest file read is {largest:,}", do)
            return path.read_bytes() if piped is None else piped
        except FileNotFoundError:
            if path.is_symlink():
                what, do = "is a link to a file that isn't there", "put the file itself into the folder"
                raise self._refused(name, what, do) from None
            raise self._refused(name, "is missing", f"add {name} to the folder") from None
        except OSError as error:
            raise self._refused(name, f"can't be opened ({error.strerror})", "check its permissions") from error

    def read(self, name: str) -> str:
        """Read a text file as UTF-8, with its hash kept; a byte-order mark is taken off with a notice."""
        data = self.contents(name)

        def refuse(what: str, do: str, row: int | None = None) -> DataError:
            return self._refused(name, what, do, row)

        self.hashes[name] = hashlib.sha256(data).hexdigest()
        return self._decoded(name, data)

    def _decoded(self, name: str, data: bytes) -> str:
        """Decode a file as UTF-8, without its byte-order mark."""

        def refuse(what: str, do: str, row: int | None = None) -> DataError:
            return self._refused(name, what, do, row)

        save = "save it again as UTF-8" + (" (in Excel: 'CSV UTF-8')" if name.endswith(".csv") else "")
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise refuse("is UTF-16, not UTF-8", save)
        if data.startswith(codecs.BOM_UTF8):
            data = data[len(codecs.BOM_UTF8) :]
            self.notices.append(f"{self.shown}/{name} starts with a byte-order mark; it is read without it")
        if b"\0" in data:
            raise refuse("has zero bytes, so it is not UTF-8 text", save)
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise refuse(
                f"is not UTF-8: byte 0x{data[error.start]:02x} can't be read",
                save,
                data.count(b"\n", 0, error.start) + 1,
            ) from None

    def json(self, name: str) -> Any:
        """Read a JSON file.

        Raises DataError for repeated keys, numbers that are not finite or of an absurd size, deep nesting, more than
        MOST_VALUES values, and characters that are not allowed in text.
        """
        text = self.read(name)
        shown = f"{self.shown}/{name}"

        def refuse(what: str, row: int | None = None) -> DataError:
            return DataError(
                "a file is not the JSON that it should be",
                faults=[Fault(shown, what, row, do="mend it")],
            )

        def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
            named = dict(pairs)
            if len(named) < len(pairs):
                doubled = next(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
                raise refuse(f"names '{doubled}' twice in one object")
            return named

        def constant(name: str) -> Any:
            raise refuse(f"has {name}, which is not JSON")

        if not text.strip():
            raise refuse("is empty")
        try:
            document = json.loads(text, object_pairs_hook=unique, parse_constant=constant)
            faults = _unfit_values(document, shown)
        except json.JSONDecodeError as error:
            raise refuse(f"is not JSON: {error.msg} (character {error.colno})", error.lineno) from None
        except RecursionError:
            raise refuse("is nested too deeply") from None
        except ValueError:  # Python reads no whole number of more than some thousand digits
            raise refuse("has a number of too many digits") from None
        if faults:
            raise DataError(f"{shown} breaks its format", faults=faults)
        return document

    def table(self, name: str, schema: str, faults: Faults | None = None) -> pl.DataFrame:
        """Read a CSV of which `schema` describes one row.

        Returns a frame of strings (empty where a cell is empty) with the schema's columns in its order and a
        column `row`, the row as a spreadsheet counts it. Raises DataError with every fault of the file; where `faults`
        are gathered, the cells that the schema refuses are added to them, and the frame is given all the same.
        """
        import polars as pl

        columns, header, rows = self._parsed(name, schema)
        cells = dict(zip(header, zip(*rows, strict=True) if rows else ((),) * len(header), strict=True))
        frame = pl.DataFrame(
            [range(2, len(rows) + 2), *(cells[name] for name in columns)],
            schema={"row": pl.UInt32, **dict.fromkeys(columns, pl.String)},
        )
        if not self.trusted:
            from crossregime.core.files.rowschema import check_rows

            shown = f"{self.shown}/{name}"
            found = check_rows(frame, schema, shown)
            if faults is not None:
                faults.add(*found)
            elif found:
                raise DataError(f"{shown} breaks its format", faults=found)
        return frame

    def rows(self, name: str, schema: str) -> Iterator[tuple[str, ...]]:
        """Read a CSV as tuples of cells in the order of its schema, without a frame where it is trusted."""
        if not self.trusted:
            yield from self.table(name, schema).drop("row").iter_rows()
            return
        columns, header, rows = self._parsed(name, schema)
        places = [header.index(column) for column in columns]
        yield from (tuple(row[place] for place in places) for row in rows)

    def _parsed(self, name: str, schema: str) -> tuple[list[str], list[str], list[list[str]]]:
        """Return the schema's columns, and the file's header and rows."""
        text = self.read(name)
        shown = f"{self.shown}/{name}"
        row = read_schema(schema)
        columns = list(row["properties"])
        optional = [name for name in columns if name not in row["required"]]
        header, rows = parse_csv(text, shown, columns, optional=optional, most_rows=row.get("x-rows", MOST_ROWS))
        if not self.trusted and (faults := unfit_cells(text, header, rows, shown)):
            raise DataError(f"{shown} breaks its format", faults=faults)
        left_out = [name for name in optional if name not in header]
        return columns, [*header, *left_out], [[*cells, *[""] * len(left_out)] for cells in rows] if left_out else rows


def read_named(path: Path, read: Callable[[Folder, str], T]) -> T:
    """Read a file that the user named; messages show the name as the user wrote it.

    It may be a link to a file that lies elsewhere, - for standard input, or what a shell puts in the place of a file
    (/dev/stdin, and /dev/fd/63 for <(...)). Raises DataError where there is none, or it can't be read.
    """
    if str(path) == STANDARD_INPUT or str(path).startswith(_PIPES):
        shown = "standard input" if str(path) == STANDARD_INPUT else str(path)
        try:
            return read(Folder(path.parent, str(path.parent), piped=True), path.name)
        except DataError as error:
            faults = [fault._replace(file=shown) for fault in error.faults]
            raise DataError(error.what.replace(str(path.parent / path.name), shown), faults=faults) from None
    try:
        there = path.is_file()
        what = "is not a file" if path.exists() else "there is no such file"
    except OSError as error:  # a name that is too long, or a folder that may not be entered
        there, what = False, f"can't be opened ({error.strerror})"
    if not there:
        raise DataError("a file can't be read", faults=[Fault(str(path), what, do="name a file that is there")])
    real = path.resolve()
    try:
        return read(Folder(real.parent, str(real.parent)), real.name)
    except DataError as error:
        named = [fault._replace(file=str(path)) for fault in error.faults]
        raise DataError(error.what, faults=named) from None


def _read_pipe(path: Path) -> bytes:
    """Read standard input or a pipe, up to just past the largest size allowed."""
    if str(path) != STANDARD_INPUT:
        with path.open("rb") as pipe:
            return pipe.read(LARGEST_FILE + 1)
    if sys.stdin is None or sys.stdin.closed:
        return b""
    return sys.stdin.buffer.read(LARGEST_FILE + 1)


def _unfit_values(document: Any, shown: str) -> list[Fault]:
    """Find texts and numbers that are not allowed in a file; RecursionError past DEEPEST_JSON levels."""
    faults, number = Faults(shown), 0
    for number, (value, place) in enumerate(_values(document), 1):
        if number > MOST_VALUES:
            what = f"has more than {MOST_VALUES:,} values, which is the most that is read"
            return [Fault(shown, what, do="leave out what is not needed")]
        if isinstance(value, str) and (found := unfit(value)):
            faults.add(Fault(shown, f"the text has {found}", column=place[1:] or None, do="take it out"))
        elif isinstance(value, float) and not sensible(value):
            what = "is next to nothing" if math.isfinite(value) else "is larger than any number"
            do = "write the number that is meant"
            faults.add(Fault(shown, f"what stands there {what}", column=place[1:] or None, do=do))
    return faults.all


def sensible(value: float) -> bool:
    """Tell whether a number is finite and not absurdly close to zero.

    >>> [sensible(each) for each in (0, -1.5, 1e12, float("inf"), float("nan"), 1e-320)]
    [True, True, True, False, False, False]
    """
    return value == 0 or (math.isfinite(value) and abs(value) >= SMALLEST_NUMBER)


def _values(value: Any, place: str = "", depth: int = 1) -> Iterator[tuple[Any, str]]:
    """Return every value of a document, keys included, with its path; RecursionError past DEEPEST_JSON levels."""
    if depth > DEEPEST_JSON:
        raise RecursionError
    yield value, place
    if isinstance(value, dict):
        for key, each in value.items():
            yield key, f"{place}.{key}"
            yield from _values(each, f"{place}.{key}", depth + 1)
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _values(each, f"{place}[{index}]", depth + 1)


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file of any length, which is not held whole."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@lru_cache(maxsize=1)
def dataset_hashes() -> Mapping[str, str]:
    """Return the SHA-256 of every shared dataset by file name, whatever has been read so far."""
    files = sorted(path for path in DATASETS.iterdir() if path.suffix in (".csv", ".json"))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
