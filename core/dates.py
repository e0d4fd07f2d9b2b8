"""Read a date as the project writes it: YYYY-MM-DD, or where no more is known YYYY-MM or YYYY."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from crossregime.core.errors import UsageError

_WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_TURNED = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})\Z")


class Period(NamedTuple):
    """As much as is known of a date: its first and last possible day, and how it is written."""

    first: dt.date
    last: dt.date
    text: str


def read_period(text: str) -> Period | None:
    """Give the days that a date, a month or a year may stand for, or None where a text writes none of them.

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
    """Give the day that a text writes, or None where it writes none.

    >>> read_day("2009-12-09"), read_day("20091209"), read_day("2009-02-30")
    (datetime.date(2009, 12, 9), None, None)
    """
    if not _WRITTEN.match(text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def day_fault(text: str) -> tuple[str, str]:
    """Say what is wrong with a text that writes no day, and what to write instead.

    >>> day_fault("2009-02-30")
    ("'2009-02-30' is not a date of the calendar", 'write YYYY-MM-DD')
    >>> day_fault("08/11/2011")[1]
    'write YYYY-MM-DD: 2011-11-08, or 2011-08-11 where the month stands first'
    """
    shown = text if len(text) <= 40 else f"{text[:40]}..."
    if _WRITTEN.match(text):
        return f"'{shown}' is not a date of the calendar", "write YYYY-MM-DD"
    do = "write YYYY-MM-DD"
    if turned := _TURNED.match(text):
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


def parse_day(text: str | dt.date | None, where: str = "") -> dt.date | None:
    """Read a day written YYYY-MM-DD; a date and None stay what they are. Raises UsageError for anything else.

    >>> parse_day("2009-12-09")
    datetime.date(2009, 12, 9)
    """
    if text is None or (isinstance(text, dt.date) and not isinstance(text, dt.datetime)):
        return text
    day = read_day(text) if isinstance(text, str) else None
    if day is None:
        what, do = day_fault(str(text))
        raise UsageError(what, where=where, do=do)
    return day
