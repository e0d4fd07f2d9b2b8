"""Write the sources that figures rest on, each with how much of them does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossregime.core.text import joined, many

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crossregime.core.comparison import Comparison
    from crossregime.core.model import Regime, Source
    from crossregime.render.page import Writer


def write_sources(page: Writer, comparison: Comparison) -> None:
    """Write each position's inspectorate, licence and cited sources, with the pairs and totals that rest on each."""
    page.heading("Sources", folded=True)
    for side, position in zip(comparison.sides, comparison.positions, strict=True):
        for regime in position.regimes:
            cited = {
                source: {"pair": pairs, "total": totals}
                for (number, name, source), (pairs, totals) in comparison.cited.items()
                if (number, name) == (side, regime.id)
            }
            write_regime(page, regime, cited, f"{side}  ")


def write_regime(page: Writer, regime: Regime, cited: Mapping[str, Mapping[str, int]], mark: str = "") -> None:
    """Write a regime's inspectorate and licence, then its cited sources with how many of what rest on each."""
    page.line(f"{mark}{regime.id}: {regime.inspectorate}. {regime.licence}")
    for source in regime.sources.values():
        rests = [many(number, noun) for noun, number in cited.get(source.id, {}).items() if number]
        if rests:
            write_source(page, source, f"{source.cite()}: {joined(rests)}")


def write_source(page: Writer, source: Source, text: str) -> None:
    """Write what there is to say of a source, and its address."""
    page.item(text)
    if source.address:
        page.line(source.address, indent=6)
