"""The regimes of this package keep the contract of crossregime, and hold what their sources say."""

from __future__ import annotations

import json
from pathlib import Path

import crossregime_ofsted
import polars as pl
import pytest

import crossregime as cr
from crossregime.testing import CrosswalkConformance, RegimeConformance

PACKAGE = Path(crossregime_ofsted.__file__).parent
KEY = ("help_and_protection", "looked_after_and_permanence", "leadership_management_governance")
NOT_HELD = {"bournemouth", "poole", "dorset-county", "northamptonshire", "cumbria"}


class TestSif(RegimeConformance):
    regime = "sif"


class TestIlacs(RegimeConformance):
    regime = "ilacs"


class TestOfsted2010(RegimeConformance):
    regime = "ofsted2010"


class TestOfsted2011(RegimeConformance):
    regime = "ofsted2011"


@pytest.mark.parametrize("regime", ["sif", "ilacs", "ofsted2010", "ofsted2011"])
def test_a_folder_alone_is_the_same_regime(regime):
    installed, folder = cr.regime(regime), cr.regime(PACKAGE / regime)
    assert installed.outcomes.equals(folder.outcomes)
    assert (installed.kind, installed.totals, installed.sources) == (folder.kind, folder.totals, folder.sources)


# What was inspected


def inspections(regime: str) -> pl.DataFrame:
    """List the inspections of a regime, a row each, with a column of labels for every judgement."""
    held = cr.regime(regime)
    labels = {judgement.id: judgement.scale.labels for judgement in held.judgements}
    rows: dict[tuple[object, str, str], dict[str, str]] = {}
    for row in held.outcomes.iter_rows(named=True):
        grade = row["status"] if row["worst"] is None else labels[row["judgement"]][row["worst"]]
        rows.setdefault((row["published"], row["council_id"], row["source"]), {})[row["judgement"]] = grade
    return pl.DataFrame(
        [
            {"published": date, "council_id": council, "source": source} | {name: told.get(name) for name in labels}
            for (date, council, source), told in sorted(rows.items(), key=str)
        ],
        infer_schema_length=None,
    )


def counts(frame: pl.DataFrame, judgement: str) -> dict[str, int]:
    """Count the inspections at each grade."""
    return dict(frame.get_column(judgement).value_counts().iter_rows())


def test_sif_holds_167_inspections_of_147_of_the_152_councils():
    sif = inspections("sif")
    assert sif.height == sif.get_column("source").n_unique() == 167
    councils = set(sif.get_column("council_id"))
    assert len(councils) == 147
    active = {council.id for council in cr.register().active(cr.regime("sif").dates()[0])}
    assert active - councils == NOT_HELD


def test_each_sif_inspection_speaks_of_all_six_judgements():
    sif = inspections("sif")
    assert sif.null_count().sum_horizontal().item() == 0
    silent = sif.filter(pl.any_horizontal(pl.exclude("published") == "not_judged"))
    assert set(silent.get_column("council_id")) == {"isles-of-scilly", "city-of-london"}


def test_sif_grades_are_counted_from_the_reports():
    assert counts(inspections("sif"), "overall_effectiveness") == {
        "Outstanding": 3,
        "Good": 54,
        "Requires improvement to be good": 71,
        "Inadequate": 39,
    }


def test_ilacs_holds_321_inspections_of_all_153_series():
    ilacs = inspections("ilacs")
    assert ilacs.height == ilacs.get_column("source").n_unique() == 321
    assert ilacs.get_column("council_id").n_unique() == 155
    series = cr.regime("ilacs").outcomes.get_column("series_id")
    today = cr.register().active(cr.regime("ilacs").dates()[-1])
    assert {council.series for council in today} <= set(series)
    assert series.n_unique() == 153


def test_ilacs_grades_are_counted_from_the_reports():
    assert counts(inspections("ilacs"), "overall_effectiveness") == {
        "Outstanding": 71,
        "Good": 127,
        "Requires improvement to be good": 78,
        "Inadequate": 34,
        "not_applicable": 11,
    }


def test_no_report_of_a_visit_since_april_2026_has_an_overall_grade():
    ilacs = inspections("ilacs")
    without = ilacs.filter(pl.col("overall_effectiveness") == "not_applicable")
    assert without.height == 11
    assert str(without.get_column("published").min()) == "2026-06-17"


def test_care_leavers_are_judged_apart_only_from_2023():
    ilacs = inspections("ilacs")
    apart = pl.col("care_leavers").is_not_null()
    assert ilacs.filter(apart).height == 156
    assert ilacs.filter(apart).get_column("published").dt.year().min() == 2023


def test_what_is_counted_from_the_reports_is_no_printed_total():
    assert cr.regime("sif").totals == cr.regime("ilacs").totals == ()


# How the overall grade comes about, measured


def test_sif_is_inadequate_if_and_only_if_a_key_judgement_is():
    sif = inspections("sif")
    low = sif.filter(pl.any_horizontal(pl.col(*KEY) == "Inadequate"))
    assert low.height == 39
    assert low.equals(sif.filter(pl.col("overall_effectiveness") == "Inadequate"))


