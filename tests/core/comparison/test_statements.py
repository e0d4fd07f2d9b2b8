"""Statements about a table: which grades they ask about, and how the numbers are said."""

from __future__ import annotations

import pytest

import crossregime as cr
from crossregime.core.bounds.interval import Counts
from crossregime.core.comparison.inquiry import inquire
from crossregime.core.comparison.statements import between, cell, grade_shares, list_grades
from crossregime.core.model.scale import Grade, Scale


def scale(size):
    return Scale("trial", "Trial", tuple(Grade(f"g{rank}", f"Grade {rank}", rank) for rank in range(size)))


@pytest.mark.parametrize(("size", "upper"), [(2, (1,)), (3, (2,)), (4, (2, 3)), (5, (3, 4)), (6, (3, 4, 5))])
def test_the_better_half_of_an_odd_scale_leaves_the_middle_out(size, upper):
    assert scale(size).good == upper


@pytest.mark.parametrize(("counts", "said"), [(Counts(3, 3), "3"), (Counts(0, 7), "between 0 and 7")])
def test_a_number_is_one_figure_where_it_is_known(counts, said):
    assert between(counts) == said


def test_a_cell_shows_its_bounds_where_they_say_more_than_its_count():
    assert [cell(2, Counts(*ends)) for ends in ((2, 2), (4, 4), (2, 9))] == ["2", "2 (4)", "2 (2 to 9)"]


def test_grades_are_joined_by_or():
    assert list_grades(scale(4), (2, 3)) == "Grade 2 or Grade 3"


def test_the_two_halves_of_the_first_judgement_ask_of_every_pair():
    crosstab = cr.compare("ssi2003", "ofsted2009").crosstab
    asked = grade_shares(crosstab.first, crosstab.second, crosstab.tabulation, crosstab.solver)
    assert sum(each.of.lowest for each in asked) == crosstab.tabulation.pairs
    assert {each.then for each in asked} == {(2, 3)}


def test_one_pair_is_said_in_the_singular():
    crosstab = cr.compare("ssi2003", "ofsted2009", where="region=East Midlands").crosstab
    assert crosstab.association.named == 1
    assert "over the 1 pair with both grades known" in crosstab.sentence
    assert crosstab.association.partly_known


@pytest.mark.parametrize(("crosswalk", "by_crosswalk"), [("serving-by-wording", True), ("serving-by-rank", False)])
def test_every_sentence_blames_what_leaves_the_grades_open(crosswalk, by_crosswalk):
    few = {"where": "region=North East"}
    comparison = cr.compare("ssi2003:children.serving", "ofsted2009", crosswalk=crosswalk, **few)
    said = [comparison.crosstab.sentence, inquire(comparison).tables[0].sentence]
    assert all(("crosswalk" in sentence) == by_crosswalk for sentence in said)
    assert all("published" in sentence for sentence in said)
    warning = comparison.to_dict()["tables"][0]["statistics"]["complete_case"]
    assert ("correspond to one alone" in warning) == by_crosswalk
