"""Hold a chart as a page shows it: the drawing, and a table of the numbers in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crossregime.render.charts.output import Picture
    from crossregime.render.web.blocks import Block


@dataclass(frozen=True)
class Figure:
    """A chart on a page: `name` is its id, `svg` the drawing, `data` a table of its numbers (None: the page has them).

    >>> Figure("map", "Stars of each council", "<svg></svg>").data is None
    True
    """

    name: str
    title: str
    svg: str
    data: Block | None = None


def named_figure(picture: Picture, name: str, data: Block | None = None) -> Figure:
    """Make a figure whose ids start with its name: two charts of one kind on a page must not share them."""
    return Figure(name, picture.title, replace(picture, name=name).inline(), data)
