"""Divide a panel into tables with keys: what is said of a council, a regime, a grade or a source stands once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crossregime.core.councils import load_register

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl

    from crossregime.core.model import Regime, Scale


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """The columns of a table that name a row of another by its key."""

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class DataTable:
    """A table: its name, what it holds, its rows, its key, what it refers to, and what its columns are."""

    name: str
    title: str
    frame: pl.DataFrame
    key: tuple[str, ...]
    refers: tuple[ForeignKey, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)


OUTCOME = {
    "series_id": "the social-services area, the same under a new status or code: join dates by it",
    "council_id": "the council, a legal body, that was rated",
    "regime": "the way of rating",
    "published": "the day of publication",
    "judgement": "what was graded",
    "scale": "the scale of the grades",
    "grade": "the grade; empty where it is not known",
    "known": "whether one grade is left; status says how it is known",
    "worst": "the worst grade that it can be; empty where no grade was given",
    "best": "the best grade that it can be",
    "worst_rank": "rank of worst, 0 for the worst grade of the scale: an order, no measure",
    "best_rank": "rank of best",
    "status": "printed, deduced, reconstructed, range, not_judged, not_applicable or not_published",
    "flag": "x: only a range is known; z: no grade was given",
    "source": "the document, with regime a row of sources",
    "place": "where in the document",
    "note": "what to know of it",
    "inspection": "of a rolling regime: the inspection, with regime a row of inspections",
}


def data_tables(regimes: Sequence[Regime], scales: Sequence[Scale], outcomes: pl.DataFrame) -> tuple[DataTable, ...]:
    """Divide a panel into its tables; each key is unique, and a table stands after those that it refers to."""
    rolling = [regime for regime in regimes if regime.inspections]
    inspections = [_inspections(rolling)] if rolling else []
    return (*_registers(scales), *_regimes(regimes), _totals(regimes), *inspections, _outcomes(outcomes, bool(rolling)))


def _registers(scales: Sequence[Scale]) -> tuple[DataTable, ...]:
    import polars as pl

    known = load_register()
    councils = pl.DataFrame(
        [
            (each.id, each.series, each.name, each.official_name, each.type, each.region, each.start, each.end,
             each.note)
            for each in sorted(known.councils.values(), key=lambda each: each.id)
        ],
        schema={
            "council_id": pl.String, "series_id": pl.String, "name": pl.String, "official_name": pl.String,
            "type": pl.String, "region": pl.String, "start": pl.Date, "end": pl.Date, "note": pl.String,
        },
        orient="row",
    )  # fmt: skip
    codes = pl.DataFrame(
        [
            (each.id, scheme, code, start, end)
            for each in sorted(known.councils.values(), key=lambda each: each.id)
            for scheme, code, start, end in each.codes
        ],
        schema={"council_id": pl.String, "scheme": pl.String, "code": pl.String, "start": pl.Date, "end": pl.Date},
        orient="row",
    )
    lineage = pl.DataFrame(
        sorted((each.predecessor, each.successor, each.date, each.kind, each.part, each.note) for each in known.links),
        schema={
            "predecessor": pl.String, "successor": pl.String, "date": pl.Date, "kind": pl.String, "part": pl.String,
            "note": pl.String,
        },
        orient="row",
    )  # fmt: skip
    grades = pl.DataFrame(
        [(scale.id, grade.rank, grade.label, grade.short, grade.meaning) for scale in scales for grade in scale.grades],
        schema={"scale": pl.String, "rank": pl.Int64, "label": pl.String, "short": pl.String, "meaning": pl.String},
        orient="row",
    )
    of_council = ForeignKey(("council_id",), "councils", ("council_id",))
    return (
        DataTable("councils", "Councils with social services duties, each a legal body with dates", councils,
                  ("council_id",), columns={"start": "its first day; empty where it is older than the register",
                                            "end": "its last day; empty where it exists"}),
        DataTable("codes", "Codes of councils: GSS, old ONS and DfE", codes, (), (of_council,),
                  {"scheme": "gss, ons (before 2009) or dfe"}),
        DataTable("lineage", "Splits and mergers: which council took over the area of which", lineage, (),
                  tuple(ForeignKey((end,), "councils", ("council_id",)) for end in ("predecessor", "successor"))),
        DataTable("grades", "Grades of each scale, rank 0 the worst", grades, ("scale", "rank"),
                  columns={"meaning": "as published; empty where none was"}),
    )  # fmt: skip


def _regimes(held: Sequence[Regime]) -> tuple[DataTable, ...]:
    import polars as pl

    text = pl.String
    regimes = pl.DataFrame(
        [(each.id, each.title, each.inspectorate, each.kind, each.headline, each.summary, each.licence)
         for each in held],
        schema=dict.fromkeys(("regime", "title", "inspectorate", "kind", "headline", "summary", "licence"), text),
        orient="row",
    )  # fmt: skip
    sources = pl.DataFrame(
        [
            (regime.id, *source.as_dict().values())
            for regime in held
            for source in sorted(regime.sources.values(), key=lambda source: source.id)
        ],
        schema=dict.fromkeys(
            ("regime", "source", "publisher", "title", "published", "address", "licence", "author"), text
        ),
        orient="row",
    )
    judgements = pl.DataFrame(
        [
            (regime.id, each.id, each.title, each.service, each.aspect, each.area, each.scale.id)
            for regime in held
            for each in regime.judgements
        ],
        schema=dict.fromkeys(("regime", "judgement", "title", "service", "aspect", "area", "scale"), text),
        orient="row",
    )
    notes = pl.DataFrame(
        [
            (regime.id, each.about, each.note, each.source, each.place)
            for regime in held
            for each in regime.comparability
        ],
        schema=dict.fromkeys(("regime", "about", "note", "source", "place"), text),
        orient="row",
    )
    of_regime = ForeignKey(("regime",), "regimes", ("regime",))
    return (
        DataTable("regimes", "Regimes: ways of rating councils", regimes, ("regime",)),
        DataTable("sources", "Documents that the facts rest on, with their licences", sources, ("regime", "source"),
                  (of_regime,)),
        DataTable("judgements", "What each regime graded, and on which scale", judgements, ("regime", "judgement"),
                  (of_regime,), {"scale": "the id of its scale: two judgements are on one scale where it is the same"}),
        DataTable("breaks", "What must be known before a regime is put beside another", notes, (), (of_regime,)),
    )  # fmt: skip


def _totals(regimes: Sequence[Regime]) -> DataTable:
    import polars as pl

    rows = [
        (
            regime.id, total.published, total.judgement, total.dimension, total.group,
            "|".join(regime.judgement(total.judgement).scale.labels[rank] for rank in total.ranks),
            total.count, total.percent, total.lowest, total.highest, total.binds, total.source, total.place, total.note,
        )
        for regime in regimes
        for total in regime.totals
    ]  # fmt: skip
    text, number = pl.String, pl.Int64
    frame = pl.DataFrame(
        rows,
        schema={
            "regime": text, "published": pl.Date, "judgement": text, "dimension": text, "group": text, "grades": text,
            "count": number, "percent": number, "lowest": number, "highest": number, "binds": pl.Boolean,
            "source": text, "place": text, "note": text,
        },
        orient="row",
    )  # fmt: skip
    columns = {
        "grades": "labels, joined by |", "count": "as printed", "percent": "as printed",
        "lowest": "the smallest number of councils that it allows", "highest": "the largest",
        "binds": "false where a count is printed for the same thing",
    }  # fmt: skip
    refers = (
        ForeignKey(("regime", "judgement"), "judgements", ("regime", "judgement")),
        ForeignKey(("regime", "source"), "sources", ("regime", "source")),
    )
    return DataTable("totals", "Printed numbers of councils at a grade or several", frame, (), refers, columns)


def _inspections(regimes: Sequence[Regime]) -> DataTable:
    import polars as pl

    rows = [
        (regime.id, each.id, each.series_id, each.council_id, each.date, each.published.text, each.visited, each.type,
         each.source)
        for regime in regimes
        for each in regime.inspections
    ]  # fmt: skip
    text = pl.String
    frame = pl.DataFrame(
        rows,
        schema={
            "regime": text, "inspection": text, "series_id": text, "council_id": text, "published": pl.Date,
            "written": text, "visited": text, "inspection_type": text, "source": text,
        },
        orient="row",
    )  # fmt: skip
    refers = (
        ForeignKey(("regime",), "regimes", ("regime",)),
        ForeignKey(("council_id",), "councils", ("council_id",)),
        ForeignKey(("regime", "source"), "sources", ("regime", "source")),
    )
    columns = {
        "published": "the day by which it was surely published",
        "written": "its date as far as it is known: a day, a month or a year",
        "visited": "when inspectors came, as the source prints it; empty where it is not known",
        "inspection_type": "full, focused or monitoring; empty where it is not known",
    }
    return DataTable("inspections", "Inspections of rolling regimes, each of one council on its own date", frame,
                     ("regime", "inspection"), refers, columns)  # fmt: skip


def _outcomes(frame: pl.DataFrame, inspections: bool) -> DataTable:
    key = ("series_id", "published", "regime", "judgement")
    refers = (
        ForeignKey(("council_id",), "councils", ("council_id",)),
        ForeignKey(("regime", "judgement"), "judgements", ("regime", "judgement")),
        ForeignKey(("scale", "worst_rank"), "grades", ("scale", "rank")),
        ForeignKey(("scale", "best_rank"), "grades", ("scale", "rank")),
        ForeignKey(("regime", "source"), "sources", ("regime", "source")),
        *([ForeignKey(("regime", "inspection"), "inspections", ("regime", "inspection"))] if inspections else []),
    )
    # What is said of an inspection stands once, in its own table.
    frame = frame.drop("written", "visited", "inspection_type", *([] if inspections else ["inspection"]))
    # Several inspections of one council may be published on one day: then no key tells the rows apart.
    unique = bool(frame.select(key).is_unique().all())
    return DataTable(
        "outcomes", "Outcomes: one row a council, date and judgement", frame, key if unique else (), refers,
        {name: said for name, said in OUTCOME.items() if name in frame.columns},
    )  # fmt: skip
