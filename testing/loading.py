"""Load the regime that a test class names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import pytest

import crossregime
from crossregime.core.positions import find_position

if TYPE_CHECKING:
    from crossregime.core.model import Regime
    from crossregime.core.positions import Position


class NamedRegime:
    """What a test class has of the regime that it names, for the tests of an author's own too."""

    regime: ClassVar[str | Path]

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
