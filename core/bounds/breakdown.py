"""Find breakdown points: the weakest assumptions that settle a sign.

The more an assumption allows, the wider the range under it, so there is a largest number at which the sign is still
settled: the breakdown point (Horowitz & Manski 1995; Masten & Poirier 2020). Where bounds are not sharp, it lies
between two numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from crossregime.core.bounds.assumptions import (
    AssumedRange,
    Assumption,
    Believing,
    amount_text,
    in_points,
    settled_sign,
)
from crossregime.core.errors import UsageError
from crossregime.core.statistics import ContrastForm, Undefined
from crossregime.core.text import many

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crossregime.core.bounds.interval import Interval
    from crossregime.core.bounds.two_groups import TwoGroups
    from crossregime.core.statistics import Statistic

MOST_ROWS = 25
"""The most rows in a table of ranges, besides the breakdown points."""
SIGNS = (1, -1)


@dataclass(frozen=True, slots=True)
class BreakdownPoint:
    """The largest number at which a sign (1 or -1) is settled.

    It is `proven` at `at`, and might be up to `up_to` (more only where bounds are not sharp). None where no number
    settles the sign.
    """

    sign: int
    at: Fraction | None
    up_to: Fraction | None

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {"sign": self.sign, "at": _number(self.at), "up_to": _number(self.up_to)}


@dataclass(frozen=True, slots=True)
class RangeAt:
    """The range under an amount of an assumption; None where the facts rule that amount out."""

    most: Fraction
    bounds: Interval | Undefined | None

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data."""
        bounds = None if self.bounds is None or isinstance(self.bounds, Undefined) else self.bounds.to_dict()
        return {
            "most": _number(self.most),
            "possible": self.bounds is not None,
            "bounds": bounds,
            "sign": None if self.bounds is None else settled_sign(self.bounds),
        }


@dataclass(frozen=True)
class AssumptionFamily:
    """An assumption in increasing amounts: the least possible, the breakdown point of each sign, and the ranges.

    `name` is the assumption without its number. `open` is how many open councils it is about (0 of within, which is
    about two groups). `possible_from` is the least that some completion of the facts allows. `shown` lists
    the amounts of the `ranges`, in multiples of 1 / `parts`; `at` computes each on demand.
    """

    name: str
    text: str
    open: int
    possible_from: Fraction
    points: tuple[BreakdownPoint, BreakdownPoint]
    shown: tuple[int, ...]
    parts: int
    at: Callable[[int], Interval | Undefined | None] = field(compare=False, repr=False)

    @cached_property
    def ranges(self) -> tuple[RangeAt, ...]:
        """The range under each amount shown, the smallest first."""
        return tuple(RangeAt(Fraction(most, self.parts), self.at(most)) for most in self.shown)

    def point(self, sign: int) -> BreakdownPoint:
        """Return the breakdown point of a sign."""
        return self.points[SIGNS.index(sign)]

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "assumption": self.name,
            "text": self.text,
            "open": self.open,
            "possible_from": _number(self.possible_from),
            "breakdown": [point.to_dict() for point in self.points],
            "ranges": [each.to_dict() for each in self.ranges],
        }


