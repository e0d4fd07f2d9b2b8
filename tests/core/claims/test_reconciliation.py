"""Claims are held to the data: every verdict on a small regime, and what the founding documents state."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import polars as pl
import pytest

import crossregime

"""The small regime of 2003: Barnet at Top, Kent at Fair, Hull at Low or Fair, Leeds not judged, the other 146
from Low to Good. Its totals: 29 at Low (5 of them in London), 80% at Fair or Good, 1 at Top."""


def test_no_contradiction_is_unexplained(founding):
    assert [finding.claim.id for finding in founding.failed] == []


def test_every_printed_cell_of_annex_2_is_a_claim_and_holds(founding):
    tables = Counter(finding.claim.table for finding in founding.findings if finding.claim.regime == "ssi2003")
    assert tables["annex2-shares"] == 120
    assert tables["annex2-numbers"] == 60
    assert tables["annex2-shares-2003"] == 60
    for finding in founding.findings:
        if finding.claim.table:
            assert finding.verdict in ("holds", "within_rounding"), finding.claim.id


def test_the_numbers_of_annex_2_are_those_of_a_plain_count(by_id):
    frame = crossregime.position("ssi2003").frame
    regions = [
        "East of England",
        "East Midlands",
        "North East",
        "North West",
        "London",
        "South East",
        "South West",
        "West Midlands",
        "Yorkshire and The Humber",
    ]
    types = ["inner_london", "outer_london", "metropolitan", "shire_county", "unitary"]
    rows = [frame.filter(pl.col("region") == name) for name in regions]
    rows += [frame.filter(pl.col("type") == name) for name in types]
    for number, row in enumerate([*rows, frame], 1):
        for stars in range(4):
            count = row.filter(pl.col("worst_rank") == stars).height
            cell = by_id["ssi2003", f"annex2-numbers.{number}.{stars + 1}"]
            assert cell.lowest == cell.highest == cell.claim.value == count
            share = by_id["ssi2003", f"annex2-shares-2003.{number}.{stars + 1}"]
            assert share.lowest == Fraction(100 * count, row.height)


def test_there_are_sixty_more_claims_over_all_sources(founding):
    others = [finding for finding in founding.findings if not finding.claim.table]
    assert len(others) > 120
    checked = [finding for finding in others if finding.verdict != "unchecked"]
    assert len(checked) > 110
    sources = {finding.claim.source for finding in checked}
    assert sources >= {
        "ssi-2003",
        "publicnet-2004-11-19",
        "communitycare-2002-05-29",
        "communitycare-2002-refresh",
        "ofsted-2009",
    }


def test_the_known_contradictions_are_explained(by_id):
    explained = {key: (finding.lowest, finding.highest) for key, finding in by_id.items() if finding.explained}
    assert explained == {
        ("ssi2002", "may-one-star-76"): (82, 82),
        ("ssi2003", "para20-children-some"): (0, 5),
        ("ssi2003", "para20-children-most"): (0, 0),
        ("ssi2003", "para20-children-left"): (5, 5),
        ("csci2004", "bbc2005-rated"): (143, 143),
        ("csci2004", "bbc2005-all"): (151, 151),
        ("csci2004", "guardian2005-75"): (Fraction(100 * 109, 143), Fraction(100 * 109, 143)),
        ("ofsted2009", "table-share-adequately"): (Fraction(100 * 40, 152), Fraction(100 * 40, 152)),
        ("ofsted2009", "table-total-share"): (99, 99),
    }


@pytest.mark.parametrize(
    ("claim", "computed"),
    [
        ("para14-changed", "31.3% (47 of 150)"),
        ("para19-more-than-half", "58.3% (7 of 12)"),
        ("para15-capacity-children", "80.7% (121 of 150)"),
        ("para20-nine", "4 to 9"),
        ("para20-adults-three", "0 to 3"),
    ],
)
def test_what_the_document_of_2003_states_is_worked_out(by_id, claim, computed):
    assert by_id["ssi2003", claim].computed == computed


def test_the_ranges_of_november_2002_leave_no_ranking_open(by_id):
    # Reading and Windsor & Maidenhead are both unitary councils of the South East, and the totals leave one
    # at each end of their range: the means are (10 + 2 x 6 + 3) / 19 in 2002, (6 + 2 x 12 + 3) / 19 in 2003.
    finding = by_id["ssi2003", "para17-improved"]
    assert finding.verdict == "holds"
    assert f"South East {(33 - 25) / 19:.3f}" in finding.computed
    assert by_id["ssi2003", "para18-most-improved"].verdict == "holds"


def test_the_positions_say_what_rests_on_a_reconstruction(founding):
    coverage = founding.positions["ssi2002@2002-11-14:stars"].coverage
    assert coverage == {"printed": 26, "deduced": 1, "reconstructed": 121, "range": 2}
