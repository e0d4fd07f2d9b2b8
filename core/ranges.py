"""Define a range of grades and its basic operations."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Range = tuple[int, int]
"""The worst and the best rank that an outcome can have; equal where it is known."""

Grades = tuple[int, ...]
"""The ranks that an outcome may take, ascending."""


def hull(ranks: Sequence[int]) -> Range | None:
    """Return the range from the lowest to the highest of some ranks, or None for none.

    >>> hull([2, 0]), hull([])
    ((0, 2), None)
    """
    return (min(ranks), max(ranks)) if ranks else None


def grades(span: Range, ruled_out: int | None = None) -> Grades:
    """List the grades of a range, leaving out one that is ruled out.

    >>> grades((0, 3), 2)
    (0, 1, 3)
    """
    return tuple(rank for rank in range(span[0], span[1] + 1) if rank != ruled_out)
