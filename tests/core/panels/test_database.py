"""A panel as one SQLite file holds its tables, with keys that lead somewhere."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

import crossregime as cr


@pytest.fixture(scope="module")
def base(panel):
    with closing(sqlite3.connect(":memory:")) as held:
        held.deserialize(panel.database())
        yield held


def test_every_row_that_is_named_is_there(base):
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_its_tables_hold_what_the_panel_holds(panel, base):
    for table in panel.tables:
        assert base.execute(f'SELECT count(*) FROM "{table.name}"').fetchone() == (table.frame.height,)  # noqa: S608  # the names are the program's own
        keys = {row[1] for row in base.execute(f'PRAGMA table_info("{table.name}")') if row[5]}
        assert keys == set(table.key)
    unknown = "SELECT count(*) FROM outcomes WHERE regime = 'ofsted2009' AND grade IS NULL AND known = 0"
    assert base.execute(unknown).fetchone() == (118,)


def test_it_says_what_it_is(base):
    text = "\n".join(line for (line,) in base.execute("SELECT text FROM README ORDER BY line"))
    assert "Open Government Licence" in text
    assert "outcomes: " in text


def test_the_same_panel_gives_the_same_bytes(panel):
    assert cr.panel().database() == panel.database()
