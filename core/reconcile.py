"""Hold claims to the data: work each one out, and say whether it holds, can hold or is contradicted.

A claim becomes requirements on sums over councils. It holds when every completion of the ranges that meets the
other printed totals and flows meets them, can hold when some completion does, and is contradicted when none does. A
total or flow that states the very thing that a claim states is left out when the claim is judged: nothing is
held to itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import TYPE_CHECKING, Any, Literal, get_args

from crossregime.core.claims import (
    FILE,
    LIMITS,
    Claim,
    Condition,
    Difference,
    Figure,
    Ranking,
    Sum,
    accepted,
    read_claims,
)
from crossregime.core.errors import CrossregimeError, DataError, Problem, SelectorError, UsageError, close_matches
from crossregime.core.position import Position, position
from crossregime.core.register import register
from crossregime.core.selector import is_folder, parse_selector
from crossregime.core.tally import Form, Grades, Limit, Requirement, Tally, Unit, units

if TYPE_CHECKING:
    import polars as pl

    from crossregime.core.model import Flow, Regime, Scale, Total

Verdict = Literal["holds", "within_rounding", "can_hold", "contradicted", "unchecked"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
Basis = Literal["counted", "ranges", "ranges and totals", "printed numbers", ""]
ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of one claim.

    `computed` is what the data give, in words; `lowest` and `highest` the same as numbers (None for a list).
    `basis` says what that rests on: grades that are all known (counted), ranges of grades, ranges bound by
    printed totals and flows, or printed numbers alone. `why` gives the reason where the claim can't be checked.
    """

    claim: Claim
    verdict: Verdict
    computed: str = ""
    lowest: Fraction | None = None
    highest: Fraction | None = None
    basis: Basis = ""
    why: str = ""

    @property
    def explained(self) -> bool:
        """Tell whether it is a contradiction that the claim explains."""
        return self.verdict == "contradicted" and bool(self.claim.explanation)

    @property
    def stale(self) -> bool:
        """Tell whether the claim explains a contradiction that is none."""
        return self.verdict != "contradicted" and bool(self.claim.explanation)

    @property
    def failed(self) -> bool:
        """Tell whether someone must look at it: unexplained, or explained for nothing."""
        return self.stale or (self.verdict == "contradicted" and not self.explained)


@dataclass(frozen=True, eq=False)
class Reconciliation:
    """The claims of one or several regimes, held to the data.

    `findings` stand in the order of the regimes and of their files; `positions` are those that queries name, by
    selector.
    """

    regimes: tuple[Regime, ...]
    findings: tuple[Finding, ...]
    positions: Mapping[str, Position]
    hashes: Mapping[str, str]

    @property
    def failed(self) -> tuple[Finding, ...]:
        """The findings that someone must look at; none means that all is well."""
        return tuple(finding for finding in self.findings if finding.failed)

    def counts(self, regime: str | None = None) -> dict[str, int]:
        """Count findings by verdict, of one regime or all; contradictions are counted as explained or not."""
        found = Counter(
            f"{finding.verdict}{'_explained' if finding.explained else ''}"
            for finding in self.findings
            if regime in (None, finding.claim.regime)
        )
        names = ("holds", "within_rounding", "can_hold", "contradicted_explained", "contradicted", "unchecked")
        return {name: found[name] for name in names}

    @cached_property
    def frame(self) -> pl.DataFrame:
        """One row a claim: regime, claim, source, place, says, printed, rounding, computed, verdict and the rest."""
        import polars as pl

        numbers = ("lowest", "highest")
        rows = [
            {key: value for key, value in finding_dict(finding).items() if key != "at"} for finding in self.findings
        ]
        texts = [field for field in FIELDS if field not in (*numbers, "explained", "at")]
        schema = {
            field: pl.Float64 if field in numbers else pl.Boolean if field == "explained" else pl.String
            for field in FIELDS
            if field in (*texts, *numbers, "explained")
        }
        return pl.DataFrame(rows, schema=schema)

    def to_dict(self) -> dict[str, Any]:
        """Give it as JSON holds it (schemas/reconcile.schema.json)."""
        from crossregime.core.render.reconcile import reconciliation_dict

        return reconciliation_dict(self)

    def to_json(self) -> str:
        """Give it as JSON text: the same call gives the same bytes."""
        from crossregime.core.export import json_text

        return json_text(self.to_dict())

    def __repr__(self) -> str:
        counts = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in self.counts().items() if number)
        return f"Reconciliation of {len(self.findings)} claims: {counts}"


FIELDS = (
    "regime", "claim", "at", "source", "place", "says", "printed", "rounding", "computed", "lowest", "highest",
    "basis", "verdict", "explained", "why", "note",
)  # fmt: skip


def finding_dict(finding: Finding) -> dict[str, Any]:
    """Make a finding into plain values, in the order of FIELDS."""
    claim = finding.claim
    return {
        "regime": claim.regime,
        "claim": claim.id,
        "at": f"{FILE}, {claim.at}",
        "source": claim.source,
        "place": claim.place,
        "says": claim.says,
        "printed": claim.printed,
        "rounding": claim.rounding if claim.printed else "",
        "computed": finding.computed,
        "lowest": None if finding.lowest is None else float(finding.lowest),
        "highest": None if finding.highest is None else float(finding.highest),
        "basis": finding.basis,
        "verdict": finding.verdict,
        "explained": finding.explained,
        "why": finding.why or claim.explanation,
        "note": claim.note,
    }


def reconcile(regimes: Sequence[Regime], load: Callable[[str], Regime]) -> Reconciliation:
    """Hold the claims of regimes to the data; `load` gives the other regimes that their selectors name.

    Raises DataError, with every problem of a claims.json, when a claim can't be read or names a judgement, a
    grade, a group or a council that there is not. A claim on a regime that can't be loaded is left unchecked.
    """
    findings: list[Finding] = []
    positions: dict[str, Position] = {}
    hashes: dict[str, str] = {}
    for regime in regimes:
        claims = read_claims(regime)
        bench = _Bench(regime, load)
        findings += bench.judge(claims)
        positions |= {text: found for text, found in bench.positions.items() if isinstance(found, Position)}
        if claims and regime.folder is not None:
            import hashlib

            hashes[regime.id] = hashlib.sha256((regime.folder / FILE).read_bytes()).hexdigest()
    return Reconciliation(tuple(regimes), tuple(findings), dict(sorted(positions.items())), hashes)
