"""List every inspection of rolling regimes, a row each, with the grade of every judgement."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from crossregime.core.councils import SCHEMES, load_register
from crossregime.core.errors import UsageError
from crossregime.core.files import head

if TYPE_CHECKING:
    import datetime as dt

    import polars as pl

    from crossregime.core.model import Regime
    from crossregime.core.positions import Position


@dataclass(frozen=True, eq=False)
class InspectionList:
    """Every inspection of some rolling regimes, published by a date.

    >>> from crossregime.core.profiles import list_inspections
    >>> import crossregime as cr
    >>> list_inspections(cr.position("ssi2003"))
    Traceback (most recent call last):
    crossregime.core.errors.UsageError: ssi2003 is annual: it has no inspections
      what to do: name a rolling regime, or export a position of this one
    """

    regimes: tuple[Regime, ...]
    date: dt.date

    @cached_property
    def judgements(self) -> tuple[str, ...]:
        """The ids of all judgements, each once, in the order of the regimes."""
        return tuple(dict.fromkeys(each.id for regime in self.regimes for each in regime.judgements))

    @cached_property
    def frame(self) -> pl.DataFrame:
        """The inspections, sorted by date of publication, series and regime.

        Columns: inspection, regime, series_id, council_id, name, gss_code, ons_code, dfe_code (those in force on the
        day), printed (the name as the source has it), published (the last possible day), written (as much of the date
        as is known), visited, type, source, then a column for each judgement: the label of its grade, the labels of a
        range with "or" between, a status where there is no grade, empty where the inspection is silent on it.
        """
        import polars as pl

        known = load_register()
        rows = []
        for regime in self.regimes:
            said = _said(regime)
            for each in regime.inspections:
                if each.date > self.date:
                    continue
                council = known.council(each.council_id)
                rows.append(
                    (each.id, regime.id, each.series_id, council.id, council.name,
                     *(council.code(scheme, each.date) for scheme in SCHEMES), each.printed, each.date,
                     each.published.text, each.visited, each.type, each.source,
                     *(said.get((council.id, each.date, name), "") for name in self.judgements))
                )  # fmt: skip
        texts = ("inspection", "regime", "series_id", "council_id", "name", *(f"{each}_code" for each in SCHEMES))
        more = ("written", "visited", "type", "source", *self.judgements)
        schema: dict[str, pl.DataType] = {name: pl.String() for name in (*texts, "printed")}
        schema |= {"published": pl.Date(), **{name: pl.String() for name in more}}
        return pl.DataFrame(rows, schema=schema, orient="row").sort("published", "series_id", "regime")

    def to_dict(self, *, inspections: bool = True) -> dict[str, Any]:
        """Return it as JSON data (schemas/inspections.schema.json); `inspections` may stand in a file beside."""
        document: dict[str, Any] = {
            **head("inspections"),
            "date": str(self.date),
            "regimes": [
                {
                    "id": regime.id,
                    "title": regime.title,
                    "inspectorate": regime.inspectorate,
                    "licence": regime.licence,
                    "files": dict(regime.files.hashes),
                    "judgements": {each.id: each.title for each in regime.judgements},
                    "sources": [source.as_dict() for source in regime.sources.values()],
                }
                for regime in self.regimes
            ],
        }
        if inspections:
            rows = self.frame.iter_rows(named=True)
            document["inspections"] = [{**row, "published": str(row["published"])} for row in rows]
        return document


def _said(regime: Regime) -> dict[tuple[str, dt.date, str], str]:
    """Return the grade or status of each inspection, by council, date and judgement."""
    scales = {each.id: each.scale for each in regime.judgements}
    rows = regime.outcomes.select("council_id", "published", "judgement", "worst", "best", "status").iter_rows()
    return {
        (council, date, name): status if worst is None else scales[name].name(worst, best)
        for council, date, name, worst, best, status in rows
    }


def list_inspections(position: Position) -> InspectionList:
    """List the inspections of a position's regimes by its date; raise UsageError for an annual regime."""
    if position.publication is not None:
        raise UsageError(
            f"{position.regime.id} is annual: it has no inspections",
            do="name a rolling regime, or export a position of this one",
        )
    return InspectionList(position.regimes, position.date)
