"""Measure tables of frames beside queries written by hand for the same engine, from a million units to a hundred.

Run by hand, where polars, narwhals and DuckDB are installed: `python benchmarks/engines.py`. It makes Parquet files in
a folder of its own and deletes them. `python benchmarks/engines.py large` measures a hundred million units too (1.3 GB
of files, under 4 GiB of memory, some minutes).
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from ratios import Cost, Row, interleaved, memory_row, program, report, row

GRADES = ["poor", "fair", "good", "best"]
ROUNDS = 3
PIECE = 10_000_000
"""Units a file."""
LIMIT = 4096
"""The most memory, in MiB, that a hundred million units may take."""
PARTS = {"polars": 4, "duckdb": 8}
"""In how many parts our query runs at a hundred million units, by engine."""

BARE = """
select l.worst, l.best, r.worst, r.best, count(*) from left_frame l full join right_frame r using (id) group by all
"""
TWICE = "select count(*) from (select id from {} group by id having count(*) > 1)"
MISSING = "select count(*) from {} where id is null or worst is null or best is null"


def made(folder: Path, units: int) -> None:
    """Make both sides: ids in a mixed order, one in five known only as a range, one in fifty on one side alone."""
    import polars as pl

    labels = pl.Series(GRADES, dtype=pl.Enum(GRADES)).cast(pl.String)
    for side, start in (("left", 0), ("right", units // 50)):
        for piece in range(0, units, PIECE):
            number = pl.int_range(piece + start, min(piece + PIECE, units) + start, dtype=pl.Int64)
            mixed = (number * 25_214_903_917) % 2**48  # an odd factor: no two numbers meet
            worst = (mixed // 7 + number) % len(GRADES)
            best = pl.when(number % 5 == 0).then(pl.min_horizontal(worst + 1, len(GRADES) - 1)).otherwise(worst)
            frame = pl.select(id=mixed, worst=pl.lit(labels).gather(worst), best=pl.lit(labels).gather(best))
            frame.write_parquet(folder / f"{side}-{piece}.parquet")


def run(what: str, engine: str, folder: str, parts: int) -> None:
    """Run one case in this process: `ours`, the query by `hand` with the same checks, or the `bare` join."""
    files = [f"{folder}/{side}-*.parquet" for side in ("left", "right")]
    if what == "ours":
        ours(engine, files, parts)
    elif engine == "polars":
        by_hand_in_polars(files, checked=what == "hand")
    else:
        by_hand_in_duckdb(files, checked=what == "hand")


def connected(files: list[str]) -> list:
    """Open the files in DuckDB, which may hold 3 GB and writes the rest beside them."""
    import duckdb

    connection = duckdb.connect(
        config={
            "memory_limit": "3GB",
            "temp_directory": str(Path(files[0]).parent),
            "preserve_insertion_order": "false",
        }
    )
    return [connection, *map(connection.read_parquet, files)]


def ours(engine: str, files: list[str], parts: int) -> None:
    """Tabulate as the program does."""
    import polars as pl

    import crossregime as cr

    connection, *frames = [None, *map(pl.scan_parquet, files)] if engine == "polars" else connected(files)
    found = cr.crosstab(*frames, on="id", worst="worst", best="best", scale=GRADES, parts=parts)
    assert found.tabulation.pairs > found.unpaired[0] > 0  # noqa: S101  # it must have found them
    del connection


def by_hand_in_polars(files: list[str], *, checked: bool) -> None:
    """Join and count, and look for doubled units and missing values."""
    import polars as pl

    left, right = map(pl.scan_parquet, files)
    ends = ["worst", "best", "worst_right", "best_right"]
    queries = [left.join(right, on="id", how="full", coalesce=True).group_by(ends).len()]
    if checked:
        for side in (left, right):
            queries += [side.group_by("id").len().filter(pl.col("len") > 1).select(pl.len()), side.null_count()]
    counts, *rest = pl.collect_all(queries, engine="streaming")
    assert counts.height > 16, rest  # noqa: S101  # pairs, and units of one side


def by_hand_in_duckdb(files: list[str], *, checked: bool) -> None:
    """Do the same in SQL."""
    connection, left, right = connected(files)
    connection.register("left_frame", left)
    connection.register("right_frame", right)
    assert len(connection.sql(BARE).fetchall()) > 16  # noqa: S101  # pairs, and units of one side
    if checked:
        for side in ("left_frame", "right_frame"):
            for query in (TWICE, MISSING):
                assert connection.sql(query.format(side)).fetchall() == [(0,)]  # noqa: S101  # none is doubled


def cases(folder: Path, units: int) -> dict:
    """Name every case of so many units: each a process of its own, so that its memory is its own."""
    script = [sys.executable, __file__, "run"]
    return {
        f"{engine}, {units:,}: {what}": program(
            [*script, what, engine, str(folder), str(PARTS[engine] if units > PIECE else 1)]
        )
        for engine in PARTS
        for what in compared(units)
    }


def compared(units: int) -> tuple[str, ...]:
    """Name what is measured: of a hundred million units no query with checks by hand, which takes minutes more."""
    return ("ours", "hand", "bare") if units <= PIECE else ("ours", "bare")


def measured(units: int, rounds: int) -> dict[str, Cost]:
    """Make the files of so many units, run every case, and delete the files."""
    with tempfile.TemporaryDirectory(prefix="crossregime-engines-") as folder:
        made(Path(folder), units)
        size = sum(file.stat().st_size for file in Path(folder).iterdir())
        print(f"{units:,} units a side, {size / 1e9:.2f} GB of Parquet", flush=True)
        every = cases(Path(folder), units)
        if rounds == 1:
            return {name: case() for name, case in every.items()}
        return interleaved(every, rounds)


def main(sizes: list[int]) -> int:
    """Measure every size and print the ratios; the growth is of times, ours and the bare query's."""
    rows, costs = [], {}
    for units in sizes:
        costs |= measured(units, 1 if units > PIECE else ROUNDS)
        for engine in PARTS:
            names = [f"{engine}, {units:,}: {what}" for what in compared(units)]
            rows += [row(costs, names[0], beside, 1.1 if (units, place) == (PIECE, 0) else None)
                     for place, beside in enumerate(names[1:])]  # fmt: skip
            rows.append(memory_row(costs, names[0], names[-1], None))
            if units > PIECE:
                most = costs[names[0]].memory
                rows.append(Row(f"{names[0]}, peak memory", "4 GiB", most / LIMIT, 1.0, f"{most:,.0f} MiB"))
    for engine in PARTS:
        first, last = (f"{engine}, {sizes[place]:,}" for place in (0, -1))
        growth = {
            what: costs[f"{last}: {what}"].seconds / costs[f"{first}: {what}"].seconds for what in ("ours", "bare")
        }
        said = f"{growth['ours']:.1f} / {growth['bare']:.1f} times"
        ratio = growth["ours"] / growth["bare"]
        rows.append(Row(f"{last}: growth of ours", "of the bare query", ratio, 1.0 if len(sizes) > 2 else None, said))
    return report(rows)


if __name__ == "__main__":
    if sys.argv[1:2] == ["run"]:
        run(*sys.argv[2:5], int(sys.argv[5]))
        sys.exit()
    sys.exit(main([1_000_000, PIECE, *([100_000_000] if "large" in sys.argv[1:] else [])]))
