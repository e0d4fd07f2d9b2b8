"""Link two scales from how many councils have each grade: no council need be named, so printed totals suffice.

Both functions align the two distributions by position: the worst x per cent of one with the worst x per cent of the
other. That is a concordance of two distributions of one population of councils, never an
equating: it would give the same answer if the two inspectorates had rated quite different things.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossregime.core.statistics.concordance import Concordance, link_by_totals

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Concordance", "equipercentile", "ridit"]


def equipercentile(first: Sequence[int], second: Sequence[int]) -> Concordance:
    """Link by equal percentiles: the share of a grade that overlaps each grade of the other, worst beside worst.

    Takes the numbers of councils at each grade, worst first; the two sides may have different sums. Raises
    UsageError for counts below 0, and where nobody has a grade.

    >>> equipercentile([10, 10], [5, 15]).sets
    ((0, 1), (1, 1))
    """
    return link_by_totals("equipercentile", first, second)


def ridit(first: Sequence[int], second: Sequence[int]) -> Concordance:
    """Link by ridits (Bross 1958): a grade falls to the grade that holds its middle, halves to both on a border.

    Takes and refuses what `equipercentile` does.

    >>> ridit([10, 10], [5, 15]).sets
    ((0, 1), (1, 1))
    """
    return link_by_totals("ridit", first, second)
