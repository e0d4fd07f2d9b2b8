"""Compute the concordance of two scales linked by their distributions."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Literal, get_args

from crossregime.core.arguments import check_choice, is_count, shown
from crossregime.core.errors import UsageError
from crossregime.core.frozen import frozen
from crossregime.core.statistics.counts import one_distribution

if TYPE_CHECKING:
    from collections.abc import Sequence

LinkingMethod = Literal["equipercentile", "ridit"]
LINKING_METHODS: tuple[str, ...] = get_args(LinkingMethod)
LINKING_ASSUMPTIONS: dict[str, str] = {
    "equipercentile": "Assumes that the two distributions are of the same councils in the same order: that a council"
    " stands at the same place among all councils in both, its place inside a grade being anywhere in it alike.",
    "ridit": "Assumes the same as equipercentile, with every council of a grade standing at the middle of it (its"
    " ridit), so that a grade falls to the one grade that holds its middle.",
}
"""What each method takes for granted."""


@frozen
class Concordance:
    """A concordance: for each grade of the first scale, the share that falls to each grade of the second.

    `first` and `second` are the numbers of councils at each grade, worst first.
    """

    method: LinkingMethod
    first: tuple[Fraction, ...]
    second: tuple[Fraction, ...]

    @cached_property
    def shares(self) -> tuple[tuple[Fraction, ...], ...]:
        """The share of each grade (row) that falls to each grade of the other scale; an unused grade falls nowhere.

        >>> [[str(share) for share in row] for row in link_by_totals("equipercentile", [1, 3], [2, 2]).shares]
        [['1', '0'], ['1/3', '2/3']]
        """
        return tuple(tuple(part / size for part in row) if (size := sum(row)) else row for row in self.joint)

    @cached_property
    def joint(self) -> tuple[tuple[Fraction, ...], ...]:
        """The share of all councils at each grade of the first that falls to each of the second."""
        rows, columns = _ends(self.first), _ends(self.second)
        if self.method == "equipercentile":
            return tuple(
                tuple(max(Fraction(0), min(top, over) - max(bottom, under)) for under, over in columns)
                for bottom, top in rows
            )
        return tuple(
            tuple(_held((bottom + top) / 2, columns, rank) * (top - bottom) for rank in range(len(columns)))
            for bottom, top in rows
        )

    @cached_property
    def sets(self) -> tuple[tuple[int, int] | None, ...]:
        """The worst and the best grade that each grade overlaps; None for a grade that nobody has."""
        return tuple(
            (min(ranks), max(ranks)) if (ranks := [rank for rank, share in enumerate(row) if share]) else None
            for row in self.shares
        )

    @cached_property
    def equivalents(self) -> tuple[Fraction, ...]:
        """The equivalent of each grade on the other scale, as equipercentile equating of scores gives it.

        Mid-percentile ranks and the uniform kernel (Kolen & Brennan 2014, Test Equating, Scaling, and Linking, 3rd
        edition, section 2.4): a grade k stands for scores from k - 1/2 to k + 1/2. For checking against published
        tables; grades are ordered, not measured, so nothing else here uses it.

        >>> found = link_by_totals("equipercentile", [2, 3, 2, 2, 1], [1, 2, 2, 3, 2])
        >>> [float(round(each, 4)) for each in found.equivalents]
        [0.5, 1.75, 2.8333, 3.5, 4.25]
        """
        columns = _ends(self.second)
        found = []
        for bottom, top in _ends(self.first):
            middle = (bottom + top) / 2
            held = [rank for rank, (under, over) in enumerate(columns) if under < over]
            rank = next((rank for rank in held if columns[rank][1] > middle), held[-1])
            under, over = columns[rank]
            found.append(rank - Fraction(1, 2) + (middle - under) / (over - under))
        return tuple(found)


def _ends(sizes: Sequence[Fraction]) -> list[tuple[Fraction, Fraction]]:
    """Return the cumulative shares below and up to each grade."""
    n = sum(sizes)
    upper = [total / n for total in accumulate(sizes)]
    return list(zip([Fraction(0), *upper[:-1]], upper, strict=True))


def _held(point: Fraction, columns: Sequence[tuple[Fraction, Fraction]], rank: int) -> Fraction:
    """Return how much of a point belongs to a grade: all of it inside, half on a border."""
    holding = [number for number, (under, over) in enumerate(columns) if under < over and under <= point <= over]
    return Fraction(rank in holding, len(holding))


def link_by_totals(method: str, first: Sequence[int], second: Sequence[int]) -> Concordance:
    """Link two distributions by a named method; raise UsageError for an unknown one."""
    check_choice(method, LINKING_METHODS, f"there is no linking by {shown(method)}")
    return Concordance("ridit" if method == "ridit" else "equipercentile", _sizes(first), _sizes(second))


def _sizes(counts: Any) -> tuple[Fraction, ...]:
    """Read the number of councils at each grade: a list, an array or a series (in the declared order of its labels)."""
    how = "give how many are at each grade, whole numbers from 0, worst first"
    held = one_distribution(list(counts) if isinstance(counts, Iterator) else counts)
    if held is None:
        raise UsageError(f"{shown(counts)} is not a distribution over grades", do=how)
    wrong = [count for count in held if not is_count(count)]
    if wrong or not sum(held):
        what = f"{shown(wrong[0])} is not a count" if wrong else "none has a grade"
        raise UsageError(f"{shown(held)} is not a distribution: {what}", do=how)
    return tuple(Fraction(int(count)) for count in held)
