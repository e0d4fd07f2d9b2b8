"""A failure says what breaks the contract."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

import crossregime as cr
from crossregime.testing.expected import comparison_findings, expect_equal, expect_none, read_json


def test_every_finding_stands_in_the_failure():
    expect_none("all is well", [])
    with pytest.raises(AssertionError, match="two faults:\n  one\n  another"):
        expect_none("two faults", ["one", "another"])


def test_two_things_that_should_be_one_are_both_named():
    expect_equal("the same", 1, 1)
    with pytest.raises(AssertionError, match="a second load differs: 2 is not 1"):
        expect_equal("a second load differs", 2, 1)


def test_json_that_is_none_is_refused():
    assert read_json('{"a": 1}') == {"a": 1}
    with pytest.raises(AssertionError, match="the JSON holds NaN"):
        read_json('{"a": NaN}')


def test_a_comparison_that_adds_up_has_no_findings_and_pairs_that_its_table_lacks_are_one():
    comparison = cr.compare("ssi2003", "ofsted2009")
    assert comparison_findings(comparison) == []
    short = SimpleNamespace(
        crosstab=comparison.crosstab, positions=comparison.positions, differences=comparison.differences,
        pairs=comparison.pairs.head(147), unpaired=comparison.unpaired, aligned=comparison.aligned,
    )  # fmt: skip
    assert comparison_findings(short)[1] == "the table has 148 pairs, the list 147"
