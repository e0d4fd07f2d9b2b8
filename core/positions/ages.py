"""Limit a rolling position by the age of its grades, and decide what happens to councils without one."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crossregime.core.councils import load_register
from crossregime.core.errors import UsageError
from crossregime.core.text import close_matches

if TYPE_CHECKING:
    from crossregime.core.positions.position import Position

UNINSPECTED = ("out", "open")
"""How to treat councils without an inspection: leave them out, or leave their grade open over the whole scale."""
_AGE = re.compile(r"([0-9]{1,4})([dmy])\Z")


def parse_age(text: str | None) -> tuple[int, str] | None:
    """Parse a maximum age: a number and d, m or y (days, months, years); raise UsageError for anything else.

    >>> parse_age("3y"), parse_age(None)
    ((3, 'y'), None)
    """
    if text is None:
        return None
    found = _AGE.match(str(text))
    if found is None:
        raise UsageError(f"'{text}' is not an age", where="max age", do="write years, months or days: 3y, 18m or 90d")
    return int(found[1]), found[2]


def _before(date: dt.date, age: tuple[int, str]) -> dt.date:
    """Subtract an age from a date; a day that the month lacks becomes its last."""
    count, unit = age
    if unit == "d":
        return date - dt.timedelta(days=min(count, date.toordinal() - 1))
    months = date.year * 12 + date.month - 1 - count * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    if year < 1:
        return dt.date.min
    return dt.date(year, month + 1, min(date.day, calendar.monthrange(year, month + 1)[1]))


def within_age(position: Position, age: tuple[int, str]) -> Position:
    """Drop the inspections of a rolling position that are too old on its date; leave an annual one unchanged."""
    import polars as pl

    if position.publication is not None:
        return position
    old = pl.col("published") < _before(position.date, age)
    aged = position.outcomes.filter(old)
    former = None if position.former is None else position.former.filter(~old)
    # Printed totals count every inspected council, so they do not bind a selection.
    return replace(position, outcomes=position.outcomes.filter(~old), aged=aged, former=former, totals=())


def check_uninspected(text: str) -> str:
    """Check how councils without an inspection are to be treated; raise UsageError for an unknown word."""
    if text not in UNINSPECTED:
        do = "leave them out (out), or let each have any grade of the scale (open)"
        raise UsageError(
            f"'{text}' is not allowed here", where="uninspected", do=do, matches=close_matches(text, UNINSPECTED)
        )
    return text


def open_uninspected(position: Position) -> Position:
    """Add the councils without an inspection to a rolling position, with the whole scale as their range.

    They are active on its date; their range has no date and no source. An annual position stays as it is.
    """
    import polars as pl

    if position.publication is not None:
        return position
    held = set(position.outcomes.get_column("series_id"))
    top = len(position.scale) - 1
    rows = [
        {"published": None, "series_id": council.series, "council_id": council.id, "printed": "",
         "judgement": position.judgement.id, "worst": 0, "best": top, "status": "range", "source": "", "place": "",
         "note": "no inspection that counts speaks of it by then, so any grade of the scale",
         "regime": position.regime.id, "inspection": ""}
        for council in load_register().active(position.date)
        if council.series not in held
    ]  # fmt: skip
    more = pl.DataFrame(rows, schema=position.outcomes.schema)
    # Printed totals count inspected councils only, so they do not bind all of these.
    return replace(position, outcomes=pl.concat([position.outcomes, more]).sort("series_id"), totals=())
