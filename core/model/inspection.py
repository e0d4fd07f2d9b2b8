"""Define the unit of a rolling regime: one inspection of one council, on its own date."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt

    from crossregime.core.dates import Period


@dataclass(frozen=True, slots=True)
class Inspection:
    """One inspection of one council.

    `published` is the day, month or year of publication, as much of it as is known. `visited` is when inspectors
    came, as the source prints it, `type` the kind of inspection (full, focused, monitoring); both are empty where they
    are not known.
    """

    id: str
    council_id: str
    series_id: str
    printed: str
    published: Period
    visited: str
    type: str
    source: str

    @property
    def date(self) -> dt.date:
        """The day by which it was surely published: what `Regime.outcomes` has as its date."""
        return self.published.last

    def as_dict(self) -> dict[str, Any]:
        """Give the fields as JSON holds them."""
        return {**asdict(self), "published": self.published.text}
