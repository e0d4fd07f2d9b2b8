"""Reading a regime: what is refused, all of it at once, and what is made of the rest."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import polars as pl
import pytest

from crossregime.core.errors import DataError, Fault
from crossregime.core.reading.reader import read_regime

from ...readings import FIRST, LAST, cells, judgement, only

# What is made of a good folder


def test_a_good_folder_is_read_whole(annual):
    regime = annual.read()
    assert (regime.id, regime.kind, regime.headline) == ("trial", "annual", "care")
    assert [judgement.id for judgement in regime.judgements] == ["care", "capacity"]
    assert [(each.date, each.universe.councils) for each in regime.publications] == [
        (FIRST, 150),
        (LAST, 152),
    ]
    assert regime.outcomes.height == 2 * 150 + 2 * 152
    assert list(regime.files.hashes) == ["outcomes.csv", "regime.json", "sources.csv", "totals.csv"]
    assert regime.files.notices == ()
    assert regime.origin == "./trial"


def test_publications_are_put_in_order_of_date(annual):
    annual.describe(lambda whole: whole["publications"].reverse())
    assert [each.date for each in annual.read().publications] == [FIRST, LAST]


def test_every_way_of_writing_a_grade_stands_for_it(annual):
    annual.replace("outcomes.csv", "Barnet,care,Good,Good", "Barnet,care,good,Good")
    annual.replace("outcomes.csv", "Barnet,capacity,Poor,Poor", "Barnet,capacity,poor,Poor")
    assert cells(annual.read(), LAST, "care")["barnet"] == (2, 2, "printed")


def test_a_council_is_resolved_on_the_date_of_the_universe(annual):
    annual.add(
        "outcomes.csv",
        "2003-11-13,Cornwall,care,Low,Low,printed,paper,p. 5,",
        "2009-12-09,Cornwall,care,Fair,Fair,printed,paper,p. 5,",
    )
    rows = annual.read().outcomes.filter(pl.col("printed") == "Cornwall")
    assert rows.select("council_id", "series_id").rows() == [
        ("cornwall-county", "cornwall"),
        ("cornwall", "cornwall"),
    ]


def test_byte_order_marks_are_read_with_a_notice_and_windows_line_ends_without_one(annual):
    plain = annual.read()
    annual.write("outcomes.csv", "\ufeff" + annual.text("outcomes.csv").replace("\n", "\r\n"))
    regime = annual.read()
    assert regime.outcomes.equals(plain.outcomes)
    assert regime.files.notices == ("./trial/outcomes.csv starts with a byte-order mark; it is read without it",)


def test_a_slash_at_the_end_of_the_folder_changes_no_message(annual):
    annual.replace("outcomes.csv", "Hull", "Hul")
    with pytest.raises(DataError) as caught:
        read_regime(annual.path, "./trial/")
    assert caught.value.faults[0].file == "./trial/outcomes.csv"


# Folders that are none


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(DataError, match=r"there is no folder \./none") as caught:
        read_regime(tmp_path / "none", "./none")
    assert caught.value.do == "give the path of a folder with a regime.json"


def test_a_name_too_long_for_a_folder_is_no_folder(tmp_path):
    with pytest.raises(DataError, match="there is no folder"):
        read_regime(tmp_path / ("n" * 300))


def test_a_missing_folder_with_a_plus_is_told_how_to_join(tmp_path):
    with pytest.raises(DataError, match="there is no folder") as caught:
        read_regime(tmp_path / "a+sif", "./a+sif")
    assert "name the id first: ID+./FOLDER" in caught.value.do


def test_a_file_is_no_folder(annual):
    with pytest.raises(DataError, match="is a file"):
        read_regime(annual.path / "regime.json")


def test_a_folder_without_a_descriptor_is_no_regime(annual):
    (annual.path / "regime.json").unlink()
    with pytest.raises(DataError) as caught:
        annual.read()
    assert caught.value.what == "./trial is not a regime: it has no regime.json"
    assert "regime.json, outcomes.csv and sources.csv" in caught.value.do


@pytest.mark.parametrize("name", ["outcomes.csv", "sources.csv"])
def test_a_missing_file_is_named(annual, name):
    (annual.path / name).unlink()
    assert only(annual) == Fault(f"./trial/{name}", "is missing", do=f"add {name} to the folder")


@pytest.mark.parametrize("name", ["regime.json", "outcomes.csv", "corrections.csv", "flows.csv"])
def test_a_file_that_is_a_link_out_of_the_folder_is_refused(annual, tmp_path, name):
    outside = tmp_path / name
    if (annual.path / name).exists():
        (annual.path / name).rename(outside)
    else:
        outside.write_text("anything")
    (annual.path / name).symlink_to(outside)
    with pytest.raises(DataError) as caught:
        annual.read()
    (fault,) = caught.value.faults
    assert (fault.file, fault.what) == (f"./trial/{name}", "leads outside its folder")


# All problems at once


def test_faults_of_every_file_come_out_together(annual):
    annual.describe(lambda whole: whole["comparability"][0].update(source="papre"))
    annual.replace("outcomes.csv", "Hull,care,Low,Fair", "Hul,care,Low,Fare")
    annual.replace("outcomes.csv", "2003-11-13,Kent,care,Fair,Fair", "2003-11-13,Kent,care,Good,Fair")
    annual.replace("totals.csv", "care,,Top", "care,,Tip")
    annual.replace("totals.csv", "region=London", "region=Londn")
    assert [(fault.file[8:], fault.row, fault.column, fault.what) for fault in annual.faults()] == [
        ("regime.json", None, "comparability[0]", "unknown source 'papre'"),
        (
            "outcomes.csv",
            3,
            "council",
            "no council with social services duties is called 'Hul' on 2003-11-13",
        ),
        ("outcomes.csv", 3, "best", "unknown grade 'Fare'"),
        ("outcomes.csv", 5, "worst", "the range is upside down: worst is better than best"),
        ("totals.csv", 4, "grades", "unknown grade 'Tip'"),
        ("totals.csv", 5, "group", "unknown region 'Londn'"),
    ]


def test_broken_formats_of_several_files_come_out_together(annual):
    annual.write("regime.json", "{")
    annual.write("sources.csv", annual.text("sources.csv").encode("utf-16"))
    annual.add("outcomes.csv", "2003-11-13,Bury", "13/11/2003,Bury,care,Low,Low,printed,paper,p. 1,")
    annual.replace("totals.csv", "grades,", "")
    annual.write("flows.csv", "")
    assert [(fault.file[8:], fault.row) for fault in annual.faults()][:4] == [
        ("regime.json", 1),
        ("sources.csv", None),
        ("outcomes.csv", 9),
        ("totals.csv", 1),
    ]
    assert annual.faults()[-1] == Fault(
        "./trial/flows.csv", "is empty", do="the header is from,to,judgement,move,count,source,place,note"
    )


def test_every_bad_cell_of_a_file_comes_out(annual):
    annual.add("outcomes.csv", *("2003-13-01,,Care,,,printd,PAPER,,",) * 30)
    found = annual.faults()
    assert Counter(fault.column for fault in found) == dict.fromkeys(
        ("published", "council", "judgement", "status", "source", "place"), 30
    )
    assert [fault.row for fault in found] == sorted(fault.row for fault in found)
    with pytest.raises(DataError) as caught:
        annual.read()
    text = str(caught.value)
    assert text.count("\n") == 6  # one of each column
    assert "column published: '2003-13-01' is not a date of the calendar, in 30 rows: 9, 10, 11" in text
    assert "and 22 more; write YYYY-MM-DD" in text


def test_one_wrong_grade_of_many_rows_is_told_once_with_its_rows(annual):
    annual.write(
        "outcomes.csv", annual.text("outcomes.csv").replace("Top,Top", "Topp,Topp").replace("Fair,Fair", "Topp,Topp")
    )
    assert [(fault.row, fault.column) for fault in annual.faults()] == [(2, "worst"), (5, "worst")]
    with pytest.raises(DataError) as caught:
        annual.read()
    (line,) = str(caught.value).splitlines()[1:]
    assert "column worst: unknown grade 'Topp', in 2 rows: 2, 5 (did you mean 'Top'?)" in line


def test_a_fault_brings_no_others_with_it(annual):
    annual.describe(judgement(0, scale="none"))
    assert [fault.what for fault in annual.faults()] == ["unknown scale 'none'"]


# Rolling regimes


def test_a_rolling_regime_has_reports_and_no_publications(make_rolling):
    rows = (
        "2008-05-01,Barnet,care,Fair,Fair,printed,paper,p. 1,",
        "2010-06-30,Barnet,care,Good,Good,printed,paper,p. 1,",
    )
    regime = make_rolling("spot", *rows).read()
    assert regime.publications == ()
    assert regime.outcomes.select("published", "council_id", "worst").rows() == [
        (dt.date(2008, 5, 1), "barnet", 1),
        (dt.date(2010, 6, 30), "barnet", 2),
    ]
    assert regime.dates() == [dt.date(2008, 5, 1), dt.date(2010, 6, 30)]


def test_a_report_on_a_date_that_is_none_is_refused(make_rolling):
    folder = make_rolling("spot", "2008-02-30,Barnet,care,Fair,Fair,printed,paper,p. 1,")
    assert only(folder).what == "'2008-02-30' is not a date of the calendar"


def test_two_reports_of_one_council_on_one_date_are_refused(make_rolling):
    folder = make_rolling("spot", *["2008-05-01,Barnet,care,Fair,Fair,printed,paper,p. 1,"] * 2)
    assert only(folder).what == "a second outcome for Barnet (barnet), care: row 2 has the first"


def test_totals_may_be_left_out_and_so_may_columns_that_no_row_needs(annual):
    whole = annual.read()
    (annual.path / "totals.csv").unlink()
    rows = [line.rsplit(",", 1)[0] for line in annual.text("outcomes.csv").splitlines() if "one of the two" not in line]
    annual.write("outcomes.csv", "\n".join(rows) + "\n")
    assert annual.read().totals == ()
    assert annual.read().outcomes.columns == whole.outcomes.columns


def test_a_rolling_regime_without_an_inspection_is_refused(make_rolling):
    assert only(make_rolling("spot")).what == "a rolling regime needs an inspection"


def test_a_rolling_regime_with_publications_is_refused(make_rolling, annual):
    import json

    publications = json.loads(annual.text("regime.json"))["publications"]
    row = "2008-05-01,Barnet,care,Fair,Fair,printed,paper,p. 1,"
    folder = make_rolling("spot", row, publications=[each | {"unlisted": []} for each in publications])
    assert only(folder).what.startswith("a rolling regime has no publications")


def test_a_council_is_resolved_on_the_date_of_its_report(make_rolling):
    folder = make_rolling(
        "spot",
        "2009-02-01,Cornwall,care,Low,Low,printed,paper,p. 1,",
        "2009-05-01,Cornwall,care,Fair,Fair,printed,paper,p. 1,",
        "2009-05-01,Bedfordshire,care,Fair,Fair,printed,paper,p. 1,",
    )
    assert only(folder).row == 4
    folder.replace("outcomes.csv", "2009-05-01,Bedfordshire", "2009-03-31,Bedfordshire")
    councils = folder.read().outcomes.get_column("council_id")
    assert sorted(councils) == ["bedfordshire", "cornwall", "cornwall-county"]


"""Of 150 councils in 2003 one is not judged, and two ratings of the others were withheld."""
