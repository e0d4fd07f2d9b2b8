"""Check the claims of regimes against the data: one finding a claim, and those that need attention."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from crossregime.core.claims.claims import FILE
from crossregime.core.claims.claims_file import read_claims
from crossregime.core.claims.finding import COUNTED, FIELDS, Finding
from crossregime.core.claims.query import ClaimContext
from crossregime.core.claims.verdict import ClaimChecker
from crossregime.core.errors import DataError
from crossregime.core.progress import count_off

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import polars as pl

    from crossregime.core.model import Regime
    from crossregime.core.positions import Position


@dataclass(frozen=True, eq=False)
class Reconciliation:
    """The claims of one or several regimes, checked against the data.

    `findings` stand in the order of the regimes and of their files; `positions` are those that queries name,
    by selector; `hashes` gives the SHA-256 of each claims.json by regime.

    >>> import crossregime as cr
    >>> cr.reconcile("ofsted2009").failed
    ()
    """

    regimes: tuple[Regime, ...]
    findings: tuple[Finding, ...]
    positions: Mapping[str, Position]
    hashes: Mapping[str, str]

    @property
    def failed(self) -> tuple[Finding, ...]:
        """The findings that need attention; empty if all is well."""
        return tuple(finding for finding in self.findings if finding.failed)

    def counts(self, regime: str | None = None) -> dict[str, int]:
        """Count findings by verdict, of one regime or all; explained contradictions are counted apart."""
        found = Counter(finding.counted_as for finding in self.findings if regime in (None, finding.claim.regime))
        return {name: found[name] for name in COUNTED}

    @cached_property
    def frame(self) -> pl.DataFrame:
        """One row a claim, in the order of the findings, with the columns of `Finding.row`."""
        import polars as pl

        numbers, answers = ("lowest", "highest"), ("explained", "reconstructed")
        kinds = dict.fromkeys(numbers, pl.Float64) | dict.fromkeys(answers, pl.Boolean)
        rows = [finding.row() for finding in self.findings]
        return pl.DataFrame(rows, schema={field: kinds.get(field, pl.String) for field in FIELDS})

    def to_dict(self, *, findings: bool = True) -> dict[str, Any]:
        """Return it as JSON data (schemas/reconcile.schema.json).

        `findings` may be left out where they stand in a file beside.
        """
        from crossregime.core.files import head

        document: dict[str, Any] = {
            **head("reconciliation"),
            "ok": not self.failed,
            "counts": self.counts(),
            "regimes": [
                {
                    "id": regime.id,
                    "title": regime.title,
                    "origin": regime.origin,
                    "files": dict(regime.files.hashes),
                    "claims": self.hashes.get(regime.id),
                    "counts": self.counts(regime.id),
                }
                for regime in self.regimes
            ],
            "positions": [
                {"selector": text, "date": str(position.date), "coverage": dict(position.coverage)}
                for text, position in self.positions.items()
            ],
        }
        if findings:
            document["findings"] = [{**finding.row(), "stale": finding.stale} for finding in self.findings]
        return document

    def to_json(self) -> str:
        """Return it as JSON text: the same call gives the same bytes."""
        from crossregime.core.files import json_text

        return json_text(self.to_dict())

    def _repr_html_(self) -> str:
        from crossregime.render import html_page, lay_reconciliation

        return html_page(lambda page: lay_reconciliation(page, self))

    def __repr__(self) -> str:
        counts = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in self.counts().items() if number)
        return f"Reconciliation of {len(self.findings)} claims: {counts or 'none'}"


def reconcile_claims(regimes: Sequence[Regime], load: Callable[[str], Regime]) -> Reconciliation:
    """Check the claims of regimes against the data; `load` returns other regimes that their selectors name.

    Raises DataError, with every fault of a claims.json, when a claim can't be read or names an unknown judgement,
    grade, group or council. A claim on a regime that can't be loaded is left unchecked.
    """
    findings: list[Finding] = []
    positions: dict[str, Position] = {}
    hashes: dict[str, str] = {}
    for regime in count_off(regimes, "regimes"):
        claims = read_claims(regime)
        desk = ClaimContext(regime, load)
        bench = ClaimChecker(desk)
        findings += [
            finding for claim in count_off(claims.entries, "claims") if (finding := bench.judge(claim)) is not None
        ]
        if bench.faults:
            raise DataError(f"{regime.origin}/{FILE} can't be used", faults=bench.faults)
        positions |= desk.positions
        if claims.hash:
            hashes[regime.id] = claims.hash
    return Reconciliation(tuple(regimes), tuple(findings), dict(sorted(positions.items())), hashes)
