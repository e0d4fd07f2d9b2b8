"""Evaluate the query of a claim: its positions, what its figures count there, and the constraints on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, NamedTuple

from crossregime.core.claims.linear_forms import Binding, Form, Grading, LinearForms, Unit, alike, units
from crossregime.core.councils import load_register
from crossregime.core.errors import CrossregimeError, Fault, SelectorError, UsageError
from crossregime.core.positions import find_position, is_folder, parse_selector

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from crossregime.core.claims.claims import Claim, Quantity
    from crossregime.core.model import Flow, Regime, Scale, Total
    from crossregime.core.positions import Position


Bindings = tuple[list[tuple[int, "Total", Binding]], list[tuple["Flow", int, int, Binding]]]
"""Totals, each with the place of its position, and flows, each with the places of its two, as what binds a sum."""
DISAGREE = "the printed totals and flows of its positions contradict each other"


class Unavailable(Exception):  # noqa: N818  # not an error: the claim is left unchecked
    """A claim can't be checked, for the reason given."""


class Refused(Exception):  # noqa: N818  # it becomes a Problem, which has the place
    """A query refers to something that does not exist."""

    def __init__(self, key: str, what: str, do: str = "", matches: Sequence[str] = ()) -> None:
        super().__init__(what)
        self.fault = Fault("", what, column=key, do=do, matches=tuple(matches))


class QueryValue(NamedTuple):
    """A figure as a sum of forms with weights; with a base that varies, what it is divided by."""

    weights: tuple[Fraction, ...]
    base: int | None = None


@dataclass
class ClaimContext:
    """What the claims of a regime share: the positions that they name, by selector, aligned."""

    regime: Regime
    load: Callable[[str], Regime]
    positions: dict[str, Position] = field(default_factory=dict)
    units: dict[tuple[str, ...], list[Unit]] = field(default_factory=dict)
    alike: dict[tuple[str, ...], tuple[list[Unit], list[int]]] = field(default_factory=dict)
    bindings: dict[tuple[str, ...], Bindings] = field(default_factory=dict)

    def regime_of(self, source: str) -> Regime:
        """Return the regime of an id; raises Refused for one that is near another, Unavailable if there is none."""
        if is_folder(source):
            raise Refused("query", f"'{source}' names a folder", "name the regime by its id")
        try:
            return self.regime if source == self.regime.id else self.load(source)
        except SelectorError as error:
            if error.matches:
                raise Refused("query", error.what, "write the id of the regime", error.matches) from None
            raise Unavailable(error.what) from None
        except CrossregimeError as error:
            raise Unavailable(error.what) from None


