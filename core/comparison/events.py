"""Follow councils from each inspection to the next: transitions, the time between, and mobility.

The unit is the event, a grade given by an inspection after an earlier one of the same council; a council that was
inspected four times gives three. Councils that were inspected once are in none: what follows is of those re-inspected.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import TYPE_CHECKING, Any

from crossregime.core.councils import load_register
from crossregime.core.errors import UsageError
from crossregime.core.files import head
from crossregime.core.positions import years
from crossregime.core.statistics import Table, measure
from crossregime.core.text import many

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    import polars as pl

    from crossregime.core.positions import Position
    from crossregime.core.statistics import StatisticValue


@dataclass(frozen=True, eq=False)
class Events:
    """Each graded inspection with the next of the same council, of one judgement of rolling regimes.

    `position` says which regimes and judgements, up to which date; `since` and `until` limit the events to those of
    which the later inspection was published between the two, both included.
    """

    position: Position
    since: dt.date | None
    until: dt.date | None

    @cached_property
    def frame(self) -> pl.DataFrame:
        """Every event, sorted by series_id and date.

        Columns: series_id, name, for the earlier inspection (1) and the later (2) council_id_k, regime_k, inspection_k,
        published_k, worst_k and best_k (labels), worst_rank_k, best_rank_k, status_k, source_k, then days (between the
        two) and move (rise, fall, unchanged, or uncertain where a range leaves it open).
        """
        import polars as pl

        rows = self._graded.sort("series_id", "published")
        labels = pl.Series("label", self.position.scale.labels)
        own = ("council_id", "regime", "inspection", "published", "worst", "best", "status", "source")
        pairs = rows.select(
            "series_id",
            *(pl.col(name).shift(1).over("series_id").alias(f"{name}_1") for name in own),
            *(pl.col(name).alias(f"{name}_2") for name in own),
        ).filter(pl.col("published_1").is_not_null())
        if self.since is not None:
            pairs = pairs.filter(pl.col("published_2") >= self.since)
        if self.until is not None:
            pairs = pairs.filter(pl.col("published_2") <= self.until)
        known = load_register()
        names = pl.Series("name", [known.council(each).name for each in pairs.get_column("council_id_2")], pl.String)
        sides: list[pl.Expr] = []
        for side in (1, 2):
            ends = [pl.col(f"{end}_{side}") for end in ("worst", "best")]
            sides += [pl.col(f"{name}_{side}") for name in own[:4]]
            sides += [
                pl.lit(labels).gather(end).alias(f"{name}_{side}") for name, end in zip(own[4:6], ends, strict=True)
            ]
            sides += [end.alias(f"{name}_rank_{side}") for name, end in zip(own[4:6], ends, strict=True)]
            sides += [pl.col(f"{name}_{side}") for name in own[6:]]
        move = (
            pl.when(pl.col("worst_2") > pl.col("best_1")).then(pl.lit("rise"))
            .when(pl.col("best_2") < pl.col("worst_1")).then(pl.lit("fall"))
            .when((pl.col("worst_1") == pl.col("best_1")) & (pl.col("worst_2") == pl.col("best_2")))
            .then(pl.lit("unchanged"))
            .otherwise(pl.lit("uncertain"))
        )  # fmt: skip
        days = (pl.col("published_2") - pl.col("published_1")).dt.total_days()
        return pairs.select("series_id", names, *sides, days.alias("days"), move.alias("move"))

    @cached_property
    def _rows(self) -> pl.DataFrame:
        """Every row of the judgement up to the position's date."""
        import polars as pl

        from crossregime.core.positions import rolling_rows

        rows = rolling_rows(self.position.regimes, self.position.judgements)
        return rows.filter(pl.col("published") <= self.position.date)

    @cached_property
    def _graded(self) -> pl.DataFrame:
        import polars as pl

        return self._rows.filter(pl.col("worst").is_not_null())

    @property
    def inspections(self) -> int:
        """How many inspections gave a grade, whatever the window."""
        return self._graded.height

    @property
    def ungraded(self) -> int:
        """How many gave no grade for the judgement: the next grade follows on the one before."""
        return self._rows.height - self._graded.height

    @property
    def councils(self) -> int:
        """How many series have an event."""
        return self.frame.get_column("series_id").n_unique()

    @cached_property
    def table(self) -> Table:
        """Count the events of which both grades are known: earlier grade by later."""
        labels = self.position.scale.labels
        size = len(labels)
        counts = [[0] * size for _ in range(size)]
        ends = self.frame.select("worst_rank_1", "best_rank_1", "worst_rank_2", "best_rank_2")
        for worst, best, later_worst, later_best in ends.iter_rows():
            if worst == best and later_worst == later_best:
                counts[worst][later_worst] += 1
        return Table(tuple(map(tuple, counts)), labels, labels, common_scale=True)

    @cached_property
    def moves(self) -> dict[str, int]:
        """Count the events by move."""
        found = dict(self.frame.get_column("move").value_counts().iter_rows())
        return {move: found.get(move, 0) for move in ("rise", "fall", "unchanged", "uncertain")}

    @cached_property
    def days(self) -> tuple[int, float, int] | None:
        """The least, the median and the greatest number of days between; None without an event."""
        days = self.frame.get_column("days").to_list()
        return (min(days), median(days), max(days)) if days else None

    @cached_property
    def mobility(self) -> Mapping[str, StatisticValue]:
        """Shorrocks' and Bartholomew's indices of the table, by name: of those re-inspected, from one to the next."""
        return measure(self.table, ["shorrocks", "bartholomew"])

    @property
    def mobility_lines(self) -> list[tuple[str, str]]:
        """The same for reading: title and value, or why there is none."""
        lines = []
        for each in self.mobility.values():
            value = None if each.value is None else _value(each.value)
            parts = value if isinstance(value, dict) else {"": value}
            for part, number in parts.items():
                title = f"{each.entry.title}: {part}" if part else each.entry.title
                lines.append((title, f"none: {each.reason}" if number is None else f"{number:.2f}"))
        return lines

    @property
    def sentences(self) -> tuple[str, ...]:
        """Say what was found, in words."""
        window = "".join(
            f" {word} {date}" for word, date in (("from", self.since), ("up to", self.until)) if date is not None
        )
        first = (
            f"{many(self.inspections, 'graded inspection')} of {many(self._graded['series_id'].n_unique(), 'council')};"
            f" {many(self.frame.height, 'event')}{window}, of {many(self.councils, 'council')} inspected again."
        )
        found = [first]
        if self.ungraded:
            found.append(
                f"{many(self.ungraded, 'inspection')} gave no grade and {'is' if self.ungraded == 1 else 'are'} passed"
                " over: the next grade follows on the one before."
            )
        if self.days is not None:
            found.append(
                f"Half of the events came within {years(self.days[1])} of the inspection before; the shortest time was"
                f" {years(self.days[0])}, the longest {years(self.days[2])}."
            )
        moves = self.moves
        open_ = f", {moves['uncertain']} not known" if moves["uncertain"] else ""
        found.append(f"{moves['rise']} rose, {moves['fall']} fell, {moves['unchanged']} stayed{open_}.")
        return tuple(found)

    def _repr_html_(self) -> str:
        from crossregime.render import html_page, lay_events

        return html_page(lambda page: lay_events(page, self))

    def __repr__(self) -> str:
        return "\n  ".join([f"Events of {self.position.label}", *self.sentences])

    def to_dict(self, *, events: bool = True) -> dict[str, Any]:
        """Return it as JSON data (schemas/events.schema.json); `events` may stand in a file beside."""
        document: dict[str, Any] = {
            **head("events"),
            "selector": str(self.position.selector),
            "date": str(self.position.date),
            "since": None if self.since is None else str(self.since),
            "until": None if self.until is None else str(self.until),
            "regimes": [
                {"id": regime.id, "title": regime.title, "judgement": judgement.id, "files": dict(regime.files.hashes)}
                for regime, judgement in zip(self.position.regimes, self.position.judgements, strict=True)
            ],
            "grades": list(self.position.scale.labels),
            "inspections": self.inspections,
            "ungraded": self.ungraded,
            "councils": self.councils,
            "table": [list(row) for row in self.table],
            "moves": self.moves,
            "days": None if self.days is None else dict(zip(("least", "median", "greatest"), self.days, strict=True)),
            "mobility": [
                {"id": name, "value": None if each.value is None else _value(each.value), "reason": each.reason or ""}
                for name, each in self.mobility.items()
            ],
            "sentences": list(self.sentences),
        }
        if events:
            document["events"] = [
                {key: str(value) if key.startswith("published") else value for key, value in row.items()}
                for row in self.frame.iter_rows(named=True)
            ]
        return document


def _value(value: Any) -> Any:
    """Return a value, or the named parts of one, as floats."""
    if hasattr(value, "_asdict"):
        return {name: float(each) for name, each in value._asdict().items()}
    return float(value)


def find_events(position: Position, since: dt.date | None = None, until: dt.date | None = None) -> Events:
    """Follow each inspection of a rolling position's regimes to the next, up to the position's date.

    Raises UsageError for an annual regime, for a selector that names one inspection of each council, and for a window
    that ends before it starts.
    """
    if position.publication is not None:
        raise UsageError(
            f"{position.regime.id} is annual: it has no inspections that follow each other",
            do="compare two of its dates instead",
        )
    if position.selector.choice != "latest":
        raise UsageError(
            f"'{position.selector}' names one inspection of each council", do="name the regime, or a date to stop at"
        )
    if since is not None and until is not None and since > until:
        raise UsageError(f"the window ends on {until}, before it starts on {since}", do="swap the two")
    return Events(position, since, until)
