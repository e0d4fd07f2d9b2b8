"""Find the councils that are one step from another headline by the rule of their regime."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from crossregime.core.rules.document import grades_dict, ground_head, move_dict, rule_dict, span_dict, standing_dict

if TYPE_CHECKING:
    import polars as pl

    from crossregime.core.model import Pattern
    from crossregime.core.rules.ground import CouncilRating, Move, RuleContext


@dataclass(frozen=True, slots=True)
class Step:
    """A council and the single judgements, one grade better or worse, that would change its headline."""

    standing: CouncilRating
    pattern: Pattern
    by_rule: int
    up: tuple[Move, ...]
    down: tuple[Move, ...]


@dataclass(frozen=True, eq=False)
class NearThreshold:
    """The councils of a position that are one step from another headline.

    >>> import crossregime as cr
    >>> steps = cr.rate_all("ssi2003")
    >>> steps.known, len(steps.councils)
    (150, 145)
    """

    ground: RuleContext

    @cached_property
    def councils(self) -> tuple[Step, ...]:
        """Those that are, sorted by series."""
        found = []
        for each in self.ground.standings:
            if each.pattern is None:
                continue
            moves = tuple(self.ground.moves(each.pattern, by_one=True))
            if moves:
                up = tuple(move for move in moves if move.then > move.now)
                down = tuple(move for move in moves if move.then < move.now)
                by_rule = self.ground.rule.headline(each.pattern)
                found.append(Step(each, each.pattern, by_rule, up, down))
        return tuple(found)

    @cached_property
    def known(self) -> int:
        """The number of councils with every judgement known; the others can't be classified."""
        return sum(each.pattern is not None for each in self.ground.standings)

    @cached_property
    def frame(self) -> pl.DataFrame:
        """One row a council and judgement that would change its headline, in the order of the councils.

        Columns: council_id, series_id, name, headline (by the rule), way (up or down), judgement, from, to, then (the
        headline that the rule then gives), sure_without_rule.
        """
        import polars as pl

        labels = self.ground.rule.gives.scale.labels
        names = ("council_id", "series_id", "name", "headline", "way", "judgement", "from", "to", "then")
        rows = [
            (
                step.standing.council, step.standing.series, step.standing.name, labels[step.by_rule], way,
                move.judgement.id, move.judgement.scale.labels[move.now], move.judgement.scale.labels[move.then],
                labels[move.headline], move.sure,
            )
            for step in self.councils
            for way, moves in (("up", step.up), ("down", step.down))
            for move in moves
        ]  # fmt: skip
        schema = dict.fromkeys(names, pl.String) | {"sure_without_rule": pl.Boolean}
        return pl.DataFrame(rows, schema=schema, orient="row")

    def _repr_html_(self) -> str:
        from crossregime.render import html_page, lay_steps

        return html_page(lambda page: lay_steps(page, self))

    def __repr__(self) -> str:
        return (
            f"Steps in {self.ground.position.label}: {len(self.councils)} of {self.known} councils with every judgement"
            " known are one step from another grade"
        )

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data (schemas/rate.schema.json)."""
        ground = self.ground
        scale = ground.rule.gives.scale
        return {
            **ground_head(ground, "steps"),
            "known": self.known,
            "councils": [
                {
                    **standing_dict(step.standing, ground),
                    "by_rule": span_dict((step.by_rule, step.by_rule), scale),
                    "judgements": grades_dict(step.pattern, ground.rule.judgements),
                    "up": [move_dict(move, scale) for move in step.up],
                    "down": [move_dict(move, scale) for move in step.down],
                }
                for step in self.councils
            ],
            "rule": rule_dict(ground),
        }
