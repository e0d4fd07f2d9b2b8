"""Represent a side of a user's own frames in place of a position, with its name, scale and totals."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from crossregime.core.model import Judgement, KnownCount
from crossregime.core.text import span_text

if TYPE_CHECKING:
    from crossregime.core.model import Scale


@dataclass(frozen=True, slots=True)
class KnownTotal(KnownCount):
    """A known number of units at a grade or several, overall or in a group; it binds the bounds."""

    side: int
    ranks: tuple[int, ...]
    lowest: int
    highest: int
    dimension: str = ""
    group: str = ""

    def printed(self) -> str:
        """Write the number."""
        return span_text(self.lowest, self.highest, "{:,}".format)


@dataclass(frozen=True, eq=False)
class Side:
    """A side of a table of a user's own frames, as much of a position as its bounds and statistics ask for.

    `number` is 0 on the left, which is taken as the earlier, and 1 on the right. `complete` tells that every grade is
    known; the `totals` are those that bind it, and `unit` is what a sentence calls one of those that are rated. It is
    of no regime, and never mapped.
    """

    name: str
    scale: Scale
    number: int
    complete: bool
    totals: tuple[KnownTotal, ...] = ()
    unit: str = "unit"
    regimes: tuple[()] = ()
    judgements: tuple[()] = ()
    mapping: None = None

    @property
    def label(self) -> str:
        """The name: it has no judgement to tell apart."""
        return self.name

    @property
    def spoken(self) -> str:
        """The name."""
        return self.name

    @property
    def caption(self) -> str:
        """The name."""
        return self.name

    @property
    def why_open(self) -> frozenset[str]:
        """Why grades are open: unknown here."""
        return frozenset({""})

    @property
    def unmapped(self) -> Side:
        """The side itself."""
        return self

    @cached_property
    def judgement(self) -> Judgement:
        """Its judgement, of which only the scale is known."""
        return Judgement(self.name, self.name, "both", "overall", self.scale)

    def before(self, other: Side) -> int:
        """Tell which comes first: 1 where this one does, -1 where the other does."""
        return (self.number < other.number) - (self.number > other.number)
