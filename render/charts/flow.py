"""Draw flows from grade to grade over two regimes or more: known moves as bands, unknown ones hatched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from crossregime.render.charts.geometry import rectangle, ribbon
from crossregime.render.charts.legend import SWATCH, write_legend
from crossregime.render.charts.lettering import text_width, wrapped
from crossregime.render.charts.page import Caption, Page
from crossregime.render.charts.theme import (
    COLUMN,
    HATCHING,
    INK,
    MUTED,
    SMALL,
    TINY,
    grade_colours,
    tint,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.render.charts.legend import Entry
    from crossregime.render.charts.output import Picture

_BAR = 11.0
_GAP = 5.0
_ASIDE = 8.0
_CLOSE = 3.0
"""Between a block and its name."""
_TALL = 205.0
"""Pixels; a stage with many blocks gets more, so that each has a line for its name."""
_LINE = SMALL * 1.15


@dataclass(frozen=True)
class FlowBlock:
    """Councils alike in what is known of them at one stage: a grade (worst = best, as places in the scale) or a range.

    >>> FlowBlock("adequately or well", 1, 2, 114).known
    False
    """

    label: str
    worst: int
    best: int
    count: int

    @property
    def known(self) -> bool:
        """Tell whether it is one grade."""
        return self.worst == self.best


@dataclass(frozen=True)
class FlowStage:
    """One regime on one date: its blocks, worst first, each range between the grades it lies between.

    `grades` is how many grades its scale has.

    >>> FlowStage("SSI stars, 2003", 4, (FlowBlock("0 stars", 0, 0, 7), FlowBlock("1 star", 1, 1, 52))).count
    59
    """

    title: str
    grades: int
    blocks: tuple[FlowBlock, ...]

    @property
    def count(self) -> int:
        """Return the number of its councils."""
        return sum(block.count for block in self.blocks)


@dataclass(frozen=True)
class FlowRibbon:
    """So many councils from a block of a stage to a block of the next; stage and blocks by their place in the chart.

    >>> FlowRibbon(stage=0, source=1, target=0, count=2).count
    2
    """

    stage: int
    source: int
    target: int
    count: int


@dataclass(frozen=True)
class FlowChart:
    """Flows over two stages or more. Ribbons of a pair of blocks are given once; their order doesn't matter.

    >>> stage = FlowStage("2003", 2, (FlowBlock("low", 0, 0, 1),))
    >>> len(FlowChart(Caption("flow", "Moves", ""), (stage, stage), (FlowRibbon(0, 0, 0, 1),)).stages)
    2
    """

    caption: Caption
    stages: tuple[FlowStage, ...]
    ribbons: tuple[FlowRibbon, ...]

    def draw(self, width: float = COLUMN) -> Picture:
        """Draw it in a width of pixels; UsageError where the extra `charts` is not installed."""
        if not self.stages:
            page = Page(self.caption, width)
            return page.finish(page.top)
        return _Drawing(self, width).picture()


class _Drawing:
    def __init__(self, flow: FlowChart, width: float) -> None:
        self.flow, self.page = flow, Page(flow.caption, width)
        first, last = flow.stages[0], flow.stages[-1]
        self.left = min(self._room(first), width * 0.3)
        self.right = width - min(self._room(last), width * 0.3) - _BAR
        step = (self.right - self.left) / max(len(flow.stages) - 1, 1)
        self.x = [self.left + number * step for number in range(len(flow.stages))]
        most = max(len(stage.blocks) for stage in flow.stages)
        self.tall = max(_TALL, most * _LINE * 1.5)
        self.top = self.page.top
        self.unit = (self.tall - (most - 1) * _GAP) / max(*(stage.count for stage in flow.stages), 1)
        self.tops: list[list[float]] = []

    def _room(self, stage: FlowStage) -> float:
        return (
            max((text_width(f"{block.label}: {block.count}", SMALL) for block in stage.blocks), default=0.0)
            + _ASIDE
            + 4
        )

    def picture(self) -> Picture:
        page, flow = self.page, self.flow
        top = self.top = self._titles(page.top)
        for stage in flow.stages:
            tops, y = [0.0] * len(stage.blocks), top + self._spare(stage) / 2
            for number in reversed(range(len(stage.blocks))):  # the best stands highest
                tops[number] = y
                y += stage.blocks[number].count * self.unit + _GAP
            self.tops.append(tops)
        for number in range(len(flow.stages) - 1):
            self._ribbons(number)
        for number, stage in enumerate(flow.stages):
            self._blocks(number, stage)
        return page.finish(write_legend(page, top + self.tall + 14, self._legend()))

    def _spare(self, stage: FlowStage) -> float:
        return self.tall - stage.count * self.unit - max(len(stage.blocks) - 1, 0) * _GAP

    def _titles(self, y: float) -> float:
        stages, page = self.flow.stages, self.page
        room = (self.x[1] - self.x[0] if len(stages) > 1 else page.width) - 8  # each over its own stage
        words = [word for stage in stages for word in stage.title.split()]
        size = TINY if any(text_width(word, SMALL, bold=True) > room for word in words) else SMALL
        titles = [wrapped(stage.title, size, room, bold=True) for stage in stages]
        tall = max(len(lines) for lines in titles)
        for number, lines in enumerate(titles):
            align: Literal["left", "center", "right"] = "center"
            x = self.x[number] + _BAR / 2
            wide = max(text_width(line, size, bold=True) for line in lines) if lines else 0.0
            if x - wide / 2 < 0:
                align, x = "left", 0.0
            elif x + wide / 2 > page.width:
                align, x = "right", page.width
            page.lines(x, y + SMALL / 2 + (tall - len(lines)) * _LINE, lines, size=size, bold=True, align=align)
        return y + tall * SMALL * 1.2 + 6

    def _ribbons(self, number: int) -> None:
        """Draw what leads from one stage to the next, the unknown first: known bands lie on top."""
        source, target = self.flow.stages[number], self.flow.stages[number + 1]
        mine = [each for each in self.flow.ribbons if each.stage == number and each.count]
        starts, ends = list(self.tops[number]), list(self.tops[number + 1])
        drawn = []
        # The best stands highest on both sides, and ribbons leave and arrive in that order: they cross where they must.
        for each in sorted(mine, key=lambda found: (-found.source, -found.target)):
            top = starts[each.source]
            starts[each.source] += each.count * self.unit
            drawn.append((each, top))
        arrivals = {}
        for each in sorted(mine, key=lambda found: (-found.target, -found.source)):
            arrivals[each.source, each.target] = ends[each.target]
            ends[each.target] += each.count * self.unit
        known = {(each.source, each.target): source.blocks[each.source].known and target.blocks[each.target].known
                 for each in mine}  # fmt: skip
        for each, top in sorted(drawn, key=lambda found: known[found[0].source, found[0].target]):
            tall = each.count * self.unit
            end = arrivals[each.source, each.target]
            left, right = self.x[number] + _BAR, self.x[number + 1]
            outline = ribbon(left, right, (top, top + tall), (end, end + tall))
            before, after = source.blocks[each.source], target.blocks[each.target]
            note = f"{before.label} to {after.label}: {each.count}"
            if known[each.source, each.target]:
                fill = tint(grade_colours(source.grades)[before.worst])
                self.page.polygon(outline, fill, stroke=MUTED, weight=0.5, note=note)
            else:
                self.page.unknown(outline, stroke=HATCHING, weight=0.5, spacing=4.0, line=0.5,
                                  note=f"{note}, not known which")  # fmt: skip

    def _blocks(self, number: int, stage: FlowStage) -> None:
        page, x = self.page, self.x[number]
        colours = grade_colours(stage.grades)
        for block, top in zip(stage.blocks, self.tops[number], strict=True):
            bottom = top + max(block.count * self.unit, 0.8)
            note = f"{stage.title}, {block.label}: {block.count}"
            if block.known:
                page.box(x, top, x + _BAR, bottom, colours[block.worst], stroke=INK, weight=0.5, note=note)
            else:
                page.unknown(rectangle(x, top, x + _BAR, bottom), weight=0.5, note=note)
        self._labels(number, stage)

    def _labels(self, number: int, stage: FlowStage) -> None:
        """Write names and counts beside the blocks; on a stage in the middle, on paper over the ribbons."""
        page, x = self.page, self.x[number]
        first, last = number == 0, number == len(self.flow.stages) - 1
        middle = not first and not last
        wanted = [
            (top + block.count * self.unit / 2) for block, top in zip(stage.blocks, self.tops[number], strict=True)
        ]
        names = [f"{block.label}: {block.count}" for block in stage.blocks]
        room, aside, size = (self.left if first else page.width - self.right - _BAR) - _ASIDE - 3, _ASIDE, SMALL
        if middle:
            room = self.x[number + 1] - x - _BAR - _ASIDE - 7
            if any(text_width(name, SMALL) > room for name in names):  # many stages: small, and close to the block
                room, aside, size = self.x[number + 1] - x - _BAR - _CLOSE - 3, _CLOSE, TINY
        blocks = [wrapped(name, size, room) for name in names]
        order = sorted(range(len(wanted)), key=lambda each: wanted[each])
        heights, deep = [wanted[each] for each in order], [len(blocks[each]) for each in order]
        apart = _apart(heights, deep, self.top, self.top + self.tall)
        placed = dict(zip(order, apart, strict=True))
        for each, lines in enumerate(blocks):
            if abs(placed[each] - wanted[each]) > _LINE / 3 and not middle:  # lead from the name to its block
                start, end = (x - 1, x - _ASIDE + 2) if first else (x + _BAR + 1, x + _BAR + _ASIDE - 2)
                page.line([(start, wanted[each]), (end, placed[each])], stroke=MUTED, weight=0.5)
            y = placed[each] - (len(lines) - 1) * _LINE / 2
            for line in lines:
                if first:
                    page.text(x - _ASIDE, y, line, size=SMALL, align="right")
                else:
                    page.text(x + _BAR + aside, y, line, size=size, backed=middle)
                y += _LINE

    def _legend(self) -> list[Entry]:
        return [("known moves, in the colour they start from", self._known), ("not known which", self._unknown)]

    def _known(self, left: float, y: float) -> None:
        self.page.box(left, y - 4, left + SWATCH, y + 4, tint(grade_colours(4)[2]), stroke=MUTED, weight=0.5)

    def _unknown(self, left: float, y: float) -> None:
        self.page.unknown(rectangle(left, y - 4, left + SWATCH, y + 4), stroke=HATCHING, weight=0.5, spacing=3.0)


def _apart(wanted: Sequence[float], lines: Sequence[int], top: float, bottom: float) -> list[float]:
    """Move labels, in order from the top, so that none covers another and all stand between top and bottom.

    Half-way between moving them down alone and up alone: either keeps them apart, and so does the mean.

    >>> _apart([50.0, 50.0], [1, 1], 0.0, 100.0)
    [45.1, 54.9]
    """
    room = [count * _LINE / 2 for count in lines]

    def down(places: Sequence[float]) -> list[float]:
        moved: list[float] = []
        for number, place in enumerate(places):
            least = moved[-1] + room[number - 1] if moved else top
            moved.append(max(place, least + room[number]))
        return moved

    def up(places: Sequence[float]) -> list[float]:
        moved: list[float] = []
        for number in reversed(range(len(places))):
            most = moved[-1] - room[number + 1] if moved else bottom
            moved.append(min(places[number], most - room[number]))
        return moved[::-1]

    return [round((one + other) / 2, 1) for one, other in zip(up(down(wanted)), down(up(wanted)), strict=True)]
