"""Comparisons: the numbers of the real regimes, by hand and by independent counting."""

from __future__ import annotations

import pytest

import crossregime as cr

# What differs


def test_two_regimes_break_and_one_regime_does_not():
    comparison = cr.compare("ssi2003", "ofsted2009")
    assert [each.about for each in comparison.differences] == ["service", "aspect", "definitions", "population"]
    assert set(comparison.pairs.get_column("flag")) == {"b"}
    same = cr.compare("ssi2002@first", "ssi2002")
    assert same.differences == ()
    assert set(same.pairs.get_column("flag")) == {""}


def test_like_for_like_offers_the_children_s_judgement():
    nearest = cr.compare("ssi2003", "ofsted2009").like_for_like
    assert (nearest.first, nearest.second) == ("ssi2003:children.serving", "ofsted2009:childrens_services")
    assert nearest.judgements is not None
    already = cr.compare("ssi2003:children.serving", "ofsted2009").like_for_like
    assert already is not None
    assert already.judgements is None


def test_like_for_like_never_offers_capacity_for_another_aspect():
    nearest = cr.compare("ssi2003:children.capacity", "ofsted2009").like_for_like
    assert nearest.first == "ssi2003:children.serving"


def test_the_like_for_like_table_is_that_of_its_selectors():
    comparison = cr.compare("ssi2003", "ofsted2009", lineage="inherit")
    direct = cr.compare("ssi2003:children.serving", "ofsted2009", lineage="inherit")
    assert comparison.like_for_like_comparison.crosstab.tabulation == direct.crosstab.tabulation
    assert comparison.like_for_like_comparison.crosstab.bounds == direct.crosstab.bounds


def test_a_position_is_not_compared_with_itself():
    with pytest.raises(cr.UsageError, match="name the same position"):
        cr.compare("ofsted2009", "ofsted2009@2010-01-01")
