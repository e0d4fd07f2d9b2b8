"""Write findings on claims for people and as JSON: what holds, what can hold, what is contradicted and why.

A renderer never computes: every verdict and number comes from the reconciliation.
"""

from __future__ import annotations

from collections import Counter
from typing import IO, TYPE_CHECKING

from crossregime.core.claims import COUNTED, Claim, Quantity, Subtraction, Sum
from crossregime.core.text import many
from crossregime.render.page import ALL, Writer, write_page
from crossregime.render.sources import write_source

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from crossregime.core.claims import Finding, Reconciliation

HEADS = {
    "holds": "holds",
    "within_rounding": "within rounding",
    "can_hold": "can hold",
    "contradicted_explained": "contradicted, explained",
    "contradicted": "contradicted",
    "unchecked": "not checked",
}
MEANINGS = (
    "Holds: every way to fill what was not printed agrees with the claim. Within rounding: so it does once"
    " the printed number is read as rounded. Can hold: some way agrees, another does not. Contradicted: none"
    " does. A printed total that states what a claim states is left out when that claim is judged."
)


def write_reconciliation(
    reconciliation: Reconciliation, stream: IO[str] | None = None, show: Collection[str] = ALL
) -> None:
    """Write the findings to a stream, standard output by default."""
    write_page(lambda page: lay_reconciliation(page, reconciliation), stream, show)


def lay_reconciliation(page: Writer, reconciliation: Reconciliation) -> None:
    """Lay the findings out on a page."""
    every = reconciliation.findings
    page.title(f"{len(every)} printed statements held to the data")
    _verdict(reconciliation, page)
    for regime in reconciliation.regimes:
        if regime.id not in reconciliation.hashes:
            page.line(f"{regime.id} has no claims.json.")
    if not every:
        return
    rows = [
        [regime.id, *(str(number) for number in reconciliation.counts(regime.id).values())]
        for regime in reconciliation.regimes
    ]
    rows.append(["all", *(str(number) for number in reconciliation.counts().values())])
    page.grid(["", *(HEADS[name] for name in COUNTED)], rows, right=range(1, len(COUNTED) + 1))
    _failed(reconciliation, page)
    _reconstructed(every, page)
    parts: dict[str, Callable[[], None]] = {
        "meanings": lambda: page.line(MEANINGS),
        "contradicted": lambda: _section(page, "Contradicted, explained", [each for each in every if each.explained]),
        "can-hold": lambda: _section(page, "Can hold", [each for each in every if each.verdict == "can_hold"]),
        "unchecked": lambda: _section(page, "Not checked", [each for each in every if each.verdict == "unchecked"]),
        "holding": lambda: _holding(page, [each for each in every if each.verdict in ("holds", "within_rounding")]),
        "positions": lambda: _positions(reconciliation, page),
        "sources": lambda: _sources(reconciliation, page),
    }
    for part, write in parts.items():
        if page.wants(part):
            write()


def _verdict(reconciliation: Reconciliation, page: Writer) -> None:
    """State in a line whether anything needs attention."""
    failed, counts = len(reconciliation.failed), reconciliation.counts()
    hold = counts["holds"] + counts["within_rounding"]
    if failed:
        page.answer(f"{many(failed, 'claim')} must be looked at.")
    elif reconciliation.findings:
        page.answer(
            f"None must be looked at: {hold} hold, {counts['can_hold']} can hold, {counts['contradicted_explained']}"
            f" are contradicted and explained, {counts['unchecked']} can't be checked."
        )


def _reconstructed(findings: Sequence[Finding], page: Writer) -> None:
    """State how many findings rest on reconstructed grades, and how many of these on the claim itself."""
    resting = [finding for finding in findings if finding.reconstructed]
    if not resting:
        return
    with_it = sum(bool(finding.claim.circular) for finding in resting)
    text = f"{many(len(resting), 'claim')} held to grades that are reconstructed, marked so below."
    if with_it:
        text += f" {with_it} of them were used to reconstruct these: marked circular, as they do not test them."
    page.line(text)


