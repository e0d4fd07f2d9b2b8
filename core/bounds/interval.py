"""Define intervals: the smallest and the largest value of a statistic over all completions."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Any

from crossregime.core.frozen import frozen
from crossregime.core.statistics import CountTable, Undefined

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crossregime.core.statistics import Statistic


@frozen(repr=False)
class Interval:
    """The smallest and the largest value of a figure over all completions in which it has one.

    `lowest` and `highest` are proven: no completion goes beyond them. If `sharp`, completions attain both;
    otherwise `inner` is the least and the greatest value that a completion was found to attain, and the true
    bounds lie between the two. `undefined` is why some completion gives no value (empty where all do).
    `extremes` are the tables of the completions that attain the bounds (or the inner values), where they are
    held.
    """

    lowest: float
    highest: float
    sharp: bool = True
    inner: tuple[float, float] | None = None
    undefined: str = ""
    extremes: tuple[CountTable, CountTable] | None = field(default=None, compare=False)

    @property
    def point_identified(self) -> bool:
        """Tell whether the facts fix the figure."""
        return self.lowest == self.highest

    @property
    def attained(self) -> tuple[float, float]:
        """The values at both ends that completions attain: the bounds where they are sharp."""
        return (self.lowest, self.highest) if self.inner is None else self.inner

    def text(self) -> str:
        """Write it with four decimals: one figure where known; where not sharp, what is proven and what is attained."""
        if isinstance(self.lowest, int) and isinstance(self.highest, int):
            return f"{self.lowest}" if self.point_identified else f"{self.lowest} to {self.highest}"
        if self.point_identified:
            return f"{self.lowest:.4f}"
        shown = f"[{self.lowest:.4f}, {self.highest:.4f}]"
        return shown if self.inner is None else f"outer {shown}, attained [{self.inner[0]:.4f}, {self.inner[1]:.4f}]"

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "lowest": self.lowest,
            "highest": self.highest,
            "sharp": self.sharp,
            "inner": None if self.inner is None else {"lowest": self.inner[0], "highest": self.inner[1]},
            "undefined": self.undefined,
        }

    def __repr__(self) -> str:
        more = "" if self.inner is None else f", inner={self.inner}"
        more += f", undefined={self.undefined!r}" if self.undefined else ""
        return f"Interval(lowest={self.lowest}, highest={self.highest}, sharp={self.sharp}{more})"


@frozen
class Counts:
    """The smallest and the largest number of councils over all completions, both attained."""

    lowest: int
    highest: int


def among(tables: Iterable[CountTable], statistic: Statistic) -> Interval | Undefined:
    """Find the smallest and the largest value of a statistic among tables, leaving out those without one."""
    lowest: tuple[float, CountTable] | None = None
    highest: tuple[float, CountTable] | None = None
    undefined: Undefined | None = None
    for table in tables:
        value = statistic.value(table)
        if isinstance(value, Undefined):
            undefined = undefined or value
            continue
        if lowest is None or value < lowest[0]:
            lowest = (value, table)
        if highest is None or value > highest[0]:
            highest = (value, table)
    if lowest is None or highest is None:
        assert undefined is not None  # noqa: S101  # there is a table, and it has no value
        return undefined
    why = "" if undefined is None else undefined.reason
    return Interval(lowest[0], highest[0], undefined=why, extremes=(lowest[1], highest[1]))
