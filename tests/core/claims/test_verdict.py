"""A claim holds, can hold or is contradicted over every completion of the data."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ...claim_entries import CARE, LATER, entry, figure, scored

# Each verdict


def test_a_number_that_the_data_know_holds(one):
    finding = one(figure("count", "Top"), 1)
    assert (finding.verdict, finding.computed, finding.basis) == ("holds", "1", "counted")
    assert (finding.lowest, finding.highest) == (1, 1)


def test_a_share_holds_within_its_rounding_over_the_councils_that_have_a_grade(one):
    finding = one(figure("share", "Top"), 1, "whole")
    assert (finding.verdict, finding.computed) == ("within_rounding", "0.7% (1 of 149)")
    assert finding.lowest == Fraction(100, 149)


def test_a_total_is_not_held_to_itself_but_to_the_others(one):
    # 149 councils less 1 at Top and the 119 that round to 80% leave 29 at Low.
    finding = one(figure("count", "Low"), 29)
    assert (finding.verdict, finding.basis) == ("holds", "ranges and totals")
    finding = one(figure("count", "Low"), 28)
    assert (finding.verdict, finding.computed) == ("contradicted", "29")


def test_a_number_that_ranges_allow_can_hold(one):
    # Of the 32 other boroughs, any may be at Low, but no more than the 29 of all councils.
    for printed, verdict in ((5, "can_hold"), (29, "can_hold"), (30, "contradicted")):
        finding = one(figure("count", "Low", where="region=London"), printed)
        assert (finding.verdict, finding.computed) == (verdict, "0 to 29")


def test_a_share_between_two_numbers_of_councils_is_contradicted(one):
    # The 46 unitary councils are free from 0 to 45 at Good: 3 are 6.5% of them and 4 are 8.7%.
    query = figure("share", "Good", where="type=unitary")
    verdicts = {printed: one(query, printed, "one decimal").verdict for printed in (6.5, 7.6, 8.7)}
    assert verdicts == {6.5: "can_hold", 7.6: "contradicted", 8.7: "can_hold"}


def test_a_contradiction_may_be_explained(one):
    finding = one(figure("count", "Top"), 2, explanation="A misprint.")
    assert (finding.verdict, finding.explained, finding.stale, finding.failed) == (
        "contradicted",
        True,
        False,
        False,
    )
    finding = one(figure("count", "Top"), 2)
    assert (finding.explained, finding.failed) == (False, True)


def test_an_explanation_of_what_is_no_contradiction_is_stale(one):
    finding = one(figure("count", "Top"), 1, explanation="A misprint.")
    assert (finding.verdict, finding.stale, finding.failed) == ("holds", True, True)


def test_a_claim_that_no_data_can_check_is_left_unchecked(judge):
    (finding,) = judge(entry(unchecked="The chart is lost."))
    assert (finding.verdict, finding.why) == ("unchecked", "The chart is lost.")


def test_a_claim_on_a_regime_that_is_not_there_is_left_unchecked(one):
    finding = one(figure("count", "Top", of="prisons"), 1)
    assert finding.verdict == "unchecked"
    assert "there is no regime 'prisons'" in finding.why


def test_a_share_of_no_council_is_left_unchecked(one):
    # None need be at Poor, but up to 46 may be: of so few, no number is 1%.
    poor = [{"of": f"{CARE}:capacity", "grades": ["Poor"]}]
    assert one(figure("share", "Low", among=poor, where="type=unitary"), 1).verdict == "contradicted"
    finding = one(figure("share", "Low", among=[{"of": CARE, "grades": ["Top"]}], where="type=unitary"), 1)
    assert (finding.verdict, finding.why) == ("unchecked", "no council meets its conditions")


# Each figure


def test_a_share_whose_base_is_not_known_is_bounded_over_every_base(one):
    # Barnet is at Poor; any other borough may be. So of the boroughs at Poor, from all to 1 of 33 are at Top.
    poor = [{"of": f"{CARE}:capacity", "grades": ["Poor"]}]
    finding = one(figure("share", "Top", among=poor, where="region=London"), "1/33")
    assert finding.verdict == "can_hold"
    assert (finding.lowest, finding.highest) == (Fraction(100, 33), 100)


def test_moves_between_two_positions_are_counted_by_series(one):
    # Barnet fell from Top to Good, Kent from Fair to Low; both are known.
    some = [{"of": LATER, "grades": ["Good"]}]
    assert (
        one(figure("count", of=LATER, since=CARE, change="fell", where="type=shire_county"), 1, "at least").verdict
        == "holds"
    )
    assert (
        one(figure("count", of=LATER, since=CARE, change="fell", among=[{"of": CARE, "grades": ["Top"]}]), 1).computed
        == "1"
    )
    assert (
        one(figure("count", of=LATER, since=CARE, change="rose", steps=1, among=some), 0, "at least").verdict == "holds"
    )
    fell = {"of": LATER, "since": CARE, "change": "fell"}
    assert one(figure("councils", **fell), ["Barnet", "Kent"], "at least").verdict == "holds"
    assert one(figure("councils", **fell), ["Barnet", "Kent"]).verdict == "can_hold"
    assert one(figure("councils", **fell, steps=2), ["Barnet"], "at least").verdict == "contradicted"
    assert (
        one(figure("councils", of=LATER, since=CARE, change="stayed"), ["Kent"], "at least").verdict == "contradicted"
    )


def test_a_list_says_which_councils_are_missing_and_which_are_more(one):
    finding = one(figure("councils", "Top"), ["Barnet"])
    assert (finding.verdict, finding.computed) == ("holds", "1 named, 1 certain in the data")
    finding = one(figure("councils", "Top"), ["Kent"])
    assert finding.verdict == "contradicted"
    assert "named but not in the data: Kent" in finding.computed
    assert "in the data but not named: Barnet" in finding.computed
    finding = one(figure("councils", "Low"), ["Hull"], "at least")
    assert finding.verdict == "can_hold"
    assert finding.computed.startswith("0 of 1 named certain in the data")
    assert finding.computed.endswith("open: 1")


def test_a_mean_takes_the_scores_that_the_regime_declares(one, annual):
    scored(annual)
    only = {"among": [{"of": CARE, "grades": ["Top", "Fair"]}], "where": "type=outer_london"}
    finding = one(figure("mean", scores=[0, 1, 2, 7.5], among=[{"of": CARE, "grades": ["Top"]}]), 7.5)
    assert (finding.verdict, finding.computed) == ("holds", "7.500")
    finding = one(figure("mean", scores=[0, 1, 2, 7.5], **only), 4.25)
    assert finding.verdict == "can_hold"


def test_a_printed_number_can_be_a_share_of_printed_numbers(one):
    share = {"figure": "sum", "terms": {"top": 2}, "out_of": {"top": 2, "low": 6}}
    finding = one(share, 25)
    assert (finding.verdict, finding.basis) == ("holds", "printed numbers")
    assert finding.computed == "2 top; of 2 top + 6 low = 8: 25%"
    assert one(share, 26, "whole").verdict == "contradicted"


def test_a_printed_example_is_held_to_the_rule(by_id):
    for number, star in enumerate(("Zero Stars", "One Star", "Two Stars", "Three Stars"), 1):
        finding = by_id["ssi2003", f"para7-example{number}"]
        assert (finding.claim.printed, finding.computed, finding.verdict, finding.basis) == (
            star,
            star,
            "holds",
            "rule",
        )


def test_what_rests_on_reconstructed_grades_says_so_and_what_made_them_is_circular(founding, by_id):
    assert by_id["ssi2003", "cc-rises"].reconstructed
    assert not by_id["ssi2003", "annex1-three"].reconstructed
    circular = [finding for finding in founding.findings if finding.claim.circular]
    assert all(finding.reconstructed for finding in circular)
    cells = [finding.claim for finding in circular if finding.claim.table == "annex2-shares"]
    assert len(cells) == 60
    assert all(": " in cell.says and "2002" in cell.says.rpartition(": ")[2] for cell in cells)
    ids = {finding.claim.id for finding in circular}
    assert ids >= {"cc-rises", "cc-falls", "para19-one-star", "para21-newly", "bbc-nov2002-zero", "annex1-marks"}


def test_a_difference_and_a_net_of_rises_and_falls(one):
    top = figure("count", "Top")
    kent = figure("count", "Fair", among=[{"of": LATER, "grades": ["Low"]}], where="region=South East")
    finding = one({"figure": "difference", "first": top, "second": kent}, 0, "at most")
    assert finding.verdict == "holds"
    net = figure("net", of=LATER, since=CARE, among=[{"of": CARE, "grades": ["Top"]}])
    assert one(net, -1).verdict == "holds"


def test_a_ranking_names_those_that_none_surpasses(one):
    rank = {"figure": "ranking", "by": "region", "rank": figure("count", "Top")}
    assert one(rank, ["London"]).verdict == "holds"
    assert one(rank, ["North East"]).verdict == "contradicted"
    assert one(rank, ["London", "North East"]).verdict == "holds"  # the others are level with the second
    assert one({**rank, "order": "lowest"}, ["North East"]).verdict == "holds"
    assert one({**rank, "rank": figure("count", "Low")}, ["London"]).verdict == "can_hold"


def test_a_sum_holds_a_document_to_its_own_numbers(one):
    terms = {"low": 26, "top": 83.5}
    assert one({"figure": "sum", "terms": terms}, 109.5).verdict == "holds"
    finding = one({"figure": "sum", "terms": terms}, 142)
    assert (finding.verdict, finding.computed, finding.basis) == (
        "contradicted",
        "26 low + 83.500 top = 109.500",
        "printed numbers",
    )


@pytest.mark.parametrize(
    ("printed", "rounding", "verdict"),
    [
        (1, "exact", "holds"),
        (1, "whole", "holds"),
        (0.98, "one decimal", "within_rounding"),
        (1.05, "about", "within_rounding"),
        (1.1, "just under", "within_rounding"),
        (1, "just under", "contradicted"),
        (0.95, "just over", "within_rounding"),
        (0.5, "more than", "holds"),
        (1, "more than", "contradicted"),
        (1, "at least", "holds"),
        (2, "less than", "holds"),
        (1, "less than", "contradicted"),
        (1, "at most", "holds"),
        (2, "about", "contradicted"),
    ],
)
def test_a_printed_number_is_read_with_its_rounding(one, printed, rounding, verdict):
    assert one(figure("count", "Top"), printed, rounding).verdict == verdict
