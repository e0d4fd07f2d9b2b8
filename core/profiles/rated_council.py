"""Add its history to a council: every outcome of it, its predecessors and its successors, read on demand."""

from __future__ import annotations

from dataclasses import fields
from functools import cached_property
from typing import TYPE_CHECKING, Any

from crossregime.core.councils import Council
from crossregime.core.frozen import frozen
from crossregime.core.profiles.council_profile import Profile, profile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import polars as pl

    from crossregime.core.model import Regime
    from crossregime.render import CouncilPlots


@frozen(eq=False, repr=False)
class RatedCouncil(Council):
    """A council with its history in every regime; the regimes are read when the history is first used.

    `load` gives the regimes. It equals the council of the register that it is.

    >>> import crossregime as cr
    >>> ealing = cr.council("Ealing")
    >>> ealing.id, ealing.region, [each.grade for each in ealing.history.own if each.headline][-1]
    ('ealing', 'London', 'Performs well')
    """

    load: Callable[[], Sequence[Regime]]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Council):
            return NotImplemented
        return all(getattr(self, each.name) == getattr(other, each.name) for each in fields(Council))

    def __hash__(self) -> int:
        return hash(self.id)

    @cached_property
    def history(self) -> Profile:
        """Its profile: lineage, and every outcome of it (`own`), its predecessors and its successors."""
        return profile(self, self.load())

    @property
    def frame(self) -> pl.DataFrame:
        """Return the history as one row an outcome: see `Profile.frame`."""
        return self.history.frame

    def to_dict(self) -> dict[str, Any]:
        """Return the history as JSON data (schemas/profile.schema.json)."""
        return self.history.to_dict()

    @property
    def plot(self) -> CouncilPlots:
        """Draw it: `plot.timeline()`, for which the extra `charts` is needed."""
        from crossregime.render import CouncilPlots

        return CouncilPlots(self)

    def _repr_html_(self) -> str:
        from crossregime.render import html_page, lay_profile

        return html_page(lambda page: lay_profile(page, self.history))
