"""The page of several crosswalks has a column for each, and a sentence for each figure that depends on them."""

from __future__ import annotations

from functools import partial

import pytest

import crossregime as cr
from crossregime.render.sensitivity import write_sensitivity

from ..pages import written

WALKS = ["stars-by-rank", "ridit"]


@pytest.fixture(scope="module")
def found():
    return cr.sensitivity("ssi2003", "ofsted2009", crosswalks=WALKS, statistics=["percent_agreement", "bowker"])


@pytest.fixture(scope="module")
def text(found):
    return written(write_sensitivity, found)


def test_each_crosswalk_is_shown_with_what_it_makes_of_each_grade(found, text):
    assert f"under {len(found.names)} crosswalks" in text
    for index, walk in enumerate(found.crosswalks):
        assert " ".join([walk.id, *(walk.label(line.sets[index]) for line in found.rivals)]) in text
        assert f"{walk.id}: {walk.basis}. " in text


def test_the_question_and_its_answer_under_each_crosswalk_come_first(found, text):
    opening = text[: text.index("What each makes of each grade")]
    assert found.table.headlines[0].question in opening
    for name, contrast in zip(found.names, found.table.headlines, strict=True):
        assert f"{name} 148 {contrast.range_text.removesuffix(' points')} NOT SETTLED" in opening


def test_each_figure_stands_under_each_crosswalk_and_says_how_far_it_depends_on_it(found, text):
    for conclusion in (*found.table.contrasts, *found.table.bounded):
        assert " ".join([conclusion.title, *conclusion.texts()]) in text
        assert conclusion.sentence in text
    assert found.table.question in text


def test_a_statistic_without_bounds_is_named_once_and_has_no_row(text):
    assert text.count("Bowker's test of symmetry") == 1
    assert "No crosswalk gives bounds to: Bowker's test of symmetry." in text


def test_the_first_screen_is_the_answer_and_names_the_rest(found):
    first = written(partial(write_sensitivity, show=()), found)
    assert "Each figure" not in first
    assert "What each makes" not in first
    assert first.endswith("More: --show positions, statistics, breaks or all")


def test_groups_stand_on_the_first_screen_in_one_table_by_their_labels():
    found = cr.sensitivity("ssi2003", "ofsted2009", crosswalks=WALKS, by="type", statistics=["percent_agreement"])
    first = written(partial(write_sensitivity, show=()), found)
    assert "type Shire County" not in first
    for table in found.groups:
        ranges = [each.range_text.removesuffix(" points") for each in table.headlines]
        assert " ".join([table.label, *ranges]) in first


def test_each_group_has_headings_of_its_own():
    found = cr.sensitivity("ssi2003", "ofsted2009", crosswalks=WALKS, by="type", statistics=["percent_agreement"])
    text = written(write_sensitivity, found)
    for table in found.groups:
        assert f"{table.label}: each figure under each crosswalk" in text
        assert f"{table.label}: what depends on the crosswalk" in text
    assert text.count("What depends on the crosswalk") == 1


def test_a_crosswalk_that_does_not_fit_is_named_with_the_reason():
    walks = ["stars-by-rank", cr.crosswalk("stars-by-rank").invert()]
    found = cr.sensitivity("ofsted2009", "ssi2003", crosswalks=walks, statistics=["percent_agreement"])
    assert found.left_out
    text = written(write_sensitivity, found)
    for name, why in found.left_out.items():
        assert f"{name} ({why})" in text
