"""Say how judgements make the headline: a rating rule, what it rests on, and what it adds to what is known.

A regime may carry one (`Regime.rule`). `Rule` is the interface, `PointsRule` the kind that a folder states as
data (rule.json). What a rule supplies has the status `rule` and enters a position only through `apply_rule`,
which is called only when a user asks for it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from itertools import pairwise, product
from math import gcd
from typing import TYPE_CHECKING, Any, Literal

from crossregime.core.councils.register import register
from crossregime.core.errors import DataError, UsageError, close_matches
from crossregime.core.text import joined

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from crossregime.core.comparison.tabulation import Range
    from crossregime.core.model.regime import Judgement, Regime
    from crossregime.core.positions.position import Position

Pattern = tuple[int, ...]
"""One rank for each judgement of a rule, in the rule's order."""
Grades = tuple[int, ...]
"""The ranks that one outcome can have, ascending."""
Basis = Literal["printed", "recovered"]
LARGEST_TERM = 9
"""Ratios of weights are tried up to this number."""
MOST_PATTERNS = 20_000
"""A rule of more patterns is refused: its answers are found by going through them."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What a source prints, in short, and where."""

    words: str
    source: str
    place: str


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example that a source prints: a pattern of judgements and the headline that it gets."""

    name: str
    pattern: Pattern
    headline: int
    source: str
    place: str


@dataclass(frozen=True, slots=True)
class Variant:
    """The same rule without one of its parts, to see what rests on that part."""

    part: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Weighing:
    """Which whole numbers would do as the weight of some judgements, of 0 to `tried`, with any steps."""

    judgements: tuple[str, ...]
    weight: int
    tried: int
    fitting: tuple[int, ...]

    @property
    def sentence(self) -> str:
        """Say it in words."""
        which = " and ".join(self.judgements)
        others = [str(weight) for weight in self.fitting if weight != self.weight]
        found = f"{' and '.join(others)} would fit as well" if others else f"only {self.weight} fits"
        return f"Of the weights 0 to {self.tried} for {which}, {found}, whatever the steps."


@dataclass(frozen=True, slots=True)
class Ratios:
    """Which ratios of two weights would do, of whole numbers up to `tried`, with any steps.

    `judgements` are those of the first weight and of the second.
    """

    judgements: tuple[tuple[str, ...], tuple[str, ...]]
    tried: int
    fitting: tuple[tuple[int, int], ...]

    @property
    def sentence(self) -> str:
        """Say it in words."""
        first, second = (" and ".join(names) for names in self.judgements)
        written = [f"{one}:{other}" for one, other in self.fitting]
        return (
            f"Of the ratios of whole numbers up to {self.tried}, {first} to {second}, these fit: {', '.join(written)}."
        )


@dataclass(frozen=True, slots=True)
class Stepping:
    """Which least points of one grade of the headline would do: from `lowest` (None: anything) to `highest`."""

    grade: str
    points: int
    lowest: int | None
    highest: int | None

    @property
    def sentence(self) -> str:
        """Say it in words."""
        if self.lowest is None and self.highest is None:
            return f"No rating says anything of the step to {self.grade}."
        if self.lowest == self.highest:
            return f"Of the steps to {self.grade}, only {self.points} fits."
        if self.lowest is None:
            what = f"any up to {self.highest} fits: every rating below is held down by a veto"
        elif self.highest is None:
            what = f"any from {self.lowest} fits: no rating is that good"
        else:
            what = f"{self.lowest} to {self.highest} fit"
        return f"Of the steps to {self.grade}, {what}."


@dataclass(frozen=True, kw_only=True, repr=False)
class Rule(ABC):
    """Lead from the grades of some judgements to the grade of the headline.

    `judgements` are those that it takes, in the order of a pattern, and `gives` is the headline. `kind` says
    whether the rule is printed or was recovered from ratings, `basis` where and how; `printed` are the things
    that sources print about it. `alike` lists groups of judgements that count alike: swapping two groups as a
    whole leaves the headline as it is. `recovered_from` are the dates of the regime's own ratings that the
    rule was recovered from: agreement with them is no test. `one_wording` are words in the note of an outcome
    by which one sentence of a source stands for several judgements. `limits` is what must be known and can't
    be computed. The same `id` in several regimes means the same rule.

    >>> import crossregime as cr
    >>> rule = cr.regime("ssi2003").rule
    >>> rule.id, rule.kind, rule.gives.id
    ('ssi-points', 'recovered', 'stars')
    """

    id: str
    title: str
    kind: Basis
    basis: Passage
    judgements: tuple[Judgement, ...]
    gives: Judgement
    printed: tuple[Passage, ...] = ()
    alike: tuple[tuple[str, ...], ...] = ()
    recovered_from: tuple[dt.date, ...] = ()
    examples: tuple[Example, ...] = ()
    one_wording: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    file_hash: str = ""

    def __repr__(self) -> str:
        takes = ", ".join(each.id for each in self.judgements)
        return f"{type(self).__name__} {self.id} ({self.kind}): {self.title}, from {takes} to {self.gives.id}"

    @abstractmethod
    def headline(self, pattern: Pattern) -> int:
        """Give the rank of the headline for a pattern: one rank for each of `judgements`, in their order."""

    @abstractmethod
    def explain(self, pattern: Pattern) -> str:
        """Say in a sentence or two how the headline of a pattern comes about."""

    @abstractmethod
    def formula(self) -> str:
        """State the whole rule in a sentence or two."""

    def variants(self) -> tuple[Variant, ...]:
        """Give the rule without each of its parts that can be left out."""
        return ()

    def weighings(self, rated: Sequence[tuple[Pattern, int]]) -> tuple[Weighing, ...]:
        """Say which other weights the ratings (pattern, headline) would allow, where a rule has weights."""
        del rated
        return ()

    def ratios(self, rated: Sequence[tuple[Pattern, int]]) -> tuple[Ratios, ...]:
        """Say which ratios of weights the ratings would allow, where a rule has two weights."""
        del rated
        return ()

    def steppings(self, rated: Sequence[tuple[Pattern, int]]) -> tuple[Stepping, ...]:
        """Say which other steps the ratings would allow, where a rule has steps."""
        del rated
        return ()

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of the judgements that it takes."""
        return tuple(judgement.id for judgement in self.judgements)

    @property
    def sizes(self) -> tuple[int, ...]:
        """The number of grades of each judgement that it takes."""
        return tuple(len(judgement.scale) for judgement in self.judgements)

    @property
    def places(self) -> tuple[tuple[int, ...], ...]:
        """The groups that count alike, as places in a pattern."""
        return tuple(tuple(self.names.index(name) for name in group) for group in self.alike)

    def pattern(self, given: Mapping[str, str | int]) -> Pattern:
        """Read a pattern: for every judgement a rank, or a grade (label, id or printed form, in any case).

        Raises UsageError for an unknown judgement or grade, for one given twice, and for too few.
        """
        by_name = {name.casefold(): name for name in self.names}
        found: dict[str, str | int] = {}
        for written, grade in given.items():
            name = by_name.get(str(written).casefold())
            if name is None:
                raise self._not_taken(str(written), grade)
            if name in found:
                raise UsageError(
                    f"{name} is given twice", where=f"{written}={grade}", do="give each judgement one grade"
                )
            found[name] = grade
        missing = [name for name in self.names if name not in found]
        if missing:
            best = self.judgements[self.names.index(missing[0])].scale.grades[-1].id
            raise UsageError(
                f"too few judgements: {', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing",
                where=f"the {self.title}",
                do=f"give a grade to each of {', '.join(self.names)}, for example {missing[0]}={best}",
            )
        return tuple(rank_of(judgement, found[judgement.id]) for judgement in self.judgements)

    def _not_taken(self, name: str, grade: object) -> UsageError:
        where, names = f"{name}={grade}", ", ".join(self.names)
        if name == self.gives.id:
            return UsageError(
                f"{name} is what the rule gives, not what it takes", where=where, do=f"leave it out: give {names}"
            )
        return UsageError(
            f"the {self.title} takes no judgement '{name}'", where=where, do=f"it takes {names}",
            matches=close_matches(name, self.names),
        )  # fmt: skip

    def patterns(self) -> Iterator[Pattern]:
        """Go through every pattern of judgements, worst first."""
        return product(*map(range, self.sizes))

    def completions(self, grades: Sequence[Grades], headline: Grades | None = None) -> list[tuple[Pattern, int]]:
        """List the patterns of these grades of each judgement, with their headlines; only these headlines if given."""
        found = ((pattern, self.headline(pattern)) for pattern in product(*grades))
        return [(pattern, rank) for pattern, rank in found if headline is None or rank in headline]

    def same_as(self, other: Rule) -> bool:
        """Tell whether two rules take the same judgements and give every pattern the same headline."""
        shape = [(each.id, each.scale.id) for each in (*self.judgements, self.gives)]
        if shape != [(each.id, each.scale.id) for each in (*other.judgements, other.gives)]:
            return False
        return all(self.headline(pattern) == other.headline(pattern) for pattern in self.patterns())

    def sources(self) -> tuple[str, ...]:
        """List the ids of the sources that it cites, each once."""
        cited = [self.basis.source, *(each.source for each in self.printed)]
        return tuple(dict.fromkeys([*cited, *(each.source for each in self.examples)]))


