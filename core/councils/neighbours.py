"""Find a council's ten statistical neighbours, by an edition of the Department for Education's model.

The editions held are of 2021 and 2025: today's model, not that of 2003 or 2009.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from crossregime.core.councils.citation import cite_dataset_source
from crossregime.core.councils.grouping import Grouping, Membership
from crossregime.core.councils.groups import Where
from crossregime.core.councils.register import load_register
from crossregime.core.errors import DataError
from crossregime.core.files import DATASETS, Folder
from crossregime.core.text import joined

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crossregime.core.councils.council import Council

WARNING = (
    "The model is today's, not that of 2003 or 2009: a council that is like another now need not have been so then. It"
    " compares children and families, so it was not made for services to adults."
)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One of a council's neighbours: its rank (1 the nearest), the council in that edition, and its closeness."""

    rank: int
    council: Council
    closeness: str

    def existed(self, on: dt.date) -> bool:
        """Tell whether it existed on a date, under any status."""
        return load_register().in_series(self.council.series, on) is not None


@dataclass(frozen=True, eq=False)
class Neighbours:
    """A council with its statistical neighbours, nearest first, by one edition (YYYY-MM) of the model.

    >>> import datetime
    >>> leeds = load_register().council("leeds")
    >>> found = neighbours_of(leeds, datetime.date(2003, 11, 13))
    >>> found.edition, len(found.others), found.rank_of("leeds")
    ('2021-04', 10, 0)
    """

    council: Council
    edition: str
    others: tuple[Neighbour, ...]
    source: str

    def __repr__(self) -> str:
        names = ", ".join(each.council.name for each in self.others)
        return f"Neighbours of {self.council.name} ({self.edition_named}): {names}"

    @property
    def edition_named(self) -> str:
        """The edition in words.

        >>> import datetime
        >>> neighbours_of(load_register().council("leeds"), datetime.date(2025, 1, 1)).edition_named
        'edition of May 2025'
        """
        return f"edition of {dt.date.fromisoformat(f'{self.edition}-01'):%B %Y}"

    def rank_of(self, series: str) -> int | None:
        """Return the place of a series among the neighbours, 0 for the council itself; None for any other."""
        ranks = {self.council.series: 0} | {each.council.series: each.rank for each in self.others}
        return ranks.get(series)

    def closeness_of(self, series: str) -> str:
        """Say how close a series is, empty for the council itself and for any other."""
        return next((each.closeness for each in self.others if each.council.series == series), "")

    def absent(self, on: dt.date) -> tuple[Neighbour, ...]:
        """List the neighbours that did not exist on a date."""
        return tuple(each for each in self.others if not each.existed(on))

    def absences(self, on: dt.date) -> str:
        """Name those that did not exist on a date; empty if all did."""
        gone = [f"{each.council.name} ({each.council.lifetime()})" for each in self.absent(on)]
        return f"Of the {len(self.others)}, {joined(gone)} did not exist on {on}." if gone else ""

    @property
    def brief(self) -> str:
        """Name them and the edition, briefly; JSON has the closeness of each."""
        names = ", ".join(each.council.name for each in self.others)
        return f"Neighbours, nearest first ({self.edition_named}): {names}."

    @property
    def sentence(self) -> str:
        """List them, with the edition and a warning about the model."""
        names = ", ".join(f"{each.rank} {each.council.name} ({each.closeness.lower()})" for each in self.others)
        return f"Statistical neighbours of {self.council.name}, {self.edition_named}: {names}. {WARNING}"

    @cached_property
    def limit(self) -> Where:
        """The limit to the council and its neighbours, under any status."""
        name = self.council.name
        series = {self.council.series, *(each.council.series for each in self.others)}
        of = {each.id: name for each in load_register().councils.values() if each.series in series}
        membership = Membership(of, edition=self.edition_named, source=self.source, note=WARNING)
        grouping = Grouping("neighbours_of", "a council and its ten statistical neighbours", (name,), (membership,))
        return Where(grouping, name, f"{name} and its statistical neighbours")

    def to_dict(self, *dates: dt.date) -> dict[str, Any]:
        """Return them as JSON data, with the dates of `dates` on which each existed."""
        return {
            "council_id": self.council.id,
            "series_id": self.council.series,
            "name": self.council.name,
            "edition": self.edition,
            "source": self.source,
            "warning": WARNING,
            "neighbours": [
                {
                    "rank": each.rank,
                    "council_id": each.council.id,
                    "series_id": each.council.series,
                    "name": each.council.name,
                    "closeness": each.closeness,
                    "existed_on": [str(on) for on in dates if each.existed(on)],
                }
                for each in self.others
            ],
        }


@lru_cache(maxsize=1)
def _held() -> Mapping[str, Mapping[str, tuple[tuple[int, str, str, str], ...]]]:
    """Map edition and series to (rank, council_id, closeness, source) of each neighbour, nearest first."""
    known = load_register()
    found: dict[str, dict[str, list[tuple[int, str, str, str]]]] = {}
    table = Folder(DATASETS, "datasets", trusted=True).rows("neighbours.csv", "neighbour")
    for edition, council, rank, neighbour, closeness, source in table:
        of_series = found.setdefault(edition, {}).setdefault(known.council(council).series, [])
        of_series.append((int(rank), neighbour, closeness, source))
    return {
        edition: {series: tuple(sorted(rows)) for series, rows in by_series.items()}
        for edition, by_series in found.items()
    }


def neighbours_of(council: Council, on: dt.date) -> Neighbours:
    """Find a council's neighbours by the edition nearest to a date, the earlier of two equally near.

    Raises DataError for a council that is not in the edition, naming its successors.
    """
    known, held = load_register(), _held()
    edition = min(held, key=lambda each: (abs((dt.date.fromisoformat(f"{each}-01") - on).days), each))
    rows = held[edition].get(council.series, ())
    if not rows:
        heirs = [known.council(link.successor).name for link in known.successors(council.id) if link.hands_on]
        raise DataError(
            f"no statistical neighbours of {council.name} are held: the model of {edition} has no row of it",
            do="name another council" + (f"; its area went to {joined(heirs)}" if heirs else ""),
        )
    others = tuple(Neighbour(rank, known.council(each), closeness) for rank, each, closeness, _ in rows)
    return Neighbours(council, edition, others, cite_dataset_source(rows[0][3]))
