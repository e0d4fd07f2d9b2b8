"""Lay out one hexagon a council for each period of the register, and write `datasets/tiles.csv`.

Run by hand, after a change of the register or of the points: `python docs/tiles.py`; `--check` writes nothing and tells
whether the file is what it would write.

A council keeps one place through all periods, so that two maps can be laid side by side. Each authority area of the
latest period has a slot; an area that was split sits, before the split, in the slot of that successor which lies
nearest to it, and one that was merged away keeps a slot that is empty afterwards. The empty hexagons are the price.

The places: councils are pushed apart from where they lie until each has room for a hexagon (as circles of one size,
which lets London, the densest part, grow as it needs), and are then assigned to the hexagons of a grid so that the sum
of squared distances is least (the linear assignment problem).
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import sys
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.spatial import Delaunay

import crossregime

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DATASETS = Path(__file__).resolve().parent.parent / "datasets"
EPOCH = "2002-01-01"
"""The first period starts here: the year of the first ratings."""
KM = (111.3 * np.cos(np.radians(53.0)), 111.3)
"""Kilometres to a degree of longitude and of latitude, in the middle of England."""
PITCH = 24.5
"""Kilometres from the centre of a hexagon to that of its neighbour: about 154 of them cover England."""
LONGEST_SIDE = 110.0
"""Kilometres: councils further apart are not neighbours (across the Severn, or the sea)."""
RING, GROWTH = 26.0, 2.8
"""London's radius in kilometres, and how many times it grows."""
COHESION, HOME = 0.02, 0.008
"""How strongly neighbours pull, and how strongly the place on the ground does."""
SAME_REGION, TIE = 2.0, 0.12
"""How much more neighbours of one region count, and how much a hexagon's distance from its place does."""
SMALL_WORDS = {"and", "of", "on", "the", "upon", "with", "county"}
"""They give no letter to a council's code."""
ROUNDS = 900
ROW = 3**0.5 / 2
"""The height of a row of pointed hexagons whose centres are 1 apart."""
ISLANDS = {"isles-of-scilly": ("cornwall", -2, 0), "isle-of-wight": ("southampton", 0, 2)}
"""Islands stand so many columns and rows from a council of the mainland, clear of it."""


def read(name: str) -> list[dict[str, str]]:
    """Read a table of the datasets."""
    with (DATASETS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True)
class Slots:
    """Which council stands in which slot, and where the slots lie (kilometres east and north)."""

    of: Mapping[str, str]
    names: tuple[str, ...]
    points: Any
    regions: Any


def find_slots(councils: Iterable[dict[str, str]]) -> Slots:
    """Give each council a slot: that of its series, or of a successor where its area is split later."""
    points = {row["council_id"]: (float(row["longitude"]), float(row["latitude"])) for row in read("points.csv")}
    places = {name: np.array(point) * KM for name, point in points.items()}
    rows = {row["council_id"]: row for row in councils}
    slot = {name: row["series_id"] for name, row in rows.items()}
    heirs: dict[str, list[str]] = {}
    for link in read("lineage.csv"):
        before, after = link["predecessor_id"], link["successor_id"]
        if link["kind"] in ("split", "merger") and link["part"] != "small":
            heirs.setdefault(after if link["kind"] == "merger" else before, []).append(
                before if link["kind"] == "merger" else after
            )
    for name, others in sorted(heirs.items()):  # a council split into several, or one merged of several
        nearest = min(others, key=lambda other: (float(np.hypot(*(places[other] - places[name]))), other))
        slot[name] = rows[nearest]["series_id"]
    names = tuple(sorted(set(slot.values())))
    latest = {slot[name]: name for name in sorted(rows, key=lambda each: (rows[each]["start"], each))}
    return Slots(
        slot,
        names,
        np.array([places[latest[name]] for name in names]),
        np.array([rows[latest[name]]["region"] for name in names]),
    )


