"""councils: lists of councils, and files of names resolved."""

from __future__ import annotations

import pytest

from ..documents import valid


def test_councils_are_150_in_2003_and_152_in_2009(run):
    for day, number in (("2003-11-13", 150), ("2009-12-09", 152)):
        _, out, _ = run("councils", "--on", day, "--format", "json")
        assert len(valid(out, "councils")["councils"]) == number


def test_a_list_of_a_day_before_the_register_is_complete_says_that_some_are_missing(run):
    missing = "Some are missing: the register holds no council that ended before 1998-04-01."
    assert missing in run("councils", "--on", "1998-03-31")[1]
    assert missing not in run("councils", "--on", "1998-04-01")[1]


def test_councils_of_a_region_and_type_are_listed(run):
    code, out, _ = run("councils", "--on", "2009-12-09", "--region", "Eastern", "--type", "UA")
    assert code == 0
    assert "6 councils" in out
    assert "Central Bedfordshire" in out


def test_a_day_that_is_no_date_is_refused(run):
    code, _, err = run("councils", "--on", "2003-02-30")
    assert code == 2
    assert "not a date of the calendar" in err


@pytest.mark.parametrize(
    ("text", "what", "do"),
    [
        ("Name\nHull\n", "column 'name' is missing", "rename 'Name'"),
        ("name;date\nHull;\n", "has semicolons between its cells", "with commas"),
        ("name\nHull\n\nLeeds\n", "row 3: the row is empty", "take it out"),
        ("name,date\nHull,20031113\n", "'20031113' is not a date", "write YYYY-MM-DD"),
        ("name,date\nHull,2003-W46-4\n", "'2003-W46-4' is not a date", "write YYYY-MM-DD"),
        ("name,date\nHull,13/11/2003\n", "'13/11/2003' is not a date", "write YYYY-MM-DD: 2003-11-13"),
    ],
)
def test_a_file_of_names_that_can_not_be_read_is_told_what_to_do(run, tmp_path, text, what, do):
    names = tmp_path / "names.csv"
    names.write_text(text)
    code, _, err = run("councils", "--resolve", str(names))
    assert code == 3
    assert what in err
    assert do in err


def test_the_day_that_was_asked_about_stands_beside_each_name(run, tmp_path):
    names = tmp_path / "names.csv"
    names.write_text("name,date\nDorset,2003-11-13\nDorset,\n")
    _, out, _ = run("councils", "--resolve", str(names), "--on", "2020-01-01", "--format", "csv")
    assert out.splitlines()[1].startswith("Dorset,2003-11-13,2003-11-13,dorset-county,")
    assert out.splitlines()[2].startswith("Dorset,,2020-01-01,dorset,")


def test_a_mistyped_type_is_answered_with_the_nearest(run):
    assert "did you mean 'Unitary Authority'" in run("councils", "--type", "untary")[2]


def test_a_file_of_names_is_resolved_row_by_row_and_its_other_columns_are_kept(run, tmp_path):
    names = tmp_path / "names.csv"
    names.write_text("id,name,date\n1,Hull,2003-11-13\n2,Bedfordshire,2010-01-01\n3,E10000015,\n")
    code, out, _ = run("councils", "--resolve", str(names), "--format", "json")
    assert code == 1
    document = valid(out, "resolution")
    assert (document["resolved"], document["failed"]) == (2, 1)
    assert [row["council_id"] for row in document["rows"]] == ["kingston-upon-hull", "", "hertfordshire"]
    assert [row["id"] for row in document["rows"]] == ["1", "2", "3"]
    assert "its area went to Bedford and Central Bedfordshire" in document["rows"][1]["explanation"]
    assert "Not resolved" in run("councils", "--resolve", str(names))[1]


def test_a_file_of_names_without_a_column_name_is_refused(run, tmp_path):
    names = tmp_path / "names.csv"
    names.write_text("council\nHull\n")
    code, _, err = run("councils", "--resolve", str(names))
    assert code == 3
    assert "column 'name' is missing" in err