def _failed(reconciliation: Reconciliation, page: Writer) -> None:
    failed = reconciliation.failed
    if failed:
        page.heading(f"To look at: {len(failed)}")
    for finding in failed:
        page.item(_told(finding))
        if finding.stale:
            page.line("It explains a contradiction, but the data don't contradict it.", indent=6)
        else:
            page.line("No explanation is given.", indent=6)


def _section(page: Writer, title: str, findings: Sequence[Finding]) -> None:
    page.heading(f"{title}: {len(findings) or 'none'}")
    for finding in findings:
        page.item(_told(finding))
        why = finding.why or finding.claim.explanation
        if why:
            page.line(f"Why: {why}", indent=6)
        _notes(finding, page)


def _notes(finding: Finding, page: Writer) -> None:
    if finding.claim.circular:
        page.line(f"Circular: {finding.claim.circular}", indent=6)
    if finding.claim.note:
        page.line(f"Note: {finding.claim.note}", indent=6)


def _told(finding: Finding) -> str:
    """Write a finding in one paragraph."""
    claim = finding.claim
    text = f"{claim.regime} {claim.id}: {claim.says}. [{claim.source}, {claim.place}]"
    if not claim.printed:
        return text
    text += f" Printed: {_printed(claim)}."
    if finding.computed:
        text += f" The data: {finding.computed}{_basis(finding)}."
    return text


def _printed(claim: Claim) -> str:
    """Write what was printed with its rounding."""
    if claim.names:
        return claim.printed if claim.rounding == "exact" else f"{claim.printed}, among others"
    words = claim.printed
    if "/" not in words:
        match claim.query:
            case Quantity(kind="share"):
                words += "%"
            case Sum(out_of=out_of) if out_of:
                words += "%"
            case Subtraction(first=Quantity(kind="share")):
                words += " points"
    return words if claim.rounding in ("exact", "whole", "one decimal") else f"{claim.rounding} {words}"


def _basis(finding: Finding) -> str:
    resting: list[str] = [finding.basis] if finding.basis in ("ranges", "ranges and totals") else []
    if finding.reconstructed:
        resting.append("circular" if finding.claim.circular else "reconstructed")
    return f" ({', '.join(resting)})" if resting else ""


def _holding(page: Writer, findings: Sequence[Finding]) -> None:
    """Write each claim that holds, with the cells of a table together."""
    page.heading(f"Holds: {len(findings) or 'none'}")
    cells: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.claim.table:
            cells.setdefault((finding.claim.regime, finding.claim.table), []).append(finding)
    for (regime, table), held in cells.items():
        exact = sum(finding.verdict == "holds" for finding in held)
        with_it = [finding for finding in held if finding.claim.circular]
        first = (with_it or held)[0]
        rounded = f", {len(held) - exact} of them within their rounding" if exact < len(held) else ""
        circular = f"; {many(len(with_it), 'cell')} circular" if with_it else ""
        what = first.claim.says.rpartition(": ")[0]
        hold = f"{many(len(held), 'cell')} hold{rounded}{circular}"
        page.item(f"{regime} {table}: {what}. [{first.claim.source}] {hold}.")
        _notes(first, page)
    for finding in findings:
        if not finding.claim.table:
            rounded = " Within rounding." if finding.verdict == "within_rounding" else ""
            page.item(f"{_told(finding)}{rounded}")
            _notes(finding, page)


def _positions(reconciliation: Reconciliation, page: Writer) -> None:
    page.heading("What the claims were held to")
    for text, position in reconciliation.positions.items():
        page.item(f"{text}, {position.date}: {position.coverage_text}")


def _sources(reconciliation: Reconciliation, page: Writer) -> None:
    page.heading("Sources")
    for regime in reconciliation.regimes:
        used = Counter(finding.claim.source for finding in reconciliation.findings if finding.claim.regime == regime.id)
        for source in regime.sources.values():
            if used[source.id]:
                cited = f"{regime.id}, {source.id}: {source.cite()}: {many(used[source.id], 'claim')}"
                write_source(page, source, cited)
