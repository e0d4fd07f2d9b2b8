"""Weight councils by population, and group them by size."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING

from crossregime.core.councils.citation import cite_dataset_source
from crossregime.core.councils.grouping import Grouping, Membership, fifths
from crossregime.core.errors import DataError
from crossregime.core.files import DATASETS, Folder
from crossregime.core.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping


@frozen
class Populations:
    """Mid-year populations of one year by council_id, which of them are estimates, and the source."""

    year: int
    people: Mapping[str, int]
    estimated: frozenset[str]
    source: str

    def of(self, council_id: str) -> int:
        """Return a council's population; raises DataError where none is held."""
        if council_id not in self.people:
            raise DataError(
                f"no population of {council_id} is held for {self.year}",
                do="leave `weight` out, or limit with `where`",
            )
        return self.people[council_id]


@lru_cache(maxsize=1)
def _held() -> Mapping[int, Populations]:
    people: dict[int, dict[str, int]] = {}
    estimated: dict[int, set[str]] = {}
    sources: dict[int, str] = {}
    table = Folder(DATASETS, "datasets", trusted=True).rows("population.csv", "population")
    for council, year, number, method, source in table:
        people.setdefault(int(year), {})[council] = int(number)
        sources[int(year)] = source
        if method.startswith("estimate"):
            estimated.setdefault(int(year), set()).add(council)
    return {
        year: Populations(year, held, frozenset(estimated.get(year, ())), sources[year])
        for year, held in people.items()
    }


def populations(on: dt.date) -> Populations:
    """Return the populations of the nearest year held (the earlier of two as near).

    >>> import datetime
    >>> populations(datetime.date(2003, 11, 13)).year
    2003
    """
    held = _held()
    return held[min(held, key=lambda year: (abs(year - on.year), year))]


def by_size() -> Grouping:
    """Group councils into fifths by population, 1 the smallest, by the year held that is nearest to the date.

    >>> by_size().group("rutland", dt.date(2003, 11, 13)), by_size().group("birmingham", dt.date(2009, 12, 9))
    ('1', '5')
    """
    memberships = []
    before: int | None = None
    for year, held in sorted(_held().items()):
        # Of two years as near the earlier is taken, so the later begins after the middle.
        since = None if before is None else dt.date((before + year) // 2 + 1, 1, 1)
        smallest_first = fifths({council: -people for council, people in held.people.items()})
        note = f"{len(held.estimated)} of the populations are estimates" if held.estimated else ""
        edition = f"mid-year population {year}"
        memberships.append(Membership(smallest_first, since, edition, cite_dataset_source(held.source), note))
        before = year
    return Grouping(
        "size", "fifths by population", ("1", "2", "3", "4", "5"), tuple(memberships),
        {"1": "1 (smallest)", "5": "5 (largest)"}, {"smallest": "1", "largest": "5"},
    )  # fmt: skip
