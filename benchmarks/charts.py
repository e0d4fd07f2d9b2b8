"""Measure what a chart costs beside the bare rendering of its specification by vl-convert.

Run by hand, in an environment with the extra `charts`: `python benchmarks/charts.py`. One process, warm: each chart is
drawn from plain values, rendered and tidied anew in every round.
"""

from __future__ import annotations

import csv
import sys
from typing import TYPE_CHECKING

import vl_convert
from ratios import function, interleaved, report, row

from crossregime.core.files import DATASETS
from crossregime.render.charts import (
    Caption,
    CoverageChart,
    CoverageRow,
    FlowBlock,
    FlowChart,
    FlowRibbon,
    FlowStage,
    HeatMap,
    IntervalChart,
    IntervalPanel,
    IntervalRow,
    MapTile,
    TileMap,
    Timeline,
    TimelineMark,
    TimelineRow,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from crossregime.render.charts import Picture

STARS = ("0 stars", "1 star", "2 stars", "3 stars")
LATER = ("poorly", "adequately", "well", "excellently")
CELLS = (
    ((1, 1), (1, 5), (1, 5), (0, 0)),
    ((2, 2), (2, 33), (15, 46), (2, 2)),
    ((5, 5), (5, 36), (28, 59), (4, 4)),
    ((1, 1), (1, 11), (0, 10), (4, 4)),
)
"""SSI stars of November 2003 by Ofsted's children's services rating of December 2009."""


def caption(name: str) -> Caption:
    """Make a caption of the usual length."""
    return Caption(
        name,
        "Did councils at 2 or 3 stars do better than those at 0 or 1? Not settled by what is held",
        "SSI stars, November 2003, by Ofsted children's services rating, December 2009; 148 councils in both",
        ("Source: Department of Health; Ofsted.", "b Not like for like: stars rate both services.", "crossregime"),
    )


def flow() -> FlowChart:
    """Make the flow of the table: in 2009, what is not known is one block between adequately and well."""
    blocks = [FlowBlock(label, place, place, 0) for place, label in enumerate(LATER)]
    later = [blocks[0], FlowBlock("adequately or well", 1, 2, 0), blocks[3]]
    moves = [[cells[0][0], 0, cells[3][0]] for cells in CELLS]
    for line, total in zip(moves, (7, 52, 73, 16), strict=True):
        line[1] = total - line[0] - line[2]
    counts = [sum(line[place] for line in moves) for place in range(3)]
    stages = (
        FlowStage("SSI stars, November 2003", 4,
                  tuple(FlowBlock(label, place, place, sum(moves[place])) for place, label in enumerate(STARS))),
        FlowStage("Ofsted, December 2009", 4,
                  tuple(FlowBlock(block.label, block.worst, block.best, count)
                        for block, count in zip(later, counts, strict=True))),
    )  # fmt: skip
    ribbons = tuple(FlowRibbon(0, source, target, count) for source, line in enumerate(moves)
                    for target, count in enumerate(line))  # fmt: skip
    return FlowChart(caption("flow"), stages, ribbons)


def tile_map() -> TileMap:
    """Make a map of the register of 2009 on which two councils in three are hatched, as they are."""
    with (DATASETS / "tiles.csv").open(encoding="utf-8", newline="") as file:
        rows = [line for line in csv.DictReader(file) if line["start"] == "2009-04-01"]
    tiles = tuple(
        MapTile(
            line["council_id"], int(line["tile_column"]), int(line["tile_row"]), *((1, 2) if number % 3 else (2, 2)),
                code=line["code"], note="well")
        for number, line in enumerate(rows)
    )  # fmt: skip
    return TileMap(caption("map"), LATER, tiles)


def charts() -> dict[str, Callable[[], Picture]]:
    """Give a chart of each kind, each drawn anew when it is called."""
    regions = [f"Region {number}" for number in range(1, 10)]
    figures = tuple(IntervalRow(name, 0.4, 0.8, "40% to 80%", 0.6, "Region") for name in regions)
    history = tuple(
        TimelineRow(f"Regime {year // 5}", str(year), 4, (TimelineMark(1, 1 + year % 2, "printed", "1 star"),))
        for year in range(2002, 2012)
    )
    known = tuple(
        CoverageRow(str(year), "Children's services", (("printed", 34), ("range", 100), ("not_judged", 18)))
        for year in range(2002, 2010)
    )
    margins = (((7, 7), (52, 52), (73, 73), (16, 16)), ((9, 9), (40, 40), (89, 89), (10, 10)))
    made = (
        HeatMap(caption("heatmap"), "SSI stars, 2003", "Ofsted, 2009", STARS, LATER, CELLS, *margins, 148),
        flow(),
        IntervalChart(caption("intervals"), (IntervalPanel("Doing well", "share", figures, 0.5, low=0, high=1),)),
        tile_map(),
        Timeline(caption("timeline"), ("Barnet",), history),
        CoverageChart(caption("coverage"), known),
    )
    return {chart.caption.name: chart.draw for chart in made}


def main() -> int:
    """Measure each chart and print the ratios."""
    rows = []
    for name, draw in charts().items():
        spec = draw().spec
        costs = interleaved(
            {
                f"{name}, bare SVG": function(lambda spec=spec: vl_convert.vegalite_to_svg(spec)),
                f"{name}, SVG": function(lambda draw=draw: draw().svg()),
                f"{name}, bare PNG": function(lambda spec=spec: vl_convert.vegalite_to_png(spec, scale=0.75, ppi=300)),
                f"{name}, PNG": function(lambda draw=draw: draw().png()),
            }
        )
        rows += [row(costs, f"{name}, {form}", f"{name}, bare {form}", 1.5) for form in ("SVG", "PNG")]
    return report(rows)


if __name__ == "__main__":
    sys.exit(main())
