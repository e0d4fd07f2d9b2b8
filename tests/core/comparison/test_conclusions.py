"""A conclusion says how far the choice of a crosswalk decides a figure, and claims no more than was attained."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

import crossregime as cr
from crossregime.core.bounds.interval import Interval
from crossregime.core.comparison.conclusions import Conclusion
from crossregime.core.statistics.cells import Undefined


def conclusion(*ends, signed=True):
    return Conclusion(
        "tau_b", "Tau", tuple(Interval(*each) if each else Undefined("no", "no") for each in ends), signed
    )


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        (((0.1, 0.2), (0.3, 0.4)), "from 0.1000 to 0.4000 over all of them; two exclude each other"),
        (((0.1, 0.3), (0.2, 0.4)), "positive under every one"),
        (((-0.3, -0.1), (-0.4, -0.2)), "negative under every one"),
        (((-0.1, 0.3), (0.2, 0.4)), "settled under some and not under others"),
        (((-0.1, 0.3), (-0.2, 0.4)), "under none is it settled"),
        ((None, (0.1, 0.2)), "positive under every one"),
        ((None, None), "no crosswalk gives it bounds"),
        (((2, 5), (4, 9)), "from 2 to 9 over all of them; "),
    ],
)  # fmt: skip
def test_a_sentence_says_how_far_the_crosswalk_decides_it(ends, said):
    assert said in conclusion(*ends).sentence


def test_a_count_has_no_sign():
    assert conclusion((2, 5), (4, 9), signed=False).sentence.endswith("all agree on some values.")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([(-0.1, 0.3, (0.1, 0.2)), (0.1, 0.4, None)], "not shown under some"),
        ([(-0.1, 0.3, (-0.05, 0.2)), (0.1, 0.4, None)], "settled under some and not under others"),
        ([(0.1, 0.9, (0.2, 0.3)), (0.2, 0.4, None)], "outer from 0.1000 to 0.9000 over all of them, attained"),
    ],
)  # fmt: skip
def test_a_sentence_tells_what_is_outer_from_what_is_attained(given, said):
    bounds = tuple(Interval(low, high, inner is None, inner) for low, high, inner in given)
    assert said in Conclusion("tau_b", "Tau", bounds, signed=True).sentence


def test_attained_values_that_lie_apart_are_not_said_to_agree():
    bounds = Interval(0.1, 0.9, sharp=False, inner=(0.1, 0.2)), Interval(0.5, 0.8)
    assert Conclusion("kappa", "Kappa", bounds, signed=False).sentence.endswith(
        "no two are shown to exclude each other."
    )


ends = st.tuples(st.integers(-5, 5), st.integers(-5, 5)).map(sorted)


@given(st.lists(ends, min_size=1, max_size=4))
def test_crosswalks_exclude_each_other_where_no_value_is_in_both_their_bounds(every):
    apart = any(not set(range(low, high + 1)) & set(range(down, up + 1)) for low, high in every for down, up in every)
    assert conclusion(*every, signed=False).exclude == apart


@given(st.lists(ends, min_size=1, max_size=4))
def test_a_sign_is_settled_where_every_value_has_it(every):
    for (low, high), sign in zip(every, conclusion(*every).signs, strict=True):
        values = range(low, high + 1)
        assert (sign == "positive") == all(value > 0 for value in values)
        assert (sign == "negative") == all(value < 0 for value in values)


def test_its_json_has_the_bounds_of_each_crosswalk_or_the_reason_for_none():
    document = conclusion((0.1, 0.2), None).to_dict(("one", "other"))
    first, second = document["bounds"]
    assert (first["crosswalk"], first["bounds"]["lowest"], first["reason"]) == ("one", 0.1, "")
    assert second == {"crosswalk": "other", "bounds": None, "reason": "no"}


def test_a_group_that_a_crosswalk_leaves_without_a_pair_has_the_reason_there():
    found = cr.sensitivity("ssi2003", "ofsted2009", by="region", statistics=["percent_agreement"])
    for table in found.groups:
        for crosstab, pairs, headline in zip(table.crosstabs.values(), table.pairs, table.headlines, strict=True):
            assert pairs == (0 if crosstab is None else crosstab.tabulation.pairs)
            assert (headline is None) == (crosstab is None)
        assert table.question.startswith("The contrast sets councils at ")
        assert len(table.sentences) == len(table.conclusions)
