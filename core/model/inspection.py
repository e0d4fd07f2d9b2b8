"""Define the unit of a rolling regime: one inspection of one council, on its own date."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from crossregime.core.frozen import frozen

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    import polars as pl

    from crossregime.core.dates import Period


def as_of(outcomes: pl.DataFrame, dates: Iterable[dt.date]) -> pl.DataFrame:
    """Return the outcomes of a rolling regime as of each of several dates, with `published` set to the date.

    Of each series and judgement that is the latest row by then; series that had ended are left out.
    """
    import polars as pl

    from crossregime.core.councils import load_register

    found = [outcomes.clear()]
    for date in sorted(set(dates)):
        active = [council.series for council in load_register().active(date)]
        rows = outcomes.filter((pl.col("published") <= date) & pl.col("series_id").is_in(active)).sort("published")
        latest = rows.unique(["series_id", "judgement"], keep="last", maintain_order=True)
        found.append(latest.with_columns(pl.lit(date).alias("published")))
    return pl.concat(found)


@frozen
class Inspection:
    """One inspection of one council.

    `published` is the day, month or year of publication, as much of it as is known. `visited` is when inspectors
    came, as the source prints it, `type` the kind of inspection (full, focused, monitoring); both are empty where they
    are not known.

    >>> import crossregime as cr
    >>> from crossregime.core.dates import read_period
    >>> first = cr.Inspection("leeds-2015", "leeds", "leeds", "Leeds", read_period("2015-03"), "", "full", "report")
    >>> str(first.date)
    '2015-03-31'
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
        """The day by which it was certainly published: its date in `Regime.outcomes`."""
        return self.published.last

    def as_dict(self) -> dict[str, Any]:
        """Return the fields as JSON data."""
        return {**asdict(self), "published": self.published.text}
