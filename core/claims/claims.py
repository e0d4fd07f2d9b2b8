"""Define a claim: a printed statement that the data must reproduce, or be shown to contradict."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

FILE = "claims.json"
Rounding = Literal[
    "exact", "whole", "one decimal", "about", "just under", "just over",
    "more than", "at least", "less than", "at most",
]  # fmt: skip
LIMITS = ("more than", "at least", "less than", "at most")
"""Roundings that state a limit: the claim holds for a value within it, without rounding."""
NEAR = Fraction(1, 10)
"""The tolerance of `about`, `just under` and `just over`, as a fraction of the printed number."""
ClaimKind = Literal["count", "share", "mean", "net", "councils"]
SELECTING = ("count", "share", "councils")
"""Figures that count some of the councils of their base."""
Direction = Literal["rose", "fell", "changed", "stayed"]


@dataclass(frozen=True, slots=True)
class Condition:
    """Require that a council was at one of these grades in a position."""

    of: str
    grades: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quantity:
    """Select councils of a position, and count, average or list them.

    `of` is the selector of the position; its councils with a grade, in the region or type `where` and meeting
    every condition of `among`, are the base. Of these `count`, `share` and `councils` take those at `grades`
    whose grade rose, fell, changed or stayed (`change`, by a number of `steps`) since the position `origin`.
    `mean` averages the inspectorate's own `scores` (with `origin`, their change); `net` is rises less falls.
    """

    kind: ClaimKind
    of: str
    grades: tuple[str, ...] = ()
    origin: str | None = None
    change: Direction | None = None
    steps: int | None = None
    where: str | None = None
    among: tuple[Condition, ...] = ()
    scores: tuple[Fraction, ...] = ()

    @property
    def selectors(self) -> tuple[str, ...]:
        """The selectors that it names, each once."""
        named = (self.of, self.origin, *(condition.of for condition in self.among))
        return tuple(dict.fromkeys(name for name in named if name is not None))


@dataclass(frozen=True, slots=True)
class Subtraction:
    """Subtract the second figure from the first."""

    first: Quantity
    second: Quantity


@dataclass(frozen=True, slots=True)
class Ranking:
    """Rank the regions or types by a figure: the printed ones are not surpassed by any other."""

    by: Literal["region", "type"]
    figure: Quantity
    order: Literal["highest", "lowest"] = "highest"


@dataclass(frozen=True, slots=True)
class Sum:
    """Add printed numbers, or compute their percentage of others: a check of a document's own arithmetic."""

    terms: tuple[tuple[str, Fraction], ...]
    out_of: tuple[tuple[str, Fraction], ...] = ()


@dataclass(frozen=True, slots=True)
class Application:
    """Apply the rating rule of the regime `of` to a pattern: a printed example against the rule."""

    of: str
    judgements: tuple[tuple[str, str], ...]


Query = Quantity | Subtraction | Ranking | Sum | Application


@dataclass(frozen=True, slots=True)
class Claim:
    """A printed statement.

    `value` is the printed number (None for a list), `names` the printed list, `printed` either as it was
    written. `explanation` says why the claim is known to be contradicted, `unchecked` why no data can check
    it (it then has no query), `circular` how the data that it is held to were worked out with it. `at` is its
    place in the file, `table` the table that it is a cell of.
    """

    regime: str
    id: str
    source: str
    place: str
    says: str
    at: str
    query: Query | None = None
    value: Fraction | None = None
    names: tuple[str, ...] = ()
    printed: str = ""
    rounding: Rounding = "exact"
    note: str = ""
    explanation: str = ""
    unchecked: str = ""
    circular: str = ""
    table: str = ""

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities that its query is made of."""
        match self.query:
            case Quantity():
                return (self.query,)
            case Subtraction():
                return (self.query.first, self.query.second)
            case Ranking():
                return (self.query.figure,)
            case _:
                return ()


@dataclass(frozen=True, slots=True)
class Accepted:
    """The values that a printed number stands for: from `low` to `high`, ends included unless open."""

    low: Fraction | None
    high: Fraction | None
    open_low: bool = False
    open_high: bool = False

    def __contains__(self, value: Fraction) -> bool:
        low_ok = self.low is None or value > self.low or (value == self.low and not self.open_low)
        high_ok = self.high is None or value < self.high or (value == self.high and not self.open_high)
        return low_ok and high_ok

    def beyond(self, lowest: Fraction, highest: Fraction) -> bool:
        """Tell whether they lie wholly above, or wholly below, what is between two numbers."""
        return (self.low is not None and highest < self.low) or (self.high is not None and lowest > self.high)


def accepted(printed: Fraction, rounding: Rounding) -> Accepted:
    """Return the values that a printed number and its rounding allow; halves round either way.

    >>> half = Fraction("12.5")
    >>> half in accepted(Fraction(13), "whole"), half in accepted(Fraction(12), "whole")
    (True, True)
    >>> [number in accepted(Fraction(33), "just under") for number in (Fraction(31), Fraction(33))]
    [True, False]
    """
    if rounding in LIMITS:
        least, is_open = rounding in ("more than", "at least"), rounding in ("more than", "less than")
        return Accepted(printed, None, open_low=is_open) if least else Accepted(None, printed, open_high=is_open)
    reach = {"exact": Fraction(0), "whole": Fraction(1, 2), "one decimal": Fraction(1, 20)}.get(
        rounding, abs(printed) * NEAR
    )
    low, high = printed - reach, printed + reach
    if rounding == "just under":
        return Accepted(low, printed, open_high=True)
    if rounding == "just over":
        return Accepted(printed, high, open_low=True)
    return Accepted(low, high)
