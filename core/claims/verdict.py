"""Judge a claim: evaluate its query over every completion of the data, and compare it with what was printed.

A claim becomes requirements on sums over councils. It holds when every completion that meets the other
printed totals and flows meets them, can hold when some completion does, and is contradicted when none does.
A total or flow that states the same as the claim is left out when the claim is judged, so that nothing is checked
against itself.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from crossregime.core.claims.claims import (
    FILE,
    LIMITS,
    Application,
    Claim,
    Quantity,
    Ranking,
    Subtraction,
    Sum,
    accepted,
)
from crossregime.core.claims.finding import Finding, FindingBasis, Verdict
from crossregime.core.claims.linear_forms import Form, LinearForms, Requirement, Unit
from crossregime.core.claims.query import (
    DISAGREE,
    ClaimContext,
    ClaimQuery,
    QueryValue,
    Refused,
    Unavailable,
    group_of,
    weight_at,
)
from crossregime.core.claims.wording import write_list, write_number, write_ranking, write_value
from crossregime.core.councils import load_register
from crossregime.core.errors import UsageError
from crossregime.core.model import rank_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crossregime.core.errors import Fault


class ClaimChecker:
    """Judges the claims of a regime; `faults` collects references to things that do not exist."""

    def __init__(self, desk: ClaimContext) -> None:
        self.desk = desk
        self.faults: list[Fault] = []

    def judge(self, claim: Claim) -> Finding | None:
        """Judge one claim; return None, with a fault, if it refers to something that does not exist."""
        try:
            return self._found(claim)
        except Unavailable as error:
            return Finding(claim, "unchecked", why=str(error))
        except Refused as error:
            file = f"{self.desk.regime.origin}/{FILE}"
            column = f"{claim.at}.{error.fault.column} ({claim.id})"
            self.faults.append(error.fault._replace(file=file, column=column))
            return None

    def _found(self, claim: Claim) -> Finding:
        """Find the verdict, and note whether any grade behind it was reconstructed."""
        found = self._judged(claim)
        named = {selector for quantity in claim.quantities for selector in quantity.selectors}
        used = (self.desk.positions[selector] for selector in named if selector in self.desk.positions)
        reconstructed = any("reconstructed" in position.coverage for position in used)
        return replace(found, reconstructed=reconstructed and found.verdict != "unchecked")

    def _judged(self, claim: Claim) -> Finding:
        match claim.query:
            case Sum():
                return _sum(claim, claim.query)
            case Application():
                return self._rule(claim, claim.query)
            case Ranking():
                return self._ranking(claim, claim.query)
            case Subtraction():
                return self._difference(claim, claim.query)
            case Quantity():
                judged = self._councils if claim.query.kind == "councils" else self._figure
                return judged(claim, claim.query)
            case None:
                raise Unavailable(claim.unchecked)

    # One function a query

    def _figure(self, claim: Claim, figure: Quantity) -> Finding:
        case = ClaimQuery(self.desk, claim)
        tally = case.tally([figure])
        return _held(claim, tally, case.value(tally, 0, figure), [figure])

    def _difference(self, claim: Claim, query: Subtraction) -> Finding:
        case = ClaimQuery(self.desk, claim)
        figures = [query.first, query.second]
        tally = case.tally(figures)
        values = [case.value(tally, index, figure) for index, figure in enumerate(figures)]
        if any(value.base is not None for value in values):
            raise Unavailable("how many councils meet the conditions is not known, so the two can't be subtracted")
        return _held(claim, tally, QueryValue(_less(values[0], values[1])), figures)

    def _ranking(self, claim: Claim, query: Ranking) -> Finding:
        known = load_register()
        printed = [group_of(query.by, name, "printed") for name in claim.names]
        for place, group in enumerate(printed):
            if group in printed[:place]:
                what = f"'{claim.names[place]}' and '{claim.names[printed.index(group)]}' are one {query.by}"
                raise Refused("printed", what, "name it once")
        case = ClaimQuery(self.desk, claim)
        names = known.group_values(query.by)
        figures = [replace(query.figure, where=f"{query.by}={name}") for name in names]
        tally = case.tally(figures)
        values = {
            name: case.value(tally, index, figure)
            for index, (name, figure) in enumerate(zip(names, figures, strict=True))
            if case.based(tally, index)
        }
        for name, word in zip(printed, claim.names, strict=True):
            if name not in values:
                raise Unavailable(f"no council of the {query.by} '{word}' meets its conditions")
        if any(value.base is not None for value in values.values()):
            raise Unavailable("how many councils meet the conditions is not known, so they can't be ranked")
        sign = 1 if query.order == "highest" else -1
        requirements = [
            Requirement(tuple(sign * weight for weight in _less(values[one], values[other])), Fraction(0))
            for one in printed
            for other in values
            if other not in printed
        ]
        verdict = _verdict(tally, requirements)
        extents = {name: tally.extent(value.weights) for name, value in values.items()}
        return Finding(claim, verdict, write_ranking(query, extents), basis=_basis(tally))

    def _councils(self, claim: Claim, figure: Quantity) -> Finding:
        case = ClaimQuery(self.desk, claim)
        tally_of, _ = case.forms(figure)
        place = case.selectors.index(figure.of)
        on = case.positions[place]
        day = on.publication.universe.on if on.publication else on.date
        named: dict[str, str] = {}
        for name in claim.names:
            match = on.register.match(name, day)
            if match.council is None:
                raise Refused("printed", match.explanation, "name it as the register does", match.candidates)
            if match.council.series in named:
                what = f"'{name}' and '{named[match.council.series]}' are one council"
                raise Refused("printed", what, "name it once")
            named[match.council.series] = name
        every = case.units
        inside = _kept(tally_of, lambda unit: unit.series in named)
        outside = _kept(tally_of, lambda unit: unit.series not in named)
        tally = LinearForms(every, [inside, outside], case.limits([figure]))
        requirements = [Requirement((Fraction(1), Fraction(0)), Fraction(len(named)))]
        if claim.rounding == "exact":
            requirements.append(Requirement((Fraction(0), Fraction(-1)), Fraction(0)))
        verdict = _verdict(tally, requirements)
        words = write_list(every, tally_of, place, named, whole=claim.rounding == "exact")
        return Finding(claim, verdict, words, basis=_basis(tally))

    def _rule(self, claim: Claim, query: Application) -> Finding:
        """Compare the headline that a rule gives a pattern with the one printed beside it."""
        regime = self.desk.regime_of(query.of)
        rule = regime.rule
        if rule is None:
            raise Unavailable(f"{regime.id} carries no rating rule")
        try:
            pattern, printed = rule.pattern(dict(query.judgements)), rank_of(rule.gives, claim.printed)
        except UsageError as error:
            raise Refused("query", error.what, error.do, error.matches) from None
        rank = rule.headline(pattern)
        verdict: Verdict = "holds" if rank == printed else "contradicted"
        return Finding(claim, verdict, rule.gives.scale.labels[rank], basis="rule")


def _kept(form: Form, kept: Callable[[Unit], bool]) -> Form:
    return lambda unit, grades: form(unit, grades) if kept(unit) else 0


# Verdicts


def _sum(claim: Claim, query: Sum) -> Finding:
    total = sum((number for _, number in query.terms), Fraction(0))
    words = " + ".join(f"{write_number(number)} {label}" for label, number in query.terms)
    words += f" = {write_number(total)}" if len(query.terms) > 1 else ""
    if query.out_of:
        whole = sum((number for _, number in query.out_of), Fraction(0))
        total = 100 * total / whole
        words += f"; of {' + '.join(f'{write_number(number)} {label}' for label, number in query.out_of)}"
        words += f"{f' = {write_number(whole)}' if len(query.out_of) > 1 else ''}: {write_number(total, 1)}%"
    assert claim.value is not None  # noqa: S101  # the schema gives every sum a number
    possible = total in accepted(claim.value, claim.rounding)
    return _judged(claim, (total, total), words, "printed numbers", possible=possible)


def _held(claim: Claim, tally: LinearForms, value: QueryValue, figures: Sequence[Quantity]) -> Finding:
    """Compare a number with what was printed."""
    assert claim.value is not None  # noqa: S101  # the schema gives every figure a number
    extent = _extent(tally, value)
    if extent is None:
        raise Unavailable(DISAGREE)
    allowed = accepted(claim.value, claim.rounding)
    requirements = []
    for end, sign, strict in ((allowed.low, 1, allowed.open_low), (allowed.high, -1, allowed.open_high)):
        if end is None:
            continue
        weights = [sign * weight for weight in value.weights]
        if value.base is None:
            requirements.append(Requirement(tuple(weights), sign * end, strict))
        else:
            weights[value.base] -= sign * end
            requirements.append(Requirement(tuple(weights), Fraction(0), strict))
    # Both ends are attained: what lies between them needs a completion to be found where neither end fits alone.
    possible = any(end in allowed for end in extent) or (
        not allowed.beyond(*extent) and tally.possible([*_some(tally, value), *requirements])
    )
    return _judged(claim, extent, write_value(extent, value, figures), _basis(tally), possible=possible)


def _judged(
    claim: Claim, extent: tuple[Fraction, Fraction], words: str, basis: FindingBasis, *, possible: bool
) -> Finding:
    """Compare the bounds of a number with what was printed; `possible` tells whether some completion fits it."""
    lowest, highest = extent
    assert claim.value is not None  # noqa: S101  # the schema gives every figure a number
    allowed = accepted(claim.value, claim.rounding)
    verdict: Verdict = "can_hold"
    if not possible:
        verdict = "contradicted"
    elif lowest in allowed and highest in allowed:
        exact = claim.rounding in LIMITS or lowest == highest == claim.value
        verdict = "holds" if exact else "within_rounding"
    return Finding(claim, verdict, words, lowest, highest, basis)


def _verdict(tally: LinearForms, requirements: Sequence[Requirement]) -> Verdict:
    """Decide whether all completions meet the requirements, some or none."""
    if not tally.possible([]):
        raise Unavailable(DISAGREE)
    if not tally.possible(requirements):
        return "contradicted"
    for requirement in requirements:
        extent = tally.extent(requirement.weights)
        if extent is None or extent[0] < requirement.least:
            return "can_hold"
    return "holds"


def _less(one: QueryValue, other: QueryValue) -> tuple[Fraction, ...]:
    return tuple(a - b for a, b in zip(one.weights, other.weights, strict=True))


def _some(tally: LinearForms, value: QueryValue) -> list[Requirement]:
    """Require that a varying base is not empty."""
    if value.base is None:
        return []
    return [Requirement(weight_at(tally.size, value.base, Fraction(1)), Fraction(1))]


def _extent(tally: LinearForms, value: QueryValue) -> tuple[Fraction, Fraction] | None:
    """Bound a figure; if its base varies, over every possible size of the base."""
    if value.base is None:
        return tally.extent(value.weights)
    one = weight_at(tally.size, value.base, Fraction(1))
    sizes = tally.extent(one)
    if sizes is None:
        return None
    ends: list[Fraction] = []
    for size in range(max(1, int(sizes[0])), int(sizes[1]) + 1):
        given = [Requirement(one, Fraction(size)), Requirement(tuple(-each for each in one), Fraction(-size))]
        found = tally.extent(value.weights, given)
        if found is not None:
            ends += [end / size for end in found]
    return (min(ends), max(ends)) if ends else None


def _basis(tally: LinearForms) -> FindingBasis:
    if tally.counted:
        return "counted"
    return "ranges and totals" if tally.bound else "ranges"
