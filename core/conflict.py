"""Find facts that contradict each other."""

from __future__ import annotations

from crossregime.core.completions import Problem
from crossregime.core.errors import DataError


def contradiction(problem: Problem) -> DataError:
    """Report that no completion meets every fact."""
    printed = "; ".join(limit.name for limit in problem.limits if limit.name)
    return DataError(
        "the facts contradict each other: no completion of the ranges meets every printed total",
        where=printed,
        do="check the totals and the outcomes against their sources",
    )
