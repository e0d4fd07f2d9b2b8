"""Conclude, for each figure of a table, how far it depends on the choice of crosswalk."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from crossregime.core.bounds import Interval
from crossregime.core.statistics import Undefined

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from crossregime.core.bounds import BoundedStatistic, Contrast, ContrastBounds
    from crossregime.core.comparison.crosstab import Crosstab

MEASURES = ("difference", "ratio", "superiority")
"""The measures of the contrast computed under each crosswalk."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One figure under each crosswalk: its bounds (or the reason for none), in the order of the crosswalks.

    `statistic` is the title of the statistic that it is a figure of.
    """

    name: str
    title: str
    bounds: tuple[Interval | Undefined, ...]
    signed: bool
    statistic: str = ""

    def texts(self) -> list[str]:
        """Write the bounds under each crosswalk."""
        return ["none" if isinstance(each, Undefined) else each.text() for each in self.bounds]

    @property
    def held(self) -> tuple[Interval, ...]:
        """The bounds of the crosswalks that give any."""
        return tuple(each for each in self.bounds if not isinstance(each, Undefined))

    @property
    def exclude(self) -> bool:
        """Tell whether two crosswalks exclude each other's values."""
        return any(one.lowest > other.highest for one in self.held for other in self.held)

    @property
    def signs(self) -> tuple[str, ...]:
        """The sign under each crosswalk: positive, negative, either, or not shown.

        It is "either" only where completions of both signs (or zero) were found: bounds that are not attained may
        include zero where the figure can't be zero.
        """
        return tuple(map(_sign, self.held))

    @property
    def sentence(self) -> str:
        """State how far the crosswalk decides it, and which values are attained where the bounds are not sharp."""
        if not self.held:
            return f"{self.title}: no crosswalk gives it bounds."
        low, high = min(each.lowest for each in self.held), max(each.highest for each in self.held)
        sharp = all(each.sharp for each in self.held)
        spread = f"{self.title}: {'' if sharp else 'outer '}from {_number(low)} to {_number(high)} over all of them"
        if not sharp:
            found = [each.attained for each in self.held]
            spread += (
                f", attained from {_number(min(low for low, _ in found))} to {_number(max(up for _, up in found))}"
            )
        return f"{spread}; {self.decided}."

    @property
    def decided(self) -> str:
        """State how far the choice of crosswalk decides it, without its figures."""
        if self.exclude:
            return "two exclude each other, so the choice of crosswalk decides it"
        if self.signed:
            return self._of_sign
        if max(each.attained[0] for each in self.held) > min(each.attained[1] for each in self.held):
            return "no two are shown to exclude each other"
        return "all agree on some values"

    @property
    def _of_sign(self) -> str:
        if set(self.signs) in ({"positive"}, {"negative"}):
            return f"{self.signs[0]} under every one"
        if "not shown" in self.signs:
            return "whether it is positive or negative is not shown under some, whose bounds are not attained"
        if set(self.signs) == {"either"}:
            return "under none is it settled whether it is positive or negative"
        return "whether it is positive or negative is settled under some and not under others"

    def to_dict(self, crosswalks: tuple[str, ...]) -> dict[str, Any]:
        """Return it as JSON data, the crosswalks by id."""
        return {
            "id": self.name,
            "title": self.title,
            "bounds": [
                {"crosswalk": walk, "bounds": None, "reason": bounds.reason}
                if isinstance(bounds, Undefined)
                else {"crosswalk": walk, "bounds": bounds.to_dict(), "reason": ""}
                for walk, bounds in zip(crosswalks, self.bounds, strict=True)
            ],
            "sentence": self.sentence,
        }


def _sign(bounds: Interval) -> str:
    if bounds.lowest > 0:
        return "positive"
    if bounds.highest < 0:
        return "negative"
    low, high = bounds.attained
    return "either" if low <= 0 <= high else "not shown"


def _number(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.4f}"


