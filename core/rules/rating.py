"""Rate a pattern of judgements, or explain the rating of a council, by the rule of its regime.

Beside the answer by rule is the one without it, which assumes order and symmetry only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from crossregime.core.arguments import shown
from crossregime.core.errors import SelectorError, UnknownCouncilError, UsageError
from crossregime.core.ranges import grades, hull
from crossregime.core.rules.evidence import evidence
from crossregime.core.rules.ground import CouncilRating, Move, RuleContext, RuleFreeBound

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crossregime.core.model import Pattern, Regime, Rule
    from crossregime.core.positions import Position
    from crossregime.core.ranges import Grades, Range


@dataclass(frozen=True, eq=False)
class Rating:
    """The rating of a pattern of judgements, of a council or by itself.

    `ranges` are the judgements, in the order of the rule; each a grade, or for a council a range of grades.

    >>> import crossregime as cr
    >>> rating = cr.rate("ssi2003", council="Ealing")
    >>> rating.rule.id
    'ssi-points'
    """

    ground: RuleContext
    ranges: tuple[Range, ...]
    standing: CouncilRating | None = None

    @property
    def rule(self) -> Rule:
        """The rule."""
        return self.ground.rule

    @property
    def regime(self) -> Regime:
        """The regime."""
        return self.ground.regime

    def _repr_html_(self) -> str:
        from crossregime.render import html_page, lay_rating

        return html_page(lambda page: lay_rating(page, self))

    def __repr__(self) -> str:
        rule, gives = self.rule, self.rule.gives.scale.name
        of = "" if self.standing is None else f" of {self.standing.name}"
        said = ", ".join(
            f"{judgement.id}={judgement.scale.name(*ends)}"
            for judgement, ends in zip(rule.judgements, self.ranges, strict=True)
        )
        free = "; ".join(
            f"{each.name}: {'nothing fits' if each.range is None else gives(*each.range)}" for each in self.without_rule
        )
        return (
            f"Rating{of} in {self.regime.id}: {said}\n  by {rule.title}: {gives(*self.by_rule)}"
            f"\n  without it, by {free}"
        )

    @property
    def pattern(self) -> Pattern | None:
        """The pattern, where every judgement is known."""
        pattern = tuple(worst for worst, best in self.ranges if worst == best)
        return pattern if len(pattern) == len(self.ranges) else None

    @property
    def ruled_out(self) -> tuple[int | None, ...]:
        """The grade of each judgement ruled out by a change mark; None without one."""
        return (None,) * len(self.ranges) if self.standing is None else self.standing.ruled_out

    @property
    def grades(self) -> tuple[Grades, ...]:
        """The grades that each judgement can have."""
        return tuple(grades(span, rank) for span, rank in zip(self.ranges, self.ruled_out, strict=True))

    @cached_property
    def by_rule(self) -> Range:
        """The headline by the rule: a range where judgements are unknown."""
        found = hull([headline for _, headline in self.rule.completions(self.grades)])
        assert found is not None  # noqa: S101  # a range has at least one grade
        return found

    @cached_property
    def working(self) -> str:
        """The derivation of the headline, where every judgement is known."""
        return "" if self.pattern is None else self.rule.explain(self.pattern)

    @cached_property
    def without_rule(self) -> tuple[RuleFreeBound, ...]:
        """The rule-free answers, from less to more ratings."""
        found = []
        for layer in self.ground.evidence.layers:
            known = layer.monotone
            found.append(RuleFreeBound(layer.name, known.hull(self.grades), known.determined, len(known.patterns)))
        return tuple(found)

    @property
    def agrees(self) -> bool | None:
        """Tell whether the rule allows the council's own headline; None without a council or a headline."""
        if self.standing is None or self.standing.headline is None:
            return None
        return bool(self.rule.completions(self.grades, grades(self.standing.headline)))

    @cached_property
    def narrowed(self) -> tuple[Range, ...]:
        """The judgements that the rule leaves when the council's own headline is known too."""
        if not self.agrees or self.standing is None or self.standing.headline is None:
            return self.ranges
        left = self.rule.completions(self.grades, grades(self.standing.headline))
        found = (hull([pattern[place] for pattern, _ in left]) for place in range(len(self.ranges)))
        return tuple(now or was for now, was in zip(found, self.ranges, strict=True))

    @cached_property
    def same(self) -> tuple[CouncilRating, ...]:
        """The councils of the position with this very pattern."""
        if self.pattern is None:
            return ()
        return tuple(each for each in self.ground.standings if each.pattern == self.pattern)

    @cached_property
    def swapped(self) -> tuple[CouncilRating, ...]:
        """The councils with the same grades, services swapped."""
        if self.pattern is None:
            return ()
        free = self.ground.evidence.layers[-1].monotone
        mine = free.unordered(self.pattern)
        others = (each for each in self.ground.standings if each.pattern not in (None, self.pattern))
        return tuple(each for each in others if each.pattern and free.unordered(each.pattern) == mine)

    @cached_property
    def raises(self) -> tuple[Move, ...]:
        """For each judgement, the nearest better grade that would raise the headline."""
        return () if self.pattern is None else tuple(self.ground.moves(self.pattern, by_one=False))

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data (schemas/rate.schema.json)."""
        from crossregime.core.rules.document import ground_head, move_dict, rule_dict, span_dict, standing_dict

        scale = self.rule.gives.scale
        return {
            **ground_head(self.ground, "rating"),
            "council": None if self.standing is None else standing_dict(self.standing, self.ground),
            "judgements": [
                {
                    "id": judgement.id,
                    **span_dict(each, judgement.scale),
                    "changed_to": None if out is None else judgement.scale.labels[out],
                    "by_rule": span_dict(narrowed, judgement.scale),
                }
                for judgement, each, out, narrowed in zip(
                    self.rule.judgements, self.ranges, self.ruled_out, self.narrowed, strict=True
                )
            ],
            "by_rule": {**span_dict(self.by_rule, scale), "working": self.working},
            "agrees": self.agrees,
            "without_rule": [
                {
                    "from": free.name,
                    "range": None if free.range is None else span_dict(free.range, scale),
                    "determined": free.determined,
                    "patterns": free.patterns,
                }
                for free in self.without_rule
            ],
            "raises": [move_dict(move, scale) for move in self.raises],
            "same_pattern": [standing_dict(each, self.ground) for each in self.same],
            "same_but_for_order": [standing_dict(each, self.ground) for each in self.swapped],
            "rule": rule_dict(self.ground),
        }


def rule_context(position: Position, others: Sequence[Regime]) -> RuleContext:
    """Prepare answers about the headline of a position; `others` may carry the same rule, as evidence.

    Raises SelectorError for regimes joined or a judgement that is not the headline, UsageError for a regime
    without a rule, DataError for a rule that can't be read.
    """
    where = f"selector '{position.selector}'"
    if len(position.regimes) > 1:
        raise SelectorError("a rule is that of one regime", where=where, do="name one regime")
    regime = position.regime
    if not position.is_headline:
        do = f"leave ':{position.judgement.id}' out: a rule leads to {regime.headline}"
        raise SelectorError(f"{position.judgement.id} is not what a rule gives", where=where, do=do)
    rule = regime.rule
    if rule is None:
        with_rule = ", ".join(other.id for other in others if other.rule is not None)
        do = f"those that carry one are {with_rule}" if with_rule else "add a rule.json to its folder"
        raise UsageError(f"{regime.id} carries no rating rule", where=where, do=do)
    return RuleContext(position, rule, evidence(regime, rule, others))


def parse_assignments(words: Iterable[str]) -> dict[str, str]:
    """Parse judgements written as judgement=grade; raise UsageError for another form or a duplicate.

    >>> parse_assignments(["adults.serving=most"])
    {'adults.serving': 'most'}
    """
    given: dict[str, str] = {}
    for word in words:
        name, equals, grade = word.partition("=")
        if not (name and equals and grade):
            raise UsageError(f"'{word}' is not a judgement with its grade", do="write it as adults.serving=most")
        if name in given:
            raise UsageError(f"{name} is given twice", where=word, do="give each judgement one grade")
        given[name] = grade
    return given


def rate_pattern(on: RuleContext, given: Mapping[str, str]) -> Rating:
    """Rate a pattern: a rank or a grade (label, id or printed form, in any case) for every judgement of the rule.

    Raises UsageError for an unknown judgement or grade, and for too few.
    """
    if not isinstance(given, Mapping):
        do = 'write {"adults.serving": "most", ...}'
        raise UsageError("the judgements are not a mapping to grades", where=shown(given), do=do)
    return Rating(on, tuple((rank, rank) for rank in on.rule.pattern(given)))


def rate_council(on: RuleContext, name: str) -> Rating:
    """Explain the rating of a council (name or code).

    Raises UnknownCouncilError for one that the register or the position doesn't know, UsageError where a
    judgement of it has no grade.
    """
    if not isinstance(name, str):
        raise UsageError("a council is named by its name or a code", where=shown(name), do='write council="Ealing"')
    position = on.position
    universe = position.publication.universe.on if position.publication else position.date
    council = position.register.resolve(name, universe)
    standing = next((each for each in on.standings if each.series == council.series), None)
    if standing is None:
        do = "name another council, or another date"
        raise UnknownCouncilError(f"{position.name} has no rating of {council.name}", where=name, do=do)
    ranges = [each for each in standing.ranges if each is not None]
    if len(ranges) < len(standing.ranges):
        lacking = [
            f"{name} ({status.replace('_', ' ')})"
            for name, each, status in zip(on.rule.names, standing.ranges, standing.statuses, strict=True)
            if each is None
        ]
        raise UsageError(
            f"{standing.name} has no grade for {', '.join(lacking)}",
            where=f"{position.name}, {standing.name}",
            do="the rule needs every judgement: give them yourself, as in judgement=grade",
        )
    return Rating(on, tuple(ranges), standing)
