"""Draw an interval as a bar of characters, beside its numbers on a screen."""

from __future__ import annotations

WIDTH = 24
"""Columns of a bar."""
LINES, PLAIN = ("├", "─", "┤", "│", "┼"), ("|", "-", "|", ":", "+")
"""The ends and the middle of a bar, the line of no difference, and where both cross; and the same in ASCII."""


def interval_bar(
    low: float, high: float, ends: tuple[float, float], nil: float | None = None, *, ascii_only: bool = False
) -> str:
    """Draw the interval from `low` to `high` on a scale between two ends, with a line at `nil` where one is given.

    >>> interval_bar(0.25, 0.75, (0, 1))
    '      ├───────────┤     '
    >>> interval_bar(-0.5, 1, (-1, 1), 0, ascii_only=True)
    '      |-----+----------|'
    >>> interval_bar(0.5, 0.5, (0, 1))
    '            ┤           '
    """
    left, line, right, none, cross = PLAIN if ascii_only else LINES
    least, most = ends

    def at(value: float) -> int:
        return min(WIDTH - 1, max(0, int((value - least) / (most - least) * WIDTH)))

    drawn = [" "] * WIDTH
    start, stop = at(low), at(high)
    drawn[start : stop + 1] = [line] * (stop - start + 1)
    drawn[start], drawn[stop] = left, right
    if nil is not None:
        place = at(nil)
        drawn[place] = cross if start < place < stop else none if drawn[place] == " " else drawn[place]
    return "".join(drawn)
