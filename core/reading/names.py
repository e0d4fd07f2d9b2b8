"""Read names.csv: names of councils as a regime's documents print them, beside those of the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossregime.core.councils import Name
from crossregime.core.dates import day_fault, read_day
from crossregime.core.errors import unknown_source
from crossregime.core.text import close_matches

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from crossregime.core.councils import Register
    from crossregime.core.model import Source
    from crossregime.core.reading.rows import Rows


def read_names(rows: Rows, sources: Mapping[str, Source], known: Register) -> tuple[Name, ...]:
    """Make the names, in the order of their rows.

    A name must lead to a council of the register, and must not stand for another one at the time. Faults are added to
    the faults that `rows` carries.
    """
    made: list[tuple[int, Name]] = []
    for row, form, council, start, end, cited in rows.frame.iter_rows():
        first, last = _day(rows, row, "start", start), _day(rows, row, "end", end)
        for source in cited.split("|"):
            if source not in sources:
                rows.unknown(row, "source", unknown_source, source, sources)
        if council not in known.councils:
            rows.unknown(row, "council_id", _unknown, council, known)
        elif first is not None and last is not None and first > last:
            rows.fault(row, "start", "the name ends before it starts", "swap the two dates")
        else:
            made.append((row, Name(form, council, first, last)))
    wider = known.extended(name for _, name in made)
    for row, name in made:
        others = wider.others(name)
        if others:
            what = f"'{name.form}' stands for {' and '.join(others)} at that time too"
            rows.fault(row, "name", what, "give the days between which it stands for this council alone")
    return tuple(name for _, name in made)


def _day(rows: Rows, row: int, column: str, text: str) -> dt.date | None:
    if not text:
        return None
    day = read_day(text)
    if day is None:
        rows.fault(row, column, *day_fault(text))
    return day


def _unknown(council: str, known: Register) -> tuple[str, str, tuple[str, ...]]:
    """Explain that an id is not that of a council: what is wrong, what to do, and the nearest ids."""
    do = "`crossregime councils` lists the ids"
    return f"no council has the id '{council}'", do, close_matches(council, known.councils)
