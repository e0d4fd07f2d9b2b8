"""export: one position in every format, and files that are not replaced unless forced."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
import pytest

import crossregime

from ..documents import valid


@pytest.mark.parametrize("form", ["csv", "json", "parquet", "xlsx"])
def test_export_writes_the_same_outcomes_in_every_format(run, tmp_path, form):
    if form == "xlsx":
        pytest.importorskip("xlsxwriter")
    path = tmp_path / f"out.{form}"
    assert run("export", "ofsted2009", "--format", form, "--output", str(path))[0] == 0
    frame = crossregime.position("ofsted2009").frame
    assert frame.height == 152
    if form == "json":
        document = valid(path.read_text(), "position")
        assert [row["worst"] for row in document["outcomes"]] == frame.get_column("worst").to_list()
        return
    meta = valid(path.with_name(f"out.{form}.meta.json").read_text(), "position")
    assert "outcomes" not in meta
    if form == "csv":
        read = pl.read_csv(path, infer_schema=False)
        assert read.get_column("council_id").to_list() == frame.get_column("council_id").to_list()
    if form == "parquet":
        assert pl.read_parquet(path).equals(frame)


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx"])
def test_a_comparison_s_pairs_go_to_a_table_with_all_the_rest_beside_it(run, tmp_path, form):
    if form == "xlsx":
        pytest.importorskip("xlsxwriter")
    path = tmp_path / f"pairs.{form}"
    both = ("compare", "--regime", "ssi2003", "--regime", "ofsted2009", "--format", form, "--output")
    assert run(*both, str(path))[0] == 0
    assert "pairs" not in valid(path.with_name(f"pairs.{form}.meta.json").read_text(encoding="utf-8"), "comparison")
    if form == "parquet":
        assert pl.read_parquet(path).equals(crossregime.compare("ssi2003", "ofsted2009").pairs)
    rivals = tmp_path / f"rivals.{form}"
    few = ("--where", "region=North East")
    assert run(*both, str(rivals), "--crosswalk", "all", "--statistic", "mean_shift", *few)[0] == 0
    valid(rivals.with_name(f"rivals.{form}.meta.json").read_text(encoding="utf-8"), "sensitivity")


def test_export_of_a_binary_format_needs_a_file(run):
    code, _, err = run("export", "ssi2003", "--format", "parquet")
    assert code == 2
    assert "add --output FILE" in err


def test_export_never_replaces_a_file_unless_forced(run, tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("mine")
    code, _, err = run("export", "ssi2003", "--output", str(path))
    assert code == 2
    assert "exists already" in err
    assert path.read_text() == "mine"
    assert run("export", "ssi2003", "--output", str(path), "--force")[0] == 0
    assert path.read_text().startswith("series_id,")


def test_a_built_in_can_be_copied_and_used_as_a_folder(run, tmp_path):
    source = Path(crossregime.__file__).parent / "regimes" / "ofsted2009"
    copy = tmp_path / "mine"
    shutil.copytree(source, copy)
    code, out, _ = run("compare", "--regime", "ssi2003", "--regime", str(copy))
    assert code == 0
    assert "46 to 77 of 89" in out


def test_every_inspection_is_exported_with_all_of_its_grades(run, make_rolling):
    folder = make_rolling(
        "spot",
        "2010-01-01,Leeds,care,Good,Good,printed,paper,p. 1,",
        "2010-01-01,Leeds,help,Low,Fair,range,paper,p. 1,",
        "2012-01-01,Leeds,care,,,not_judged,paper,p. 1,",
    )
    document = valid(run("export", str(folder.path), "--inspections", "--format", "json")[1], "inspections")
    assert [(row["inspection"], row["care"], row["help"]) for row in document["inspections"]] == [
        ("leeds-2010-01-01", "Good", "Low or Fair"),
        ("leeds-2012-01-01", "not_judged", ""),
    ]
    lines = run("export", f"{folder.path}@2011-01-01", "--inspections")[1].splitlines()
    assert len(lines) == 2
    code, _, said = run("export", "ssi2003", "--inspections")
    assert (code, "ssi2003 is annual: it has no inspections" in said) == (2, True)
