"""Positions on another scale: what is mapped, what is kept, and what the totals still bind."""

from __future__ import annotations

import dataclasses
from itertools import product

import hypothesis
import polars as pl
import pytest
from hypothesis import strategies as st

import crossregime as cr
from crossregime.core.bounds.value_of_information import what_would_help
from crossregime.core.crosswalks.mapping import apply, mapped
from crossregime.core.errors import DataError, UsageError
from crossregime.core.model.crosswalk import Crosswalk
from crossregime.core.model.judgement import Source
from crossregime.core.model.link import Link
from crossregime.core.model.totals import Total
from crossregime.core.statistics.cells import Undefined

from ...depth import examples

SOURCES = {"report": Source("report", "An inspectorate", "A report", "2010", "", "")}


def serving(**targets):
    links = tuple(
        Link(grade, tuple(to), "none" if not to else "close" if len(to) == 1 else "broader", "report", "p. 1", "so")
        for grade, to in targets.items()
    )
    return Crosswalk("trial", "Trial", "ssi-serving", "ofsted-performs", links, SOURCES)


def test_every_council_keeps_its_status_and_names_its_link():
    found = cr.map_position("ssi2003", "ofsted2009", "stars-by-examples")
    frame = found.frame
    assert frame.height == 150
    assert set(frame["status"]) == {"printed"}
    ealing = frame.row(by_predicate=pl.col("name") == "Ealing", named=True)
    assert (ealing["worst"], ealing["to_worst"], ealing["to_best"]) == ("One Star", "Performs poorly", "Performs well")
    assert ealing["link"] == "stars-by-examples/1"
    assert ealing["reason"].startswith("No meaning of a star was published.")
    assert (ealing["kind"], ealing["link_source"]) == ("broader", "ssi-2003 | ofsted-2009")
    assert found.rivals == ("stars-by-consequences", "stars-by-rank")


def test_a_range_and_a_set_combine_and_name_all_their_links():
    frame = cr.map_position("ofsted2009", "ssi2003", "stars-by-consequences").frame
    row = frame.row(by_predicate=pl.col("name") == "Barnet", named=True)
    assert (row["worst"], row["best"], row["status"]) == ("Performs adequately", "Performs well", "range")
    assert (row["to_worst"], row["to_best"]) == ("Zero Stars", "Three Stars")
    assert row["link"].split("|")[0] == "stars-by-consequences-inverted/2.1"


def test_an_outcome_at_a_grade_without_counterpart_is_not_applicable():
    walk = serving(no=(), some=("2",), most=("3",), yes=("4",))
    after = apply(cr.position("ssi2003:children.serving").outcomes, walk)
    before = cr.position("ssi2003:children.serving").outcomes
    none = before.get_column("worst") == 0
    assert none.any()
    assert set(after.filter(none)["status"]) == {"not_applicable"}
    assert after.filter(none)["worst"].null_count() == none.sum()
    assert after.columns == [*before.columns, "link"]


def test_a_position_on_another_scale_or_a_crosswalk_with_a_fault_is_refused():
    with pytest.raises(UsageError, match="is on the scale ssi-stars, and 'serving-by-rank' leads from ssi-serving"):
        mapped(cr.position("ssi2003"), cr.crosswalk("serving-by-rank"))
    with pytest.raises(DataError, match="can't be used"):
        mapped(cr.position("ssi2003:children.serving"), serving(no=("1",)))


def test_printed_totals_go_on_binding_the_grades_that_were_given():
    before = cr.position("ssi2002@2002-05-30")
    after = mapped(before, cr.crosswalk("stars-by-examples"))
    assert after.unmapped is before
    assert after.totals == before.totals
    assert after.outcomes.select("given_worst", "given_best").rows() == before.outcomes.select("worst", "best").rows()
    problem = cr.compare(before, "ofsted2009", crosswalk="stars-by-examples").crosstab.problem
    assert [(limit.ranks, limit.lowest) for limit in problem.limits if limit.side == 0] == [
        (frozenset(total.ranks), total.count) for total in before.totals
    ]


