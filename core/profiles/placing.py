"""Count the councils rated above one, equal to it and below it, over every completion of a position."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from crossregime.core.bounds import Counts, Problem, Stratum, TotalConstraint, Variable, solve
from crossregime.core.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Collection

    from crossregime.core.positions import Position
    from crossregime.core.ranges import Range


class Around(NamedTuple):
    """The number of councils rated above one, equal to it and below it: the smallest and largest of each."""

    above: Counts
    alike: Counts
    below: Counts


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
