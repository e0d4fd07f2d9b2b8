"""Define the finding on a claim, as a value and as a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from crossregime.core.claims.claims import FILE

if TYPE_CHECKING:
    from fractions import Fraction

    from crossregime.core.claims.claims import Claim

Verdict = Literal["holds", "within_rounding", "can_hold", "contradicted", "unchecked"]
FindingBasis = Literal["", "counted", "ranges", "ranges and totals", "printed numbers", "rule"]
COUNTED = ("holds", "within_rounding", "can_hold", "contradicted_explained", "contradicted", "unchecked")
"""What is counted: the verdicts, with contradictions that a claim explains apart."""
FIELDS = (
    "regime", "claim", "at", "source", "place", "says", "printed", "rounding", "computed", "lowest",
    "highest", "basis", "reconstructed", "circular", "verdict", "explained", "why", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of checking a claim.

    `computed` is what the data give, in words; `lowest` and `highest` the same as numbers (None for a list).
    `basis` says what that rests on: grades that are all known (counted), ranges of grades, ranges bound by
    printed totals and flows, printed numbers alone, or the rating rule. `reconstructed` tells that some of the grades
    were worked out from traces in a later document. `why` says why the claim can't be checked.
    """

    claim: Claim
    verdict: Verdict
    computed: str = ""
    lowest: Fraction | None = None
    highest: Fraction | None = None
    basis: FindingBasis = ""
    reconstructed: bool = False
    why: str = ""

    @property
    def explained(self) -> bool:
        """Tell whether it is a contradiction that the claim explains."""
        return self.verdict == "contradicted" and bool(self.claim.explanation)

    @property
    def stale(self) -> bool:
        """Tell whether the claim explains a contradiction that does not exist."""
        return self.verdict != "contradicted" and bool(self.claim.explanation)

    @property
    def failed(self) -> bool:
        """Tell whether it needs attention: an unexplained contradiction, or an explanation without one."""
        return self.stale or (self.verdict == "contradicted" and not self.explained)

    @property
    def counted_as(self) -> str:
        """The entry of `COUNTED` under which it is counted."""
        return "contradicted_explained" if self.explained else self.verdict

    def row(self) -> dict[str, Any]:
        """Return it as plain values, in the order of FIELDS."""
        claim = self.claim
        return {
            "regime": claim.regime,
            "claim": claim.id,
            "at": f"{FILE}, {claim.at}",
            "source": claim.source,
            "place": claim.place,
            "says": claim.says,
            "printed": claim.printed,
            "rounding": claim.rounding if claim.printed else "",
            "computed": self.computed,
            "lowest": None if self.lowest is None else float(self.lowest),
            "highest": None if self.highest is None else float(self.highest),
            "basis": self.basis,
            "reconstructed": self.reconstructed,
            "circular": claim.circular,
            "verdict": self.verdict,
            "explained": self.explained,
            "why": self.why or claim.explanation,
            "note": claim.note,
        }
