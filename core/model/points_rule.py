"""Define a rating rule by points, thresholds and caps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise, product
from math import gcd
from typing import TYPE_CHECKING

from crossregime.core.model.rule import Pattern, Ratios, Rule, Stepping, Variant, Weighing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crossregime.core.model.judgement import Judgement

LARGEST_TERM = 9
"""Ratios of weights are tried up to this number."""


@dataclass(frozen=True, slots=True)
class Cap:
    """Hold the headline down while one of some judgements is at a grade or worse."""

    name: str
    judgements: tuple[str, ...]
    at: int
    gives: int


@dataclass(frozen=True, kw_only=True, repr=False)
class PointsRule(Rule):
    """A rule that adds up points, applies thresholds to find the headline, and caps it.

    A judgement adds its rank (0 for the worst grade) times its weight; `weights` stand in the order of
    `judgements`. `thresholds` are the least points of each headline grade but the worst, ascending.
    """

    weights: tuple[int, ...]
    thresholds: tuple[int, ...]
    caps: tuple[Cap, ...] = ()

    def points(self, pattern: Pattern) -> int:
        """Add up the points of a pattern."""
        return sum(weight * rank for weight, rank in zip(self.weights, pattern, strict=True))

    def headline(self, pattern: Pattern) -> int:
        """Return the rank of the headline: by points, limited by the caps that apply."""
        self.check(pattern)
        by_points = sum(self.points(pattern) >= least for least in self.thresholds)
        return min([by_points, *(cap.gives for cap, _ in self._struck(pattern))])

    def _struck(self, pattern: Pattern) -> list[tuple[Cap, Judgement]]:
        """Find the caps that apply, each with the judgement that triggers it."""
        ranks = dict(zip(self.names, pattern, strict=True))
        by_id = {judgement.id: judgement for judgement in self.judgements}
        return [(cap, by_id[name]) for cap in self.caps for name in cap.judgements if ranks[name] <= cap.at]

    def explain(self, pattern: Pattern) -> str:
        """Write out the sum, or name the caps that apply."""
        labels = self.gives.scale.labels
        ranks = dict(zip(self.names, pattern, strict=True))
        struck = self._struck(pattern)
        if struck:
            causes = [f"{judgement.id} is {judgement.scale.labels[ranks[judgement.id]]}" for _, judgement in struck]
            held = labels[min(cap.gives for cap, _ in struck)]
            return f"{' and '.join(causes)}: not above {held}, whatever the rest."
        terms = [
            f"{judgement.scale.labels[rank]} {f'{weight} x {rank}' if weight != 1 else rank}"
            for judgement, weight, rank in zip(self.judgements, self.weights, pattern, strict=True)
        ]
        return f"{' + '.join(terms)} = {self.points(pattern)} points. {self._ladder()}."

    def _ladder(self) -> str:
        labels = self.gives.scale.labels
        return ", ".join(f"{labels[rank]} from {least}" for rank, least in enumerate(self.thresholds, 1))

    def formula(self) -> str:
        """State weights, caps and thresholds."""
        by_weight: dict[int, list[str]] = {}
        for name, weight in zip(self.names, self.weights, strict=True):
            by_weight.setdefault(weight, []).append(name)
        weights = " + ".join(
            (f"{weight} x ({' + '.join(names)})" if weight != 1 else " + ".join(names))
            for weight, names in by_weight.items()
        )
        text = f"Points = {weights}, the worst grade counting 0, the next 1 and so on. {self._ladder()}."
        by_id = {judgement.id: judgement for judgement in self.judgements}
        for cap in self.caps:
            grade = by_id[cap.judgements[0]].scale.labels[cap.at]
            text += f" {grade} in {' or '.join(cap.judgements)}: {self.gives.scale.labels[cap.gives]}."
        return text

    def variants(self) -> tuple[Variant, ...]:
        """Return the rule without each cap, and then without any."""
        found = []
        for cap in self.caps:
            others = tuple(each for each in self.caps if each != cap)
            found.append(Variant(cap.name, replace(self, caps=others)))
        if len(found) > 1:
            found.append(Variant("every veto", replace(self, caps=())))
        return tuple(found)

    def weighings(self, rated: Sequence[tuple[Pattern, int]]) -> tuple[Weighing, ...]:
        """Try other whole numbers for each weight, all judgements of that weight together, with any thresholds.

        A number fits when every rating without a cap has more points than any with a worse headline.
        """
        most, free = 3 * max(self.weights), self._unheld(rated)
        return tuple(
            Weighing(
                self._weighed(weight), weight, most,
                tuple(other for other in range(most + 1) if _apart(self._reweighed({weight: other}), free)),
            )
            for weight in dict.fromkeys(self.weights)
        )  # fmt: skip

    def ratios(self, rated: Sequence[tuple[Pattern, int]]) -> tuple[Ratios, ...]:
        """Try every ratio of the two weights of a rule that has two, in its lowest terms."""
        different = list(dict.fromkeys(self.weights))
        if len(different) != 2:
            return ()
        one, other = different
        most, free = LARGEST_TERM, self._unheld(rated)
        fitting = [
            pair
            for pair in product(range(most + 1), range(most + 1))
            if gcd(*pair) == 1 and _apart(self._reweighed(dict(zip(different, pair, strict=True))), free)
        ]
        return (Ratios((self._weighed(one), self._weighed(other)), most, tuple(fitting)),)

    def steppings(self, rated: Sequence[tuple[Pattern, int]]) -> tuple[Stepping, ...]:
        """Bound each threshold by the ratings to which no cap applies: above the worse ones, not above the others."""
        points = [(self.points(pattern), headline) for pattern, headline in self._unheld(rated)]
        found = []
        for rank, least in enumerate(self.thresholds, 1):
            worse = [each for each, headline in points if headline < rank]
            others = [each for each, headline in points if headline >= rank]
            label = self.gives.scale.labels[rank]
            found.append(Stepping(label, least, max(worse) + 1 if worse else None, min(others) if others else None))
        return tuple(found)

    def _unheld(self, rated: Sequence[tuple[Pattern, int]]) -> set[tuple[Pattern, int]]:
        """Keep the ratings to which no cap applies, each pattern and headline once."""
        return {(pattern, headline) for pattern, headline in rated if not self._struck(pattern)}

    def _weighed(self, weight: int) -> tuple[str, ...]:
        return tuple(name for name, each in zip(self.names, self.weights, strict=True) if each == weight)

    def _reweighed(self, others: Mapping[int, int]) -> PointsRule:
        return replace(self, weights=tuple(others.get(weight, weight) for weight in self.weights))


def _apart(rule: PointsRule, rated: set[tuple[Pattern, int]]) -> bool:
    """Tell whether some thresholds give every rating its headline."""
    spans: dict[int, tuple[int, int]] = {}
    for pattern, headline in rated:
        points = rule.points(pattern)
        low, high = spans.get(headline, (points, points))
        spans[headline] = (min(low, points), max(high, points))
    ordered = [spans[headline] for headline in sorted(spans)]
    return all(below[1] < above[0] for below, above in pairwise(ordered))
