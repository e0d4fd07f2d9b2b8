"""The grades that a contrast asks about: named one by one or with commas between, never by rank."""

from __future__ import annotations

import pytest

from crossregime.core.bounds.asked import Asked, OwnScale, cut_note, parse_names_of_grades
from crossregime.core.errors import UsageError
from crossregime.core.model.scales import shared_scales

OWN = OwnScale("before", ("bad", "fair", "good", "good, but late"))
THREE = OwnScale("after", ("low", "mid", "top"))


@pytest.mark.parametrize(
    ("grades", "ranks"),
    [
        ("bad", (0,)),
        ("BAD, Fair", (0, 1)),
        (["good", "bad"], (0, 2)),
        (["fair, good", "fair"], (1, 2)),
        ("good, but late", (3,)),  # the name of one grade, comma and all
    ],
)
def test_grades_are_read_in_order_each_once(grades, ranks):
    assert parse_names_of_grades(OWN, grades, "`given`") == ranks


@pytest.mark.parametrize(
    ("grades", "what"),
    [
        (2, "2 names no grade: grades are named by label, not by rank"),
        (["fair", 0], "0 names no grade"),
        ("god", "before has no grade 'god'"),
        ("fair,", "'fair,' is not a list of grades"),
        ("fair,,good", "is not a list of grades"),
    ],
)
def test_a_rank_a_gap_and_what_is_no_grade_are_refused_saying_where(grades, what):
    with pytest.raises(UsageError, match=what) as caught:
        parse_names_of_grades(OWN, grades, "`given`")
    assert caught.value.where == "`given`"


def test_the_middle_of_an_odd_number_of_grades_counts_with_the_lower_half():
    assert OWN.good == (2, 3)
    assert THREE.good == (2,)


def test_what_nobody_named_is_doing_well_and_the_note_says_by_whose_word():
    (given, against), then, note = Asked().read((OWN, THREE), ("before", "after"))
    assert (given, against, then) == ((2, 3), (0, 1), (2,))
    assert note == (
        "That good or good, but late is to do well is a convention (the better half of the scale);"
        " that top is to do well is a convention (the better half of the scale)."
    )
    assert not Asked().named


def test_what_was_named_needs_no_note():
    groups, then, note = Asked("good", "mid, top", "bad").read((OWN, THREE), ("before", "after"))
    assert (groups, then, note) == (((2,), (0,)), (1, 2), "")
    assert Asked(then="top").named


@pytest.mark.parametrize(
    "asked", [Asked("bad", None, "bad"), Asked(["bad", "fair", "good", "good, but late"]), Asked(None, "low, mid, top")]
)
def test_groups_that_overlap_and_all_grades_together_are_refused(asked):
    with pytest.raises(UsageError):
        asked.read((OWN, THREE), ("before", "after"))


def test_a_cut_that_a_document_makes_is_told_with_the_document():
    said = [scale for scale in shared_scales().values() if scale.good_by]
    for scale in said:
        assert cut_note([scale]).endswith(f"is to do well is by {scale.good_by}.")
    assert cut_note([]) == ""
