"""Claims are held to the data: every verdict on a small regime, and what the founding documents state."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from fractions import Fraction

import polars as pl
import pytest
from jsonschema import Draft202012Validator

import crossregime
from crossregime.core.claims.claims import read_claims
from crossregime.core.claims.finding import FIELDS
from crossregime.core.claims.reconciliation import reconcile_claims
from crossregime.core.errors import DataError
from crossregime.core.files.schema import read_schema
from crossregime.regimes import BUILTINS

CARE = "trial@2003-11-13"
LATER = "trial@2009-12-09"
"""The small regime of 2003: Barnet at Top, Kent at Fair, Hull at Low or Fair, Leeds not judged, the other 146
from Low to Good. Its totals: 29 at Low (5 of them in London), 80% at Fair or Good, 1 at Top."""


@pytest.fixture
def judge(annual):
    """Write claims into the small regime, hold them to it, and give the findings."""

    def go(*entries):
        write(annual, *entries)
        return reconcile_claims([annual.read()], crossregime.host().load).findings

    return go


@pytest.fixture
def one(judge):
    """Hold one query to a printed value, and give its finding."""

    def go(query, printed, rounding="exact", **more):
        (finding,) = judge(entry(query=query, printed=printed, rounding=rounding, **more))
        return finding

    return go


def entry(**changes):
    return {"id": "c", "source": "paper", "place": "p. 1", "says": "It says so", **changes}


def scored(annual):
    """Let the small regime declare scores of care."""
    scoring = {"judgement": "care", "scores": [0, 1, 2, 7.5], "source": "paper", "place": "p. 1"}
    annual.describe(lambda whole: whole.update(scorings=[scoring]))


def write(annual, *entries):
    annual.write("claims.json", json.dumps({"format": 1, "claims": entries}))


def figure(kind, *grades, of=CARE, **words):
    words = {"from" if key == "since" else key: value for key, value in words.items()}
    return {"figure": kind, "of": of, **({"grades": list(grades)} if grades else {}), **words}


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


# What a query names


@pytest.mark.parametrize(
    ("query", "printed", "parts"),
    [
        (
            figure("councils", "Top"),
            ["Barnett"],
            ["printed (c)", "called 'Barnett'", "did you mean 'Barnet'"],
        ),
        (figure("councils", "Top"), ["Bedford"], ["printed (c)", "'Bedford'"]),
        (
            figure("councils", "Top"),
            ["Hull", "Kingston upon Hull"],
            ["'Kingston upon Hull' and 'Hull' are one council"],
        ),
        (
            figure("count", "Tops"),
            1,
            ["query (c)", "unknown grade 'Tops'", "did you mean 'Top'", "Low, Fair, Good, Top"],
        ),
        (
            figure("count", "Top", of=f"{CARE}:cares"),
            1,
            ["query (c)", "no judgement 'cares'", "did you mean 'care'"],
        ),
        (figure("count", "Top", of="trial@2001-01-01"), 1, ["query (c)", "published nothing by 2001-01-01"]),
        (figure("count", "Top", of="./trial"), 1, ["query (c)", "names a folder", "by its id"]),
        (figure("count", "Top", of="Trial!"), 1, ["query (c)", "selector 'Trial!'"]),
        (
            figure("count", "Top", where="region=Londn"),
            1,
            ["query.where (c)", "no region 'Londn'", "did you mean 'London'"],
        ),
        (figure("mean", scores=[1, 2]), 1, ["query.scores (c)", "not the scores of trial", "write 0, 1, 2, 7.5"]),
        (figure("mean", of=f"{CARE}:capacity", scores=[1, 2, 3, 4]), 1, ["trial declares no scores of capacity"]),
        (figure("count", of="ssi2033"), 1, ["query (c)", "no regime 'ssi2033'", "did you mean 'ssi2003'"]),
        (
            {"figure": "ranking", "by": "region", "rank": figure("count", "Top")},
            ["Yorkshire & Humber", "Yorkshire and the Humber"],
            ["printed (c)", "'Yorkshire and the Humber' and 'Yorkshire & Humber' are one region"],
        ),
        (
            figure("count", of="ssi2003", since=CARE, change="rose"),
            1,
            ["query.from (c)", "trial-care", "ssi-stars", "a change needs one scale"],
        ),
        (
            {"figure": "ranking", "by": "region", "rank": figure("count", "Top")},
            ["Narnia"],
            ["printed (c)", "no region 'Narnia'", "the regions are"],
        ),
    ],
)
def test_what_a_query_names_wrongly_is_refused_with_its_place(annual, query, printed, parts):
    scored(annual)
    write(annual, entry(query=query, printed=printed))
    with pytest.raises(DataError) as caught:
        reconcile_claims([annual.read()], crossregime.host().load)
    (fault,) = caught.value.faults
    assert str(fault).startswith("./trial/claims.json, field claims[0].")
    for part in parts:
        assert part in str(fault)


# The founding documents


@pytest.fixture(scope="module")
def founding():
    return crossregime.reconcile()


@pytest.fixture(scope="module")
def by_id(founding):
    return {(finding.claim.regime, finding.claim.id): finding for finding in founding.findings}


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


# The command


def test_the_page_says_what_is_contradicted_and_why(call):
    answer = call("reconcile", "ofsted2009")
    assert answer.code == 0
    assert "To look at: nothing" in answer.out
    assert "Contradicted, explained: 2" in answer.out
    assert "it is 26.3%" in " ".join(answer.out.split())
    assert call("reconcile", "ofsted2009").out == answer.out


def test_an_unexplained_contradiction_ends_with_1(call, annual):
    write(annual, entry(query=figure("count", "Top"), printed=2))
    answer = call("reconcile", annual)
    assert answer.code == 1
    assert "To look at: 1" in answer.out
    assert "trial c: It says so. [paper, p. 1] Printed: 2. The data: 1." in answer.out
    assert "contradicted, without an explanation" in call("validate", annual).out


def test_a_stale_explanation_ends_with_1(call, annual):
    write(annual, entry(query=figure("count", "Top"), printed=1, explanation="A misprint."))
    answer = call("reconcile", annual)
    assert answer.code == 1
    assert "explains a contradiction, but the data don't contradict it" in answer.out


def test_a_claim_that_can_not_be_read_ends_with_3(call, annual):
    write(annual, entry(query=figure("count", "Tops"), printed=1))
    for command in ("reconcile", "validate"):
        answer = call(command, annual)
        assert answer.code == (3 if command == "reconcile" else 1)
        assert "unknown grade 'Tops'" in answer.out + answer.err
        assert "Traceback" not in answer.err


def test_a_regime_without_claims_is_said_to_have_none(call, annual):
    answer = call("reconcile", annual)
    assert answer.code == 0
    assert "trial has no claims.json" in answer.out
    assert "Contradicted" not in answer.out


def test_a_regime_that_is_named_twice_is_looked_at_once(call):
    assert call("reconcile", "ofsted2009", "ofsted2009").out == call("reconcile", "ofsted2009").out


def test_a_regime_is_named_without_a_date(call):
    answer = call("reconcile", "ssi2003@2003-11-13")
    assert answer.code == 2
    assert "without a date or a judgement" in answer.err
    assert "write ssi2003" in answer.err


def test_an_unknown_regime_is_refused(call):
    answer = call("reconcile", "ssi2033")
    assert answer.code == 2
    assert "did you mean 'ssi2003'" in answer.err


def test_json_has_the_shape_of_its_schema_and_the_same_bytes_each_time(call):
    answer = call("reconcile", "ssi2002", "--format", "json")
    document = json.loads(answer.out)
    Draft202012Validator(read_schema("reconcile")).validate(document)
    assert call("reconcile", "ssi2002", "--format", "json").out == answer.out
    assert document["ok"]
    assert len(document["findings"]) == sum(document["counts"].values())
    (regime,) = document["regimes"]
    assert regime["claims"] == read_claims(crossregime.regime("ssi2002")).hash


def test_csv_has_one_row_a_claim_and_the_rest_beside_it(call, tmp_path):
    file = tmp_path / "claims.csv"
    assert call("reconcile", "csci2004", "--format", "csv", "--output", file).code == 0
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))
    assert tuple(rows[0]) == FIELDS
    assert len(rows) == len(read_claims(crossregime.regime("csci2004")).entries)
    beside = json.loads((tmp_path / "claims.csv.meta.json").read_text(encoding="utf-8"))
    Draft202012Validator(read_schema("reconcile")).validate(beside)
    assert "findings" not in beside
    answer = call("reconcile", "csci2004", "--format", "csv", "--output", file)
    assert answer.code == 2
    assert "--force" in answer.err


def test_the_python_call_takes_ids_folders_and_regimes(annual):
    write(annual, entry(query=figure("count", "Top"), printed=1))
    found = crossregime.reconcile(annual.read(), "ofsted2009")
    assert [regime.id for regime in found.regimes] == ["trial", "ofsted2009"]
    assert found.counts("trial")["holds"] == 1
    assert repr(found).startswith(f"Reconciliation of {len(found.findings)} claims: ")
    assert found.frame.height == len(found.findings)
    assert {regime.id for regime in crossregime.reconcile(*BUILTINS).regimes} == set(BUILTINS)
    for wrong in (5, None, ["ofsted2009"]):
        with pytest.raises(crossregime.UsageError, match="names no regime"):
            crossregime.reconcile(wrong)
