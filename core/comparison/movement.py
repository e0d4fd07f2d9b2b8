"""Compare councils on a common scale: which are higher, lower or the same in the other position.

Where the two rate one thing at two dates this is movement, from the earlier to the later: rises and falls. Where
they don't, nothing has moved, and the words are others.

A council rose when its worst later grade is better than its best earlier one, and fell the other way round. It is
unchanged when both grades are known and equal; otherwise what happened to it is uncertain, and the printed totals
may still say how many of the uncertain rose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossregime.core.bounds import Counts
from crossregime.core.frozen import frozen

if TYPE_CHECKING:
    import polars as pl

    from crossregime.core.bounds import Cell, Solver

RISE, FALL, UNCHANGED, UNCERTAIN = "rise", "fall", "unchanged", "uncertain"


@frozen(eq=False)
class Movement:
    """What happened between two positions on one scale, or how one stands beside the other.

    `sides` are the numbers of the two, from and to: in the order of their dates where `change` says that they rate
    one thing at two dates, else as they were given. `rises`, `falls` and `unchanged` bound the numbers of councils
    over all completions; `movers` has one row for each council that did not stay where it was: series_id, name,
    worst_1, best_1, worst_2, best_2 (ranks) and move (rise, fall or uncertain), sorted by move (rises first) and
    series_id.
    """

    sides: tuple[int, int]
    change: bool
    rises: Counts
    falls: Counts
    unchanged: Counts
    movers: pl.DataFrame

    def named(self, move: str) -> pl.DataFrame:
        """Return the movers of one kind."""
        import polars as pl

        return self.movers.filter(pl.col("move") == move)

    @property
    def sentence(self) -> str:
        """Say it in one sentence; the undecided are counted in the numbers before them.

        >>> import crossregime as cr
        >>> cr.compare("ssi2002", "ssi2003").movements[1, 2].sentence
        '41 rose, 6 fell, 103 stayed; 2 of them undecided.'
        """

        def number(counts: Counts, word: str) -> str:
            if counts.lowest == counts.highest:
                return f"{counts.lowest} {word}"
            return f"{counts.lowest} to {counts.highest} {word}"

        words = ("rose", "fell", "stayed") if self.change else ("higher in the second", "lower", "the same")
        counts = (self.rises, self.falls, self.unchanged)
        text = ", ".join(number(each, word) for each, word in zip(counts, words, strict=True))
        uncertain = self.named(UNCERTAIN).height
        return f"{text}; {uncertain} of them undecided." if uncertain else f"{text}."


def directions(pairs: pl.DataFrame, sides: tuple[int, int]) -> dict[str, tuple[int, int]]:
    """Classify each series as worse (0), the same (1) or better (2) on the second side, or a range of these.

    `pairs` has series_id and, for both sides, worst_rank_k and best_rank_k, on one scale.
    """
    first, second = sides

    def way(change: int) -> int:
        return (change > 0) - (change < 0) + 1

    rows = pairs.select("series_id", *(f"{end}_rank_{side}" for side in (first, second) for end in ("worst", "best")))
    return {
        series: (way(worst_2 - best_1), way(best_2 - worst_1))
        for series, worst_1, best_1, worst_2, best_2 in rows.iter_rows()
    }


def movement(
    pairs: pl.DataFrame, sides: tuple[int, int], size: int, solver: Solver, *, change: bool = True
) -> Movement:
    """Measure movement between two sides of a comparison's pairs, on a scale of `size` grades.

    `sides` are those to measure from and to; the solver's rows are the lower number of the two. `pairs` has
    series_id, name_k, worst_rank_k and best_rank_k for both sides.
    """
    import polars as pl

    first, second = sides
    moved = (
        pl.when(pl.col("worst_2") > pl.col("best_1"))
        .then(pl.lit(RISE))
        .when(pl.col("best_2") < pl.col("worst_1"))
        .then(pl.lit(FALL))
        .when((pl.col("worst_1") == pl.col("best_1")) & (pl.col("worst_2") == pl.col("best_2")))
        .then(pl.lit(UNCHANGED))
        .otherwise(pl.lit(UNCERTAIN))
        .alias("move")
    )
    rows = pairs.select(
        "series_id",
        pl.col(f"name_{second}").alias("name"),
        *(
            pl.col(f"{end}_rank_{side}").alias(f"{end}_{number}")
            for number, side in ((1, first), (2, second))
            for end in ("worst", "best")
        ),
    ).with_columns(moved)
    counted = dict(rows.group_by("move").len().iter_rows())
    order = pl.Enum([RISE, FALL, UNCERTAIN])
    movers = (
        rows.filter(pl.col("move") != UNCHANGED)
        .sort(pl.col("move").cast(order), "series_id")
        .select("series_id", "name", "worst_1", "best_1", "worst_2", "best_2", "move")
    )
    if UNCERTAIN not in counted:
        rises, falls, stayed = (Counts(n, n) for n in (counted.get(move, 0) for move in (RISE, FALL, UNCHANGED)))
    else:
        way = 1 if first < second else -1
        rises, falls, stayed = (solver.cells(_moved(size, way * sign)) for sign in (1, -1, 0))
    return Movement(sides, change, rises, falls, stayed, movers)


def _moved(size: int, sign: int) -> frozenset[Cell]:
    """Return the cells of a table in which the column is better than the row (1), worse (-1) or the same (0)."""
    return frozenset((i, j) for i in range(size) for j in range(size) if (j > i) - (j < i) == sign)
