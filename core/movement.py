"""Follow councils on a common scale from one position to the next: rises, falls, unchanged and uncertain.

A council rose when its worst later grade is better than its best earlier one, and fell the other way round. It is
unchanged when both grades are known and equal; otherwise what happened to it is uncertain, and the printed totals
may still say how many of the uncertain rose.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossregime.core.interval import Counts

if TYPE_CHECKING:
    import polars as pl

    from crossregime.core.bounds import Solver

RISE, FALL, UNCHANGED, UNCERTAIN = "rise", "fall", "unchanged", "uncertain"


@dataclass(frozen=True, eq=False)
class Movement:
    """What happened between two positions on one scale.

    `rises`, `falls` and `unchanged` bound the numbers of councils over all completions; `movers` has one row for
    each council that did not stay where it was: series_id, name, worst_1, best_1, worst_2, best_2 (ranks) and move
    (rise, fall or uncertain), sorted by move (rises first) and series_id.
    """

    rises: Counts
    falls: Counts
    unchanged: Counts
    movers: pl.DataFrame

    def named(self, move: str) -> pl.DataFrame:
        """Give the movers of one kind."""
        import polars as pl

        return self.movers.filter(pl.col("move") == move)

    @property
    def sentence(self) -> str:
        """Say it in one sentence."""

        def number(counts: Counts, word: str) -> str:
            if counts.lowest == counts.highest:
                return f"{counts.lowest} {word}"
            return f"between {counts.lowest} and {counts.highest} {word}"

        uncertain = self.named(UNCERTAIN).height
        text = f"{number(self.rises, 'rose')}, {number(self.falls, 'fell')}, {number(self.unchanged, 'stayed')}"
        if uncertain:
            text += f"; among these are {uncertain} of which it is not known what they did"
        return f"{text[0].upper()}{text[1:]}."


def movement(pairs: pl.DataFrame, sides: tuple[int, int], size: int, solver: Solver) -> Movement:
    """Measure movement between two sides of a comparison's pairs, on a scale of `size` grades.

    `pairs` has series_id, name_k, worst_rank_k and best_rank_k for both sides.
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
        cells = [(i, j) for i in range(size) for j in range(size)]
        rises, falls, stayed = (
            solver.cells(frozenset((i, j) for i, j in cells if (j > i) - (j < i) == sign)) for sign in (1, -1, 0)
        )
    return Movement(rises, falls, stayed, movers)