def neighbours(points: Any) -> Any:
    """Give the pairs of slots that border on each other: sides of Delaunay's triangles, the long ones left out."""
    triangles = Delaunay(points).simplices
    sides = np.vstack([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    sides = np.unique(np.sort(sides, axis=1), axis=0)
    lengths = np.hypot(*(points[sides[:, 0]] - points[sides[:, 1]]).T)
    return sides[lengths < LONGEST_SIDE]


def apart(slots: Slots) -> Any:
    """Push slots apart until none is nearer than 1 to another, while neighbours pull each other and home holds them."""
    centre = slots.points[slots.regions == "London"].mean(axis=0)
    offset = slots.points - centre
    reach = np.hypot(offset[:, 0], offset[:, 1])
    # London first: the ring road is moved out to where 33 hexagons have room, and all beyond it gives way.
    grown = np.where(reach < RING, reach * GROWTH, reach + RING * (GROWTH - 1) * np.exp(-(reach - RING) / 140.0))
    start = (centre + offset * (grown / np.maximum(reach, 1e-9))[:, None]) / PITCH
    sides = neighbours(slots.points)
    place = start.copy()
    for turn in range(ROUNDS):
        cooling = 1 - turn / ROUNDS
        gap = place[:, None, :] - place[None, :, :]
        distance = np.hypot(gap[..., 0], gap[..., 1])
        np.fill_diagonal(distance, np.inf)
        overlap = np.clip(1.0 - distance, 0.0, None)
        force = (gap / np.maximum(distance, 1e-6)[..., None] * overlap[..., None]).sum(axis=1) * 0.35
        line = place[sides[:, 1]] - place[sides[:, 0]]
        length = np.hypot(line[:, 0], line[:, 1])
        pull = line * (np.clip(length - 1.0, 0.0, 1.5) / np.maximum(length, 1e-6) * COHESION * cooling)[:, None]
        np.add.at(force, sides[:, 0], pull)
        np.add.at(force, sides[:, 1], -pull)
        place += force + (start - place) * HOME * cooling
    return place


def assign(place: Any) -> list[tuple[int, int]]:
    """Assign each place a hexagon (column, row) of its own; odd rows stand half of one to the right."""
    low, high = place.min(axis=0) - 2.0, place.max(axis=0) + 2.0
    rows, columns = int((high[1] - low[1]) / ROW) + 1, int(high[0] - low[0]) + 1
    cells = [(column, row) for row in range(rows) for column in range(columns)]
    grid = np.array([(low[0] + column + row % 2 / 2, high[1] - row * ROW) for column, row in cells])
    cost = ((place[:, None, :] - grid[None, :, :]) ** 2).sum(axis=2)
    _, chosen = linear_sum_assignment(cost)
    return _from_zero([cells[each] for each in chosen])


class Layout:
    """Slots on their tiles, and what the layout costs: neighbours apart, and tiles far from where they belong."""

    def __init__(self, tiles: list[tuple[int, int]], place: Any, slots: Slots) -> None:
        sides = neighbours(slots.points)
        same = slots.regions[sides[:, 0]] == slots.regions[sides[:, 1]]
        self.beside: list[list[tuple[int, float]]] = [[] for _ in tiles]
        for (one, other), strength in zip(sides.tolist(), np.where(same, SAME_REGION, 1.0).tolist(), strict=True):
            self.beside[one].append((other, strength))
            self.beside[other].append((one, strength))
        home = place - (place - np.array([_centre(tile) for tile in tiles])).mean(axis=0)
        self.home = [(float(east), float(north)) for east, north in home]
        self.tiles = list(tiles)
        self.held = {slots.names.index(name) for name in ISLANDS}

    def cost(self, slot: int) -> float:
        """Reckon what one slot adds."""
        east, north = _centre(self.tiles[slot])
        total = TIE * ((east - self.home[slot][0]) ** 2 + (north - self.home[slot][1]) ** 2)
        for other, strength in self.beside[slot]:
            far, up = _centre(self.tiles[other])
            total += strength * (((east - far) ** 2 + (north - up) ** 2) ** 0.5 - 1)
        return total

    def moves(self, slot: int) -> bool:
        """Move a slot to the first tile near it where it and the slot it changes places with are better off."""
        at = {tile: each for each, tile in enumerate(self.tiles)}
        mine = self.tiles[slot]
        for goal in within(mine, 4):
            other = at.get(goal)
            if other in self.held:
                continue
            moved = [slot] if other is None else [slot, other]
            before = sum(self.cost(each) for each in moved)
            self._exchange(slot, goal, other, mine)
            if sum(self.cost(each) for each in moved) < before - 1e-9:
                return True
            self._exchange(slot, mine, other, goal)
        return False

    def _exchange(self, slot: int, goal: tuple[int, int], other: int | None, left: tuple[int, int]) -> None:
        self.tiles[slot] = goal
        if other is not None:
            self.tiles[other] = left


def improve(tiles: list[tuple[int, int]], place: Any, slots: Slots) -> list[tuple[int, int]]:
    """Exchange tiles, and move slots to free ones, as long as that brings neighbours together; then set the islands."""
    layout = Layout(tiles, place, slots)
    free = [slot for slot in range(len(tiles)) if slot not in layout.held]
    while sum(layout.moves(slot) for slot in free):  # every slot has its turn, then all again
        pass
    for name, (mainland, right, down) in ISLANDS.items():
        column, row = layout.tiles[slots.names.index(mainland)]
        layout.tiles[slots.names.index(name)] = (column + right, row + down)
    return _from_zero(layout.tiles)


def within(tile: tuple[int, int], reach: int) -> list[tuple[int, int]]:
    """List the tiles at most so many columns and rows away, itself left out."""
    column, row = tile
    around = range(-reach, reach + 1)
    return [(column + right, row + down) for down in around for right in around if right or down]


def _centre(tile: tuple[int, int]) -> tuple[float, float]:
    column, row = tile
    return column + row % 2 / 2, -row * ROW


def _from_zero(tiles: list[tuple[int, int]]) -> list[tuple[int, int]]:
    left = min(column for column, _ in tiles)
    top = min(row for _, row in tiles) // 2 * 2  # by an even number: odd rows stay odd
    return [(column - left, row - top) for column, row in tiles]


def codes(names: Mapping[str, str]) -> dict[str, str]:
    """Give each series a code of three letters that no other has, from the letters of its name in their order.

    Names of several words take a letter of the second: North Yorkshire is NoY, and York is Yor.
    """
    found: dict[str, str] = {}
    for series, name in sorted(names.items(), key=lambda each: (len(_words(each[1])), each[1])):
        words = _words(name)
        tries = [word[0] for word in words[:3]] if len(words) > 2 else []
        starts = ["".join(tries)] if tries else []
        if len(words) > 1:
            starts += [words[0][:2] + words[1][0], words[0][0] + words[1][0] + words[1][1]]
            starts += [words[0][0] + letter + words[1][0] for letter in words[0][1:]]
        letters = "".join(words)
        starts += [letters[0] + "".join(pair) for pair in combinations(letters[1:], 2)]
        found[series] = next(code for code in starts if code not in found.values())
    return found


def _words(name: str) -> list[str]:
    return [word for word in re.findall(r"[A-Za-z]+", name) if word.lower() not in SMALL_WORDS]


def table() -> str:
    """Make the file: a row for each council of each period, in order."""
    councils = read("councils.csv")
    slots = find_slots(councils)
    place = apart(slots)
    tile = dict(zip(slots.names, improve(assign(place), place, slots), strict=True))
    code = codes({row["series_id"]: row["name"] for row in councils})
    starts = sorted({EPOCH} | {row["start"] for row in councils if row["start"] > EPOCH})
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["start", "council_id", "tile_column", "tile_row", "code"])
    register = crossregime.register()
    for start in starts:
        for council in sorted(register.active(dt.date.fromisoformat(start)), key=lambda each: each.id):
            writer.writerow([start, council.id, *tile[slots.of[council.id]], code[council.series]])
    return out.getvalue()


def main(arguments: list[str]) -> int:
    """Write the layout, or with --check tell whether it is up to date."""
    file, text = DATASETS / "tiles.csv", table()
    if "--check" in arguments:
        same = file.read_text(encoding="utf-8") == text
        print("datasets/tiles.csv is", "as it should be" if same else "out of date: python docs/tiles.py")
        return 0 if same else 1
    file.write_text(text, encoding="utf-8", newline="\n")
    print(f"datasets/tiles.csv: {text.count(chr(10)) - 1} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
