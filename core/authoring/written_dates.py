"""Read dates as people write them in spreadsheets: day first, with names of months, or the month alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossregime.core.dates import read_period

if TYPE_CHECKING:
    from collections.abc import Iterable

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? +)?"
_TIME = r"(?:[ t]+[0-9]{1,2}:[0-9]{2}(?::[0-9.]+)?(?: ?[ap]m)?(?:z|[+-][0-9:]+)?)?"
_NAMED = (
    re.compile(rf"{_WEEKDAY}{_DAY}[ \-/]+(?:of +)?{_NAME}[ \-/,]+{_YEAR}\Z"),
    re.compile(rf"{_WEEKDAY}{_NAME}[ \-/]+{_DAY}[ ,\-/]+{_YEAR}\Z"),
    re.compile(rf"{_NAME}[ \-/,']+{_YEAR}\Z"),
)
_TURNED = re.compile(rf"([0-9]{{1,2}})[/.\-]([0-9]{{1,2}})[/.\-]([0-9]{{4}}|[0-9]{{2}}){_TIME}\Z")
_ISO = re.compile(rf"([0-9]{{4}})[/\-.]([0-9]{{1,2}})[/\-.]([0-9]{{1,2}}){_TIME}\Z")
CENTURY = 2000
"""What a year of two digits counts from: no rating is older than the register of councils."""


@dataclass(frozen=True, slots=True)
class WrittenDates:
    """How the dates of a column were read: each as YYYY-MM-DD, YYYY-MM or YYYY, or None where a text is no date.

    `form` says how they are written; `either` how many could be read with the day or the month first.
    """

    dates: tuple[str | None, ...]
    form: str
    either: int
    month_first: bool

    @property
    def share(self) -> float:
        """The share of the texts that are dates, of those that are not empty."""
        return sum(each is not None for each in self.dates) / len(self.dates) if self.dates else 0.0


def read_dates(texts: Iterable[str], *, month_first: bool | None = None) -> WrittenDates:
    """Read dates, the day first unless one of them shows otherwise, or `month_first` says so.

    >>> read_dates(["12/03/2015", "February 2025", "3rd March 2016", "2009-12-09", "soon"]).dates
    ('2015-03-12', '2025-02', '2016-03-03', '2009-12-09', None)
    >>> read_dates(["12/31/2015", "01/02/2016"]).dates
    ('2015-12-31', '2016-01-02')
    """
    texts = [text.strip().casefold() for text in texts]
    turned = [(int(found[1]), int(found[2])) for text in texts if (found := _TURNED.match(text))]
    if month_first is None:
        month_first = any(second > 12 for _, second in turned) and not any(first > 12 for first, _ in turned)
    settled = any(max(pair) > 12 for pair in turned)
    either = 0 if settled else sum(first != second for first, second in turned)
    dates = tuple(_date(text, month_first=month_first) for text in texts)
    forms = []
    if turned:
        forms.append("month first" if month_first else "day first")
    if any(text for text in texts if any(pattern.match(text) for pattern in _NAMED)):
        forms.append("with the month's name")
    if any(_ISO.match(text) for text in texts):
        forms.append("year first")
    if any(date and len(date) < 10 for date in dates):
        forms.append("some to the month or year alone")
    return WrittenDates(dates, ", ".join(forms), either, month_first)


def _date(text: str, *, month_first: bool) -> str | None:
    for pattern in _NAMED:
        if found := pattern.match(text):
            parts = found.groupdict()
            month = MONTHS.index(parts["month"]) + 1
            ending = f"-{int(parts['day']):02}" if parts.get("day") else ""
            return _real(f"{_year(parts['year'])}-{month:02}{ending}")
    if found := _ISO.match(text):
        return _real(f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}")
    if found := _TURNED.match(text):
        day, month = (int(found[2]), int(found[1])) if month_first else (int(found[1]), int(found[2]))
        return _real(f"{_year(found[3])}-{month:02}-{day:02}")
    return _real(text) if re.fullmatch(r"(19|20)[0-9]{2}(-[0-9]{2})?", text) else None


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else CENTURY + int(text)


def _real(text: str) -> str | None:
    return text if read_period(text) is not None else None
