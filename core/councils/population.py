"""Weigh councils by the people they serve."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from crossregime.core.errors import DataError
from crossregime.core.files import DATASETS, Folder

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Populations:
    """Mid-year populations of one year by council_id, which of them are estimates, and the source."""

    year: int
    people: Mapping[str, int]
    estimated: frozenset[str]
    source: str

    def of(self, council_id: str) -> int:
        """Give a council's population; raises DataError where none is held."""
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
    """Give the populations of the nearest year held (the earlier of two as near).

    >>> import datetime
    >>> populations(datetime.date(2003, 11, 13)).year
    2003
    """
    held = _held()
    return held[min(held, key=lambda year: (abs(year - on.year), year))]
