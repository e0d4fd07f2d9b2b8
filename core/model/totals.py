"""Define printed facts about several councils: totals, flows and change marks."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from crossregime.core.frozen import frozen

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from typing import Any

    from crossregime.core.bounds import TotalConstraint, Variable
    from crossregime.core.ranges import Range


class KnownCount:
    """A number of councils that is known to be at a grade or several, overall or in a group: what totals share."""

    __slots__ = ()
    ranks: tuple[int, ...]
    lowest: int
    highest: int
    dimension: str
    group: str

    def counts(self, groups: Mapping[str, Any]) -> bool:
        """Tell whether it counts councils of these groups: a region and a type, by dimension."""
        return not self.dimension or groups.get(self.dimension) == self.group

    def constraint(self, side: int, name: str = "") -> TotalConstraint:
        """Return what it says of the grades on a side of a table; `name` is what messages call it."""
        from crossregime.core.bounds import TotalConstraint

        return TotalConstraint(side, frozenset(self.ranks), self.lowest, self.highest, name)


@frozen
class Total(KnownCount):
    """A printed number of councils at a grade or several, overall or in a group.

    `count` and `percent` are what was printed (None where it was not, or not in full; a share with decimals is a
    Decimal). `written` is the number as it was printed where that is no count: suppressed, a range, or rounded.
    `lowest` and `highest` bound the number: equal for a printed count; for a share alone the whole numbers that round
    to it, halves either way. `binds` is false for a share whose count is printed in another row: that is a claim, not
    a total.

    >>> import datetime as dt
    >>> import crossregime as cr
    >>> cr.Total(dt.date(2010, 12, 1), "shine", (1,), 40, 40, "report", "page 1", count=40).printed()
    '40'
    """

    published: dt.date
    judgement: str
    ranks: tuple[int, ...]
    lowest: int
    highest: int
    source: str
    place: str
    dimension: str = ""
    group: str = ""
    count: int | None = None
    percent: int | Decimal | None = None
    binds: bool = True
    note: str = ""
    written: str = ""

    @property
    def thing(self) -> tuple[dt.date, str, str, str, tuple[int, ...]]:
        """Say what is counted: two totals of one thing differ only in how they print it."""
        return self.published, self.judgement, self.dimension, self.group, self.ranks

    @property
    def share(self) -> int | float | None:
        """The printed share as JSON data."""
        return float(self.percent) if isinstance(self.percent, Decimal) else self.percent

    def printed(self) -> str:
        """Write the number as it was printed."""
        if self.count is not None:
            return str(self.count)
        if self.written:
            return self.written
        return f"{self.percent}%" if self.percent is not None else f"{self.lowest} to {self.highest}"


def bound_grade(span: Range, groups: Mapping[str, Any], totals: Sequence[KnownCount]) -> Variable:
    """Return the unknown grade of councils of these groups, on the first side, with the totals that count it.

    >>> bound_grade((0, 1), {"region": "London"}, ()).grades
    range(0, 2)
    """
    from crossregime.core.bounds import Variable

    return Variable(0, span, tuple(index for index, total in enumerate(totals) if total.counts(groups)))


@frozen
class Flow:
    """A printed number of councils whose grade moved, or stayed, between two publications.

    `move` is as the row writes it: rise, fall, `rise by 1`, change, or printed labels as in `Two Stars>One Star`.
    `pairs` is what it counts: the ranks before and after, both on the scale of the judgement. The publications may
    be of two regimes (`from_regime`, `to_regime`), which then share that scale.

    >>> import crossregime as cr
    >>> flow = cr.regime("ssi2002").flows[0]
    >>> str(flow.from_date), str(flow.to_date), flow.move, flow.count
    ('2002-05-30', '2002-11-14', 'rise', 12)
    """

    from_regime: str
    from_date: dt.date
    to_regime: str
    to_date: dt.date
    judgement: str
    move: str
    pairs: tuple[tuple[int, int], ...]
    count: int
    source: str
    place: str
    note: str = ""


@frozen
class Change:
    """Whether one council's judgement changed between a publication and a later one, as a document marks it.

    `rank` is the grade in the later publication (`to_regime`, `to_date`): where it `changed`, the grade was another
    in `published`; else it was this one.

    >>> import crossregime as cr
    >>> change = cr.regime("ssi2002").changes[0]
    >>> str(change.published), change.to_regime, change.judgement, change.changed
    ('2002-11-14', 'ssi2003', 'stars', False)
    """

    published: dt.date
    to_regime: str
    to_date: dt.date
    series: str
    judgement: str
    rank: int
    changed: bool
    source: str
    place: str
