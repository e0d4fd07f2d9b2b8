"""Fill charts in from results: a comparison, a position, a regime, councils. Every number is the result's own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crossregime.core.comparison import (
    directions,
    grades_in_brief,
    pairs_in_brief,
    short_range,
    unlike_in_brief,
)
from crossregime.core.councils import load_register, tiles_on
from crossregime.core.errors import UsageError
from crossregime.core.model import STATUSES
from crossregime.core.profiles import Description
from crossregime.core.text import coefficient_text, many, percent_text, points_text, span_text
from crossregime.core.version import __version__
from crossregime.render.charts.coverage import CoverageChart, CoverageRow
from crossregime.render.charts.flow import FlowBlock, FlowChart, FlowRibbon, FlowStage
from crossregime.render.charts.heatmap import HeatMap
from crossregime.render.charts.intervals import IntervalChart, IntervalPanel, IntervalRow
from crossregime.render.charts.page import Caption
from crossregime.render.charts.theme import COLUMN
from crossregime.render.charts.tilemap import MapTile, TileMap
from crossregime.render.charts.timeline import Timeline, TimelineMark, TimelineRow

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from crossregime.core.bounds import BoundedStatistic, ContrastBounds, Interval
    from crossregime.core.comparison import Comparison, Crosstab
    from crossregime.core.councils import Grouping
    from crossregime.core.model import Regime
    from crossregime.core.positions import Position
    from crossregime.core.profiles import Outcome, Profile, RatedCouncil, Standing
    from crossregime.core.ranges import Range
    from crossregime.render.charts.output import Picture

VERSION = f"crossregime {__version__}"
WAYS = ("worse", "the same", "better")
OPEN = ("known", "open")
FLOW = "Where councils at each grade stood in the next rating, and how much of that is known"


class ComparisonPlots:
    """Draw a comparison: `comparison.plot.heatmap()` and the like each give a picture that a notebook shows.

    A picture is written by `picture.rendered("svg")`, "png" or "pdf". Raises UsageError where the extra `charts` is not
    installed.
    """

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison

    def heatmap(self, width: float = COLUMN) -> Picture:
        """Draw the table of the first two positions: known counts, and what is open hatched."""
        return heat_map(self._comparison, self._comparison.crosstab).draw(width)

    def flow(self, width: float = COLUMN) -> Picture:
        """Draw the councils that go from each grade, or range of grades, to each of the next position."""
        return flow_chart(self._comparison).draw(width)

    def intervals(self, *, by: str | Grouping | None = None, width: float = COLUMN) -> Picture:
        """Draw the shares and the association as intervals, overall and by group, the known alone as hollow marks.

        `by` names the groups; by default those of the comparison, if any. Raises UsageError for no such grouping.
        """
        comparison = self._comparison if by is None else self._comparison.grouped_by(by)
        return interval_chart(comparison).draw(width)

    def map(self, side: int | None = None, *, of: str = "grades", width: float = COLUMN) -> Picture:
        """Draw a hexagon for each council: `of` its grades in the position of a number, movement, or what is open.

        By default the last position. Raises UsageError for movement between judgements that are not on a common scale,
        and for a side or a kind of map that there is not.
        """
        comparison = self._comparison
        if of == "movement":
            return self._movement(width)
        if of not in ("grades", "open"):
            raise UsageError(f"there is no map of '{of}'", do="map grades, movement or open")
        if side is not None and side not in comparison.sides:
            raise UsageError(f"there is no position {side}", do=f"the positions are 1 to {len(comparison.positions)}")
        return draw_map(comparison.positions[(side or len(comparison.positions)) - 1], of=of, width=width)

    def _movement(self, width: float) -> Picture:
        comparison = self._comparison
        table = comparison.crosstab
        if not table.common_scale:
            raise UsageError(
                "movement is shown on a common scale only",
                do="compare two dates of one judgement, or add a crosswalk",
            )
        ways = directions(comparison.pairs, table.sides)
        at = table.second
        tiles = [
            _tile(council, at.date, ways.get(load_register().council(council).series)) for council in tiles_on(at.date)
        ]
        words = WAYS if table.change else ("lower in the second", "the same", "higher in the second")
        title = "Which councils moved, and which may have" if table.change else "Which councils stand higher"
        return TileMap(_caption(comparison, "movement", title), words, tuple(tiles), without="not compared").draw(width)


class CrosstabPlots:
    """Draw the table of two frames of one's own: `crosstab.plot.heatmap()` and the like each give a picture.

    A picture is written by `picture.rendered("svg")`, "png" or "pdf". Raises UsageError where the extra `charts` is not
    installed.
    """

    def __init__(self, table: Crosstab) -> None:
        self._table = table

    def heatmap(self, width: float = COLUMN) -> Picture:
        """Draw the table: known counts, and what is open hatched."""
        return _heat_map(self._caption("heatmap", _finding(self._table)), self._table).draw(width)

    def flow(self, width: float = COLUMN) -> Picture:
        """Draw the units that go from each grade, or range of grades, to each on the other side."""
        return _flow_chart(
            self._caption("flow", "Where each grade went, and how much of that is known"), [self._table]
        ).draw(width)

    def intervals(self, width: float = COLUMN) -> Picture:
        """Draw the shares, their difference and the association as intervals."""
        return _interval_chart(self._caption("intervals", _finding(self._table)), [("", self._table)]).draw(width)

    def _caption(self, name: str, title: str) -> Caption:
        table = self._table
        inside = f"; {table.group.label}" if table.group is not None else ""
        compared = ", by ".join(each.spoken for each in _both(table))
        return Caption(name, title, f"{compared}; {many(table.tabulation.pairs, 'pair')}{inside}", (VERSION,))


class CouncilPlots:
    """Draw a council: `cr.council("Leeds").plot.timeline()` gives a picture that a notebook shows.

    Raises UsageError where the extra `charts` is not installed.
    """

    def __init__(self, council: RatedCouncil) -> None:
        self._council = council

    def timeline(self, *others: RatedCouncil, width: float = COLUMN) -> Picture:
        """Draw its headline ratings over all regimes, beside those of `others`: ranges as bars, status by mark."""
        return draw_timeline([self._council.history, *(each.history for each in others)], width)


class RegimePlots:
    """Draw a regime: `cr.regime("ssi2003").plot.coverage()` gives a picture that a notebook shows.

    Raises UsageError where the extra `charts` is not installed.
    """

    def __init__(self, regime: Regime) -> None:
        self._regime = regime

    def coverage(self, width: float = COLUMN) -> Picture:
        """Draw how much of each publication is known, and how."""
        return draw_coverage(self._regime, width)


def _finding(table: Crosstab) -> str:
    """Return the question of a table's contrast, with its answer."""
    return f"{table.headline.question} {table.headline.answer}"


