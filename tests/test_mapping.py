"""Positions on another scale: what is mapped, what is kept, and what the totals still bind."""

from __future__ import annotations

import polars as pl
import pytest

import crossregime as cr
from crossregime.core.completions import Kind, Limit, Problem, Variable
from crossregime.core.crosswalk import Crosswalk, Link, invert
from crossregime.core.errors import DataError, UsageError
from crossregime.core.mapping import apply, distribution, empirical, mapped
from crossregime.core.model import Source
from crossregime.core.programs import Programs

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
    assert (ealing["kind"], ealing["source"], ealing["place"]) == ("broader", "ssi-2003", "para 7, Council 2")
    assert found.rivals == ("stars-by-consequences", "stars-by-rank")


def test_a_range_and_a_set_combine_and_name_all_their_links():
    frame = cr.map_position("ofsted2009", "ssi2003", "stars-by-consequences").frame
    row = frame.row(by_predicate=pl.col("name") == "Barnet", named=True)
    assert (row["worst"], row["best"], row["status"]) == ("Performs adequately", "Performs well", "range")
    assert (row["to_worst"], row["to_best"]) == ("One Star", "Two Stars")
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


# Totals


def test_the_numbers_at_each_grade_come_from_outcomes_totals_or_the_difference():
    assert distribution(cr.position("ssi2003")) == (8, 52, 74, 16)
    assert distribution(cr.position("ofsted2009")) == (9, 40, 93, 10)
    assert distribution(cr.position("ssi2002@2002-05-30")) == (10, 82, 50, 8)
    assert distribution(cr.position("ssi2002")) == (12, 75, 52, 11)
    assert distribution(cr.position("csci2004")) == (8, 40, 82, 20)
    with pytest.raises(DataError, match="can't be linked by its totals"):
        distribution(cr.position("csci2004:children.serving"))


def test_a_crosswalk_from_totals_says_the_shares():
    walk, concordance = empirical("equipercentile", cr.position("ssi2003"), cr.position("ofsted2009"))
    assert concordance.shares[1] == pytest.approx([(9 / 152 - 8 / 150) * 150 / 52, 40 / 152 * 150 / 52,
                                                   (60 / 150 - 49 / 152) * 150 / 52, 0])  # fmt: skip
    assert walk.links[1].reason == (
        "by equipercentile: 1.7% to Performs poorly, 75.9% to Performs adequately, 22.4% to Performs well"
    )
    assert walk.origin == "worked out"
    back = empirical("equipercentile", cr.position("ofsted2009"), cr.position("ssi2003"))[0]
    assert invert(walk).in_brief == back.in_brief


def test_totals_are_carried_over_where_nobody_else_can_be_there():
    one_to_one = mapped(cr.position("ofsted2009"), cr.crosswalk("performs-to-inspection"))
    assert [(total.ranks, total.count) for total in one_to_one.totals if not total.dimension] == [
        (total.ranks, total.count) for total in cr.position("ofsted2009").totals if not total.dimension
    ]


@pytest.mark.parametrize("name", ["stars-by-consequences", "stars-by-examples"])
def test_totals_after_mapping_allow_everything_that_the_totals_before_do(name):
    # Two councils at an unknown grade, one at each end: every grade that mapping can give them must stay possible.
    position = cr.position("ssi2002@2002-05-30")
    walk = cr.crosswalk(name)
    after = mapped(position, walk)
    size = len(walk.second)
    for rank in range(4):
        low, high = walk.to_ranks(rank)
        for target in range(low, high + 1):
            allowed = [total for total in after.totals if target in total.ranks and not total.dimension]
            assert all(total.highest > 0 for total in allowed)
    # All councils at their worst, and all at their best, meet the totals after: they come from real assignments.
    for pick in (min, max):
        counts = [0] * size
        for rank, number in enumerate(distribution(position)):
            counts[pick(walk.set_of(rank))] += number
        for total in after.totals:
            if not total.dimension:
                assert total.lowest <= sum(counts[rank] for rank in total.ranks) <= total.highest


def test_bounds_after_mapping_hold_the_truth_of_every_completion():
    # Three councils, one named: the totals before are 1 and 2; brute force over both steps.
    walk = serving(no=("1",), some=("1", "2"), most=("2", "3"), yes=("4",))
    from itertools import product

    kinds = [(0, 0), (1, 2), (1, 2)]
    reached = set()
    for grades in product(*(range(worst, best + 1) for worst, best in kinds)):
        if [grades.count(rank) for rank in range(4)] != [1, 1, 1, 0]:
            continue
        for mapped_to in product(*(walk.set_of(grade) for grade in grades)):
            reached.add(tuple(sorted(mapped_to)))
    agreeing = {sum(rank == 1 for rank in each) for each in reached}
    variables = [Variable(0, walk.to_ranks(*kind), (0,)) for kind in kinds]
    problem = Problem(
        (4, 1),
        tuple(Kind(1, (variable, Variable(1, (0, 0))), ((0, 1),)) for variable in variables),
        (Limit(0, frozenset({0, 1, 2}), 3, 3),),
    )
    found = Programs(problem).cells(frozenset({(1, 0)}))
    assert found.lowest <= min(agreeing)
    assert max(agreeing) <= found.highest


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


def test_a_printed_flow_binds_mapped_grades_only_where_each_grade_has_one_of_its_own():
    def flows(crosswalk):
        three = cr.compare("ssi2002", "ssi2003", "ofsted2009", crosswalk=crosswalk)
        return three.crosstabs[0].problem.flows

    plain = cr.compare("ssi2002", "ssi2003").crosstab.problem.flows
    assert plain
    # stars-by-rank keeps the ranks, so the flows stay; under sets a move between stars may be none between grades.
    assert [(each.cells, each.lowest) for each in flows("stars-by-rank")] == [
        (each.cells, each.lowest) for each in plain
    ]
    assert flows("stars-by-examples") == ()


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
