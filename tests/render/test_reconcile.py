"""The page of claims held to the data: what is to be looked at, and why."""

from __future__ import annotations

from ..claim_entries import entry, figure, write


def test_the_page_says_what_is_contradicted_and_why(call):
    answer = call("reconcile", "ofsted2009", "--show", "all")
    assert answer.code == 0
    assert "None must be looked at: 20 hold" in answer.out
    assert "Contradicted, explained: 2" in answer.out
    assert "it is 26.3%" in " ".join(answer.out.split())
    assert call("reconcile", "ofsted2009", "--show", "all").out == answer.out


def test_an_unexplained_contradiction_ends_with_1(call, annual):
    write(annual, entry(query=figure("count", "Top"), printed=2))
    answer = call("reconcile", annual)
    assert answer.code == 1
    assert "To look at: 1" in answer.out
    assert "trial c: It says so. [paper, p. 1] Printed: 2. The data: 1." in answer.out
    assert "contradicted, without an explanation" in call("validate", annual).out


def test_a_stale_explanation_ends_with_1(call, annual):
    write(annual, entry(query=figure("count", "Top"), printed=1, explanation="A misprint."))
    answer = call("reconcile", annual)
    assert answer.code == 1
    assert "explains a contradiction, but the data don't contradict it" in answer.out


def test_a_regime_without_claims_is_said_to_have_none(call, annual):
    answer = call("reconcile", annual)
    assert answer.code == 0
    assert "trial has no claims.json" in answer.out
    assert "Contradicted" not in answer.out