class ClaimQuery:
    """The query of one claim: its positions, aligned, and what its figures count there."""

    def __init__(self, desk: ClaimContext, claim: Claim) -> None:
        self.selectors = tuple(dict.fromkeys(text for figure in claim.quantities for text in figure.selectors))
        self.positions = [self._position(desk, text) for text in self.selectors]
        if self.selectors not in desk.units:
            desk.units[self.selectors] = units(self.positions)
            desk.alike[self.selectors] = alike(desk.units[self.selectors])
        self._desk = desk
        self.units = desk.units[self.selectors]
        self._alike = desk.alike[self.selectors]

    @staticmethod
    def _position(desk: ClaimContext, text: str) -> Position:
        if text in desk.positions:
            return desk.positions[text]
        try:
            selector = parse_selector(text)
        except SelectorError as error:
            raise Refused("query", f"selector '{text}': {error.what}", error.do) from None
        loaded = {source: desk.regime_of(source) for source in selector.sources}
        try:
            desk.positions[text] = find_position(selector, loaded.__getitem__)
        except SelectorError as error:
            raise Refused("query", f"selector '{text}': {error.what}", error.do, error.matches) from None
        return desk.positions[text]

    # What a figure counts

    def tally(self, figures: Sequence[Quantity]) -> LinearForms:
        """Sum the numbers that the figures count: for each the number, then its base."""
        forms = [form for figure in figures for form in self.forms(figure)]
        every, councils = self._alike  # what figures count asks for no council by name
        return LinearForms(every, forms, self.limits(figures), councils)

    def forms(self, figure: Quantity) -> tuple[Form, Form]:
        """Return what one council adds to the figure, and to its base."""
        of = self.selectors.index(figure.of)
        within = self._within(figure)
        ranks = self._ranks(figure.of, figure.grades) if figure.grades else None
        if figure.origin is None:
            scores = self._scores(figure) if figure.kind == "mean" else None

            def at(unit: Unit, grades: Grading) -> int:
                rank = grades[of]
                if rank is None or (ranks is not None and rank not in ranks) or not within(unit, grades):
                    return 0
                return 1 if scores is None else scores[rank]

            return at, within
        origin = self.selectors.index(figure.origin)
        self._one_scale(figure)
        worth = self._moves(figure)

        def moved(unit: Unit, grades: Grading) -> int:
            before, after = grades[origin], grades[of]
            if before is None or after is None or (ranks is not None and after not in ranks):
                return 0
            return worth(before, after) if within(unit, grades) else 0

        return moved, within

    def _within(self, figure: Quantity) -> Form:
        """Return the form of the base: councils with a grade, in the group, that meet every condition."""
        of = self.selectors.index(figure.of)
        dimension, _, name = (figure.where or "").partition("=")
        group = group_of(dimension, name, "query.where") if dimension else ""
        needed = [of] if figure.origin is None else [of, self.selectors.index(figure.origin)]
        conditions = [(self.selectors.index(each.of), self._ranks(each.of, each.grades)) for each in figure.among]

        def within(unit: Unit, grades: Grading) -> int:
            # Called for every council and claim: plain loops are faster than generators here.
            for place in needed:
                if grades[place] is None:
                    return 0
            if dimension and unit.groups[of].get(dimension) != group:
                return 0
            for place, ranks in conditions:
                if grades[place] not in ranks:
                    return 0
            return 1

        return within

    def _moves(self, figure: Quantity) -> Callable[[int, int], int]:
        """Return the contribution of a move from one grade to another."""
        if figure.kind == "mean":
            scores = self._scores(figure)
            return lambda before, after: scores[after] - scores[before]
        if figure.kind == "net":
            return lambda before, after: (after > before) - (after < before)
        steps = figure.steps
        match figure.change:
            case "rose":
                return lambda before, after: int(after > before and steps in (None, after - before))
            case "fell":
                return lambda before, after: int(after < before and steps in (None, before - after))
            case "changed":
                return lambda before, after: int(after != before)
            case _:
                return lambda before, after: int(after == before)

    def value(self, tally: LinearForms, index: int, figure: Quantity) -> QueryValue:
        """Write the figure at an index of a tally as a sum; raises Unavailable if it has no council."""
        worth, place = unit_of(figure), 2 * index
        if figure.kind in ("count", "net"):
            return QueryValue(weight_at(tally.size, place, worth))
        base = tally.extent(weight_at(tally.size, place + 1, Fraction(1)))
        if base is None:
            raise Unavailable(DISAGREE)
        if base[1] == 0:
            raise Unavailable("no council meets its conditions")
        if base[0] == base[1]:
            return QueryValue(weight_at(tally.size, place, worth / base[0]))
        return QueryValue(weight_at(tally.size, place, worth), place + 1)

    def based(self, tally: LinearForms, index: int) -> bool:
        """Tell whether the figure at an index of a tally can have a council in its base."""
        base = tally.extent(weight_at(tally.size, 2 * index + 1, Fraction(1)))
        return base is None or base[1] > 0

    # What it names

    def _scale(self, selector: str) -> Scale:
        return self.positions[self.selectors.index(selector)].scale

    def _ranks(self, selector: str, grades: Sequence[str]) -> frozenset[int]:
        scale = self._scale(selector)
        for label in grades:
            if label not in scale.ranks:
                raise Refused("query", *scale.unknown(label))
        return frozenset(scale.ranks[label] for label in grades)

    def _scores(self, figure: Quantity) -> list[int]:
        """Return the scores as integers, in multiples of 1 / `unit`; they must be the inspectorate's own."""
        position = self.positions[self.selectors.index(figure.of)]
        own = [each.scores for each in position.regime.scorings if each.judgement == position.judgement.id]
        if not own:
            what = f"{position.regime.id} declares no scores of {position.judgement.id}, so its grades have no mean"
            raise Refused("query.scores", what, "where the inspectorate scored them, add scorings to regime.json")
        if list(figure.scores) != [Fraction(str(score)) for score in own[0]]:
            do = f"write {', '.join(f'{score:g}' for score in own[0])}, as regime.json has them"
            raise Refused("query.scores", f"these are not the scores of {position.regime.id}", do)
        return [int(score / unit_of(figure)) for score in figure.scores]

    def _one_scale(self, figure: Quantity) -> None:
        before, after = self._scale(figure.origin or ""), self._scale(figure.of)
        if before.id != after.id:
            what = f"{figure.origin} is on the scale {before.id} and {figure.of} on {after.id}"
            raise Refused("query.from", what, "a change needs one scale")

    # What limits it

    def limits(self, figures: Sequence[Quantity]) -> list[Binding]:
        """Return the totals and flows of its positions, except one that states the same as a single figure."""
        alone = figures[0] if len(figures) == 1 else None
        restated = set() if alone is None else self._restated(alone)
        totals, flows = self._bindings
        return [
            *(binding for place, total, binding in totals
              if (place, total.dimension, total.group, frozenset(total.ranks)) not in restated),
            *(binding for flow, before, after, binding in flows
              if alone is None or not self._repeats(flow, before, after, alone)),
        ]  # fmt: skip

    @property
    def _bindings(self) -> Bindings:
        """The totals of the positions that are not complete, and the flows: shared by all claims on these positions."""
        if self.selectors not in self._desk.bindings:
            totals = [
                (place, total, Binding(_total_form(place, total), total.lowest, total.highest))
                for place, each in enumerate(self.positions)
                if not each.complete
                for total in each.totals
            ]
            flows = [
                (flow, before, after, Binding(_flow_form(before, after, flow), flow.count, flow.count))
                for flow, before, after in self._flows()
            ]
            self._desk.bindings[self.selectors] = totals, flows
        return self._desk.bindings[self.selectors]

    def _restated(self, figure: Quantity) -> set[tuple[int, str, str, frozenset[int]]]:
        """Say what a total would count that states the same as a figure, or its complement: place, group and ranks."""
        if not figure.grades or figure.origin or figure.among:
            return set()
        place = self.selectors.index(figure.of)
        dimension, _, name = (figure.where or "").partition("=")
        group = group_of(dimension, name, "query.where") if dimension else ""
        ranks = self._ranks(figure.of, figure.grades)
        everything = frozenset(range(len(self._scale(figure.of))))
        return {(place, dimension, group, each) for each in (ranks, everything - ranks)}

    def _flows(self) -> Iterable[tuple[Flow, int, int]]:
        """List the flows between two of its positions, each once, with the places of the two."""
        seen = []
        for flow in (flow for each in self.positions for regime in each.regimes for flow in regime.flows):
            ends = [
                [
                    place
                    for place, each in enumerate(self.positions)
                    if (each.regime.id, each.date, each.judgement.id) == (regime, date, flow.judgement)
                ]
                for regime, date in ((flow.from_regime, flow.from_date), (flow.to_regime, flow.to_date))
            ]
            if all(ends) and flow not in seen:
                seen.append(flow)
                yield flow, ends[0][0], ends[1][0]

    def _repeats(self, flow: Flow, before: int, after: int, figure: Quantity) -> bool:
        """Tell whether a figure counts exactly the moves of a flow."""
        if self.selectors.index(figure.of) != after or figure.where or figure.kind in ("mean", "net"):
            return False
        size = len(self._scale(figure.of))
        every = [(one, other) for one in range(size) for other in range(size)]
        ranks = self._ranks(figure.of, figure.grades) if figure.grades else frozenset(range(size))
        if figure.origin is not None and not figure.among and self.selectors.index(figure.origin) == before:
            worth = self._moves(figure)
            counted = {(one, other) for one, other in every if other in ranks and worth(one, other)}
        elif figure.origin is None and len(figure.among) == 1 and self.selectors.index(figure.among[0].of) == before:
            starts = self._ranks(figure.among[0].of, figure.among[0].grades)
            counted = {(one, other) for one, other in every if one in starts and other in ranks}
        else:
            return False
        return counted == set(flow.pairs)


def unit_of(figure: Quantity) -> Fraction:
    """Return the value of one unit of a form's sum in a figure: a percentage, or a fraction of a score."""
    if figure.kind == "share":
        return Fraction(100)
    if figure.kind == "mean":
        return Fraction(1, lcm(*(score.denominator for score in figure.scores)))
    return Fraction(1)


def group_of(dimension: str, name: str, key: str) -> str:
    """Find a region or type by a printed form of its name."""
    try:
        return load_register().group(dimension, name)
    except UsageError as error:
        raise Refused(key, error.what, error.do, error.matches) from None


def weight_at(size: int, place: int, weight: Fraction) -> tuple[Fraction, ...]:
    """Return a weight vector: one weight at an index, zero elsewhere."""
    return tuple(weight if index == place else Fraction(0) for index in range(size))


def _total_form(place: int, total: Total) -> Form:
    ranks = frozenset(total.ranks)
    return lambda unit, grades: int(total.counts(unit.groups[place]) and grades[place] in ranks)


def _flow_form(before: int, after: int, flow: Flow) -> Form:
    pairs = frozenset(flow.pairs)
    return lambda _, grades: int((grades[before], grades[after]) in pairs)
