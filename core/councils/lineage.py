"""Hold the councils with social services duties: when each existed and what it came from."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING

from crossregime.core.arguments import check_text
from crossregime.core.councils.council import Council, Name, Succession
from crossregime.core.dates import as_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from crossregime.core.files import Folder


class CouncilLineage:
    """The councils by id, and the links of lineage between them.

    >>> import crossregime as cr
    >>> [link.successor for link in cr.register().successors("cheshire")]
    ['cheshire-east', 'cheshire-west-and-chester']
    """

    def __init__(self, folder: Folder, more: tuple[Name, ...] = ()) -> None:
        self._folder, self._more = folder, more
        codes: dict[str, list[tuple[str, str, dt.date | None, dt.date | None]]] = {}
        for scheme, code, council, start, end in folder.rows("codes.csv", "code"):
            codes.setdefault(council, []).append((scheme, code, day_in_cell(start), day_in_cell(end)))
        self.councils: Mapping[str, Council] = {
            row[0]: Council(
                row[0], row[1], row[2], row[3], row[4], row[5], day_in_cell(row[6]), day_in_cell(row[7]), row[8],
                tuple(codes.get(row[0], ())),
            )
            for row in folder.rows("councils.csv", "council")
        }  # fmt: skip

    def council(self, council_id: str) -> Council:
        """Return a council by its id; KeyError if there is none, UsageError for anything that is not text."""
        return self.councils[check_text(council_id, "id of a council")]

    def active(self, on: dt.date) -> list[Council]:
        """List the councils that exist on a date, by id; UsageError for anything that is not a day.

        >>> import crossregime as cr, datetime
        >>> len(cr.register().active(datetime.date(2003, 11, 13)))
        150
        """
        on = as_day(on)
        return [council for council in self.councils.values() if council.active(on)]

    def in_series(self, series: str, on: dt.date) -> Council | None:
        """Find the body of a series on a date; None where it has none."""
        check_text(series, "series")
        on = as_day(on)
        found = [council for council in self.councils.values() if council.series == series and council.active(on)]
        return found[0] if found else None

    @cached_property
    def links(self) -> tuple[Succession, ...]:
        """Return the lineage, in the order of its file."""
        return tuple(
            Succession(row[0], row[1], dt.date.fromisoformat(row[2]), row[3], row[4], row[5])  # type: ignore[arg-type]  # the schema holds kind and part to their words
            for row in self._folder.rows("lineage.csv", "lineage")
        )

    def predecessors(self, council_id: str) -> list[Succession]:
        """List the links from other series to a council, earliest first; KeyError for an unknown id."""
        series = self.council(council_id).series
        return [
            link
            for link in self.links
            if self.councils[link.successor].series == series and self.councils[link.predecessor].series != series
        ]

    def successors(self, council_id: str) -> list[Succession]:
        """List the links from a council to other series, earliest first; KeyError for an unknown id."""
        series = self.council(council_id).series
        return [
            link
            for link in self.links
            if self.councils[link.predecessor].series == series and self.councils[link.successor].series != series
        ]

    @cached_property
    def inheritance(self) -> Mapping[str, tuple[tuple[str, dt.date], ...]]:
        """Map each series to the predecessors that pass a rating on to it, with the dates."""
        found: dict[str, list[tuple[str, dt.date]]] = {}
        for link in self.links:
            if link.hands_on:
                heirs = found.setdefault(self.councils[link.successor].series, [])
                heirs.append((self.councils[link.predecessor].series, link.date))
        return {series: tuple(sorted(givers)) for series, givers in found.items()}

    @cached_property
    def frame(self) -> pl.DataFrame:
        """Return the councils as a frame sorted by council_id: council_id, name, series_id, type, region, dates."""
        import polars as pl

        every = list(self.councils.values())
        return pl.DataFrame(
            {
                "council_id": [council.id for council in every],
                "name": [council.name for council in every],
                "series_id": [council.series for council in every],
                "type": [council.type for council in every],
                "region": [council.region for council in every],
                "start": pl.Series([council.start for council in every], dtype=pl.Date),
                "end": pl.Series([council.end for council in every], dtype=pl.Date),
            }
        ).sort("council_id")


def day_in_cell(text: str) -> dt.date | None:
    """Read a cell that holds a day or nothing; the rows were checked against their schema."""
    return dt.date.fromisoformat(text) if text else None
