"""One look for all charts: sizes, colours and marks, decided here alone.

Grades run from worst to best, and the same grade of a scale has the same colour in every chart. The palette grows
lighter from worst to best, so that its order survives a photocopier and any form of colour blindness; the hue, warm to
cool, comes on top. What is unknown is never filled: it is hatched, in grey, or on the map in the colours of the two
grades that it lies between.
"""

from __future__ import annotations

from dataclasses import dataclass

COLUMN = 336.0
"""Width in pixels (96 to the inch) of a journal's column: 89 mm."""
DOUBLE = 680.0
"""Width of both columns: 180 mm."""

FONTS = "Arial, Helvetica, 'Liberation Sans', sans-serif"
"""Of one metric: a chart is laid out alike whichever of the first three is there."""
TITLE, BODY, SMALL, TINY = 12.0, 9.5, 8.5, 7.5
"""Sizes of text in pixels: 9, 7.1, 6.4 and 5.6 points."""

PAPER, INK, MUTED, LINE = "#ffffff", "#1f2328", "#565d66", "#c6ccd2"
HATCHING = "#69717a"
"""The colour of the lines that stand for what is unknown."""
ON_DARK, ON_LIGHT = "#fefefe", "#010101"
"""Text on a coloured ground; both stay as they are when the page is dark."""

DARK = {PAPER: "#15191e", INK: "#e6e9ec", MUTED: "#a9b1ba", LINE: "#454d56", HATCHING: "#98a1ab"}
"""What the neutral colours become on a dark page; grades keep theirs."""
NAMES = {PAPER: "--chart-paper", INK: "--chart-ink", MUTED: "--chart-muted", LINE: "--chart-line",
         HATCHING: "--chart-hatching"}  # fmt: skip
"""The CSS variables of a page that holds charts."""


def page_style() -> str:
    """Return the style sheet of a page with charts made by `Picture.inline`: light, and dark if requested.

    >>> page_style().splitlines()[0][:38]
    ':root { --chart-paper: #ffffff; --char'
    """
    light = " ".join(f"{name}: {colour};" for colour, name in NAMES.items())
    dark = " ".join(f"{name}: {DARK[colour]};" for colour, name in NAMES.items())
    return f":root {{ {light} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"


_ANCHORS = ("#56162f", "#8c2a30", "#bf4a2c", "#dc7a3c", "#eaa860", "#e9cf9e", "#d9eaf5")
_KNOWN = ("#f3f6f8", "#7fa6c0")
"""From no council to the most, behind black figures."""


def grade_colours(grades: int) -> tuple[str, ...]:
    """Return the colours of a number of grades, worst first: dark and warm to light and cool.

    Up to seven grades are distinguishable in print, in greyscale and by colour-blind readers (the tests measure it).

    >>> grade_colours(2)
    ('#8c2a30', '#d9eaf5')
    """
    if grades < 1:
        return ()
    if grades < 4:  # the darkest is kept for longer scales: on it, only white text can be read
        return ((_ANCHORS[1],), (_ANCHORS[1], _ANCHORS[6]), (_ANCHORS[1], _ANCHORS[4], _ANCHORS[6]))[grades - 1]
    return tuple(_between(_ANCHORS, number / (grades - 1)) for number in range(grades))


def count_colour(count: int, most: int) -> str:
    """Return the colour of a cell with a certain count, relative to the largest of any cell.

    >>> count_colour(0, 10), count_colour(10, 10)
    ('#f3f6f8', '#7fa6c0')
    """
    return _between(_KNOWN, count / most if most else 0.0)


def step_colours(steps: int) -> tuple[str, ...]:
    """Return greys and blues for ordered classes that are no grades (how much is open), dark first.

    >>> step_colours(2)
    ('#27506f', '#e4edf3')
    """
    return tuple(_between(("#27506f", "#7fa6c0", "#e4edf3"), number / max(steps - 1, 1)) for number in range(steps))


def tint(colour: str) -> str:
    """Return the paler form of a colour, for ribbons between blocks of it.

    >>> tint("#000000")
    '#787878'
    """
    return _between((colour, "#ffffff"), 0.47)


def on(colour: str) -> str:
    """Return the colour in which text can be read on a ground.

    >>> on("#56162f"), on("#d9eaf5")
    ('#fefefe', '#010101')
    """
    return ON_LIGHT if _luminance(colour) > 0.18 else ON_DARK


@dataclass(frozen=True)
class StatusLook:
    """How one status is drawn: the words of its legend, the fill of its bar, its hatching and the shape of its mark.

    >>> STATUSES["printed"].shape
    'circle'
    """

    label: str
    fill: str
    shape: str
    hatching: str = ""
    angle: int = 45
    spacing: float = 3.0


STATUSES = {
    "printed": StatusLook("printed", "#1d4460", "circle"),
    "deduced": StatusLook("deduced", "#4f82a6", "square"),
    "reconstructed": StatusLook("reconstructed", "#9dc0d8", "triangle-up"),
    "user": StatusLook("added by the user", PAPER, "diamond", "#3f78a3", 90, 3.5),
    "rule": StatusLook("by a rating rule", PAPER, "cross", "#3f78a3", 0, 3.5),
    "range": StatusLook("a range of grades", PAPER, "bar", HATCHING, 45, 3.0),
    "unlisted": StatusLook("any grade: not listed", PAPER, "bar", HATCHING, 45, 6.0),
    "not_judged": StatusLook("not judged", "#dfe3e7", "stroke"),
    "not_applicable": StatusLook("not applicable", PAPER, "stroke", "#8d969f", 135, 3.0),
    "not_published": StatusLook("not published", PAPER, "stroke"),
}
"""Statuses in the order in which they are shown: the surest first, then what is open, then what was never given."""


def _between(colours: tuple[str, ...], share: float) -> str:
    """Mix the two colours of a row that stand around a share of its length."""
    place = share * (len(colours) - 1)
    first = min(int(place), len(colours) - 2)
    part = place - first
    pairs = zip(_channels(colours[first]), _channels(colours[first + 1]), strict=True)
    return "#" + "".join(f"{round(low + (high - low) * part):02x}" for low, high in pairs)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _luminance(colour: str) -> float:
    """Compute the relative luminance of a colour (WCAG 2.2)."""
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in _channels(colour))
    )
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)
