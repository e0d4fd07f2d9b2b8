"""Measure pairing and tabulation beside a bare join and group-by of the same frames in polars.

Run by hand, in the environment that the program is installed in: `python benchmarks/pairing.py`. The largest
frames have ten million units each and need about 8 GiB; name smaller sizes to leave them out:
`python benchmarks/pairing.py 1000 100000`.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import polars as pl
from ratios import Row, function, interleaved, report, row

import crossregime as cr
from crossregime.core.comparison.tabulation import tabulate_pairs
from crossregime.core.positions import align

if TYPE_CHECKING:
    from crossregime.core.positions import Position

SIZES = (1_000, 100_000, 10_000_000)
GRADES = 4


def bare(one: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
    """Join and count as anyone would who needs only the grades that are known."""
    return one.join(other, on="series_id").group_by("worst", "worst_right").len()


def synthetic(units: int, key: str, start: int) -> pl.DataFrame:
    """Make a frame of so many units in a mixed order, one in five known only as a range.

    Units are numbered from `start`, so that two frames overlap in part. `key` says what series_id is: text or
    numbers.
    """
    number = (pl.int_range(units, dtype=pl.Int64) * 7_919) % units + start
    name = number if key == "numbers" else pl.concat_str(pl.lit("council-"), number)
    worst = (number * 31 % GRADES).cast(pl.Int8)
    better = pl.min_horizontal(worst + 1, GRADES - 1)
    best = pl.when(number % 5 == 0).then(better).otherwise(worst).cast(pl.Int8)
    return pl.select(series_id=name, council_id=name, worst=worst, best=best)


def compared() -> list[Row]:
    """Measure `compare` on regimes that are loaded."""
    one, other = cr.position("ssi2003"), cr.position("ofsted2009")

    def bounds(first: Position, second: Position) -> object:
        return cr.compare(first, second).crosstab.bounds

    costs = interleaved(
        {
            "bare join and group-by, 150 units": function(lambda: bare(one.outcomes, other.outcomes), 50),
            "cr.compare, loaded regimes": function(lambda: cr.compare(one, other), 50),
            "cr.compare with bounds": function(lambda: bounds(one, other), 50),
        }
    )
    base = "bare join and group-by, 150 units"
    return [row(costs, name, base, 5) for name in costs if name != base]


def paired(units: int, key: str) -> list[Row]:
    """Measure aligning and tabulating two frames of so many units."""
    one, other = synthetic(units, key, 0), synthetic(units, key, units // 50)
    times = max(1, 100_000 // units)
    base, name = f"bare, {units:,} units by {key}", f"align and tabulate, {units:,} by {key}"
    costs = interleaved(
        {
            base: function(lambda: bare(one, other), times),
            name: function(lambda: tabulate_pairs(align([one, other]), (GRADES, GRADES)), times),
        }
    )
    return [row(costs, name, base, 6)]


def main(sizes: list[int]) -> int:
    """Measure every case and print the ratios."""
    rows = compared()
    for units in sizes:
        for key in ("text", "numbers"):
            rows += paired(units, key)
    return report(rows)


if __name__ == "__main__":
    sys.exit(main([int(word) for word in sys.argv[1:]] or list(SIZES)))