def heat_map(comparison: Comparison, table: Crosstab) -> HeatMap:
    """Make the heat map of one table of a comparison, overall or of a group."""
    return _heat_map(_caption(comparison, "heatmap", _finding(table), table), table)


def _heat_map(caption: Caption, table: Crosstab) -> HeatMap:
    first, second = table.first, table.second
    rows, columns = table.margins
    return HeatMap(
        caption,
        first.spoken, second.spoken, first.scale.short_labels, second.scale.short_labels,
        tuple(tuple((each.lowest, each.highest) for each in row) for row in table.bounds),
        tuple((each.lowest, each.highest) for each in rows), tuple((each.lowest, each.highest) for each in columns),
        table.tabulation.pairs, first.unit,
    )  # fmt: skip


def flow_chart(comparison: Comparison) -> FlowChart:
    """Make the flow of councils from each grade, or range of grades, to each of the next position."""
    return _flow_chart(_caption(comparison, "flow", FLOW), comparison.crosstabs)


def _flow_chart(caption: Caption, tables: Sequence[Crosstab]) -> FlowChart:
    stages = [_stage(table.first, table.tabulation.categories(0), table.tabulation.row_sums) for table in tables] + [
        _stage(tables[-1].second, tables[-1].tabulation.categories(1), tables[-1].tabulation.column_sums)
    ]
    ribbons = [ribbon for place, table in enumerate(tables) for ribbon in _ribbons(place, table, stages)]
    return FlowChart(caption, tuple(stage for stage, _ in stages), tuple(ribbons))


