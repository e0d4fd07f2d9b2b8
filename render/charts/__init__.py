"""Draw results as pictures: SVG, PNG and PDF, at the width of a journal's column."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.render.charts.coverage import CoverageChart as CoverageChart, CoverageRow as CoverageRow
    from crossregime.render.charts.flow import (
        FlowBlock as FlowBlock,
        FlowChart as FlowChart,
        FlowRibbon as FlowRibbon,
        FlowStage as FlowStage,
    )
    from crossregime.render.charts.heatmap import HeatMap as HeatMap
    from crossregime.render.charts.intervals import (
        IntervalChart as IntervalChart,
        IntervalPanel as IntervalPanel,
        IntervalRow as IntervalRow,
    )
    from crossregime.render.charts.output import FORMATS as FORMATS, Picture as Picture
    from crossregime.render.charts.page import Caption as Caption
    from crossregime.render.charts.theme import COLUMN as COLUMN, DOUBLE as DOUBLE
    from crossregime.render.charts.tilemap import MapTile as MapTile, TileMap as TileMap
    from crossregime.render.charts.timeline import (
        Timeline as Timeline,
        TimelineMark as TimelineMark,
        TimelineRow as TimelineRow,
    )
else:
    from crossregime.core.door import open_door

    open_door(
        __name__,
        coverage="CoverageChart CoverageRow",
        flow="FlowBlock FlowChart FlowRibbon FlowStage",
        heatmap="HeatMap",
        intervals="IntervalChart IntervalPanel IntervalRow",
        output="FORMATS Picture",
        page="Caption",
        theme="COLUMN DOUBLE",
        tilemap="MapTile TileMap",
        timeline="Timeline TimelineMark TimelineRow",
    )
