"""Read dates as the project writes them: YYYY-MM-DD, or YYYY-MM or YYYY where no more is known."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, NamedTuple

from crossregime.core.arguments import shown
from crossregime.core.errors import UsageError

_WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_TIMED = r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{1,2}:[0-9]{2}(:[0-9.]+)?(Z|[+-][0-9:]+)?\Z"
_TURNED = r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})\Z"


class Period(NamedTuple):
    """A date known to the day, month or year: its first and last possible day, and how it is written."""

    first: dt.date
    last: dt.date
    text: str


def read_period(text: str) -> Period | None:
    """Return the days that a date, month or year covers, or None for any other text.

    >>> read_period("2016-02")
    Period(first=datetime.date(2016, 2, 1), last=datetime.date(2016, 2, 29), text='2016-02')
    >>> read_period("2016").last, read_period("2016-13")
    (datetime.date(2016, 12, 31), None)
    """
    first = read_day(text + "0000-01-01"[len(text) :]) if len(text) in (4, 7, 10) else None
    if first is None:
        return None
    if len(text) == 10:
        return Period(first, first, text)
    year, month = (first.year, first.month) if len(text) == 7 else (first.year, 12)
    following = dt.date(year + month // 12, month % 12 + 1, 1) if year < dt.MAXYEAR else None
    last = dt.date.max if following is None else following - dt.timedelta(days=1)
    return Period(first, last, text)


def read_day(text: str) -> dt.date | None:
    """Parse a day written YYYY-MM-DD; return None for any other text.

    >>> read_day("2009-12-09"), read_day("20091209"), read_day("2009-02-30")
    (datetime.date(2009, 12, 9), None, None)
    """
    if not _WRITTEN.match(text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def is_partial_day(text: str) -> bool:
    """Tell whether a text is a day, month or year of the calendar, or empty for an unknown date.

    >>> [is_partial_day(each) for each in ("", "2003", "2003-11", "2003-02-30", "2003-13", "0000")]
    [True, True, True, False, False, False]
    """
    return not text or read_day(text + "-01-01"[: 3 * (2 - text.count("-"))]) is not None


def day_fault(text: str) -> tuple[str, str]:
    """Explain why a text is not a day, and what to write instead.

    >>> day_fault("2009-02-30")
    ("'2009-02-30' is not a date of the calendar", 'write YYYY-MM-DD')
    >>> day_fault("08/11/2011")[1]
    'write YYYY-MM-DD: 2011-11-08, or 2011-08-11 where the month stands first'
    """
    shown = text if len(text) <= 40 else f"{text[:40]}..."
    if _WRITTEN.match(text):
        return f"'{shown}' is not a date of the calendar", "write YYYY-MM-DD"
    do = "write YYYY-MM-DD"
    timed = re.match(_TIMED, text.strip())
    if timed and read_day(timed[1]):
        return f"'{shown}' is a time of day, not a day", f"{do}: {timed[1]}"
    if turned := re.match(_TURNED, text):
        first, second, year = int(turned[1]), int(turned[2]), turned[3]
        pairs = dict.fromkeys(((second, first), (first, second)))
        days = [f"{year}-{month:02}-{day:02}" for month, day in pairs if read_day(f"{year}-{month:02}-{day:02}")]
        if days:
            do += f": {', or '.join(days)}" + (" where the month stands first" if len(days) > 1 else "")
    return f"'{shown}' is not a date", do


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def month_text(date: dt.date) -> str:
    """Write the month of a day, in English whatever the machine speaks.

    >>> month_text(dt.date(2003, 11, 13))
    'November 2003'
    """
    return f"{_MONTHS[date.month - 1]} {date.year}"


def day_text(date: dt.date) -> str:
    """Write a day, in English whatever the machine speaks.

    >>> day_text(dt.date(2003, 11, 3))
    '3 November 2003'
    """
    return f"{date.day} {month_text(date)}"


def parse_day(day: Any, where: str = "") -> dt.date | None:
    """Read a day written YYYY-MM-DD, or what `as_day` takes; None stays None. Raises UsageError for anything else.

    >>> parse_day("2009-12-09")
    datetime.date(2009, 12, 9)
    """
    return None if day is None else as_day(day, where)


def as_day(day: Any, where: str = "") -> dt.date:
    """Read a day: a date, a text YYYY-MM-DD, or the day of a datetime, a pandas Timestamp or a numpy datetime64.

    Raises UsageError for anything else, NaT included.

    >>> as_day(dt.datetime(2009, 12, 9, 23, 59))
    datetime.date(2009, 12, 9)
    """
    if type(day) is dt.date:
        return day
    if isinstance(day, str):
        found = read_day(day)
        if found is None:
            what, do = day_fault(day)
            raise UsageError(what, where=where, do=do)
        return found
    try:
        if type(day).__name__ == "datetime64":
            day = day.astype("datetime64[D]").item()
        found = day.date() if isinstance(day, dt.datetime) else day
    except (ValueError, TypeError, OverflowError):
        found = None
    if not isinstance(found, dt.date) or isinstance(found, dt.datetime):
        raise UsageError(f"{shown(day)} is not a day", where=where, do="give a date, or text as YYYY-MM-DD")
    return dt.date(found.year, found.month, found.day)
