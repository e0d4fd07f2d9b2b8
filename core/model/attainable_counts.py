"""Count what the outcomes of a regime allow, to check printed totals against them."""

from __future__ import annotations

import math
from collections import Counter
from decimal import Decimal
from fractions import Fraction
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
        self._by: dict[tuple[dt.date, str, str, str], list[tuple[int, int, int]]] = {}

    def ranges(self, date: dt.date, judgement: str, dimension: str, group: str) -> list[tuple[int, int, int]]:
        """Return (worst, best, councils) of the graded outcomes of a group."""
        key = (date, judgement, dimension, group)
        if not self._by:
            columns = ("published", "judgement", "region", "type", "worst", "best")
            counted: Counter[tuple[dt.date, str, str, str, int, int]] = Counter()
            graded = self._outcomes.join(self._groups, on="council_id").select(columns)
            for published, name, region, kind, worst, best in graded.iter_rows():
                if worst is not None:
                    for where in (("", ""), ("region", region), ("type", kind)):
                        counted[published, name, *where, worst, best] += 1
            for (published, name, by, value, worst, best), councils in counted.items():
                self._by.setdefault((published, name, by, value), []).append((worst, best, councils))
        return self._by.get(key, [])

    def graded(self, date: dt.date, judgement: str, dimension: str, group: str) -> int:
        """Return the number of councils of a group whose outcome is a grade or a range of grades."""
        return sum(councils for *_, councils in self.ranges(date, judgement, dimension, group))

    def published(self, date: dt.date, judgement: str, dimension: str, group: str) -> int:
        """Return the number of councils of a group that the publication covers, those without a grade included."""
        import polars as pl

        rows = self._outcomes.filter(pl.col("published") == date, pl.col("judgement") == judgement)
        if dimension:
            rows = rows.join(self._groups, on="council_id").filter(pl.col(dimension) == group)
        return rows.height

    def possible(self, total: Total) -> tuple[int, int]:
        """Return the least and the greatest number of councils that can be at the grades of a total."""
        least = most = 0
        for worst, best, councils in self.ranges(total.published, total.judgement, total.dimension, total.group):
            inside = sum(worst <= rank <= best for rank in total.ranks)
            most += councils if inside else 0
            least += councils if inside == best - worst + 1 else 0
        return least, most
