"""Fill charts in from results: a comparison, a position, a regime, councils. Every number is the result's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossregime.core.comparison import directions
from crossregime.core.councils import load_register, tiles_on
from crossregime.core.errors import UsageError
from crossregime.core.model import STATUSES
from crossregime.core.profiles import Description
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
    from collections.abc import Iterable, Mapping, Sequence

    from crossregime.core.comparison import Comparison, Crosstab, Share
    from crossregime.core.model import Regime, Scale
    from crossregime.core.positions import Position
    from crossregime.core.profiles import Outcome, Profile
    from crossregime.core.ranges import Range
    from crossregime.render.charts.output import Picture

VERSION = f"crossregime {__version__}"
WAYS = ("worse", "the same", "better")
OPEN = ("known", "open")


class ComparisonPlots:
    """Draw a comparison: `comparison.plot.heatmap()` and the like each give a picture that a notebook shows.

    A picture is written by `picture.rendered("svg")`, "png" or "pdf". Raises UsageError where the extra `charts` is not
    installed.
    """

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison

    def heatmap(self, width: float = COLUMN) -> Picture:
        """Draw the table of the first two positions: known counts, and what is open hatched."""
        table = self._comparison.crosstab
        first, second = table.first, table.second
        rows, columns = table.margins
        return HeatMap(
            self._caption("heatmap", _question(table)),
            spoken(first), spoken(second), _labels(first.scale), _labels(second.scale),
            tuple(tuple((each.lowest, each.highest) for each in row) for row in table.bounds),
            tuple((each.lowest, each.highest) for each in rows), tuple((each.lowest, each.highest) for each in columns),
            table.tabulation.pairs,
        ).draw(width)  # fmt: skip

    def flow(self, width: float = COLUMN) -> Picture:
        """Draw the councils that go from each grade, or range of grades, to each of the next position."""
        tables = self._comparison.crosstabs
        stages = [
            _stage(table.first, table.tabulation.categories(0), table.tabulation.row_sums) for table in tables
        ] + [_stage(tables[-1].second, tables[-1].tabulation.categories(1), tables[-1].tabulation.column_sums)]
        ribbons = [ribbon for place, table in enumerate(tables) for ribbon in _ribbons(place, table, stages)]
        title = "Where councils at each grade stood in the next rating, and how much of that is known"
        return FlowChart(self._caption("flow", title), tuple(stage for stage, _ in stages), tuple(ribbons)).draw(width)

    def intervals(self, width: float = COLUMN) -> Picture:
        """Draw the shares and the association as intervals, overall and by group, the known alone as hollow marks."""
        comparison = self._comparison
        table = comparison.crosstab
        groups = [(each[0].group.label, each[0]) for each in comparison.groups if each[0].group is not None]
        every = [("", table), *groups]
        shares = [_share_row(share.given, of, share, group) for group, of in every for share in of.shares]
        ties = [_tau_row(of, group) for group, of in every]
        then = " or ".join(_labels(table.second.scale)[rank] for rank in table.shares[0].then)
        panels = (
            IntervalPanel(f"Councils at {then}", "share", tuple(shares), low=0, high=1),
            IntervalPanel(
                "Association (tau-b)", "number", tuple(ties), reference=0.0, reference_label="no association"
            ),
        )
        return IntervalChart(self._caption("intervals", _question(table)), panels).draw(width)

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
        return TileMap(self._caption("movement", title), words, tuple(tiles), without="not compared").draw(width)

    def _caption(self, name: str, title: str) -> Caption:
        comparison = self._comparison
        compared = ", by ".join(spoken(each) for each in comparison.positions)
        inside = f"; {comparison.crosstab.tabulation.pairs} councils in both"
        limits = "".join(f"; {limit.label}" for limit in comparison.where)
        return Caption(name, title, f"{compared}{inside}{limits}", foot(comparison.positions, comparison))


def draw_map(position: Position, *, of: str = "grades", width: float = COLUMN) -> Picture:
    """Draw a hexagon for each council: its grade in a position, or (`of` open) whether that is known."""
    spans: dict[str, Range] = {
        council: (worst, best)
        for council, worst, best in position.outcomes.select("council_id", "worst", "best").iter_rows()
        if worst is not None
    }
    labels = _labels(position.scale)
    if of == "open":
        spans = {council: ((1, 1) if worst < best else (0, 0)) for council, (worst, best) in spans.items()}
        labels = OPEN
    tiles = tuple(_tile(council, position.date, spans.get(council), labels) for council in tiles_on(position.date))
    what = "Which ratings are known" if of == "open" else f"{position.judgement.title} of each council"
    caption = Caption(
        f"map-{position.regime.id}", f"{what}, {position.date}", spoken(position), foot([position]),
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


def draw_coverage(regime: Regime, width: float = COLUMN) -> Picture:
    """Draw how much of each publication, or of a rolling regime, is known, and how."""
    rows = []
    for row in Description(regime).coverage.iter_rows(named=True):
        when = str(row["published"]) if row["published"] else "all inspections"
        counts = tuple((status, row[status]) for status in STATUSES if row.get(status))
        rows.append(CoverageRow(when, regime.judgement(row["judgement"]).title, counts))
    caption = Caption(
        f"coverage-{regime.id}", f"What is known of {regime.title}", "Councils by how their grade is known",
        (f"Source: {regime.inspectorate}.", VERSION),
    )  # fmt: skip
    return CoverageChart(caption, tuple(rows)).draw(width)


def spoken(position: Position) -> str:
    """Name a position as a caption does."""
    return f"{position.regime.title}, {position.judgement.title[0].lower()}{position.judgement.title[1:]}"


def foot(positions: Iterable[Position], comparison: Comparison | None = None) -> tuple[str, ...]:
    """Write the foot of a chart: who published, what is not alike, and the version."""
    held = list(positions)
    sources = "; ".join(
        dict.fromkeys(f"{regime.inspectorate}, {each.date}" for each in held for regime in each.regimes)
    )
    unlike = ""
    if comparison is not None and comparison.differences:
        unlike = f"b Not like for like: {'; '.join(comparison.differences[0].texts)}"
    return tuple(filter(None, (f"Source: {sources}.", unlike, VERSION)))


def _question(table: Crosstab) -> str:
    """Ask what a table may settle, as its better halves put it."""
    labels = _labels(table.first.scale)
    better, worse = (share.given for share in table.shares)
    high, low = (" or ".join(labels[rank] for rank in ranks) for ranks in (better, worse))
    return f"Did councils at {high} do better than those at {low}?"


def _labels(scale: Scale) -> tuple[str, ...]:
    return scale.labels


def _stage(
    position: Position, categories: Sequence[Range], counts: Sequence[int]
) -> tuple[FlowStage, Mapping[Range, int]]:
    """Make the blocks of one position, worst first with a range between its grades, and say where each stands."""
    held = sorted(((worst, best), count) for (worst, best), count in zip(categories, counts, strict=True) if count)
    held.sort(key=lambda each: (sum(each[0]), each[0][1]))
    blocks = tuple(FlowBlock(position.scale.name(*each), *each, count) for each, count in held)
    return FlowStage(spoken(position), len(position.scale), blocks), {each: at for at, (each, _) in enumerate(held)}


def _ribbons(
    place: int, table: Crosstab, stages: Sequence[tuple[FlowStage, Mapping[Range, int]]]
) -> Iterable[FlowRibbon]:
    """Make the ribbons between two positions, block by block."""
    (_, sources), (_, targets) = stages[place], stages[place + 1]
    for (source, target), count in sorted(table.tabulation.counts.items()):
        yield FlowRibbon(place, sources[source], targets[target], count)


def _share_row(given: tuple[int, ...], table: Crosstab, share: Share, group: str) -> IntervalRow:
    label = " or ".join(_labels(table.first.scale)[rank] for rank in given)
    found = share.share
    if found is None:
        return IntervalRow(label, None, None, "no council in both", group=group)
    return IntervalRow(label, found.lowest, found.highest, f"{found.lowest:.0%} to {found.highest:.0%}", group=group)


def _tau_row(table: Crosstab, group: str) -> IntervalRow:
    found = table.association
    known = found.complete_case if isinstance(found.complete_case, float) else None
    bounds = found.interval
    if bounds is None:
        return IntervalRow("tau-b", None, None, found.why_no_bounds, known, group)
    return IntervalRow(
        "tau-b", bounds.lowest, bounds.highest, f"{bounds.lowest:.2f} to {bounds.highest:.2f}",
        known, group,
    )  # fmt: skip


def _tile(council_id: str, date: dt.date, span: Range | None, labels: Sequence[str] = ()) -> MapTile:
    """Place a council on the map of a date."""
    tile = tiles_on(date)[council_id]
    council = load_register().council(council_id)
    worst, best = span if span is not None else (None, None)
    said = (
        ""
        if span is None or not labels
        else f": {labels[span[0]]}" + (f" to {labels[span[1]]}" if span[0] < span[1] else "")
    )
    return MapTile(
        council.name, tile.column, tile.row, worst, best, tile.code, f"{council.name}{said}",
        outlined=council.region == "London",
    )  # fmt: skip


def _headlines(profile: Profile) -> Iterable[Outcome]:
    """Give the outcomes of a council's headline judgements."""
    for outcome in profile.own:
        if outcome.headline:
            yield outcome


def _mark(outcome: Outcome) -> TimelineMark:
    return TimelineMark(outcome.worst, outcome.best, outcome.status, outcome.grade)
