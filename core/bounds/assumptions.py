"""Bound statistics under assumptions about the councils whose grade is open.

Each is about councils whose first grade is known and whose second is open, by group: at most k of a group are (or are
not) at the grades asked about; the shares of two groups differ by at most d; better groups do no worse; all completions
are equally likely. The first three are linear, so bounds under them are found as under the facts. None is a fact: each
is requested by name, taken by itself, and enters no other output (Masten & Poirier 2020).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from math import gcd, inf
from typing import TYPE_CHECKING, Any, Literal

from crossregime.core.bounds.problem import Contradiction
from crossregime.core.errors import UsageError
from crossregime.core.statistics import ContrastForm, Undefined
from crossregime.core.text import close_matches, coefficient_text, many, points_text

if TYPE_CHECKING:
    from crossregime.core.bounds.interval import Interval
    from crossregime.core.bounds.search.contrasts import Numbers
    from crossregime.core.bounds.search.programs import Programs
    from crossregime.core.bounds.two_groups import TwoGroups
    from crossregime.core.bounds.uniform import UniformSummary
    from crossregime.core.statistics import Statistic, Vector

AssumptionKind = Literal["at-most", "within", "monotone", "alike"]
KINDS: tuple[AssumptionKind, ...] = ("at-most", "within", "monotone", "alike")
GROUPS = ("given", "against")
PLACES = {"at": True, "not-at": False}
HOW = "write at-most=15 (or at-most=15:given:not-at), within=0.1, monotone or alike"


@dataclass(frozen=True, slots=True)
class Assumption:
    """One assumption: its kind and its amount.

    `most` is k of at-most, for the open councils of a `group` ("given" or "against") that are (`at`) or are not at the
    grades asked about; `apart` is d of within.
    """

    kind: AssumptionKind
    most: int = 0
    apart: Fraction = Fraction(0)
    group: str = "given"
    at: bool = False

    @property
    def name(self) -> str:
        """Write it in the form in which it is requested."""
        if self.kind == "at-most":
            return f"at-most={self.most}:{self.group}:{'at' if self.at else 'not-at'}"
        return f"within={float(self.apart):g}" if self.kind == "within" else self.kind


def parse_assumption(text: str) -> tuple[Assumption, ...]:
    """Parse an assumption; at-most=K alone stands for four readings: of either group, at the grades or not.

    Raises UsageError for anything else.

    >>> [each.name for each in parse_assumption("at-most=3")][:2]
    ['at-most=3:given:at', 'at-most=3:given:not-at']
    >>> parse_assumption("within=0.1")[0].apart
    Fraction(1, 10)
    """
    where = "`assume`"
    if not isinstance(text, str):
        raise UsageError(f"{text!r} is not an assumption", where=where, do=HOW)
    kind, equals, rest = text.partition("=")
    if kind not in KINDS:
        raise UsageError(f"there is no assumption '{kind}'", where=where, do=HOW, matches=close_matches(kind, KINDS))
    if kind in ("monotone", "alike"):
        if equals:
            raise UsageError(f"{kind} takes no value", where=where, do=f"write {kind}")
        return (Assumption(kind),)
    if kind == "within":
        return (Assumption("within", apart=_apart(rest, where)),)
    number, *readings = rest.split(":")
    if not (number.isascii() and number.isdigit()):
        raise UsageError(f"'{number}' is not a whole number", where=where, do="write at-most=15")
    groups = [readings[0]] if readings else list(GROUPS)
    places = [readings[1]] if len(readings) > 1 else list(PLACES)
    if len(readings) > 2 or not {*groups} <= {*GROUPS} or not {*places} <= {*PLACES}:
        do = f"write at-most={number}:given:at, with given or against, and at or not-at"
        raise UsageError(f"'{text}' is not an assumption", where=where, do=do)
    return tuple(Assumption("at-most", int(number), group=group, at=PLACES[at]) for group in groups for at in places)


def _apart(text: str, where: str) -> Fraction:
    try:
        found = Fraction(text)
    except (ValueError, ZeroDivisionError):
        found = Fraction(-1)
    if not 0 <= found <= 1:
        raise UsageError(f"'{text}' is not a difference of shares", where=where, do="write a number from 0 to 1: 0.1")
    return found


@dataclass(frozen=True, eq=False)
class AssumedRange:
    """The possible range of a statistic under an assumption, beside the one without.

    `bounds` is None where no completion of the facts meets the assumption, and where it is `alike`: that gives a
    distribution (`uniform`), and `chances` of a value below zero, zero and above zero.
    """

    assumption: Assumption
    statistic: Statistic
    text: str
    bounds: Interval | Undefined | None
    without: Interval | Undefined
    uniform: UniformSummary | Undefined | None = None
    chances: tuple[float, float, float] | None = None

    @property
    def sign(self) -> int | None:
        """The sign settled under it: 1, -1, 0 (always zero), or None."""
        return None if self.bounds is None else settled_sign(self.bounds)

    @property
    def sentence(self) -> str:
        """State the range under it, beside the range without it."""
        title = self.statistic.title
        if isinstance(self.statistic.form, ContrastForm):
            title = f"the {title[0].lower()}{title[1:]}"
        return f"Assuming that {self.text}: {title} {self._found}; without it {self._said(self.without)}."

    @property
    def _found(self) -> str:
        if self.assumption.kind == "alike":
            found = self.uniform
            if found is None or isinstance(found, Undefined):
                return f"has none: {found.reason if found else ''}"
            assert self.chances is not None  # noqa: S101  # they come together
            return (
                f"is {self._amount(found.mean)} on average, in 95% of completions"
                f" {self._span(found.lowest, found.highest)}, and above zero in {100 * self.chances[2]:.1f}% of them"
            )
        if self.bounds is None:
            return "has no value, for no completion of the facts allows it"
        return self._said(self.bounds)

    def _said(self, bounds: Interval | Undefined) -> str:
        if isinstance(bounds, Undefined):
            return f"has no value: {bounds.reason}"
        if bounds.point_identified:
            return f"is {self._amount(bounds.lowest)}"
        inner = "" if bounds.inner is None else f" (attained: {self._span(*bounds.inner)})"
        return f"lies {self._span(bounds.lowest, bounds.highest)}{inner}"

    def _amount(self, value: float) -> str:
        text = amount_text(self.statistic, value)
        return f"{text} points" if in_points(self.statistic) else text

    def _span(self, lowest: float, highest: float) -> str:
        return f"between {amount_text(self.statistic, lowest)} and {self._amount(highest)}"

    def _repr_html_(self) -> str:
        from crossregime.render import html_page

        return html_page(lambda page: page.line(self.sentence))

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data."""
        bounds, uniform = self.bounds, self.uniform
        return {
            "assumption": self.assumption.name,
            "text": self.text,
            "statistic": self.statistic.id,
            "possible": self.bounds is not None or self.assumption.kind == "alike",
            "bounds": None if bounds is None or isinstance(bounds, Undefined) else bounds.to_dict(),
            "without": None if isinstance(self.without, Undefined) else self.without.to_dict(),
            "uniform": None
            if uniform is None or isinstance(uniform, Undefined)
            else {"mean": uniform.mean, "lowest": uniform.lowest, "highest": uniform.highest, "central": 0.95},
            "chances": None
            if self.chances is None
            else dict(zip(("below", "zero", "above"), self.chances, strict=True)),
            "sign": self.sign,
            "sentence": self.sentence,
        }


