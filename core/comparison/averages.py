"""Average ratings by the inspectorate's own scores, if it used any.

Ordinal grades have no average of their own. SSI gave its stars the scores 0 to 3 when it averaged a region or a
type of council; a regime that declares such a scoring can be averaged by it, with bounds where grades are ranges.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crossregime.core.comparison.constraints import name_total
from crossregime.core.model import bound_grade

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crossregime.core.councils import Grouping, Where
    from crossregime.core.model import Scoring
    from crossregime.core.positions import Position


@dataclass(frozen=True, slots=True)
class Average:
    """The average score of a group's councils: its smallest and largest value over all completions."""

    grouping: Grouping
    group: str
    councils: int
    lowest: float
    highest: float


def scoring(position: Position) -> Scoring | None:
    """Find the inspectorate's own scoring of a position's judgement, or None where it used none."""
    if position.mapping is not None:
        return None  # the scores are of its own scale
    found = [each for each in position.regime.scorings if each.judgement == position.judgement.id]
    return found[0] if found else None


def averages(position: Position, by: Grouping, where: Sequence[Where] = ()) -> tuple[Average, ...]:
    """Average the scores of a position by group, over all its councils by their own group on its own date.

    `where` limits them. Empty where the inspectorate used no scoring.
    """
    import polars as pl

    rule = scoring(position)
    if rule is None:
        return ()
    rows = position.frame.filter(pl.col("worst_rank").is_not_null())
    councils, on = rows.get_column("council_id"), position.date
    inside = [all(each.grouping.group(council, on) == each.value for each in where) for council in councils]
    # Region and type are counted too, for the totals are printed by them.
    keys = ("region", "type", "own_group", "worst_rank", "best_rank", "inside")
    counted = (
        rows.with_columns(by.groups_of(councils, on).alias("own_group"), pl.Series("inside", inside, dtype=pl.Boolean))
        .group_by(*keys)
        .len()
        .sort(*keys)
        .to_dicts()
    )
    found = []
    for group in by.every:
        members = [row for row in counted if row["inside"] and row["own_group"] == group]
        number = sum(row["len"] for row in members)
        if number:
            sums = _sums(position, counted, members, rule.scores)
            found.append(Average(by, group, number, *(total / number for total in sums)))
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

    # A table of one column: each member is in the row of its grade.
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
