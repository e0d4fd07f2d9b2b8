"""Facts that a researcher adds: what they do to a position, and what is refused."""

from __future__ import annotations

import dataclasses
import json

import polars as pl
import pytest

import crossregime as cr

from ...documents import hold

HEADER = "published,council,judgement,worst,best,status,source,place,note\n"
DAY = "2009-12-09"
CHILDREN = "childrens_services"


def row(  # noqa: PLR0917  # a row has as many cells
    council="Bexley",
    worst="Performs adequately",
    best=None,
    published=DAY,
    judgement=CHILDREN,
    status="user",
    source="archive",
    place="box 3",
    note="",
):
    return ",".join((published, council, judgement, worst, best or worst, status, source, place, note)) + "\n"


@pytest.fixture
def facts(tmp_path):
    """Write a file of facts and give its path."""

    def write(*rows, header=HEADER):
        path = tmp_path / "facts.csv"
        path.write_text(header + "".join(rows), encoding="utf-8")
        return path

    return write


def compared(path, **options):
    return cr.compare("ssi2003", "ofsted2009", facts=path, **options)


def test_a_fact_gives_its_outcome_the_status_user_its_source_and_a_note_of_what_stood_there(facts):
    comparison = compared(facts(row(note="a letter")))
    pair = comparison.pairs.row(by_predicate=pl.col("name_2") == "Bexley", named=True)
    assert (pair["worst_2"], pair["best_2"], pair["status_2"]) == (
        "Performs adequately",
        "Performs adequately",
        "user",
    )
    assert (pair["source_2"], pair["place_2"], pair["flag_2"]) == ("archive", "box 3", "")
    assert pair["note_2"].startswith("a letter; added by the user; published: Performs adequately or Performs well")
    assert comparison.positions[1].coverage["user"] == 1
    assert comparison.facts.sentence.endswith("1 outcome of your own, 1 of them now known.")


def test_the_other_outcomes_and_the_position_without_facts_stay_as_they_were(facts):
    before = cr.position("ofsted2009").outcomes
    after = compared(facts(row())).positions[1].outcomes
    assert cr.position("ofsted2009").outcomes.equals(before)
    changed = [
        one["council_id"] for one, other in zip(before.to_dicts(), after.to_dicts(), strict=True) if one != other
    ]
    assert changed == ["bexley"]
    assert after.schema == before.schema


def test_a_fact_narrows_the_interval_of_a_statistic(facts):
    tau_b = compared(facts(row())).crosstab.identification.figure("tau_b")
    assert tau_b.bounds.text() == "[-0.2629, 0.3980]"


def test_a_council_may_be_named_by_code_and_a_grade_by_id(facts):
    grade = cr.position("ofsted2009").scale.grades[1].id
    code = cr.council("Bexley", DAY).id
    comparison = compared(facts(row(council=code, worst=grade)))
    assert comparison.facts.added[0].now == (1, 1)


def test_a_fact_that_says_what_is_known_already_leaves_the_outcome_its_status(facts):
    comparison = compared(facts(row(council="Birmingham", worst="Performs poorly")))
    assert comparison.facts.sentence.endswith("; 1 said what was known already.")
    assert "user" not in comparison.positions[1].coverage


def test_a_range_may_stay_a_range(facts):
    comparison = cr.compare(
        "ssi2002@2002-05-30",
        "csci2004",
        facts=facts(
            row(
                council="Haringey",
                published="2004-11-18",
                judgement="stars",
                worst="One Star",
                best="Two Stars",
            )
        ),
    )
    assert comparison.facts.added[0].before == (1, 3)
    assert comparison.facts.added[0].now == (1, 2)
    assert "1 outcome of your own, 0 of them now known" in comparison.facts.sentence