def interval_chart(comparison: Comparison) -> IntervalChart:
    """Make the intervals of shares, their difference and the association: overall, and by group where there are any.

    Of three positions or more the shares are those of the first against the last, and the association that of each with
    the next too; by group, that of the first and the last.
    """
    table = comparison.ends
    every = [("", table), *((each.group.brief, each) for each in comparison.ends_by_group if each.group is not None)]
    caption = _caption(comparison, "intervals", _finding(table))
    if comparison.by is not None:
        caption = replace(caption, subtitle=f"{caption.subtitle}; by {comparison.by.id}")
    if len(comparison.positions) == 2:
        return _interval_chart(caption, every)
    caption = replace(caption, subtitle=f"{caption.subtitle}; the first against the last")
    pairs = [] if comparison.by is not None else [*comparison.crosstabs, table]
    return _interval_chart(caption, every, [(f"{each.first.name} by {each.second.name}", each) for each in pairs])


def _interval_chart(
    caption: Caption, every: Sequence[tuple[str, Crosstab]], associated: Sequence[tuple[str, Crosstab]] = ()
) -> IntervalChart:
    """Make the panels of tables, the first of which is of all; `associated` are those whose association is shown."""
    _, table = every[0]
    unit = table.first.unit
    then = grades_in_brief(table.second.scale, table.headline.then)
    panels = (
        IntervalPanel(
            f"{unit.capitalize()}s at {then}", "share",
            tuple(row for group, of in every for row in _share_rows(of, group)), low=0, high=1,
        ),
        IntervalPanel("Difference", "points", tuple(_difference_row(of, group) for group, of in every), 0.0),
        *_by_population(every),
        IntervalPanel("Association (tau-b)", "number", tuple(_tau_row(of, group) for group, of in associated or every),
                      0.0, "no association"),
    )  # fmt: skip
    return IntervalChart(caption, panels, f"known {unit}s only (misleading)")


def _caption(comparison: Comparison, name: str, title: str, table: Crosstab | None = None) -> Caption:
    """Write the words of a chart: of a whole comparison, or of one group's table."""
    group = None if table is None else table.group
    compared = ", by ".join(each.spoken for each in (comparison.positions if table is None else _both(table)))
    if group is not None and table is not None:
        inside = f"; {group.label}: {many(table.tabulation.pairs, 'council')}"
    else:
        inside = f"; {pairs_in_brief(comparison)}"
    limits = "".join(f"; {limit.label}" for limit in comparison.where)
    return Caption(name, title, f"{compared}{inside}{limits}", foot(comparison.positions, comparison))


def _both(table: Crosstab) -> tuple[Position, Position]:
    return table.first, table.second


def draw_map(position: Position, *, of: str = "grades", width: float = COLUMN) -> Picture:
    """Draw a hexagon for each council: its grade in a position, or (`of` open) whether that is known."""
    spans: dict[str, Range] = {
        council: (worst, best)
        for council, worst, best in position.outcomes.select("council_id", "worst", "best").iter_rows()
        if worst is not None
    }
    labels = position.scale.short_labels
    if of == "open":
        spans = {council: ((1, 1) if worst < best else (0, 0)) for council, (worst, best) in spans.items()}
        labels = OPEN
    tiles = tuple(_tile(council, position.date, spans.get(council), labels) for council in tiles_on(position.date))
    what = "Which ratings are known" if of == "open" else f"{position.judgement.title} of each council"
    caption = Caption(
        f"map-{position.regime.id}", f"{what}, {position.date}", position.spoken, foot([position]),
        f"A map of England with one hexagon a council. {what}.",
    )  # fmt: skip
    return TileMap(caption, labels, tiles, graded=of != "open").draw(width)


