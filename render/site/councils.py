"""Lay out the page of each council: its history, its timeline, where it came from, and its neighbours on the map."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossregime.core.councils import load_register, neighbours_of, tiles_on
from crossregime.core.errors import CrossregimeError
from crossregime.core.profiles import profile
from crossregime.render.charts.geometry import hexagon
from crossregime.render.council import lay_profile
from crossregime.render.plots import draw_timeline
from crossregime.render.site.links import Link, council_path, regime_path
from crossregime.render.web import Figure, keep, named_figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crossregime.core.councils import Council, Neighbours
    from crossregime.core.model import Regime
    from crossregime.core.profiles import Profile
    from crossregime.render.web import Block

PITCH = 20.0
"""Pixels of one hexagon of the map."""
ROW = 3**0.5 / 2 * PITCH


@dataclass(frozen=True)
class MapPlace:
    """A hexagon that links to a council: its outline as SVG has it, its centre, its letters, and its mark."""

    link: Link
    points: str
    x: float
    y: float
    code: str
    mark: str


@dataclass(frozen=True)
class CouncilMap:
    """A map of the councils of a day, each a link: `box` is the SVG's view box."""

    on: dt.date
    box: str
    places: tuple[MapPlace, ...]


@dataclass(frozen=True)
class CouncilPage:
    """All that the page of a council shows."""

    council: Council
    kind: str
    timeline: Figure | None
    blocks: list[Block]
    related: tuple[Link, ...]
    neighbours: tuple[Link, ...]
    neighbours_said: str
    regimes: tuple[Link, ...]
    map: CouncilMap


def council_page(council: Council, regimes: Sequence[Regime]) -> CouncilPage:
    """Gather the page of a council, with its outcomes in the regimes."""
    held = profile(council, regimes)
    rated = {each.regime for each in held.own if each.headline}
    near = _neighbours(council)
    on = _day(council)
    return CouncilPage(
        council,
        load_register().group_label("type", council.type),
        named_figure(draw_timeline([held]), "timeline") if rated else None,
        keep(lambda page: lay_profile(page, held))[1:],  # its title heads the page
        tuple(_related(held)),
        () if near is None else tuple(
            Link(each.council.name, council_path(each.council.id), each.closeness.lower()) for each in near.others
        ),
        "" if near is None else f"{near.edition_named[0].upper()}{near.edition_named[1:]}, nearest first.",
        tuple(Link(regime.title, regime_path(regime.id)) for regime in regimes if regime.id in rated),
        council_map(on, council, [each.council for each in near.others] if near else ()),
    )  # fmt: skip


def council_map(on: dt.date, council: Council | None = None, near: Sequence[Council] = ()) -> CouncilMap:
    """Place the councils of a day on the map as links; one is marked as `here`, and those like it as `near`."""
    known = load_register()
    marks = {each.series: "near" for each in near} | ({council.series: "here"} if council else {})
    places = []
    for council_id, tile in tiles_on(on).items():
        body = known.council(council_id)
        x, y = (tile.column + 0.5 + tile.row % 2 / 2) * PITCH + 1, PITCH / 3**0.5 + tile.row * ROW + 1
        points = " ".join(f"{across:.1f},{down:.1f}" for across, down in hexagon(x, y, PITCH * 0.94))
        link = Link(body.name, council_path(council_id))
        places.append(MapPlace(link, points, round(x, 1), round(y, 1), tile.code, marks.get(body.series, "")))
    wide = max((place.x for place in places), default=0.0) + PITCH / 2 + 1
    tall = max((place.y for place in places), default=0.0) + PITCH / 3**0.5 + 1
    return CouncilMap(on, f"0 0 {wide:.0f} {tall:.0f}", tuple(sorted(places, key=lambda place: place.link.text)))


def _neighbours(council: Council) -> Neighbours | None:
    """Find the statistical neighbours of a council; None where no edition has it."""
    try:
        return neighbours_of(council, _day(council))
    except CrossregimeError:
        return None


def _day(council: Council) -> dt.date:
    """Give the last day of a council that ended; for any other, the day from which the last map of councils is."""
    return council.end if council.end is not None else dt.date.max


def _related(held: Profile) -> Iterator[Link]:
    """Link to the other bodies of its series, and to those that it came from and that took over its area."""
    known = load_register()
    for body in held.bodies:
        if body.id != held.council.id:
            yield Link(body.name, council_path(body.id), f"the same council under another status, {body.lifetime()}")
    for link in held.came_from:
        yield Link(known.council(link.predecessor).name, council_path(link.predecessor), f"before {link.date}")
    for link in held.went_to:
        yield Link(known.council(link.successor).name, council_path(link.successor), f"from {link.date}")
