"""Outcomes are completed from the universe, sorted, and corrected by rows with a guard."""

from __future__ import annotations

from collections import Counter

import polars as pl
import pytest

from ...readings import FIRST, LAST, cells, only


def test_outcomes_are_sorted_by_date_judgement_and_series(annual):
    annual.describe(lambda whole: whole["publications"].reverse())
    rows = annual.read().outcomes.select("published", "judgement", "series_id").rows()
    order = {"care": 0, "capacity": 1}
    assert rows == sorted(rows, key=lambda row: (row[0], order[row[1]], row[2]))


def test_councils_that_no_row_names_get_the_range_of_the_rule_with_its_reason_and_source(annual):
    found = cells(annual.read(), FIRST, "care")
    assert len(found) == 150
    assert found["barnet"] == (3, 3, "printed")
    assert found["kingston-upon-hull"] == (0, 1, "range")
    assert found["kent"] == (1, 1, "deduced")
    assert Counter(found.values())[0, 2, "range"] == 146
    row = annual.read().outcomes.row(
        by_predicate=(pl.col("council_id") == "bexley")
        & (pl.col("judgement") == "care")
        & (pl.col("published") == FIRST),
        named=True,
    )
    assert (row["printed"], row["source"], row["place"], row["note"]) == (
        "",
        "paper",
        "p. 9",
        "all at the top are named",
    )


def test_without_a_rule_they_get_the_whole_scale(annual):
    regime = annual.read()
    assert Counter(cells(regime, FIRST, "capacity").values()) == {(0, 0, "printed"): 1, (0, 3, "range"): 149}
    assert Counter(cells(regime, LAST, "care").values()) == {
        (2, 2, "printed"): 1,
        (0, 0, "printed"): 1,
        (0, 3, "range"): 150,
    }


def test_a_judgement_without_any_row_is_unknown_for_all(annual):
    assert set(cells(annual.read(), LAST, "capacity").values()) == {(0, 3, "range")}


def test_a_status_without_a_grade_is_kept_and_never_counted(annual):
    annual.add(
        "outcomes.csv",
        "2003-11-13,Bexley,care,,,not_applicable,paper,p. 3,",
        "2003-11-13,Bury,care,,,not_published,paper,p. 3,",
    )
    found = cells(annual.read(), FIRST, "care")
    assert [found[name] for name in ("leeds", "bexley", "bury")] == [
        (None, None, "not_judged"),
        (None, None, "not_applicable"),
        (None, None, "not_published"),
    ]
    # 150 less three without a grade: 80% of 147 is 117 or 118, of 150 it would be 120.
    shared = next(total for total in annual.read().totals if total.count is None)
    assert (shared.lowest, shared.highest) == (117, 118)


# Corrections

CORRECTIONS = "published,council,judgement,column,expect,value,reason,source\n"


def test_a_correction_changes_the_cell_and_says_so_in_the_note(annual):
    annual.write(
        "corrections.csv",
        CORRECTIONS
        + "2003-11-13,Hull,care,best,Fair,Good,misprint,paper\n"
        + "2003-11-13,Hull,care,note,one of the two,one of three,misprint,paper\n",
    )
    regime = annual.read()
    row = regime.outcomes.row(by_predicate=pl.col("printed") == "Hull", named=True)
    assert (row["worst"], row["best"], row["status"]) == (0, 2, "range")
    assert row["note"] == (
        "one of three; best corrected from 'Fair' (paper): misprint;"
        " note corrected from 'one of the two' (paper): misprint"
    )
    assert "corrections.csv" in regime.files.hashes


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("2003-11-13,Hull,care,best,Good,Top,misprint,paper", "expects 'Good' but finds 'Fair'"),
        ("2003-11-13,Hul,care,best,Fair,Good,misprint,paper", "expects 'Fair' but finds no such row"),
        ("2003-11-14,Hull,care,best,Fair,Good,misprint,paper", "expects 'Fair' but finds no such row"),
    ],
)
def test_a_correction_whose_source_has_changed_is_refused(annual, row, what):
    annual.write("corrections.csv", f"{CORRECTIONS}{row}\n")
    fault = only(annual)
    assert (fault.file, fault.row, fault.column) == ("./trial/corrections.csv", 2, "expect")
    assert (fault.what, fault.do) == (what, "the source has changed: check the correction")


def test_a_correction_of_a_doubled_row_is_refused(annual):
    annual.add("outcomes.csv", "2003-11-13,Hull,care,Low,Good,range,paper,p. 2,")
    annual.write("corrections.csv", CORRECTIONS + "2003-11-13,Hull,care,best,Fair,Good,misprint,paper\n")
    assert annual.faults()[0].what == "expects 'Fair' but finds 'Fair' and 'Good'"


def test_a_correction_needs_a_source_that_is_listed(annual):
    annual.write("corrections.csv", CORRECTIONS + "2003-11-13,Hull,care,best,Fair,Good,misprint,papper\n")
    fault = only(annual)
    assert (fault.row, fault.column, fault.matches) == (2, "source", ("paper",))


def test_a_corrected_row_is_held_to_its_schema_again(annual):
    annual.write(
        "corrections.csv",
        CORRECTIONS
        + "2003-11-13,Hull,care,status,range,prinetd,misprint,paper\n"
        + "2003-11-13,Kent,care,place,p. 3,,misprint,paper\n",
    )
    assert [(fault.row, fault.column, fault.what) for fault in annual.faults()] == [
        (3, "status", "as corrected, 'prinetd' is not allowed here"),
        (5, "place", "as corrected, the cell is empty"),
    ]


def test_a_corrected_grade_is_held_to_the_scale(annual):
    annual.write("corrections.csv", CORRECTIONS + "2003-11-13,Hull,care,best,Fair,Fairly,misprint,paper\n")
    assert only(annual).what == "unknown grade 'Fairly'"
