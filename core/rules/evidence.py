"""Gather the evidence for a rating rule: every printed rating and example, and the need for each part.

Everything here is computed from the outcomes. A rating counts only where the headline and every judgement are
`printed`: a deduced or reconstructed grade may repeat another date and is not evidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from crossregime.core.councils import load_register
from crossregime.core.errors import DataError
from crossregime.core.rules.monotone import Monotone
from crossregime.core.text import many

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from crossregime.core.model import Example, Pattern, Ratios, Regime, Rule, Stepping, Weighing


@dataclass(frozen=True, slots=True)
class Rated:
    """A council's printed rating: the pattern of its judgements and its headline.

    `one_wording` tells that one sentence of a source stands for several of the judgements.
    """

    regime: str
    date: dt.date
    series: str
    council: str
    name: str
    pattern: Pattern
    headline: int
    one_wording: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """The printed ratings of a regime against the rule; `recovered` if the rule was derived from them.

    They are those of one date, or in a rolling regime all up to `date`, from `since` on.
    """

    regime: str
    date: dt.date
    since: dt.date
    recovered: bool
    rated: tuple[Rated, ...]
    misfits: tuple[tuple[Rated, int], ...]

    @property
    def agreeing(self) -> int:
        """The number of ratings that agree with the rule."""
        return len(self.rated) - len(self.misfits)

    @property
    def when(self) -> str:
        """Their date, or the first and the last."""
        return str(self.date) if self.since == self.date else f"{self.since} to {self.date}"

    @property
    def one_wording(self) -> tuple[str, ...]:
        """The councils with several judgements based on one wording."""
        return tuple(each.name for each in self.rated if each.one_wording)


@dataclass(frozen=True, slots=True)
class Need:
    """The effect of leaving out a part of the rule: ratings and examples, each with its changed grade."""

    part: str
    ratings: tuple[tuple[Rated, int], ...]
    examples: tuple[tuple[Example, int], ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """One set of known ratings for the rule-free range; each layer adds to the one before it."""

    name: str
    monotone: Monotone


@dataclass(frozen=True, eq=False)
class Evidence:
    """The evidence for a rule: ratings by regime and date, printed examples, and the need for each part.

    `regimes` are those with the same rule, the one in question first.
    """

    rule: Rule
    regimes: tuple[Regime, ...]

    @cached_property
    def examples(self) -> tuple[tuple[Example, int], ...]:
        """Every printed example once, with the headline that the rule gives it."""
        found = dict.fromkeys(example for rule in self._rules for example in rule.examples)
        return tuple((example, self.rule.headline(example.pattern)) for example in found)

    @property
    def _rules(self) -> list[Rule]:
        return [regime.rule for regime in self.regimes if regime.rule is not None]

    @cached_property
    def fits(self) -> tuple[Fit, ...]:
        """Compare the ratings of each regime and date with the rule: first those that it was derived from."""
        fits = []
        for regime, rule in zip(self.regimes, self._rules, strict=True):
            together: dict[tuple[dt.date | None, bool], list[Rated]] = {}
            for each in ratings(regime, rule):
                # Each inspection of a rolling regime has a date of its own: report them together.
                date = each.date if regime.kind == "annual" else None
                together.setdefault((date, each.date in rule.recovered_from), []).append(each)
            for (_, recovered), rated in together.items():
                wrong = [(each, self.rule.headline(each.pattern)) for each in rated]
                misfits = tuple((each, rank) for each, rank in wrong if rank != each.headline)
                dates = [each.date for each in rated]
                fits.append(Fit(regime.id, max(dates), min(dates), recovered, tuple(rated), misfits))
        return tuple(sorted(fits, key=lambda fit: (not fit.recovered, fit.date, fit.regime)))

    @cached_property
    def rated(self) -> tuple[Rated, ...]:
        """Every rating that counts."""
        return tuple(each for fit in self.fits for each in fit.rated)

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """Leave out each part of the rule, and collect what changes among the cases that it gets right."""
        needs = []
        whole = self.rule.headline
        for variant in self.rule.variants():
            other = variant.rule.headline
            ratings = [(each, other(each.pattern)) for each in self.rated]
            examples = [(each, other(each.pattern)) for each, _ in self.examples]
            needs.append(
                Need(
                    variant.part,
                    tuple((each, rank) for each, rank in ratings if rank != whole(each.pattern)),
                    tuple((each, rank) for each, rank in examples if rank != whole(each.pattern)),
                )
            )
        return tuple(needs)

    @cached_property
    def weighings(self) -> tuple[Weighing, ...]:
        """Say which other weights the ratings and examples would allow, where the rule has weights."""
        return self.rule.weighings(self._known)

    @cached_property
    def ratios(self) -> tuple[Ratios, ...]:
        """Say which ratios of weights they would allow, where the rule has two weights."""
        return self.rule.ratios(self._known)

    @cached_property
    def steppings(self) -> tuple[Stepping, ...]:
        """Say which other steps they would allow, where the rule has steps."""
        return self.rule.steppings(self._known)

    @property
    def _known(self) -> list[tuple[Pattern, int]]:
        """Return the pattern and headline of every rating and example that counts."""
        known = [(each.pattern, each.headline) for each in self.rated]
        return known + [(each.pattern, each.headline) for each, _ in self.examples]

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """Return the sets of ratings for the rule-free range: the regime's own, then examples, then others'."""
        mine = self.regimes[0].id
        own = [each for each in self.rated if each.regime == mine]
        others = [each for each in self.rated if each.regime != mine]
        known = [(each.pattern, each.headline) for each in own]
        layers = [Layer(f"the {many(len(own), 'printed rating')} of {mine}", self._free(known))]
        if self.examples:
            known += [(each.pattern, each.headline) for each, _ in self.examples]
            name = f"those and the {many(len(self.examples), 'printed example')}"
            layers.append(Layer(name, self._free(known)))
        if others:
            known += [(each.pattern, each.headline) for each in others]
            whose = " and ".join(sorted({each.regime for each in others}))
            name = f"all these and the {many(len(others), 'printed rating')} of {whose}"
            layers.append(Layer(name, self._free(known)))
        return tuple(layers)

    # In words

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """State how well the rule agrees with what is printed."""
        return (*(self._fit(fit) for fit in self.fits), *self._examples_agree())

    def _fit(self, fit: Fit) -> str:
        text = f"{fit.agreeing} of {many(len(fit.rated), 'printed rating')} of {fit.regime}, {fit.when}"
        text += ": the rule was recovered from these, so they are not a test." if fit.recovered else "."
        if fit.one_wording:
            names = ", ".join(fit.one_wording)
            text += f" One wording stands for several judgements in {len(fit.one_wording)} of them: {names}."
        if fit.misfits:
            labels = self.rule.gives.scale.labels
            wrong = [f"{each.name} ({labels[each.headline]}, by the rule {labels[rank]})" for each, rank in fit.misfits]
            text += f" Not as the rule has it: {', '.join(wrong)}."
        return text

    def _examples_agree(self) -> tuple[str, ...]:
        if not self.examples:
            return ()
        labels = self.rule.gives.scale.labels
        wrong = [
            f"{example.name} ({labels[example.headline]}, by the rule {labels[rank]})"
            for example, rank in self.examples
            if example.headline != rank
        ]
        text = f"{len(self.examples) - len(wrong)} of {many(len(self.examples), 'printed example')}."
        return (text + (f" Not as the rule has it: {', '.join(wrong)}." if wrong else ""),)

    @cached_property
    def limits(self) -> tuple[str, ...]:
        """State what the ratings leave open, and the limits of the rule."""
        words = [
            *(each.sentence for each in self.weighings),
            *(each.sentence for each in self.ratios),
            *(each.sentence for each in self.steppings),
        ]
        return (*(self._need(need) for need in self.needs), *words, *self.rule.limits)

    def _need(self, need: Need) -> str:
        labels = self.rule.gives.scale.labels
        changed = [
            f"{each.name} ({each.regime}) would have {labels[rank]}, not {labels[each.headline]}"
            for each, rank in need.ratings
        ]
        changed += [
            f"the printed example {each.name} would have {labels[rank]}, not {labels[each.headline]}"
            for each, rank in need.examples
        ]
        if not changed:
            return f"Leaving out {need.part} changes no rating and no example: the data do not identify it."
        return f"Leaving out {need.part}: {'; '.join(changed)}. All else stays as it is."

    def _free(self, known: Iterable[tuple[Pattern, int]]) -> Monotone:
        rule = self.rule
        return Monotone(rule.sizes, len(rule.gives.scale), rule.places, tuple(sorted(set(known))))


def evidence(regime: Regime, rule: Rule, others: Sequence[Regime]) -> Evidence:
    """Gather the evidence for a regime's rule; `others` with the same rule count too.

    Raises DataError for a regime that gives another rule the same id.
    """
    kin = []
    for other in others:
        its = other.rule
        if other.id == regime.id or its is None or its.id != rule.id:
            continue
        if not rule.same_as(its):
            raise DataError(
                f"the rule '{rule.id}' of {regime.id} is not the rule '{rule.id}' of {other.id}",
                where=f"{regime.origin} and {other.origin}",
                do="one id means one rule everywhere: give a rule that differs an id of its own",
            )
        kin.append(other)
    return Evidence(rule, (regime, *kin))


def ratings(regime: Regime, rule: Rule) -> list[Rated]:
    """List the ratings of a regime of which the headline and every judgement are printed, by date and series.

    >>> import crossregime
    >>> regime = crossregime.regime("csci2004")
    >>> [rated.name for rated in ratings(regime, regime.rule)]
    ['Bournemouth', 'Swindon']
    """
    import polars as pl

    targets = (*rule.names, rule.gives.id)
    printed = regime.outcomes.filter(pl.col("judgement").is_in(targets) & (pl.col("status") == "printed"))
    held: dict[tuple[dt.date, str], dict[str, tuple[int, str, str]]] = {}
    for date, series, judgement, rank, council, note in printed.select(
        "published", "series_id", "judgement", "worst", "council_id", "note"
    ).iter_rows():
        held.setdefault((date, series), {})[judgement] = (rank, council, note)
    found = []
    for (date, series), outcomes in sorted(held.items()):
        if len(outcomes) < len(targets):
            continue
        council = outcomes[rule.gives.id][1]
        notes = [outcomes[name][2] for name in rule.names]
        found.append(
            Rated(
                regime.id, date, series, council, load_register().council(council).name,
                tuple(outcomes[name][0] for name in rule.names), outcomes[rule.gives.id][0],
                any(words in note for words in rule.one_wording for note in notes),
            )
        )  # fmt: skip
    return found


def misfits(regime: Regime, rule: Rule) -> list[str]:
    """Describe the printed ratings and examples of a regime that disagree with its own rule."""
    own = Evidence(rule, (regime,))
    labels = rule.gives.scale.labels
    wrong = [(each.name, each.headline, rank) for fit in own.fits for each, rank in fit.misfits]
    wrong += [(each.name, each.headline, rank) for each, rank in own.examples if rank != each.headline]
    return [
        f"{name} is printed at {labels[printed]}; the {rule.title} has {labels[rank]}" for name, printed, rank in wrong
    ]
