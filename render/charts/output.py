"""Render a chart: SVG, PNG and PDF by vl-convert, with text as text and the same bytes for the same chart.

The two packages that charts need are imported here alone, and only when a chart is made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import escape

from crossregime.core.errors import UsageError
from crossregime.core.text import close_matches, visible
from crossregime.render.charts.theme import FONTS, NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

FORMATS = ("svg", "png", "pdf")
"""What a picture can be, by the ending of its file."""
POINTS = 72 / 96
"""Points to a pixel, so that a PDF is as wide as the SVG."""

_TAG = re.compile(r'<[^<>"]*(?:"[^"]*"[^<>"]*)*>')
_LABEL = re.compile(r' aria-label="([^"]*)"')
_ROLES = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
_LENGTH = re.compile(r'( width=| height=)"([\d.]+)"')
_ID = re.compile(r'( id="|"url\(#|href="#)([\w-]+)')


class Libraries(NamedTuple):
    """The packages that build and render charts."""

    altair: Any
    vl_convert: Any


@cache
def libraries() -> Libraries:
    """Import Altair and vl-convert; UsageError, with what to install, where one is missing."""
    import importlib

    found: list[ModuleType] = []
    for name in ("altair", "vl_convert"):
        try:
            found.append(importlib.import_module(name))
        except ImportError as error:
            package = name.replace("vl_convert", "vl-convert-python")
            raise UsageError(
                f"charts need the package {package}, which is not installed", do='pip install "crossregime[charts]"'
            ) from error
    return Libraries(*found)


@dataclass(frozen=True)
class Picture:
    """A chart that is ready to be shown or written: its name, title, text alternative and Vega-Lite specification.

    A notebook shows it by itself. `svg()`, `png()`, `pdf()` render it, `altair` opens it as an Altair chart.

    >>> Picture("stars", "Stars", "Nothing.", {}).name
    'stars'
    """

    name: str
    title: str
    description: str
    spec: Mapping[str, Any] = field(repr=False)

    def rendered(self, ending: str) -> bytes:
        """Return the file's content for an ending (svg, png or pdf, dot optional); UsageError for any other."""
        wanted = ending.lower().removeprefix(".")
        if wanted == "svg":
            return self.svg().encode()
        if wanted == "png":
            return self.png()
        if wanted == "pdf":
            return self.pdf()
        raise UsageError(
            f"a chart can't be written as '{visible(ending)}'",
            do=f"end the file's name with .{', .'.join(FORMATS)}",
            matches=close_matches(wanted, FORMATS),
        )

    def svg(self) -> str:
        """Return the chart as SVG: text stays text, notes become titles, and every id starts with the chart's name."""
        return self._svg

    def png(self, resolution: int = 300) -> bytes:
        """Return the chart as PNG, at a resolution in dots per inch of its printed width."""
        rendered: bytes = libraries().vl_convert.svg_to_png(self._svg, scale=POINTS, ppi=resolution)
        return rendered

    def pdf(self) -> bytes:
        """Return the chart as PDF. Two runs differ in its bytes (by its own ids), which is the one exception."""
        head, sign, rest = self._svg.partition(">")
        small = _LENGTH.sub(lambda found: f'{found[1]}"{float(found[2]) * POINTS:g}"', head)  # the view box stays
        rendered: bytes = libraries().vl_convert.svg_to_pdf(small + sign + rest)
        return rendered

    def inline(self) -> str:
        """Return the SVG for a page that is light or dark: the neutral colours are the page's CSS variables."""
        text = self._svg
        for colour, name in NAMES.items():
            text = text.replace(f'="{colour}"', f'="var({name}, {colour})"')
        return text

    @property
    def altair(self) -> Any:
        """Return the chart as an Altair chart, to be changed or put beside others."""
        return libraries().altair.LayerChart.from_dict(dict(self.spec), validate=False)

    @cached_property
    def _svg(self) -> str:
        return tidy(libraries().vl_convert.vegalite_to_svg(self.spec), self.name, self.title, self.description)

    def _repr_svg_(self) -> str:
        return self._svg


def tidy(svg: str, name: str, title: str, description: str) -> str:
    """Make Vega's SVG one picture with a title and a description, whose ids don't depend on what was drawn before.

    Only tags are changed, never what stands between them: a council may be called what it likes.

    >>> tidy('<svg a="b"><path aria-label="Leeds" d="M0,0"/></svg>', "map", "Where?", "In Leeds.")[-69:]
    '<path d="M0,0" pointer-events="all"><title>Leeds</title></path></svg>'
    """
    own = re.sub(r"[^A-Za-z0-9_-]+", "-", name) or "chart"
    numbers: dict[str, int] = {}

    def renamed(match: re.Match[str]) -> str:
        return f"{match[1]}{own}-{numbers.setdefault(match[2], len(numbers) + 1)}"

    def tag(match: re.Match[str]) -> str:
        text = match[0]
        label = _LABEL.search(text) if text.startswith("<path") else None
        text = _ROLES.sub("", _ID.sub(renamed, text)).replace(' transform="translate(0,0)"', "")
        text = text.replace(f' font-family="{FONTS}"', "")  # the root says it for all
        if text.startswith('<g class="mark-text'):
            text = f'{text[:-1]} pointer-events="none">'  # what stands below the words is pointed at
        if label is None or not label[1]:
            return text
        told = label[1].replace("<", "&lt;").replace(">", "&gt;")
        return f'{text.removesuffix("/>")} pointer-events="all"><title>{told}</title></path>'

    head, _, rest = svg.partition(">")
    labels = f'<title id="{own}-title">{escape(title)}</title><desc id="{own}-desc">{escape(description)}</desc>'
    root = f'{head} font-family="{FONTS}" role="img" aria-labelledby="{own}-title {own}-desc">'
    return f"{root}{labels}{_TAG.sub(tag, rest)}"
