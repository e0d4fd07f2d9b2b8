"""Define a council: a legal body with its dates and codes, its names, and what came from what."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from crossregime.core.arguments import check_choice, is_one_of, shown
from crossregime.core.dates import as_day
from crossregime.core.frozen import frozen

SCHEMES = ("gss", "ons", "dfe")
"""Schemes of codes: GSS (in force from 2009), the old ONS codes (before it) and DfE."""


@frozen(repr=False)
class Council:
    """A legal body with social services duties: one row of the register.

    `start` is None for a body older than the register, `end` None for one that exists; `codes` holds
    (scheme, code, first day, last day) with the schemes gss, ons (the old ONS code, for use before 2009) and dfe.

    >>> import datetime
    >>> import crossregime as cr
    >>> hull = cr.register().resolve("Hull")
    >>> hull.id, hull.region, hull.code("dfe", datetime.date(2009, 12, 9))
    ('kingston-upon-hull', 'Yorkshire and The Humber', '810')
    """

    id: str
    name: str
    official_name: str
    series: str
    type: str
    region: str
    start: dt.date | None
    end: dt.date | None
    note: str
    codes: tuple[tuple[str, str, dt.date | None, dt.date | None], ...]

    def __repr__(self) -> str:
        codes = ", ".join(f"{scheme} {code}" for scheme, code, *_ in self.codes)
        return f"Council {self.name} ({self.id}): {self.type}, {self.region}; {self.lifetime()}; {codes}"

    def active(self, on: dt.date) -> bool:
        """Tell whether the body exists on a date, first and last day included; UsageError for anything but a day."""
        return within(as_day(on), self.start, self.end)

    def code(self, scheme: str, on: dt.date) -> str:
        """Return its code in a scheme on a date, or an empty string if it has none.

        Raises UsageError for an unknown scheme, or anything that is not a day.
        """
        check_scheme(scheme)
        on = as_day(on)
        found = [code for each, code, start, end in self.codes if each == scheme and within(on, start, end)]
        return found[0] if found else ""

    @property
    def changed(self) -> bool:
        """Tell whether it began or ended since the first ratings."""
        return self.end is not None or (self.start is not None and self.start > EPOCH)

    def lifetime(self) -> str:
        """Say in words when it existed.

        >>> import crossregime as cr
        >>> cr.register().council("bedfordshire").lifetime()
        'until 2009-03-31'
        """
        if self.end is None:
            return f"since {self.start}" if self.start else "throughout"
        since = f"from {self.start} " if self.start and self.start > EPOCH else ""
        return f"{since}until {self.end}"


def check_scheme(scheme: object) -> None:
    """Refuse an unknown scheme of codes; None stands for any."""
    if scheme is not None and not is_one_of(scheme, SCHEMES):
        check_choice(scheme, SCHEMES, f"there is no scheme of codes {shown(scheme)}")


EPOCH = dt.date(2002, 1, 1)
"""Reorganisations before this date precede all ratings and are not mentioned."""


@frozen
class Succession:
    """A step of lineage: from a council to one that took over its area, or part of it, on a date."""

    predecessor: str
    successor: str
    date: dt.date
    kind: Literal["split", "merger", "same_body", "code_or_boundary"]
    part: Literal["whole", "main", "small"]
    note: str

    @property
    def hands_on(self) -> bool:
        """Tell whether a rating may pass along it: a split or merger of a whole or main part."""
        return self.kind in ("split", "merger") and self.part != "small"


@frozen
class Name:
    """Another form of a council's name, and the days between which it is valid (None: no limit).

    >>> import crossregime as cr
    >>> own = cr.register().extended([Name("The Old Town Hall", "reading")])
    >>> own.resolve("The Old Town Hall").name
    'Reading'
    """

    form: str
    council: str
    start: dt.date | None = None
    end: dt.date | None = None


@frozen
class Match:
    """The result of looking up a printed name or code: one council, or the candidates and why it failed."""

    text: str
    council: Council | None
    how: Literal["exact", "alias", "ambiguous", "unknown"]
    explanation: str = ""
    candidates: tuple[str, ...] = ()


def within(on: dt.date, start: dt.date | None, end: dt.date | None) -> bool:
    """Tell whether a day lies between a first and a last day, both included; None means no limit."""
    return (start is None or start <= on) and (end is None or on <= end)