def draw_timeline(profiles: Sequence[Profile], width: float = COLUMN) -> Picture:
    """Draw the headline ratings of councils over all regimes: ranges as bars, how each is known by its mark."""
    names = tuple(each.council.name for each in profiles)
    rows: dict[tuple[dt.date, str], list[TimelineMark | None]] = {}
    sizes: dict[tuple[dt.date, str], int] = {}
    for place, profile in enumerate(profiles):
        for outcome in _headlines(profile):
            key = (outcome.published, outcome.regime)
            rows.setdefault(key, [None] * len(profiles))[place] = _mark(outcome)
            sizes[key] = len(outcome.judgement.scale)
    drawn = tuple(
        TimelineRow(regime, str(date), sizes[date, regime], tuple(rows[date, regime])) for date, regime in sorted(rows)
    )
    title = f"How {names[0]} was rated" if len(names) == 1 else f"How {', '.join(names)} were rated"
    caption = Caption(
        "timeline", title, "Headline rating of each regime; its own scale, worst to the left",
        ("b Not like for like: each inspectorate rated on its own terms.", VERSION),
    )  # fmt: skip
    return Timeline(caption, names, drawn).draw(width)


def draw_standing(standing: Standing, width: float = COLUMN) -> Picture:
    """Draw where a council stood: in each position the shares of the others rated above it, alike and below."""
    rows = []
    for each in standing.placings:
        group = f"{each.position.spoken}: {each.brief}"
        if each.around is None:
            rows.append(IntervalRow("", None, None, each.why or "no grade", group=group))
            continue
        of = len(each.peers)
        for label, counts in zip(("above", "alike", "below"), each.around, strict=True):
            low, high = counts.lowest, counts.highest
            text = f"{span_text(low, high)} of {of}"
            rows.append(IntervalRow(label, low / of if of else None, high / of if of else None, text, group=group))
    caption = Caption(
        f"standing-{standing.council.id}", standing.title,
        "Others rated above it, alike and below: the smallest and largest share that is possible",
        foot([each.position for each in standing.placings]),
    )  # fmt: skip
    return IntervalChart(caption, (IntervalPanel("Share of the others", "share", tuple(rows), low=0, high=1),)).draw(
        width
    )


def draw_coverage(regime: Regime, width: float = COLUMN) -> Picture:
    """Draw how much of each publication, or of a rolling regime, is known, and how."""
    rows = []
    for row in Description(regime).coverage.iter_rows(named=True):
        when = str(row["published"]) if row["published"] else "all inspections"
        counts = tuple((status, row[status]) for status in STATUSES if row.get(status))
        rows.append(CoverageRow(when, regime.judgement(row["judgement"]).title, counts))
    counted = "inspections" if regime.kind == "rolling" else "councils"
    caption = Caption(
        f"coverage-{regime.id}", f"What is known of {regime.title}",
        f"{counted.capitalize()} by how their grade is known",
        (f"Source: {regime.inspectorate}.", VERSION),
    )  # fmt: skip
    return CoverageChart(caption, tuple(rows), counted).draw(width)


def foot(positions: Iterable[Position], comparison: Comparison | None = None) -> tuple[str, ...]:
    """Write the foot of a chart: who published, what is not alike, and the version."""
    held = list(positions)
    sources = "; ".join(
        dict.fromkeys(f"{regime.inspectorate}, {each.date}" for each in held for regime in each.regimes)
    )
    said = "" if comparison is None else unlike_in_brief(comparison)
    unlike = f"b {said}" if said else ""
    return tuple(filter(None, (f"Source: {sources}.", unlike, VERSION)))


def _stage(
    position: Position, categories: Sequence[Range], counts: Sequence[int]
) -> tuple[FlowStage, Mapping[Range, int]]:
    """Make the blocks of one position, worst first with a range between its grades, and say where each stands."""
    held = sorted(((worst, best), count) for (worst, best), count in zip(categories, counts, strict=True) if count)
    held.sort(key=lambda each: (sum(each[0]), each[0][1]))
    blocks = tuple(FlowBlock(short_range(position.scale, each), *each, count) for each, count in held)
    return FlowStage(position.spoken, len(position.scale), blocks), {each: at for at, (each, _) in enumerate(held)}


def _ribbons(
    place: int, table: Crosstab, stages: Sequence[tuple[FlowStage, Mapping[Range, int]]]
) -> Iterable[FlowRibbon]:
    """Make the ribbons between two positions, block by block."""
    (_, sources), (_, targets) = stages[place], stages[place + 1]
    for (source, target), count in sorted(table.tabulation.counts.items()):
        yield FlowRibbon(place, sources[source], targets[target], count)


