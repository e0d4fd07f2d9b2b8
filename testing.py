"""Test a regime or a crosswalk against the contract: pytest classes that an author subclasses in two lines.

from crossregime.testing import CrosswalkConformance, RegimeConformance

class TestMine(RegimeConformance):
    regime = "my-regime"  # an installed regime's id, or a Path to its folder

class TestMyCrosswalk(CrosswalkConformance):
    crosswalk = "my-crosswalks"  # an installed crosswalk plugin's id, or a Path to its file
"""

from __future__ import annotations

import dataclasses
import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import pytest

import crossregime
from crossregime.core.claims import reconcile_claims
from crossregime.core.comparison import Comparison, compare_positions
from crossregime.core.crosswalks import mapped
from crossregime.core.discovery import (
    change_findings,
    council_findings,
    coverage_findings,
    fingerprint,
    folder_crosswalks,
    order_findings,
    rule_findings,
    run_in_child,
    schema_findings,
    total_findings,
)
from crossregime.core.host import Host
from crossregime.core.model import crosswalk_faults
from crossregime.core.positions import LINEAGES, Selector, find_position
from crossregime.core.reading import read_path, shared_crosswalks
from crossregime.regimes import BUILTINS, FOLDER

if TYPE_CHECKING:
    import datetime as dt

    from crossregime.core.model import Crosswalk, Regime
    from crossregime.core.positions import Position

CHILD_TIMEOUT = 120.0
"""The time limit for another process to load the regime, in seconds."""


