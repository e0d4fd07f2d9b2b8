"""Measure the statistics beside what a user would write today with pandas, scipy, scikit-learn and statsmodels.

Run by hand, in an environment with the peers: `pip install '.[peers]'`, then `python benchmarks/measures.py`. The
largest frames have ten million pairs and need about 4 GiB; `python benchmarks/measures.py small` leaves them out.

The peer resamples rows, as is usual, and works each statistic out anew. It runs few draws and is scaled up to as many
as ours: each draw costs it the same.
"""

from __future__ import annotations

import sys
import tracemalloc
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
from ratios import Cost, Row, function, interleaved, report, row
from scipy import stats
from sklearn.metrics import accuracy_score, cohen_kappa_score

import crossregime as cr

GRADES = ["poor", "adequate", "good", "excellent"]
DRAWS, PEER_DRAWS = 10_000, 20
MANY = 10_000_000
GRADES_OF_MANY = 101
ROUNDS = 5
Vector = np.ndarray[Any, Any]


def peer(first: Vector, second: Vector) -> list[float]:
    """Work out the default statistics of two columns of ranks with the libraries at hand."""
    table = pd.crosstab(first, second).reindex(index=range(4), columns=range(4), fill_value=0).to_numpy()
    concordant = discordant = 0
    for i in range(4):
        for j in range(4):
            concordant += table[i, j] * table[i + 1 :, j + 1 :].sum()
            discordant += table[i, j] * table[i + 1 :, :j].sum()
    return [
        stats.kendalltau(first, second).statistic,
        (concordant - discordant) / (concordant + discordant),
        stats.somersd(table).statistic,
        accuracy_score(first, second),
        cohen_kappa_score(first, second, labels=[0, 1, 2, 3], weights="linear"),
        float(np.mean(second - first)),
        int((second > first).sum()),
        int((second < first).sum()),
    ]


def peer_bootstrap(first: Vector, second: Vector, draws: int) -> Vector:
    """Resample rows, and give the central 95% of each statistic."""
    generator = np.random.default_rng(0)
    found = []
    for _ in range(draws):
        chosen = generator.integers(0, len(first), len(first))
        found.append(peer(first[chosen], second[chosen]))
    return np.quantile(np.array(found), [0.025, 0.975], axis=0)


def ranks(pairs: int) -> tuple[Vector, Vector]:
    """Make two columns of ranks that go together."""
    generator = np.random.default_rng(1)
    first = generator.integers(0, 4, pairs)
    second = np.clip(first + generator.integers(-1, 3, pairs) - generator.integers(0, 2, pairs), 0, 3)
    return first, second


def columns(first: Vector, second: Vector) -> pl.DataFrame:
    """Put ranks in a frame whose columns declare their grades."""
    grade = pl.Enum(GRADES)
    labels = pl.Series(GRADES, dtype=grade)
    return pl.DataFrame({"then": labels.gather(first), "now": labels.gather(second)})


def agreed(first: Vector, second: Vector) -> None:
    """Stop where the two don't give the same values: a faster wrong answer is none."""
    table = cr.statistics.tabulate(columns(first, second), "then", "now")
    ours = cr.statistics.measure(table)
    values = [ours[name].value for name in ("tau_b", "gamma", "somers_d_columns", "percent_agreement", "kappa_linear")]
    values += [ours["mean_shift"].value, *ours["rises_and_falls"].value[:2]]
    if not np.allclose(values, peer(first, second), atol=1e-9):
        raise SystemExit(f"the values differ: {values} and {peer(first, second)}")


def of_councils() -> list[Row]:
    """Measure values, errors and 10,000 bootstrap draws of all default statistics on 150 pairs."""
    first, second = ranks(150)
    agreed(first, second)
    frame = columns(first, second)

    def ours() -> object:
        table = cr.statistics.tabulate(frame, "then", "now")
        return cr.statistics.measure(table), cr.statistics.bootstrap(table, draws=DRAWS)

    costs = interleaved(
        {
            "ours": function(ours),
            "the peer, few draws": function(lambda: peer_bootstrap(first, second, PEER_DRAWS)),
        },
        ROUNDS,
    )
    scaled = Cost(costs["the peer, few draws"].seconds * DRAWS / PEER_DRAWS)
    named = {"the peer, 10,000 draws (scaled up)": scaled, "ours, 150 pairs with 10,000 draws": costs["ours"]}
    return [row(named, "ours, 150 pairs with 10,000 draws", "the peer, 10,000 draws (scaled up)", 1 / 200)]


def of_millions() -> list[Row]:
    """Measure ten million pairs end to end, beside the peer and beside the bare group-by."""
    first, second = ranks(MANY)
    frame = columns(first, second)
    costs = interleaved(
        {
            "ours, 10 million pairs": function(
                lambda: cr.statistics.measure(cr.statistics.tabulate(frame, "then", "now"))
            ),
            "bare group-by": function(lambda: frame.lazy().group_by("then", "now").len().collect()),
        },
        ROUNDS,
    )
    slow = interleaved({"the peer": function(lambda: peer(first, second))}, 1)
    costs |= slow
    return [
        row(costs, "ours, 10 million pairs", "the peer", 1 / 8),
        row(costs, "ours, 10 million pairs", "bare group-by", 1.5),
    ]


def of_grades() -> list[Row]:
    """Measure tau-b of a hundred grades with its standard error, beside slopes found cell by cell.

    The peer moves one cell and works the ratio out anew; it is scaled up to every cell.
    """
    parts = cr.statistics.explain("tau_b").parts
    assert parts is not None  # noqa: S101  # tau-b is one ratio
    cells = np.random.default_rng(2).integers(0, 5, (GRADES_OF_MANY, GRADES_OF_MANY)).tolist()

    def one_cell() -> object:
        moved = [list(line) for line in cells]
        moved[0][0] += 1e-30j
        return parts(moved)

    costs = interleaved(
        {"ours, 101 grades": function(lambda: cr.statistics.tau_b(cells)), "one cell": function(one_cell)}, ROUNDS
    )
    costs["slopes cell by cell (scaled up)"] = Cost(costs["one cell"].seconds * GRADES_OF_MANY**2)
    return [row(costs, "ours, 101 grades", "slopes cell by cell (scaled up)", 1 / 20)]


def memory() -> list[Row]:
    """Measure the peak of what bootstrap holds beside the values of the draws, which a quantile needs."""
    table = cr.statistics.tabulate(columns(*ranks(150)), "then", "now")
    draws = 1_000_000
    cr.statistics.bootstrap(table, ["tau_b"], draws=1)
    tracemalloc.start()
    cr.statistics.bootstrap(table, ["tau_b"], draws=draws)
    held, values = tracemalloc.get_traced_memory()[1] / 2**20, 8 * draws / 2**20
    tracemalloc.stop()
    # The values are held as they come, and once more joined: twice, and not a table for each draw (16 times).
    what = "peak memory of 1,000,000 draws"
    return [Row(what, "their values, 8 bytes each", held / values, 3, f"{held:.1f} / {values:.1f} MiB")]


def main(words: list[str]) -> int:
    """Measure every case and print the ratios."""
    rows = of_councils() + of_grades() + memory()
    if "small" not in words:
        rows += of_millions()
    print("A ratio of 0.0050 is 200 times faster, one of 0.125 8 times.")
    for each in rows:
        print(
            f"{each.what} beside {each.beside}: {each.ratio:.5f} (1 / {1 / each.ratio:,.1f}), target {each.target:.4f}"
        )
    return report(rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
