"""Draw the charts of a report, each with its text alternative and a table of the numbers that it shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crossregime.core.comparison import short_range
from crossregime.core.councils import load_register, tiles_on
from crossregime.core.text import coefficient_text, percent_text
from crossregime.render.charts.heatmap import span_text
from crossregime.render.plots import draw_map, flow_chart, heat_map, interval_chart
from crossregime.render.report.councils import known_by
from crossregime.render.web import Block, Figure, named_figure

if TYPE_CHECKING:
    from crossregime.core.comparison import Comparison, Crosstab
    from crossregime.core.positions import Position
    from crossregime.render.charts.intervals import IntervalRow, Unit


def counts_figure(comparison: Comparison, table: Crosstab, name: str) -> Figure:
    """Draw how many councils went from each grade to each: smallest and largest possible."""
    chart = heat_map(comparison, table)
    chart = replace(chart, caption=replace(chart.caption, title="How many councils went from each grade to each"))
    totals = zip(chart.rows, chart.cells, chart.row_totals, strict=True)
    rows = [(label, *map(span_text, cells), span_text(every)) for label, cells, every in totals]
    rows.append(("all", *map(span_text, chart.column_totals), str(chart.total)))
    caption = f"How many councils, {chart.row_title} (rows) by {chart.column_title} (columns): smallest to largest"
    right = frozenset(range(1, len(chart.columns) + 2))
    return named_figure(chart.draw(), name, Block("table", caption, ("", *chart.columns, "all"), rows, right))


def flow_figure(comparison: Comparison, name: str) -> Figure:
    """Draw the councils that go from each grade to each of the next rating."""
    chart = flow_chart(comparison)
    rows: list[tuple[str, ...]] = []
    for ribbon in chart.ribbons:
        first, second = chart.stages[ribbon.stage], chart.stages[ribbon.stage + 1]
        ends = (first.blocks[ribbon.source], second.blocks[ribbon.target])
        rows.append((f"{first.title}: {ends[0].label}", f"{second.title}: {ends[1].label}", str(ribbon.count)))
    data = Block("table", "Councils by grade or range in one rating and the next", ("from", "to", "councils"), rows,
                 frozenset({2}))  # fmt: skip
    return named_figure(chart.draw(), name, data)


def intervals_figure(comparison: Comparison, name: str) -> Figure:
    """Draw shares, their difference and the association as ranges: overall, and by group where there are any."""
    chart = interval_chart(comparison)
    by = comparison.by
    title = "How far the two groups lie apart" + ("" if by is None else f", by {by.id}")
    chart = replace(chart, caption=replace(chart.caption, title=title))
    rows = []
    for panel in chart.panels:
        for row in panel.rows:
            group = () if by is None else (row.group or "all councils",)
            rows.append((panel.title, *group, row.label, row.text, _known(row, panel.unit)))
    heads = ("figure", *(() if by is None else (by.id,)), "of", "possible range", "known councils only")
    return named_figure(chart.draw(), name, Block("table", "Shares, difference and association as ranges", heads, rows))


def map_figure(position: Position, name: str) -> Figure:
    """Draw a hexagon for each council, by its grade in a position."""
    rated = {row["council_id"]: row for row in position.outcomes.iter_rows(named=True) if row["worst"] is not None}
    rows = []
    for council in tiles_on(position.date):
        row = rated.get(council)
        grade = "no rating" if row is None else short_range(position.scale, (row["worst"], row["best"]))
        rows.append((load_register().council(council).name, grade, "" if row is None else known_by(row["status"])))
    data = Block("table", f"{position.spoken}: every council", ("council", "grade", "known by"), sorted(rows))
    return named_figure(draw_map(position), name, data)


def _known(row: IntervalRow, unit: Unit) -> str:
    """Write the value of the known councils alone, where there is one."""
    if row.known is None:
        return "-"
    return coefficient_text(row.known) if unit == "number" else percent_text(row.known)
