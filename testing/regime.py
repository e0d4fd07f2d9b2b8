"""Test a regime against the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import crossregime
from crossregime.core.claims import reconcile_claims
from crossregime.core.comparison import compare_positions
from crossregime.core.discovery import (
    change_findings,
    council_findings,
    coverage_findings,
    fingerprint,
    order_findings,
    rule_findings,
    run_in_child,
    schema_findings,
    total_findings,
)
from crossregime.core.host import Host
from crossregime.core.model import crosswalk_faults
from crossregime.core.positions import LINEAGES
from crossregime.regimes import BUILTINS, FOLDER
from crossregime.testing.expected import CHILD_TIMEOUT, comparison_findings, expect_equal, expect_none, read_json
from crossregime.testing.inspections import InspectionConformance

if TYPE_CHECKING:
    from pathlib import Path


class RegimeConformance(InspectionConformance):
    """Test a regime against what the rest of the program relies on.

    A subclass sets `regime`: the id of an installed regime, or a Path to a folder, which is then also checked against
    its JSON Schemas. Every failure names what breaks the contract.
    """

    def test_schema(self) -> None:
        """Every outcome has the columns, types, statuses and grades that the contract allows."""
        expect_none("the outcomes break their schema", schema_findings(self.load()))

    def test_order(self) -> None:
        """Publications and outcomes stand in their declared order, each once."""
        expect_none("the order is not the declared one", order_findings(self.load()))

    def test_coverage(self) -> None:
        """Every council of a publication's universe has an outcome of every judgement, known or not."""
        expect_none("a publication does not cover its universe", coverage_findings(self.load()))

    def test_councils(self) -> None:
        """Every council is one of the register, on the date on which it was rated."""
        expect_none("a council is not one of the register", council_findings(self.load()))

    def test_totals(self) -> None:
        """Some completion of the outcomes meets all printed totals."""
        expect_none("the totals contradict the outcomes", total_findings(self.load()))

    def test_rule(self) -> None:
        """The rating rule, where there is one, can be read and is about the regime's own judgements."""
        expect_none("the rating rule breaks its contract", rule_findings(self.load()))

    def test_changes(self) -> None:
        """The change marks, where there are any, are about the regime's own judgements."""
        expect_none("the change marks break their contract", change_findings(self.load()))

    def test_crosswalks(self) -> None:
        """Every crosswalk that it brings can be read, and the checker finds no fault with it."""
        regime = self.load()
        faults = [str(fault) for each in regime.crosswalks for fault in crosswalk_faults(each)]
        expect_none("a crosswalk can't be used", faults)

    def test_claims(self) -> None:
        """The data reproduce every claim of claims.json, or the claim explains why they contradict it."""
        failed = reconcile_claims([self.load()], crossregime.host().load).failed
        expect_none(
            "a claim is contradicted without an explanation, or explained though the data agree",
            [f"{each.claim.id}: printed {each.claim.printed}, the data: {each.computed}" for each in failed],
        )

    def test_determinism(self) -> None:
        """Loading twice, also in a process with another hash seed, gives the same regime."""
        first = fingerprint(Host(_builtins()).load(self.source))
        again = fingerprint(Host(_builtins()).load(self.source))
        expect_equal("a second load gives another regime", again, first)
        for seed in (1, 2):
            other = run_in_child(__name__, "_fingerprint_of", self.source, timeout=CHILD_TIMEOUT, hash_seed=seed)
            expect_equal("another process gives another regime: is it in the order of a set?", other, first)

    def test_json_round_trip(self) -> None:
        """A comparison of its headline survives JSON unchanged, and is the same bytes each time."""
        headline = next(each for each in self.positions() if each.is_headline)
        others = (crossregime.host().position(builtin) for builtin in BUILTINS)
        pair = [next(each for each in others if each.identity != headline.identity), headline]
        comparison, again = compare_positions(pair), compare_positions(pair)
        text = comparison.to_json()
        expect_equal("JSON does not give the comparison back", read_json(text), comparison.to_dict())
        expect_equal("a second call gives other bytes", again.to_json(), text)

    @pytest.mark.parametrize("builtin", BUILTINS)
    def test_comparison_with(self, builtin: str) -> None:
        """Every judgement can be put beside the headline of every built-in, under both lineage policies."""
        other = crossregime.host().position(builtin)
        for mine in self.positions():
            if mine.identity == other.identity:
                continue  # a position is not compared with itself
            pair = sorted([other, mine], key=lambda each: each.date)
            for lineage in LINEAGES:
                expect_none(
                    f"{mine.label} beside {other.label}, lineage {lineage}",
                    comparison_findings(compare_positions(pair, lineage=lineage)),
                )

    def test_comparison_with_what_is_installed(self) -> None:
        """Its headline can be put beside that of every other installed regime that loads."""
        headline = next(each for each in self.positions() if each.is_headline)
        for regime in crossregime.host().load_all()[0]:
            if regime.id in (*BUILTINS, headline.regime.id):
                continue  # the built-ins have a test of their own
            other = crossregime.host().position(regime)
            found = comparison_findings(compare_positions(sorted([other, headline], key=lambda each: each.date)))
            expect_none(f"{headline.label} beside {other.label}", found)


def _builtins() -> dict[str, Path]:
    return {name: FOLDER / name for name in BUILTINS}


def _fingerprint_of(source: str) -> str:
    """Load a regime in this process and give its fingerprint: the call comes from another process."""
    return fingerprint(crossregime.host().load(source))
