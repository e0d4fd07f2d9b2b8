"""Drawn charts, taken apart: what is written, hatched and told, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from crossregime.render.charts.lettering import text_width

if TYPE_CHECKING:
    from collections.abc import Callable

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Written:
    """A line of text: its box in pixels."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    bold: bool
    colour: str | None

    def covers(self, other: Written) -> bool:
        """Tell whether two lines lie on each other, by more than a hair."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 0.5 and down > 0.5


@dataclass(frozen=True)
class Shape:
    """A path: its box, what it is filled and drawn with, and what a reader is told who points at it."""

    note: str
    fill: str | None
    stroke: str | None
    left: float
    top: float
    right: float
    bottom: float
    strokes: int

    @property
    def middle(self) -> tuple[float, float]:
        """Give the middle of its box."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, other: Shape) -> bool:
        """Tell whether another shape lies within it."""
        return (
            self.left - 0.1 <= other.left
            and other.right <= self.right + 0.1
            and self.top - 0.1 <= other.top
            and other.bottom <= self.bottom + 0.1
        )


@dataclass
class Drawing:
    """A chart's SVG, taken apart."""

    svg: str
    width: float = 0.0
    height: float = 0.0
    written: list[Written] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """List what is written, in order."""
        return [line.text for line in self.written]

    def line(self, text: str) -> Written:
        """Find the one line that says this."""
        (found,) = [line for line in self.written if line.text == text]
        return found

    def told(self, note: str) -> Shape:
        """Find the one shape with this note, or the one whose note starts so."""
        same = [shape for shape in self.shapes if shape.note == note]
        (found,) = same or [shape for shape in self.shapes if shape.note.startswith(note)]
        return found

    def hatches(self, shape: Shape) -> list[Shape]:
        """List the hatchings inside a shape: bare strokes, several in one path."""
        return [other for other in self.shapes if other.fill is None and other.strokes > 1 and shape.holds(other)]

    @property
    def covered(self) -> list[tuple[str, str]]:
        """List the pairs of lines that lie on each other."""
        lines = self.written
        return [
            (one.text, other.text)
            for number, one in enumerate(lines)
            for other in lines[number + 1 :]
            if one.covers(other)
        ]

    @property
    def cut_off(self) -> list[str]:
        """List the lines that the edge of the page cuts."""
        return [
            line.text
            for line in self.written
            if line.left < -1 or line.right > self.width + 1 or line.top < -1 or line.bottom > self.height + 1
        ]


def take_apart(svg: str) -> Drawing:
    """Parse an SVG."""
    root = ET.fromstring(svg)  # noqa: S314 - the chart's own
    drawing = Drawing(svg, float(root.get("width", "0")), float(root.get("height", "0")))
    for element in root.iter(f"{SVG}text"):
        x, y = map(float, re.findall(r"-?[\d.]+", element.get("transform", "translate(0,0)"))[:2])
        size, bold = float(element.get("font-size", "0px")[:-2]), element.get("font-weight") == "bold"
        text, colour = element.text or "", element.get("fill")
        wide = text_width(text, size, bold=bold)
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[element.get("text-anchor", "start")]
        # Vega moves a line down by .3 of its size to set its middle; capitals are about .72 high.
        middle = y - 0.3 * size
        if "rotate" in element.get("transform", ""):
            x = float(re.findall(r"-?[\d.]+", element.get("transform", ""))[0])
            bottom = float(re.findall(r"-?[\d.]+", element.get("transform", ""))[1])
            drawing.written.append(Written(text, x - size * 0.4, bottom - wide, x + size * 0.4, bottom, bold, colour))
            continue
        left = x - share * wide
        drawing.written.append(Written(text, left, middle - size * 0.4, left + wide, middle + size * 0.4, bold, colour))
    for element in root.iter(f"{SVG}path"):
        if element.get("class") in ("background", "foreground"):  # Vega's frame, which is not drawn
            continue
        path = element.get("d", "")
        moved = [float(number) for number in re.findall(r"-?[\d.]+", element.get("transform", ""))] or [0.0, 0.0]
        pairs = [(float(x) + moved[0], float(y) + moved[1]) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", path)]
        if "A" in path:  # a circle
            radius = float(path[1:].partition(",")[0])
            pairs = [(moved[0] - radius, moved[1] - radius), (moved[0] + radius, moved[1] + radius)]
        title = element.find(f"{SVG}title")
        drawing.shapes.append(
            Shape(
                (title.text or "") if title is not None else "",
                element.get("fill"),
                element.get("stroke"),
                min(x for x, _ in pairs),
                min(y for _, y in pairs),
                max(x for x, _ in pairs),
                max(y for _, y in pairs),
                path.count("M"),
            )
        )
    return drawing


@pytest.fixture
def drawn() -> Callable[..., Drawing]:
    """A function that draws a chart and takes it apart; the test is skipped without the extra `charts`."""
    pytest.importorskip("altair")
    pytest.importorskip("vl_convert")

    def draw(chart: Any, **options: float) -> Drawing:
        return take_apart(chart.draw(**options).svg())

    return draw
