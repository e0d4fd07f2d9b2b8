"""Read a spreadsheet that was saved as CSV, whatever its encoding, its separator and the lines above its header."""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from crossregime.core.authoring.decision import Decision
from crossregime.core.errors import DataError, UsageError
from crossregime.core.files import Folder, read_named
from crossregime.core.text import as_seen, joined, many

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How a file of Excel or of another spreadsheet program begins."""
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
MOST_ROWS = 100_000
LOOKED_AT = 20
"""Lines in which the header is sought."""
AS_CSV = (
    "in Excel choose File, Save As, and the type 'CSV UTF-8 (Comma delimited)', once for each sheet that you need; then"
    " give that file"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of text: its header, its rows with their numbers in the file, and what was decided in reading it."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    above: tuple[str, ...]
    decisions: tuple[Decision, ...]

    def column(self, name: str) -> list[str]:
        """Give the cells of a column."""
        place = self.header.index(name)
        return [row[place] for row in self.rows]


def read_sheet(path: Path, encoding: str | None = None, separator: str | None = None) -> Sheet:
    """Read a CSV with all that was decided; raise UsageError for a workbook, DataError for what is no table."""
    data = read_named(path, Folder.contents)
    if data.startswith(WORKBOOKS) or path.suffix.lower() in (".xlsx", ".xls", ".ods", ".xlsm"):
        raise UsageError(f"{path} is a workbook, and only CSV is read", do=AS_CSV)
    text, decoded = _decoded(data, encoding, str(path))
    mark, split = _separated(text, separator)
    rows = [tuple(as_seen(cell) for cell in row) for row in csv.reader(io.StringIO(text), delimiter=mark)]
    if len(rows) > MOST_ROWS:
        raise DataError(f"{path} has {len(rows):,} rows", do=f"split it: {MOST_ROWS:,} are read at most")
    return _laid_out(path.name, rows, [decoded, split], str(path))


def _decoded(data: bytes, encoding: str | None, shown: str) -> tuple[str, Decision]:
    """Decode a file: as it says itself, as UTF-8, or as Excel on Windows writes it."""
    marks = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
    marked = next((name for mark, name in marks.items() if data.startswith(mark)), "")
    tried = [(encoding, "it was asked for")] if encoding else [
        *([(marked, "its first bytes say so")] if marked else []),
        ("utf-8", "all of it is UTF-8"),
        ("cp1252", "it is not UTF-8, and this is what Excel on Windows writes"),
        ("latin-1", "it is neither UTF-8 nor what Excel on Windows writes"),
    ]  # fmt: skip
    for name, why in tried:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        except LookupError:
            raise UsageError(f"there is no encoding '{name}'", do="write utf-8, cp1252 or utf-16") from None
        shown_as = "utf-8" if name == "utf-8-sig" else name
        odd = not text.isascii() and name in ("cp1252", "latin-1")
        return text, Decision("encoding", shown_as, why, confirm=odd and not encoding, overrule="encoding")
    raise DataError(f"{shown} is not {encoding}", do="leave the encoding out, or name another")


def _separated(text: str, separator: str | None) -> tuple[str, Decision]:
    """Find what stands between the cells: what splits the most lines into the same number of cells."""
    named = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
    if separator:
        mark = named.get(separator, separator)
        if mark not in SEPARATORS:
            raise UsageError(f"'{separator}' is no separator", do=f"write {joined([*named], 'or')}")
        return mark, Decision("separator", SEPARATORS[mark], "it was asked for", overrule="separator")
    lines = text.splitlines()[:200]
    best, like = ",", 0
    for mark in SEPARATORS:
        widths = [len(row) for row in csv.reader(lines, delimiter=mark)]
        most = max(set(widths), key=lambda width: (widths.count(width), width)) if widths else 1
        score = widths.count(most) * (most > 1) * 10 + most
        if most > 1 and score > like:
            best, like = mark, score
    return best, Decision("separator", SEPARATORS[best], "most lines have as many of them", overrule="separator")


def _laid_out(name: str, rows: Sequence[tuple[str, ...]], decisions: list[Decision], shown: str) -> Sheet:
    """Find the header, and leave out empty rows and columns, lines above the header and notes below the table."""
    numbered = [(number, row) for number, row in enumerate(rows, 1) if any(row)]
    if len(numbered) < 2:
        raise DataError(f"{shown} holds no table", do="give a CSV with a header and a row for each council")
    filled = [sum(map(bool, row)) for _, row in numbered]
    usual = median(filled)
    at = next((place for place, count in enumerate(filled[:LOOKED_AT]) if count >= max(2, usual * 0.7)), 0)
    above = tuple(" ".join(filter(None, row)) for _, row in numbered[:at])
    header = numbered[at][1]
    body = [(number, row) for (number, row), count in zip(numbered[at + 1 :], filled[at + 1 :], strict=True)
            if count > 1 or usual < 2]  # fmt: skip
    notes = [number for number, _ in numbered[at + 1 :] if number not in {each for each, _ in body}]
    width = max(len(header), *(len(row) for _, row in body)) if body else len(header)
    padded = [(number, row + ("",) * (width - len(row))) for number, row in body]
    header += ("",) * (width - len(header))
    kept = [place for place in range(width) if header[place] or any(row[place] for _, row in padded)]
    if above:
        why = f"what stands above it is no row of the table: {above[0][:60]}"
        decisions.append(Decision("header", f"row {numbered[at][0]}", why))
    if notes:
        many_rows = f"{many(len(notes), 'row')} ({', '.join(map(str, notes[:5]))})"
        decisions.append(Decision("left out", many_rows, "they hold one cell, as a note does"))
    return Sheet(
        name,
        _named([header[place] for place in kept]),
        tuple(tuple(row[place] for place in kept) for _, row in padded),
        tuple(number for number, _ in padded),
        above,
        tuple(decisions),
    )


def _named(header: Sequence[str]) -> tuple[str, ...]:
    """Give each column a name of its own."""
    names: list[str] = []
    for place, name in enumerate(header, 1):
        plain, number = name or f"column {place}", 2
        unique = plain
        while unique in names:
            unique, number = f"{plain} ({number})", number + 1
        names.append(unique)
    return tuple(names)
