"""Words of cells: grades, or that there is none; the scale they are of, or an order that an author confirms."""

from __future__ import annotations

import pytest

from crossregime.core.authoring.grade_words import is_grade_word, known_scale, proposed, status_of
from crossregime.core.model import shared_scales


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Not rated", "not_judged"), ("not inspected*", "not_judged"), ("N/A", "not_applicable"),
        ("n.a.", "not_applicable"),
        ("Withheld", "not_published"), ("[x]", "not_published"), ("Good", ""), ("1", ""), ("*", ""), ("", ""),
    ],
)  # fmt: skip
def test_words_that_say_there_is_no_grade_are_statuses(text, status):
    assert status_of(text, {}) == status


def test_what_an_author_says_of_a_word_stands_first():
    assert status_of("Not rated", {"not rated": "not_published"}) == "not_published"


def test_no_label_of_a_shared_scale_is_taken_for_a_status():
    for scale in shared_scales().values():
        assert [form for form in scale.ranks if status_of(form, {})] == []


@pytest.mark.parametrize(
    ("labels", "scale"),
    [
        (["Good", "inadequate", "Requires Improvement"], "ofsted-inspection"),
        (["0 stars", "3 stars"], "ssi-stars"),
        (["Performs well", "Performs porly", "Performs excellently"], "ofsted-performs"),
        (["Poor", "Uncertain", "Promising"], "ssi-capacity"),
        (["Good", "Excellent", "Weak"], None),
        (["Red", "Green"], None),
    ],
)
def test_a_shared_scale_is_found_by_most_of_its_labels(labels, scale):
    found = known_scale(labels, shared_scales())
    assert (found and found[0]) == scale


def test_a_label_is_written_as_the_scale_writes_it_and_a_slip_is_left_for_the_check():
    _, written = known_scale(["good", "OUTSTANDING", "Inadequat"], shared_scales())
    assert written == {"good": "Good", "OUTSTANDING": "Outstanding"}


@pytest.mark.parametrize(
    ("labels", "order"),
    [
        (["Good", "Excellent", "Poor", "Fair"], ("Poor", "Fair", "Good", "Excellent")),
        (["3", "1", "2"], ("1", "2", "3")),
        (["Level 10", "Level 9"], ("Level 9", "Level 10")),
        (["B", "A", "C"], ("C", "B", "A")),
        (["Green", "Red", "Amber"], ("Red", "Amber", "Green")),
        (["Met", "Not met"], ("Not met", "Met")),
    ],
)
def test_an_order_is_proposed_worst_first(labels, order):
    plan = proposed(labels)
    assert plan.labels == order
    assert plan.sure


def test_words_that_say_nothing_stand_last_and_are_named():
    plan = proposed(["Good", "Purple", "Poor"])
    assert plan.labels == ("Poor", "Good", "Purple")
    assert not plan.sure
    assert "Purple" in plan.why


def test_the_grades_of_a_new_scale_have_ids_of_their_own():
    grades = proposed(["1", "2", "+", "++"]).entry("mine-scale", "Mine")["grades"]
    assert len({each["id"] for each in grades}) == 4


@pytest.mark.parametrize("text", ["Leeds", "https://example.org", "2009-12-09", "x" * 80, "Help and protection"])
def test_what_is_no_grade_does_not_read_like_one(text):
    assert not is_grade_word(text)