def few(selector, grades, totals):
    """Cut a position down to so many councils with these ranges, and these printed totals (ranks and number)."""
    position = cr.position(selector)
    names = [f"x{number}" for number in range(len(grades))]
    outcomes = position.outcomes.head(len(grades)).with_columns(
        pl.Series("series_id", names), pl.lit("range").alias("status"),
        pl.Series("worst", [worst for worst, _ in grades], dtype=pl.Int8),
        pl.Series("best", [best for _, best in grades], dtype=pl.Int8),
    )  # fmt: skip
    printed = tuple(
        Total(position.date, position.judgement.id, ranks, number, number, "", "", count=number)
        for ranks, number in totals
    )
    return dataclasses.replace(position, outcomes=outcomes, totals=printed)


@st.composite
def mapped_problems(draw):
    """Three councils with ranges and totals on both sides that some truth obeys, and a crosswalk from the first."""
    rank = st.integers(0, 3)
    sides = []
    for _ in range(2):
        spreads = [sorted(draw(st.tuples(rank, rank))) for _ in range(3)]
        truth = [draw(st.integers(*spread)) for spread in spreads]
        blocks = draw(st.lists(st.frozensets(rank, min_size=1, max_size=3), max_size=2))
        sides.append((spreads, [(tuple(sorted(each)), sum(one in each for one in truth)) for each in blocks]))
    ends = [sorted(draw(st.lists(rank, min_size=4, max_size=4))) for _ in range(2)]
    sets = [tuple(range(min(low, high), max(low, high) + 1)) for low, high in zip(*ends, strict=True)]
    return sides, sets


def completions(sides, sets):
    """Make every table there is, one council and one grade after another."""
    (firsts, first_totals), (seconds, second_totals) = sides
    tables = set()
    for given in product(*(range(low, high + 1) for low, high in firsts)):
        if any(sum(each in ranks for each in given) != number for ranks, number in first_totals):
            continue
        for other in product(*(range(low, high + 1) for low, high in seconds)):
            if any(sum(each in ranks for each in other) != number for ranks, number in second_totals):
                continue
            for shown in product(*(sets[each] for each in given)):
                pairs = list(zip(shown, other, strict=True))
                tables.add(tuple(tuple(pairs.count((i, j)) for j in range(4)) for i in range(4)))
    return tables


@examples(40)
@hypothesis.given(mapped_problems())
def test_bounds_after_mapping_are_those_of_every_completion(case):
    sides, sets = case
    links = tuple(
        Link(grade, tuple(str(each + 1) for each in to), "close" if len(to) == 1 else "broader", "report", "p. 1", "so")
        for grade, to in zip("0123", sets, strict=True)
    )
    walk = Crosswalk("trial", "Trial", "ssi-stars", "ofsted-performs", links, SOURCES)
    positions = [few(selector, *side) for selector, side in zip(("ssi2003", "ofsted2009"), sides, strict=True)]
    found = cr.compare(*positions, crosswalk=walk).crosstab.identification
    tables = completions(sides, sets)
    cells = [[{table[i][j] for table in tables} for j in range(4)] for i in range(4)]
    assert [[(each.lowest, each.highest) for each in row] for row in found.cells] == [
        [(min(each), max(each)) for each in row] for row in cells
    ]
    for name in ("percent_agreement", "mean_shift", "rises", "tau_b", "kappa"):
        statistic = found.statistic(name)
        values = [value for table in tables if not isinstance(value := statistic.value(table), Undefined)]
        bounds = found.solver.interval(statistic)
        if not values:
            assert isinstance(bounds, Undefined)
            continue
        assert bounds.lowest <= min(values) + 1e-9
        assert bounds.highest >= max(values) - 1e-9
        if bounds.sharp:
            assert (bounds.lowest, bounds.highest) == pytest.approx((min(values), max(values)), abs=1e-9)


LOOSE = {"0": "12", "1": "123", "2": "23", "3": "34"}


"""Sets that overlap, as the meanings of the grades might leave them."""


@pytest.mark.parametrize(("selector", "most"), [("csci2004", 132 / 148), ("ssi2002@2002-05-30", 187 / 148)])
def test_a_total_binds_all_that_its_grade_is_mapped_to_together(selector, most):
    # A council that the totals put at one star can't be among those that may perform excellently.
    links = tuple(Link(grade, tuple(to), "broader", "report", "p. 1", "so") for grade, to in LOOSE.items())
    loose = Crosswalk("trial", "Trial", "ssi-stars", "ofsted-performs", links, SOURCES)
    figures = cr.compare(selector, "ofsted2009", crosswalk=loose, statistics="mean_shift").statistics
    assert figures.row(0, named=True)["highest"] == pytest.approx(most)


