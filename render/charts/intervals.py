"""Draw shares, differences and statistics as ranges: what is possible as a bar, the known alone as a mark."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

from crossregime.render.charts.geometry import rectangle, ticks
from crossregime.render.charts.legend import SWATCH, write_legend
from crossregime.render.charts.lettering import text_width, wrapped
from crossregime.render.charts.page import Caption, Page
from crossregime.render.charts.theme import BODY, COLUMN, INK, LINE, MUTED, PAPER, SMALL, TINY

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crossregime.render.charts.legend import Entry
    from crossregime.render.charts.output import Picture

    _Place = Callable[[float], float]

Unit = Literal["share", "points", "number"]
"""A share of 1, shown in per cent; a difference of two shares, in percentage points; any other number."""

_ROW = 15.0
_BAR = 3.2
_MARGIN = 6.0


@dataclass(frozen=True)
class IntervalRow:
    """One figure: its possible range, the value of the known councils alone, and both as text for the right margin.

    `lowest` and `highest` are the same where the figure is known. `known` is None where none is known or none is to be
    shown. Without a figure both ends are None and `text` says why ("no pairs").

    >>> IntervalRow("2 or 3 stars", 0.52, 0.87, "52% to 87%", known=0.71).settled
    False
    """

    label: str
    lowest: float | None
    highest: float | None
    text: str
    known: float | None = None
    group: str = ""

    @property
    def settled(self) -> bool:
        """Tell whether one value alone is possible."""
        return self.lowest is not None and self.lowest == self.highest


@dataclass(frozen=True)
class IntervalPanel:
    """Figures of one unit on one axis; rows of one `group` stand together under its name, in the order given.

    `reference` is where the line of no difference stands, with its words; None for no line. `low` and `high` fix the
    ends of the axis (0 and 1 for shares); without them it is as long as the rows are.

    >>> IntervalPanel("Doing well", "share", (IntervalRow("all", 0.2, 0.4, "20% to 40%"),), low=0, high=1).ends()
    (0, 1)
    """

    title: str
    unit: Unit
    rows: tuple[IntervalRow, ...]
    reference: float | None = None
    reference_label: str = "no difference"
    low: float | None = None
    high: float | None = None

    def ends(self) -> tuple[float, float]:
        """Return the ends of the axis: as fixed, else what the rows and the line need."""
        values = [value for row in self.rows for value in (row.lowest, row.highest, row.known) if value is not None]
        values += [self.reference] if self.reference is not None else []
        low = min(values, default=0.0) if self.low is None else self.low
        high = max(values, default=1.0) if self.high is None else self.high
        if high <= low:
            low, high = low - 0.5, high + 0.5
        slack = (high - low) * 0.04
        return (low - slack if self.low is None else low, high + slack if self.high is None else high)


@dataclass(frozen=True)
class IntervalChart:
    """Panels of figures below each other. `known_label` says what the hollow mark is.

    >>> IntervalChart(Caption("contrast", "Did they?", "2003 and 2009"), ()).known_label
    'known councils only (misleading)'
    """

    caption: Caption
    panels: tuple[IntervalPanel, ...]
    known_label: str = "known councils only (misleading)"

    def draw(self, width: float = COLUMN) -> Picture:
        """Draw it in a width of pixels; UsageError where the extra `charts` is not installed."""
        return _Drawing(self, width).picture()


class _Drawing:
    def __init__(self, chart: IntervalChart, width: float) -> None:
        self.chart, self.page = chart, Page(chart.caption, width)
        rows = [row for panel in chart.panels for row in panel.rows]
        indent = 8.0 if any(row.group for row in rows) else 0.0
        self.indent = indent
        names = max((text_width(row.label, BODY) for row in rows), default=0.0) + indent + 8
        texts = max((text_width(row.text, SMALL) for row in rows if row.lowest is not None), default=0.0) + 8
        self.left = min(names, width * 0.36)
        self.right = width - min(texts, width * 0.32)

    def picture(self) -> Picture:
        y = self.page.top
        for panel in self.chart.panels:
            y = self._panel(y, panel)
        return self.page.finish(write_legend(self.page, y, self._legend()))

    def _panel(self, y: float, panel: IntervalPanel) -> float:
        page = self.page
        if panel.title:
            y = page.lines(0, y + BODY / 2, wrapped(panel.title, BODY, page.width, bold=True), bold=True) + 2
        low, high = panel.ends()

        def x(value: float) -> float:
            share = (value - low) / (high - low)
            return self.left + _MARGIN + share * (self.right - self.left - 2 * _MARGIN)

        if panel.reference is not None:
            page.text(*self._inside(x(panel.reference), panel.reference_label, y + TINY / 2), size=TINY, colour=MUTED,
                      align="center")  # fmt: skip
            y += TINY * 1.3
        start, places, group = y, [], ""
        for row in panel.rows:
            if row.group != group:
                group = row.group
                y = page.lines(0, y + _ROW / 2, wrapped(group, BODY, page.width), colour=MUTED) - BODY * 0.6
            lines = wrapped(row.label, BODY, self.left - self.indent * bool(row.group) - 6)
            tall = max(_ROW, len(lines) * BODY * 1.2 + 3)
            places.append((row, lines, y + tall / 2))
            y += tall
        self._grid(panel, x, start, y)
        for row, lines, middle in places:
            page.lines(self.indent * bool(row.group), middle - (len(lines) - 1) * BODY * 0.6, lines)
            self._figure(row, x, middle)
        if panel.reference is not None:  # over the bars: whether one crosses it is what is asked
            at = x(panel.reference)
            page.line([(at, start), (at, y)], stroke=INK, weight=0.9, dash=2.5)
        return self._axis(panel, x, y) + 10

    def _inside(self, x: float, text: str, y: float) -> tuple[float, float, str]:
        half = text_width(text, TINY) / 2
        return min(max(x, half), self.page.width - half), y, text

    def _grid(self, panel: IntervalPanel, x: _Place, top: float, bottom: float) -> None:
        for value in self._ticks(panel):
            self.page.line([(x(value), top), (x(value), bottom)], stroke=LINE, weight=0.4)

    def _figure(self, row: IntervalRow, x: _Place, y: float) -> None:
        page = self.page
        if row.lowest is None or row.highest is None:
            page.text(self.left + _MARGIN, y, row.text, size=SMALL, colour=MUTED, backed=True)
            return
        note = f"{row.group}, {row.label}: {row.text}" if row.group else f"{row.label}: {row.text}"
        if row.settled:
            page.mark(x(row.lowest), y, "diamond", INK, size=46, note=note)
        else:
            bar = rectangle(x(row.lowest), y - _BAR, max(x(row.highest), x(row.lowest) + 1.0), y + _BAR)
            page.unknown(bar, note=note)
        if row.known is not None and not row.settled:
            page.mark(x(row.known), y, "circle", PAPER, size=34, weight=1.1, note=f"{row.label}: known alone")
        page.text(page.width, y, row.text, size=SMALL, align="right")

    def _ticks(self, panel: IntervalPanel) -> Sequence[float]:
        most = max(int((self.right - self.left) / 25), 2)
        return ticks(*panel.ends(), most=min(most, 7))

    def _axis(self, panel: IntervalPanel, x: _Place, y: float) -> float:
        page = self.page
        page.line([(self.left + _MARGIN, y), (self.right - _MARGIN, y)], stroke=MUTED, weight=0.6)
        for value in self._ticks(panel):
            page.line([(x(value), y), (x(value), y + 3)], stroke=MUTED, weight=0.6)
            page.text(
                x(value), y + 3 + TINY * 0.65, tick_text(value, panel.unit), size=TINY, colour=MUTED, align="center"
            )
        y += 3 + TINY * 1.3
        if panel.unit == "points":
            page.text((self.left + self.right) / 2, y + TINY * 0.6, "percentage points", size=TINY, colour=MUTED,
                      align="center")  # fmt: skip
            y += TINY * 1.3
        return y

    def _legend(self) -> list[Entry]:
        """Explain the marks that were drawn."""
        rows = [row for panel in self.chart.panels for row in panel.rows if row.lowest is not None]
        entries: list[tuple[Entry, bool]] = [
            (("possible range", self._range), any(not row.settled for row in rows)),
            (
                (self.chart.known_label, partial(self._sample, "circle", PAPER)),
                any(row.known is not None and not row.settled for row in rows),
            ),
            (("known: one value is possible", partial(self._sample, "diamond", INK)), any(row.settled for row in rows)),
        ]
        return [entry for entry, drawn in entries if drawn]

    def _sample(self, shape: str, fill: str, left: float, y: float) -> None:
        self.page.mark(left + SWATCH / 2, y, shape, fill, size=34, weight=1.1)

    def _range(self, left: float, y: float) -> None:
        self.page.unknown(rectangle(left, y - _BAR, left + SWATCH, y + _BAR))


def tick_text(value: float, unit: Unit) -> str:
    """Write a value of an axis.

    >>> tick_text(0.5, "share"), tick_text(0.2, "points"), tick_text(-0.2, "number")
    ('50%', '+20', '-0.2')
    """
    if unit == "share":
        return f"{value * 100:g}%"
    if unit == "points":
        return f"{value * 100:+g}" if value else "0"
    return f"{value:g}"
