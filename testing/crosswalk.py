"""Test crosswalks against the contract."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import pytest

import crossregime
from crossregime.core.comparison import compare_positions
from crossregime.core.crosswalks import mapped
from crossregime.core.discovery import folder_crosswalks, run_in_child
from crossregime.core.model import crosswalk_faults
from crossregime.core.reading import read_path, shared_crosswalks
from crossregime.regimes import BUILTINS
from crossregime.testing.expected import CHILD_TIMEOUT, comparison_findings, expect_equal, expect_none, read_json

if TYPE_CHECKING:
    from crossregime.core.model import Crosswalk
    from crossregime.core.positions import Position


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
        expect_none("nothing is brought", [] if walks else ["there is no crosswalk"])
        faults = [str(fault) for each in walks for fault in crosswalk_faults(each)]
        expect_none("a crosswalk can't be used", faults)

    def test_ids(self) -> None:
        """Each has an id of its own, which none of the project's has."""
        ids = [each.id for each in (*shared_crosswalks(), *self.load())]
        expect_none("an id stands for two crosswalks", sorted({each for each in ids if ids.count(each) > 1}))

    def test_sources(self) -> None:
        """Every source that it lists is one that a link rests on."""
        for each in self.load():
            cited = {link.source for link in each.links} | {also.source for link in each.links for also in link.also}
            expect_none(f"{each.id}: a source that no link cites", sorted(set(each.sources) - cited))

    def test_mapping(self) -> None:
        """Every judgement of a built-in that is on its first scale can be mapped: no council or status is lost."""
        for each in self.load():
            for position in _positions_on(each.from_scale):
                found = mapped(position, each)
                kept = ["series_id", "published", "source"]
                same = found.outcomes.select(kept).equals(position.outcomes.select(kept))
                expect_none(f"{position.label} by {each.id}", [] if same else ["it is about other councils"])

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
            expect_none(f"{position.label} by {each.id}", comparison_findings(comparison))
            expect_equal("JSON does not give it back", read_json(comparison.to_json()), comparison.to_dict())

    def test_determinism(self) -> None:
        """Loading twice, also in a process with another hash seed, gives the same crosswalks."""
        self.load()  # which says so where none is named
        source = self.crosswalk if isinstance(self.crosswalk, str) else str(self.crosswalk.resolve())
        first = _told(source)
        for seed in (1, 2):
            other = run_in_child(__name__, "_told", source, timeout=CHILD_TIMEOUT, hash_seed=seed)
            expect_equal("another process gives other crosswalks", other, first)


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
