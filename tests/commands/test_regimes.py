"""regimes: the list, and one regime on a page."""

from __future__ import annotations

import polars as pl
import pytest

import crossregime

from ..documents import valid


def test_regimes_lists_the_built_ins(run):
    code, out, _ = run("regimes")
    assert code == 0
    for name in ("ssi2002", "ssi2003", "csci2004", "ofsted2009"):
        assert name in out
    _, out, _ = run("regimes", "--format", "json")
    assert [each["id"] for each in valid(out, "regimes")["regimes"] if each["state"] == "built-in"] == [
        "ssi2002", "ssi2003", "csci2004", "ofsted2009",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["ssi2002", "ssi2003", "csci2004", "ofsted2009"])
def test_a_regime_is_described_with_scales_judgements_coverage_totals_and_sources(run, name):
    code, text, _ = run("regimes", name, "--show", "all")
    assert code == 0
    for part in (
        "Judgements",
        "Scales, worst grade first",
        "Publications and coverage",
        "Printed totals",
        "Sources",
    ):
        assert part in text
    document = valid(run("regimes", name, "--format", "json")[1], "description")
    for row in document["coverage"]:
        assert (
            sum(count for key, count in row.items() if key not in ("published", "judgement", "councils", "inspections"))
            == row["councils"]
            == row["inspections"]
        )
    for total in document["totals"]:
        if total["binds"]:
            assert total["lowest"] <= total["outcomes"]["highest"]
            assert total["highest"] >= total["outcomes"]["lowest"]


def test_a_source_of_one_fact_is_said_to_have_one(run):
    text = " ".join(run("regimes", "ofsted2009", "--show", "all")[1].split())  # wherever a line ends
    assert 'Eastern Daily Press, "Ofsted slump for Norfolk", 2010-12 (1 outcome, total or move)' in text
    assert "Children's Services and Skills (Ofsted)\" (7 outcomes, totals and moves)" in text


def test_a_rolling_regime_counts_its_councils_once_and_its_inspections_beside(run, make_rolling):
    row = ",Leeds,care,Good,Good,printed,paper,p. 1,"
    folder = make_rolling("spot", f"2010-01-01{row}", f"2012-01-01{row}", f"2012-01-01{row.replace('Leeds', 'Kent')}")
    document = valid(run("regimes", str(folder.path), "--format", "json")[1], "description")
    assert document["coverage"] == [
        {"published": None, "judgement": "care", "councils": 2, "inspections": 3, "printed": 3}
    ]
    text = run("regimes", str(folder.path), "--show", "all")[1]
    assert "published   judgement   councils   inspections   printed" in text


def test_a_regime_shows_the_moves_that_were_printed(run):
    flows = valid(run("regimes", "ssi2002", "--format", "json")[1], "description")["flows"]
    assert len(flows) == len(crossregime.regime("ssi2002").flows)
    assert {"from": "ssi2002@2002-05-30", "to": "ssi2002@2002-11-14", "move": "rise", "count": 12}.items() <= flows[
        0
    ].items()
    assert "Printed moves" in run("regimes", "ssi2002", "--show", "all")[1]
    assert "Printed moves" not in run("regimes", "ofsted2009", "--show", "all")[1]


def test_csci2004_says_that_management_and_resources_has_no_published_judgement(run):
    code, _, err = run("compare", "--regime", "csci2004:management_and_resources", "--regime", "ssi2003")
    assert code == 2
    assert "no judgement of the area 'management_and_resources'" in err


def test_an_area_is_no_judgement_and_those_in_it_are_named(run):
    code, out, err = run("export", "csci2004:children_and_families")
    assert (code, out) == (2, "")
    assert "'children_and_families' is an area of csci2004, not a judgement" in err
    assert "name one of its judgements: children.serving, children.capacity" in err


def test_csci2004_knows_28_stars_and_leaves_the_rest_one_to_three():
    position = crossregime.position("csci2004")
    assert sum(position.coverage[status] for status in ("printed", "deduced")) == 28
    ranges = position.outcomes.filter(pl.col("status") == "range")
    assert set(ranges.select("worst", "best").iter_rows()) == {(1, 3)}
    assert ranges.height == 122


def test_the_printed_shares_of_2004_bind_as_whole_numbers():
    totals = {total.judgement: total for total in crossregime.regime("csci2004").totals if total.percent in (81, 91)}
    assert (totals["children.capacity"].lowest, totals["children.capacity"].highest) == (121, 122)
    assert (totals["adults.capacity"].lowest, totals["adults.capacity"].highest) == (136, 137)
