"""Define rating rules: how judgements determine the headline, and what a rule rests on.

A regime may carry one (`Regime.rule`). `Rule` is the interface, `PointsRule` the kind that a folder states as
data (rule.json). What a rule supplies has the status `rule` and enters a position only through `apply_rule`,
which is called only when a user asks for it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from itertools import permutations, product
from typing import TYPE_CHECKING, Literal

from crossregime.core.arguments import check_rank, listed
from crossregime.core.errors import UsageError
from crossregime.core.model.judgement import rank_of
from crossregime.core.text import close_matches

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from crossregime.core.model.judgement import Judgement
    from crossregime.core.ranges import Grades

Pattern = tuple[int, ...]
"""One rank for each judgement of a rule, in the rule's order."""
Basis = Literal["printed", "recovered"]
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
    """The same rule without one of its parts, to show what depends on that part."""

    part: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Weighing:
    """The whole numbers from 0 to `tried` that fit as the weight of some judgements, with any thresholds."""

    judgements: tuple[str, ...]
    weight: int
    tried: int
    fitting: tuple[int, ...]

    @property
    def sentence(self) -> str:
        """Say it in words."""
        which = " and ".join(self.judgements)
        others = [str(weight) for weight in self.fitting if weight != self.weight]
        if self.weight not in self.fitting:
            found = f"{' and '.join(others)} would fit every rating" if others else "none fits every rating"
            tried = f"Of the weights 0 to {self.tried} for {which}"
            return f"{tried}, {found}, whatever the steps: {self.weight} has exceptions."
        found = f"{' and '.join(others)} would fit as well" if others else f"only {self.weight} fits"
        return f"Of the weights 0 to {self.tried} for {which}, {found}, whatever the steps."


@dataclass(frozen=True, slots=True)
class Ratios:
    """The ratios of whole numbers up to `tried` that fit as two weights, with any thresholds.

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
        found = f"these fit: {', '.join(written)}" if written else "none fits every rating"
        return f"Of the ratios of whole numbers up to {self.tried}, {first} to {second}, {found}."


@dataclass(frozen=True, slots=True)
class Stepping:
    """The range of thresholds that fit for one grade of the headline: from `lowest` (None: no limit) to `highest`."""

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
            fits = f"only {self.lowest} fits" + (
                "" if self.lowest == self.points else f", and the rule has {self.points}"
            )
            return f"Of the steps to {self.grade}, {fits}."
        if self.lowest is not None and self.highest is not None and self.lowest > self.highest:
            return f"Of the steps to {self.grade}, none fits every rating: {self.points} has exceptions."
        if self.lowest is None:
            what = f"any up to {self.highest} fits: every rating below is held down by a veto"
        elif self.highest is None:
            what = f"any from {self.lowest} fits: no rating is that good"
        else:
            what = f"{self.lowest} to {self.highest} fit"
        return f"Of the steps to {self.grade}, {what}."


@dataclass(frozen=True, kw_only=True, repr=False)
class Rule(ABC):
    """A rating rule: from the grades of some judgements to the grade of the headline.

    `judgements` are those that it takes, in the order of a pattern, and `gives` is the headline. `kind` says
    whether the rule is printed or was recovered from ratings, `basis` where and how; `printed` are the things
    that sources print about it. `alike` lists groups of judgements that count alike: swapping two groups as a
    whole leaves the headline as it is. `recovered_from` are the dates of the regime's own ratings that the
    rule was recovered from: agreement with them is not a test. `one_wording` are words in the note of an outcome
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
        """Return the rank of the headline for a pattern: one rank for each of `judgements`, in their order."""

    @abstractmethod
    def explain(self, pattern: Pattern) -> str:
        """Explain in a sentence or two how the headline of a pattern follows."""

    @abstractmethod
    def formula(self) -> str:
        """State the whole rule in a sentence or two."""

    def variants(self) -> tuple[Variant, ...]:
        """Return the rule without each of its parts that can be left out."""
        return ()

    def weighings(self, rated: Sequence[tuple[Pattern, int]]) -> tuple[Weighing, ...]:
        """Find which other weights the ratings (pattern, headline) allow, if the rule has weights."""
        del rated
        return ()

    def ratios(self, rated: Sequence[tuple[Pattern, int]]) -> tuple[Ratios, ...]:
        """Find which ratios of weights the ratings allow, if the rule has two weights."""
        del rated
        return ()

    def steppings(self, rated: Sequence[tuple[Pattern, int]]) -> tuple[Stepping, ...]:
        """Find which other thresholds the ratings allow, if the rule has thresholds."""
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

    def check(self, pattern: Pattern) -> None:
        """Refuse a pattern that is not one rank for each of `judgements`; raises UsageError."""
        given = listed(pattern, "ranks", f"give a rank for each of {', '.join(self.names)}")
        if len(given) != len(self.judgements):
            raise UsageError(f"the pattern has {len(given)} ranks", do=f"give one for each of {', '.join(self.names)}")
        for rank, judgement in zip(given, self.judgements, strict=True):
            check_rank(rank, len(judgement.scale), judgement.id)

    @property
    def places(self) -> tuple[tuple[int, ...], ...]:
        """The groups that count alike, as places in a pattern."""
        return tuple(tuple(self.names.index(name) for name in group) for group in self.alike)

    def pattern(self, given: Mapping[str, str]) -> Pattern:
        """Read a pattern: for every judgement a grade (its label, id or printed form, in any case).

        Raises UsageError for an unknown judgement or grade, for a rank, for one given twice, and for too few.
        """
        by_name = {name.casefold(): name for name in self.names}
        found: dict[str, str] = {}
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


# What a rule adds to a position


def swaps(places: int, alike: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """List every permutation of the places of a pattern that leaves the headline unchanged.

    `alike` lists groups of places that can be swapped as a whole, the first place of one for the first of another and
    so on.

    >>> swaps(4, ((0, 1), (2, 3)))
    [(0, 1, 2, 3), (2, 3, 0, 1)]
    """
    orders = []
    for swapped in permutations(alike):
        order = list(range(places))
        for group, other in zip(alike, swapped, strict=True):
            for place, taken in zip(group, other, strict=True):
                order[place] = taken
        orders.append(tuple(order))
    return orders


def unordered(pattern: Pattern, orders: Sequence[tuple[int, ...]]) -> Pattern:
    """Return the representative of all patterns that differ only in the order of groups that count alike.

    >>> unordered((2, 1, 0, 1), swaps(4, ((0, 1), (2, 3))))
    (0, 1, 2, 1)
    """
    return min(tuple(pattern[place] for place in order) for order in orders)
