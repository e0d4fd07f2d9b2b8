"""Bound the number of pairs of councils with different grades, from bounds on the number at each grade."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def untied_range(lowest: Iterable[int], highest: Iterable[int], n: int) -> tuple[int, int]:
    """Bound the number of pairs among n councils with different grades, from bounds on the number at each grade.

    The greatest is that of the most even margin; the least is bounded by the chord of the square between the
    two bounds of each grade.

    >>> untied_range([0, 0], [4, 4], 4)
    (0, 4)
    """
    low, high = [int(each) for each in lowest], [min(int(each), n) for each in highest]
    even, left = list(low), n - sum(low)
    while left > 0:
        room = [index for index, size in enumerate(even) if size < high[index]]
        if not room:
            break
        bottom = min(even[index] for index in room)
        level = [index for index in room if even[index] == bottom]
        above = [even[index] for index in room if even[index] > bottom] + [high[index] for index in level]
        step = max(1, min(min(above) - bottom, left // len(level)))
        for index in level:
            taken = min(step, left)
            even[index] += taken
            left -= taken
    most = (n * n - sum(size * size for size in even)) // 2
    left, squares = n - sum(low), sum(size * size for size in low)
    for index in sorted(range(len(low)), key=lambda index: -(low[index] + high[index])):
        taken = min(left, high[index] - low[index])
        squares += taken * (low[index] + high[index])
        left -= taken
    return max(0, -((squares - n * n) // 2)), most
