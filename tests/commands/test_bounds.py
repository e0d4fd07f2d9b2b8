"""The command bounds: figures, shares, completions at the limits, what would help, and what it refuses."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import product

import pytest

import crossregime as cr
from crossregime.core.bounds.fact_kinds import FactKind
from crossregime.core.comparison.inquiry import inquire
from crossregime.core.comparison.statements import Incompleteness, association_sentence
from crossregime.core.files.schema import read_schema
from crossregime.core.statistics.association import TAU_B
from crossregime.render.settling import _number

from ..documents import hold, validator

PAIR = ("bounds", "--regime", "ssi2003", "--regime", "ofsted2009")
EARLY = ("bounds", "--regime", "ssi2002@2002-05-30", "--regime", "csci2004")
FACT = (
    "published,council,judgement,worst,best,status,source,place,note\n"
    "2009-12-09,Bexley,childrens_services,Performs adequately,Performs adequately,user,archive,box,\n"
)


@pytest.fixture
def known(call):
    """Run the command for JSON, hold it to its schema and give it."""

    def run(*arguments):
        answer = call(*arguments, "--format", "json")
        assert (answer.code, answer.err) == (0, "")
        document = json.loads(answer.out)
        hold(document, "bounds")
        return document

    return run


@pytest.fixture
def page(call):
    """Run the command and give its page as one line."""

    def run(*arguments):
        answer = call(*arguments)
        assert (answer.code, answer.err) == (0, "")
        return " ".join(answer.out.split())

    return run


def figure(document, name):
    return next(each for each in document["tables"][0]["statistics"] if each["id"] == name)


# The three figures


def test_the_page_puts_three_figures_side_by_side_and_says_what_follows(page):
    text = page(*PAIR)
    assert "NOT SETTLED by what is held." in text
    assert "possible range known only equally likely" in text
    assert "tau-b -0.26 to 0.43 0.13 0.05 (-0.05 to 0.15)" in text
    assert "the 34 councils with both grades known, which misleads" in text
    assert "if all fillings were equally likely (an assumption)" in text
    shares = page(*PAIR, "--show", "shares")
    assert "so what was published does not settle even whether the association is positive or negative." in shares


def test_the_document_has_the_same_figures_with_method_and_assumptions(known):
    document = known(*PAIR)
    (table,) = document["tables"]
    assert (table["pairs"], table["complete_pairs"], table["complete_case_is_a_warning"]) == (148, 34, True)
    assert table["method"] == "closed form"
    assert "equally likely" in table["assumptions"]["uniform"]
    found = figure(document, "tau_b")
    assert found["complete_case"]["value"] == pytest.approx(0.1266, abs=5e-5)
    assert [found["bounds"][end] for end in ("lowest", "highest")] == pytest.approx([-0.2629, 0.4270], abs=5e-5)
    assert found["bounds"]["sharp"]
    assert found["uniform"]["mean"] == pytest.approx(0.0496, abs=5e-5)
    assert table["extremes"] is table["what_would_help"] is document["facts"] is None


def test_it_says_so_where_the_named_councils_give_what_is_impossible(known):
    document = known(*EARLY)
    found = figure(document, "tau_b")
    assert found["complete_case"]["value"] > found["bounds"]["highest"]
    assert (
        "tau-b is 0.6790, but which grades were published depends on the grades, so this misleads, and it lies outside"
        in document["tables"][0]["sentence"]
    )
    assert {each["family"] for each in document["tables"][0]["statistics"]} == {
        "association",
        "agreement",
        "change",
    }


def test_each_region_has_figures_of_its_own(known):
    document = known(*PAIR, "--by", "region")
    groups = [each["group"]["region"] for each in document["tables"][1:]]
    assert len(groups) == 9
    assert sum(each["pairs"] for each in document["tables"][1:]) == 148
    (london,) = known(*PAIR, "--where", "region=London")["tables"]
    here = document["tables"][1 + groups.index("London")]
    assert here["statistics"] == london["statistics"]


SENTENCES = {
    "so the association is positive whatever the unpublished grades were": [(0, 0, 2), (1, (1, 2), 2), (2, 2, 1)],
    "so the association is negative": [(0, 2, 2), (1, (0, 1), 2), (2, 0, 1)],
    "does not settle even whether the association is positive or negative": [(0, (0, 2), 2), (2, (0, 2), 2)],
    "It has no value in any completion": [(0, (0, 1), 3)],
    "every pair is known": [(0, 0, 2), (1, 1, 2)],
    "so it may be nil": [
        (0, 0, 1),
        (1, (0, 1), 1),
        (1, 1, 1),
        (0, 1, 1),
    ],
}


@pytest.mark.parametrize("words", SENTENCES)
def test_the_sentence_says_what_enumeration_finds(words):
    rows = SENTENCES[words]
    found = cr.bounds(rows, (3, 3))
    assert words in association_sentence(found, Incompleteness(published=True, mapped=False))
    spreads = [
        [(first, second) for second in ([each] if isinstance(each, int) else range(each[0], each[1] + 1))]
        for first, each, count in rows
        for _ in range(count)
    ]
    values = []
    for cells in product(*spreads):
        table = [[cells.count((i, j)) for j in range(3)] for i in range(3)]
        value = TAU_B.value(table)
        values += [value] if isinstance(value, float) else []
    signs = {(value > 1e-12) - (value < -1e-12) for value in values}
    expected = {
        "so the association is positive whatever the unpublished grades were": {1},
        "so the association is negative": {-1},
        "does not settle even whether the association is positive or negative": {-1, 0, 1},
        "It has no value in any completion": set(),
        "every pair is known": {1},
        "so it may be nil": {0, 1},
    }
    assert signs == expected[words]


# Shares


def test_shares_of_any_grades_are_those_of_the_cells(known):
    document = known(*PAIR, "--given", "Three Stars", "--then", "Performs poorly, Performs adequately")
    (table,) = document["tables"]
    (share,) = table["shares"]
    assert share["given"] == ["Three Stars"]
    assert share["then"] == ["Performs poorly", "Performs adequately"]
    # Sixteen councils: one is known to be at each of the two grades, and ten may be at the second.
    assert (share["of"], share["count"]) == ({"lowest": 16, "highest": 16}, {"lowest": 2, "highest": 12})
    assert (share["share"]["lowest"], share["share"]["highest"]) == (2 / 16, 12 / 16)
    assert share["sentence"].startswith("Of the 16 paired councils at Three Stars in ssi2003, between 2 and 12")


def test_grades_go_by_id_too_and_either_list_alone_leaves_the_other_the_better_half(known):
    scale = cr.position("ssi2003").scale
    by_id, by_label = (
        known(*PAIR, "--given", name)["tables"][0]["shares"] for name in (scale.grades[3].id, scale.labels[3])
    )
    assert by_id == by_label
    assert by_id[0]["then"] == ["Performs well", "Performs excellently"]
    assert known(*PAIR, "--then", "Performs poorly")["tables"][0]["shares"][0]["given"] == [
        "Two Stars",
        "Three Stars",
    ]


def test_without_grades_the_shares_are_those_of_compare(known):
    shares = cr.compare("ssi2003", "ofsted2009").crosstab.shares
    assert [each["sentence"] for each in known(*PAIR)["tables"][0]["shares"]] == [each.sentence for each in shares]


def test_shares_by_population_are_those_of_compare(known):
    people = cr.compare("ssi2003", "ofsted2009", weight="population").crosstab.people
    document = known(*PAIR, "--weight", "population")
    assert document["weight"]["year"] == 2003
    assert [each["sentence"] for each in document["tables"][0]["shares_by_population"]] == [
        each.sentence for each in people
    ]
    assert known(*PAIR)["tables"][0]["shares_by_population"] == []


# The completions at the bounds


@pytest.mark.parametrize("pair", [PAIR, EARLY])
def test_the_completions_shown_attain_the_bounds_and_keep_every_total(known, pair):
    document = known(*pair, "--show-extremes")
    (table,) = document["tables"]
    bounds = figure(document, "tau_b")["bounds"]
    position = document["positions"][1]
    for extreme in table["extremes"]:
        assert TAU_B.value(extreme["table"]) == pytest.approx(bounds[extreme["end"]], abs=1e-12)
        assert sum(map(sum, extreme["table"])) == table["pairs"]
        # The table is that of the named councils and of those filled in.
        made = [list(row) for row in table["known"]]
        outside = []
        for each in extreme["filled"]:
            ranks = [table["grades"][grade["position"] - 1].index(grade["filled"]) for grade in each["grades"]]
            if each["paired"]:
                made[ranks[0]][ranks[1]] += each["councils"]
            else:
                outside += ranks * each["councils"]
        assert made == extreme["table"]
        for total in position["totals"]:
            if total["group"] is None and pair is PAIR:
                at = [table["grades"][1].index(grade) for grade in total["grades"]]
                found = sum(row[rank] for row in extreme["table"] for rank in at)
                found += sum(rank in at for rank in outside)
                assert total["lowest"] <= found <= total["highest"]


def test_the_page_shows_the_completions_by_kind(page):
    text = page(*PAIR, "--show-extremes")
    assert "Kendall's tau-b: a completion with the smallest value, -0.2629" in text
    assert "Kendall's tau-b: a completion with the largest value, 0.4270" in text
    assert "Three Stars by Performs adequately or Performs well: 10 at Performs well" in text


def test_the_extremes_of_another_statistic_can_be_asked_for(known, page):
    asked = (*PAIR, "--show-extremes", "--statistic", "gamma")
    bounds = figure(known(*asked), "gamma")["bounds"]
    for extreme in known(*asked)["tables"][0]["extremes"]:
        assert extreme["statistic"] == "gamma"
        assert cr.statistics.gamma(extreme["table"]).value == pytest.approx(bounds[extreme["end"]], abs=1e-12)
    assert "Goodman and Kruskal's gamma: a completion with the smallest value, -0.4066" in page(*asked)


def test_a_number_of_councils_is_shown_whole(page):
    asked = (*PAIR, "--crosswalk", "stars-by-rank", "--show-extremes", "--statistic", "rises")
    assert "Rises: a completion with the smallest value, 27 Performs poorly" in page(*asked)


# What would help


def test_the_page_and_the_document_rank_the_kinds_of_fact(known, page):
    help_ = known(*PAIR, "--what-would-help")["tables"][0]["what_would_help"]
    assert not help_["sign_settled"]
    assert [each["number"] for each in help_["kinds"]] == [10, 4, 58, 42, 4]
    assert [each["could_settle_the_sign"] for each in help_["kinds"]] == [None, None, 25, 16, None]
    text = page(*PAIR, "--what-would-help")
    assert "if Performs adequately: [-0.2629, 0.3980]; if Performs well: [-0.2512, 0.4270]. Councils: Bexley" in text


def test_what_would_help_another_statistic_can_be_asked_for(known, page):
    asked = (*PAIR, "--what-would-help", "--statistic", "gamma")
    help_ = known(*asked)["tables"][0]["what_would_help"]
    assert help_["statistic"] == "gamma"
    assert help_["now"]["lowest"] == pytest.approx(-0.406588, abs=5e-7)
    # Gamma has the sign of tau-b in every completion, so as many facts settle it.
    settling = {(each["number"], each["paired"]): each["could_settle_the_sign"] for each in help_["kinds"]}
    assert settling == {(10, True): None, (4, True): None, (58, True): 25, (42, True): 16, (4, False): None}
    assert "What would help with Goodman and Kruskal's gamma" in page(*asked)


def test_councils_outside_a_group_are_told_from_those_in_it():
    inside = FactKind(0, ((1, 3), (1, 2)), 7, True, (), None, True)
    assert [_number(each) for each in (inside, replace(inside, paired=False))] == ["7", "7 (outside)"]
    assert _number(replace(inside, paired=False, ranges=(None, (1, 2)))) == "7"  # said to be in no pair already


def test_where_the_sign_is_settled_it_says_so(known, page):
    pair = ("bounds", "--regime", "ssi2002@2002-05-30", "--regime", "ssi2003", "--what-would-help")
    assert known(*pair)["tables"][0]["what_would_help"]["sign_settled"]
    assert "settled" in page(*pair)


def test_under_inherit_the_councils_of_each_kind_are_as_many_as_the_kind_counts(known):
    pair = ("--regime", "ssi2003", "--regime", "ofsted2009", "--lineage", "inherit", "--what-would-help")
    for each in known("bounds", *pair)["tables"][0]["what_would_help"]["kinds"]:
        assert len(each["councils"]) == each["number"]


def test_successors_of_one_unknown_outcome_are_one_fact():
    comparison = cr.compare("ofsted2009", "ssi2003", lineage="inherit")
    table = inquire(comparison, helping=True).tables[0]
    for kind in table.help.kinds:
        assert len(kind.councils) == kind.count


# Facts


def test_a_fact_is_in_the_figures_and_the_document_says_so(known, tmp_path):
    path = tmp_path / "facts.csv"
    path.write_text(FACT)
    document = known(*PAIR, "--facts", str(path))
    assert document["tables"][0]["complete_pairs"] == 35
    assert document["positions"][1]["coverage"]["user"] == 1
    assert document["facts"]["added"][0]["before"] == "Performs adequately or Performs well"
    assert figure(document, "tau_b")["bounds"]["highest"] == pytest.approx(0.3980, abs=5e-5)


# The break, crosswalks and rules


def test_the_break_between_two_regimes_is_shown_and_within_one_there_is_none(known, page):
    assert "b Break: what differs between the regimes" in page(*PAIR, "--show", "breaks")
    assert [each["about"] for each in known(*PAIR)["break"]] == ["service", "aspect", "definitions", "population"]
    within = ("bounds", "--regime", "ssi2002@first", "--regime", "ssi2002")
    assert "Break" not in page(*within, "--show", "all")
    assert known(*within)["break"] == []


def test_on_one_scale_by_a_crosswalk_there_is_agreement_too(known, page):
    asked = (*PAIR, "--crosswalk", "stars-by-rank")
    document = known(*asked)
    bounds = figure(document, "percent_agreement")["bounds"]
    assert (bounds["lowest"], bounds["highest"]) == pytest.approx((35 / 148, 97 / 148))
    assert document["positions"][0]["mapping"]["id"] == "stars-by-rank"
    text = page(*asked)
    assert "by the crosswalk 'stars-by-rank'" in text
    assert "A concordance, never an equating" in text
    # The break tells the scale that was published, not only the one that it was mapped onto.
    definitions = next(each for each in document["break"] if each["about"] == "definitions")
    assert definitions["positions"][0]["text"].startswith("Star rating of social services: Zero Stars")


def test_rules_narrow_only_when_asked_for(known, page):
    pair = ("bounds", "--regime", "ssi2002@first", "--regime", "ssi2003")
    assert known(*pair)["positions"][0]["rule_use"] == []
    (use, *_) = known(*pair, "--use-rule")["positions"][0]["rule_use"]
    assert use["unknown"] > 0
    assert "The rule was asked for" in page(*pair, "--use-rule")


# Output and refusals


def test_a_page_goes_to_a_file_which_is_not_overwritten_unless_forced(call, tmp_path):
    path = tmp_path / "known.txt"
    assert call(*PAIR, "--output", str(path)).code == 0
    first = path.read_text(encoding="utf-8")
    assert first == call(*PAIR).out
    answer = call(*PAIR, "--output", str(path))
    assert (answer.code, answer.out) == (2, "")
    assert "exists already" in answer.err
    assert call(*PAIR, "--output", str(path), "--force").code == 0


def test_the_same_call_gives_the_same_bytes(call, known_comparisons):
    asked = (*PAIR, "--show-extremes", "--what-would-help", "--format", "json")
    first = call(*asked).out
    known_comparisons.clear()
    assert call(*asked).out == first


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("bounds", "--regime", "ssi2003"), ("two regimes or more",)),
        ((*PAIR, "--regime", "csci2004"), ("bounds are of two regimes, not of 3",)),
        (
            (*PAIR, "--given", "Three Star"),
            ("no grade 'Three Star'", "--given", "did you mean 'Three Stars'"),
        ),
        ((*PAIR, "--then", "Two Stars"), ("no grade 'Two Stars'", "--then", "Performs well")),
        ((*PAIR, "--given", "Three Stars,"), ("is not a list of grades", "--given")),
        ((*PAIR, "--statistic", "gamma"), ("neither was asked for", "--show-extremes")),
        ((*PAIR, "--show-extremes", "--statistic", "gama"), ("no statistic 'gama'", "did you mean 'gamma'")),
        ((*PAIR, "--show-extremes", "--statistic", "polychoric"), ("polychoric has no bounds", "choose tau_a")),
        ((*PAIR, "--show-extremes", "--statistic", "kappa"), ("kappa needs a common scale", "--crosswalk")),
        (
            (
                "bounds",
                "--regime",
                "ssi2002",
                "--regime",
                "ssi2003",
                "--show-extremes",
                "--statistic",
                "rises_and_falls",
            ),
            ("its parts have", "choose rises, falls or unchanged"),
        ),
        ((*PAIR, "--crosswalk", "all"), ("'all' stands for every crosswalk that fits", "cr.sensitivity take all")),
        ((*PAIR, "--by", "country"), ("can't be grouped by 'country'",)),
        ((*PAIR, "--where", "region=Londn"), ("did you mean 'London'",)),
        ((*PAIR, "--lineage", "strickt"), ("did you mean 'strict'",)),
        ((*PAIR, "--weight", "people"), ("can't be weighed by 'people'",)),
        ((*PAIR, "--format", "csv"), ("there is no format 'csv'",)),
        ((*PAIR, "--force"), ("--force has no file",)),
        ((*PAIR, "--what"), ("unrecognised arguments: --what", "did you mean '--what-would-help'")),
    ],
)
def test_what_cannot_be_asked_is_refused_with_exit_code_2(call, arguments, words):
    answer = call(*arguments)
    assert (answer.code, answer.out) == (2, "")
    for word in words:
        assert word in answer.err


def test_facts_outside_their_range_end_with_exit_code_3(call, tmp_path):
    path = tmp_path / "facts.csv"
    path.write_text(FACT.replace("Performs adequately", "Performs poorly"))
    answer = call(*PAIR, "--facts", str(path))
    assert (answer.code, answer.out) == (3, "")
    assert "Performs poorly is outside what is known of Bexley: Performs adequately or Performs well" in answer.err
    assert f"{path}, row 2, column worst" in answer.err


# The schema


def test_every_property_of_the_schema_is_described_and_every_object_is_closed():
    def walk(schema, place):
        if isinstance(schema, dict):
            if schema.get("type") == "object":
                assert "additionalProperties" in schema, place
            for name, each in schema.get("properties", {}).items():
                if not place.startswith("$defs.position"):  # shared with the schema of a position
                    assert "description" in each or "$ref" in each, f"{place}.{name}"
            for key, each in schema.items():
                walk(each, f"{place}.{key}" if place else key)
        elif isinstance(schema, list):
            for each in schema:
                walk(each, place)

    walk(read_schema("bounds"), "")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda document: document.update(extra=1),
        lambda document: document.pop("facts"),
        lambda document: document["tables"][0].pop("sentence"),
        lambda document: document["tables"][0]["statistics"][0].update(bounds=1),
        lambda document: document["tables"][0]["what_would_help"]["kinds"][0].update(number=0),
        lambda document: document["tables"][0]["extremes"][0].update(end="middle"),
    ],
)
def test_the_schema_refuses_what_is_not_so(known, spoil):
    document = known(*PAIR, "--show-extremes", "--what-would-help")
    spoil(document)
    assert not validator("bounds").is_valid(document)


WIDE = (
    "bounds",
    "--regime",
    "ssi2002@2002-05-30",
    "--regime",
    "ofsted2009",
    "--crosswalk",
    "stars-by-consequences",
    "--where",
    "region=North East",
)


def test_more_effort_makes_a_bound_sharp(call):
    def bounds(effort):
        answer = call(*WIDE, "--effort", effort, "--format", "json")
        figures = json.loads(answer.out)["tables"][0]["statistics"]
        return next(each["bounds"] for each in figures if each["id"] == "tau_a")

    few, many = bounds("5"), bounds("300")
    assert not few["sharp"]
    assert many["sharp"]
    assert few["lowest"] <= many["lowest"] <= few["inner"]["lowest"]
    assert few["inner"]["highest"] <= many["highest"] <= few["highest"]


def test_what_is_no_effort_is_refused_with_what_to_give(call):
    answer = call(*PAIR, "--effort", "0")
    assert answer.code == 2
    assert "0 is no effort of a search" in answer.err
    assert "--effort" in answer.err


def test_the_effort_that_the_help_names_is_that_of_the_search(call):
    from crossregime.core.bounds import EFFORT

    assert f"boxes to search for a bound that is not sharp ({EFFORT})" in " ".join(call("bounds", "--help").out.split())


def test_the_contrast_by_population_is_in_words_and_in_json(call, known):
    found = known(*PAIR, "--weight", "population")["tables"][0]["contrast_by_population"]
    assert (round(found["difference"]["lowest"], 4), round(found["difference"]["highest"], 4)) == (-0.5321, 0.5933)
    shown = " ".join(call(*PAIR, "--weight", "population", "--show", "shares").out.split())
    assert "-53 to +59 points, so not settled" in shown