def test_an_inadequate_ilacs_grade_always_has_an_inadequate_judgement_under_it():
    graded = inspections("ilacs").filter(pl.col("overall_effectiveness") != "not_applicable")
    parts = ["impact_of_leaders", "help_and_protection", "in_care", "care_leavers"]
    under = pl.any_horizontal(pl.col(parts) == "Inadequate")
    inadequate = pl.col("overall_effectiveness") == "Inadequate"
    assert graded.filter(inadequate).height == graded.filter(inadequate & under).height == 34
    assert graded.filter(under).height == 37
    above = graded.filter(under & ~inadequate)
    assert set(above.get_column("impact_of_leaders")) == {"Inadequate"}
    assert above.filter(pl.any_horizontal(pl.col(parts[1:]) == "Inadequate")).is_empty()


@pytest.mark.parametrize(
    ("regime", "rated", "agreeing", "misfits"),
    [
        ("sif", 166, 161, {"Sheffield", "Bradford", "Portsmouth", "Brighton and Hove", "Bury"}),
        ("ilacs", 145, 139, {"Bexley", "West Sussex", "Warrington", "Tower Hamlets", "Gloucestershire", "Haringey"}),
    ],
)
def test_the_rule_gives_most_overall_grades_and_the_exceptions_are_known(regime, rated, agreeing, misfits):
    rule = cr.regime(regime).rule
    assert rule.kind == "recovered"
    takes = [judgement.id for judgement in rule.judgements]
    ranks = {label: rank for rank, label in enumerate(rule.gives.scale.labels)}
    complete = inspections(regime).filter(pl.all_horizontal(pl.col([*takes, rule.gives.id]).is_in(list(ranks))))
    wrong = complete.filter(
        [
            rule.headline(tuple(ranks[row[name]] for name in takes)) != ranks[row[rule.gives.id]]
            for row in complete.iter_rows(named=True)
        ]
    )
    assert (complete.height, complete.height - wrong.height) == (rated, agreeing)
    assert {cr.register().council(council).name for council in wrong.get_column("council_id")} == misfits
    # All of them went into the rule, so none is a test of it.
    assert list(rule.recovered_from) == complete.get_column("published").unique().sort().to_list()


# The annual ratings


def known(regime: str) -> pl.DataFrame:
    """Give the outcomes of a regime whose grade is known."""
    return cr.regime(regime).outcomes.filter(pl.col("worst") == pl.col("best"))


def test_ofsted2010_knows_33_grades_and_all_twelve_at_the_lowest():
    assert known("ofsted2010").height == 33
    assert known("ofsted2010").filter(pl.col("worst") == 0).height == 12
    assert [total.count for total in cr.regime("ofsted2010").totals] == [12, 37, 77, 20]


def test_ofsted2010_names_the_six_councils_whose_rating_was_withheld():
    outcomes = cr.regime("ofsted2010").outcomes
    withheld = outcomes.filter(pl.col("status") == "not_published").get_column("council_id").to_list()
    named = ["cheshire-west-and-chester", "cornwall", "haringey", "suffolk", "warrington", "west-sussex"]
    assert sorted(withheld) == named
    assert set(outcomes.filter(pl.col("status") == "range").select("worst", "best").iter_rows()) == {(1, 3)}


def test_ofsted2011_knows_36_grades_and_all_fifteen_at_the_lowest():
    assert known("ofsted2011").height == 36
    assert known("ofsted2011").filter(pl.col("worst") == 0).height == 15
    assert [total.count for total in cr.regime("ofsted2011").totals] == [15, 33, 71, 28]


def test_ofsted2011_withheld_five_ratings_of_councils_that_no_one_names():
    (publication,) = cr.regime("ofsted2011").publications
    assert publication.withholds("childrens_services") == 5
    assert "not_published" not in set(cr.regime("ofsted2011").outcomes.get_column("status"))


# The crosswalk and its rival


class TestCrosswalks(CrosswalkConformance):
    crosswalk = PACKAGE / "sif" / "crosswalks"


def test_the_crosswalk_has_a_rival_that_reads_the_same_grades_more_strictly():
    (rival,) = cr.regime("sif").crosswalks
    usual = next(each for each in cr.regime("ofsted2009").crosswalks if each.id == "performs-to-inspection")
    assert (rival.from_scale, rival.to_scale) == (usual.from_scale, usual.to_scale)
    paths = {link.grade: (set(link.to), set(other.to)) for link, other in zip(rival.links, usual.links, strict=True)}
    assert all(wide >= narrow for wide, narrow in paths.values())
    assert [grade for grade, (wide, narrow) in paths.items() if wide != narrow] == ["3", "4"]
    assert all(link.source and link.place and link.reason for link in rival.links)


# What comparisons rest on


def test_a_comparison_pairs_every_council_that_both_hold():
    assert cr.compare("ofsted2009", "sif").pairs.height == 147
    first = cr.compare("ssi2003:children.serving", "sif@first")
    assert first.pairs.height == 143
    assert first.pairs.height + first.unpaired.height == first.aligned.height


def test_every_claim_is_reproduced_or_its_contradiction_explained():
    for regime in ("sif", "ilacs", "ofsted2010", "ofsted2011"):
        assert cr.reconcile(regime).failed == ()


