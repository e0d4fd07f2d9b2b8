"""Place councils on a map: one hexagon each, for every period of the register between reorganisations."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from crossregime.core.files import DATASETS, Folder

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Tile:
    """The hexagon of a council: its column from the left, its row from the north, and the three letters in it.

    Odd rows stand half a hexagon to the right.
    """

    column: int
    row: int
    code: str


@lru_cache(maxsize=1)
def _periods() -> Mapping[dt.date, Mapping[str, Tile]]:
    found: dict[dt.date, dict[str, Tile]] = {}
    for start, council, column, row, code in Folder(DATASETS, "datasets", trusted=True).rows("tiles.csv", "tile"):
        found.setdefault(dt.date.fromisoformat(start), {})[council] = Tile(int(column), int(row), code)
    return found


def tiles_on(date: dt.date) -> Mapping[str, Tile]:
    """Return the tile of every council active on a date, by council_id; dates before the first period use the first.

    >>> import datetime
    >>> len(tiles_on(datetime.date(2003, 11, 13))), len(tiles_on(datetime.date(2009, 12, 9)))
    (150, 152)
    """
    periods = _periods()
    return periods[max((start for start in periods if start <= date), default=min(periods))]