def test_a_range_is_mapped_to_the_grades_that_its_links_lead_to_and_to_none_between():
    jump = serving(no=("1",), some=("1",), most=("4",), yes=("4",))
    found = cr.compare("csci2004:children.serving", "ofsted2009", crosswalk=jump, statistics="percent_agreement")
    row = found.statistics.row(0, named=True)
    # Nobody can be at the second or the third grade, so the most there can be agree at the ends.
    assert (row["lowest"], row["highest"]) == (pytest.approx(1 / 148), pytest.approx(19 / 148))
    assert all(cell.highest == 0 for line in found.crosstab.bounds[1:3] for cell in line)


def test_what_would_help_and_what_contradicts_speak_of_the_grades_that_were_given():
    walk = cr.crosswalk("stars-by-examples")
    other = few("ofsted2009", [(1, 1), (2, 2)], [])
    found = cr.compare(few("ssi2003", [(0, 2), (0, 2)], [((0,), 1)]), other, crosswalk=walk).crosstab
    helping = what_would_help(found.problem, statistic=found.identification.statistic("mean_shift")).to_dict()
    assert [(kind["first"], [each["grade"] for each in kind["answers"]]) for kind in helping["kinds"]] == [
        ("Zero Stars to Two Stars", ["Zero Stars", "One Star", "Two Stars"])
    ] * 2
    assert all(kind["paired"] for kind in helping["kinds"])
    wrong = cr.compare(few("ssi2003", [(0, 1), (2, 2)], [((3,), 1)]), other, crosswalk=walk).crosstab
    with pytest.raises(DataError) as caught:
        wrong.bounds  # noqa: B018  # working it out is what is tested
    assert "1 at Three Stars" in caught.value.where
    assert "1 council known only as Zero Stars or One Star" in caught.value.where
    assert "1 council at Two Stars" in caught.value.where


def test_totals_count_councils_whose_grade_is_linked_to_nothing():
    walk = serving(no=(), some=("1",), most=("2",), yes=("3", "4"))
    grades = [(0, 0), (1, 2), (1, 2)]
    first = few("ssi2003:children.serving", grades, [((0, 1), 2)])
    found = cr.compare(first, few("ofsted2009", [(0, 0)] * 3, []), crosswalk=walk)
    assert [[(each.lowest, each.highest) for each in row] for row in found.crosstab.bounds] == [
        [(1, 1), (0, 0), (0, 0), (0, 0)], [(1, 1), (0, 0), (0, 0), (0, 0)], *[[(0, 0)] * 4] * 2
    ]  # fmt: skip
    assert found.unpaired.select("reason", "explanation").rows() == [
        ("no_counterpart", "the crosswalk 'trial' links No to nothing")
    ]


def test_a_mapped_pair_keeps_the_grade_that_was_given_and_its_link():
    found = cr.compare("ssi2003", "ofsted2009", crosswalk="stars-by-examples", lineage="inherit")
    row = found.pairs.row(by_predicate=pl.col("name_1") == "Ealing", named=True)
    assert (row["given_worst_1"], row["given_best_1"], row["link_1"]) == (
        "One Star", "One Star", "stars-by-examples/1",
    )  # fmt: skip
    assert "given_worst_2" not in found.pairs.columns


def test_what_was_published_is_counted_as_given_where_a_grade_is_linked_to_nothing():
    walk = serving(no=(), some=("2",), most=("3",), yes=("4",))
    after = mapped(cr.position("ssi2003:children.serving"), walk)
    assert after.coverage == {"printed": 150}


def test_a_judgement_of_another_service_than_the_crosswalk_is_meant_for_is_mapped_with_a_warning():
    walk = cr.crosswalk("serving-by-wording")
    assert mapped(cr.position("ssi2003:children.serving"), walk).mapping.warning == ""
    of_adults = mapped(cr.position("ssi2003:adults.serving"), walk).mapping
    assert of_adults.warning == (
        "Warning: it is meant for judgements of children's services, and this one is of adults' services."
    )
    assert of_adults.sentence.endswith(of_adults.warning)


