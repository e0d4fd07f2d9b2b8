"""Add a researcher's own facts, from an archive for example, to what was published.

A file of facts has the columns of outcomes.csv and the status `user`. A fact may narrow what is known of an
outcome, never go against it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossregime.core.arguments import shown as as_shown
from crossregime.core.councils import load_register
from crossregime.core.dates import day_fault, read_day
from crossregime.core.errors import DataError, Fault, UsageError
from crossregime.core.files import Faults, read_named
from crossregime.core.positions.selection import find_position
from crossregime.core.text import close_matches, many

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from crossregime.core.model import Scale
    from crossregime.core.positions.position import Position
    from crossregime.core.ranges import Range

FactRow = dict[str, Any]
FACTS_SUGGESTED = 50
"""Suggestions are sought for at most this many unknown councils of a file, since each takes a while."""


@dataclass(frozen=True, slots=True)
class UsedFact:
    """A fact as used: the position, the council, what was known before and what is known now.

    Ranges are ranks. Where `before` and `now` are the same the fact adds nothing, and the outcome keeps its
    status.
    """

    position: str
    council_id: str
    name: str
    before: Range
    now: Range
    scale: Scale
    source: str
    place: str

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "position": self.position,
            "council_id": self.council_id,
            "name": self.name,
            "before": self.scale.name(*self.before),
            "now": self.scale.name(*self.now),
            "source": self.source,
            "place": self.place,
        }


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a file as they were used, its name and its SHA-256."""

    file: str
    sha256: str
    added: tuple[UsedFact, ...]

    @property
    def sentence(self) -> str:
        """Say what the facts added."""
        if not self.added:
            return f"Facts of {self.file}: the file holds none."
        new = [each for each in self.added if each.now != each.before]
        settled = sum(each.now[0] == each.now[1] for each in new)
        old = len(self.added) - len(new)
        text = f"Facts of {self.file}: {many(len(new), 'outcome')} of your own, {settled} of them now known"
        return text + (f"; {old} said what was known already." if old else ".")

    def to_dict(self) -> dict[str, Any]:
        """Return them as JSON data."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "sentence": self.sentence,
            "added": [each.to_dict() for each in self.added],
        }


def apply_facts(
    positions: Sequence[Position], path: str | Path, *, for_rules: bool = False
) -> tuple[list[Position], Facts]:
    """Apply the facts of a file to positions; return the positions and the facts used.

    A fact belongs to each position that has its judgement and date; where they are `for_rules`, also to one whose
    regime has a rating rule about both judgements. An outcome that it narrows gets the
    status `user`, its source and place, and a note of what stood there. Raises DataError with every fault
    of the file: a judgement, date, council or grade that is unknown, a second fact for one outcome, an
    outcome without a grade, a fact outside the range that is known, facts with which a printed total can't be
    reached. Raises UsageError for anything but the name of a file.
    """
    if not isinstance(path, str | Path):
        raise UsageError(f"{as_shown(path)} names no file", where="`facts`", do="give the name of a CSV of facts")
    path = Path(path)
    shown = str(path)
    try:
        table, file_hash = read_named(path, lambda folder, name: (folder.table(name, "fact"), folder.hashes[name]))
    except DataError as error:
        raise DataError(f"the facts of {shown} can't be used", faults=error.faults) from None
    beside = [(index, each) for index, position in enumerate(positions) for each in _beside(position) if for_rules]
    every = [*positions, *(each for _, each in beside)]
    reading = _Reading(shown, every)
    for row in table.iter_rows(named=True):
        reading.take(row)
    narrowed = [_with(position, rows) for position, rows in zip(every, reading.rows, strict=True)]
    faults = reading.faults.all or [each for position in narrowed for each in _against_totals(position, shown)]
    if faults:
        raise DataError(f"the facts of {shown} can't be used", faults=faults)
    found = narrowed[: len(positions)]
    for (index, _), other in zip(beside, narrowed[len(positions) :], strict=True):
        found[index] = _informed(found[index], other)
    return found, Facts(shown, file_hash, tuple(dict.fromkeys(reading.added)))


def _beside(position: Position) -> Iterator[Position]:
    """Return the positions of the other judgements of a rule that is about this one, as of the same date."""
    rule = position.regime.rule
    targets = () if rule is None or len(position.regimes) > 1 else (*rule.names, rule.gives.id)
    if position.judgement.id in targets:
        for name in targets:
            if name != position.judgement.id:
                yield find_position(replace(position.selector, judgement=name), lambda _: position.regime)


def _informed(position: Position, other: Position) -> Position:
    """Return a position whose regime includes the facts on another of its judgements."""
    import polars as pl

    regime = position.regime
    key = ["published", "series_id", "judgement"]
    order = pl.Enum([each.id for each in regime.judgements])
    outcomes = pl.concat(
        [regime.outcomes.join(other.outcomes, on=key, how="anti"), other.outcomes.select(regime.outcomes.columns)]
    ).sort("published", pl.col("judgement").cast(order), "series_id")
    return replace(position, regimes=(replace(regime, outcomes=outcomes),))


def _with(position: Position, rows: list[FactRow]) -> Position:
    import polars as pl

    return replace(position, outcomes=pl.DataFrame(rows, schema=position.outcomes.schema))


def _against_totals(position: Position, shown: str) -> Iterator[Fault]:
    """Find the printed totals that the facts make impossible."""
    from crossregime.core.model import AttainableCounts

    counted = AttainableCounts(position.outcomes, load_register())
    for total in position.totals:
        least, most = counted.possible(total)
        if total.highest < least or total.lowest > most:
            grades = " or ".join(position.scale.labels[rank] for rank in total.ranks)
            where = f" in {total.group}" if total.group else ""
            counts = f"{least}" if least == most else f"{least} to {most}"
            printed = f"{position.label}: {total.printed()} printed at {grades}{where}"
            what = f"{printed}, with these facts there are {counts}"
            yield Fault(shown, what, do="check the facts against their sources")


class _Reading:
    """Check each fact against the positions, and write it into their rows."""

    def __init__(self, shown: str, positions: Sequence[Position]) -> None:
        self.shown = shown
        self.positions = positions
        self.rows = [position.outcomes.to_dicts() for position in positions]
        self.faults = Faults(shown)
        self.added: list[UsedFact] = []
        self._places = [{row["council_id"]: row for row in rows} for rows in self.rows]
        self._seen: dict[tuple[str, str, str], int] = {}

    def _fault(self, row: int, column: str, what: str, do: str = "", matches: Sequence[str] = ()) -> None:
        self.faults.add(Fault(self.shown, what, row, column, do, tuple(matches)))

    def take(self, fact: FactRow) -> None:
        """Use one fact, or note its fault."""
        number = fact["row"]
        published = read_day(fact["published"])
        if published is None:
            self._fault(number, "published", *day_fault(fact["published"]))
            return
        about = self._about(fact, published)
        for index in about:
            council = self._council(fact, self.positions[index], published)
            if council is None:
                return
            if index == about[0]:
                key = (council, fact["judgement"], fact["published"])
                first = self._seen.setdefault(key, number)
                if first != number:
                    what = f"a second fact for {fact['council']}, {fact['judgement']}: row {first} has the first"
                    self._fault(number, "council", what, "keep one of them")
                    return
            self._put(fact, index, council, published)

    def _about(self, fact: FactRow, published: dt.date) -> list[int]:
        """Find the positions that a fact is about, by their numbers from 0."""
        name, number = fact["judgement"], fact["row"]
        judged = [
            index
            for index, position in enumerate(self.positions)
            if any(judgement.id == name for judgement in position.judgements)
        ]
        if not judged:
            known = list(dict.fromkeys(each.id for position in self.positions for each in position.judgements))
            what = f"no position that is compared has the judgement '{name}'"
            self._fault(number, "judgement", what, f"write one of {', '.join(known)}", close_matches(name, known))
            return []
        # The inspections of a rolling regime have dates of their own, held to each council's further down.
        dated = [
            index
            for index in judged
            if self.positions[index].publication is None or self.positions[index].date == published
        ]
        if not dated:
            dates = ", ".join(dict.fromkeys(str(self.positions[index].date) for index in judged))
            what = f"no position that is compared has {name} published on {published}"
            self._fault(number, "published", what, f"its date here is {dates}")
        return dated

    def _council(self, fact: FactRow, position: Position, published: dt.date) -> str | None:
        on = position.publication.universe.on if position.publication else published
        few = self.faults.counted(self.shown, "council") < FACTS_SUGGESTED
        match = position.register.match(fact["council"], on, suggest=few)
        if match.council is None:
            do = f"name one of {'; '.join(match.candidates)}" if match.how == "ambiguous" else ""
            self._fault(fact["row"], "council", match.explanation, do, () if do else match.candidates)
            return None
        return match.council.id

    def _put(self, fact: FactRow, index: int, council: str, published: dt.date) -> None:
        position, row, number = self.positions[index], self._places[index].get(council), fact["row"]
        if row is None or row["judgement"] != fact["judgement"] or row["published"] != published:
            dated = "" if row is None else f"; its inspection there is of {row['published']}"
            what = f"{position.label} has no outcome of {fact['council']} published on {published}"
            self._fault(number, "council", what, f"a fact narrows an outcome that is there{dated}")
            return
        scale = position.scale
        worst = self._rank(fact, "worst", scale)
        best = worst if fact["best"] == fact["worst"] else self._rank(fact, "best", scale)
        if worst is None or best is None:
            return
        if row["worst"] is None:
            what = f"no grade was given to {fact['council']} there ({row['status'].replace('_', ' ')})"
            self._fault(number, "worst", what, "leave this fact out")
        elif worst == best == position.regime.ruled_out.get((published, row["series_id"], row["judgement"])):
            what = f"{fact['council']} was not at {scale.labels[worst]}: a change mark says that it changed to that"
            self._fault(number, "worst", what, "check it against its source")
        elif worst > best:
            self._fault(number, "worst", "the range is upside down: worst is better than best", "swap the two")
        elif worst < row["worst"] or best > row["best"]:
            known = scale.name(row["worst"], row["best"])
            place = f"{row['source']}, {row['place']}"
            what = f"{scale.name(worst, best)} is outside what is known of {fact['council']}: {known} ({place})"
            self._fault(number, "worst" if worst < row["worst"] else "best", what, "check it against its source")
        else:
            self._write(fact, row, position, (worst, best))

    def _rank(self, fact: FactRow, end: str, scale: Scale) -> int | None:
        rank = scale.ranks.get(fact[end])
        if rank is None:
            self._fault(fact["row"], end, *scale.unknown(fact[end]))
        return rank

    def _write(self, fact: FactRow, row: FactRow, position: Position, now: Range) -> None:
        before: Range = (row["worst"], row["best"])
        name = load_register().council(row["council_id"]).name
        used = UsedFact(
            position.label,
            row["council_id"],
            name,
            before,
            now,
            position.scale,
            fact["source"],
            fact["place"],
        )
        self.added.append(used)
        if now == before:
            return
        note = f"added by the user; published: {position.scale.name(*before)}"
        row["worst"], row["best"] = now
        row["status"] = "user"
        row["source"], row["place"] = fact["source"], fact["place"]
        row["note"] = "; ".join(filter(None, (fact["note"], note, row["note"])))
