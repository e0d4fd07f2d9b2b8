"""Place a council in one position: count those rated above it, equal to it and below it, over every completion."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from crossregime.core.bounds import Counts, Problem, Stratum, TotalConstraint, Variable, solve
from crossregime.core.errors import DataError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from crossregime.core.positions import Position
    from crossregime.core.ranges import Range


class Around(NamedTuple):
    """The number of councils rated above one, equal to it and below it: the smallest and largest of each."""

    above: Counts
    alike: Counts
    below: Counts


@dataclass(frozen=True, eq=False)
class Placing:
    """Where a council stood in one position.

    `group` is that of its group as of the date (empty where it is set beside all or its neighbours); `peers` are the
    series of the others that were rated there; `around` counts them, or is None for the reason that `why` gives.
    """

    position: Position
    series: str
    group: str
    peers: tuple[str, ...]
    around: Around | None
    why: str = ""

    @property
    def date(self) -> dt.date:
        """The date of the publication, or as of which each council's latest inspection counts."""
        return self.position.date

    @cached_property
    def own(self) -> dict[str, Any] | None:
        """The council's own row of the position, None where it has none."""
        return self._rows.get(self.series)

    @property
    def grade(self) -> str:
        """Its grade, or the range of its grade, in words; "-" where it has none."""
        if self.own is None or self.own["worst_rank"] is None:
            return "-"
        return self.position.scale.name(self.own["worst_rank"], self.own["best_rank"])

    @property
    def brief(self) -> str:
        """The same in the short labels of tables."""
        if self.own is None or self.own["worst_rank"] is None:
            return "-"
        worst, best, short = self.own["worst_rank"], self.own["best_rank"], self.position.scale.short_labels
        if worst == best:
            return str(short[worst])
        return f"{short[worst]} {'or' if best == worst + 1 else 'to'} {short[best]}"

    @cached_property
    def _rows(self) -> dict[str, dict[str, Any]]:
        return {row["series_id"]: row for row in self.position.frame.iter_rows(named=True)}

    @property
    def cells(self) -> tuple[str, ...]:
        """Return the size of its comparison group, and how many are above, equal and below: a number or a range."""
        if self.around is None:
            return ("-",) * 4
        numbers = (
            f"{each.lowest}" if each.lowest == each.highest else f"{each.lowest}-{each.highest}" for each in self.around
        )
        return (str(len(self.peers)), *numbers)

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data."""
        own, around = self.own, self.around
        return {
            "selector": str(self.position.selector),
            "regime": self.position.regime.id,
            "date": str(self.date),
            "judgement": self.position.judgement.id,
            "worst": None if own is None else own["worst"],
            "best": None if own is None else own["best"],
            "status": None if own is None else own["status"],
            "source": None if own is None else own["source"],
            "place": None if own is None else own["place"],
            "group": self.group or None,
            "rated": len(self.peers),
            **{
                part: None if counts is None else {"lowest": counts.lowest, "highest": counts.highest}
                for part, counts in (dict.fromkeys(Around._fields) if around is None else around._asdict()).items()
            },
            "why": self.why,
            "peers": [
                {
                    name: self._rows[each][name]
                    for name in ("council_id", "series_id", "name", "worst", "best", "status")
                }
                for each in self.peers
            ],
        }


def counts_around(position: Position, series: str, peers: Collection[str]) -> Around | None:
    """Count the graded peers (by series) above, equal to and below a series; None if it has no grade itself.

    Over every completion that meets the ranges and the printed totals, its own grade included: each number is attained
    by some completion, but the three not all at once. Raises DataError where the facts contradict each
    other.

    >>> import crossregime as cr
    >>> counts_around(cr.position("ssi2003"), "leeds", ["kingston-upon-hull", "york", "barnsley"]).alike
    Counts(lowest=3, highest=3)
    """
    rows = {row["series_id"]: row for row in _graded(position)}
    if series not in rows:
        return None
    own: Range = rows[series]["worst_rank"], rows[series]["best_rank"]
    alike: Counter[tuple[tuple[int, ...], Range, bool]] = Counter()
    for each, row in rows.items():
        if each != series:
            alike[_totals(position, row), (row["worst_rank"], row["best_rank"]), each in peers] += 1
    found = []
    refused: DataError | None = None
    for grade in range(own[0], own[1] + 1):
        try:
            found.append(_with_grade(position, _totals(position, rows[series]), grade, alike))
        except DataError as error:  # the totals rule this grade out
            refused = error
    if not found:
        assert refused is not None  # noqa: S101  # a range has a grade
        raise refused
    return Around(*(
        Counts(min(each.lowest for each in of_part), max(each.highest for each in of_part))
        for of_part in zip(*found, strict=True)
    ))  # fmt: skip


def _graded(position: Position) -> list[dict[str, Any]]:
    import polars as pl

    columns = ("series_id", "region", "type", "worst_rank", "best_rank")
    return position.frame.select(columns).filter(pl.col("worst_rank").is_not_null()).to_dicts()


def _totals(position: Position, row: dict[str, Any]) -> tuple[int, ...]:
    """List the printed totals that count a council."""
    return tuple(
        index
        for index, total in enumerate(position.totals)
        if not total.dimension or row[total.dimension] == total.group
    )


def _with_grade(
    position: Position, totals: tuple[int, ...], grade: int, alike: Counter[tuple[tuple[int, ...], Range, bool]]
) -> Around:
    """Count the peers around a council, given its grade; other councils only share the printed totals."""
    # A table of one column: each peer is in the row of its grade.
    strata = [Stratum(1, (Variable(0, (grade, grade), totals),))]
    for (of_row, spread, peer), count in alike.items():
        variable = Variable(0, spread, of_row)
        if peer:
            strata.append(Stratum(count, (variable, Variable(1, (0, 0))), ((0, 1),)))
        else:
            strata.append(Stratum(count, (variable,)))
    limits = tuple(
        TotalConstraint(0, frozenset(total.ranks), total.lowest, total.highest, f"{position.name}: {total.printed()}")
        for total in position.totals
    )
    size = len(position.scale)
    solver = solve(Problem((size, 1), tuple(strata), limits))
    return Around(*(
        solver.cells(frozenset((rank, 0) for rank in ranks))
        for ranks in (range(grade + 1, size), (grade,), range(grade))
    ))  # fmt: skip
