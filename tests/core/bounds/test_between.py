"""Groups of councils are contrasted over one set of completions: what one has of a total the other has not.

Every completion of small problems is counted in test_contrast.py; here are those that can be worked out by hand.
"""

from __future__ import annotations

import dataclasses

import pytest

import crossregime as cr
from crossregime.core.bounds.between import GroupContrast, check_contrast_kind, check_named_groups, groups_in
from crossregime.core.bounds.problem import Problem, Stratum, TotalConstraint, Variable
from crossregime.core.bounds.search.branch_and_bound import BranchAndBound
from crossregime.core.errors import UsageError


def problem(at_the_top=None):
    """Two councils of north and two of south, bad at first and open after; so many of the four are good after."""
    total = () if at_the_top is None else (TotalConstraint(1, frozenset([1]), at_the_top, at_the_top),)
    held = tuple(range(len(total)))
    return Problem(
        (2, 2),
        tuple(
            Stratum(2, (Variable(0, (0, 0)), Variable(1, (0, 1), held)), ((0, 1),), groups=(group,))
            for group in ("north", "south")
        ),
        total,
    )


def contrast(of="second", at_the_top=None, against="south", then=(1,)):
    search = BranchAndBound(problem(at_the_top).reduced())
    return GroupContrast(search, "north", against, of, then, ("North", "South"))


def test_without_a_total_either_group_may_have_all_or_none():
    found = contrast().difference
    assert (found.lowest, found.highest, found.sharp) == (-1, 1, True)


@pytest.mark.parametrize(("at_the_top", "furthest"), [(0, 0), (1, 0.5), (2, 1), (3, 0.5), (4, 0)])
def test_a_total_of_both_ties_them_together(at_the_top, furthest):
    found = contrast(at_the_top=at_the_top)
    assert (found.difference.lowest, found.difference.highest) == (-furthest, furthest)
    assert found.first.count.lowest == max(0, at_the_top - 2)
    assert found.first.count.highest == min(2, at_the_top)


def test_a_change_is_what_is_good_after_less_what_was_before():
    assert contrast("change", 4).first.share.lowest == 1
    assert contrast("change", 4).measures == (contrast("change", 4).difference,)
    backwards = dataclasses.replace(contrast("change", 4), backwards=True)
    assert backwards.first.share.lowest == -1


@pytest.mark.parametrize("measure", ["ratio", "odds_ratio", "superiority"])
def test_a_change_of_shares_has_no_measure_but_the_difference(measure):
    with pytest.raises(UsageError, match="have a difference and no other measure"):
        getattr(contrast("change"), measure)


def test_the_first_side_is_known_so_nothing_is_left_to_settle():
    found = contrast("first", then=(0,))
    assert found.verdict == "settled equal"
    assert found.line == ("North", "2", "100%", "100%", "0")


def test_against_no_name_stand_all_others():
    found = contrast(against="")
    assert groups_in(found.search) == {"north", "south"}
    assert found.to_dict()["against"] is None
    assert found.difference == contrast().difference


def test_what_can_t_be_contrasted_is_refused_with_what_can():
    check_contrast_kind("change", common_scale=True)
    check_contrast_kind("first", common_scale=False)
    with pytest.raises(UsageError) as caught:
        check_contrast_kind("secnd", common_scale=True)
    assert caught.value.matches == ("second",)
    with pytest.raises(UsageError, match="one scale"):
        check_contrast_kind("change", common_scale=False)


def test_a_group_must_hold_a_council_and_another_stand_against_it():
    check_named_groups(["London"], ["London", "North East"])
    with pytest.raises(UsageError) as caught:
        check_named_groups(["Londn"], ["London", "North East"])
    assert caught.value.matches == ("London",)
    with pytest.raises(UsageError, match="contrasted with itself"):
        check_named_groups(["London", "London"], ["London", "North East"])
    with pytest.raises(UsageError, match="all paired councils are in one group"):
        check_named_groups(["London"], ["London"])


def test_the_groups_of_the_built_in_regimes_are_all_in_one_table():
    comparison = cr.compare("ssi2003", "ofsted2009", by="region")
    found = comparison.between("London", of="first")
    assert found.first.of.lowest == 33
    assert found.second.of.lowest == comparison.crosstab.tabulation.pairs - 33