@pytest.mark.parametrize("regime", ["sif", "ilacs", "ofsted2010", "ofsted2011"])
def test_every_source_can_be_looked_up(regime):
    sources = cr.regime(regime).sources.values()
    assert [source.id for source in sources if not source.address.startswith("http")] == []


# Lineage on real rows: what becomes of the inspections of councils that have ended


def paired(first: str, second: str, lineage: str) -> dict[str, tuple[str, str, str]]:
    """Give of each pair where the second side is from, its grade and when it was published."""
    pairs = cr.compare(first, second, lineage=lineage).pairs
    rows = pairs.select("series_id", "from_2", "worst_2", "published_2").iter_rows()
    return {series: (origin, grade, str(date)) for series, origin, grade, date in rows}


def test_a_county_that_became_one_council_is_one_series_under_both_policies():
    for lineage in ("strict", "inherit"):
        pairs = paired("ofsted2009", "sif+ilacs@last-graded", lineage)
        for series in ("north-yorkshire", "somerset", "buckinghamshire"):
            assert pairs[series][0] == "", (series, lineage)


def test_the_two_northamptonshires_take_the_rating_of_the_county_and_have_inspections_of_their_own():
    """Of Northamptonshire itself no inspection is held: before November 2022 there is nothing to inherit."""
    new = {"north-northamptonshire", "west-northamptonshire"}
    assert not new & set(paired("ofsted2009", "ilacs@2022-06-30", "inherit"))
    assert not new & set(paired("ofsted2009", "ilacs@2022-12-31", "strict"))
    pairs = cr.compare("ofsted2009", "ilacs@2022-12-31", lineage="inherit").pairs.filter(pl.col("series_id").is_in(new))
    assert pairs.select("from_1", "from_2").rows() == [("northamptonshire", "")] * 2


@pytest.mark.parametrize("date", ["2019-04-01", "2019-12-31"])
def test_a_council_that_has_ended_hands_on_nothing_that_was_not_inspected(date):
    heirs = paired("ofsted2009", f"sif+ilacs@{date}", "inherit")
    assert not {"dorset", "bournemouth-christchurch-and-poole"} & set(heirs)


def test_what_is_not_held_of_dorset_and_cumbria_is_not_made_up():
    before, after = (paired("ofsted2009", f"sif+ilacs@{date}", "inherit") for date in ("2023-12-31", "2026-08-20"))
    for series in ("cumberland", "westmorland-and-furness"):
        assert series not in before
        assert after[series][0] == ""
    dorset = cr.regime("ilacs").outcomes.filter(pl.col("council_id").str.starts_with("dorset"))
    assert dorset.get_column("published").dt.year().min() >= 2019


# Positions judgement by judgement


def test_an_inspection_that_is_silent_takes_no_grade_away():
    alone, joined = cr.position("sif:care_leavers"), cr.position("sif+ilacs@2022-12-31:care_leavers")
    assert alone.outcomes.height == joined.outcomes.height == 147
    assert set(joined.outcomes.get_column("regime")) == {"sif"}
    assert set(cr.position("sif+ilacs:care_leavers").outcomes.get_column("regime")) == {"sif", "ilacs"}


def test_the_first_and_the_latest_of_twenty_councils_are_two_inspections():
    comparison = cr.compare("sif@first", "sif")
    assert comparison.pairs.height == 20
    assert len(comparison.of_one_inspection) == 127


def test_fifty_two_of_151_councils_had_been_inspected_in_june_2019():
    held = cr.position("ilacs@2019-06-30").inspected
    assert (held.inspected, held.active) == (52, 151)


def test_leadership_of_sif_is_joined_with_the_impact_of_leaders_of_ilacs():
    joined = cr.position("sif+ilacs:leadership_management_governance")
    assert [each.id for each in joined.judgements] == ["leadership_management_governance", "impact_of_leaders"]
    assert joined.outcomes.height == 153


def test_an_overall_grade_that_is_no_longer_given_is_shown_as_such_and_never_counted():
    latest, graded = cr.position("ilacs"), cr.position("ilacs@last-graded")
    assert latest.coverage["not_applicable"] == 11
    assert "not_applicable" not in graded.coverage
    assert graded.outcomes.height == latest.outcomes.height == 153


def test_the_evidence_for_a_rule_of_inspections_is_told_at_once_with_its_exceptions(capsys):
    from crossregime.cli import main

    assert main(["rate", "sif", "--council", "Bury", "--format", "json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["rule"]["evidence"]["ratings"]
    assert (told["since"], told["date"], told["ratings"], told["agreeing"]) == ("2014-02-11", "2018-08-24", 166, 161)
    assert len(told["misfits"]) == 5


def test_sources_of_many_inspections_are_told_together(capsys):
    from crossregime.cli import main

    assert main(["compare", "--regime", "ofsted2009", "--regime", "sif", "--show", "sources"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert (
        "documents of Ofsted (Office for Standards in Education, Children's Services and Skills), 2014-02-11 to" in out
    )
    assert "Inspection report: London Borough of Barnet" not in out
