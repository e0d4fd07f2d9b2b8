"""What would settle a question: assumptions with the ranges under them, and facts with their worth."""

from __future__ import annotations

import dataclasses

import pytest

import crossregime as cr
from crossregime.render.settling import _known, _settling, lay_breakdown, lay_help

from ..pages import compared, laid


@pytest.fixture(scope="module")
def help_():
    return compared("strict").crosstab.identification.what_would_help()


def test_how_few_facts_settle_a_sign_is_said_no_more_surely_than_it_was_searched(help_):
    kind = next(each for each in help_.kinds if each.settling)
    assert _settling(help_, kind) == str(kind.settling)
    assert _settling(help_, dataclasses.replace(kind, searched=False)) == f"{kind.settling} or fewer"
    assert _settling(help_, dataclasses.replace(kind, settling=None)) == "none"
    assert _settling(help_, dataclasses.replace(kind, settling=None, searched=False)) == "none found"
    assert _known(help_, dataclasses.replace(kind, ranges=(None, None)), 0) == "several"
    assert _known(help_, dataclasses.replace(kind, ranges=(None, None), paired=False), 0) == "in no pair"


def test_ranges_of_a_difference_of_shares_are_in_points_and_keep_their_sign():
    found = compared("strict").contrast().breakdown()
    text = laid(lay_breakdown, found)
    assert "difference of shares, points" in text
    assert "+0.2 to +49" in text  # at most 15: still above zero, so never written as 0
    assert "above zero" in text


def test_other_statistics_are_coefficients():
    own = cr.bounds([(0, (0, 1), 2), (1, (0, 1), 3)], (2, 2))
    text = laid(lay_breakdown, own.contrast().breakdown(own.statistic("tau_b")))
    assert "at most kendall's tau-b attained sign" in text
    assert "-1.00 to 1.00" in text


def test_units_of_a_table_of_ones_own_are_named_as_it_says():
    own = cr.bounds([(0, (0, 1), 2), (1, (0, 1), 3)], (2, 2), unit="school")
    text = laid(lay_breakdown, own.contrast().breakdown()) + laid(lay_help, own.what_would_help())
    assert "open school" in text
    assert "council" not in text.casefold()
