"""Average ratings as an inspectorate itself scored them, and nowhere else.

Ordinal grades have no average of their own. SSI gave its stars the scores 0 to 3 when it averaged a region or a
type of council; a regime that declares such a scoring can be averaged by it, with bounds where grades are ranges.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crossregime.core.comparison.constraints import name_total
from crossregime.core.councils import load_register
from crossregime.core.model import bound_grade

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crossregime.core.model import Scoring
    from crossregime.core.positions import Position


@dataclass(frozen=True, slots=True)
class Average:
    """The average score of a group's councils: its smallest and largest value over all completions."""

    dimension: str
    group: str
    councils: int
    lowest: float
    highest: float


def scoring(position: Position) -> Scoring | None:
    """Find the inspectorate's own scoring of a position's judgement, or None where it used none."""
    if position.mapping is not None:
        return None  # it scored the grades of its own scale
    found = [each for each in position.regime.scorings if each.judgement == position.judgement.id]
    return found[0] if found else None


def averages(position: Position, dimension: str, where: Mapping[str, str] | None = None) -> tuple[Average, ...]:
    """Average the scores of a position by region or type, over all its councils by their own group.

    `where` limits them to one region or type. Empty where the inspectorate used no scoring.
    """
    import polars as pl

    rule = scoring(position)
    if rule is None:
        return ()
    rows = position.frame.filter(pl.col("worst_rank").is_not_null())
    wanted = pl.lit(value=True)
    for column, value in (where or {}).items():
        wanted &= pl.col(column) == value
    counted = (
        rows.with_columns(wanted.alias("inside"))
        .group_by("region", "type", "worst_rank", "best_rank", "inside")
        .len()
        .sort("region", "type", "worst_rank", "best_rank", "inside")
        .to_dicts()
    )
    found = []
    for group in load_register().group_values(dimension):
        members = [row for row in counted if row["inside"] and row[dimension] == group]
        councils = sum(row["len"] for row in members)
        if councils:
            sums = _sums(position, counted, members, rule.scores)
            found.append(Average(dimension, group, councils, *(total / councils for total in sums)))
    return tuple(found)


def _sums(
    position: Position,
    everyone: Sequence[Mapping[str, Any]],
    members: Sequence[Mapping[str, Any]],
    scores: Sequence[float],
) -> tuple[float, float]:
    """Bound the sum of the members' scores; councils outside share the printed totals."""
    if all(row["worst_rank"] == row["best_rank"] for row in members):
        exact = sum(scores[row["worst_rank"]] * row["len"] for row in members)
        return exact, exact
    from crossregime.core.bounds import Problem, Stratum, Variable, solve

    # A table of one column: each member stands in the row of its grade.
    strata = []
    for row in everyone:
        grade = bound_grade((row["worst_rank"], row["best_rank"]), row, position.totals)
        inside = any(row is member for member in members)
        variables = (grade, Variable(1, (0, 0))) if inside else (grade,)
        strata.append(Stratum(row["len"], variables, ((0, 1),) if inside else ()))
    limits = tuple(name_total(position, total, 0) for total in position.totals)
    programs = solve(Problem((len(position.scale), 1), tuple(strata), limits)).search.programs
    cost = programs.weighed({(rank, 0): score for rank, score in enumerate(scores)})
    low, high = (float((cost * programs.solve(sign * cost)).sum()) for sign in (1, -1))
    return low, high
