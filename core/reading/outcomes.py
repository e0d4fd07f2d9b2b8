"""Make the outcomes of every council from outcomes.csv, its corrections and the rules for unlisted councils."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crossregime.core.model import Unlisted

if TYPE_CHECKING:
    import datetime as dt

    import polars as pl

    from crossregime.core.councils import Register
    from crossregime.core.reading.descriptor import Descriptor
    from crossregime.core.reading.rows import Rows


def read_outcomes(rows: Rows, corrections: Rows | None, said: Descriptor, known: Register) -> pl.DataFrame:
    """Make the outcomes of every council; an empty frame without columns if there is any fault.

    Faults are added to the faults that `rows` carries. The frame is sorted by date, judgement in the
    descriptor's order, and series; a grade is a rank of its scale.
    """
    import polars as pl

    judgements = said.judgements
    if corrections is not None and not corrections.frame.is_empty():
        rows = _corrected(rows, corrections, said)
    if not said.annual and rows.frame.is_empty():
        rows.fault(None, None, "a rolling regime needs an inspection", "add one")
    dates = rows.dates([*said.publications] if said.annual else None)
    councils = rows.councils(dates, said.publications, known)
    rows.judgements(judgements)
    rows.sources(said.sources)
    ranks = rows.ranks(judgements)
    named = rows.frame.select(
        dates.alias("published"),
        councils.alias("council_id"),
        pl.col("council").alias("printed"),
        "judgement",
        *ranks,
        *(pl.col(name) for name in ("status", "source", "place", "note")),
        pl.col("row"),
    )
    rows.unique(named)
    rows.statuses(named)
    if rows.faults.found:
        return pl.DataFrame()
    order = pl.Enum([*judgements])
    series = known.frame.select("council_id", "series_id")
    return (
        pl.concat([named.drop("row"), *_unlisted_rows(rows, named, said, known)], how="vertical")
        .join(series, on="council_id", how="left")
        .sort(pl.col("published"), pl.col("judgement").cast(order), pl.col("series_id"))
        .select(
            "published", "series_id", "council_id", "printed", "judgement",
            "worst", "best", "status", "source", "place", "note",
        )
    )  # fmt: skip


NO_ROW = "no row names this council, so any grade of the scale"
"""The note on a council's open grade where the publication has no rule for it."""


def _corrected(rows: Rows, corrections: Rows, said: Descriptor) -> Rows:
    """Apply corrections.csv, each guarded by the value that it expects to find.

    A corrected row has a note. The rows are checked against their schema again afterwards.
    """
    import polars as pl

    from crossregime.core.files import check_rows

    corrections.sources(said.sources)
    frame = rows.frame
    notes: dict[int, list[str]] = {}
    for (
        row,
        published,
        council,
        judgement,
        column,
        expect,
        value,
        reason,
        source,
    ) in corrections.frame.iter_rows():
        here = (pl.col("published") == published) & (pl.col("council") == council) & (pl.col("judgement") == judgement)
        found = frame.filter(here)
        if found.get_column(column).to_list() != [expect]:
            stands = [f"'{cell}'" for cell in found.get_column(column)]
            what = f"expects '{expect}' but finds {' and '.join(stands) or 'no such row'}"
            corrections.fault(row, "expect", what, "the source has changed: check the correction")
            continue
        frame = frame.with_columns(pl.when(here).then(pl.lit(value)).otherwise(pl.col(column)).alias(column))
        note = f"{column} corrected from '{expect}' ({source}): {reason}"
        notes.setdefault(found.item(0, "row"), []).append(note)
    faults = check_rows(frame, "outcome", rows.shown)
    rows.faults.add(*(fault._replace(what=f"as corrected, {fault.what}") for fault in faults))
    added = [
        "; ".join(filter(None, (note, *notes.get(row, ())))) for row, note in frame.select("row", "note").iter_rows()
    ]
    return replace(rows, frame=frame.with_columns(pl.Series("note", added, dtype=pl.String)))


def _unlisted_rows(rows: Rows, named: pl.DataFrame, said: Descriptor, known: Register) -> list[pl.DataFrame]:
    """Make the rows of the councils that no row names, one frame for each publication and judgement."""
    import polars as pl

    made = []
    seen: dict[tuple[dt.date, str], set[str]] = {}
    columns = (named.get_column(name) for name in ("published", "judgement", "council_id"))
    for date, name, council in zip(*columns, strict=True):
        seen.setdefault((date, name), set()).add(council)
    for publication in said.publications.values():
        universe = [council.id for council in known.active(publication.universe.on)]
        rules = {rule.judgement: rule for rule in publication.unlisted}
        for judgement in said.judgements.values():
            here = seen.get((publication.date, judgement.id), set())
            unlisted = [council for council in universe if council not in here]
            if not unlisted:
                continue
            rule = rules.get(judgement.id) or Unlisted(
                judgement.id,
                0,
                len(judgement.scale) - 1,
                NO_ROW,
                publication.source,
                "not printed for this council",
            )
            count = publication.withholds(judgement.id)
            if count:
                reason = f"{count} of the councils that no row names had a rating withheld, so any grade, seen or not"
                if judgement.id in rules:
                    stated = judgement.scale.name(rule.worst, rule.best)
                    reason = f"{stated}, unless it is one of the {count} that had a rating withheld; {rule.reason}"
                rule = replace(rule, worst=0, best=len(judgement.scale) - 1, reason=reason)
                if count > len(unlisted):
                    what = f"{count} ratings of {judgement.id} are said to be withheld from councils that no row names"
                    do = f"no row names {len(unlisted)}: check the count in regime.json"
                    rows.fault(None, None, what, do)
            made.append(
                pl.DataFrame({"council_id": unlisted}).select(
                    pl.lit(publication.date).alias("published"),
                    "council_id",
                    pl.lit("").alias("printed"),
                    pl.lit(judgement.id).alias("judgement"),
                    pl.lit(rule.worst, pl.Int8).alias("worst"),
                    pl.lit(rule.best, pl.Int8).alias("best"),
                    pl.lit("range").alias("status"),
                    pl.lit(rule.source).alias("source"),
                    pl.lit(rule.place).alias("place"),
                    pl.lit(rule.reason).alias("note"),
                )
            )
    return made
