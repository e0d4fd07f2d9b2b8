"""Files opened as frames of an engine: CSV as text, Parquet as it is typed, and what the engine cannot read."""

from __future__ import annotations

import polars as pl
import pytest

from crossregime.core.engines.files import opened
from crossregime.core.errors import DataError, UsageError

pytest.importorskip("narwhals")


@pytest.fixture
def table(tmp_path):
    """Write a file, and give its path as text."""

    def write(name, text="id,grade\n007,low\n008,\n"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def rows(frame):
    return frame.collect().rows() if isinstance(frame, pl.LazyFrame) else frame.fetchall()


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_csv_is_read_as_text_so_that_a_key_keeps_its_zeros_and_an_empty_cell_is_missing(engine, table):
    pytest.importorskip(engine)
    with opened(engine, table("a.csv"), table("b.csv")) as (left, right):
        assert [*map(tuple, rows(left))] == [*map(tuple, rows(right))] == [("007", "low"), ("008", None)]


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_parquet_keeps_its_types_and_a_star_stands_for_many_files(engine, tmp_path):
    pytest.importorskip(engine)
    for part in (1, 2):
        pl.DataFrame({"id": [part]}).write_parquet(tmp_path / f"p{part}.parquet")
    every = str(tmp_path / "p*.parquet")
    with opened(engine, every, every) as (left, _):
        assert sorted(rows(left)) == [(1,), (2,)]


@pytest.mark.parametrize(
    ("engine", "name", "error", "what"),
    [
        ("duckbd", "a.csv", UsageError, "there is no engine 'duckbd'"),
        ("polars", "a.xlsx", UsageError, "is neither CSV nor Parquet by its name"),
        ("polars", "a.csv.zip", UsageError, "is neither CSV nor Parquet by its name"),
    ],
)
def test_an_engine_that_there_is_not_and_a_file_of_another_form_are_refused(engine, name, error, what, table):
    path = table(name)
    with pytest.raises(error, match=what), opened(engine, path, path):
        pass


def test_a_file_that_is_not_there_is_named(tmp_path, table):
    with pytest.raises(DataError, match="no file is called"), opened("polars", table("a.csv"), str(tmp_path / "b.csv")):
        pass


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_what_an_engine_says_of_a_broken_file_is_told_in_a_line(engine, tmp_path):
    pytest.importorskip(engine)
    path = tmp_path / "broken.parquet"
    path.write_bytes(b"PAR1 and no more")
    with (
        pytest.raises(DataError, match=f"{engine} could not read the files") as caught,
        opened(engine, str(path), str(path)) as (left, _),
    ):
        rows(left)
    assert "\n" not in caught.value.where


def test_an_error_of_the_program_s_own_passes_as_it_is(table):
    path = table("a.csv")
    with pytest.raises(UsageError, match="my own"), opened("polars", path, path):
        raise UsageError("my own")
