"""The table of 2003 and 2009 is what the files hold, and its bounds follow from the totals."""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter

import pytest

import crossregime as cr
from crossregime.core.councils.register import load_register
from crossregime.core.files.places import ROOT


def counts(found):
    return found.lowest, found.highest


def rows_of(regime):
    with (ROOT / "regimes" / regime / "outcomes.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def independent_table(lineage="strict"):
    """Count the table of stars by Ofsted's grades straight from the two files, not by the reader."""
    stars = {
        load_register().resolve(row["council"], dt.date(2003, 11, 13)).series: row["worst"]
        for row in rows_of("ssi2003")
        if row["judgement"] == "stars"
    }
    grades = {
        load_register().resolve(row["council"], dt.date(2009, 12, 9)).series: row["worst"]
        for row in rows_of("ofsted2009")
        if row["worst"] == row["best"]
    }
    table = Counter()
    for council in load_register().active(dt.date(2009, 12, 9)):
        series = council.series
        if lineage == "inherit" and series not in stars:
            (series,) = {link.predecessor for link in load_register().predecessors(council.id)}
        if series in stars:
            table[stars[series], grades.get(council.series, "unknown")] += 1
    return table


# The numbers


@pytest.mark.parametrize(("lineage", "pairs"), [("strict", 148), ("inherit", 152)])
def test_the_table_is_what_the_two_files_hold(lineage, pairs):
    comparison = cr.compare("ssi2003", "ofsted2009", lineage=lineage)
    expected = independent_table(lineage)
    assert sum(expected.values()) == pairs
    table = comparison.table
    unknown = "Performs adequately or Performs well"
    for row in table.iter_rows(named=True):
        for grade in ("Performs poorly", "Performs adequately", "Performs well", "Performs excellently"):
            assert row[grade] == expected[row["grade"], grade]
        assert row[unknown] == expected[row["grade"], "unknown"]
    assert table.get_column("all").sum() == pairs


def test_strict_known_and_unknown_are_as_printed():
    tabulation = cr.compare("ssi2003", "ofsted2009").crosstab.tabulation
    assert tabulation.known == [[1, 1, 1, 0], [2, 2, 4, 2], [5, 5, 1, 4], [1, 1, 0, 4]]
    assert [row[-1] for row in tabulation.matrix] == [4, 42, 58, 10]
    assert tabulation.row_sums == [7, 52, 73, 16]
    assert tabulation.column_sums == [9, 9, 6, 10, 114]


def test_inherit_unknown_are_6_42_60_and_10():
    tabulation = cr.compare("ssi2003", "ofsted2009", lineage="inherit").crosstab.tabulation
    assert [row[-1] for row in tabulation.matrix] == [6, 42, 60, 10]


def test_of_89_with_two_or_three_stars_between_46_and_77_did_well():
    """By hand: 93 did well, six of them named, so 87 of the 118 unnamed; four of these are in no pair.

    Of the 114 unnamed pairs 68 had two or three stars, and 83 to 87 of the 114 did well: 68 - (114 - 83) = 37
    at least and 68 at most; with the nine named (one did well, eight excellently) that is 46 to 77.
    """
    share = cr.compare("ssi2003", "ofsted2009").crosstab.shares[0]
    assert (share.given, share.then) == ((2, 3), (2, 3))
    assert counts(share.of) == (89, 89)
    assert counts(share.count) == (46, 77)
    assert (share.share.lowest, share.share.highest) == pytest.approx((46 / 89, 77 / 89))
    assert share.share.sharp
    assert "Of the 89 paired councils at Two Stars or Three Stars" in share.sentence
    assert "between 46 and 77 (51.7% to 86.5%)" in share.sentence


def test_tau_b_of_the_named_pairs_is_0_1266_and_its_bounds_hold_zero():
    crosstab = cr.compare("ssi2003", "ofsted2009").crosstab
    association = crosstab.association
    assert (association.named, association.pairs) == (34, 148)
    assert association.complete_case == pytest.approx(0.1266, abs=5e-5)
    assert association.bounds.lowest == pytest.approx(-0.262865, abs=5e-7)
    assert association.bounds.highest == pytest.approx(0.427019, abs=5e-7)
    assert association.bounds.sharp
    assert "misleads" in crosstab.sentence
    assert "positive or negative" in crosstab.sentence


def test_tau_b_of_the_turned_table_is_the_same():
    forth = cr.compare("ssi2003", "ofsted2009").crosstab.association
    back = cr.compare("ofsted2009", "ssi2003").crosstab.association
    assert back.complete_case == pytest.approx(forth.complete_case)
    assert back.bounds.lowest == pytest.approx(forth.bounds.lowest)
    assert back.bounds.highest == pytest.approx(forth.bounds.highest)


def test_cell_bounds_follow_from_the_totals_by_hand():
    """Of the 118 unnamed 31 performed adequately, 87 well: a row of n unnamed can hold up to min(n, 31)."""
    bounds = cr.compare("ssi2003", "ofsted2009").crosstab.bounds
    known, unnamed = [1, 2, 5, 1], [4, 42, 58, 10]
    for row in range(4):
        most = min(unnamed[row], 31)
        assert counts(bounds[row][1]) == (known[row], known[row] + most)
        assert counts(bounds[row][0]) == ([1, 2, 5, 1][row],) * 2
        assert counts(bounds[row][3]) == ([0, 2, 4, 4][row],) * 2
    least = [max(0, n - 31) for n in unnamed]
    assert [counts(row[2]) for row in bounds] == [
        (known + low, known + n) for known, low, n in zip([1, 4, 1, 0], least, unnamed, strict=True)
    ]


def test_the_cells_frame_holds_the_same_bounds():
    comparison = cr.compare("ssi2003", "ofsted2009")
    assert comparison.cells.height == 16
    held = {(row["first"], row["second"]): row for row in comparison.cells.iter_rows(named=True)}
    for i, first in enumerate(comparison.positions[0].scale.labels):
        for j, second in enumerate(comparison.positions[1].scale.labels):
            row = held[first, second]
            assert row["known"] == comparison.crosstab.tabulation.known[i][j]
            assert (row["lowest"], row["highest"]) == counts(comparison.crosstab.bounds[i][j])


def test_two_complete_positions_leave_nothing_open():
    comparison = cr.compare("ssi2003:children.serving", "ssi2003:adults.serving")
    crosstab = comparison.crosstab
    assert crosstab.tabulation.pairs == crosstab.association.named == 150
    for i in range(4):
        for j in range(4):
            assert counts(crosstab.bounds[i][j]) == (crosstab.tabulation.known[i][j],) * 2
    assert crosstab.association.interval is None or crosstab.association.interval.point_identified
    assert "every pair is known" in crosstab.sentence
    assert all(share.share.point_identified for share in crosstab.shares)
