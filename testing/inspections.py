"""Test the positions of a rolling regime: which inspection of each council counts."""

from __future__ import annotations

import dataclasses
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import pytest

from crossregime.core.comparison import compare_positions
from crossregime.core.positions import Selector, find_position
from crossregime.testing.expected import comparison_findings, expect_equal, expect_none
from crossregime.testing.loading import NamedRegime

if TYPE_CHECKING:
    import datetime as dt

    from crossregime.core.model import Regime
    from crossregime.core.positions import Position

Taken = tuple[Any, Any, Any, str]
"""When an outcome was published, its worst and best grade, and its status."""


class InspectionConformance(NamedRegime):
    """Test a rolling regime; each test of an annual one is skipped."""

    def test_as_of_a_date(self) -> None:
        """As of any date each council has its latest inspection by then that speaks of the judgement."""
        regime = self._rolling()
        dates = regime.dates()
        for date in dict.fromkeys((dates[0], dates[len(dates) // 2], dates[-1])):
            for each in regime.judgements:
                found = find_position(self._selector(each.id, date=date), lambda _: regime)
                expect_equal(f"{found.label} takes other inspections", _taken(found), _by(regime, each.id, date))

    def test_first_inspections(self) -> None:
        """As of @first each council has its first inspection, and one that had just that is never in a pair."""
        regime = self._rolling()
        for each in regime.judgements:
            first = find_position(self._selector(each.id, choice="first"), lambda _: regime)
            wanted = _by(regime, each.id, regime.dates()[-1], first=True)
            expect_equal(f"{first.label} takes other inspections", _taken(first), wanted)
            latest = find_position(self._selector(each.id), lambda _: regime)
            comparison = compare_positions([first, latest])
            expect_none(f"{first.label} beside the latest", comparison_findings(comparison))
            again = {name for name, rows in _histories(regime, each.id).items() if len(rows) > 1}
            once = [name for name in comparison.pairs.get_column("series_id") if name not in again]
            expect_none(f"{each.id}: one and the same inspection is its own before and after", once)

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
            expect_equal(f"{found.label} lost a grade of {name}", _taken(found)[name], rows[-2])

    def test_joined(self) -> None:
        """Joined by + with a regime that has the same inspections it is what it is alone."""
        regime = self._rolling()
        copy = dataclasses.replace(regime, id=f"{regime.id}-copy")
        for each in regime.judgements:
            selector = self._selector(each.id)
            alone = find_position(selector, lambda _: regime)
            both = dataclasses.replace(selector, sources=(self.source, copy.id))
            joined = find_position(both, lambda source: copy if source == copy.id else regime)
            expect_equal(f"{each.id} joined takes other inspections", _taken(joined), _taken(alone))

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


def _given(regime: Regime, _source: str) -> Regime:
    """Give one regime whatever source is named."""
    return regime


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