@pytest.mark.parametrize(
    ("spoilt", "column", "what"),
    [
        (row(worst="Performs poorly"), "worst", "Performs poorly is outside what is known of Bexley"),
        (
            row(worst="Performs well", best="Performs excellently"),
            "best",
            "is outside what is known of Bexley",
        ),
        (row(worst="Performs badly"), "worst", "unknown grade 'Performs badly'"),
        (row(council="Bexly"), "council", "no council with social services duties is called 'Bexly'"),
        (row(council="Bedfordshire"), "council", "Bedfordshire"),
        (row(published="2009-12-10"), "published", "published on 2009-12-10"),
        (row(published="2009-02-30"), "published", "is not a date of the calendar"),
        (row(judgement="adults"), "judgement", "no position that is compared has the judgement 'adults'"),
        (row(status="printed"), "status", "'printed' is not allowed here"),
        (row(place=""), "place", "the cell is empty"),
        (row(worst="Performs well", best="Performs adequately"), "worst", "upside down"),
    ],
)
def test_a_fact_that_does_not_fit_is_refused_with_its_place(facts, spoilt, column, what):
    path = facts(spoilt)
    with pytest.raises(cr.DataError) as caught:
        compared(path)
    (fault, *more) = caught.value.faults
    assert (fault.file, fault.row, fault.column) == (str(path), 2, column)
    assert what in fault.what
    assert not more


def test_a_second_fact_for_one_outcome_is_refused_whatever_it_calls_the_council(facts):
    with pytest.raises(cr.DataError) as caught:
        compared(facts(row(council="Kingston upon Hull"), row(council="Hull")))
    assert [(each.row, each.what) for each in caught.value.faults if "second" in each.what] == [
        (3, "a second fact for Hull, childrens_services: row 2 has the first")
    ]


def test_every_fault_of_a_file_is_told_at_once(facts):
    with pytest.raises(cr.DataError) as caught:
        compared(facts(row(worst="Performs poorly"), row(council="Nowhere"), row(judgement="adults"), row()))
    assert [each.row for each in caught.value.faults] == [2, 3, 4, 5]


def test_a_fact_about_an_outcome_without_a_grade_is_refused(facts):
    position = cr.position("ofsted2009")
    rows = [
        {**each, "worst": None, "best": None, "status": "not_judged"} if each["council_id"] == "bexley" else each
        for each in position.outcomes.to_dicts()
    ]
    ungraded = dataclasses.replace(position, outcomes=pl.DataFrame(rows, schema=position.outcomes.schema))
    with pytest.raises(cr.DataError) as caught:
        cr.compare("ssi2003", ungraded, facts=facts(row()))
    assert [each.what for each in caught.value.faults] == ["no grade was given to Bexley there (not judged)"]


def test_facts_with_which_a_printed_total_cannot_be_reached_are_refused(facts):
    position = cr.position("ofsted2009")
    councils = position.outcomes.filter(position.outcomes["status"] == "range")["council_id"].to_list()
    printed = next(total for total in position.totals if total.ranks == (1,) and not total.dimension)
    with pytest.raises(cr.DataError) as caught:
        compared(facts(*(row(council=each) for each in councils)))
    known = position.outcomes.filter((pl.col("worst") == 1) & (pl.col("best") == 1)).height
    what = f"{printed.count} printed at Performs adequately, with these facts there are {known + len(councils)}"
    assert any(what in each.what for each in caught.value.faults)


def test_a_file_that_is_not_there_or_has_other_columns_is_refused(facts, tmp_path, call):
    answer = call("compare", "--regime", "ssi2003", "--regime", "ofsted2009", "--facts", str(tmp_path / "none.csv"))
    assert (answer.code, answer.out) == (3, "")
    assert "none.csv: there is no such file" in answer.err
    path = facts("Bexley,x\n", header="council,grade\n")
    answer = call("bounds", "--regime", "ssi2003", "--regime", "ofsted2009", "--facts", str(path))
    assert (answer.code, answer.out) == (3, "")
    assert "unknown column 'grade'" in answer.err