@dataclass(frozen=True, slots=True)
class Veto:
    """Hold the headline down while one of some judgements is at a grade or worse."""

    name: str
    judgements: tuple[str, ...]
    at: int
    gives: int


@dataclass(frozen=True, kw_only=True, repr=False)
class PointsRule(Rule):
    """Add up points, find the headline by steps, and let vetoes hold it down.

    A judgement adds its rank (0 for the worst grade) times its weight; `weights` stand in the order of
    `judgements`. `steps` are the least points of each headline grade but the worst, ascending.
    """

    weights: tuple[int, ...]
    steps: tuple[int, ...]
    vetoes: tuple[Veto, ...] = ()

    def points(self, pattern: Pattern) -> int:
        """Add up the points of a pattern."""
        return sum(weight * rank for weight, rank in zip(self.weights, pattern, strict=True))

    def headline(self, pattern: Pattern) -> int:
        """Give the rank of the headline: by points, held down by the vetoes that strike."""
        by_points = sum(self.points(pattern) >= step for step in self.steps)
        return min([by_points, *(veto.gives for veto, _ in self._struck(pattern))])

    def _struck(self, pattern: Pattern) -> list[tuple[Veto, Judgement]]:
        """Find the vetoes that strike, each with the judgement that calls it."""
        ranks = dict(zip(self.names, pattern, strict=True))
        by_id = {judgement.id: judgement for judgement in self.judgements}
        return [(veto, by_id[name]) for veto in self.vetoes for name in veto.judgements if ranks[name] <= veto.at]

    def explain(self, pattern: Pattern) -> str:
        """Write the sum out, or name the vetoes that strike."""
        labels = self.gives.scale.labels
        ranks = dict(zip(self.names, pattern, strict=True))
        struck = self._struck(pattern)
        if struck:
            causes = [f"{judgement.id} is {judgement.scale.labels[ranks[judgement.id]]}" for _, judgement in struck]
            held = labels[min(veto.gives for veto, _ in struck)]
            return f"{' and '.join(causes)}: not above {held}, whatever the rest."
        terms = [
            f"{judgement.scale.labels[rank]} {f'{weight} x {rank}' if weight != 1 else rank}"
            for judgement, weight, rank in zip(self.judgements, self.weights, pattern, strict=True)
        ]
        return f"{' + '.join(terms)} = {self.points(pattern)} points. {self._ladder()}."

    def _ladder(self) -> str:
        labels = self.gives.scale.labels
        return ", ".join(f"{labels[rank]} from {step}" for rank, step in enumerate(self.steps, 1))

    def formula(self) -> str:
        """State weights, vetoes and steps."""
        by_weight: dict[int, list[str]] = {}
        for name, weight in zip(self.names, self.weights, strict=True):
            by_weight.setdefault(weight, []).append(name)
        weights = " + ".join(
            (f"{weight} x ({' + '.join(names)})" if weight != 1 else " + ".join(names))
            for weight, names in by_weight.items()
        )
        text = f"Points = {weights}, the worst grade counting 0, the next 1 and so on. {self._ladder()}."
        by_id = {judgement.id: judgement for judgement in self.judgements}
        for veto in self.vetoes:
            grade = by_id[veto.judgements[0]].scale.labels[veto.at]
            text += f" {grade} in {' or '.join(veto.judgements)}: {self.gives.scale.labels[veto.gives]}."
        return text

    def variants(self) -> tuple[Variant, ...]:
        """Leave out each veto, and then all of them."""
        found = []
        for veto in self.vetoes:
            others = tuple(each for each in self.vetoes if each != veto)
            found.append(Variant(veto.name, replace(self, vetoes=others)))
        if len(found) > 1:
            found.append(Variant("every veto", replace(self, vetoes=())))
        return tuple(found)

    def weighings(self, rated: Sequence[tuple[Pattern, int]]) -> tuple[Weighing, ...]:
        """Try other whole numbers for each weight, all judgements of that weight together, with any steps.

        A number fits when every rating without a veto has more points than any with a worse headline.
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
        """Bound each step by the ratings that no veto holds down: above the worse ones, not above the others."""
        points = [(self.points(pattern), headline) for pattern, headline in self._unheld(rated)]
        found = []
        for rank, step in enumerate(self.steps, 1):
            worse = [each for each, headline in points if headline < rank]
            others = [each for each, headline in points if headline >= rank]
            label = self.gives.scale.labels[rank]
            found.append(Stepping(label, step, max(worse) + 1 if worse else None, min(others) if others else None))
        return tuple(found)

    def _unheld(self, rated: Sequence[tuple[Pattern, int]]) -> set[tuple[Pattern, int]]:
        """Keep the ratings that no veto holds down, each pattern and headline once."""
        return {(pattern, headline) for pattern, headline in rated if not self._struck(pattern)}

    def _weighed(self, weight: int) -> tuple[str, ...]:
        return tuple(name for name, each in zip(self.names, self.weights, strict=True) if each == weight)

    def _reweighed(self, others: Mapping[int, int]) -> PointsRule:
        return replace(self, weights=tuple(others.get(weight, weight) for weight in self.weights))


def _apart(rule: PointsRule, rated: set[tuple[Pattern, int]]) -> bool:
    """Tell whether some steps give every rating its headline."""
    spans: dict[int, tuple[int, int]] = {}
    for pattern, headline in rated:
        points = rule.points(pattern)
        low, high = spans.get(headline, (points, points))
        spans[headline] = (min(low, points), max(high, points))
    ordered = [spans[headline] for headline in sorted(spans)]
    return all(below[1] < above[0] for below, above in pairwise(ordered))


def hull(ranks: Sequence[int]) -> Range | None:
    """Give the range from the lowest to the highest of some ranks, or None for none.

    >>> hull([2, 0]), hull([])
    ((0, 2), None)
    """
    return (min(ranks), max(ranks)) if ranks else None


def rank_of(judgement: Judgement, grade: str | int) -> int:
    """Read a grade of a judgement: a rank, or a label, id or printed form in any case.

    Raises UsageError for what is no grade of its scale.
    """
    scale = judgement.scale
    if isinstance(grade, str):
        folded = {form.casefold(): rank for form, rank in scale.ranks.items()}
        rank = scale.ranks.get(grade, folded.get(grade.casefold()))
        known, matches = ", ".join(scale.labels), close_matches(grade, scale.labels)
    else:
        known = f"0 to {len(scale) - 1}, for {', '.join(scale.labels)}"
        rank, matches = (grade if type(grade) is int and 0 <= grade < len(scale) else None), ()
    if rank is None:
        raise UsageError(
            f"unknown grade {grade!r}",
            where=f"{judgement.id}={grade}",
            do=f"the {'grades' if isinstance(grade, str) else 'ranks'} of {judgement.id} are {known}",
            matches=matches,
        )
    return rank


def grades(span: Range, ruled_out: int | None = None) -> Grades:
    """List the grades of a range, without one that is ruled out.

    >>> grades((0, 3), 2)
    (0, 1, 3)
    """
    return tuple(rank for rank in range(span[0], span[1] + 1) if rank != ruled_out)


# What a rule adds to a position


@dataclass(frozen=True, slots=True)
class RuleUse:
    """What the rule of a regime added to a position: how many outcomes it narrowed, and to one grade.

    `why_not` says why it added nothing, where it could not. `unknown` counts the outcomes with several grades
    before. `doubting` gives, for each part of the rule that can be left out, (the part, narrowed, determined)
    of what stands whether it is left out or not. `contradicted` are councils whose outcomes are all known and
    not as the rule has them.
    """

    regime: str
    rule: Rule | None
    judgement: str
    why_not: str = ""
    unknown: int = 0
    narrowed: int = 0
    determined: int = 0
    doubting: tuple[tuple[str, int, int], ...] = ()
    contradicted: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """Say it in words."""
        if self.rule is None:
            return f"The rule was asked for: {self.regime} carries none, so its outcomes stay as they are."
        how = "printed" if self.rule.kind == "printed" else "recovered from ratings, not printed"
        text = f"The rule was asked for: the {self.rule.title} ({how})"
        if self.why_not:
            text += f" adds nothing, as {self.why_not}."
        elif not self.narrowed:
            text += f" narrows none of the {self.unknown} unknown outcomes of {self.judgement}."
        else:
            text += (
                f" narrows {self.narrowed} of the {self.unknown} unknown outcomes of {self.judgement},"
                f" {self.determined} of them to one grade. These are counted as by rule: what the rule"
                f" supplies is no evidence of its own.{self._resting()}"
            )
        if self.contradicted:
            text += f" It contradicts what is known of {', '.join(self.contradicted)}."
        return text

    def _resting(self) -> str:
        """Say how much of it stands where a part of the rule is in doubt."""
        whole = (self.narrowed, self.determined)
        less = [
            f"{narrowed} ({determined} at one grade) with {part} in doubt"
            for part, narrowed, determined in self.doubting
            if (narrowed, determined) != whole
        ]
        return f" Of them stand {joined(less)}." if less else " All stand without its vetoes too."


def apply_rule(position: Position) -> Position:
    """Narrow the unknown outcomes of a position by the rule of its regime, if that carries one.

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
    """Narrow the rows of one regime in place, and say what that added."""
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
    return tuple(register().council(council).name for council in councils)


_Council = tuple[dict[str, Any], "tuple[Grades, ...]"]
"""A row of the position, and the grades left to all that the rule is about, of one council and publication."""


def _known(rows: list[dict[str, Any]], regime: Regime, targets: tuple[str, ...], judgement: str) -> list[_Council]:
    """Put beside each row what is known of all that the rule is about; skip where something has no grade."""
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
            # The position's own grade stands, whatever has been done to it since the regime was read.
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
        """Give the range that is left, or None where no completion is."""
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
    """Write what the rule supplies into a row, and in its note what stood there."""
    was = judgement.scale.name(*before)
    note = f"by the {rule.title} from the council's other outcomes; without it {was}"
    row["worst"], row["best"] = after
    row["status"] = "rule"
    row["note"] = "; ".join(filter(None, (note, row["note"])))
