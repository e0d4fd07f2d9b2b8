"""Shapes that Vega has no mark for: hatching, ribbons and hexagons, as lists of points in pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Point = tuple[float, float]

_HALF = 0.5**0.5
_DIRECTIONS = {0: (1.0, 0.0), 45: (_HALF, -_HALF), 90: (0.0, 1.0), 135: (_HALF, _HALF)}
"""Along a line of hatching; 45 degrees rises to the right, and pixels count downwards."""
RIBBON_STEPS = 24


def rectangle(left: float, top: float, right: float, bottom: float) -> list[Point]:
    """Return the corners of a rectangle.

    >>> rectangle(0, 0, 2, 1)
    [(0, 0), (2, 0), (2, 1), (0, 1)]
    """
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def hexagon(x: float, y: float, pitch: float) -> list[Point]:
    """Return the corners of a hexagon that stands on a point: `pitch` is the distance to the next beside it.

    >>> [(round(right), round(down)) for right, down in hexagon(0, 0, 10)]
    [(0, -6), (5, -3), (5, 3), (0, 6), (-5, 3), (-5, -3)]
    """
    half, tall, low = pitch / 2, pitch / 3**0.5, pitch / 3**0.5 / 2
    return [(x, y - tall), (x + half, y - low), (x + half, y + low), (x, y + tall), (x - half, y + low),
            (x - half, y - low)]  # fmt: skip


def ribbon(left: float, right: float, start: tuple[float, float], end: tuple[float, float]) -> list[Point]:
    """Return the outline of a ribbon between two heights on the left and two on the right (each top, bottom).

    It leaves and arrives level: the height follows 3t^2 - 2t^3.

    >>> outline = ribbon(0, 10, (0, 4), (6, 10))
    >>> outline[0], outline[RIBBON_STEPS], outline[-1]
    ((0.0, 0.0), (10.0, 6.0), (0.0, 4.0))
    """
    shares = [step / RIBBON_STEPS for step in range(RIBBON_STEPS + 1)]

    def edge(first: float, last: float) -> list[Point]:
        return [
            (float(left + (right - left) * share), float(first + (last - first) * share * share * (3 - 2 * share)))
            for share in shares
        ]

    return [*edge(start[0], end[0]), *reversed(edge(start[1], end[1]))]


def hatching(outline: Sequence[Point], spacing: float, angle: int = 45, shift: float = 0.0) -> list[list[Point]]:
    """Return the lines that hatch a polygon of any form, one for each stretch inside it.

    Lines stand on one grid for the whole page, so that areas side by side are hatched as one; `shift` moves the grid,
    for a second set of lines between those of the first. The angle is 0, 45, 90 or 135 degrees.

    >>> hatching(rectangle(0, 0, 4, 4), 2.0, 0)
    [[(0.0, 0.0), (4.0, 0.0)], [(0.0, 2.0), (4.0, 2.0)]]
    """
    along, across = _DIRECTIONS[angle], (-_DIRECTIONS[angle][1], _DIRECTIONS[angle][0])
    turned = [(x * along[0] + y * along[1], x * across[0] + y * across[1]) for x, y in outline]
    heights = [height for _, height in turned]
    lines = []
    for number in range(int((min(heights) - shift) // spacing), int((max(heights) - shift) // spacing) + 1):
        level = number * spacing + shift
        cuts = sorted(_cuts(turned, level))
        for start, end in zip(cuts[::2], cuts[1::2], strict=True):
            if end - start > 0.05:
                lines.append([_back(start, level, along, across), _back(end, level, along, across)])
    return lines


def _cuts(turned: Sequence[Point], level: float) -> list[float]:
    """Return where a level crosses the sides of a polygon: an even number, as each side holds its lower end alone."""
    found = []
    for (x, y), (next_x, next_y) in zip(turned, [*turned[1:], turned[0]], strict=True):
        if (y <= level) != (next_y <= level):
            found.append(x + (next_x - x) * (level - y) / (next_y - y))
    return found


def _back(x: float, y: float, along: Point, across: Point) -> Point:
    return (round(x * along[0] + y * across[0], 2) + 0.0, round(x * along[1] + y * across[1], 2) + 0.0)


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Return round numbers from low to high, up to a maximum number, 1, 2 or 5 times a power of ten apart.

    >>> ticks(-0.26, 0.43)
    [-0.2, 0.0, 0.2, 0.4]
    """
    step, power = 0.0, -12
    while not step:
        step = next((size for size in (10.0**power * each for each in (1, 2, 5)) if (high - low) / size <= most - 1), 0)
        power += 1
    hair = step * 1e-9  # so that 0.3 is no more than 3 * 0.1
    first, last = -int((hair - low) // step), int((high + hair) // step)
    return [round(number * step, 12) + 0.0 for number in range(first, last + 1)]