def _share_rows(table: Crosstab, group: str) -> Iterable[IntervalRow]:
    """Return the shares of both groups of the contrast."""
    contrast, scale = table.headline, table.first.scale
    for share, ranks in ((contrast.first.share, contrast.given), (contrast.second.share, contrast.against)):
        label = grades_in_brief(scale, ranks)
        if share is None:
            yield IntervalRow(label, None, None, f"no {table.first.unit} in both", group=group)
        else:
            text = span_text(share.lowest, share.highest, percent_text)
            yield IntervalRow(label, share.lowest, share.highest, text, group=group)


def _by_population(every: Sequence[tuple[str, Crosstab]]) -> Iterator[IntervalPanel]:
    """Give the differences of the shares of people, where one is worked out: of a weighed comparison."""
    found = [(group, people) for group, of in every if (people := of.by_population) is not None]
    if not all(people.reason for _, people in found):  # an outer range is no possible range
        rows = tuple(_points_row(None if people.reason else people.difference, "populations not fixed", group)
                     for group, people in found)  # fmt: skip
        yield IntervalPanel("Difference of the shares of people", "points", rows, 0.0)


def _difference_row(table: Crosstab, group: str) -> IntervalRow:
    """Return the difference of the shares."""
    found = table.headline.difference
    return _points_row(found, found.reason, group)


def _points_row(found: ContrastBounds | None, why: str, group: str) -> IntervalRow:
    """Return a difference of shares, or why there is none."""
    if found is None or found.lowest is None or found.highest is None:
        return IntervalRow("difference", None, None, why, group=group)
    text = span_text(found.lowest, found.highest, points_text)
    return IntervalRow("difference", found.lowest, found.highest, text, group=group)


def _tau_row(table: Crosstab, group: str) -> IntervalRow:
    """Return tau-b: its possible range, and the value over the known councils."""
    found = table.association
    known = found.complete_case if isinstance(found.complete_case, float) else None
    return _coefficient_row("tau-b", found.interval, known, group)


def statistic_panels(figures: Sequence[BoundedStatistic]) -> Iterator[IntervalPanel]:
    """Put the coefficients of association on one axis and those of agreement on another; tests have no range."""
    panels = (
        IntervalPanel("Association", "number", (), 0.0, "no association"),
        IntervalPanel("Agreement", "number", ()),
    )
    for panel, family in zip(panels, ("association", "agreement"), strict=True):
        found = [each for each in figures if each.entry.family == family and each.bounds is not None]
        rows = tuple(_coefficient_row(each.short_title, each.interval, each.value) for each in found)
        if rows:
            yield replace(panel, rows=rows)


def _coefficient_row(label: str, interval: Interval | None, known: float | None, group: str = "") -> IntervalRow:
    """Give a coefficient: its possible range, and the value over the known councils."""
    if interval is None:
        return IntervalRow(label, None, None, "no value", known, group)
    low, high = interval.lowest, interval.highest
    text = " to ".join(dict.fromkeys((coefficient_text(low), coefficient_text(high))))
    return IntervalRow(label, low, high, text, known, group)


def _tile(council_id: str, date: dt.date, span: Range | None, labels: Sequence[str] = ()) -> MapTile:
    """Place a council on the map of a date."""
    tile = tiles_on(date)[council_id]
    council = load_register().council(council_id)
    worst, best = span if span is not None else (None, None)
    said = (
        ""
        if span is None or not labels
        else str(labels[span[0]]) + (f" to {labels[span[1]]}" if span[0] < span[1] else "")
    )
    return MapTile(
        council.name, tile.column, tile.row, worst, best, tile.code, said,
        outlined=council.region == "London",
    )  # fmt: skip


def _headlines(profile: Profile) -> Iterable[Outcome]:
    """Return the outcomes of a council's headline judgements."""
    for outcome in profile.own:
        if outcome.headline:
            yield outcome


def _mark(outcome: Outcome) -> TimelineMark:
    return TimelineMark(outcome.worst, outcome.best, outcome.status, outcome.grade)