def test_the_page_and_the_json_of_compare_say_what_was_added(facts, call):
    path = facts(row())
    arguments = ("compare", "--regime", "ssi2003", "--regime", "ofsted2009", "--facts", str(path))
    text = " ".join(call(*arguments, "--show", "pairs").out.split())
    assert f"Facts of {path}: 1 outcome of your own" in text.replace(f"{path.parent}/ ", f"{path.parent}/")
    assert "(added by the user)" in text
    document = json.loads(call(*arguments, "--format", "json").out)
    hold(document, "comparison")
    assert [each["name"] for each in document["facts"]["added"]] == ["Bexley"]


def test_a_fact_is_used_before_the_rule_narrows(facts):
    comparison = compared(facts(row()), use_rule=True)
    assert comparison.positions[1].coverage["user"] == 1


# Facts that a rating rule takes

NOVEMBER = "2002-11-14"


def test_with_the_rule_a_fact_on_another_judgement_narrows_the_star(facts):
    path = facts(row("Reading", "No", judgement="children.serving", published=NOVEMBER))
    comparison = cr.compare("ssi2002", "ssi2003", facts=path, use_rule=True)
    star = comparison.positions[0].outcomes.row(by_predicate=pl.col("series_id") == "reading", named=True)
    assert (star["worst"], star["best"], star["status"]) == (0, 0, "rule")
    (added,) = comparison.facts.added
    assert (added.position, added.name) == ("ssi2002@2002-11-14:children.serving", "Reading")
    assert comparison.positions[0].rule_use[0].narrowed == 1


def test_without_the_rule_such_a_fact_is_about_nothing_that_is_compared(facts):
    path = facts(row("Reading", "No", judgement="children.serving", published=NOVEMBER))
    with pytest.raises(cr.DataError, match=r"no position that is compared has the judgement 'children\.serving'"):
        cr.compare("ssi2002", "ssi2003", facts=path)


def test_a_fact_on_a_judgement_that_is_compared_too_is_listed_once(facts):
    path = facts(row("Reading", "No", judgement="children.serving", published=NOVEMBER))
    comparison = cr.compare("ssi2002", "ssi2002:children.serving", facts=path, use_rule=True)
    assert len(comparison.facts.added) == 1
    stars, serving = (
        position.outcomes.row(by_predicate=pl.col("series_id") == "reading", named=True)
        for position in comparison.positions
    )
    assert (stars["status"], serving["status"]) == ("rule", "user")


def test_a_fact_is_not_the_grade_that_a_change_mark_rules_out(facts):
    path = facts(row("Ealing", "Most", judgement="children.serving", published=NOVEMBER))
    with pytest.raises(cr.DataError, match="Ealing was not at Most: a change mark says that it changed to that"):
        cr.compare("ssi2002:children.serving", "ssi2003:children.serving", facts=path)


# Facts of a rolling regime


def test_a_fact_of_a_rolling_regime_has_the_date_of_the_council_s_own_report(facts, make_rolling):
    reports = make_rolling(
        "spot",
        "2010-01-01,Leeds,care,Low,Good,range,paper,p. 1,",
        "2011-01-01,Kent,care,Low,Good,range,paper,p. 2,",
    )
    path = facts(row("Leeds", "Fair", judgement="care", published="2010-01-01"))
    comparison = cr.compare("ssi2003", f"{reports.path}", facts=path)
    found = dict(comparison.positions[1].outcomes.select("series_id", "status").iter_rows())
    assert found == {"leeds": "user", "kent": "range"}
    path = facts(row("Leeds", "Fair", judgement="care", published="2011-01-01"))
    with pytest.raises(cr.DataError, match="its inspection there is of 2010-01-01"):
        cr.compare("ssi2003", f"{reports.path}", facts=path)


def test_a_file_without_facts_is_said_to_hold_none(facts):
    comparison = cr.compare("ssi2003", "ofsted2009", facts=facts())
    assert comparison.facts.sentence.endswith("the file holds none.")