@dataclass(frozen=True, eq=False)
class TableUnderCrosswalks:
    """One table, overall or of one group of councils, under each crosswalk (by id); `group` is "" overall.

    None where a crosswalk leaves the group without a pair. `label` is what the group is called; `work_out` gives the
    figures under each, once they are asked for.
    """

    group: str
    crosstabs: Mapping[str, Crosstab | None]
    work_out: Callable[[], Mapping[str, tuple[BoundedStatistic, ...]]]
    label: str = ""

    @cached_property
    def figures(self) -> Mapping[str, tuple[BoundedStatistic, ...]]:
        """The bounded statistics under each crosswalk."""
        return self.work_out()

    @property
    def pairs(self) -> tuple[int, ...]:
        """How many councils are paired under each: fewer where one links a grade to nothing."""
        return tuple(0 if each is None else each.tabulation.pairs for each in self.crosstabs.values())

    @cached_property
    def headlines(self) -> tuple[Contrast | None, ...]:
        """The contrast at the grades from which on councils do well, under each."""
        return tuple(None if each is None else each.headline for each in self.crosstabs.values())

    @cached_property
    def contrasts(self) -> tuple[Conclusion, ...]:
        """The measures of that contrast under each."""
        found = [each for each in self.headlines if each is not None]
        return tuple(
            Conclusion(
                measure,
                getattr(found[0], measure).title,
                tuple(_NO_PAIR if each is None else _interval(getattr(each, measure)) for each in self.headlines),
                measure == "difference",
                getattr(found[0], measure).title,
            )
            for measure in (MEASURES if found else ())
        )

    @property
    def question(self) -> str:
        """The question that the contrasts answer, in words; "" if no council of the group is paired."""
        for each in self.headlines:
            if each is not None:
                first, second, then = (
                    each.name(side, ranks) for side, ranks in ((0, each.given), (0, each.against), (1, each.then))
                )
                return f"The contrast sets councils at {first} against those at {second}: how many were at {then}."
        return ""

    @cached_property
    def conclusions(self) -> tuple[Conclusion, ...]:
        """Each figure under each crosswalk, by its name: not every crosswalk gives every figure."""
        of_each = [{figure.name: figure for figure in figures} for figures in self.figures.values()]
        every = {name: figure for figures in reversed(of_each) for name, figure in figures.items()}
        order = dict.fromkeys(name for figures in of_each for name in figures)
        return tuple(
            Conclusion(
                name,
                every[name].title,
                tuple(_bounds(figures.get(name)) for figures in of_each),
                every[name].entry.family == "association" or every[name].entry.name == "mean_shift",
                every[name].entry.title,
            )
            for name in order
        )

    @cached_property
    def bounded(self) -> tuple[Conclusion, ...]:
        """The figures that some crosswalk gives bounds."""
        return tuple(each for each in self.conclusions if each.held)

    @property
    def unbounded(self) -> tuple[str, ...]:
        """The titles of the statistics that no crosswalk gives bounds, such as tests."""
        held = {each.statistic for each in self.bounded}
        return tuple(dict.fromkeys(each.statistic for each in self.conclusions if each.statistic not in held))

    @property
    def sentences(self) -> tuple[str, ...]:
        """State how far the choice of crosswalk decides each."""
        return tuple(each.sentence for each in self.conclusions)

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data."""
        names = tuple(self.crosstabs)
        return {
            "pairs": dict(zip(names, self.pairs, strict=True)),
            "contrasts": [each.to_dict(names) for each in self.contrasts],
            "conclusions": [each.to_dict(names) for each in self.conclusions],
        }


_NO_PAIR = Undefined("no council of the group is paired", "no_pair")


def _bounds(figure: BoundedStatistic | None) -> Interval | Undefined:
    if figure is None or figure.bounds is None:
        return Undefined("it has no bounds", "no_bounds")
    return figure.bounds


def _interval(found: ContrastBounds) -> Interval | Undefined:
    """Convert the bounds of a measure to an interval; Undefined if there is no value or no limit."""
    if found.lowest is None or found.highest is None:
        why = "in some completions it divides by zero, so it has no limit" if found.infinite != "none" else found.reason
        return Undefined(why, "no_limit" if found.infinite != "none" else "no_value")
    inner = None
    if found.inner is not None:
        low, high = found.inner
        inner = (found.lowest if low is None else low, found.highest if high is None else high)
    some = "in some completions a group has no council" if found.undefined == "some" else ""
    return Interval(found.lowest, found.highest, found.sharp, inner, some)
