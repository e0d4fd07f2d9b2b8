"""Write a position: its judgement and scale, its coverage, its totals and its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossregime.render.compared import write_position
from crossregime.render.sources import write_regime

if TYPE_CHECKING:
    from crossregime.core.positions import Position
    from crossregime.render.page import Writer


def lay_position(page: Writer, position: Position) -> None:
    """Write the position without its outcomes, which are a table of their own."""
    page.title(f"{position.label} of {position.date}")
    page.heading("What it holds")
    write_position(page, position)
    page.heading("Scale")
    page.line(f"{position.scale.title}, worst grade first.")
    page.grid(["grade", "meaning as published"], [[each.label, each.meaning] for each in position.scale.grades])
    page.heading("Sources", folded=True)
    for regime in position.regimes:
        write_regime(page, regime, position.cited[regime.id])
