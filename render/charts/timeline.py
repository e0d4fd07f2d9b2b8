"""Draw the history of one council or several over all regimes: time runs down, each grade stands on its own scale."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from crossregime.render.charts.geometry import rectangle
from crossregime.render.charts.legend import SWATCH, write_legend
from crossregime.render.charts.lettering import shortened, text_width, wrapped
from crossregime.render.charts.page import Caption, Page
from crossregime.render.charts.theme import (
    BODY,
    COLUMN,
    INK,
    LINE,
    MUTED,
    PAPER,
    SMALL,
    STATUSES,
    TINY,
    grade_colours,
)

if TYPE_CHECKING:
    from crossregime.render.charts.legend import Entry
    from crossregime.render.charts.output import Picture

_ROW = 15.0
_UPRIGHT = 170.0
_BAR = 3.6
_TEXT_FROM = 150.0
"""A council's part of the page must be so wide for its grades to be written beside the marks."""


@dataclass(frozen=True)
class TimelineMark:
    """What one council was given: a grade (worst = best, as places in the row's scale), a range, or none (both None).

    `status` is one of the project's statuses, `text` the grade in words.

    >>> TimelineMark(1, 2, "range", "adequately or well").known
    False
    """

    worst: int | None
    best: int | None
    status: str
    text: str

    @property
    def known(self) -> bool:
        """Tell whether it is one grade."""
        return self.worst is not None and self.worst == self.best


@dataclass(frozen=True)
class TimelineRow:
    """One date of one regime: the grades of its scale, worst first, and what each council was given (None: no row).

    Rows of one `regime` that follow each other stand under its name.

    >>> TimelineRow("SSI stars", "November 2003", 4, (TimelineMark(1, 1, "printed", "1 star"),)).date
    'November 2003'
    """

    regime: str
    date: str
    grades: int
    marks: tuple[TimelineMark | None, ...]


@dataclass(frozen=True)
class Timeline:
    """The rows, earliest first, each with one mark for each of the councils.

    >>> Timeline(Caption("barnet", "Barnet", "all regimes"), ("Barnet",), ()).councils
    ('Barnet',)
    """

    caption: Caption
    councils: tuple[str, ...]
    rows: tuple[TimelineRow, ...]

    def draw(self, width: float = COLUMN) -> Picture:
        """Draw it in a width of pixels; UsageError where the extra `charts` is not installed."""
        return _Drawing(self, width).picture()


