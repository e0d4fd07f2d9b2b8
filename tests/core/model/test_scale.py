"""A scale: grades in order, named by label, short label or id in any case, never by rank."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, strategies as st

from crossregime.core.errors import UsageError
from crossregime.core.model.scale import GoodFrom, Grade, Scale
from crossregime.core.model.scales import shared_scales

STARS = Scale(
    "stars", "Stars",
    (
        Grade("0", "Zero Stars", 0, short="0 stars"), Grade("1", "One Star", 1, forms=("*",), short="1 star"),
        Grade("2", "Two Stars", 2), Grade("3", "Three Stars", 3),
    ),
)  # fmt: skip


@pytest.mark.parametrize("name", ["One Star", "ONE STAR", "1 star", "1", "*"])
def test_a_grade_may_be_named_by_any_of_its_names_in_any_case(name):
    assert STARS.named(name) == 1


@pytest.mark.parametrize("rank", [1, 1.0, None, True, ("One Star",)])
def test_a_rank_is_refused_for_its_digits_may_be_the_id_of_another_grade(rank):
    with pytest.raises(UsageError, match="grades are named by label or id, not by rank") as caught:
        STARS.named(rank, "`given`")
    assert caught.value.where == "`given`"
    assert "'Zero Stars'" in caught.value.do


def test_what_is_no_grade_is_refused_with_the_nearest_and_all_that_there_are():
    with pytest.raises(UsageError, match="the scale 'stars' has no grade 'Two Star'") as caught:
        STARS.named("Two Star")
    assert caught.value.matches[0] == "Two Stars"
    assert caught.value.do == "its grades are Zero Stars, One Star, Two Stars, Three Stars"


@given(st.integers(2, 9))
def test_by_convention_the_better_half_does_well_and_a_middle_grade_counts_with_the_lower(size):
    scale = Scale("s", "S", tuple(Grade(str(rank), f"grade {rank}", rank) for rank in range(size)))
    assert scale.good == tuple(range(size))[-(size // 2) :]


def test_a_document_may_say_from_which_grade_on_a_council_does_well():
    assert STARS.good == (2, 3)
    assert dataclasses.replace(STARS, good_from=GoodFrom("1", "paper")).good == (1, 2, 3)


@pytest.mark.parametrize(
    ("worst", "best", "words"),
    [(1, 1, "One Star"), (1, 2, "One Star or Two Stars"), (0, 3, "Zero Stars to Three Stars")],
)
def test_a_range_is_named_by_its_ends(worst, best, words):
    assert STARS.name(worst, best) == words


def test_the_short_label_is_the_printed_one_where_there_is_no_shorter():
    assert STARS.short_labels == ("0 stars", "1 star", "Two Stars", "Three Stars")


@pytest.mark.parametrize("scale", shared_scales().values(), ids=lambda scale: scale.id)
def test_every_name_of_a_shared_scale_names_one_grade(scale):
    for grade in scale.grades:
        assert scale.labels[grade.rank] == grade.label
        for name in filter(None, (grade.id, grade.label, grade.short, *grade.forms)):
            assert scale.named(name) == scale.named(name.upper()) == grade.rank


def labelled(*labels):
    return Scale("s", "S", tuple(Grade(f"g{rank}", label, rank) for rank, label in enumerate(labels)))


@pytest.mark.parametrize(
    ("labels", "text", "mark", "wanted"),
    [
        (("No", "Yes|Most"), "Yes|Most", "|", ("Yes|Most",)),
        (("No", "Yes|Most", "Yes"), "Yes|Most|Yes|No", "|", ("Yes|Most", "Yes", "No")),
        (("No", "Yes"), "Yes|Perhaps", "|", ("Yes", "Perhaps")),
        (("Fair, but patchy", "Good"), "Good, Fair,but patchy", ",", ("Good", "Fair, but patchy")),
        (("Fair", "Good"), "g0,Good", ",", ("g0", "Good")),
    ],
)
def test_in_a_list_of_labels_the_longest_wins_though_the_mark_stands_inside_it(labels, text, mark, wanted):
    assert labelled(*labels).split(text, mark) == wanted


@given(st.lists(st.text("ab|", min_size=1, max_size=4).filter(lambda text: text.strip("|")), min_size=1, unique=True))
def test_in_a_list_every_label_alone_is_itself(labels):
    held = labelled(*labels)
    assert all(held.split(label, "|") == (label,) for label in labels)
