"""The conversion of facts says what it does with them, and refuses what does not fit."""

from __future__ import annotations

import csv
import importlib.util
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SPEC = importlib.util.spec_from_file_location("plugins_build", HERE.parent / "build.py")
build = importlib.util.module_from_spec(SPEC)
sys.modules["plugins_build"] = build
SPEC.loader.exec_module(build)

OUTCOME = {"judgement": "stars", "place": "article", "note": "the only two"}


def departures(**cells: str):
    row = {"facts": "csci2005", "council_id": "*", "judgement": "stars", "column": "note", "value": "", "reason": ""}
    return build.Departures([row | {"expect": "the only two"} | cells])


def fact(**cells: str) -> dict[str, str]:
    row = {"council_id": "leeds", "council_printed": "Leeds City Council", "published": "2015-03-27"}
    return row | {"note": "inspected 20 January 2015 - 12 February 2015", "source": "https://one"} | cells


def test_a_departure_changes_the_cell_that_it_expects_of_every_council_or_of_one():
    assert departures(value="one of two").applied("csci2005", "leeds", OUTCOME)["note"] == "one of two"
    assert departures(value="x", council_id="kent").applied("csci2005", "leeds", OUTCOME) == OUTCOME
    assert departures(value="x").applied("sif", "leeds", OUTCOME) == OUTCOME


def test_a_departure_from_facts_that_are_gone_is_refused():
    changed = departures(expect="the only three")
    assert changed.applied("csci2005", "leeds", OUTCOME) == OUTCOME
    with pytest.raises(build.BuildError, match="row 2 expects 'the only three'"):
        changed.refuse_unused()


def test_every_departure_says_why():
    with (HERE.parent / "conversion" / "departures.csv").open(encoding="utf-8", newline="") as rows:
        assert all(row["reason"] and row["value"] != row["expect"] for row in csv.DictReader(rows))


@pytest.mark.parametrize(
    ("note", "visited"),
    [
        ("inspected 05 July 2016\N{EN DASH}27 July 2016", "5 July 2016 to 27 July 2016"),
        ("inspected 20 June 2017 \N{BOX DRAWINGS LIGHT HORIZONTAL} 13 July 2017", "20 June 2017 to 13 July 2017"),
        ("inspected 10 to 21 June 2019", "10 to 21 June 2019"),
        ("inspected ", ""),
    ],
)
def test_a_visit_reads_the_same_however_its_dash_is_printed(note, visited):
    (inspection,) = build.inspections([fact(note=note)]).values()
    assert inspection.visited == visited


def test_an_inspection_and_its_report_have_one_id():
    found = build.inspections([fact(), fact()])
    assert [each.id for each in found.values()] == ["leeds-2015-03-27"]
    assert found["https://one"].source["source"] == "leeds-2015-03-27"


def test_one_report_of_two_inspections_and_two_of_one_day_are_refused():
    with pytest.raises(build.BuildError, match="report of two inspections"):
        build.inspections([fact(), fact(council_id="kent")])
    with pytest.raises(build.BuildError, match="on one day"):
        build.inspections([fact(), fact(source="https://two")])


def test_a_printed_name_of_another_council_is_refused_and_an_unknown_one_is_listed():
    known = {"council": "Leeds City Council", "source": "a"}
    with pytest.raises(build.BuildError, match="is leeds on 2015-03-27, the facts have kent"):
        build.printed_names([fact(council_id="kent")], [known])
    assert build.printed_names([fact()], [known]) == []
    (listed,) = build.printed_names([fact()], [known | {"council": "Leeds, the city"}])
    assert (listed["name"], listed["council_id"], listed["source"]) == ("Leeds, the city", "leeds", "a")


def test_facts_that_are_not_there_end_with_a_message(tmp_path, capsys):
    assert build.main([str(tmp_path), "--check"]) == 3
    assert "No such file" in capsys.readouterr().err
