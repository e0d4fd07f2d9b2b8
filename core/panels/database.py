"""Write a panel as one SQLite file, which Datasette, R, pandas and any SQL program open as it is."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from crossregime.core.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from crossregime.core.model import Regime
    from crossregime.core.panels.tables import DataTable


def database_bytes(regimes: Sequence[Regime], tables: Sequence[DataTable]) -> bytes:
    """Make the file: its tables with keys and foreign keys, and a table README; the same panel gives the same bytes.

    Days are texts as in 2003-11-13, and true and false are 1 and 0, as SQLite has neither.
    """
    with closing(sqlite3.connect(":memory:")) as base:
        base.execute("PRAGMA foreign_keys = ON")
        base.execute("CREATE TABLE README (line INTEGER PRIMARY KEY, text TEXT NOT NULL)")
        base.executemany("INSERT INTO README (text) VALUES (?)", [(line,) for line in _readme(regimes, tables)])
        for table in tables:
            _write(base, table)
        base.commit()
        return base.serialize()


def _readme(regimes: Sequence[Regime], tables: Sequence[DataTable]) -> list[str]:
    return [
        f"Ratings of English councils' social care, made with crossregime {__version__}.",
        "One row of outcomes is one council, date and judgement.",
        "grade is empty where it is not known: it is then one of those from worst to best.",
        "Known grades are not a sample: which are known depends on the grade. Ranks are an order, not a measure.",
        "Grades of two scales can't be set side by side without a crosswalk; breaks says what differs.",
        *(f"{table.name}: {table.title}." for table in tables),
        *(f"Licence of {regime.id}: {regime.licence}" for regime in regimes if regime.licence),
    ]


def _write(base: sqlite3.Connection, table: DataTable) -> None:
    frame = table.frame
    parts = [f"{_quoted(name)} {_kind(kind)}" for name, kind in frame.schema.items()]
    if table.key:
        parts.append(f"PRIMARY KEY ({_listed(table.key)})")
    parts += [
        f"FOREIGN KEY ({_listed(each.columns)}) REFERENCES {_quoted(each.table)} ({_listed(each.key)})"
        for each in table.refers
    ]
    base.execute(f"CREATE TABLE {_quoted(table.name)} ({', '.join(parts)})")
    places = ", ".join("?" * frame.width)
    base.executemany(
        f"INSERT INTO {_quoted(table.name)} VALUES ({places})",  # noqa: S608  # the names are the program's own
        ([_plain(cell) for cell in row] for row in frame.iter_rows()),
    )


def _kind(kind: pl.DataType) -> str:
    import polars as pl

    return "INTEGER" if kind.is_integer() or kind == pl.Boolean else "TEXT"


def _plain(cell: Any) -> Any:
    return cell.isoformat() if isinstance(cell, dt.date) else cell


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(_quoted(name) for name in names)
