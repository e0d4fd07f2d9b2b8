"""Read groups.csv: the groupings of councils that a regime brings, each row with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossregime.core.councils import groupings_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from crossregime.core.councils import Grouping, Register
    from crossregime.core.model import Source
    from crossregime.core.reading.rows import Rows


def read_groupings(
    rows: Rows, regime: str, sources: Mapping[str, Source], days: Sequence[dt.date], known: Register
) -> tuple[Grouping, ...]:
    """Make the groupings of a regime, in the order of their first rows.

    Names are those of councils on any of `days` (the universes of an annual regime, the first and last inspections of a
    rolling one), or of one council at any other time. A row without the name of its grouping is of one called as the
    regime. Faults are added to the faults that `rows` carries; every row needs a source.
    """
    rows.sources(sources)
    cells = rows.frame.select("row", "grouping", "council", "group", "source").rows()
    when = [(known, day) for day in days]

    def cite(source: str) -> str:
        return sources[source].cite() if source in sources else source

    return tuple(groupings_of(cells, regime, f"regime {regime}", when, rows.fault, cite))
