"""`map`, `crosswalks`, `compare --crosswalk`, `compare --statistic` and `statistics`, as a user runs them."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import crossregime as cr
from crossregime.core.errors import UsageError
from crossregime.core.files.schema import read_schema

BOTH = ("--regime", "ssi2003", "--regime", "ofsted2009")


def valid(text, name):
    document = json.loads(text)
    Draft202012Validator(read_schema(name)).validate(document)
    return document


# map


def test_map_shows_links_shares_and_every_council(call):
    answer = call("map", "--from", "ssi2003", "--to", "ofsted2009")
    assert answer.code == 0
    assert "by equipercentile" in answer.out
    assert "A concordance, never an equating" in answer.out
    assert "No crosswalk was named. Declared ones are stars-by-consequences, stars-by-examples" in answer.out
    assert "Councils: 150" in answer.out


def test_a_grade_that_is_linked_to_nothing_is_shown_so(call):
    for command in (
        ("crosswalks", "ssi2003:adults.capacity", "ofsted2009"),
        ("map", "--from", "ssi2003:adults.capacity", "--to", "ofsted2009"),
    ):
        answer = call(*command)
        assert answer.code == 0
        line = next(line for line in answer.out.splitlines() if "Poor " in line)
        assert "nothing" in line
        assert "exclude" not in line


def test_map_says_whether_a_crosswalk_was_named_and_which_others_there_are(call):
    def said(*rest):
        return " ".join(call("map", *rest).out.split())

    back = ("--from", "ofsted2009", "--to", "ssi2003")
    assert "No crosswalk was named. Declared ones are stars-by-consequences, stars-by-examples and" in said(*back)
    assert "Rivals: stars-by-consequences and stars-by-rank." in said(*back, "--crosswalk", "stars-by-examples")
    none = ("--from", "ssi2003:adults.capacity", "--to", "ofsted2009")
    assert "No crosswalk was named: none is declared." in said(*none)


def test_map_shows_the_set_and_not_the_range_around_it(call, tmp_path):
    links = [
        {"grade": grade, "to": [to], "kind": "close", "reason": "so", "source": "own", "place": "here"}
        for grade, to in (("no", "1"), ("some", "1"), ("most", "4"), ("yes", "4"))
    ]
    whole = {"format": 1, "id": "jump", "title": "Jump", "from": "ssi-serving", "to": "ofsted-performs",
             "basis": "mine", "sources": [{"id": "own", "publisher": "Me"}], "links": links}  # fmt: skip
    (tmp_path / "jump.json").write_text(json.dumps(whole))
    out = call("map", "--from", "csci2004:children.serving", "--to", "ofsted2009", "--crosswalk", "jump.json").out
    assert "Performs poorly or Performs  " in out  # and then excellently, below
    assert "Performs poorly to Performs excellently" not in out


def test_a_mapped_row_cites_its_outcome_beside_its_link(call):
    rest = ("map", "--from", "ssi2003", "--to", "ofsted2009", "--crosswalk", "stars-by-examples", "--format", "json")
    row = valid(call(*rest).out, "mapping")["councils"][0]
    assert (row["link_source"], row["outcome_source"]) == ("ssi-2003 | ofsted-2009", "ssi-2003")
    assert row["link_place"].startswith("para 7, Council 2 | Annex 1")
    assert row["outcome_place"]


def test_a_crosswalk_is_not_taken_for_a_regime_nor_a_regime_for_a_crosswalk(call):
    answer = call("crosswalks", "ssi2003")
    assert (answer.code, "name two selectors" in answer.err) == (2, True)
    answer = call("crosswalks", "serving-by-wording", "performs-to-inspection")
    assert (answer.code, "'serving-by-wording' is a crosswalk" in answer.err) == (2, True)
    with pytest.raises(UsageError, match="between two judgements, not 1"):
        cr.crosswalks("ssi2003")
    for wrong in (3, ["stars-by-rank"]):
        with pytest.raises(UsageError, match="is no crosswalk"):
            cr.compare("ssi2003", "ofsted2009", crosswalk=wrong)
    with pytest.raises(UsageError, match="there is no crosswalk ''"):
        cr.map_position("ssi2003", "ofsted2009", "")
    with pytest.raises(UsageError) as caught:
        cr.crosswalk("stars")
    assert caught.value.matches == ("stars-by-consequences", "stars-by-examples", "stars-by-rank")


@pytest.mark.checkout
def test_a_crosswalk_of_one_s_own_stands_beside_its_rivals(call):
    own = Path(cr.__file__).parent / "docs" / "examples" / "crosswalks" / "serving-strict.json"
    out = call("crosswalks", "ssi2003:children.serving", "ofsted2009", "--crosswalk", own).out
    assert "5 crosswalks" in out.splitlines()[0]
    assert "serving-strict: the printed wordings, read strictly" in out


def test_a_method_is_no_crosswalk_by_itself(call):
    for name in ("equipercentile", "equipercentile+performs-to-inspection"):
        answer = call("crosswalks", name)
        assert answer.code == 2
        assert "'equipercentile' is worked out from the totals of two positions" in answer.err
        assert "did you mean" not in answer.err


def test_the_only_declared_crosswalk_is_taken_unasked(call, annual):
    copy = annual.path / "crosswalks"
    copy.mkdir()
    links = [
        {"grade": grade, "to": [to], "kind": "close", "reason": "so", "source": "own", "place": "here"}
        for grade, to in (("low", "1"), ("fair", "2"), ("good", "3"), ("top", "4"))
    ]
    whole = {"format": 1, "id": "only", "title": "Only", "from": "trial-care", "to": "ofsted-performs", "basis": "mine",
             "sources": [{"id": "own", "publisher": "Me"}], "links": links}  # fmt: skip
    (copy / "only.json").write_text(json.dumps(whole))
    answer = call("map", "--from", annual, "--to", "ofsted2009")
    assert "by only" in answer.out.splitlines()[0]


def test_map_as_json_and_csv_says_the_same(call):
    rest = ("map", "--from", "ssi2003", "--to", "ofsted2009", "--crosswalk", "stars-by-examples")
    document = valid(call(*rest, "--format", "json").out, "mapping")
    assert document["crosswalk"]["id"] == "stars-by-examples"
    assert document["rivals"] == ["stars-by-consequences", "stars-by-rank"]
    rows = list(csv.DictReader(io.StringIO(call(*rest, "--format", "csv").out)))
    assert [row["name"] for row in rows] == [each["name"] for each in document["councils"]]
    assert {row["link"] for row in rows} == {each["link"] for each in document["councils"]}


def test_what_is_mapped_carries_the_break_between_the_regimes(call):
    rest = ("map", "--from", "ssi2003", "--to", "ofsted2009", "--crosswalk", "stars-by-rank")
    assert "b  Break: what differs between the regimes" in call(*rest).out
    document = valid(call(*rest, "--format", "json").out, "mapping")
    assert [each["about"] for each in document["break"]] == ["service", "aspect", "definitions", "population"]
    assert {each["break"] for each in document["councils"]} == {"b"}


def test_map_writes_a_file_with_all_the_rest_beside_it(call, tmp_path):
    rest = ("map", "--from", "ssi2003", "--to", "ofsted2009", "--crosswalk", "ridit")
    assert call(*rest, "--format", "parquet", "--output", "out.parquet").code == 0
    beside = valid((tmp_path / "out.parquet.meta.json").read_text(encoding="utf-8"), "mapping")
    assert "councils" not in beside
    assert [each["councils"] for each in beside["shares"]] == [8, 52, 74, 16]
    again = call(*rest, "--format", "parquet", "--output", "out.parquet")
    assert (again.code, "exists" in again.err) == (2, True)


def test_mapping_onto_the_same_scale_or_by_something_unknown_is_refused(call):
    answer = call("map", "--from", "ssi2002", "--to", "ssi2003", "--crosswalk", "stars-by-rank")
    assert (answer.code, "leads from ssi-stars to ofsted-performs" in answer.err) == (2, True)
    answer = call("map", "--from", "ssi2003", "--to", "ofsted2009", "--crosswalk", "equipercentil")
    assert (answer.code, "did you mean 'equipercentile'" in answer.err) == (2, True)
    answer = call("map", "--from", "ssi2002", "--to", "ssi2003")
    assert (answer.code, "both judgements are on one scale already" in answer.err) == (2, True)
    assert call("map", "--from", "ssi2003").code == 2


def test_where_one_crosswalk_is_due_all_of_them_are_refused(call):
    answer = call("map", "--from", "ssi2003", "--to", "ofsted2009", "--crosswalk", "all")
    assert (answer.code, "'all' stands for every crosswalk that fits, and one is due here" in answer.err) == (2, True)


# crosswalks


def test_crosswalks_lists_what_there_is(call):
    answer = call("crosswalks")
    assert answer.code == 0
    assert "stars-by-examples: SSI stars to Ofsted 2009" in answer.out
    document = valid(call("crosswalks", "--format", "json").out, "crosswalks")
    assert [each["id"] for each in document["crosswalks"]] == [each.id for each in cr.crosswalks()]


def test_crosswalks_of_two_regimes_shows_where_rivals_disagree(call):
    answer = call("crosswalks", "ssi2003", "ofsted2009")
    assert "They differ on Zero Stars, One Star, Two Stars and Three Stars." in answer.out
    document = valid(call("crosswalks", "ssi2003:children.serving", "ofsted2009", "--format", "json").out, "crosswalks")
    assert document["between"] == ["ssi2003:children.serving", "ofsted2009"]
    assert [each["differ"] for each in document["grades"]] == [False, True, True, True]
    turned = valid(call("crosswalks", "ofsted2009", "ssi2003", "--format", "json").out, "crosswalks")
    assert turned["crosswalks"][0]["id"] == "stars-by-consequences-inverted"


def test_one_crosswalk_is_shown_whole_and_two_are_composed_with_the_sets_that_cross_a_line(call):
    answer = call("crosswalks", "serving-by-wording+performs-to-inspection", "--line", "Good")
    assert answer.code == 0
    assert "Most > Requires improvement to be good or Good (broader)" in answer.out
    assert "The sets of Most lie on both sides of the line at Good or better." in answer.out
    document = valid(
        call("crosswalks", "stars-by-rank", "--line", "Performs well", "--format", "json").out, "crosswalks"
    )
    assert document["crossing"] == []
    wrong = call("crosswalks", "stars-by-rank+serving-by-rank")
    assert (wrong.code, "share the scale in the middle" in wrong.err) == (2, True)
    wrong = call("crosswalks", "stars-by-rank", "--line", "Good")
    assert (wrong.code, "'Good' is no grade of ofsted-performs" in wrong.err) == (2, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("ssi2003",),
        ("ssi2003", "ofsted2009", "--line", "1"),
        ("ssi2002", "ssi2003"),
        ("a", "b", "c"),
        ("ssi2003", "ofsted209"),
    ],
)
def test_crosswalks_between_anything_else_is_refused(call, arguments):
    answer = call("crosswalks", *arguments)
    assert answer.code == 2
    assert "what to do" in answer.err or "did you mean" in answer.err


def test_a_plugin_s_crosswalk_is_named_by_the_plugin_and_not_loaded_before(site_on_path, call):
    source = """
