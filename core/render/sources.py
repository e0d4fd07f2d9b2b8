"""Write the sources that a comparison rests on, each with how much of it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossregime.core.words import many

if TYPE_CHECKING:
    from crossregime.core.comparison import Comparison
    from crossregime.core.render.page import Writer


def write_sources(page: Writer, comparison: Comparison) -> None:
    """Write each position's inspectorate, licence and cited sources, with the pairs and totals that rest on each."""
    page.heading("Sources", folded=True)
    for side, position in zip(comparison.sides, comparison.positions, strict=True):
        for regime in position.regimes:
            page.line(f"{side}  {regime.id}: {regime.inspectorate}. {regime.licence}")
            for source in regime.sources.values():
                pairs, totals = comparison.cited.get((side, regime.id, source.id), (0, 0))
                rests = [many(pairs, "pair")] * bool(pairs) + [many(totals, "total")] * bool(totals)
                if rests:
                    page.item(f"{source.cite()}: {' and '.join(rests)}")
                    if source.address:
                        page.line(source.address, indent=6)