class RegimeConformance:
    """Test a regime against what the rest of the program relies on.

    A subclass sets `regime`: the id of an installed regime, or a Path to a folder, which is then also checked against
    its JSON Schemas. Every failure names what breaks the contract.
    """

    regime: ClassVar[str | Path]

    # What a subclass may use in tests of its own

    @property
    def source(self) -> str:
        """The regime as a selector names it."""
        if not isinstance(getattr(self, "regime", None), str | Path):
            pytest.fail(
                f"{type(self).__name__} names no regime: set `regime` to an id, or to a Path to its folder",
                pytrace=False,
            )
        # A folder is known by its slash, whatever the system writes between folders.
        return self.regime if isinstance(self.regime, str) else self.regime.resolve().as_posix()

    def load(self) -> Regime:
        """Load the regime."""
        return crossregime.host().load(self.source)

    def positions(self) -> list[Position]:
        """Give a position for every judgement, as of the regime's last date."""
        regime = self.load()
        return [find_position(f"{self.source}:{each.id}", lambda _: regime) for each in regime.judgements]

    # The tests

    def test_schema(self) -> None:
        """Every outcome has the columns, types, statuses and grades that the contract allows."""
        _expect_none("the outcomes break their schema", schema_findings(self.load()))

    def test_order(self) -> None:
        """Publications and outcomes stand in their declared order, each once."""
        _expect_none("the order is not the declared one", order_findings(self.load()))

    def test_coverage(self) -> None:
        """Every council of a publication's universe has an outcome of every judgement, known or not."""
        _expect_none("a publication does not cover its universe", coverage_findings(self.load()))

    def test_councils(self) -> None:
        """Every council is one of the register, on the date on which it was rated."""
        _expect_none("a council is not one of the register", council_findings(self.load()))

    def test_totals(self) -> None:
        """Some completion of the outcomes meets all printed totals."""
        _expect_none("the totals contradict the outcomes", total_findings(self.load()))

    def test_rule(self) -> None:
        """The rating rule, where there is one, can be read and is about the regime's own judgements."""
        _expect_none("the rating rule breaks its contract", rule_findings(self.load()))

    def test_changes(self) -> None:
        """The change marks, where there are any, are about the regime's own judgements."""
        _expect_none("the change marks break their contract", change_findings(self.load()))

    def test_crosswalks(self) -> None:
        """Every crosswalk that it brings can be read, and the checker finds no fault with it."""
        regime = self.load()
        faults = [str(fault) for each in regime.crosswalks for fault in crosswalk_faults(each)]
        _expect_none("a crosswalk can't be used", faults)

    def test_claims(self) -> None:
        """The data reproduce every claim of claims.json, or the claim explains why they contradict it."""
        failed = reconcile_claims([self.load()], crossregime.host().load).failed
        _expect_none(
            "a claim is contradicted without an explanation, or explained though the data agree",
            [f"{each.claim.id}: printed {each.claim.printed}, the data: {each.computed}" for each in failed],
        )

    def test_determinism(self) -> None:
        """Loading twice, also in a process with another hash seed, gives the same regime."""
        first = fingerprint(Host(_builtins()).load(self.source))
        again = fingerprint(Host(_builtins()).load(self.source))
        _expect_equal("a second load gives another regime", again, first)
        for seed in (1, 2):
            other = run_in_child(__name__, "_fingerprint_of", self.source, timeout=CHILD_TIMEOUT, hash_seed=seed)
            _expect_equal("another process gives another regime: is it in the order of a set?", other, first)

    def test_json_round_trip(self) -> None:
        """A comparison of its headline survives JSON unchanged, and is the same bytes each time."""
        headline = next(each for each in self.positions() if each.is_headline)
        others = (crossregime.host().position(builtin) for builtin in BUILTINS)
        pair = [next(each for each in others if each.identity != headline.identity), headline]
        comparison, again = compare_positions(pair), compare_positions(pair)
        text = comparison.to_json()
        _expect_equal("JSON does not give the comparison back", _json(text), comparison.to_dict())
        _expect_equal("a second call gives other bytes", again.to_json(), text)

    @pytest.mark.parametrize("builtin", BUILTINS)
    def test_comparison_with(self, builtin: str) -> None:
        """Every judgement can be put beside the headline of every built-in, under both lineage policies."""
        other = crossregime.host().position(builtin)
        for mine in self.positions():
            if mine.identity == other.identity:
                continue  # a position is not compared with itself
            pair = sorted([other, mine], key=lambda each: each.date)
            for lineage in LINEAGES:
                _expect_none(
                    f"{mine.label} beside {other.label}, lineage {lineage}",
                    _comparison_findings(compare_positions(pair, lineage=lineage)),
                )

    def test_comparison_with_what_is_installed(self) -> None:
        """Its headline can be put beside that of every other installed regime that loads."""
        headline = next(each for each in self.positions() if each.is_headline)
        for regime in crossregime.host().load_all()[0]:
            if regime.id in (*BUILTINS, headline.regime.id):
                continue  # the built-ins have a test of their own
            other = crossregime.host().position(regime)
            found = _comparison_findings(compare_positions(sorted([other, headline], key=lambda each: each.date)))
            _expect_none(f"{headline.label} beside {other.label}", found)

    # Of a rolling regime

    def test_as_of_a_date(self) -> None:
        """As of any date each council has its latest inspection by then that speaks of the judgement."""
        regime = self._rolling()
        dates = regime.dates()
        for date in dict.fromkeys((dates[0], dates[len(dates) // 2], dates[-1])):
            for each in regime.judgements:
                found = find_position(self._selector(each.id, date=date), lambda _: regime)
                _expect_equal(f"{found.label} takes other inspections", _taken(found), _by(regime, each.id, date))

    def test_first_inspections(self) -> None:
        """As of @first each council has its first inspection, and one that had just that is never in a pair."""
        regime = self._rolling()
        for each in regime.judgements:
            first = find_position(self._selector(each.id, choice="first"), lambda _: regime)
            wanted = _by(regime, each.id, regime.dates()[-1], first=True)
            _expect_equal(f"{first.label} takes other inspections", _taken(first), wanted)
            latest = find_position(self._selector(each.id), lambda _: regime)
            comparison = compare_positions([first, latest])
            _expect_none(f"{first.label} beside the latest", _comparison_findings(comparison))
            again = {name for name, rows in _histories(regime, each.id).items() if len(rows) > 1}
            once = [name for name in comparison.pairs.get_column("series_id") if name not in again]
            _expect_none(f"{each.id}: one and the same inspection is its own before and after", once)

    def test_a_silent_inspection(self) -> None:
        """An inspection that is silent on a judgement takes no earlier grade of the council away."""
        import polars as pl

        regime = self._rolling()
        for each in regime.judgements:
            name, rows = max(_histories(regime, each.id).items(), key=lambda item: len(item[1]))
            if len(rows) < 2:
                continue
            last = (
                (pl.col("series_id") == name) & (pl.col("judgement") == each.id) & (pl.col("published") == rows[-1][0])
            )
            silent = dataclasses.replace(regime, outcomes=regime.outcomes.filter(~last))
            found = find_position(self._selector(each.id, date=regime.dates()[-1]), partial(_given, silent))
            _expect_equal(f"{found.label} lost a grade of {name}", _taken(found)[name], rows[-2])

    def test_joined(self) -> None:
        """Joined by + with a regime that has the same inspections it is what it is alone."""
        regime = self._rolling()
        copy = dataclasses.replace(regime, id=f"{regime.id}-copy")
        for each in regime.judgements:
            selector = self._selector(each.id)
            alone = find_position(selector, lambda _: regime)
            both = dataclasses.replace(selector, sources=(self.source, copy.id))
            joined = find_position(both, lambda source: copy if source == copy.id else regime)
            _expect_equal(f"{each.id} joined takes other inspections", _taken(joined), _taken(alone))

    def _rolling(self) -> Regime:
        """Load the regime; skip the test of an annual one."""
        regime = self.load()
        if regime.kind != "rolling":
            pytest.skip("an annual regime has no inspections")
        return regime

    def _selector(
        self, judgement: str, date: dt.date | None = None, choice: Literal["latest", "first"] = "latest"
    ) -> Selector:
        when = choice if choice == "first" else "" if date is None else str(date)
        text = f"{self.source}{'@' if when else ''}{when}:{judgement}"
        return Selector(text, (self.source,), date, choice, judgement)


class CrosswalkConformance:
    """Hold crosswalks to what the rest of the program builds on.

    A subclass sets `crosswalk`: the id of an installed plugin, a Path to a file, or a Path to a folder of files.
    """

    crosswalk: ClassVar[str | Path]

    def load(self) -> tuple[Crosswalk, ...]:
        """Load the crosswalks."""
        if not isinstance(getattr(self, "crosswalk", None), str | Path):
            pytest.fail(
                f"{type(self).__name__} names no crosswalk: set `crosswalk` to a plugin's id, or to a Path to its file",
                pytrace=False,
            )
        return _crosswalks(self.crosswalk)

    def test_checker(self) -> None:
        """There is a crosswalk, and the checker finds no fault with any."""
        walks = self.load()
        _expect_none("nothing is brought", [] if walks else ["there is no crosswalk"])
        faults = [str(fault) for each in walks for fault in crosswalk_faults(each)]
        _expect_none("a crosswalk can't be used", faults)

    def test_ids(self) -> None:
        """Each has an id of its own, which none of the project's has."""
        ids = [each.id for each in (*shared_crosswalks(), *self.load())]
        _expect_none("an id stands for two crosswalks", sorted({each for each in ids if ids.count(each) > 1}))

    def test_sources(self) -> None:
        """Every source that it lists is one that a link rests on."""
        for each in self.load():
            cited = {link.source for link in each.links} | {also.source for link in each.links for also in link.also}
            _expect_none(f"{each.id}: a source that no link cites", sorted(set(each.sources) - cited))

    def test_mapping(self) -> None:
        """Every judgement of a built-in that is on its first scale can be mapped: no council or status is lost."""
        for each in self.load():
            for position in _positions_on(each.from_scale):
                found = mapped(position, each)
                kept = ["series_id", "published", "source"]
                same = found.outcomes.select(kept).equals(position.outcomes.select(kept))
                _expect_none(f"{position.label} by {each.id}", [] if same else ["it is about other councils"])

    def test_comparison(self) -> None:
        """A rating on its first scale and one on its second can be compared by it; figures agree, JSON keeps them."""
        for each in self.load():
            position = next(iter(_positions_on(each.from_scale)), None)
            if position is None:
                continue  # no built-in is on its first scale
            other = next((it for it in _positions_on(each.to_scale) if it.identity != position.identity), None)
            if other is None:
                continue  # none is on its second
            comparison = compare_positions(sorted([mapped(position, each), other], key=lambda it: it.date))
            _expect_none(f"{position.label} by {each.id}", _comparison_findings(comparison))
            _expect_equal("JSON does not give it back", _json(comparison.to_json()), comparison.to_dict())

    def test_determinism(self) -> None:
        """Loading twice, also in a process with another hash seed, gives the same crosswalks."""
        self.load()  # which says so where none is named
        source = self.crosswalk if isinstance(self.crosswalk, str) else str(self.crosswalk.resolve())
        first = _told(source)
        for seed in (1, 2):
            other = run_in_child(__name__, "_told", source, timeout=CHILD_TIMEOUT, hash_seed=seed)
            _expect_equal("another process gives other crosswalks", other, first)


def _crosswalks(source: str | Path) -> tuple[Crosswalk, ...]:
    if isinstance(source, str):
        return crossregime.host().crosswalks(source)
    return folder_crosswalks(source) if source.is_dir() else (read_path(str(source)),)


def _told(source: str) -> list[str]:
    """Load crosswalks in this process and write them out: the call may come from another process."""
    walks = _crosswalks(Path(source) if Path(source).is_absolute() else source)
    return [repr((each.id, each.from_scale, each.to_scale, each.links, sorted(each.sources))) for each in walks]


def _positions_on(scale: str) -> list[Position]:
    """Give the judgements of built-ins that are on a scale."""
    regimes = [crossregime.host().load(name) for name in BUILTINS]
    return [
        crossregime.host().position(f"{regime.id}:{each.id}")
        for regime in regimes
        for each in regime.judgements
        if each.scale.id == scale
    ]


def _given(regime: Regime, _source: str) -> Regime:
    """Give one regime whatever source is named."""
    return regime


Taken = tuple[Any, Any, Any, str]
"""When an outcome was published, its worst and best grade, and its status."""


def _histories(regime: Regime, judgement: str) -> dict[str, list[Taken]]:
    """Give every outcome of a judgement by series, in the order of time."""
    rows = [row for row in regime.outcomes.iter_rows(named=True) if row["judgement"] == judgement]
    found: dict[str, list[Taken]] = {}
    for row in sorted(rows, key=lambda row: row["published"]):
        found.setdefault(row["series_id"], []).append((row["published"], row["worst"], row["best"], row["status"]))
    return found


def _by(regime: Regime, judgement: str, date: dt.date, *, first: bool = False) -> dict[str, Taken]:
    """Work out, without the program, which outcome of each series counts on a date."""
    by_then = {name: [each for each in rows if each[0] <= date] for name, rows in _histories(regime, judgement).items()}
    return {name: rows[0 if first else -1] for name, rows in by_then.items() if rows}


def _taken(position: Position) -> dict[str, Taken]:
    """Give the outcome of each series that a position takes, those that have ended among them."""
    frames = [position.outcomes] if position.former is None else [position.outcomes, position.former]
    return {
        row["series_id"]: (row["published"], row["worst"], row["best"], row["status"])
        for frame in frames
        for row in frame.iter_rows(named=True)
    }


def _builtins() -> dict[str, Path]:
    return {name: FOLDER / name for name in BUILTINS}


def _fingerprint_of(source: str) -> str:
    """Load a regime in this process and give its fingerprint: the call comes from another process."""
    return fingerprint(crossregime.host().load(source))


def _comparison_findings(comparison: Comparison) -> list[str]:
    """Find figures of a comparison that don't add up."""
    crosstab = comparison.crosstab
    pairs, unpaired, aligned = comparison.pairs.height, comparison.unpaired.height, comparison.aligned.height
    findings = []
    if pairs + unpaired != aligned:
        findings.append(f"{pairs} pairs and {unpaired} unpaired series are not the {aligned} aligned")
    if crosstab.tabulation.pairs != pairs:
        findings.append(f"the table has {crosstab.tabulation.pairs} pairs, the list {pairs}")
    for known, bounds in zip(crosstab.tabulation.known, crosstab.bounds, strict=True):
        for count, bound in zip(known, bounds, strict=True):
            if not count <= bound.lowest <= bound.highest <= pairs:
                findings.append(f"a cell with {count} known pairs of {pairs} is bounded by {bound}")
    if len({each.regime.id for each in comparison.positions}) > 1 and not comparison.differences:
        findings.append("the two regimes are put side by side without a word on how they differ")
    return findings


def _json(text: str) -> Any:
    def refuse(constant: str) -> None:
        raise AssertionError(f"the JSON holds {constant}")

    return json.loads(text, parse_constant=refuse)


def _expect_none(what: str, findings: list[str]) -> None:
    if findings:
        raise AssertionError("\n  ".join([f"{what}:", *findings]))


def _expect_equal(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise AssertionError(f"{what}: {str(found)[:200]} is not {str(expected)[:200]}")
