"""Define the record of a statistic and the result of computing it."""

from __future__ import annotations

from dataclasses import field
from numbers import Integral
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from crossregime.core.arguments import is_real, shown
from crossregime.core.errors import UsageError
from crossregime.core.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from crossregime.core.statistics.bounded import Statistic
    from crossregime.core.statistics.cells import Parts

Family = Literal["association", "agreement", "change", "test", "mobility", "groups"]
FAMILIES: dict[Family, str] = {
    "association": "Association, on any two scales",
    "agreement": "Agreement, on a common scale",
    "change": "Change between two dates, on a common scale",
    "test": "Tests",
    "mobility": "Mobility, on a common scale",
    "groups": "Groups of councils on one judgement",
}
INDEPENDENT = "the councils are independent of each other"
LARGE = "there are enough councils for the distribution in large samples to hold"
EQUAL_STEPS = "the steps between grades are equal"
MOST_DRAWS = 10**8
"""Draws of one call: the values of each statistic are held."""


@frozen
class Entry:
    """The record of a statistic: what a reader must know to choose it, and a program to compute it.

    `short` is what it is called where there is little room.

    `about` explains it in a paragraph, `formula` defines it, `direction` says what more and less mean, `range` where
    it lies (`limits` as numbers, None where it has none or they depend on the scale), `references` where it is from.
    `common_scale` says that both judgements must be on one scale (so the table is square); `known_counts` that it has
    no bounds, so that unknown grades leave it out of reach. `bounded` are the figures of it that have bounds; `ratios`
    those that are a numerator over a denominator, by the part that they are of it (empty where it has one figure):
    these have a bootstrap. `two_groups` says that the rows are two groups of councils, `by_grade` that it has a figure
    for each grade of the second judgement, `one_table` that it takes no stack of tables, `own_weights` that it takes
    weights besides, `raters` that it takes the ratings of several raters, `error` that it has an asymptotic standard
    error. `assumes` are what it takes for granted of the
    grades or the councils. `compute` is its function in `cr.statistics`.
    """

    name: str
    title: str
    family: Family
    about: str
    formula: str
    direction: str
    range: str
    references: tuple[str, ...]
    common_scale: bool
    short: str = ""
    default: bool = False
    bounded: tuple[Statistic, ...] = ()
    ratios: tuple[tuple[str, Parts], ...] = ()
    limits: tuple[float | None, float | None] = (None, None)
    assumes: tuple[str, ...] = ()
    two_groups: bool = False
    by_grade: bool = False
    one_table: bool = False
    own_weights: bool = False
    raters: bool = False
    error: bool = False
    compute: Callable[..., StatisticValue] = field(kw_only=True, compare=False, repr=False)

    @property
    def parts(self) -> Parts | None:
        """Its numerator and denominator, if it is a single value."""
        return next((parts for part, parts in self.ratios if not part), None)

    @property
    def of_change(self) -> bool:
        """Tell whether it measures change, so that both judgements must rate the same thing at two dates."""
        return self.family in ("change", "mobility")

    @property
    def known_counts(self) -> bool:
        """Tell whether it needs every count known, having no bounds."""
        return not self.bounded

    @property
    def needs(self) -> tuple[str, ...]:
        """What it requires of a table, in words."""
        return (
            *(("a common scale", "ratings by two raters or more") if self.raters else ()),
            *(("a common scale", "a square table") if self.common_scale and not self.raters else ()),
            *(("two groups of councils in the rows",) if self.two_groups else ()),
            *(("known counts (it has no bounds)",) if self.known_counts else ()),
        )

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What it assumes, in words, and what its standard error assumes."""
        if self.family == "test":
            return (*self.assumes, INDEPENDENT)
        return (*self.assumes, *((f"for its standard error: {INDEPENDENT}, and {LARGE}",) if self.error else ()))

    @property
    def inference(self) -> tuple[str, ...]:
        """The methods of inference available for it."""
        permuted = self.parts is not None and self.family in ("association", "agreement")
        able = (("asymptotic", self.error), ("bootstrap", bool(self.ratios)), ("permutation", permuted))
        return tuple(method for method, has in able if has)

    @property
    def chance(self) -> str:
        """Name the methods of inference available for it, in words."""
        return ", ".join(self.inference) or ("it is a test itself" if self.family == "test" else "none")


RECORDS: dict[str, Entry] = {}
"""Every statistic by name, in the order of the families' modules, which register theirs when loaded."""


class ConfidenceInterval(NamedTuple):
    """The two ends of an interval, and the method that gave them."""

    lowest: float
    highest: float
    method: str


@frozen
class StatisticValue:
    """What a statistic of a table is.

    `value` is None where there is none, and then `reason` says why in a sentence and `code` in a word; both are
    None otherwise. `standard_error` is the asymptotic one under sampling of councils (superpopulation), None
    where there is none. Tests have `statistic` (their value), `df` (None for a z or an exact test) and `p`. `details`
    hold what else there is to know. Of a stack of tables each field is an array: there NaN stands in
    `value` and `p` exactly where `code` is not empty, and `df` is 0 there; each of the `details` is a list with one
    for each table (None where it has no value).
    """

    name: str
    value: Any
    standard_error: Any = None
    statistic: Any = None
    df: Any = None
    p: Any = None
    reason: Any = None
    code: Any = None
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def entry(self) -> Entry:
        """What the catalogue says of it."""
        return RECORDS[self.name]

    def interval(self, level: float = 0.95) -> Any:
        """Return the asymptotic confidence interval, not truncated to the statistic's range.

        A `ConfidenceInterval`, or for a statistic of several values one of each. It is about sampling of councils, not
        about what was not published, and may reach past where the statistic ends. None where there is no standard
        error. Raises UsageError for a level outside 0 to 1.

        >>> from crossregime.core.statistics.association import gamma
        >>> low, high, _ = gamma([[26, 26, 23, 18, 9], [6, 7, 9, 14, 23]]).interval()
        >>> round(low, 7), round(high, 7)
        (0.3479918, 0.7146328)
        """
        check_level(level)
        if self.value is None or self.standard_error is None:
            return None
        from statistics import NormalDist

        z = NormalDist().inv_cdf((1 + level) / 2)

        def around(value: Any, error: Any) -> ConfidenceInterval:
            return ConfidenceInterval(value - z * error, value + z * error, "asymptotic")

        if isinstance(self.value, tuple):
            return type(self.value)(*map(around, self.value, self.standard_error))
        return around(self.value, self.standard_error)


def check_level(level: Any) -> None:
    """Refuse a confidence level outside 0 to 1."""
    if not is_real(level) or not 0 < level < 1:
        text = f"{level:g}" if isinstance(level, float) else shown(level)
        raise UsageError(f"{text} is not a level of an interval", do="give a share between 0 and 1, such as 0.95")


def check_draws(draws: Any, seed: Any) -> None:
    """Refuse an invalid number of draws or seed."""
    if _is_whole(draws) and draws > MOST_DRAWS:
        raise UsageError(f"{draws:,} draws would take too long", do=f"give {MOST_DRAWS:,} at most")
    if not _is_whole(draws) or draws < 1:
        raise UsageError(f"{shown(draws)} draws tell nothing", do="give a whole number from 1")
    if not _is_whole(seed) or seed < 0:
        raise UsageError(f"{shown(seed)} is not a seed", do="give a whole number from 0")


def _is_whole(number: Any) -> bool:
    return isinstance(number, Integral) and not isinstance(number, bool)
