"""The parts of a paper: all of them, or those asked for."""

from __future__ import annotations

import pytest

import crossregime as cr
from crossregime.core.comparison.inquiry import inquire
from crossregime.core.errors import UsageError
from crossregime.render.paper.paper import COMPARISON, FORMS, INQUIRY, paper_text


@pytest.fixture(scope="module")
def comparison():
    """A comparison with groups, so that it has every part."""
    return cr.compare("ssi2003", "ofsted2009", by="type")


@pytest.fixture(scope="module")
def inquiry(comparison):
    """What is known of it, under an assumption too."""
    return inquire(comparison, assume="monotone")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("part", COMPARISON)
def test_a_part_by_itself_stands_in_the_whole(comparison, form, part):
    alone, whole = paper_text(comparison, form, part), paper_text(comparison, form)
    body = alone.removeprefix(f"{FORMS[form].OPENING}\n").strip()
    assert body
    assert body.replace("\n\n", "\n") in whole.replace("\n\n", "\n")


def test_several_parts_stand_in_the_order_asked_for(comparison):
    text = comparison.to_markdown(["pairs", "methods"])
    assert text.index("148 pairs of councils") < text.index("## Methods")
    assert "## Findings" not in text


def test_an_unknown_part_is_refused_with_the_nearest(comparison):
    with pytest.raises(UsageError, match="no part 'statistic'") as caught:
        comparison.to_html("statistic")
    assert "statistics" in caught.value.matches


@pytest.mark.parametrize("form", FORMS)
def test_without_a_pair_there_is_text_alone(form):
    nothing = cr.compare("ssi2003", "ofsted2009", where={"region": "London", "type": "shire county"})
    text = paper_text(nothing, form)
    assert "Methods" in text
    assert "caption" not in text


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("part", INQUIRY)
def test_so_does_a_part_of_an_inquiry(inquiry, form, part):
    alone, whole = paper_text(inquiry, form, part), paper_text(inquiry, form)
    body = alone.removeprefix(f"{FORMS[form].OPENING}\n").strip()
    assert body
    assert body.replace("\n\n", "\n") in whole.replace("\n\n", "\n")


def test_statistics_of_an_inquiry_stand_three_ways(inquiry):
    text = inquiry.to_markdown("statistics")
    assert "|  | possible range | the 34 known pairs alone | if equally likely |" in text
    assert "| Kendall's tau-b | -0.26 to 0.43 | 0.13 | 0.05 (-0.05 to 0.15) |" in text
    assert "which is an assumption (every table with its hypergeometric chance)" in text


def test_where_no_assumption_was_asked_for_none_is_told(comparison):
    assert "Under assumptions" not in inquire(comparison).to_markdown()
    assert not inquire(comparison).to_markdown("assumptions").strip()


def test_bounds_carry_the_break_and_the_sources_of_their_regimes():
    text = cr.bounds("ssi2003", "ofsted2009").to_markdown()
    assert text.count("Not like for like: stars rate") == 2
    assert text.count("Sources: Department of Health") == 2


def test_bounds_of_a_table_of_ones_own_are_written_by_its_names_and_labels():
    found = cr.bounds([(0, 0, 1), (1, (0, 1), 1)], (2, 2), names=("before", "after"), labels=(["low", "high"],) * 2)
    text = found.to_markdown("counts")
    assert text.splitlines()[0] == r"**2 pairs, before \(rows\), by after \(columns\)**".replace("\\", "")
    assert "| high | 0 to 1 | 0 to 1 | 1 |" in text
    assert "Sources" not in text


def test_where_all_is_known_there_is_one_value():
    known = cr.bounds([(0, 0, 1), (0, 1, 1), (1, 1, 1)], (2, 2))
    assert "|  | value |" in known.to_markdown("statistics")
