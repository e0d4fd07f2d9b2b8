"""Make the parts of the JSON document for a table of a user's own frames."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crossregime.core.engines.rated import SIDES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.bounds import BoundedStatistic
    from crossregime.core.comparison import Crosstab
    from crossregime.core.engines.side import KnownTotal


def table_dict(found: Crosstab, measured: Sequence[BoundedStatistic]) -> dict[str, Any]:
    """Return the counts, the bounds of the cells and the statistics of one table."""
    tabulation = found.tabulation
    scales = found.first.scale, found.second.scale
    heads = [
        [
            {"label": scale.name(*each), "worst": each[0], "best": each[1]}
            for each in tabulation.categories(side)
        ]
        for side, scale in enumerate(scales)
    ]  # fmt: skip
    return {
        "pairs": tabulation.pairs,
        "complete_pairs": found.identification.named,
        "rows": heads[0],
        "columns": heads[1],
        "counts": tabulation.matrix,
        "known": tabulation.known,
        "bounds": [[{"lowest": each.lowest, "highest": each.highest} for each in row] for row in found.bounds],
        "method": found.solver.method,
        "complete_case_is_a_warning": found.identification.named < tabulation.pairs,
        "statistics": [_figure(each) for each in measured],
    }


def _figure(figure: BoundedStatistic) -> dict[str, Any]:
    bounds = figure.interval
    return {
        "id": figure.entry.name,
        "part": figure.part,
        "title": figure.title,
        "value": figure.value,
        "standard_error": figure.standard_error,
        "reason": figure.measured.reason or "",
        "bounds": None if bounds is None else bounds.to_dict(),
        "why_no_bounds": figure.why_no_bounds,
        "note": figure.note,
    }


def total_dict(total: KnownTotal, labels: Sequence[str]) -> dict[str, Any]:
    """Return a known total; `labels` are those of the scale of its side."""
    return {
        "side": SIDES[total.side],
        "grades": [labels[rank] for rank in total.ranks],
        "lowest": total.lowest,
        "highest": total.highest,
        "group": {total.dimension: total.group} if total.dimension else None,
    }
