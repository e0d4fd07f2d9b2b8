"""Define the basis of answers by rule: each council's rating, the rule, and the evidence for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from crossregime.core.councils import load_register

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crossregime.core.model import Judgement, Pattern, Regime, Rule
    from crossregime.core.positions import Position
    from crossregime.core.ranges import Range
    from crossregime.core.rules.evidence import Evidence


@dataclass(frozen=True, slots=True)
class CouncilRating:
    """A council as its regime rated it: a range and a status of each judgement, and of the headline.

    A range is None where no grade was given; `ruled_out` is the grade within it that a change mark says a judgement
    was not. `name` is that of the council on the date.
    """

    series: str
    council: str
    name: str
    ranges: tuple[Range | None, ...]
    ruled_out: tuple[int | None, ...]
    statuses: tuple[str, ...]
    headline: Range | None
    status: str
    source: str
    place: str

    @property
    def pattern(self) -> Pattern | None:
        """The pattern of its judgements, where all are known."""
        known = [each[0] for each in self.ranges if each is not None and each[0] == each[1]]
        return tuple(known) if len(known) == len(self.ranges) else None


@dataclass(frozen=True, slots=True)
class RuleFreeBound:
    """The rule-free bound from one set of ratings: a range, and the number of patterns that the set determines.

    `range` is None where the ratings contradict the assumption.
    """

    name: str
    range: Range | None
    determined: int
    patterns: int


@dataclass(frozen=True, slots=True)
class Move:
    """One judgement at another grade: the headline that the rule then gives, and the range without it.

    `sure` tells that the headline changes without the rule too.
    """

    judgement: Judgement
    now: int
    then: int
    headline: int
    free: Range | None
    sure: bool


@dataclass(frozen=True, eq=False)
class RuleContext:
    """The context of answers: a position of a headline, the rule of its regime, and the evidence for it."""

    position: Position
    rule: Rule
    evidence: Evidence

    @property
    def regime(self) -> Regime:
        """The regime."""
        return self.position.regime

    @property
    def assumed(self) -> str:
        """The assumptions of answers without the rule, in words."""
        groups = [" with ".join(group) for group in self.rule.alike]
        return "a better judgement never lowers it" + (f" and that {' counts like '.join(groups)}" if groups else "")

    @cached_property
    def standings(self) -> tuple[CouncilRating, ...]:
        """Every council of the position, sorted by series."""
        import polars as pl

        targets = (*self.rule.names, self.rule.gives.id)
        dated = self.position.outcomes.select("series_id", "published")
        rows = self.regime.outcomes.filter(pl.col("judgement").is_in(targets)).join(
            dated, on=["series_id", "published"], how="semi"
        )
        held: dict[str, dict[str, dict[str, Any]]] = {}
        for row in rows.to_dicts():
            held.setdefault(row["series_id"], {})[row["judgement"]] = row
        return tuple(self._standing(series, held[series]) for series in sorted(held))

    def _standing(self, series: str, rows: Mapping[str, Mapping[str, Any]]) -> CouncilRating:
        own = rows[self.rule.gives.id]
        council = load_register().council(own["council_id"])
        found = [rows.get(name) for name in self.rule.names]
        out = self.regime.ruled_out
        return CouncilRating(
            series, council.id, council.name,
            tuple(None if row is None else _range(row) for row in found),
            tuple(out.get((own["published"], series, name)) for name in self.rule.names),
            tuple("not_judged" if row is None else row["status"] for row in found),
            _range(own), own["status"], own["source"], own["place"],
        )  # fmt: skip

    def moves(self, pattern: Pattern, *, by_one: bool) -> Iterable[Move]:
        """Change each judgement alone by one grade either way, or to the nearest that raises the headline."""
        now = self.rule.headline(pattern)
        for place, judgement in enumerate(self.rule.judgements):
            rank = pattern[place]
            grades = [rank - 1, rank + 1] if by_one else range(rank + 1, len(judgement.scale))
            for grade in grades:
                if not 0 <= grade < len(judgement.scale):
                    continue
                other = (*pattern[:place], grade, *pattern[place + 1 :])
                headline = self.rule.headline(other)
                if headline != now and (by_one or headline > now):
                    free, was = self.free(other), self.free(pattern)
                    sure = free is not None and was is not None and (free[0] > was[1] or free[1] < was[0])
                    yield Move(judgement, rank, grade, headline, free, sure)
                    if not by_one:
                        break

    def free(self, pattern: Pattern) -> Range | None:
        """Bound the headline of a pattern without the rule, from all known ratings."""
        return self.evidence.layers[-1].monotone.range(pattern)


def _range(row: Mapping[str, Any]) -> Range | None:
    return None if row["worst"] is None else (row["worst"], row["best"])
