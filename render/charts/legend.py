"""Explain marks and fills below a chart, as many on a line as there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossregime.render.charts.lettering import text_width
from crossregime.render.charts.theme import MUTED, SMALL

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crossregime.render.charts.page import Page

SWATCH = 16.0
"""The width of what stands before the words."""
_LINE = 13.0

Entry = tuple[str, "Callable[[float, float], None]"]
"""Words, and what draws the sample before them, given its left end and its middle line."""


def write_legend(page: Page, y: float, entries: Sequence[Entry]) -> float:
    """Write the entries from the line whose middle is at y, and give where the drawing ends."""
    at = 0.0
    for number, (words, sample) in enumerate(entries):
        wide = SWATCH + 5 + text_width(words, SMALL)
        if number and at + wide > page.width:
            at, y = 0.0, y + _LINE
        sample(at, y)
        page.text(at + SWATCH + 5, y, words, size=SMALL, colour=MUTED)
        at += wide + 12
    return y + 5 if entries else y - 8
