"""The command crosstab: files of a user's own, on polars and DuckDB, and what it refuses."""

from __future__ import annotations

import json
import sys

import polars as pl
import pytest

from ..documents import hold

pytest.importorskip("narwhals")
LEFT = "school,region,grade\n001,North,poor\n002,North,good\n003,South,good\n004,South,fair\n"
RIGHT = "school,region,low,high\n001,North,poor,fair\n002,North,good,good\n003,South,fair,good\n005,South,fair,fair\n"
TOTALS = "side,grades,count,highest,group\nright,good,2,,\nright,poor|fair,1,9,region=North\n"
CALL = (
    "crosstab", "--left", "left.csv", "--right", "right.csv", "--on", "school", "--left-grade", "grade",
    "--right-worst", "low", "--right-best", "high", "--scale", "poor,fair,good",
)  # fmt: skip


@pytest.fixture
def files(tmp_path):
    for name, text in (("left.csv", LEFT), ("right.csv", RIGHT), ("totals.csv", TOTALS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def changed(option, value):
    place = CALL.index(option)
    return (*CALL[: place + 1], value, *CALL[place + 2 :])


@pytest.mark.usefixtures("files")
def test_it_tabulates_two_files_and_says_what_is_known(call):
    answer = call(*CALL)
    assert (answer.code, answer.err) == (0, "")
    assert "left by right: 3 units in both" in answer.out
    assert "right: 4 units, 1 of them in no pair." in answer.out
    assert "1 of the 3 pairs have both grades known" in answer.out


@pytest.mark.usefixtures("files")
def test_the_document_is_the_same_on_every_engine_and_follows_its_schema(call):
    pytest.importorskip("duckdb")
    asked = (*CALL, "--group", "region", "--totals", "totals.csv", "--statistic", "gamma", "--format", "json")
    first = call(*asked)
    assert first.code == 0
    assert call(*asked, "--engine", "duckdb").out == first.out
    document = json.loads(first.out)
    hold(document, "crosstab")
    assert document["totals"][1] == {
        "side": "right", "grades": ["poor", "fair"], "lowest": 1, "highest": 9, "group": {"region": "North"},
    }  # fmt: skip
    assert [each["id"] for each in document["statistics"]] == ["gamma"]
    assert document["groups"]["region"]["North"]["pairs"] == 2


def test_csv_keeps_the_zeros_of_a_key_and_parquet_its_types(call, files):
    left = pl.read_csv(files / "left.csv", infer_schema=False)
    for piece in (0, 1):
        left.slice(2 * piece, 2).write_parquet(files / f"left-{piece}.parquet")
    assert call(*changed("--left", "left-*.parquet")).out == call(*CALL).out
    left.with_columns(pl.col("school").cast(pl.Int64)).write_parquet(files / "numbers.parquet")
    refused = call(*changed("--left", "numbers.parquet"))
    assert refused.code == 2
    assert "make both of one type" in refused.err


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_grades_that_are_whole_numbers_and_a_query_in_parts(engine, call, files):
    if engine == "duckdb":
        pytest.importorskip("duckdb")
    frame = pl.DataFrame({"id": range(50), "stars": [unit % 4 for unit in range(50)]})
    frame.write_parquet(files / "stars.parquet")
    answer = call(
        "crosstab", "--left", "stars.parquet", "--right", "stars.parquet", "--on", "id", "--grade", "stars",
        "--scale", "ssi-stars", "--parts", "3", "--engine", engine, "--format", "json",
    )  # fmt: skip
    assert answer.code == 0
    assert [row[place] for place, row in enumerate(json.loads(answer.out)["known"])] == [13, 13, 12, 12]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (changed("--left", "lost.csv"), 3, "no file is called lost.csv"),
        (changed("--left", "left.xlsx"), 2, "neither CSV nor Parquet"),
        (changed("--on", "scool"), 2, "did you mean 'school'"),
        (changed("--scale", "poor,fair"), 3, "'good' (2)"),
        ((*CALL, "--engine", "duckbd"), 2, "did you mean 'duckdb'"),
        ((*CALL, "--statistic", "gama"), 2, "did you mean 'gamma'"),
        ((*CALL, "--totals", "left.csv"), 3, "left.csv"),
        ((*CALL, "--parts", "2"), 2, "goes by a whole number"),
        (CALL[:-2], 2, "--left-scale is missing"),
        ((*CALL, "--grade", "grade"), 2, "not clear which column"),
    ],
)
@pytest.mark.usefixtures("files")
def test_a_mistake_is_told_and_nothing_is_written(arguments, code, told, call):
    answer = call(*arguments)
    assert (answer.code, answer.out) == (code, "")
    assert told in answer.err


def test_every_fault_of_a_file_of_totals_is_told_with_its_row(call, files):
    (files / "totals.csv").write_text(TOTALS + "right,god,1,,\nleft,good,5,4,\nleft,good,1,,region=East\n")
    answer = call(*CALL, "--group", "region", "--totals", "totals.csv")
    assert answer.code == 3
    for told in ("totals.csv, row 4: unknown grade 'god'", "row 5: 5 is more than 4", "row 6: no unit on the left"):
        assert told in answer.err


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_a_file_that_an_engine_cannot_read_is_told_without_a_traceback(engine, call, files):
    if engine == "duckdb":
        pytest.importorskip("duckdb")
    (files / "broken.parquet").write_bytes(b"PAR1 and no more")
    answer = call(*changed("--left", "broken.parquet"), "--engine", engine)
    assert answer.code == 3
    assert f"{engine} could not read the files" in answer.err


def test_units_of_one_inspection_are_left_out_and_told(call, tmp_path):
    (tmp_path / "first.csv").write_text("id,grade,visit\n1,low,a\n2,top,b\n")
    (tmp_path / "last.csv").write_text("id,grade,visit\n1,low,a\n2,top,c\n")
    asked = ("crosstab", "--left", "first.csv", "--right", "last.csv", "--on", "id", "--grade", "grade")
    answer = call(*asked, "--scale", "low,top", "--inspection", "visit")
    assert answer.code == 0, answer.err
    assert "left by right: 1 unit in both" in answer.flat
    assert "1 unit left out, with one and the same inspection in both." in answer.flat


@pytest.mark.usefixtures("files")
def test_without_narwhals_it_says_what_to_install(call, monkeypatch):
    for name in [name for name in sys.modules if name.split(".")[0] == "narwhals"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "narwhals", None)
    answer = call(*CALL)
    assert answer.code == 2
    assert "crossregime[engines]" in answer.err
