"""Lay out the page of a regime: what it rated, how much is known, where, and what its documents state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossregime.render.description import lay_regime
from crossregime.render.plots import draw_coverage
from crossregime.render.reconcile import lay_reconciliation
from crossregime.render.report import map_figure
from crossregime.render.site.links import Link, pair_path
from crossregime.render.web import Figure, keep, named_figure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crossregime.core.claims import Reconciliation
    from crossregime.core.model import Regime
    from crossregime.core.positions import Position
    from crossregime.render.site.pairs import SitePair
    from crossregime.render.web import Block


@dataclass(frozen=True)
class RegimePage:
    """All that the page of a regime shows."""

    regime: Regime
    coverage: Figure
    map: Figure
    blocks: list[Block]
    claims: list[Block]
    pairs: tuple[Link, ...]


def regime_page(position: Position, claims: Reconciliation, pairs: Iterable[SitePair]) -> RegimePage:
    """Gather the page of a regime: its headline's last position is what the map shows."""
    regime = position.regime
    links = (
        Link(each.title, pair_path(each.name), each.answer)
        for each in pairs
        if any(regime.id in {one.id for one in side.regimes} for side in each.comparison.positions)
    )
    described = keep(lambda page: lay_regime(page, regime))
    known = next((block for block in described if block.kind == "table"), None)  # the first table says how much is
    return RegimePage(
        regime,
        named_figure(draw_coverage(regime), "coverage", known),
        map_figure(position, "map"),
        described[1:],  # its title heads the page
        keep(lambda page: lay_reconciliation(page, claims)),
        tuple(links),
    )
