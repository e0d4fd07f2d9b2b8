"""A statistic that is asked for by another name, or that is not held, is answered by the nearest and the reason."""

from __future__ import annotations

import pytest

from crossregime.core.statistics import ENTRIES
from crossregime.core.statistics.brought import _ALSO, _NEAREST, nearest_statistic


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("Spearman", "tau_b"),
        ("spearmanr", "tau_b"),
        ("Cramér's V", "tau_b"),
        ("chi-squared", "linear_by_linear"),
        ("Mann-Whitney U", "probability_of_superiority"),
        ("McNemar", "sign_test"),
        ("Fleiss' kappa", "kappa"),
        ("kruskal wallis", "ridits"),
        ("t-test", "mean_shift"),
    ],
)
def test_a_name_in_anybody_s_spelling_has_its_nearest(name, nearest):
    assert nearest_statistic(name)[0] == nearest


@pytest.mark.parametrize("word", ["", "gama", "tau_b", "rating", "..."])
def test_a_typing_mistake_and_a_statistic_that_is_held_have_none(word):
    assert nearest_statistic(word) is None


def test_every_answer_is_a_statistic_that_is_held_and_none_is_for_one_that_is():
    held = {entry.name for entry in ENTRIES}
    assert {nearest for nearest, _ in _NEAREST.values()} <= held
    assert not held & {*_NEAREST, *_ALSO}


def test_every_other_name_leads_to_an_answer():
    assert set(_ALSO.values()) <= set(_NEAREST)
    assert not set(_ALSO) & set(_NEAREST)
