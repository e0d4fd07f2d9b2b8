"""Describe a regime: its judgements, scales, coverage and sources."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from crossregime.core.councils import load_register
from crossregime.core.files import head
from crossregime.core.model import STATUSES, AttainableCounts, as_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from crossregime.core.model import Regime, Scale, Total


@dataclass(frozen=True, slots=True)
class Checked:
    """A printed total beside the outcomes: the smallest and largest number that they allow, each by itself."""

    total: Total
    least: int
    most: int


@dataclass(frozen=True, eq=False)
class Description:
    """The description of a regime."""

    regime: Regime

    @property
    def scales(self) -> tuple[Scale, ...]:
        """The scales of its judgements, each once."""
        return tuple({judgement.scale.id: judgement.scale for judgement in self.regime.judgements}.values())

    @cached_property
    def coverage(self) -> pl.DataFrame:
        """Count outcomes: one row a publication (annual) and judgement, one column a status that occurs.

        Columns: published (null for a rolling regime), judgement, councils (each counted once), inspections (the
        outcomes of all their dates), then the statuses in their order, whose counts add to the inspections.
        """
        import polars as pl

        key = ["published", "judgement"] if self.regime.kind == "annual" else ["judgement"]
        order = pl.Enum([judgement.id for judgement in self.regime.judgements])
        outcomes = self.regime.outcomes
        statuses = [status for status in STATUSES if status in outcomes.get_column("status")]
        frame = (
            outcomes.group_by(key)
            .agg(
                pl.col("council_id").n_unique().cast(pl.Int64).alias("councils"),
                pl.len().cast(pl.Int64).alias("inspections"),
                *((pl.col("status") == status).sum().cast(pl.Int64).alias(status) for status in statuses),
            )
            .sort(*[pl.col(name).cast(order) if name == "judgement" else pl.col(name) for name in key])
        )
        if "published" not in key:
            frame = frame.with_columns(pl.lit(None, pl.Date).alias("published"))
        return frame.select("published", "judgement", "councils", "inspections", *statuses)

    @cached_property
    def totals(self) -> tuple[Checked, ...]:
        """Its printed totals beside the numbers that the outcomes allow."""
        outcomes = self.regime.outcomes
        if self.regime.kind == "rolling":
            outcomes = as_of(outcomes, (total.published for total in self.regime.totals))
        counted = AttainableCounts(outcomes, load_register())
        return tuple(Checked(total, *counted.possible(total)) for total in self.regime.totals)

    @cached_property
    def used(self) -> Mapping[str, int]:
        """Count the outcomes, totals, moves and change marks that rest on each source."""
        regime = self.regime
        counts = Counter(regime.outcomes.get_column("source"))
        counts.update(total.source for total in regime.totals)
        counts.update(flow.source for flow in regime.flows)
        counts.update(change.source for change in regime.changes)
        return {source: counts[source] for source in regime.sources}

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data (schemas/description.schema.json)."""
        regime = self.regime
        return {
            **head("description"),
            "id": regime.id,
            "title": regime.title,
            "inspectorate": regime.inspectorate,
            "regime_kind": regime.kind,
            "headline": regime.headline,
            "summary": regime.summary,
            "origin": regime.origin,
            "licence": regime.licence,
            "areas": [{"id": area.id, "title": area.title, "note": area.note} for area in regime.areas],
            "scales": [scale.as_dict() for scale in self.scales],
            "judgements": [judgement.as_dict() for judgement in regime.judgements],
            "publications": [
                {
                    "date": str(each.date),
                    "title": each.title,
                    "source": each.source,
                    "universe": each.universe.as_dict(),
                }
                for each in regime.publications
            ],
            "coverage": [
                {name: _plain(value) for name, value in row.items()} for row in self.coverage.iter_rows(named=True)
            ],
            "totals": [
                {
                    "published": str(each.total.published),
                    "judgement": each.total.judgement,
                    "group": {each.total.dimension: each.total.group} if each.total.dimension else None,
                    "grades": [self._labels(each.total)[rank] for rank in each.total.ranks],
                    "count": each.total.count,
                    "percent": each.total.share,
                    "printed": each.total.printed(),
                    "binds": each.total.binds,
                    "lowest": each.total.lowest,
                    "highest": each.total.highest,
                    "outcomes": {"lowest": each.least, "highest": each.most},
                    "source": each.total.source,
                    "place": each.total.place,
                    "note": each.total.note,
                }
                for each in self.totals
            ],
            "flows": [
                {
                    "from": f"{each.from_regime}@{each.from_date}",
                    "to": f"{each.to_regime}@{each.to_date}",
                    "judgement": each.judgement,
                    "move": each.move,
                    "count": each.count,
                    "source": each.source,
                    "place": each.place,
                    "note": each.note,
                }
                for each in regime.flows
            ],
            "crosswalks": [
                {"id": each.id, "title": each.title, "from": each.from_scale, "to": each.to_scale, "basis": each.basis}
                for each in regime.crosswalks
            ],
            "groupings": [
                {"id": each.id, "title": each.title, "groups": list(each.values)} for each in regime.groupings
            ],
            "rule": None if regime.rule is None else regime.rule.title,
            "comparability": [note.as_dict() for note in regime.comparability],
            "sources": [{**source.as_dict(), "used": self.used[source.id]} for source in regime.sources.values()],
            "files": dict(regime.files.hashes),
        }

    def _labels(self, total: Total) -> tuple[str, ...]:
        return self.regime.judgement(total.judgement).scale.labels


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, dt.date) else value
