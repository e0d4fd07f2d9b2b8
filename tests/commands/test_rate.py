"""The command rate: a pattern, a council, the councils one step away, and what it refuses."""

from __future__ import annotations

import csv
import json

import pytest

import crossregime as cr

from ..documents import hold

PATTERN = (
    "adults.serving=most",
    "adults.capacity=promising",
    "children.serving=some",
    "children.capacity=uncertain",
)


@pytest.fixture
def rate(call):
    """Run the command and give its answer."""
    return lambda *arguments: call("rate", *arguments)


@pytest.fixture
def rated(rate):
    """Run the command for JSON, hold it to its schema and give it."""

    def run(*arguments):
        answer = rate(*arguments, "--format", "json")
        assert (answer.code, answer.err) == (0, "")
        document = json.loads(answer.out)
        hold(document, "rate")
        return document

    return run


def test_a_pattern_gets_its_star_the_range_without_the_rule_its_councils_and_what_would_raise_it(rated):
    document = rated("ssi2003", *PATTERN)
    assert document["by_rule"]["label"] == "One Star"
    free = document["without_rule"]
    assert [(each["range"]["label"], each["determined"], each["patterns"]) for each in free] == [
        ("One Star", 42, 136), ("One Star", 47, 136), ("One Star", 47, 136),
    ]  # fmt: skip
    assert [each["name"] for each in document["same_pattern"]] == [
        "Islington",
        "Lewisham",
        "Rotherham",
        "Wolverhampton",
    ]
    assert [each["name"] for each in document["same_but_for_order"]] == ["Ealing"]
    assert [(each["judgement"], each["to"], each["headline"]) for each in document["raises"]] == [
        ("adults.serving", "Yes", "Two Stars"),
        ("adults.capacity", "Excellent", "Two Stars"),
        ("children.serving", "Most", "Two Stars"),
        ("children.capacity", "Promising", "Two Stars"),
    ]
    assert document["council"] is None


def test_a_council_is_explained_by_its_own_judgements(rate, rated):
    document = rated("ssi2003", "--council", "Ealing")
    own = {name: (each["label"], "printed") for name, each in ((row["id"], row) for row in document["judgements"])}
    outcomes = cr.regime("ssi2003").outcomes.filter(series_id="ealing")
    scales = {judgement.id: judgement.scale.labels for judgement in cr.regime("ssi2003").judgements}
    printed = {
        name: (scales[name][rank], status)
        for name, rank, status in outcomes.select("judgement", "worst", "status").iter_rows()
    }
    assert own == {name: printed[name] for name in own}
    assert (document["council"]["headline"]["label"], document["by_rule"]["label"]) == (
        "One Star",
        "One Star",
    )
    assert document["agrees"] is True
    assert (
        "As rated: One Star (printed) [ssi-2003, Annex 1, under One Star]."
        in rate("ssi2003", "--council", "Ealing").out
    )


def test_a_council_with_unknown_judgements_keeps_ranges_that_its_star_narrows(rate, rated):
    document = rated("csci2004", "--council", "Bromley")
    assert document["by_rule"]["label"] == "Zero Stars to Three Stars"
    assert document["agrees"] is True
    narrowed = {each["id"]: (each["label"], each["by_rule"]["label"]) for each in document["judgements"]}
    assert narrowed["children.serving"] == ("Some to Yes", "Some or Most")
    assert narrowed["children.capacity"] == ("Poor to Excellent", "Uncertain to Excellent")
    assert (document["raises"], document["same_pattern"]) == ([], [])
    assert (
        "What would raise it: not asked, as not every judgement is known"
        in rate("csci2004", "--council", "Bromley").out
    )


def test_the_date_of_the_selector_chooses_the_publication(rated):
    may = rated("ssi2002@2002-05-30", "--council", "Wiltshire")
    november = rated("ssi2002", "--council", "Wiltshire")
    assert (may["regime"]["date"], may["council"]["headline"]["label"]) == ("2002-05-30", "Two Stars")
    assert (november["regime"]["date"], november["council"]["headline"]["label"]) == (
        "2002-11-14",
        "One Star",
    )
    assert may["by_rule"]["label"] == "Two Stars"