def test_a_mapped_comparison_says_what_leaves_it_open():
    walk = serving(no=("1",), some=("2",), most=("2", "3"), yes=("4",))
    known = [(0, 0), (1, 1), (2, 2)]
    published = cr.compare(few("ssi2003:children.serving", known, []), few("ofsted2009", known, []), crosswalk=walk)
    sentence = published.crosstab.sentence
    assert "which grades correspond to one alone depends on the grades" in sentence
    assert "published" not in sentence
    open_too = cr.compare("ssi2003", "ofsted2009", crosswalk="stars-by-examples", where="region=North East")
    assert open_too.crosstab.sentence.startswith(
        "Association (Kendall's tau-b) has no value over the 0 pairs with both grades known: fewer than two pairs"
    )
    assert "what was published and the crosswalk do not settle" in open_too.crosstab.sentence
    assert "in ssi2003 as mapped" in open_too.crosstab.shares[0].sentence
    assert "mapped onto Ofsted four-point scale" in repr(open_too)
    assert "mapped onto Ofsted four-point scale" in open_too._repr_html_()
    assert "Takes the crosswalk as right" in open_too.crosstab.identification.assumptions["bounds"]


# In a comparison


def test_a_crosswalk_puts_both_on_one_scale_and_gives_agreement_with_bounds():
    plain = cr.compare("ssi2003", "ofsted2009")
    found = cr.compare("ssi2003", "ofsted2009", crosswalk="stars-by-rank", statistics="all")
    assert found.positions[0].scale.id == found.positions[1].scale.id == "ofsted-performs"
    assert found.positions[0].mapping.before is plain.positions[0]
    names = set(found.statistics["statistic"])
    assert {"kappa", "ac1", "bowker", "percent_agreement"} <= names
    figures = {row["statistic"]: row for row in found.statistics.iter_rows(named=True)}
    # One grade to one keeps association as it was.
    assert figures["tau_b"]["lowest"] == pytest.approx(-0.262865, abs=1e-6)
    assert figures["tau_b"]["highest"] == pytest.approx(0.427019, abs=1e-6)
    assert figures["percent_agreement"]["lowest"] == pytest.approx(35 / 148)
    assert "mapping" in found.to_dict()["positions"][0]
    assert "mapping" not in found.to_dict()["positions"][1]


@pytest.mark.parametrize("crosswalk", ["stars-by-rank", "stars-by-examples"])
def test_a_printed_flow_goes_on_binding_the_grades_that_were_given(crosswalk):
    plain = cr.compare("ssi2002", "ssi2003").crosstab.problem.flows
    assert plain
    three = cr.compare("ssi2002", "ssi2003", "ofsted2009", crosswalk=crosswalk)
    assert three.crosstabs[0].problem.flows == plain


def test_wider_sets_give_wider_bounds():
    def agreement(name):
        frame = cr.compare("ssi2003", "ofsted2009", crosswalk=name, statistics="percent_agreement").statistics
        return frame.select("lowest", "highest").row(0)

    for wide in ("stars-by-examples", "equipercentile"):
        low, high = agreement(wide)
        assert low <= agreement("stars-by-rank")[0]
        assert high >= agreement("stars-by-rank")[1]


def test_a_crosswalk_that_does_not_fit_is_refused_with_those_that_do():
    with pytest.raises(UsageError, match="'serving-by-rank' leads from ssi-serving") as caught:
        cr.compare("ssi2003", "ofsted2009", crosswalk="serving-by-rank")
    assert "those that fit are stars-by-consequences, stars-by-examples, stars-by-rank, equipercentile, ridit" in (
        caught.value.do
    )
    with pytest.raises(UsageError, match="on one scale already"):
        cr.compare("ssi2002", "ssi2003", crosswalk="ridit")
    with pytest.raises(UsageError, match="links two positions, and there are 3"):
        cr.compare("ssi2002", "ssi2003", "ofsted2009", crosswalk="ridit")
    three = cr.compare("ssi2002", "ssi2003", "ofsted2009", crosswalk="stars-by-rank")
    assert [position.mapping is not None for position in three.positions] == [True, True, False]


def test_the_score_of_an_inspectorate_is_not_given_to_another_s_scale():
    assert cr.compare("ssi2003", "ofsted2009", by="region").averages
    assert not cr.compare("ssi2003", "ofsted2009", by="region", crosswalk="stars-by-rank").averages