def in_points(statistic: Statistic) -> bool:
    """Tell whether a statistic is a difference of shares, which people read in percentage points."""
    return isinstance(statistic.form, ContrastForm) and statistic.form.measure == "difference"


def amount_text(statistic: Statistic, value: float) -> str:
    """Write a value of a statistic for people: a difference of shares in points, others with two decimals.

    A rounded value is never 0 unless it is exactly that, so that its sign can be read.
    """
    return points_text(value) if in_points(statistic) else coefficient_text(value)


def settled_sign(bounds: Interval | Undefined) -> int | None:
    """Return the sign that an interval settles: 1, -1, 0 if it is exactly zero, or None."""
    if isinstance(bounds, Undefined):
        return None
    if bounds.lowest > 0 or bounds.highest < 0:
        return 1 if bounds.lowest > 0 else -1
    return 0 if bounds.lowest == bounds.highest == 0 else None


class Believing:
    """A contrast under assumptions: bounds a statistic under each, by integer programs.

    Raises UsageError where membership of the groups is not known, so that the assumptions are not linear.
    """

    def __init__(self, contrast: TwoGroups, statistic: Statistic | None = None) -> None:
        self.contrast = contrast
        self.statistic = statistic or contrast.statistic()
        self.problem = contrast.problem
        self._made: dict[tuple[str, str, bool], list[Vector]] = {}
        self._numbers: dict[tuple[str, str, bool], Numbers] = {}

    @cached_property
    def without(self) -> Interval | Undefined:
        """The range under the facts alone."""
        return self.contrast.solver.interval(self.statistic)

    def rows(self, group: str) -> tuple[int, ...]:
        """Return the first grades of a group."""
        return self.contrast.given if group == "given" else self.contrast.against

    @cached_property
    def _facts(self) -> Programs:
        for stratum in self.problem.strata:
            if any(len(stratum.possible(first)) > 1 for first, _ in stratum.cells):
                raise UsageError(
                    "this assumption needs first grades that are known, and some are open",
                    where="`assume`",
                    do="ask of a regime whose grades are all known first, or assume alike",
                )
        return self.contrast.solver.search.programs

    def open_councils(self, rows: tuple[int, ...]) -> int:
        """Count the councils at some first grades whose second is open."""
        every = range(self.problem.sizes[1])
        vector = self._facts.of_open(rows, every)
        least, most = self._facts.range(vector)
        assert int(vector @ least) == int(vector @ most)  # noqa: S101  # the number of open councils does not depend on the completion
        return int(vector @ least)

    def sizes(self, two: tuple[tuple[int, ...], tuple[int, ...]]) -> tuple[int, int]:
        """Count the open councils of two groups, divided by their greatest common divisor."""
        first, second = (self.open_councils(rows) for rows in two)
        shared = gcd(first, second) or 1
        return first // shared, second // shared

    def reach(self, assumption: Assumption) -> tuple[int, int]:
        """Return the smallest and largest number of a group's open councils that an at-most may count."""
        vector = self._counted(assumption)
        least, most = self._facts.range(vector)
        return int(vector @ least), int(vector @ most)

    def _counted(self, assumption: Assumption) -> Vector:
        then = self.contrast.then
        columns = then if assumption.at else [each for each in range(self.problem.sizes[1]) if each not in then]
        return self._facts.of_open(self.rows(assumption.group), columns)

    def _apart(self, two: tuple[tuple[int, ...], tuple[int, ...]]) -> list[Vector]:
        """Return at each cut the difference of the groups' shares of open councils, on a common denominator."""
        sizes, grades = self.sizes(two), self.problem.sizes[1]
        cuts = [[self._facts.of_open(rows, range(cut, grades)) for rows in two] for cut in range(1, grades)]
        return [sizes[1] * first - sizes[0] * second for first, second in cuts]

    def _forms(self, assumption: Assumption) -> list[Vector]:
        """Return the linear forms of an assumption, which do not depend on its amount."""
        key = assumption.kind, assumption.group, assumption.at
        if key not in self._made:
            if assumption.kind == "at-most":
                found = [self._counted(assumption)]
            elif assumption.kind == "within":
                found = self._apart((self.contrast.given, self.contrast.against))
            else:
                rows = [(row,) for row in range(self.problem.sizes[0]) if self.open_councils((row,))]
                found = [each for low, high in pairwise(rows) for each in self._apart((high, low))]
            self._made[key] = found
        return self._made[key]

    def _ends(self, assumption: Assumption) -> tuple[float, float]:
        """Return the bounds that the assumption puts on each form."""
        if assumption.kind == "at-most":
            return -inf, assumption.most
        if assumption.kind == "monotone":
            return 0, inf
        two = self.contrast.given, self.contrast.against
        most = int(assumption.apart * self.sizes(two)[0] * self.open_councils(two[1]))
        return -most, most

    def bounds(self, assumption: Assumption) -> Interval | Undefined | None:
        """Bound the statistic under an assumption; None where no completion of the facts meets it."""
        forms, ends = self._forms(assumption), self._ends(assumption)
        if isinstance(self.statistic.form, ContrastForm):
            return self._contrasted(self.statistic.form, assumption, forms, ends)
        import numpy as np

        from crossregime.core.bounds.search.branch_and_bound import BranchAndBound
        from crossregime.core.bounds.search.programs import LinearRows

        assumed = None
        if forms:
            assumed = LinearRows(np.array(forms), np.full(len(forms), ends[0]), np.full(len(forms), ends[1]))
        try:
            return BranchAndBound(self.problem, assumed).interval(self.statistic)
        except Contradiction:
            return None

    def _contrasted(
        self, form: ContrastForm, assumption: Assumption, forms: list[Vector], ends: tuple[float, float]
    ) -> Interval | Undefined | None:
        """Bound a contrast, keeping its forms and those of the assumption for other amounts."""
        from crossregime.core.bounds.search.contrasts import Numbers
        from crossregime.core.bounds.search.searched_ends import SearchedEnds, interval_of, numbers_of

        key = assumption.kind, assumption.group, assumption.at
        names = [f"assumed {place}" for place in range(len(forms))]
        if key not in self._numbers:
            known = numbers_of(self._facts, form)
            more = dict(zip(known.names, known.matrix, strict=True)) | dict(zip(names, forms, strict=True))
            self._numbers[key] = Numbers(self._facts, more)
        numbers, inside = self._numbers[key], dict.fromkeys(names, ends)
        if not numbers.holds(inside):
            return None
        return interval_of(SearchedEnds(numbers, form.measure, self.problem.sizes[1], inside))

    def believe(self, assumption: Assumption) -> AssumedRange:
        """Return the range under an assumption, beside the one without."""
        text = self.words(assumption)
        if assumption.kind != "alike":
            return AssumedRange(assumption, self.statistic, text, self.bounds(assumption), self.without)
        from crossregime.core.bounds.uniform import uniform_completions

        found = uniform_completions(self.problem)
        if isinstance(found, Undefined):
            return AssumedRange(assumption, self.statistic, text, None, self.without, found)
        uniform, chances = found.summary(self.statistic), found.chances_of_sign(self.statistic)
        return AssumedRange(assumption, self.statistic, text, None, self.without, uniform, chances)

    def words(self, assumption: Assumption) -> str:
        """Describe the assumption for these councils."""
        units = self.problem.units
        if assumption.kind == "alike":
            return "every completion of the facts is equally likely"
        if assumption.kind == "monotone":
            return f"at each cut, the open {units} with the better first grade were not less often at or above it"
        given, against = (self.contrast.name(0, self.rows(group), short=True) for group in GROUPS)
        if assumption.kind == "within":
            return (
                f"at each cut, the shares of the open {units} at {given} and of those at {against} differ by at most"
                f" {100 * float(assumption.apart):g} points"
            )
        rows = self.rows(assumption.group)
        return (
            f"of the {many(self.open_councils(rows), f'open {self.problem.unit}')} at"
            f" {self.contrast.name(0, rows, short=True)} at most {assumption.most} were {self.place(at=assumption.at)}"
        )

    def place(self, *, at: bool) -> str:
        """Name the grades that an at-most counts: those asked about, or the others that open councils may have."""
        then = self.contrast.then
        can = {
            column
            for stratum in self.problem.strata
            for _, second in stratum.cells
            if len(stratum.possible(second)) > 1
            for column in stratum.possible(second)
        }
        columns = [column for column in sorted(can) if (column in then) == at]
        named = columns or [each for each in range(self.problem.sizes[1]) if (each in then) == at]
        return f"at {self.contrast.name(1, named, short=True)}"


def assume(contrast: TwoGroups, text: str, statistic: Statistic | None = None) -> tuple[AssumedRange, ...]:
    """Bound a contrast (its difference, or another statistic) under one assumption: a range for each reading of it.

    Raises UsageError for anything that is not an assumption, for one that is not linear here, and for one that no
    completion of the facts allows, whichever way it is read.
    """
    believing = Believing(contrast, statistic)
    found = tuple(believing.believe(each) for each in parse_assumption(text))
    if all(each.bounds is None and each.assumption.kind != "alike" for each in found):
        raise UsageError(
            f"no completion of the facts allows {text}: the assumption contradicts what is known",
            where="`assume`",
            do="assume less; the breakdown shows the least amount that is possible",
        )
    return found