def test_judgements_may_come_after_an_option_and_in_any_case(rate):
    plain = rate("ssi2003", *PATTERN, "--format", "json")
    assert rate("ssi2003", "--format", "json", *PATTERN).out == plain.out
    assert rate("ssi2003", *(word.title() for word in PATTERN), "--format", "json").out == plain.out


def test_without_a_regime_only_that_is_asked_for(rate):
    answer = rate()
    assert "needs REGIME[@DATE]" in answer.err
    assert "without a regime" not in answer.err


def test_all_lists_the_councils_one_step_from_another_star(rate, rated):
    document = rated("ssi2003", "--all")
    rule = cr.regime("ssi2003").rule
    wide = cr.regime("ssi2003").outcomes.pivot("judgement", index="series_id", values="worst")
    expected = {"up": set(), "down": set()}
    for row in wide.to_dicts():
        pattern = tuple(row[name] for name in rule.names)
        for place, rank in enumerate(pattern):
            for way, other in (("up", rank + 1), ("down", rank - 1)):
                changed = (*pattern[:place], other, *pattern[place + 1 :])
                if 0 <= other <= 3 and rule.headline(changed) != row["stars"]:
                    expected[way].add((row["series_id"], rule.names[place]))
    for way, steps in expected.items():
        found = {(each["series_id"], move["judgement"]) for each in document["councils"] for move in each[way]}
        assert found == steps
    assert (document["known"], len(document["councils"])) == (150, 145)
    assert "145 of the 150 councils" in rate("ssi2003", "--all").out


def test_all_as_csv_has_a_row_for_each_step(rate, rated):
    rows = list(csv.DictReader(rate("ssi2003", "--all", "--format", "csv").out.splitlines()))
    document = rated("ssi2003", "--all")
    steps = [(each["series_id"], move) for each in document["councils"] for move in (*each["up"], *each["down"])]
    assert [(row["series_id"], row["judgement"], row["to"], row["then"]) for row in rows] == [
        (series, move["judgement"], move["to"], move["headline"]) for series, move in steps
    ]


def test_one_rating_is_no_table(rate):
    answer = rate("ssi2003", "--council", "Kent", "--format", "csv")
    assert answer.code == 2
    assert "one rating is not a table" in answer.err


def test_a_step_is_marked_where_it_holds_without_the_rule_too(rated):
    for each in rated("ssi2003", "--all")["councils"]:
        for move in (*each["up"], *each["down"]):
            free = move["without_rule"]
            labels = ["Zero Stars", "One Star", "Two Stars", "Three Stars"]
            lowest, highest = labels.index(free["worst"]), labels.index(free["best"])
            assert lowest <= labels.index(move["headline"]) <= highest
            star = labels.index(each["headline"]["worst"])
            assert move["sure_without_rule"] == (not lowest <= star <= highest)


