"""compare: crosswalks, statistics and inference from the command line."""

from __future__ import annotations

import csv
import io

import pytest

import crossregime as cr

from ..documents import valid

BOTH = ("--regime", "ssi2003", "--regime", "ofsted2009")


# compare


def test_compare_with_a_crosswalk_says_so_and_gives_agreement(call):
    answer = call("compare", *BOTH, "--crosswalk", "stars-by-rank", "--show", "all")
    assert answer.code == 0
    assert "mapped onto Ofsted four-point scale of council performance by the crosswalk 'stars-by-rank'" in answer.flat
    assert "A concordance, never an equating" in answer.out
    assert "Percent agreement" in answer.out
    assert "Rose from" not in answer.out
    document = valid(call("compare", *BOTH, "--crosswalk", "stars-by-rank", "--format", "json").out, "comparison")
    assert document["positions"][0]["mapping"]["id"] == "stars-by-rank"


def test_several_crosswalks_answer_on_the_first_screen_and_refuse_a_part_that_they_have_not(call):
    walks = ("--crosswalk", "stars-by-rank", "--crosswalk", "ridit")
    first = call("compare", *BOTH, *walks).out
    assert len(first.splitlines()) <= 23
    assert "Each figure" not in first
    refused = call("compare", *BOTH, *walks, "--show", "pairs")
    assert (refused.code, refused.out) == (2, "")
    assert "several crosswalks have no pairs to show" in refused.err


def test_compare_with_all_crosswalks_shows_how_conclusions_move(call):
    arguments = (
        "compare",
        *BOTH,
        "--where",
        "region=North East",
        "--crosswalk",
        "all",
        "--statistic",
        "percent_agreement",
        "--statistic",
        "mean_shift",
    )
    answer = call(*arguments, "--by", "type", "--show", "all")
    assert answer.code == 0
    assert "What depends on the crosswalk" in answer.out
    assert "b  Break: what differs between the regimes" in answer.out
    assert "Unitary Authority: what depends on the crosswalk" in answer.out
    document = valid(call(*arguments, "--format", "json").out, "sensitivity")
    assert [each["id"] for each in document["conclusions"]] == ["percent_agreement", "mean_shift"]
    rows = list(csv.DictReader(io.StringIO(call(*arguments, "--format", "csv").out)))
    assert len(rows) == 2 * 5
    assert {row["break"] for row in rows} == {"b"}
    assert document["break"]
    grouped = list(csv.DictReader(io.StringIO(call(*arguments, "--by", "type", "--format", "csv").out)))
    assert [row for row in grouped if not row.pop("group")] == rows
    assert len(grouped) == 2 * 5 * (1 + 3)
    refused = call(*arguments, "--weight", "population")
    assert (refused.code, "take no --weight" in refused.err) == (2, True)


def test_compare_measures_what_is_asked_for(call):
    answer = call("compare", *BOTH, "--statistic", "tau_a", "--statistic", "probability_of_superiority")
    assert "Kendall's tau-a" in answer.out
    assert "Probability of superiority" in answer.out
    assert "Goodman" not in answer.out
    assert "Left out, for the two judgements are on different scales: percent_agreement, kappa" in answer.flat
    everything = call(
        "compare", "--regime", "ssi2002", "--regime", "ssi2003", "--statistics", "all", "--council", "Hull"
    )
    for title in ("Bowker", "Shorrocks", "Polychoric", "Ridits: Three Stars", "Bartholomew's mobility indices: b2"):
        assert title in everything.out


def test_inference_is_kept_apart_and_labelled(call):
    arguments = ("compare", *BOTH, "--statistic", "gamma", "--inference", "all", "--draws", "200", "--format", "json")
    figures = valid(call(*arguments).out, "comparison")["tables"][0]["statistics"]
    assert [each["method"] for each in figures["inference"]] == ["asymptotic", "bootstrap", "permutation"]
    assert all(each["assumption"] for each in figures["inference"])
    assert figures["inference"][1]["how"] == "bootstrap, 200 draws from seed 0"
    assert figures["figures"][0]["bounds"]["lowest"] == pytest.approx(-0.406588, abs=1e-6)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--statistic", "kappa"), "kappa needs a common scale"),
        (("--statistic", "tau"), "there is no statistic 'tau'"),
        (("--inference", "bayes"), "there is no inference 'bayes'"),
        (("--draws", "5"), "belongs to --inference"),
        (("--inference", "bootstrap", "--draws", "0"), "0 draws tell nothing"),
        (("--inference", "bootstrap", "--level", "95"), "95 is not a level"),
        (("--crosswalk", "nowhere"), "there is no crosswalk 'nowhere'"),
        (("--crosswalk", "serving-by-rank"), "leads from ssi-serving"),
        (("--crosswalk", "./none.json"), "./none.json: there is no such file"),
        (("--crosswalk", "/none.json"), "  /none.json: there is no such file"),
        (("--crosswalk", "./"), "is not a file; name a file that is there"),
    ],
)
def test_what_can_t_be_measured_or_mapped_is_refused(call, arguments, said):
    answer = call("compare", *BOTH, *arguments)
    assert answer.code in (2, 3)
    assert said in answer.err
    assert answer.out == ""


def test_agreement_is_measured_in_the_step_that_is_on_one_scale(call):
    three = ("--regime", "ssi2002", "--regime", "ssi2003", "--regime", "ofsted2009")
    document = valid(call("compare", *three, "--statistic", "kappa", "--format", "json").out, "comparison")
    assert [len(table["statistics"]["figures"]) for table in document["tables"]] == [1, 0]


def test_by_region_gives_each_statistic_by_group(call):
    document = valid(call("compare", *BOTH, "--by", "region", "--format", "json").out, "comparison")
    assert all(len(table["statistics"]["figures"]) == 3 for table in document["tables"])
    frame = cr.compare("ssi2003", "ofsted2009", by="region").statistics
    assert frame.select("group").n_unique() == 10
    whole = frame.filter((frame["group"] == "") & (frame["statistic"] == "tau_b"))
    assert whole["complete_case_is_a_warning"].item() is True
    assert whole.select("named", "pairs").row(0) == (34, 148)


def test_events_are_shown_of_one_rolling_regime_alone(run, make_rolling):
    row = "Leeds,care,Good,Good,printed,paper,p. 1,"
    folder = str(make_rolling("spot", f"2010-01-01,{row}", f"2012-01-01,{row}").path)
    text = run("compare", "--regime", folder, "--events")[1]
    assert "2 graded inspections of 1 council; 1 event, of 1 council inspected again." in text
    valid(run("compare", "--regime", folder, "--events", "--format", "json")[1], "events")
    assert run("compare", "--regime", folder, "--regime", "ssi2003", "--events")[0] == 2
    assert "--since belongs to --events" in run("compare", "--regime", folder, "--since", "2010-01-01")[2]
