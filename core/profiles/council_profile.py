"""Profile a council: its identity, its lineage, and every outcome of it and its relatives."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from crossregime.core.councils import council_dict, load_register, succession_dict
from crossregime.core.files import head

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import polars as pl

    from crossregime.core.councils import Council, Succession
    from crossregime.core.errors import CrossregimeError
    from crossregime.core.model import Judgement, Regime, Source


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome of a council: its source, its grade and its status."""

    council: str
    series: str
    regime: str
    published: dt.date
    judgement: Judgement
    worst: int | None
    best: int | None
    status: str
    source: str
    place: str
    note: str
    headline: bool = False

    @property
    def grade(self) -> str:
        """The grade or the range of grades, in words."""
        if self.worst is None or self.best is None:
            return self.status.replace("_", " ")
        if (self.worst, self.best) == (0, len(self.judgement.scale) - 1):
            return "not known"
        return self.judgement.scale.name(self.worst, self.best)


class LeftOut(NamedTuple):
    """A regime that could not be read, and why."""

    regime: str
    why: str


@dataclass(frozen=True, slots=True)
class Profile:
    """A council, the other bodies of its series, its lineage, and the outcomes of it and its relatives.

    `own` are the outcomes of its series; `before` and `after` those of the series that it came from and that
    took over its area, nearest first. `sources` are those that they rest on, by regime. `left_out` are
    the regimes that could not be read: what they say of the council is not here.
    """

    council: Council
    bodies: tuple[Council, ...]
    came_from: tuple[Succession, ...]
    went_to: tuple[Succession, ...]
    own: tuple[Outcome, ...]
    before: tuple[Outcome, ...]
    after: tuple[Outcome, ...]
    sources: Mapping[str, tuple[Source, ...]]
    left_out: tuple[LeftOut, ...] = ()

    @property
    def break_note(self) -> str:
        """A caution where outcomes of several regimes are shown together; empty for one regime."""
        if len({each.regime for each in (*self.own, *self.before, *self.after)}) < 2:
            return ""
        return (
            "What each rated and by what definitions is its own: one word or number of stars need not mean the same in"
            " two of them. `crossregime compare` says how any two differ."
        )

    @property
    def frame(self) -> pl.DataFrame:
        """Return one row an outcome: those of its series, then those of the series before it and after it.

        Columns: council (the id of the council that was asked for), relation (own, before or after), council_id,
        series_id, regime, published, judgement, scale, grade (empty where it is not known), known, worst and best (the
        ends of what it can be; empty where no grade was given), status, source, place, note.
        """
        import polars as pl

        rows = []
        for relation, outcomes in (("own", self.own), ("before", self.before), ("after", self.after)):
            for each in outcomes:
                told = _rated(each)
                known = told["worst"] is not None and told["worst"] == told["best"]
                rows.append(
                    (self.council.id, relation, each.council, each.series, each.regime, each.published,
                     each.judgement.id, each.judgement.scale.id, told["worst"] if known else None, known,
                     told["worst"], told["best"], each.status, each.source, each.place, each.note)
                )  # fmt: skip
        text = pl.String
        schema = {
            "council": text, "relation": text, "council_id": text, "series_id": text, "regime": text,
            "published": pl.Date, "judgement": text, "scale": text, "grade": text, "known": pl.Boolean, "worst": text,
            "best": text, "status": text, "source": text, "place": text, "note": text,
        }  # fmt: skip
        return pl.DataFrame(rows, schema=schema, orient="row")

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data (schemas/profile.schema.json)."""
        return {
            **head("profile"),
            "council": council_dict(self.council),
            "series": [council_dict(body) for body in self.bodies],
            "came_from": [succession_dict(link) for link in self.came_from],
            "went_to": [succession_dict(link) for link in self.went_to],
            "break": self.break_note,
            "own": [_rated(each) for each in self.own],
            "before": [_rated(each) for each in self.before],
            "after": [_rated(each) for each in self.after],
            "left_out": [each._asdict() for each in self.left_out],
            "sources": {regime: [source.as_dict() for source in sources] for regime, sources in self.sources.items()},
        }


def profile(council: Council, regimes: Sequence[Regime], faults: Sequence[CrossregimeError] = ()) -> Profile:
    """Collect a council's profile from the register and the regimes; `faults` are of regimes that could not be read."""
    known = load_register()
    bodies = tuple(
        sorted(
            (body for body in known.councils.values() if body.series == council.series),
            key=lambda body: body.start or dt.date.min,
        )
    )
    came_from = tuple(known.predecessors(council.id))
    went_to = tuple(known.successors(council.id))
    earlier = [known.council(link.predecessor).series for link in came_from if link.hands_on]
    later = [known.council(link.successor).series for link in went_to if link.hands_on]
    own, before, after = (tuple(_outcomes(series, regimes)) for series in ([council.series], earlier, later))
    cited = {(each.regime, each.source) for each in (*own, *before, *after)}
    sources = {
        regime.id: tuple(source for source in regime.sources.values() if (regime.id, source.id) in cited)
        for regime in regimes
    }
    held = {regime: of_one for regime, of_one in sources.items() if of_one}
    left_out = tuple(LeftOut(getattr(each, "plugin", ""), getattr(each, "cause", "") or each.what) for each in faults)
    return Profile(council, bodies, came_from, went_to, own, before, after, held, left_out)


def profiles_dict(profiles: Sequence[Profile]) -> dict[str, Any]:
    """Return several councils side by side as JSON data (schemas/profiles.schema.json)."""
    return {**head("profiles"), "councils": [each.to_dict() for each in profiles]}


def headline_histories(regimes: Sequence[Regime]) -> Mapping[str, tuple[Outcome, ...]]:
    """Give the headline outcomes of every series in the regimes, by its id, oldest first: all councils at once.

    >>> import crossregime as cr
    >>> [each.grade for each in headline_histories([cr.regime("ssi2003"), cr.regime("ofsted2009")])["leeds"]]
    ['Two Stars', 'Performs poorly']
    """
    import polars as pl

    found: dict[str, list[Outcome]] = {}
    for regime in regimes:
        held = regime.outcomes.filter(pl.col("judgement") == regime.headline)
        for outcome in _of_rows(regime, held):
            found.setdefault(outcome.series, []).append(outcome)
    return {
        series: tuple(sorted(outcomes, key=lambda each: (each.published, each.regime)))
        for series, outcomes in sorted(found.items())
    }


def _outcomes(series: Sequence[str], regimes: Sequence[Regime]) -> Iterator[Outcome]:
    import polars as pl

    for name in series:
        for regime in regimes:
            yield from _of_rows(regime, regime.outcomes.filter(pl.col("series_id") == name))


def _of_rows(regime: Regime, rows: pl.DataFrame) -> Iterator[Outcome]:
    judgements = {judgement.id: judgement for judgement in regime.judgements}
    for row in rows.iter_rows(named=True):
        yield Outcome(
            row["council_id"], row["series_id"], regime.id, row["published"], judgements[row["judgement"]],
            row["worst"], row["best"], row["status"], row["source"], row["place"], row["note"],
            row["judgement"] == regime.headline,
        )  # fmt: skip


def _rated(each: Outcome) -> dict[str, Any]:
    labels = each.judgement.scale.labels
    return {
        "council_id": each.council,
        "series_id": each.series,
        "regime": each.regime,
        "published": str(each.published),
        "judgement": each.judgement.id,
        "worst": None if each.worst is None else labels[each.worst],
        "best": None if each.best is None else labels[each.best],
        "status": each.status,
        "source": each.source,
        "place": each.place,
        "note": each.note,
    }
