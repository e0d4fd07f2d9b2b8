"""What became of a claim: how it is counted, and when someone must look at it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from crossregime.core.claims.claims import Claim
from crossregime.core.claims.finding import COUNTED, FIELDS, Finding

CLAIM = Claim("trial", "c", "paper", "p. 1", "It says so", "claim 1", printed="26%", value=Fraction(26))
EXPLAINED = Claim("trial", "c", "paper", "p. 1", "It says so", "claim 1", explanation="A misprint.")


@pytest.mark.parametrize("verdict", ["holds", "within_rounding", "can_hold", "unchecked"])
def test_what_is_not_contradicted_needs_nobody_to_look_unless_it_is_explained_for_nothing(verdict):
    plain = Finding(CLAIM, verdict)
    assert (plain.failed, plain.stale, plain.counted_as) == (False, False, verdict)
    stale = Finding(EXPLAINED, verdict)
    assert (stale.failed, stale.stale, stale.explained) == (True, True, False)


def test_a_contradiction_must_be_looked_at_unless_it_is_explained():
    assert Finding(CLAIM, "contradicted").failed
    assert Finding(CLAIM, "contradicted").counted_as == "contradicted"
    known = Finding(EXPLAINED, "contradicted")
    assert (known.failed, known.explained, known.counted_as) == (False, True, "contradicted_explained")


def test_all_that_a_finding_is_counted_as_is_counted():
    for claim in (CLAIM, EXPLAINED):
        for verdict in ("holds", "within_rounding", "can_hold", "contradicted", "unchecked"):
            assert Finding(claim, verdict).counted_as in COUNTED


def test_a_row_has_plain_values_in_the_order_of_its_fields():
    row = Finding(CLAIM, "can_hold", "24% to 30%", Fraction(24), Fraction(61, 2), "ranges").row()
    assert tuple(row) == FIELDS
    assert (row["lowest"], row["highest"], row["printed"]) == (24.0, 30.5, "26%")
    assert row["at"] == "claims.json, claim 1"
    assert Finding(EXPLAINED, "contradicted").row()["why"] == "A misprint."
    assert Finding(CLAIM, "unchecked", why="no such date").row()["why"] == "no such date"


def test_a_rounding_is_told_only_of_what_was_printed():
    assert Finding(CLAIM, "holds").row()["rounding"] == "exact"
    assert Finding(EXPLAINED, "holds").row()["rounding"] == ""
