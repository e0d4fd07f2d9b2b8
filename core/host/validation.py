"""Check a regime from end to end, collecting all its faults."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossregime.core.claims import Reconciliation, reconcile_claims
from crossregime.core.discovery import contract_findings, contradictions, rule_findings
from crossregime.core.errors import Fault, UsageError
from crossregime.core.files import Faults, head, read_named
from crossregime.core.profiles import Description
from crossregime.core.reading import FILES, examine_crosswalk, read_regime
from crossregime.core.rules import misfits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crossregime.core.host.naming import Host
    from crossregime.core.model import Crosswalk, Regime, Rule


@dataclass(frozen=True, slots=True)
class Validation:
    """The result of checking a regime: the regime if it can be read, its faults, and advice.

    `advice` lists what is allowed but probably unintended.
    """

    name: str
    regime: Regime | None
    what: str
    faults: tuple[Fault, ...]
    advice: tuple[str, ...]
    crosswalk: Crosswalk | None = None

    @property
    def ok(self) -> bool:
        """Tell whether the regime, or the crosswalk, can be used."""
        return self.regime is not None or self.crosswalk is not None

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data (schemas/validation.schema.json)."""
        return {
            **head("validation"),
            "regime": self.name,
            "ok": self.ok,
            "what": self.what,
            "faults": [fault.as_dict() for fault in self.faults],
            "advice": list(self.advice),
        }


def validate(host: Host, name: str) -> Validation:
    """Check a regime by id or folder, or a crosswalk's file, and gather all that is wrong with it.

    A built-in is held to its schema too, which loading it for use leaves to the tests. Raises UsageError for an id that
    stands for nothing, and for one file of a regime's folder, DataError where there is no such folder or file, and
    PluginError for a plugin that can't be loaded.
    """
    if Path(name).name in FILES:
        where = Path(name).parent.as_posix()
        raise UsageError(
            f"{name} is one file of a regime", do=f"check its whole folder: {where if '/' in where else f'./{where}'}"
        )
    if name.endswith(".json"):
        read_named(Path(name), lambda folder, file: folder.has(file))  # there must be one to check
        crosswalk, found = examine_crosswalk(Path(name), name)
        if crosswalk is None or found:
            return Validation(name, None, f"the crosswalk in {name} can't be used", found, ())
        return Validation(name, None, "", (), (), crosswalk)
    folder, faults = host.folder(name), Faults(name)
    if folder is not None and not folder.is_dir():
        read_regime(folder, name)  # says what is there in its place
    rule, claims = None, None
    with faults.gathering():
        regime = host.load(name) if folder is None else read_regime(Path(folder), name)
    if not faults.found:
        with faults.gathering():
            rule = regime.rule
        with faults.gathering():
            claims = reconcile_claims([regime], host.load)
        with faults.gathering():
            regime.crosswalks  # noqa: B018  # reading them checks them
        faults.add(*_contract_faults(name, regime, folder))
        if not faults.found:
            faults.add(*(Fault(name, finding) for finding in rule_findings(regime)))
    if faults.found or claims is None:
        return Validation(name, None, f"{name} can't be used", tuple(dict.fromkeys(faults.all)), ())
    return Validation(name, regime, "", (), tuple(_advice(regime, rule, claims)))


def _contract_faults(name: str, regime: Regime, folder: Path | None) -> Iterator[Fault]:
    """Find where a regime breaks its contract; totals that contradict each other are named by their rows."""
    findings = contract_findings(regime)
    together = {each.sentence: each for each in contradictions(regime)} if findings else {}
    for finding in findings:
        found = together.get(finding)
        if found is None or folder is None:
            yield Fault(name, finding if found is None else f"{finding}: {found.words}")
            continue
        what = f"the totals of {found.judgement} on {found.published} contradict each other: {found.words}"
        for place in found.places:  # every row of totals.csv is a total, below the header
            yield Fault(f"{name.rstrip('/')}/totals.csv", what, place + 2, "count", "check them against their sources")


def _advice(regime: Regime, rule: Rule | None, claims: Reconciliation) -> list[str]:
    advice = list(regime.files.notices)
    unused = [source for source, uses in Description(regime).used.items() if not uses]
    named = {note.source for note in regime.comparability} | {each.source for each in regime.publications}
    named |= {finding.claim.source for finding in claims.findings}
    if rule is not None:
        named |= {*rule.sources()}
        advice += misfits(regime, rule)
    advice += [f"source '{source}' is used by no outcome or total" for source in unused if source not in named]
    if not regime.comparability:
        advice.append("regime.json has no comparability notes: say what to know before comparing it with another")
    used = set(regime.outcomes.get_column("judgement"))
    advice += [f"judgement '{each.id}' has no outcome" for each in regime.judgements if each.id not in used]
    for finding in claims.failed:
        unexplained = "is contradicted, without an explanation"
        fault = "explains a contradiction that is none" if finding.stale else unexplained
        advice.append(f"claim '{finding.claim.id}' {fault}: see crossregime reconcile")
    return advice
