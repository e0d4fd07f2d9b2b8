"""Put every outcome of several regimes in one long table: one row a council, date and judgement."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from crossregime.core.errors import DataError
from crossregime.core.files import head
from crossregime.core.positions import FLAGS, council_columns, flag, grade_columns, regime_dict

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polars as pl

    from crossregime.core.model import Regime, Scale
    from crossregime.core.panels.tables import DataTable


@dataclass(frozen=True, eq=False)
class Panel:
    """Every outcome of several regimes: all judgements, all dates, ranges and statuses kept.

    >>> import crossregime as cr
    >>> panel = cr.panel("ssi2003", "ofsted2009")
    >>> panel.frame.height, panel.frame.filter(known=False)["grade"].null_count()
    (902, 118)
    """

    regimes: tuple[Regime, ...]

    def _repr_html_(self) -> str:
        from crossregime.render import html_page, lay_panel

        return html_page(lambda page: lay_panel(page, self))

    def __repr__(self) -> str:
        return f"Panel of {', '.join(each.id for each in self.regimes)}: {self.frame.height} outcomes"

    @cached_property
    def scales(self) -> tuple[Scale, ...]:
        """The scales of the judgements, each once; raises DataError where two of one id have other grades."""
        found: dict[str, Scale] = {}
        for regime in self.regimes:
            for scale in regime.scales.values():
                if found.setdefault(scale.id, scale).labels != scale.labels:
                    raise DataError(
                        f"two of these regimes define the scale '{scale.id}' differently",
                        do="one id means one scale everywhere: let one of them rename its own",
                    )
        return tuple(found.values())

    @cached_property
    def order(self) -> tuple[str, ...] | None:
        """The labels of all grades in one order that keeps that of each scale; None where two scales contradict."""
        return merged(scale.labels for scale in self.scales)

    @cached_property
    def frame(self) -> pl.DataFrame:
        """Return one row a council, date and judgement, sorted by series_id, published, regime and judgement.

        Columns: series_id, council_id, name, gss_code, ons_code, dfe_code (those in force on the date), region, type,
        regime, published, judgement, service, aspect, scale, grade (empty where it is not known), known, worst and best
        (the ends of what it can be; empty where none was given), worst_rank, best_rank (0 is the worst of the scale),
        status, flag, source, place, note. `grade`, `worst` and `best` are categories in the order of `order`.
        """
        import polars as pl

        parts = [
            _judged(regime, judgement.id)
            for regime in sorted(self.regimes, key=lambda regime: regime.id)
            for judgement in regime.judgements
        ]
        # Judgements stand in the order of their regime, which a stable sort by the rest keeps.
        whole = pl.concat(parts).sort("series_id", "published", "regime", maintain_order=True)
        if self.order is None:
            return whole
        return whole.with_columns(pl.col("grade", "worst", "best").cast(pl.Enum(self.order)))

    @cached_property
    def tables(self) -> tuple[DataTable, ...]:
        """Give it as tables with keys: outcomes, councils, lineage, regimes, judgements, grades, totals, sources."""
        from crossregime.core.panels.tables import data_tables

        return data_tables(self.regimes, self.scales, self.frame)

    def package(self) -> dict[str, bytes]:
        """Make the files of a Frictionless data package, by name: datapackage.json, README.md, CSV and Parquet."""
        from crossregime.core.panels.package import package_files

        return package_files(self.regimes, self.tables, self.order)

    def database(self) -> bytes:
        """Make one SQLite file with keys, foreign keys and a table README; the same call gives the same bytes."""
        from crossregime.core.panels.database import database_bytes

        return database_bytes(self.regimes, self.tables)

    def to_dict(self, *, outcomes: bool = True) -> dict[str, Any]:
        """Return it as JSON data (schemas/panel.schema.json); `outcomes` may stand in a file beside."""
        document: dict[str, Any] = {
            **head("panel"),
            "flags": FLAGS,
            "scales": [
                {
                    "id": scale.id,
                    "title": scale.title,
                    "grades": [{"rank": grade.rank, "label": grade.label, "meaning": grade.meaning}
                               for grade in scale.grades],
                }
                for scale in self.scales
            ],
            "regimes": [regime_dict(regime) for regime in self.regimes],
        }  # fmt: skip
        if outcomes:
            document["outcomes"] = [
                {**row, "published": str(row["published"])} for row in self.frame.iter_rows(named=True)
            ]
        return document


def merged(orders: Iterable[tuple[str, ...]]) -> tuple[str, ...] | None:
    """Merge ordered lists into one that keeps the order of each; None where they contradict each other.

    >>> merged([("Poor", "Good"), ("Inadequate", "Good", "Outstanding")])
    ('Poor', 'Inadequate', 'Good', 'Outstanding')
    >>> merged([("a", "b"), ("b", "a")])
    """
    before: dict[str, set[str]] = {}
    for order in orders:
        for label in order:
            before.setdefault(label, set())
        for lower, higher in pairwise(order):
            before[higher].add(lower)
    places = {label: place for place, label in enumerate(before)}
    sorter = TopologicalSorter(before)
    try:
        sorter.prepare()
    except CycleError:
        return None
    found: list[str] = []
    ready: list[str] = []
    while sorter.is_active():
        ready = sorted([*ready, *sorter.get_ready()], key=places.__getitem__)
        label = ready.pop(0)
        found.append(label)
        sorter.done(label)
    return tuple(found)


def _judged(regime: Regime, judgement_id: str) -> pl.DataFrame:
    """Write the outcomes of one judgement in full, of all its dates."""
    import polars as pl

    judgement = regime.judgement(judgement_id)
    outcomes = regime.outcomes.filter(pl.col("judgement") == judgement_id)
    keys = list(outcomes.select("council_id", "published").iter_rows())
    worst, best = pl.col("worst"), pl.col("best")
    return outcomes.select(
        "series_id",
        "council_id",
        *council_columns([council for council, _ in keys], [date for _, date in keys]),
        pl.lit(regime.id).alias("regime"),
        "published",
        "judgement",
        pl.lit(judgement.service).alias("service"),
        pl.lit(judgement.aspect).alias("aspect"),
        pl.lit(judgement.scale.id).alias("scale"),
        *grade_columns(judgement.scale.labels, worst, best),
        "status",
        flag(worst, best, pl.col("status")).alias("flag"),
        "source",
        "place",
        "note",
    )
