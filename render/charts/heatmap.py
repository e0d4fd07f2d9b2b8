"""Draw a table of counts as a heat map: what is certain coloured, what is possible hatched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossregime.render.charts.geometry import rectangle
from crossregime.render.charts.legend import SWATCH, write_legend
from crossregime.render.charts.lettering import shortened, text_width, wrapped
from crossregime.render.charts.page import Caption, Page
from crossregime.render.charts.theme import (
    BODY,
    COLUMN,
    HATCHING,
    INK,
    LINE,
    MUTED,
    SMALL,
    count_colour,
    grade_colours,
    on,
)

if TYPE_CHECKING:
    from crossregime.render.charts.legend import Entry
    from crossregime.render.charts.output import Picture

Span = tuple[int, int]
"""The smallest and the largest number that is possible; the same twice where it is known."""

_CHIP = 5.0
_ROW = 27.0
_UPRIGHT = 150.0
_NARROWEST = 30.0


@dataclass(frozen=True)
class HeatMap:
    """A table of counts: rows by columns, grades worst first, each cell its smallest and largest possible count.

    Shapes: `cells` has a row for each of `rows`, each with a cell for each of `columns`; `row_totals` and
    `column_totals` are the margins, `total` is that of all. `unit` is what is counted.

    >>> table = HeatMap(
    ...     Caption("stars", "What became of the stars?", "2003 and 2009"), "2003", "2009", ("0 stars", "1 star"),
    ...     ("poorly", "well"), (((1, 1), (5, 6)), ((0, 2), (1, 3))), ((6, 7), (1, 5)), ((1, 3), (6, 9)), 10,
    ... )
    >>> span_text(table.cells[0][1]), span_text((0, 0))
    ('5-6', '-')
    """

    caption: Caption
    row_title: str
    column_title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Span, ...], ...]
    row_totals: tuple[Span, ...]
    column_totals: tuple[Span, ...]
    total: int
    unit: str = "council"

    def draw(self, width: float = COLUMN) -> Picture:
        """Draw it in a width of pixels; UsageError where the extra `charts` is not installed."""
        return _Drawing(self, width).picture()


def span_text(span: Span) -> str:
    """Write a count as tables do: a number, a range, or - for none.

    >>> span_text((3, 3)), span_text((2, 33))
    ('3', '2-33')
    """
    low, high = span
    if low == high:
        return str(low) if low else "-"
    return f"{low}-{high}"


class _Drawing:
    def __init__(self, table: HeatMap, width: float) -> None:
        self.table, self.page = table, Page(table.caption, width)
        margin = max(text_width(span_text(span), BODY, bold=True) for span in (*table.row_totals, (0, table.total)))
        self.right = width - max(margin, text_width("all", BODY)) - 10
        names = max((text_width(name, BODY) for name in table.rows), default=0.0)
        room = self.right - len(table.columns) * _NARROWEST
        self.left = min(names + _CHIP + 9, max(room, 40.0), self.right * 0.42)
        self.cell = (self.right - self.left) / max(len(table.columns), 1)
        self.names = [wrapped(name, BODY, self.left - _CHIP - 8) for name in table.rows]
        self.row = max(_ROW, *(len(lines) * BODY * 1.2 + 5 for lines in self.names), 0.0)
        self.most = max((low for row in table.cells for low, _ in row), default=0)

    def picture(self) -> Picture:
        table, page = self.table, self.page
        y = self._heads(page.top)
        for number, cells in enumerate(table.cells):
            self._row(y, number, cells)
            y += self.row
        page.line([(self.left, y), (page.width, y)], stroke=LINE)
        for number, span in enumerate(table.column_totals):
            page.text(self._middle(number), y + 10, span_text(span), align="center", bold=True)
        page.text(self.left - 6, y + 10, "all", align="right", colour=MUTED)
        page.text(page.width - 2, y + 10, str(table.total), align="right", bold=True)
        return page.finish(write_legend(page, y + 26, self._legend()))

    def _middle(self, column: int) -> float:
        return self.left + (column + 0.5) * self.cell

    def _heads(self, y: float) -> float:
        table, page = self.table, self.page
        titles = wrapped(f"{table.row_title} (rows), by {table.column_title} (columns)", SMALL, self.right)
        page.lines(0, y + SMALL / 2, titles, size=SMALL, colour=MUTED)
        room = self.cell - 3
        upright = any(text_width(word, BODY) > room for name in table.columns for word in name.split())
        names = [[shortened(name, BODY, _UPRIGHT)] if upright else wrapped(name, BODY, room) for name in table.columns]
        if upright:
            tall = max(text_width(lines[0], BODY) for lines in names) + 4
        else:
            tall = max((len(lines) for lines in names), default=0) * BODY * 1.2
        start = y + len(titles) * SMALL * 1.2 + 8
        bottom = start + tall
        for number, (lines, colour) in enumerate(zip(names, grade_colours(len(names)), strict=True)):
            if upright:
                page.upright(self._middle(number), bottom - 3, lines[0])
            else:
                page.lines(self._middle(number), bottom - (len(lines) - 0.5) * BODY * 1.2, lines, align="center")
            left = self.left + number * self.cell
            page.box(left + 1, bottom + 1, left + self.cell - 1, bottom + 1 + _CHIP, colour, stroke=INK, weight=0.4)
        page.text(page.width - 2, bottom - BODY * 0.6, "all", align="right", colour=MUTED)
        return bottom + _CHIP + 3

    def _row(self, y: float, number: int, cells: tuple[Span, ...]) -> None:
        table, page = self.table, self.page
        colour = grade_colours(len(table.rows))[number]
        lines = self.names[number]
        page.lines(self.left - _CHIP - 5, y + self.row / 2 - (len(lines) - 1) * BODY * 0.6, lines, align="right")
        page.box(self.left - _CHIP - 1, y + 1, self.left - 1, y + self.row - 1, colour, stroke=INK, weight=0.4)
        for column, span in enumerate(cells):
            self._cell(self.left + column * self.cell, y, span, f"{table.rows[number]}, {table.columns[column]}")
        page.text(page.width - 2, y + self.row / 2, span_text(table.row_totals[number]), align="right", bold=True)

    def _cell(self, left: float, y: float, span: Span, name: str) -> None:
        """Draw one cell: the hatched part of its width is the part of its largest count that is not certain."""
        page, (low, high) = self.page, span
        right, bottom = left + self.cell, y + self.row
        certain = left + self.cell * (low / high if high else 1.0)
        said = f"{low} to {high}" if low < high else str(low)
        page.box(left + 0.5, y + 0.5, right - 0.5, bottom - 0.5, count_colour(low, self.most))
        if certain < right - 1:
            open_part = rectangle(max(certain, left + 0.5), y + 0.5, right - 0.5, bottom - 0.5)
            page.unknown(open_part, stroke=LINE, weight=0.4, spacing=4.0, line=0.7)
        page.box(left + 0.5, y + 0.5, right - 0.5, bottom - 0.5, None, stroke=LINE, note=f"{name}: {said}")
        colour = INK if low < high else on(count_colour(low, self.most))
        page.text(
            left + self.cell / 2, y + self.row / 2, span_text(span), colour=colour, align="center", backed=low < high
        )

    def _legend(self) -> list[Entry]:
        """Explain colour and, where there is any, hatching."""
        found: list[Entry] = [(f"{self.table.unit}s for certain, 0 to {self.most}", self._shades)] if self.most else []
        if any(low < high for row in self.table.cells for low, high in row):
            found.append(("possible besides: not known", self._unknown))
        return found

    def _shades(self, left: float, y: float) -> None:
        for step in range(4):
            at = left + step * SWATCH / 4
            self.page.box(at, y - 4, at + SWATCH / 4, y + 4, count_colour(step, 3), stroke=LINE, weight=0.4)

    def _unknown(self, left: float, y: float) -> None:
        self.page.unknown(rectangle(left, y - 4, left + SWATCH, y + 4), stroke=HATCHING, weight=0.5, spacing=3.0)
