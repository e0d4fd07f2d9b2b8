"""The scale of each judgement: shared, or new with an order to be confirmed; judgements alike have one."""

from __future__ import annotations

import pytest

from crossregime.core.authoring.scales_of import find_scales, grades_of
from crossregime.core.authoring.wishes import Wishes
from crossregime.core.errors import UsageError
from crossregime.core.model import Grade, Scale

OFSTED = ["Good", "Inadequate", "Outstanding"]


def test_judgements_of_one_shared_scale_have_it_and_the_author_confirms_that_it_means_the_same():
    scales, (decided,) = find_scales({"a": OFSTED, "b": ["good", "requires improvement"]}, "mine", Wishes())
    assert {each.id for each in scales.values()} == {"ofsted-inspection"}
    assert scales["b"].written["good"] == "Good"
    assert decided.confirm
    assert "mean the same" in decided.what


def test_judgements_that_have_a_grade_in_common_share_a_new_scale():
    scales, decided = find_scales({"a": ["Weak", "Strong"], "b": ["Fair", "Strong"]}, "mine", Wishes())
    assert scales["a"].entry is scales["b"].entry
    assert [each["label"] for each in scales["a"].entry["grades"]] == ["Weak", "Fair", "Strong"]
    assert [each.about for each in decided] == ["scale"]


def test_judgements_of_different_scales_have_scales_of_different_ids():
    scales, _ = find_scales({"a": OFSTED, "b": ["Red", "Green"], "c": ["Weak", "Strong"]}, "mine", Wishes())
    assert len({each.id for each in scales.values()}) == 3


def test_an_order_that_is_given_counts_and_must_name_every_grade():
    scales, (decided,) = find_scales({"a": ["x", "y"]}, "mine", Wishes(order=("y", "x", "z")))
    assert [each["label"] for each in scales["a"].entry["grades"]] == ["y", "x", "z"]
    assert not decided.confirm
    with pytest.raises(UsageError, match="the order leaves out 'x'"):
        find_scales({"a": ["x", "y"]}, "mine", Wishes(order=("y", "z")))


def test_a_scale_that_is_named_counts_and_own_makes_a_new_one():
    named, _ = find_scales({"a": ["good"]}, "mine", Wishes(scale="ofsted-inspection"))
    assert named["a"].written == {"good": "Good"}
    own, _ = find_scales({"a": OFSTED}, "mine", Wishes(scale="own"))
    assert own["a"].id == "mine-scale"
    with pytest.raises(UsageError, match="no shared scale 'ofsted'"):
        find_scales({"a": ["good"]}, "mine", Wishes(scale="ofsted"))


STARS = Scale("shine", "How they shine", (Grade("dim", "Dim", rank=0), Grade("bright", "Bright", rank=1)))


def test_the_scale_of_an_installed_regime_is_proposed_where_no_shared_one_fits():
    scales, (decided,) = find_scales({"a": ["bright", "Dim"]}, "mine", Wishes(), lambda: {"glow:shine": STARS})
    assert (scales["a"].id, scales["a"].entry) == ("glow:shine", None)
    assert scales["a"].written == {"bright": "Bright", "Dim": "Dim"}
    assert decided.confirm
    assert decided.what.startswith("glow:shine, only if")
    found, _ = find_scales({"a": OFSTED}, "mine", Wishes(), lambda: pytest.fail("it was not needed"))
    assert found["a"].id == "ofsted-inspection"


def test_a_scale_of_a_regime_is_named_with_its_regime():
    found, _ = find_scales({"a": ["one star"]}, "mine", Wishes(scale="ssi2003:ssi-stars"))
    assert (found["a"].id, found["a"].written) == ("ssi2003:ssi-stars", {"one star": "One Star"})


def test_words_that_say_there_is_no_grade_are_none():
    assert grades_of(["Good", "Not rated", "Good", "Poor"], Wishes()) == ["Good", "Poor"]
