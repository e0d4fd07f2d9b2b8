"""Count the councils that a rolling position covers, and measure the age of its grades."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crossregime.core.councils import load_register
from crossregime.core.frozen import frozen
from crossregime.core.text import many

if TYPE_CHECKING:
    import datetime as dt

    import polars as pl


@frozen
class Inspected:
    """How many of the councils active on the date have an inspection, and how old the inspections are.

    `median_age` (days) and `oldest` are None where there is no inspection. `not_inspected` are the active councils
    without one, by name. `seen` says which inspections count, where not all do.
    """

    active: int
    inspected: int
    median_age: float | None
    oldest: dt.date | None
    too_old: int
    not_inspected: tuple[str, ...]
    seen: str = "been inspected"

    @property
    def sentence(self) -> str:
        """Say it in a sentence or two."""
        seen = "an inspection that is recent enough" if self.too_old else self.seen
        text = f"{self.inspected} of the {self.active} councils of that day have {seen}"
        if self.median_age is not None:
            text += f"; half of the grades are older than {years(self.median_age)}, the oldest is of {self.oldest}"
        if self.too_old:
            text += f"; {many(self.too_old, 'inspection')} left out as too old"
        return f"{text}."

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "active": self.active,
            "inspected": self.inspected,
            "median_age_days": self.median_age,
            "oldest": None if self.oldest is None else str(self.oldest),
            "too_old": self.too_old,
            "not_inspected": list(self.not_inspected),
        }


def years(days: float) -> str:
    """Write a number of days in months or years.

    >>> years(40), years(400), years(1000)
    ('1 month', '13 months', '2.7 years')
    """
    if days < 730:
        return many(round(days / 30.4375), "month")
    return f"{days / 365.25:.1f} years"


SEEN = {"previous": "an inspection before their latest", "last-graded": "an inspection that gave a grade"}
"""What a selector's choice asks of the inspections that count."""


def count_inspected(outcomes: pl.DataFrame, date: dt.date, too_old: int, choice: str = "latest") -> Inspected:
    """Count what the outcomes of a rolling position cover on its date; rows without a date are of the uninspected."""
    from statistics import median

    import polars as pl

    active = {each.series: each.name for each in load_register().active(date)}
    seen = outcomes.filter(pl.col("published").is_not_null())
    held = set(seen.get_column("series_id"))
    dates = seen.get_column("published").to_list()
    return Inspected(
        len(active),
        len(held),
        median((date - each).days for each in dates) if dates else None,
        min(dates, default=None),
        too_old,
        tuple(sorted(name for series, name in active.items() if series not in held)),
        SEEN.get(choice, "been inspected"),
    )
