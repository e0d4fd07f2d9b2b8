"""Find the councils that are certainly, or possibly, at some grades of one position and some of another."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import polars as pl

    from crossregime.core.bounds import Asked, Cell, Stratum
    from crossregime.core.comparison.crosstab import Crosstab
    from crossregime.core.ranges import Range

CERTAIN, POSSIBLE = "certain", "possible"


Series = Callable[["Crosstab"], "Iterable[tuple[str, Stratum, tuple[str, ...]]]"]
"""Gives the series of a table's problem with the stratum of each, and the series of its cells."""


def who(pairs: pl.DataFrame, crosstab: Crosstab, asked: Asked, series_of: Series) -> pl.DataFrame:
    """List them, as `Comparison.who` says.

    Councils of which the same is known are interchangeable: all of them are certain, or all are possible, or none. How
    many of them can be so is bounded over every completion, since a total may settle what a range leaves.
    """
    import polars as pl

    (given, _), then, _ = asked.read(
        (crosstab.first.scale, crosstab.second.scale), (crosstab.first.caption, crosstab.second.caption)
    )
    wanted = frozenset((row, column) for row in given for column in then)
    one, other = crosstab.sides
    columns = [f"{end}_rank_{side}" for side in (one, other) for end in ("worst", "best")]
    open_: dict[str, tuple[str, str, str]] = {}
    rows = []
    for series, name, *ranks in pairs.select("series_id", f"name_{other}", *columns).iter_rows():
        first, last = (ranks[0], ranks[1]), (ranks[2], ranks[3])
        sure = _by_ranges((first, last), given, then)
        shown = name, crosstab.first.scale.name(*first), crosstab.second.scale.name(*last)
        if sure == POSSIBLE:
            open_[series] = shown
        elif sure:
            rows.append((series, *shown, sure))
    if open_:
        settled = _by_facts(crosstab, wanted, series_of)
        rows += [(series, *shown, settled[series]) for series, shown in open_.items() if settled[series]]
    schema = dict.fromkeys(("series_id", "name", "first", "last", "certainty"), pl.String)
    return pl.DataFrame(rows, schema=schema, orient="row").sort("certainty", "name", "series_id")


def _by_ranges(spreads: tuple[Range, Range], given: tuple[int, ...], then: tuple[int, ...]) -> str:
    """Classify a council by its own two ranges."""
    at = [
        [rank in ranks for rank in range(worst, best + 1)]
        for (worst, best), ranks in zip(spreads, (given, then), strict=True)
    ]
    if not all(map(any, at)):
        return ""
    return CERTAIN if all(map(all, at)) else POSSIBLE


def _by_facts(crosstab: Crosstab, wanted: frozenset[Cell], series_of: Series) -> Mapping[str, str]:
    """Classify every paired series: in the wanted cells in every completion, in some, or in none."""
    programs = crosstab.solver.search.programs
    known: dict[tuple[Stratum, int], str] = {}
    found: dict[str, str] = {}
    for _, stratum, inside in series_of(crosstab):
        for place, series in enumerate(inside):
            if (stratum, place) not in known:
                counts = programs.stratum_in(stratum, place, wanted)
                number = programs.number_of(stratum)
                known[stratum, place] = CERTAIN if counts.lowest == number else POSSIBLE if counts.highest else ""
            found[series] = known[stratum, place]
    return found
