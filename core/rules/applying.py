"""Apply the rating rule of a regime to a position: only where a user asks for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crossregime.core.councils import load_register
from crossregime.core.errors import DataError, UsageError
from crossregime.core.positions import RuleUse
from crossregime.core.ranges import Grades, grades, hull

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from crossregime.core.model import Judgement, Regime, Rule
    from crossregime.core.positions import Position
    from crossregime.core.ranges import Range


def apply_rule(position: Position) -> Position:
    """Narrow the unknown outcomes of a position by the rule of its regime, if it has one.

    Each unknown outcome keeps the grades that some completion of the council's other outcomes of the same
    publication allows: judgements narrow the headline; the headline and the other judgements narrow a
    judgement. A judgement with a change mark is not the grade that it changed to. Grades in between that no
    completion gives stay within the range. What is narrowed gets the status `rule`, and its note says what
    stood there. Raises DataError, naming the councils, where no completion is left.

    >>> import crossregime
    >>> used = apply_rule(crossregime.position("ssi2002:adults.serving"))
    >>> used.rule_use[0].narrowed, used.rule_use[0].determined
    (34, 31)
    """
    import polars as pl

    rows = position.outcomes.to_dicts()
    uses = []
    for regime, judgement in zip(position.regimes, position.judgements, strict=True):
        own = [row for row in rows if row["regime"] == regime.id]
        uses.append(_use(position, own, regime, judgement))
    outcomes = pl.DataFrame(rows, schema=position.outcomes.schema)
    return replace(position, outcomes=outcomes, rule_use=tuple(uses))


def apply_rules(positions: Sequence[Position]) -> list[Position]:
    """Narrow several positions, each by the rule of its regime.

    Raises UsageError where none of the regimes carries a rule.
    """
    if not any(regime.rule for position in positions for regime in position.regimes):
        names = dict.fromkeys(regime.id for position in positions for regime in position.regimes)
        raise UsageError(
            f"there is no rule to use: no rating rule comes with {' or '.join(names)}",
            where="`use_rule`",
            do="leave `use_rule` out",
        )
    return [apply_rule(position) for position in positions]


def _use(position: Position, rows: list[dict[str, Any]], regime: Regime, judgement: Judgement) -> RuleUse:
    """Narrow the rows of one regime in place; return what that added."""
    rule = regime.rule
    if rule is None:
        return RuleUse(regime.id, None, judgement.id)
    targets = (*rule.names, rule.gives.id)
    unknown = sum(row["worst"] != row["best"] for row in rows if row["worst"] is not None)
    if judgement.id not in targets:
        return RuleUse(regime.id, rule, judgement.id, f"it is not about {judgement.id}", unknown)
    councils = _known(rows, regime, targets, judgement.id)
    narrowing = _Narrowing((rule,), targets.index(judgement.id))
    impossible: list[str] = []
    contradicted: list[str] = []
    narrowed, determined = narrowing.count(councils)
    doubting = [
        (variant.part, *_Narrowing((rule, variant.rule), narrowing.target).count(councils))
        for variant in rule.variants()
        if unknown
    ]
    for row, left in councils:
        before, after = (row["worst"], row["best"]), narrowing.narrow(left)
        if after is None:
            (contradicted if before[0] == before[1] else impossible).append(row["council_id"])
        elif after != before:
            _supply(row, rule, judgement, before, after)
    if impossible:
        raise DataError(
            f"the {rule.title} contradicts what is known of {', '.join(_names(impossible))}",
            where=f"{position.label}, with the rule",
            do="check the outcomes of these councils, or leave the rule out",
        )
    why_not = "" if unknown else "every outcome is known already"
    use = RuleUse(regime.id, rule, judgement.id, why_not, unknown, narrowed, determined, tuple(doubting))
    return replace(use, contradicted=_names(contradicted))


def _names(councils: Sequence[str]) -> tuple[str, ...]:
    return tuple(load_register().council(council).name for council in councils)


_Council = tuple[dict[str, Any], "tuple[Grades, ...]"]
"""A row of the position, with the possible grades of everything in the rule, for one council and publication."""


def _known(rows: list[dict[str, Any]], regime: Regime, targets: tuple[str, ...], judgement: str) -> list[_Council]:
    """Join to each row what is known of everything in the rule; skip rows where something has no grade."""
    import polars as pl

    graded = regime.outcomes.filter(pl.col("judgement").is_in(targets) & pl.col("worst").is_not_null())
    held: dict[tuple[str, dt.date], dict[str, Range]] = {}
    for series, published, name, worst, best in graded.select(
        "series_id", "published", "judgement", "worst", "best"
    ).iter_rows():
        held.setdefault((series, published), {})[name] = (worst, best)
    councils = []
    for row in rows:
        series, published = row["series_id"], row["published"]
        found = held.get((series, published), {})
        if row["worst"] is not None and len(found) == len(targets):
            # Keep the position's own grade, which may have changed since the regime was read.
            found = found | {judgement: (row["worst"], row["best"])}
            out = (regime.ruled_out.get((published, series, name)) for name in targets)
            left = (grades(found[name], rank) for name, rank in zip(targets, out, strict=True))
            councils.append((row, tuple(left)))
    return councils


class _Narrowing:
    """Narrow the outcome at one place among judgements and headline; remembers its answers.

    With several rules a grade is left when any of them allows it.
    """

    def __init__(self, rules: tuple[Rule, ...], target: int) -> None:
        self.target = target
        self._rules = rules
        self._found: dict[tuple[Grades, ...], Range | None] = {}

    def narrow(self, left: tuple[Grades, ...]) -> Range | None:
        """Return the range that is left, or None where no completion is."""
        if left not in self._found:
            found = [each for rule in self._rules for each in rule.completions(left[:-1], left[-1])]
            self._found[left] = hull([(*pattern, headline)[self.target] for pattern, headline in found])
        return self._found[left]

    def count(self, councils: Sequence[_Council]) -> tuple[int, int]:
        """Count the outcomes that it narrows, and those of them with one grade left."""
        changed = [
            after
            for row, left in councils
            if (after := self.narrow(left)) is not None and after != (row["worst"], row["best"])
        ]
        return len(changed), sum(worst == best for worst, best in changed)


def _supply(row: dict[str, Any], rule: Rule, judgement: Judgement, before: Range, after: Range) -> None:
    """Write the grades by rule into a row, and the previous ones into its note."""
    was = judgement.scale.name(*before)
    note = f"by the {rule.title} from the council's other outcomes; without it {was}"
    row["worst"], row["best"] = after
    row["status"] = "rule"
    row["note"] = "; ".join(filter(None, (note, row["note"])))