import crossregime as cr
print("it is imported")
SOURCES = {"report": cr.Source("report", "An inspectorate", "A report", "2010", "", "")}
LINKS = tuple(cr.Link(grade, (to,), "close", "report", "p. 1", "so") for grade, to in zip("0123", "1234"))

@cr.hookimpl
def crossregime_crosswalks():
    return tuple(cr.Crosswalk(name, name, "ssi-stars", "ofsted-performs", LINKS, SOURCES) for name in NAMES)
"""
    site_on_path.install("one", "one = oneof", group="crossregime.crosswalks", oneof=source + "NAMES = ['first']")
    site_on_path.install("two", "two = twoof", group="crossregime.crosswalks", twoof=source + "NAMES = ['a', 'b']")
    listed = call("crosswalks")
    assert "one, of one 1.0: installed" in listed.out
    assert "it is imported" not in listed.out + listed.err
    named = call("map", "--from", "ssi2003", "--to", "ofsted2009", "--crosswalk", "one")
    assert (named.code, "by first" in named.out, "it is imported" in named.err) == (0, True, True)
    several = call("map", "--from", "ssi2003", "--to", "ofsted2009", "--crosswalk", "two")
    assert (several.code, "two:a, two:b" in several.err) == (2, True)
    assert call("map", "--from", "ssi2003", "--to", "ofsted2009", "--crosswalk", "two:b").code == 0
    assert call("map", "--from", "ssi2003", "--to", "ofsted2009", "--crosswalk", "two:c").code == 2


# validate


def test_a_file_of_one_s_own_is_composed_with_a_crosswalk_of_the_project(call, tmp_path):
    links = [
        {"grade": grade, "to": [grade], "kind": "close", "reason": "so", "source": "own", "place": "here"}
        for grade in ("1", "2", "3", "4")
    ]
    whole = {"format": 1, "id": "mine", "title": "Mine", "from": "ofsted-performs", "to": "ssi-stars", "basis": "mine",
             "sources": [{"id": "own", "publisher": "Me"}], "links": links}  # fmt: skip
    for link, to in zip(links, "0123", strict=True):
        link["to"] = [to]
    (tmp_path / "mine.json").write_text(json.dumps(whole), encoding="utf-8")
    answer = call("crosswalks", "stars-by-rank+./mine.json")
    assert (answer.code, answer.err) == (0, "")
    assert "stars-by-rank+mine" in answer.out


def test_validate_checks_the_file_of_a_crosswalk(call, tmp_path):
    shipped = Path(cr.__file__).parent / "datasets" / "crosswalks" / "stars-by-rank.json"
    answer = call("validate", shipped)
    assert (answer.code, "valid" in answer.out) == (0, True)
    document = json.loads(shipped.read_text(encoding="utf-8"))
    document["links"][1]["reason"] = ""
    document["links"][0]["to"] = ["4"]
    (tmp_path / "bad.json").write_text(json.dumps(document))
    answer = call("validate", "bad.json", "--format", "json")
    assert answer.code == 1
    problems = valid(answer.out, "validation")["problems"]
    assert [each["column"] for each in problems if each["column"]] == ["reason"]
    assert any("order is reversed" in each["what"] for each in problems)
    assert "bad.json" in call("validate", "bad.json").out


# compare


def test_compare_with_a_crosswalk_says_so_and_gives_agreement(call):
    answer = call("compare", *BOTH, "--crosswalk", "stars-by-rank")
    assert answer.code == 0
    assert "mapped onto Ofsted four-point scale of council performance by the crosswalk 'stars-by-rank'" in answer.out
    assert "A concordance, never an equating" in answer.out
    assert "Percent agreement" in answer.out
    assert "Rose from" not in answer.out
    document = valid(call("compare", *BOTH, "--crosswalk", "stars-by-rank", "--format", "json").out, "comparison")
    assert document["positions"][0]["mapping"]["id"] == "stars-by-rank"


def test_compare_with_all_crosswalks_shows_how_conclusions_move(call):
    arguments = (
        "compare",
        *BOTH,
        "--crosswalk",
        "all",
        "--statistic",
        "percent_agreement",
        "--statistic",
        "mean_shift",
    )
    answer = call(*arguments)
    assert answer.code == 0
    assert "What depends on the crosswalk" in answer.out
    assert "b  Break: what differs between the regimes" in answer.out
    document = valid(call(*arguments, "--format", "json").out, "sensitivity")
    assert [each["id"] for each in document["conclusions"]] == ["percent_agreement", "mean_shift"]
    rows = list(csv.DictReader(io.StringIO(call(*arguments, "--format", "csv").out)))
    assert len(rows) == 2 * 5
    assert {row["break"] for row in rows} == {"b"}
    assert document["break"]
    grouped = list(csv.DictReader(io.StringIO(call(*arguments, "--by", "region", "--format", "csv").out)))
    assert [row for row in grouped if not row.pop("group")] == rows
    assert len(grouped) == 2 * 5 * (1 + 9)
    assert "London: what depends on the crosswalk" in call(*arguments, "--by", "region").out
    refused = call(*arguments, "--weight", "population")
    assert (refused.code, "take no --weight" in refused.err) == (2, True)


def test_compare_measures_what_is_asked_for(call):
    answer = call("compare", *BOTH, "--statistic", "tau_a", "--statistic", "superiority")
    assert "Kendall's tau-a" in answer.out
    assert "Probability of superiority" in answer.out
    assert "Goodman" not in answer.out
    assert "Left out, for the two judgements are on different scales: percent_agreement, kappa" in answer.out
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
        (("--inference", "bootstrap", "--level", "95"), "95 is no level"),
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


# statistics


def test_statistics_lists_them_and_explains_those_that_are_named(call):
    answer = call("statistics")
    assert answer.code == 0
    assert all(name in answer.out for name in cr.statistics.names())
    one = call("statistics", "bhapkar")
    assert "V. P. Bhapkar (1966)" in one.out
    document = valid(call("statistics", "--format", "json").out, "statistics")
    assert [each["id"] for each in document["statistics"]] == list(cr.statistics.names())
    both = call("statistics", "superiority", "gamma", "gamma")
    assert both.out == call("statistics", "superiority").out + "\n" + call("statistics", "gamma").out
    assert "E. R. DeLong" in both.out
    document = valid(call("statistics", "gamma", "bhapkar", "--format", "json").out, "statistics")
    assert [each["id"] for each in document["statistics"]] == ["gamma", "bhapkar"]
    wrong = call("statistics", "bhapkr")
    assert (wrong.code, "did you mean 'bhapkar'" in wrong.err) == (2, True)


def test_statistics_imports_nothing_heavy():
    code = (
        "import sys; from crossregime.cli import main; main(['statistics', 'tau_b']);"
        "print(sorted({'polars', 'numpy', 'scipy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("[]")