def _number(value: Fraction | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value.denominator == 1 else float(value)


@dataclass(frozen=True, eq=False, repr=False)
class Breakdown:
    """The assumptions that would settle the sign of a contrast, or of another statistic.

    `families` are at-most for either group, at the grades and not, and within; `monotone` and `alike` are the ranges
    under those. Each is an assumption by itself. Raises UsageError where the assumptions are not linear.
    """

    contrast: TwoGroups
    statistic: Statistic

    @cached_property
    def _believing(self) -> Believing:
        return Believing(self.contrast, self.statistic)

    @property
    def without(self) -> Interval | Undefined:
        """The range under the facts alone."""
        return self._believing.without

    @property
    def settled(self) -> bool:
        """Tell whether the facts settle the sign by themselves, or there is none to settle."""
        return isinstance(self.without, Undefined) or settled_sign(self.without) is not None

    @cached_property
    def families(self) -> tuple[AssumptionFamily, ...]:
        """Each assumption that has an amount."""
        at_most = (self._at_most(group, at=at) for group in ("given", "against") for at in (False, True))
        return tuple(each for each in (*at_most, self._within()) if each is not None)

    @cached_property
    def monotone(self) -> AssumedRange:
        """The range if better groups did no worse."""
        return self._believing.believe(Assumption("monotone"))

    @cached_property
    def alike(self) -> AssumedRange:
        """The distribution if all completions were equally likely."""
        return self._believing.believe(Assumption("alike"))

    def _at_most(self, group: str, *, at: bool) -> AssumptionFamily | None:
        believing = self._believing
        number = believing.open_councils(believing.rows(group))
        if not number:
            return None
        start = Assumption("at-most", group=group, at=at)
        low, high = believing.reach(start)

        def bounds(most: int) -> Interval | Undefined | None:
            return believing.bounds(Assumption("at-most", most, group=group, at=at))

        name = f"at-most:{group}:{'at' if at else 'not-at'}"
        rows = believing.rows(group)
        where = self.contrast.name(0, rows, short=True)
        text = f"open {self.contrast.problem.units} at {where} that were {believing.place(at=at)}"
        return self._family(name, text, number, (low, high), bounds, 1)

    def _within(self) -> AssumptionFamily | None:
        believing = self._believing
        one, other = (believing.open_councils(rows) for rows in (self.contrast.given, self.contrast.against))
        if not one or not other:
            return None
        parts = believing.sizes((self.contrast.given, self.contrast.against))[0] * other

        def bounds(most: int) -> Interval | Undefined | None:
            return believing.bounds(Assumption("within", apart=Fraction(most, parts)))

        least = _first(lambda most: bounds(most) is not None, 0, parts)
        text = f"difference, at any cut, of the shares of the open {self.contrast.problem.units} of the two groups"
        return self._family("within", text, 0, (least, parts), bounds, parts)

    def _family(  # what tells one assumption from another
        self, name: str, text: str, number: int, reach: tuple[int, int],
        bounds: Callable[[int], Interval | Undefined | None], parts: int,
    ) -> AssumptionFamily:  # fmt: skip
        low, high = reach
        held: dict[int, Interval | Undefined | None] = {}

        def at(most: int) -> Interval | Undefined | None:
            if most not in held:
                held[most] = bounds(most)
            return held[most]

        points = []
        for sign in SIGNS:
            proven = _last(partial(_settles, at, sign), low, high)
            perhaps = _last(partial(_may_settle, at, sign), low, high)
            points.append(BreakdownPoint(sign, _over(proven, parts), _over(perhaps, parts)))
        shown = {low, high, *_spread(low, high, MOST_ROWS if self._quick else 6)}
        for point in points:
            if point.at is not None:
                last = int(point.at * parts)
                shown |= {last, min(last + 1, high)}
        return AssumptionFamily(
            name, text, number, Fraction(low, parts), (points[0], points[1]), tuple(sorted(shown)), parts, at
        )

    @property
    def _quick(self) -> bool:
        """Tell whether a range is a program or two."""
        return isinstance(self.statistic.form, ContrastForm)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """State what the facts settle, and for each assumption the amount that settles the sign."""
        title = self.statistic.title
        if isinstance(self.without, Undefined):
            return (f"{title} has no value: {self.without.reason}.",)
        if self.settled:
            text = "The facts settle the sign by themselves, so nothing need be believed"
            ends = dict.fromkeys(
                amount_text(self.statistic, end) for end in (self.without.lowest, self.without.highest)
            )
            points = " points" if in_points(self.statistic) else ""
            return (f"{text}: {title[0].lower()}{title[1:]} {' to '.join(ends)}{points}.",)
        said = [self._group(group) for group in ("given", "against")]
        within = next((each for each in self.families if each.name == "within"), None)
        if within is not None:
            said.append(self._of_within(within))
        said += [self.monotone.sentence, self.alike.sentence]
        return tuple(each for each in said if each)

    @property
    def _subject(self) -> str:
        """Name what has a sign."""
        if not self._quick:
            return self.statistic.title
        units = self.contrast.problem.units
        return f"{units[0].upper()}{units[1:]} at {self.contrast.name(0, self.contrast.given, short=True)}"

    def _words(self, sign: int) -> str:
        """State the meaning of a sign."""
        if not self._quick:
            return f"{'is ' if sign > 0 else ''}{'above' if sign > 0 else 'below'} zero"
        return "did better" if sign > 0 else "worse"

    def _group(self, group: str) -> str:
        """State the breakdown points for one group's open councils."""
        found = {each.name: each for each in self.families}
        away, at = found.get(f"at-most:{group}:not-at"), found.get(f"at-most:{group}:at")
        if away is None or at is None:
            return ""
        place = self._believing.place(at=False)
        rows = self._believing.rows(group)
        whose = "their" if group == "given" and self._quick else "the"
        councils = f"{whose} {many(away.open, f'open {self.contrast.problem.unit}')}"
        if whose == "the":
            councils += f" at {self.contrast.name(0, rows, short=True)}"
        parts: list[str] = []
        for sign in SIGNS:
            few, several = away.point(sign), at.point(sign)
            for point, number in ((few, "at most {}"), (several, "{} or more")):
                if point.at is None:
                    continue
                text = number.format(_text(point, away.open if point is several else None))
                words = self._words(sign) if parts or sign > 0 or not self._quick else "did worse"
                parts.append(f"{words} if {text}" + (" were" if parts else f" of {councils} were {place}"))
        if not parts:
            return f"However many of {councils} were {place}, the sign is not settled."
        return f"{self._subject} {', '.join(parts)}; {'between' if len(parts) > 1 else 'else'}, not settled."

    def _of_within(self, family: AssumptionFamily) -> str:
        start = f"{100 * float(family.possible_from):.1f}"
        parts = [
            f"{self._words(sign) if sign > 0 or not self._quick else 'did worse'} if it is at most"
            f" {100 * float(point.at):.1f} points"
            for sign in SIGNS
            if (point := family.point(sign)).at is not None
        ]
        said = f"{self._subject[0].lower()}{self._subject[1:]} {' and '.join(parts)}" if parts else (
            "no such number settles the sign")  # fmt: skip
        return f"By the {family.text}: {said}; no completion of the facts has less than {start} points."

    def __repr__(self) -> str:
        return "\n".join(self.sentences)

    def _repr_html_(self) -> str:
        from crossregime.render import html_page, lay_breakdown

        return html_page(lambda page: lay_breakdown(page, self))

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "statistic": self.statistic.id,
            "without": None if isinstance(self.without, Undefined) else self.without.to_dict(),
            "settled": self.settled,
            "assumptions": [] if self.settled else [each.to_dict() for each in self.families],
            "monotone": None if self.settled else self.monotone.to_dict(),
            "alike": None if self.settled else self.alike.to_dict(),
            "sentences": list(self.sentences),
        }


