"""Read inspections.csv of a rolling regime, and join it to the grades of each inspection."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from crossregime.core.dates import Period, day_fault, read_period
from crossregime.core.model import Inspection
from crossregime.core.text import close_matches

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import polars as pl

    from crossregime.core.councils import Register
    from crossregime.core.reading.descriptor import Descriptor
    from crossregime.core.reading.rows import Rows


def read_inspections(rows: Rows, said: Descriptor, known: Register) -> tuple[Inspection, ...]:
    """Make the inspections, sorted by date and council; an empty tuple if there is any fault.

    Problems are added to the faults that `rows` carries: an id, council or source that can't be used, and two
    inspections of one council of which the dates don't say which came first.
    """
    import polars as pl

    before = len(rows.faults.found)
    if said.annual:
        rows.fault(None, None, "an annual regime has no inspections", "let the kind be rolling, or take the file out")
    periods = {}
    for row, text in rows.frame.select("row", "published").iter_rows():
        periods[row] = read_period(text)
        if periods[row] is None:
            rows.fault(row, "published", *day_fault(text))
    lasts = [period and period.last for period in periods.values()]
    councils = rows.councils(pl.Series("published", lasts, dtype=pl.Date), {}, known)
    rows.sources(said.sources)
    firsts: dict[str, int] = {}
    for row, name in rows.frame.select("row", "inspection").iter_rows():
        if firsts.setdefault(name, row) != row:
            what = f"'{name}' stands in two rows: row {firsts[name]} has the first"
            rows.fault(row, "inspection", what, "give each an id of its own")
    # A name that names.csv leaves unsettled is reported there, and has no council here.
    if len(rows.faults.found) > before or councils.null_count():
        return ()
    found: list[tuple[int, Inspection]] = []
    for cells, council in zip(rows.frame.iter_rows(named=True), councils, strict=True):
        period = periods[cells["row"]]
        assert period is not None  # noqa: S101  # refused above
        series = known.council(council).series
        found.append(
            (cells["row"], Inspection(cells["inspection"], council, series, cells["council"], period,
                                      cells["visited"], cells["type"], cells["source"]))
        )  # fmt: skip
    _refuse_unordered(rows, found)
    return tuple(sorted((each for _, each in found), key=lambda each: (each.date, each.series_id, each.id)))


def _refuse_unordered(rows: Rows, found: Sequence[tuple[int, Inspection]]) -> None:
    """Report two inspections of one council whose dates overlap, so that their order is unknown."""
    in_order = sorted(found, key=lambda each: (each[1].series_id, each[1].published.first, each[1].published.last))
    for (first, one), (row, other) in pairwise(in_order):
        if one.series_id == other.series_id and other.published.first <= one.published.last:
            what = f"'{one.id}' ({one.published.text}) and '{other.id}' ({other.published.text}) are of one council,"
            what += f" and their dates don't say which came first: row {first} has the other"
            rows.fault(row, "published", what, "give the dates to the day, or join the two")


def check_grades(rows: Rows, inspections: Rows, said: Descriptor) -> None:
    """Find what is wrong with rows of grades by themselves, where the inspections that they name are at fault."""
    ids = frozenset(inspections.frame.get_column("inspection"))
    _refuse_unknown(rows, ids)
    rows.judgements(said.judgements)
    rows.ranks(said.judgements)


def _refuse_unknown(rows: Rows, ids: Collection[str]) -> None:
    for row, name in rows.frame.select("row", "inspection").iter_rows():
        if name not in ids:
            rows.fault(row, "inspection", f"unknown inspection '{name}'", "define it in inspections.csv",
                       close_matches(name, ids))  # fmt: skip


def with_inspections(rows: Rows, inspections: Sequence[Inspection]) -> Rows:
    """Add the columns of outcomes.csv to rows of grades that name their inspection: date, council and source.

    A row that names an unknown inspection is a fault, and left out.
    """
    import polars as pl

    _refuse_unknown(rows, {each.id for each in inspections})
    told = pl.DataFrame(
        [(each.id, str(each.date), each.printed, each.source) for each in inspections],
        schema=dict.fromkeys(("inspection", "published", "council", "source"), pl.String),
        orient="row",
    )
    frame = rows.frame.join(told, on="inspection", how="inner", maintain_order="left")
    return replace(
        rows,
        frame=frame.select(
            "row", "published", "council", "judgement", "worst", "best", "status", "source", "place", "note"
        ),
    )


def grouped(outcomes: pl.DataFrame) -> tuple[Inspection, ...]:
    """Make inspections from outcomes that name none: the rows of one council and date are one inspection.

    The id is the council's and the date; the source that of the first judgement.
    """
    rows = outcomes.unique(["published", "council_id"], keep="first", maintain_order=True)
    return tuple(
        Inspection(f"{row['council_id']}-{row['published']}", row["council_id"], row["series_id"], row["printed"],
                   Period(row["published"], row["published"], str(row["published"])), "", "", row["source"])
        for row in rows.sort("published", "series_id").iter_rows(named=True)
    )  # fmt: skip
