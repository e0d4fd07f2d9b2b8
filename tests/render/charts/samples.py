"""Charts of real tables and real councils, as a comparison fills them in."""

from __future__ import annotations

import csv

import crossregime
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

STARS = ("0 stars", "1 star", "2 stars", "3 stars")
LATER = ("poorly", "adequately", "well", "excellently")
FOOT = (
    "Source: Department of Health (SSI), November 2003; Ofsted, December 2009.",
    "b Not like for like: stars rate adults' and children's services together, Ofsted rates children's services alone.",
    "crossregime 0.2.0",
)


def caption(name):
    return Caption(
        name,
        "Did councils at 2 or 3 stars do better than those at 0 or 1? Not settled by what is held",
        "SSI stars, November 2003, by Ofsted children's services rating, December 2009; 148 councils in both",
        FOOT,
    )


HEAT = HeatMap(
    caption("heatmap"), "SSI stars, 2003", "Ofsted children's services, 2009", STARS, LATER,
    (
        ((1, 1), (1, 5), (1, 5), (0, 0)),
        ((2, 2), (2, 33), (15, 46), (2, 2)),
        ((5, 5), (5, 36), (28, 59), (4, 4)),
        ((1, 1), (1, 11), (0, 10), (4, 4)),
    ),
    ((7, 7), (52, 52), (73, 73), (16, 16)), ((9, 9), (40, 40), (89, 89), (10, 10)), 148,
)  # fmt: skip

_FLOWS = ((1, 1, 4, 1, 0), (2, 2, 31, 15, 2), (5, 5, 56, 3, 4), (1, 1, 9, 1, 4))
FLOW = FlowChart(
    caption("flow"),
    (
        FlowStage("SSI stars, November 2003", 4, tuple(
            FlowBlock(label, place, place, sum(_FLOWS[place])) for place, label in enumerate(STARS))),
        FlowStage("Ofsted children's services, December 2009", 4, tuple(
            FlowBlock(label, worst, best, sum(line[place] for line in _FLOWS))
            for place, (label, worst, best) in enumerate(
                (("poorly", 0, 0), ("adequately", 1, 1), ("adequately or well", 1, 2), ("well", 2, 2),
                 ("excellently", 3, 3))))),
    ),
    tuple(FlowRibbon(0, source, target, count) for source, line in enumerate(_FLOWS)
          for target, count in enumerate(line)),
)  # fmt: skip

INTERVALS = IntervalChart(
    caption("contrast"),
    (
        IntervalPanel("Councils that did well or excellently in 2009", "share", (
            IntervalRow("2 or 3 stars", 46 / 89, 77 / 89, "52% to 87%", 0.6),
            IntervalRow("0 or 1 star", 22 / 59, 53 / 59, "37% to 90%", 0.55),
            IntervalRow("North East", 0.5, 0.5, "50%", 0.5, "Region"),
            IntervalRow("Yorkshire and The Humber", None, None, "no council in both", group="Region"),
        ), low=0, high=1),
        IntervalPanel("Difference", "points", (
            IntervalRow("2 or 3 stars less 0 or 1", -0.38, 0.49, "-38 to +49", 0.05),), reference=0.0),
    ),
)  # fmt: skip


def tiles(start):
    """Read the tiles of a period."""
    with (DATASETS / "tiles.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["start"] == start]


def tile_map(name="map"):
    """Make the map of the register of 2009: Barnet has 3 stars, Leeds one or two, the rest 1."""
    register = crossregime.register()
    grades = {"barnet": (3, 3), "leeds": (1, 2), "kent": (0, 3), "isles-of-scilly": (None, None)}
    found = []
    for row in tiles("2009-04-01"):
        council = register.council(row["council_id"])
        worst, best = grades.get(council.id, (1, 1))
        found.append(
            MapTile(council.name, int(row["tile_column"]), int(row["tile_row"]), worst, best, row["code"],
                    outlined=council.region == "London")
        )  # fmt: skip
    return TileMap(caption(name), STARS, tuple(found))


def _row(regime, date, *marks):
    return TimelineRow(regime, date, 4, marks)


TIMELINE = Timeline(
    caption("barnet"),
    ("Barnet",),
    (
        _row("SSI stars", "30 May 2002", TimelineMark(0, 0, "printed", "0 stars")),
        _row("SSI stars", "November 2002", TimelineMark(1, 1, "reconstructed", "1 star")),
        _row("Ofsted children's services", "9 December 2009", TimelineMark(1, 2, "range", "adequately or well")),
        _row("SIF", "April 2014", TimelineMark(1, 1, "deduced", "Requires improvement to be good")),
        _row("ILACS", "March 2019", TimelineMark(None, None, "not_judged", "not judged")),
    ),
)

SEVERAL = Timeline(
    caption("several"),
    ("Barnet", "Bath and North East Somerset", "Leeds", "Bournemouth, Christchurch and Poole"),
    (
        _row(
            "SSI stars",
            "13 November 2003",
            *(TimelineMark(place, place, "printed", STARS[place]) for place in range(4)),
        ),
        _row("ILACS", "June 2023", None, TimelineMark(0, 3, "range", "any"), None, TimelineMark(2, 2, "user", "Good")),
    ),
)

COVERAGE = CoverageChart(
    caption("coverage"),
    (
        CoverageRow("9 December 2009", "Children's services", (("range", 118), ("printed", 34))),
        CoverageRow("9 December 2010", "Children's services", (
            ("printed", 20), ("deduced", 40), ("reconstructed", 30), ("range", 22), ("unlisted", 35), ("not_judged", 3),
            ("not_published", 2))),
        CoverageRow("9 December 2010", "Capacity to improve, adults", (
            ("printed", 60), ("user", 25), ("rule", 20), ("not_applicable", 8), ("unlisted", 30), ("not_judged", 3),
            ("not_published", 6))),
    ),
)  # fmt: skip


def every():
    """Give one chart of each kind."""
    return (HEAT, FLOW, INTERVALS, tile_map(), TIMELINE, SEVERAL, COVERAGE)