def _text(point: BreakdownPoint, of: int | None = None) -> str:
    """Write a breakdown point, or its complement in `of`; a range where the bounds are not sharp."""
    assert point.at is not None and point.up_to is not None  # noqa: PT018, S101  # the caller looked
    ends = [int(point.at), int(point.up_to)] if of is None else [of - int(point.at), of - int(point.up_to)]
    return f"{ends[0]}" if ends[0] == ends[1] else f"{ends[0]} (perhaps {ends[1]})"


def _settles(at: Callable[[int], Interval | Undefined | None], sign: int, most: int) -> bool:
    """Tell whether a sign is settled under an amount."""
    bounds = at(most)
    return bounds is not None and settled_sign(bounds) == sign


def _may_settle(at: Callable[[int], Interval | Undefined | None], sign: int, most: int) -> bool:
    """Tell whether no completion found under an amount contradicts a sign."""
    bounds = at(most)
    if bounds is None or isinstance(bounds, Undefined):
        return False
    low, high = bounds.attained
    return low > 0 if sign > 0 else high < 0


def _over(most: int | None, parts: int) -> Fraction | None:
    return None if most is None else Fraction(most, parts)


def _last(holds: Callable[[int], bool], low: int, high: int) -> int | None:
    """Find the last integer for which a condition holds that holds up to some integer; None if it never does."""
    if not holds(low):
        return None
    if holds(high):
        return high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low


def _first(holds: Callable[[int], bool], low: int, high: int) -> int:
    """Find the first integer for which a condition holds that holds from some integer on."""
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low


def _spread(low: int, high: int, rows: int) -> Sequence[int]:
    """Return evenly spaced integers from one to another; all of them if they are few."""
    if high - low < rows:
        return range(low, high + 1)
    return [low + (high - low) * step // (rows - 1) for step in range(rows)]


def break_down(contrast: TwoGroups, statistic: Statistic | None = None) -> Breakdown:
    """Find the assumptions that would settle the sign of a contrast, or of another statistic.

    Raises UsageError for a contrast without groups whose first grades are known.

    >>> import crossregime as cr
    >>> found = break_down(cr.compare("ssi2003", "ofsted2009").contrast())
    >>> print(found.sentences[0])  # doctest: +NORMALIZE_WHITESPACE
    Councils at 2 or 3 stars did better if at most 15 of their 68 open councils were at adequately, worse if 18 or more
    were; between, not settled.
    """
    found = Breakdown(contrast, statistic or contrast.statistic())
    if not found.settled and not found.families:
        raise UsageError("no grade in either group is open, so there is nothing to assume",
                         where="`breakdown`", do="leave it out")  # fmt: skip
    return found
