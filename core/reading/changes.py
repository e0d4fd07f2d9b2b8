"""Read changes.csv: the documents' marks of whether a council's judgement changed between two publications.

A rating rule, a claim and a council's own rating look at councils one by one and use it. A comparison counts
councils, and takes the number of marks from flows.csv.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crossregime.core.model import Change
from crossregime.core.reading.flows import read_end
from crossregime.core.reading.rows import COUNCILS_SUGGESTED

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    import polars as pl

    from crossregime.core.councils import Register
    from crossregime.core.reading.descriptor import Descriptor
    from crossregime.core.reading.rows import Rows


def read_changes(rows: Rows, said: Descriptor, outcomes: pl.DataFrame, known: Register) -> tuple[Change, ...]:
    """Make the changes, in the order of their rows, without faulty ones.

    Faults are added to the faults that `rows` carries: a publication, judgement, grade or source that the regime
    lacks, a council that the register doesn't know, a row that the regime's own outcome contradicts.
    """
    rows.judgements(said.judgements)
    rows.sources(said.sources)
    return () if outcomes.is_empty() else tuple(_changes(rows, said, outcomes, known))


def _changes(rows: Rows, said: Descriptor, outcomes: pl.DataFrame, known: Register) -> Iterator[Change]:
    held = {
        (date, council, name): (worst, best)
        for date, council, name, worst, best in outcomes.select(
            "published", "council_id", "judgement", "worst", "best"
        ).iter_rows()
    }
    found: dict[tuple[str, dt.date], Any] = {}
    for row in rows.frame.iter_rows(named=True):
        judgement = said.judgements.get(row["judgement"])
        (regime, date), (later, day) = (read_end(rows, row, column, said) for column in ("from", "to"))
        if regime != said.entry["id"]:
            do = "let a row be about a publication of this one"
            rows.fault(row["row"], "from", f"'{row['from']}' is not a publication of {said.entry['id']}", do)
            continue
        publication = None if date is None else said.publications.get(date)
        if publication is None or judgement is None or day is None:
            continue
        key = (row["council"], publication.universe.on)
        if key not in found:
            found[key] = known.match(*key, suggest=rows.faults.counted(rows.shown, "council") < COUNCILS_SUGGESTED)
        match = found[key]
        rank = judgement.scale.ranks.get(row["grade"])
        if match.council is None:
            rows.fault(row["row"], "council", match.explanation, matches=match.candidates)
        if rank is None:
            rows.unknown(row["row"], "grade", judgement.scale.unknown, row["grade"])
        if match.council is None or rank is None:
            continue
        changed = row["changed"] == "yes"
        was = held.get((publication.date, match.council.id, judgement.id))
        if was is not None and was[0] is not None and _contradicts(was, rank, changed=changed):
            mark = "changed to" if changed else "was already"
            what = f"it {mark} {row['grade']}, and outcomes.csv has {judgement.scale.name(*was)} before"
            rows.fault(row["row"], "changed", what, "correct one of the two")
        yield Change(
            publication.date, later, day, match.council.series, judgement.id,
            rank, changed, row["source"], row["place"],
        )  # fmt: skip


def _contradicts(was: tuple[Any, Any], rank: int, *, changed: bool) -> bool:
    """Tell whether a range contradicts a mark: a changed grade is an end of it, or it is not just the kept grade."""
    return rank in was if changed else was != (rank, rank)
