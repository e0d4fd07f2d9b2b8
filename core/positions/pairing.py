"""Pair the councils of positions, and list what can't be paired.

Units are series. `strict` pairs the same series. `inherit` also lets a successor, across a split or merger
between the two dates, take the outcome of its predecessors where its own series has none.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal, get_args

from crossregime.core.arguments import check_choice, shown
from crossregime.core.councils import load_register

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    import polars as pl

    from crossregime.core.positions.position import Position

Lineage = Literal["strict", "inherit"]
LINEAGES: tuple[str, ...] = get_args(Lineage)


def check_lineage(lineage: str) -> Lineage:
    """Refuse an unknown lineage policy."""
    check_choice(lineage, LINEAGES, f"there is no lineage policy {shown(lineage)}")
    return lineage  # type: ignore[return-value]  # just checked


def align(frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Join several positions on their series, keeping series that only some of them have.

    Each frame has series_id (unique), council_id, worst and best, and where it is mapped given_worst and given_best.
    The result has series_id and, for side k counted from 1, council_k, worst_k, best_k and so on, null where that side
    lacks the series; `held_k`, which grade of which inspection it is, where the frame has inspection, regime and
    judgement; and `from_k`, the series that it was handed on from, where the frame has `from`. Rows are in no order.

    >>> import polars as pl
    >>> one = pl.DataFrame({"series_id": ["a", "b"], "council_id": ["a", "b"], "worst": [0, 1], "best": [0, 2]})
    >>> align([one, one.tail(1)]).sort("series_id").rows()
    [('a', 'a', 0, 0, None, None, None), ('b', 'b', 1, 2, 'b', 1, 2)]
    """
    sides = [
        frame.select(
            "series_id",
            frame.get_column("council_id").alias(f"council_{side}"),
            *(frame.get_column(name).alias(f"{name}_{side}") for name in _ENDS if name in frame.columns),
            *([_held(frame).alias(f"held_{side}")] if "inspection" in frame.columns else []),
            *([frame.get_column("from").alias(f"from_{side}")] if "from" in frame.columns else []),
        )
        for side, frame in enumerate(frames, 1)
    ]
    aligned = sides[0]
    for side in sides[1:]:
        aligned = aligned.join(side, on="series_id", how="full", coalesce=True)
    return aligned


def _held(frame: pl.DataFrame) -> pl.Series:
    """Return an id for the inspection and judgement of each row; null where there is none."""
    parts = frame.select("regime", "inspection", "judgement")
    return parts.select(held=_joined_names()).get_column("held")


def _joined_names() -> pl.Expr:
    import polars as pl

    name = pl.concat_str("regime", "inspection", "judgement", separator="|")
    return pl.when(pl.col("inspection") != "").then(name)


def one_inspection(columns: Sequence[str], sides: int) -> pl.Expr:
    """Select the rows in which two sides have the grade of the same inspection.

    `columns` are those of an aligned frame with this number of sides.
    """
    import polars as pl

    held = [f"held_{side}" for side in range(1, sides + 1) if f"held_{side}" in columns]
    same = [(pl.col(one) == pl.col(other)).fill_null(value=False) for one, other in combinations(held, 2)]
    return pl.any_horizontal(same) if same else pl.lit(value=False)


_ENDS = {"worst": min, "best": max, "given_worst": min, "given_best": max}
"""The ends of a range of grades, and how to combine those of several councils."""


