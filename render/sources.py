"""Write the sources of figures, each with how much rests on it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from crossregime.core.text import joined, many

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crossregime.core.comparison import Comparison
    from crossregime.core.model import Regime, Source
    from crossregime.render.page import Writer


MOST_ALIKE = 20
"""Up to this many sources of one publisher are listed one by one; more, as of inspections, are summarised."""


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
    """Write a regime's inspectorate and licence, then its cited sources with the numbers that rest on each."""
    page.line(f"{mark}{regime.id}: {regime.inspectorate}. {regime.licence}")
    used = [source for source in regime.sources.values() if any(cited.get(source.id, {}).values())]
    publishers = Counter(source.publisher for source in used)
    for publisher in (name for name, times in publishers.items() if times > MOST_ALIKE):
        alike = [source for source in used if source.publisher == publisher]
        dates = sorted(source.published for source in alike if source.published)
        when = f", {dates[0]} to {dates[-1]}" if dates else ""
        page.item(f"{len(alike)} documents of {publisher}{when}: files (--output) list each with its address")
    for source in used:
        if publishers[source.publisher] <= MOST_ALIKE:
            rests = [many(number, noun) for noun, number in cited[source.id].items() if number]
            write_source(page, source, f"{source.cite()}: {joined(rests)}")


def write_source(page: Writer, source: Source, text: str) -> None:
    """Write a source and its address."""
    page.item(text)
    if source.address:
        page.line(source.address, indent=6)