class _Drawing:
    def __init__(self, timeline: Timeline, width: float) -> None:
        self.timeline, self.page = timeline, Page(timeline.caption, width)
        names = max((text_width(row.date, BODY) for row in timeline.rows), default=0.0) + 16
        self.left = min(names, width * 0.34)
        self.part = (width - self.left) / max(len(timeline.councils), 1)
        self.words = self.part >= _TEXT_FROM
        texts = [mark.text for row in timeline.rows for mark in row.marks if mark is not None]
        widest = max((text_width(text, SMALL) for text in texts), default=0.0) + 2
        self.track = self.part - (min(widest, self.part * 0.5) if self.words else 0.0) - 12

    def picture(self) -> Picture:
        page, timeline = self.page, self.timeline
        y = self._heads(page.top)
        regime = None
        for row in timeline.rows:
            if row.regime != regime:
                regime = row.regime
                y = (
                    page.lines(0, y + 4 + BODY / 2, wrapped(regime, BODY, page.width, bold=True), bold=True)
                    - BODY * 0.4
                )
            page.text(8, y + _ROW / 2, shortened(row.date, BODY, self.left - 12))
            deepest = 1
            for number, mark in enumerate(row.marks):
                if mark is not None:
                    self._mark(self.left + number * self.part, y + _ROW / 2, row, number, mark)
                    deepest = max(deepest, self._write(self.left + number * self.part, y + _ROW / 2, mark))
            y += _ROW + (deepest - 1) * SMALL * 1.2
        return page.finish(write_legend(page, y + 12, self._legend()))

    def _heads(self, y: float) -> float:
        """Write the councils' names over their parts, upright where a word would not fit, and which end is which."""
        page, councils = self.page, self.timeline.councils
        room = self.part - 8
        if len(councils) > 1 and any(
            text_width(word, SMALL, bold=True) > room for name in councils for word in name.split()
        ):
            names = [shortened(name, SMALL, _UPRIGHT, bold=True) for name in councils]
            tall = max(text_width(name, SMALL, bold=True) for name in names)
            for number, name in enumerate(names):
                page.upright(self._middle(number), y + tall, name, size=SMALL, bold=True)
            y += tall + 4
        elif len(councils) > 1:
            heads = [wrapped(name, SMALL, room, bold=True) for name in councils]
            tall = max(len(lines) for lines in heads)
            for number, lines in enumerate(heads):
                top = y + SMALL / 2 + (tall - len(lines)) * SMALL * 1.2
                page.lines(self.left + number * self.part + 6, top, lines, size=SMALL, bold=True)
            y += tall * SMALL * 1.2 + 2
        if self.track < 50:
            page.text(0, y + TINY / 2, "worst left, best right", size=TINY, colour=MUTED)
            return y + TINY * 1.2
        for number in range(len(councils)):
            left = self.left + number * self.part + 3
            page.text(left, y + TINY / 2, "worst", size=TINY, colour=MUTED)
            page.text(left + self.track - 2, y + TINY / 2, "best", size=TINY, colour=MUTED, align="right")
        return y + TINY * 1.2

    def _middle(self, number: int) -> float:
        return self.left + number * self.part + 7 + (self.track - 10) / 2

    def _place(self, left: float, grade: int, grades: int) -> float:
        return left + 7 + (self.track - 10) * (grade / (grades - 1) if grades > 1 else 0.5)

    def _mark(self, left: float, y: float, row: TimelineRow, number: int, mark: TimelineMark) -> None:
        page = self.page
        note = f"{self.timeline.councils[number]}, {row.regime}, {row.date}: {mark.text} ({_label(mark.status)})"
        first, last = self._place(left, 0, row.grades), self._place(left, row.grades - 1, row.grades)
        page.line([(first, y), (last, y)], stroke=LINE, weight=0.7)
        for grade in range(row.grades):
            at = self._place(left, grade, row.grades)
            page.line([(at, y - 2.5), (at, y + 2.5)], stroke=LINE, weight=0.7)
        if mark.worst is None or mark.best is None:
            page.mark((first + last) / 2, y, "stroke", MUTED, stroke=MUTED, size=50, weight=1.4, note=note)
        elif mark.known:
            self._status(
                self._place(left, mark.worst, row.grades), y, mark, grade_colours(row.grades)[mark.worst], note
            )
        else:
            bar = rectangle(self._place(left, mark.worst, row.grades) - 4, y - _BAR,
                            self._place(left, mark.best, row.grades) + 4, y + _BAR)  # fmt: skip
            page.unknown(bar, note=note)

    def _write(self, left: float, y: float, mark: TimelineMark) -> int:
        """Write the grade in words where there is room for words, and give the number of lines."""
        if not self.words:
            return 1
        lines = wrapped(mark.text, SMALL, self.part - self.track - 12)
        colour = MUTED if mark.worst is None else INK
        self.page.lines(left + self.track + 12, y, lines, size=SMALL, colour=colour)
        return len(lines)

    def _status(self, x: float, y: float, mark: TimelineMark, colour: str, note: str) -> None:
        look = STATUSES.get(mark.status)
        shape = look.shape if look is not None and look.shape != "bar" else "circle"
        self.page.mark(x, y, shape, colour, size=58, weight=0.9, note=note)

    def _legend(self) -> list[Entry]:
        """Explain the shapes that were drawn; they have no colour here, as colour is the grade's."""
        marks = [mark for row in self.timeline.rows for mark in row.marks if mark is not None]
        known = {mark.status for mark in marks if mark.known}
        page = self.page
        found: list[Entry] = []
        for status, look in STATUSES.items():
            if status in known and look.shape != "bar":
                found.append((look.label, partial(_sample, page, look.shape)))
        if any(mark.worst is not None and not mark.known for mark in marks):
            found.append(("possible range", partial(_range, page)))
        without = {mark.status for mark in marks if mark.worst is None}
        found += [(_label(status), partial(_sample, page, "stroke")) for status in STATUSES if status in without]
        return found


def _label(status: str) -> str:
    look = STATUSES.get(status)
    return look.label if look is not None else status


def _sample(page: Page, shape: str, left: float, y: float) -> None:
    bare = shape == "stroke"
    page.mark(left + SWATCH / 2, y, shape, MUTED if bare else PAPER, stroke=MUTED if bare else INK, size=50, weight=1.1)


def _range(page: Page, left: float, y: float) -> None:
    page.unknown(rectangle(left, y - _BAR, left + SWATCH, y + _BAR))
