"""Draw results as pictures: SVG, PNG and PDF, at the width of a journal's column.

Each chart is a small frozen object of plain values that a result fills in; `draw()` makes a `Picture` of it. Nothing is
computed here but where a mark stands. Altair and vl-convert are imported when the first chart is drawn.
"""

from __future__ import annotations

from crossregime.render.charts.coverage import CoverageChart, CoverageRow
from crossregime.render.charts.flow import FlowBlock, FlowChart, FlowRibbon, FlowStage
from crossregime.render.charts.heatmap import HeatMap
from crossregime.render.charts.intervals import IntervalChart, IntervalPanel, IntervalRow
from crossregime.render.charts.output import FORMATS, Picture
from crossregime.render.charts.page import Caption
from crossregime.render.charts.theme import COLUMN, DOUBLE
from crossregime.render.charts.tilemap import MapTile, TileMap
from crossregime.render.charts.timeline import Timeline, TimelineMark, TimelineRow

__all__ = [
    "COLUMN",
    "DOUBLE",
    "FORMATS",
    "Caption",
    "CoverageChart",
    "CoverageRow",
    "FlowBlock",
    "FlowChart",
    "FlowRibbon",
    "FlowStage",
    "HeatMap",
    "IntervalChart",
    "IntervalPanel",
    "IntervalRow",
    "MapTile",
    "Picture",
    "TileMap",
    "Timeline",
    "TimelineMark",
    "TimelineRow",
]
