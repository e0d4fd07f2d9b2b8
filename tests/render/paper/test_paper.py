"""The parts of a paper: all of them, or those asked for."""

from __future__ import annotations

import pytest

import crossregime as cr
from crossregime.core.errors import UsageError
from crossregime.render.paper.paper import FORMS, PAPER_PARTS, paper_text


@pytest.fixture(scope="module")
def comparison():
    """A comparison with groups, so that it has every part."""
    return cr.compare("ssi2003", "ofsted2009", by="type")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("part", PAPER_PARTS)
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