def inherit(aligned: pl.DataFrame, dates: Sequence[dt.date]) -> pl.DataFrame:
    """Fill the sides that a series lacks with its predecessors' outcomes, across splits and mergers between the dates.

    Adds `from_k`: the series that side k was taken from, sorted and joined by '|', null where it is the
    series' own. Where predecessors differ or any of several is a range, the outcome is the range over all of
    them and council_k the first by id.
    """
    import polars as pl

    givers = load_register().inheritance
    sides = [f"from_{side}" for side in range(1, len(dates) + 1)]
    aligned = aligned.with_columns(pl.lit(None, pl.String).alias(each) for each in sides if each not in aligned.columns)
    heirs = {row["series_id"]: row for row in aligned.filter(pl.col("series_id").is_in([*givers])).to_dicts()}
    if not heirs:
        return aligned
    filled: list[dict[str, Any]] = []
    for series, row in heirs.items():
        for side, date in enumerate(dates, 1):
            later = [
                other for number, other in enumerate(dates, 1) if other > date and row[f"council_{number}"] is not None
            ]
            if row[f"council_{side}"] is not None or not later:
                continue
            wanted = sorted(set(_origins(series, date, max(later), aligned, side)))
            found = aligned.filter(pl.col("series_id").is_in(wanted) & pl.col(f"worst_{side}").is_not_null()).to_dicts()
            if len(found) != len(wanted) or not found:
                continue
            row[f"council_{side}"] = min(each[f"council_{side}"] for each in found)
            for end, furthest in _ENDS.items():
                if f"{end}_{side}" in row:
                    row[f"{end}_{side}"] = furthest(each[f"{end}_{side}"] for each in found)
            if f"held_{side}" in row:
                row[f"held_{side}"] = "&".join(sorted(filter(None, (each[f"held_{side}"] for each in found)))) or None
            row[f"from_{side}"] = "|".join(wanted)
        filled.append(row)
    changed = pl.DataFrame(filled, schema=aligned.schema)
    return pl.concat([aligned.join(changed, on="series_id", how="anti"), changed])


def hand_on(position: Position) -> pl.DataFrame:
    """Return the outcomes of a rolling position, with those that councils inherit from predecessors ended by then.

    A council that is active on its date, and of which no inspection speaks, takes the last one of each predecessor
    whose area it took over; where these differ, the range over them. Adds `from`: the series that a row was taken from,
    sorted and joined by '|', null where it is the series' own. An annual position's outcomes stay as they are.
    """
    import polars as pl

    if position.former is None or position.former.is_empty():
        return position.outcomes
    known = load_register()
    own = {*position.outcomes.filter(pl.col("source") != "").get_column("series_id")}
    former = {row["series_id"]: row for row in position.former.iter_rows(named=True)}
    taken = []
    for council in known.active(position.date):
        if council.series in own:
            continue
        origins = sorted(set(_ended_origins(council.series, position.date, former)))
        rows = [former[origin] for origin in origins]
        if not rows or any(row["worst"] is None for row in rows):
            continue
        row = {**min(rows, key=lambda each: each["council_id"]), "series_id": council.series, "from": "|".join(origins)}
        row |= {end: furthest(each[end] for each in rows) for end, furthest in _ENDS.items() if end in row}
        row["inspection"] = "&".join(each["inspection"] for each in rows)
        taken.append(row)
    outcomes = position.outcomes.with_columns(pl.lit(None, pl.String).alias("from"))
    heirs = pl.DataFrame(taken, schema=outcomes.schema)
    return pl.concat([outcomes.join(heirs, on="series_id", how="anti"), heirs]).sort("series_id")


def _ended_origins(series: str, by: dt.date, former: Mapping[str, Any]) -> Iterable[str]:
    """Trace a series back to ended predecessors with an outcome, through several reorganisations."""
    for giver, date in load_register().inheritance.get(series, ()):
        if date <= by:
            if giver in former:
                yield giver
            else:
                yield from _ended_origins(giver, date, former)


def _origins(series: str, after: dt.date, by: dt.date, aligned: pl.DataFrame, side: int) -> Iterable[str]:
    """Trace a series back to the predecessors present on a side, through several reorganisations."""
    held = aligned.filter(aligned.get_column(f"council_{side}").is_not_null()).get_column("series_id")
    for giver, date in load_register().inheritance.get(series, ()):
        if after < date <= by:
            if giver in held:
                yield giver
            else:
                yield from _origins(giver, after, by, aligned, side)


_OF_UNPAIRED: dict[str, type] = {
    "series_id": str, "council_id": str, "name": str, "side": int, "worst": str, "best": str, "worst_rank": int,
    "best_rank": int, "status": str, "source": str, "place": str, "lacks": int, "reason": str, "explanation": str,
}  # fmt: skip


