"""Count what the outcomes of a regime allow, to check printed totals against them."""

from __future__ import annotations

import math
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    import polars as pl

    from crossregime.core.councils import Register
    from crossregime.core.model.totals import Total


def share_as_counts(percent: int | Decimal, of: int, rounded: int | None = None) -> tuple[int, int]:
    """Return the smallest and largest count that round to a printed share, halves either way.

    It is rounded to the last printed place, or to a multiple of `rounded` per cent. The first is above the second
    where no count is such a share.

    >>> share_as_counts(81, 150), share_as_counts(13, 16), share_as_counts(Decimal("8.2"), 146)
    ((121, 122), (2, 2), (12, 12))
    """
    share = Decimal(percent)
    half = Fraction(rounded or Fraction(10) ** int(share.as_tuple().exponent)) / 2
    low, high = ((Fraction(share) + sign * half) * of / 100 for sign in (-1, 1))
    return max(0, math.ceil(low)), min(of, math.floor(high))


class AttainableCounts:
    """The counts that the outcomes allow, to check totals against."""

    def __init__(self, outcomes: pl.DataFrame, known: Register) -> None:
        self._groups = known.frame.select("council_id", "region", "type")
        self._outcomes = outcomes

    @cached_property
    def _counted(self) -> dict[tuple[dt.date, str, str, str], list[tuple[int | None, int | None, int]]]:
        """Count the councils of every group at each range of grades, and those without a grade, in one walk."""
        columns = ("published", "judgement", "region", "type", "worst", "best")
        counted: Counter[tuple[dt.date, str, str, str, int | None, int | None]] = Counter()
        for published, name, region, kind, *ends in (
            self._outcomes.join(self._groups, on="council_id").select(columns).iter_rows()
        ):
            for where in (("", ""), ("region", region), ("type", kind)):
                counted[published, name, *where, *ends] += 1
        found: dict[tuple[dt.date, str, str, str], list[tuple[int | None, int | None, int]]] = {}
        for (published, name, by, value, worst, best), councils in counted.items():
            found.setdefault((published, name, by, value), []).append((worst, best, councils))
        return found

    def ranges(self, date: dt.date, judgement: str, dimension: str, group: str) -> list[tuple[int, int, int]]:
        """Return (worst, best, councils) of the graded outcomes of a group."""
        return [
            (worst, best, councils)
            for worst, best, councils in self._counted.get((date, judgement, dimension, group), ())
            if worst is not None and best is not None
        ]

    def graded(self, date: dt.date, judgement: str, dimension: str, group: str) -> int:
        """Return the number of councils of a group whose outcome is a grade or a range of grades."""
        return sum(councils for *_, councils in self.ranges(date, judgement, dimension, group))

    def published(self, date: dt.date, judgement: str, dimension: str, group: str) -> int:
        """Return the number of councils of a group that the publication covers, those without a grade included."""
        return sum(councils for *_, councils in self._counted.get((date, judgement, dimension, group), ()))

    def possible(self, total: Total) -> tuple[int, int]:
        """Return the least and the greatest number of councils that can be at the grades of a total."""
        least = most = 0
        for worst, best, councils in self.ranges(total.published, total.judgement, total.dimension, total.group):
            inside = sum(worst <= rank <= best for rank in total.ranks)
            most += councils if inside else 0
            least += councils if inside == best - worst + 1 else 0
        return least, most
