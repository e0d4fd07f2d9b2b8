"""Draw what is known of each publication of a regime: grades, how they are known, and what is open."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from crossregime.render.charts.geometry import rectangle, ticks
from crossregime.render.charts.legend import SWATCH, write_legend
from crossregime.render.charts.lettering import text_width, wrapped
from crossregime.render.charts.page import Caption, Page
from crossregime.render.charts.theme import BODY, COLUMN, INK, LINE, MUTED, PAPER, SMALL, STATUSES, TINY, on

if TYPE_CHECKING:
    from crossregime.render.charts.geometry import Point
    from crossregime.render.charts.legend import Entry
    from crossregime.render.charts.output import Picture
    from crossregime.render.charts.theme import StatusLook

_BAR = 6.5


@dataclass(frozen=True)
class CoverageRow:
    """One judgement of one publication: how many councils, or inspections, have each status.

    Statuses are the project's, and `unlisted` for councils of which any grade is possible. Rows of one `group` (the
    publication) that follow each other stand under its name.

    >>> CoverageRow("November 2003", "stars", (("printed", 149), ("range", 1))).total
    150
    """

    group: str
    label: str
    counts: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """Return the number of them all."""
        return sum(count for _, count in self.counts)


@dataclass(frozen=True)
class CoverageChart:
    """The rows in the order in which they are shown, and what they count: councils, or inspections.

    >>> CoverageChart(Caption("ssi2003-coverage", "What is known", "SSI 2003"), ()).rows
    ()
    """

    caption: Caption
    rows: tuple[CoverageRow, ...]
    counted: str = "councils"

    def draw(self, width: float = COLUMN) -> Picture:
        """Draw it in a width of pixels; UsageError where the extra `charts` is not installed."""
        return _Drawing(self, width).picture()


class _Drawing:
    def __init__(self, chart: CoverageChart, width: float) -> None:
        self.chart, self.page = chart, Page(chart.caption, width)
        self.most = max((row.total for row in chart.rows), default=0)
        self.indent = 8.0 if any(row.group for row in chart.rows) else 0.0
        names = max((text_width(row.label, BODY) for row in chart.rows), default=0.0) + self.indent + 8
        self.left = min(max(names, text_width(chart.counted, TINY) + 10), width * 0.36)
        self.right = width - text_width(str(self.most), SMALL) - 8
        self.unit = (self.right - self.left) / max(self.most, 1)

    def picture(self) -> Picture:
        page = self.page
        y, group, start = page.top, None, 0.0
        for row in self.chart.rows:
            if row.group != group:
                group = row.group
                if group:
                    y = (
                        page.lines(0, y + 3 + BODY / 2, wrapped(group, BODY, page.width, bold=True), bold=True)
                        - BODY * 0.4
                    )
            start = start or y
            lines = wrapped(row.label, BODY, self.left - self.indent - 6)
            tall = max(2 * _BAR + 4, len(lines) * BODY * 1.2 + 3)
            page.lines(self.indent, y + tall / 2 - (len(lines) - 1) * BODY * 0.6, lines)
            self._bar(row, y + tall / 2)
            y += tall
        y = self._axis(y + 1)
        return page.finish(write_legend(page, y + 13, self._legend()))

    def _bar(self, row: CoverageRow, y: float) -> None:
        page, x = self.page, self.left
        for status, count in sorted(row.counts, key=lambda found: _order(found[0])):
            if not count:
                continue
            end = x + count * self.unit
            look = STATUSES[status]
            fill(page, rectangle(x, y - _BAR, end, y + _BAR), look, f"{row.group}, {row.label}, {look.label}: {count}")
            text = str(count)
            if text_width(text, SMALL) + 5 < end - x:
                colour = INK if look.fill == PAPER else on(look.fill)
                page.text((x + end) / 2, y, text, size=SMALL, align="center", colour=colour, backed=bool(look.hatching))
            x = end
        page.text(page.width, y, str(row.total), size=SMALL, align="right")

    def _axis(self, y: float) -> float:
        page = self.page
        page.line([(self.left, y), (self.right, y)], stroke=LINE, weight=0.6)
        for value in ticks(0, max(self.most, 1)):
            at = self.left + value * self.unit
            page.line([(at, y), (at, y + 3)], stroke=MUTED, weight=0.6)
            page.text(at, y + 3 + TINY * 0.65, f"{value:g}", size=TINY, colour=MUTED, align="center")
        page.text(self.left - 10, y + 3 + TINY * 0.65, self.chart.counted, size=TINY, colour=MUTED, align="right")
        return y + 3 + TINY * 1.3

    def _legend(self) -> list[Entry]:
        seen = {status for row in self.chart.rows for status, count in row.counts if count}
        return [(look.label, partial(_sample, self.page, look)) for status, look in STATUSES.items() if status in seen]


def fill(page: Page, outline: list[Point], look: StatusLook, note: str = "") -> None:
    """Fill an area as a status is filled: in its colour, or hatched."""
    page.polygon(outline, look.fill)
    if look.hatching:
        page.hatch(outline, colour=look.hatching, spacing=look.spacing, angle=look.angle, weight=0.8)
    page.polygon(outline, None, stroke=INK, weight=0.5, note=note)


def _order(status: str) -> int:
    return list(STATUSES).index(status)


def _sample(page: Page, look: StatusLook, left: float, y: float) -> None:
    fill(page, rectangle(left, y - 4, left + SWATCH, y + 4), look)