@pytest.mark.parametrize(
    ("arguments", "what", "do"),
    [
        (["ssi2003"], "needs either judgements or a council", "--council"),
        (["ssi2003", *PATTERN, "--council", "Kent"], "takes judgements or a council, not both", "leave out --council"),
        (
            ["ssi2003", *PATTERN[:3]],
            "too few judgements: children.capacity is missing",
            "children.capacity=excellent",
        ),
        (["ssi2003", PATTERN[0]], "are missing", "give a grade to each of"),
        (
            ["ssi2003", "adults.servng=most", *PATTERN[1:]],
            "takes no judgement 'adults.servng'",
            "did you mean 'adults.serving'?",
        ),
        (
            ["ssi2003", "adults.serving=mots", *PATTERN[1:]],
            "the scale 'ssi-serving' has no grade 'mots'",
            "did you mean 'Most'?",
        ),
        (
            ["ssi2003", "adults.serving=excellent", *PATTERN[1:]],
            "the scale 'ssi-serving' has no grade 'excellent'",
            "No, Some, Most, Yes",
        ),
        (["ssi2003", "stars=2", *PATTERN], "stars is what the rule gives", "leave it out"),
        (["ssi2003", "most", *PATTERN], "'most' is not a judgement with its grade", "adults.serving=most"),
        (
            ["ssi2003", "adults.serving=", *PATTERN[1:]],
            "is not a judgement with its grade",
            "adults.serving=most",
        ),
        (["ssi2003", *PATTERN, "adults.serving=no"], "adults.serving is given twice", "one grade"),
        (["ssi2003", "--all", "--council", "Kent"], "--all takes neither", "leave them out"),
        (["ssi2003", "--council", "Eling"], "no council", "'Ealing'"),
        (["ssi2003", "--council", "Medwy Towns"], "no council", "register"),
        (["ofsted2009", *PATTERN], "ofsted2009 carries no rating rule", "ssi2002, ssi2003, csci2004"),
        (["ssi2003:children.serving", *PATTERN], "is not what a rule gives", "leave ':children.serving' out"),
        (["ssi2003@2002-01-01", *PATTERN], "had published nothing by", "2003-11-13"),
        (["ssi2033", *PATTERN], "no regime 'ssi2033'", "'ssi2003'"),
        (["ssi2003", *PATTERN, "--format", "yaml"], "no format 'yaml'", "text, json"),
    ],
)
def test_a_mistake_is_refused_with_what_and_what_to_do(rate, arguments, what, do):
    answer = rate(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert what in answer.err
    assert do in answer.err
    assert "Traceback" not in answer.err


def test_a_council_without_a_grade_for_a_judgement_is_refused_with_its_status(annual, rate):
    annual.write("rule.json", json.dumps({
        "format": 1, "id": "own", "title": "own rule", "kind": "printed",
        "basis": {"words": "Care makes capacity.", "source": "paper", "place": "p. 1"},
        "judgements": [{"id": "care", "weight": 1}],
        "thresholds": [
            {"points": 1, "grade": "Uncertain"},
            {"points": 2, "grade": "Promising"},
            {"points": 3, "grade": "Excellent"},
        ],
    }))  # fmt: skip
    annual.describe(lambda whole: whole.update(headline="capacity"))
    answer = rate(f"{annual}@2003-11-13", "--council", "Leeds")
    assert answer.code == 2
    assert "Leeds has no grade for care (not judged)" in answer.err
    answer = rate(f"{annual}@2003-11-13", "--council", "Barnet")
    assert answer.code == 0
    assert "The two contradict each other" in answer.out


def test_a_bad_rule_file_is_bad_data(annual, rate):
    annual.write("rule.json", "{}")
    answer = rate(str(annual), "care=Top")
    assert answer.code == 3
    assert "./trial/rule.json" in answer.err


def test_the_answer_can_be_written_to_a_file_and_is_the_same_each_time(rate, tmp_path):
    for name in ("one.json", "two.json"):
        assert rate("ssi2003", *PATTERN, "--format", "json", "--output", tmp_path / name).code == 0
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    assert rate("ssi2003", *PATTERN, "--output", tmp_path / "one.json").code == 2


def test_compare_says_what_the_rule_was_asked_to_add(call):
    answer = call(
        "compare", "--regime", "ssi2002:children.serving", "--regime", "ofsted2009", "--use-rule", "--show", "all"
    )
    assert answer.code == 0
    text = " ".join(answer.out.split())
    assert "narrows 32 of the 37 unknown outcomes of children.serving, 25 of them to one grade" in text
    assert "32 by rule" in text
    assert "ofsted2009 carries none" in text
    assert "(by rule)" in text
    plain = call("compare", "--regime", "ssi2002:children.serving", "--regime", "ofsted2009")
    assert "by rule" not in plain.out
    document = json.loads(
        call(
            "compare",
            "--regime",
            "ssi2002:children.serving",
            "--regime",
            "ofsted2009",
            "--use-rule",
            "--format",
            "json",
        ).out
    )
    assert document["positions"][0]["rule_use"][0]["determined"] == 25
    assert document["positions"][0]["coverage"]["rule"] == 32


def test_use_rule_without_a_rule_is_refused(call):
    answer = call("compare", "--regime", "ofsted2009", "--regime", "ofsted2009", "--use-rule")
    assert answer.code == 2
    assert "no rating rule comes with ofsted2009" in answer.err


# From Python


def test_python_gives_the_same_answers():
    grades = dict(word.split("=") for word in PATTERN)
    rating = cr.rate("ssi2003", grades)
    assert rating.by_rule == (1, 1)
    assert [free.range for free in rating.without_rule] == [(1, 1)] * 3
    assert cr.rate("ssi2003", council="Ealing").standing.headline == (1, 1)
    assert cr.rate_all("ssi2003").known == 150
    with pytest.raises(cr.UsageError, match="needs either judgements or a council"):
        cr.rate("ssi2003")
