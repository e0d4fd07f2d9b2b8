"""Read changes.csv: whether one council's judgement changed between two publications, as a document marks it.

Only what looks at councils one by one reads it, when it is asked for: a rating rule, a claim, a council's own
rating. A comparison counts councils, and takes the number of marks from flows.csv.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from crossregime.core.errors import close_matches
from crossregime.core.faults import Faults
from crossregime.core.files import Folder
from crossregime.core.model import Change
from crossregime.core.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from crossregime.core.model import Regime

NAME = "changes.csv"


def read_changes(regime: Regime, path: Path) -> tuple[Change, ...]:
    """Read the changes that a regime's folder states, in the order of their rows; none without the file.

    Raises DataError with every problem found: what the regime lacks (a publication, a judgement, a grade, a
    source), a council that the register doesn't know, and a row that the regime's own outcome contradicts.
    """
    folder = Folder(path, regime.origin or str(path), trusted=regime.trusted)
    if not folder.has(NAME):
        return ()
    faults = Faults(folder.shown)
    rows = Rows(NAME, folder.table(NAME, "change"), faults)
    rows.judgements({each.id: each for each in regime.judgements})
    rows.sources(regime.sources)
    changes = tuple(_changes(rows, regime))
    faults.refuse_if_any()
    return changes


def _changes(rows: Rows, regime: Regime) -> Iterator[Change]:
    judgements = {each.id: each for each in regime.judgements}
    published = {f"{regime.id}@{each.date}": each for each in regime.publications}
    held = {
        (date, council, name): (worst, best)
        for date, council, name, worst, best in regime.outcomes.select(
            "published", "council_id", "judgement", "worst", "best"
        ).iter_rows()
    }
    for row in rows.frame.iter_rows(named=True):
        publication, judgement = published.get(row["from"]), judgements.get(row["judgement"])
        later, _, day = row["to"].rpartition("@")
        if publication is None:
            known = ", ".join(published)
            rows.fault(row["row"], "from", f"'{row['from']}' is no publication of {regime.id}", f"it has {known}")
        if publication is None or judgement is None:
            continue
        match = regime.register.match(row["council"], publication.universe.on)
        rank = judgement.scale.ranks.get(row["grade"])
        if match.council is None:
            rows.fault(row["row"], "council", match.explanation, matches=match.candidates)
        if rank is None:
            do = f"the grades of '{judgement.scale.id}' are {', '.join(judgement.scale.labels)}"
            matches = close_matches(row["grade"], judgement.scale.labels)
            rows.fault(row["row"], "grade", f"unknown grade '{row['grade']}'", do, matches)
        if match.council is None or rank is None:
            continue
        changed = row["changed"] == "yes"
        was = held.get((publication.date, match.council.id, judgement.id))
        if was is not None and was[0] is not None and _contradicts(was, rank, changed=changed):
            said = "changed to" if changed else "was already"
            what = f"it {said} {row['grade']}, and outcomes.csv has {judgement.scale.name(*was)} before"
            rows.fault(row["row"], "changed", what, "correct one of the two")
        yield Change(
            publication.date, later, dt.date.fromisoformat(day), match.council.series, judgement.id,
            rank, changed, row["source"], row["place"],
        )  # fmt: skip


def _contradicts(was: tuple[Any, Any], rank: int, *, changed: bool) -> bool:
    """Tell whether a known range goes against a mark: the changed grade at an end of it, or another kept."""
    return rank in was if changed else was != (rank, rank)
