"""Record what a comparison found, so that the same call made again can be held to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crossregime.core.errors import UsageError
from crossregime.core.runs import make_run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import polars as pl

    from crossregime.core.bounds import BoundedStatistic, Counts
    from crossregime.core.comparison.crosstab import Crosstab
    from crossregime.core.comparison.events import Events
    from crossregime.core.comparison.tables import Tables
    from crossregime.core.positions import Position
    from crossregime.core.runs import Call, Run


def record_tables(tables: Tables, call: Call | None, document: Mapping[str, Any]) -> Run:
    """Record a comparison under the call that made it, with its `document`.

    Raises UsageError for a comparison that was not made by one call, and for a call that no file can hold.
    """
    call = _made_by(call)
    regimes = [regime for position in tables.positions for regime in position.regimes]
    grades = {name: list(grades) for name, *grades in tables.lines}
    return make_run(call, regimes, document, dict(_figures(tables)), grades)


def record_conclusions(
    positions: Sequence[Position], conclusions: pl.DataFrame, call: Call | None, document: Mapping[str, Any]
) -> Run:
    """Record a comparison under several crosswalks: the range of each conclusion under each.

    Raises UsageError as `record_tables` does.
    """
    call = _made_by(call)
    regimes = [regime for position in positions for regime in position.regimes]
    figures = {}
    for row in conclusions.iter_rows(named=True):
        of = f"{row['group']}: " if row.get("group") else ""
        ends = None if row["lowest"] is None else [row["lowest"], row["highest"]]
        figures[f"{of}{row['title']}, {row['crosswalk']}"] = ends
    return make_run(call, regimes, document, figures)


def record_events(found: Events, call: Call) -> Run:
    """Record inspections that follow each other, under their call."""
    labels = found.position.scale.labels
    figures: dict[str, Any] = {
        f"{before}, then {after}": number
        for before, row in zip(labels, found.table, strict=True)
        for after, number in zip(labels, row, strict=True)
    }
    return make_run(call, found.position.regimes, found.to_dict(), {**figures, **found.moves})


def _made_by(call: Call | None) -> Call:
    if call is None:
        raise UsageError("this comparison was not made by one call of compare", do="make it with crossregime.compare")
    return call


def _figures(comparison: Tables) -> Iterator[tuple[str, Any]]:
    """Give every figure by what it is of: a number, or a range as [lowest, highest]."""
    several = len(comparison.crosstabs) > 1
    for table in comparison.every_crosstab():
        of = f"{table.first.label} by {table.second.label}: " if several else ""
        of += f"{table.group.label}: " if table.group else ""
        yield from ((of + name, value) for name, value in _of_table(comparison, table))
    for moved in comparison.movements.values():
        of = " to ".join(comparison.positions[side - 1].label for side in moved.sides)
        for name in ("rises", "falls", "unchanged"):
            yield f"{of}: {name}", _counts(getattr(moved, name))


def _of_table(comparison: Tables, table: Crosstab) -> Iterator[tuple[str, Any]]:
    yield "pairs", table.tabulation.pairs
    for before, row in zip(table.first.scale.labels, table.bounds, strict=True):
        for after, counts in zip(table.second.scale.labels, row, strict=True):
            yield f"{before}, then {after}", _counts(counts)
    difference = table.headline.difference
    yield "difference of shares", [difference.lowest, difference.highest]
    for figure in comparison.figures[table]:
        yield figure.title, _statistic(figure)
    for found in comparison.chances.get(table, ()):
        yield f"{found.title}, {found.method}", found.p if found.lowest is None else [found.lowest, found.highest]


def _counts(counts: Counts) -> int | list[int]:
    return counts.lowest if counts.lowest == counts.highest else [counts.lowest, counts.highest]


def _statistic(figure: BoundedStatistic) -> Any:
    interval = figure.interval
    return figure.value if interval is None else [interval.lowest, interval.highest]