def unpaired(aligned: pl.DataFrame, positions: Sequence[Position]) -> pl.DataFrame:
    """List what is in no pair, with the reason.

    One row a series: series_id, council_id, name, side (the first that has the council), worst and best (labels),
    worst_rank and best_rank, status, source and place there, the other side that it lacks, reason (created, ended,
    no_outcome, no_counterpart, too_old, inspected_once, not_covered or, where both sides have one inspection,
    same_inspection) and an explanation.
    """
    import polars as pl

    known = load_register()
    rows = []
    same = one_inspection(aligned.columns, len(positions))
    alone = pl.any_horizontal(pl.col("^worst_.*$").is_null())
    missing = aligned.with_columns(same.alias("same")).filter(alone | pl.col("same")).sort("series_id")
    held = [position.held.rows_by_key("series_id", named=True, unique=True) for position in positions]
    taken: set[tuple[str, int]] = set()
    for side in range(1, len(positions) + 1):
        if f"from_{side}" in aligned.columns:
            for origins in aligned.get_column(f"from_{side}").drop_nulls():
                taken.update((origin, side) for origin in origins.split("|"))
    for row in missing.iter_rows(named=True):
        has = [side for side in range(1, len(positions) + 1) if row[f"council_{side}"] is not None]
        lacking = [side for side in range(1, len(positions) + 1) if row[f"worst_{side}"] is None]
        lacks = lacking[0] if lacking else _second_of_one(row, len(positions))
        council = known.council(row[f"council_{has[0]}"])
        here, there = positions[has[0] - 1], positions[lacks - 1]
        if lacking:
            reason, explanation = _why(
                council.id, row["series_id"], there, held[lacks - 1] if lacks in has else None, here.date
            )
        else:
            reason, explanation = "same_inspection", f"{there.name} has the same inspection"
        if any((row["series_id"], side) in taken for side in has):
            explanation += "; its outcome is handed on to them"
        ranks = row[f"worst_{has[0]}"], row[f"best_{has[0]}"]
        labels = (None if rank is None else here.scale.labels[rank] for rank in ranks)
        # An inherited outcome keeps the status of its origin.
        origin = (row.get(f"from_{has[0]}") or row["series_id"]).split("|")[0]
        known_by = held[has[0] - 1][origin]
        rows.append(
            (row["series_id"], council.id, council.name, has[0], *labels, *ranks,
             known_by["status"], known_by["source"], known_by["place"], lacks, reason, explanation)
        )  # fmt: skip
    return pl.DataFrame(rows, schema=_OF_UNPAIRED, orient="row")


def _second_of_one(row: Mapping[str, Any], sides: int) -> int:
    """Find the later of the first two sides that share an inspection."""
    held = [row.get(f"held_{side}") for side in range(1, sides + 1)]
    return next(other + 1 for one, other in combinations(range(sides), 2) if held[one] and held[one] == held[other])


def _why(
    council_id: str, series: str, other: Position, held: Mapping[str, Any] | None, here: dt.date
) -> tuple[str, str]:
    """Explain why a series has no outcome in a position; `held` are the rows of one that covers it, by series."""
    known = load_register()
    council = known.council(council_id)
    if held is not None:
        row = held[series]
        if other.mapping is not None and row["given_worst"] is not None:
            grade = other.unmapped.scale.name(row["given_worst"], row["given_best"])
            return "no_counterpart", f"the crosswalk '{other.mapping.crosswalk.id}' links {grade} to nothing"
        why = "; ".join(part for part in (row["status"].replace("_", " "), row["note"]) if part)
        return "no_outcome", f"{other.name} gave it no grade ({why})"
    if known.in_series(series, other.date) is None:
        bodies = [each for each in known.councils.values() if each.series == series]
        if other.date > here:
            ended = max(each.end or here for each in bodies)
            heirs = [known.council(link.successor).name for link in known.successors(council.id) if link.hands_on]
            return "ended", f"ended on {ended}" + (f"; its area went to {' and '.join(heirs)}" if heirs else "")
        started = min(each.start or here for each in bodies)
        givers = [known.council(link.predecessor).name for link in known.predecessors(council.id) if link.hands_on]
        return "created", f"created on {started}" + (f" from {' and '.join(givers)}" if givers else "")
    return _not_in(series, other)


def _not_in(series: str, other: Position) -> tuple[str, str]:
    """Explain why a position has no outcome of a series that existed on its date."""
    import polars as pl

    if other.aged is not None and series in other.aged.get_column("series_id"):
        date = other.aged.row(by_predicate=pl.col("series_id") == series, named=True)["published"]
        return "too_old", f"its inspection in {other.name}, of {date}, is too old"
    if other.selector.choice == "previous" and any(
        not regime.outcomes.filter((pl.col("series_id") == series) & (pl.col("judgement") == judgement.id)).is_empty()
        for regime, judgement in zip(other.regimes, other.judgements, strict=True)
    ):
        return "inspected_once", f"no inspection of it before the latest is held in {other.name}"
    return "not_covered", f"{other.name} has no outcome of it"
