"""Draw a map of England with one hexagon a council."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossregime.render.charts.geometry import hexagon, rectangle
from crossregime.render.charts.lettering import text_width, wrapped
from crossregime.render.charts.page import Caption, Page
from crossregime.render.charts.theme import (
    COLUMN,
    HATCHING,
    INK,
    LINE,
    MUTED,
    PAPER,
    SMALL,
    grade_colours,
    on,
    step_colours,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.render.charts.geometry import Point
    from crossregime.render.charts.output import Picture

_ROW = 3**0.5 / 2
_SWATCH = 12.0
_LINE = 13.5
_LEGEND = 100.0
_WIDEST = 30.0
"""Pixels of one hexagon: the map of England at twice a column would be longer than a page."""


@dataclass(frozen=True)
class MapTile:
    """One council: its tile (`datasets/tiles.csv`), and its class or the range of classes, as places among them.

    `worst` and `best` are the same where the class is known; both None stands for a council without a rating. `code` is
    what is written in the hexagon (three letters fit in a column), `note` what a reader who points at it is told beside
    its name. `outlined` tiles stand in one bold border (London).

    >>> MapTile("Barnet", 12, 16, 1, 2).known
    False
    """

    council: str
    column: int
    row: int
    worst: int | None
    best: int | None
    code: str = ""
    note: str = ""
    outlined: bool = False

    @property
    def known(self) -> bool:
        """Tell whether it is in one class."""
        return self.worst is not None and self.worst == self.best


@dataclass(frozen=True)
class TileMap:
    """Councils on the map, coloured by class: grades or movement, worst first, or how much is open.

    `graded` is False for classes that are neither grades nor movement: they get blues instead of the palette of grades.
    `range_label` and `whole_label` are the legend's words for tiles that may be in several classes, or in any.

    >>> TileMap(Caption("map", "Where?", "2003"), ("0 stars", "1 star"), ()).without
    'no rating'
    """

    caption: Caption
    classes: tuple[str, ...]
    tiles: tuple[MapTile, ...]
    graded: bool = True
    range_label: str = "from one colour to the other: not known which"
    whole_label: str = "not known at all"
    without: str = "no rating"
    outline_label: str = "London"

    def draw(self, width: float = COLUMN) -> Picture:
        """Draw it in a width of pixels; UsageError where the extra `charts` is not installed."""
        return _Drawing(self, width).picture()


class _Drawing:
    def __init__(self, chart: TileMap, width: float) -> None:
        self.chart, self.page = chart, Page(chart.caption, width)
        number = len(chart.classes)
        self.colours = grade_colours(number) if chart.graded else step_colours(number)
        columns = max((tile.column for tile in chart.tiles), default=0)
        self.pitch = min((width - 2) / (columns + 1.5), _WIDEST)
        self.tall = self.pitch / 3**0.5
        self.top = self.page.top + self.tall

    def picture(self) -> Picture:
        page, chart = self.page, self.chart
        entries = self._entries()
        beside = self._beside(entries)
        if beside is None:
            self.top += self._legend_height(entries) + 4
        self._legend(entries, beside or (0.0, page.top))
        for tile in chart.tiles:
            self._tile(tile)
        self._outline()
        bottom = max((self._centre(tile.column, tile.row)[1] for tile in chart.tiles), default=self.top) + self.tall
        return page.finish(bottom + 2)

    def _centre(self, column: int, row: int) -> Point:
        return 1 + (column + 0.5 + row % 2 / 2) * self.pitch, self.top + row * _ROW * self.pitch

    def _tile(self, tile: MapTile) -> None:
        page, (x, y) = self.page, self._centre(tile.column, tile.row)
        shape = hexagon(x, y, self.pitch * 0.97)
        note = f"{tile.council}: {tile.note}" if tile.note else tile.council
        size = min(max(self.pitch * 0.34, 6.0), 9.0)
        if tile.worst is None or tile.best is None:
            page.polygon(shape, PAPER, stroke=LINE, weight=0.8, note=note)
            page.text(x, y, tile.code, size=size, align="center", colour=MUTED)
        elif tile.known:
            colour = self.colours[tile.worst]
            page.polygon(shape, colour, stroke=INK, weight=0.4, note=note)
            page.text(x, y, tile.code, size=size, align="center", colour=on(colour))
        else:
            page.polygon(shape, PAPER)
            self._hatched(hexagon(x, y, self.pitch * 0.97 - 1.8), tile.worst, tile.best)  # no end of a line sticks out
            page.polygon(shape, None, stroke=INK, weight=0.4, note=note)
            page.text(x, y, tile.code, size=size, align="center", backed=bool(tile.code))

    def _hatched(self, shape: Sequence[Point], worst: int, best: int) -> None:
        """Hatch what is not known: in grey where any class is possible, else in the colours of the two ends."""
        if (worst, best) == (0, len(self.chart.classes) - 1):
            self.page.hatch(shape, spacing=3.0, weight=0.8)
            return
        self.page.hatch(shape, colour=self.colours[worst], spacing=5.6, weight=1.7)
        self.page.hatch(shape, colour=self.colours[best], spacing=5.6, weight=1.7, shift=2.8)

    def _outline(self) -> None:
        """Draw the border of the outlined tiles: the sides that two of them don't share."""
        inside = {(tile.column, tile.row) for tile in self.chart.tiles if tile.outlined}
        for column, row in sorted(inside):
            corners = hexagon(*self._centre(column, row), self.pitch)
            odd = row % 2
            sides = ((column + odd, row - 1), (column + 1, row), (column + odd, row + 1), (column - 1 + odd, row + 1),
                     (column - 1, row), (column - 1 + odd, row - 1))  # fmt: skip
            for side, neighbour in enumerate(sides):
                if neighbour not in inside:
                    self.page.line([corners[side], corners[(side + 1) % 6]], stroke=INK, weight=1.6)

    def _entries(self) -> list[tuple[str, str]]:
        """List what the legend explains: the best class first, and of the rest what the map shows."""
        chart, tiles = self.chart, self.chart.tiles
        last = len(chart.classes) - 1
        found = [(str(number), chart.classes[number]) for number in reversed(range(last + 1))]
        open_tiles = {(tile.worst, tile.best) for tile in tiles if tile.worst is not None and not tile.known}
        if open_tiles - {(0, last)}:
            found.append(("range", chart.range_label))
        if (0, last) in open_tiles:
            found.append(("whole", chart.whole_label))
        if any(tile.worst is None for tile in tiles):
            found.append(("without", chart.without))
        if any(tile.outlined for tile in tiles):
            found.append(("outline", chart.outline_label))
        return found

    def _beside(self, entries: Sequence[tuple[str, str]]) -> Point | None:
        """Find room for the legend on the sea, in the upper left or right; None if there is none."""
        lines = [line for _, label in entries for line in wrapped(label, SMALL, _LEGEND)]
        wide = max(text_width(line, SMALL) for line in lines) + _SWATCH + 11
        tall = self._legend_height(entries) + self.tall
        near = [self._centre(tile.column, tile.row)[0] for tile in self.chart.tiles
                if self._centre(tile.column, tile.row)[1] - self.tall < self.page.top + tall]  # fmt: skip
        if not near or min(near) - self.pitch / 2 > wide:
            return (0.0, self.page.top)
        if self.page.width - max(near) - self.pitch / 2 > wide:
            return (self.page.width - wide + 6, self.page.top)
        return None

    def _legend(self, entries: Sequence[tuple[str, str]], corner: Point) -> None:
        page, (x, y) = self.page, corner
        last = len(self.chart.classes) - 1
        ends = [(tile.worst, tile.best) for tile in self.chart.tiles if not tile.known]
        for kind, label in entries:
            swatch = rectangle(x, y, x + _SWATCH, y + _SWATCH - 3)
            if kind == "range":
                page.polygon(swatch, PAPER)
                self._hatched(swatch, *next((low, high) for low, high in ends if low is not None and high is not None
                                            and (low, high) != (0, last)))  # fmt: skip
                page.polygon(swatch, None, stroke=INK, weight=0.4)
            elif kind == "whole":
                page.unknown(swatch, stroke=HATCHING, weight=0.5, spacing=3.0)
            elif kind == "without":
                page.polygon(swatch, PAPER, stroke=LINE, weight=0.8)
            elif kind == "outline":
                page.polygon(swatch, None, stroke=INK, weight=1.6)
            else:
                page.polygon(swatch, self.colours[int(kind)], stroke=INK, weight=0.4)
            lines = wrapped(label, SMALL, _LEGEND)
            page.lines(x + _SWATCH + 5, y + (_SWATCH - 3) / 2, lines, size=SMALL)
            y += _LINE + (len(lines) - 1) * SMALL * 1.2

    def _legend_height(self, entries: Sequence[tuple[str, str]]) -> float:
        return sum(_LINE + (len(wrapped(label, SMALL, _LEGEND)) - 1) * SMALL * 1.2 for _, label in entries)
