"""Write pairs in full: for each position the council, its codes, the grade, its status and its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crossregime.core.councils import load_register
from crossregime.core.positions.spelling import flag
from crossregime.core.text import joined

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl

    from crossregime.core.positions.position import AppliedCrosswalk, Position

_OF_POSITION = (
    "council_id", "name", "gss_code", "ons_code", "dfe_code", "status", "published", "regime", "judgement", "source",
    "place", "note",
)  # fmt: skip
_OF_PAIR = (
    "council_id", "name", "gss_code", "ons_code", "dfe_code", "grade", "known", "worst", "best", "worst_rank",
    "best_rank", "status", "flag", "from", "published", "regime", "judgement", "source", "place", "note",
)  # fmt: skip

_OF_MAPPED = ("given_worst", "given_best", "link")
_OF_ROLLING = ("inspection", "written", "visited", "inspection_type", "age")


MARKS = {
    "deduced": "deduced",
    "reconstructed": "reconstructed",
    "user": "added by the user",
    "rule": "by rule",
}
"""How a grade is known, in a few words, where it was not printed."""


class PairWeights(NamedTuple):
    """The weights of pairs: the population of each series, and the series whose population is an estimate."""

    people: Mapping[str, int]
    estimated: frozenset[str]


def pairs_frame(
    rows: pl.DataFrame,
    positions: Sequence[Position],
    *,
    broken: bool,
    weights: PairWeights | None = None,
    groups: Sequence[str] = (),
) -> pl.DataFrame:
    """Write aligned rows in full for reading and export, one row a series, sorted by series_id.

    `rows` has the columns of `pairing.align` (with `from_k` after `pairing.inherit`), graded in every position;
    `broken` marks each pair as one across a break; `groups` are columns of `rows` to keep beside region and type. The
    columns are those of `Comparison.pairs`.
    """
    import polars as pl

    out = rows.sort("series_id")
    for side, position in enumerate(positions, 1):
        out = _with_side(out, side, position)
    lacking = [name for name in ("region", "type") if name not in out.columns]
    if lacking:
        own = load_register().frame.select("council_id", *lacking)
        out = out.join(own, left_on="council_id_1", right_on="council_id", how="left", maintain_order="left")
    mark = pl.lit("b" if broken else "").alias("flag")
    weighed = []
    if weights is not None:
        series = out.get_column("series_id")
        marks = ["e" if each in weights.estimated else "" for each in series]
        weighed = [
            pl.Series("population", [weights.people[each] for each in series], dtype=pl.Int64),
            pl.Series("population_flag", marks, dtype=pl.String),
        ]
    order = [f"{name}_{side}" for side, position in enumerate(positions, 1) for name in (*_OF_PAIR, *_more(position))]
    return out.select("series_id", *dict.fromkeys(("region", "type", *groups)), mark, *weighed, *order)


def _more(position: Position) -> tuple[str, ...]:
    """List the columns that only some positions have: those of inspections and of mapped grades."""
    return (*(_OF_ROLLING if position.publication is None else ()), *(_OF_MAPPED if position.mapping else ()))


def _with_side(rows: pl.DataFrame, side: int, position: Position) -> pl.DataFrame:
    """Add a position's columns to rows in the order of their series."""
    import polars as pl

    origin = f"from_{side}"
    if origin not in rows.columns:
        rows = rows.with_columns(pl.lit(None, pl.String).alias(origin))
    grades = position.scale.labels
    labels = pl.lit(pl.Series(grades, dtype=pl.Enum(grades)))
    worst, best = pl.col(f"worst_rank_{side}"), pl.col(f"best_rank_{side}")
    names = (*_OF_POSITION, *(_OF_ROLLING if position.publication is None else ()))
    details = position.held_frame.select(
        pl.col("series_id").alias("_series"),
        *(pl.col(name).alias(f"{name}_{side}") for name in names),
    )
    if position.mapping is not None:
        rows = rows.with_columns(*_given(rows, side, position.mapping))
    return (
        rows.rename({f"worst_{side}": f"worst_rank_{side}", f"best_{side}": f"best_rank_{side}"})
        .with_columns(
            labels.gather(worst).alias(f"worst_{side}"),
            labels.gather(best).alias(f"best_{side}"),
            pl.when(worst == best).then(labels.gather(worst)).alias(f"grade_{side}"),
            (worst == best).alias(f"known_{side}"),
            pl.col(origin).fill_null(""),
            # An outcome inherited from several keeps the council and the source of the first.
            pl.coalesce(pl.col(origin).str.split("|").list.first(), "series_id").alias("_series"),
        )
        .join(details, on="_series", how="left", maintain_order="left")
        .with_columns(flag(worst, best, pl.col(f"status_{side}")).alias(f"flag_{side}"))
        .drop("_series")
    )


def _given(rows: pl.DataFrame, side: int, mapping: AppliedCrosswalk) -> list[pl.Series]:
    """Write the original grades of a mapped side, and the links applied to them."""
    import polars as pl

    ends = rows.select(f"given_worst_{side}", f"given_best_{side}").rows()
    labels = mapping.crosswalk.first.labels
    return [
        pl.Series(f"given_worst_{side}", [labels[worst] for worst, _ in ends], dtype=pl.String),
        pl.Series(f"given_best_{side}", [labels[best] for _, best in ends], dtype=pl.String),
        pl.Series(f"link_{side}", ["|".join(mapping.crosswalk.link_ids(*each)) for each in ends], dtype=pl.String),
    ]


def readable(pairs: pl.DataFrame, positions: Sequence[Position]) -> list[tuple[str, ...]]:
    """Write pairs for reading, sorted by name: the council, then its grade in each position.

    In brackets stand the date, where each council has its own, how the grade is known, where it was not printed, and
    the council that it was inherited from.
    """
    found = []
    sides = list(enumerate(positions, 1))
    names = {
        series: name for each in positions for series, name in each.held_frame.select("series_id", "name").iter_rows()
    }
    for row in pairs.iter_rows(named=True):
        cells = []
        for side, position in sides:
            grade = position.scale.name(row[f"worst_rank_{side}"], row[f"best_rank_{side}"])
            marks = [] if position.publication else [row[f"written_{side}"] or "not inspected"]
            marks += [MARKS[row[f"status_{side}"]]] if row[f"status_{side}"] in MARKS else []
            if row[f"from_{side}"]:
                marks.append(f"from {joined([names[series] for series in row[f'from_{side}'].split('|')])}")
            cells.append(f"{grade} ({', '.join(marks)})" if marks else grade)
        found.append((row["series_id"], (row[f"name_{len(positions)}"], *cells)))
    return [cells for _, cells in sorted(found, key=lambda each: (each[1][0], each[0]))]
