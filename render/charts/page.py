"""The sheet that a chart is drawn on: a title that says the finding, the drawing, and a foot with where it is from.

A chart hands over shapes, marks and text in pixels. They become three layers of one Vega-Lite chart, in this order, so
that no shape ever covers text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from crossregime.core.text import visible
from crossregime.render.charts.geometry import hatching, rectangle
from crossregime.render.charts.lettering import text_width, wrapped
from crossregime.render.charts.output import Picture, libraries
from crossregime.render.charts.theme import BODY, COLUMN, FONTS, HATCHING, INK, LINE, MUTED, PAPER, TINY, TITLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.render.charts.geometry import Point

Row = dict[str, Any]


@dataclass(frozen=True)
class Caption:
    """What a chart says in words: the same fields for every chart.

    `name` is that of its file and of the ids in it (letters, digits, - and _). `title` is the finding or the question,
    `subtitle` what is compared, `foot` the source, the break and the version, a line each. `alternative` tells in a
    sentence or two what the chart shows, for readers who don't see it; without one, title and subtitle do.

    >>> Caption("stars", "Did councils improve?", "SSI stars, 2003").description
    'Did councils improve? SSI stars, 2003'
    """

    name: str
    title: str
    subtitle: str
    foot: tuple[str, ...] = ()
    alternative: str = ""

    @property
    def description(self) -> str:
        """Return the text alternative."""
        return self.alternative or " ".join(part for part in (self.title, self.subtitle) if part)


class Page:
    """A page of some width that grows downwards; all lengths are in pixels, from its upper left corner.

    `top` is where the drawing may start, below title and subtitle.
    """

    def __init__(self, caption: Caption, width: float = COLUMN) -> None:
        self.caption, self.width = caption, width
        self.shapes: list[Row] = []
        self.marks: list[Row] = []
        self.texts: list[Row] = []
        self.top = 2.0
        for line in wrapped(caption.title, TITLE, width, bold=True):
            self.text(0, self.top + TITLE / 2 + 1, line, size=TITLE, bold=True)
            self.top += TITLE * 1.25
        self.top += 1.5
        for line in wrapped(caption.subtitle, BODY, width):
            self.text(0, self.top + BODY / 2, line, colour=MUTED)
            self.top += BODY * 1.3
        self.top += 7.0

    def polygon(
        self,
        points: Sequence[Point],
        fill: str | None,
        *,
        stroke: str | None = None,
        weight: float = 0.6,
        note: str = "",
    ) -> None:
        """Draw an area; `note` is what a reader is told who points at it."""
        ring = [[round(x, 2), round(y, 2)] for x, y in points]
        self._shape("Polygon", [[*ring, ring[0]]], fill, stroke, weight, note)

    def box(
        self, left: float, top: float, right: float, bottom: float, fill: str | None, *, stroke: str | None = None,
        weight: float = 0.6, note: str = "",
    ) -> None:  # fmt: skip
        """Draw a rectangle."""
        self.polygon(rectangle(left, top, right, bottom), fill, stroke=stroke, weight=weight, note=note)

    def hatch(
        self, outline: Sequence[Point], *, colour: str = HATCHING, spacing: float = 3.0, angle: int = 45,
        weight: float = 0.7, shift: float = 0.0,
    ) -> None:  # fmt: skip
        """Hatch an area."""
        lines = hatching(outline, spacing, angle, shift)
        if lines:
            self._shape(
                "MultiLineString", [[list(point) for point in line] for line in lines], None, colour, weight, ""
            )

    def unknown(
        self, outline: Sequence[Point], *, stroke: str = INK, weight: float = 0.8, spacing: float = 2.6,
        line: float = 0.8, note: str = "",
    ) -> None:  # fmt: skip
        """Draw what is not known: an area without a colour, hatched."""
        self.polygon(outline, PAPER)
        self.hatch(outline, spacing=spacing, weight=line)
        self.polygon(outline, None, stroke=stroke, weight=weight, note=note)

    def line(self, points: Sequence[Point], *, stroke: str = INK, weight: float = 0.8, dash: float = 0.0) -> None:
        """Draw a line, or with `dash` one of strokes and gaps of that length (a straight line only)."""
        path = [[round(x, 2), round(y, 2)] for x, y in points]
        if not dash:
            self._shape("LineString", path, None, stroke, weight, "")
            return
        (x, y), (end_x, end_y) = points[0], points[-1]
        length = ((end_x - x) ** 2 + (end_y - y) ** 2) ** 0.5
        across, down = (end_x - x) / max(length, 1e-9), (end_y - y) / max(length, 1e-9)
        strokes = [
            (2 * number * dash, min((2 * number + 1) * dash, length)) for number in range(int(length / dash / 2) + 1)
        ]
        cut = [[[round(x + across * at, 2), round(y + down * at, 2)] for at in ends] for ends in strokes]
        self._shape("MultiLineString", cut, None, stroke, weight, "")

    def mark(
        self, x: float, y: float, shape: str, fill: str, *, stroke: str = INK, size: float = 34.0, weight: float = 0.8,
        note: str = "",
    ) -> None:  # fmt: skip
        """Draw a mark of a shape that Vega knows; `size` is its area."""
        self.marks.append(
            {"x": round(x, 2), "y": round(y, 2), "shape": shape, "fill": fill, "stroke": stroke, "size": size,
             "weight": weight, "note": visible(note)}
        )  # fmt: skip

    def text(
        self, x: float, y: float, text: str, *, size: float = BODY, colour: str = INK, bold: bool = False,
        align: Literal["left", "center", "right"] = "left", backed: bool = False,
    ) -> None:  # fmt: skip
        """Write a line, its middle at y; `backed` puts paper behind it where it stands on shapes."""
        if backed:
            wide = text_width(text, size, bold=bold)
            left = x - {"left": 0.0, "center": wide / 2, "right": wide}[align]
            self.box(left - 1.5, y - size * 0.58, left + wide + 1.5, y + size * 0.58, PAPER)
        self.texts.append(
            {"x": round(x, 2), "y": round(y, 2), "text": visible(text), "size": size, "colour": colour, "align": align,
             "weight": "bold" if bold else "normal", "angle": 0}
        )  # fmt: skip

    def upright(self, x: float, y: float, text: str, *, size: float = BODY, bold: bool = False) -> None:
        """Write a line that runs upwards from a point."""
        self.text(x, y, text, size=size, bold=bold)
        self.texts[-1]["angle"] = 270

    def lines(
        self, x: float, y: float, lines: Sequence[str], *, size: float = BODY, colour: str = INK, bold: bool = False,
        align: Literal["left", "center", "right"] = "left",
    ) -> float:  # fmt: skip
        """Write lines below each other, the first one's middle at y, and give where the next one's would be."""
        for line in lines:
            self.text(x, y, line, size=size, colour=colour, bold=bold, align=align)
            y += size * 1.2
        return y

    def finish(self, bottom: float) -> Picture:
        """Write the foot below the drawing and make the picture."""
        y = bottom + 6.0
        feet = [line for part in self.caption.foot for line in wrapped(part, TINY, self.width)]
        if feet:
            self.line([(0, y), (self.width, y)], stroke=LINE, weight=0.6)
            y = self.lines(0, y + 4.0 + TINY / 2, feet, size=TINY, colour=MUTED) - TINY / 2
        layers = [
            {**layer, "data": {"values": rows}}
            for layer, rows in zip(_layers(), (self.shapes, self.marks, self.texts), strict=True)
            if rows
        ]
        height = round(y + 2.0, 1)
        spec = {
            **_sheet(),
            "width": self.width,
            "height": height,
            "description": self.caption.description,
            "layer": layers,
        }
        return Picture(self.caption.name, self.caption.title, self.caption.description, spec)

    def _shape(
        self, kind: str, coordinates: list[Any], fill: str | None, stroke: str | None, weight: float, note: str
    ) -> None:
        geometry = {"type": kind, "coordinates": coordinates}
        self.shapes.append(
            {"type": "Feature", "geometry": geometry, "fill": fill, "stroke": stroke, "weight": weight,
             "note": visible(note)}
        )  # fmt: skip


@cache
def _layers() -> tuple[Row, ...]:
    """Build the three kinds of layer, once: Altair checks each against the schema, which takes longer than to draw."""
    alt = libraries().altair
    pixels = {"x": alt.X("x:Q", scale=None, axis=None), "y": alt.Y("y:Q", scale=None, axis=None)}
    own = {"scale": None, "legend": None}
    shapes = (
        alt.Chart(alt.InlineData(values=[]))
        .mark_geoshape(clip=False)
        .encode(
            fill=alt.Fill("fill:N", **own),
            stroke=alt.Stroke("stroke:N", **own),
            strokeWidth=alt.StrokeWidth("weight:Q", **own),
            description=alt.Description("note:N"),
        )
        .project(type="identity", scale=1, translate=[0, 0])
    )
    marks = (
        alt.Chart(alt.InlineData(values=[]))
        .mark_point(filled=True, opacity=1)
        .encode(
            **pixels,
            shape=alt.Shape("shape:N", **own),
            fill=alt.Fill("fill:N", **own),
            stroke=alt.Stroke("stroke:N", **own),
            strokeWidth=alt.StrokeWidth("weight:Q", **own),
            size=alt.Size("size:Q", **own),
            description=alt.Description("note:N"),
        )
    )
    texts = (
        alt.Chart(alt.InlineData(values=[]))
        .mark_text(
            align=alt.expr("datum.align"),
            fontWeight=alt.expr("datum.weight"),
            angle=alt.expr("datum.angle"),
            baseline="middle",
        )
        .encode(
            **pixels,
            text=alt.Text("text:N"),
            color=alt.Color("colour:N", **own),
            size=alt.Size("size:Q", **own),
        )
    )
    built: list[Row] = [chart.to_dict() for chart in (shapes, marks, texts)]
    kept = ("mark", "encoding", "projection")
    return tuple({key: value for key, value in layer.items() if key in kept} for layer in built)


@cache
def _sheet() -> Row:
    """Build what all pages share: no padding, no axes, no frame."""
    alt = libraries().altair
    chart = (
        alt.layer()
        .configure(font=FONTS, padding=0, background=PAPER, autosize=alt.AutoSizeParams(type="none"))
        .configure_view(stroke=None)
    )
    built: Row = chart.to_dict(validate=False)  # a layered chart without layers is none yet
    return {key: value for key, value in built.items() if key in ("$schema", "config")}
