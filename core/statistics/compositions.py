"""List the ways to split a whole number."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def splits(councils: int, ways: int) -> Iterator[tuple[int, ...]]:
    """List every way to split a number of councils over a number of bins.

    >>> list(splits(2, 2))
    [(0, 2), (1, 1), (2, 0)]
    """
    if ways == 1:
        yield (councils,)
        return
    for here in range(councils + 1):
        for rest in splits(councils - here, ways - 1):
            yield (here, *rest)


def ways_to_share(columns: Sequence[int], councils: int) -> Iterator[tuple[int, ...]]:
    """List every way to draw a number of councils from columns of given sizes; none if the columns hold too few.

    >>> list(ways_to_share([1, 2], 2))
    [(0, 2), (1, 1)]
    """
    if not columns:
        if not councils:
            yield ()
        return
    rest = sum(columns[1:])
    for taken in range(max(0, councils - rest), min(columns[0], councils) + 1):
        for others in ways_to_share(columns[1:], councils - taken):
            yield (taken, *others)
