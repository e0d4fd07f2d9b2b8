"""Define a bounded statistic: its value over known councils, over all completions, and over uniform completions."""

from __future__ import annotations

from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from crossregime.core.frozen import frozen
from crossregime.core.statistics import Undefined
from crossregime.core.text import coefficient_text, span_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from crossregime.core.bounds.interval import Interval
    from crossregime.core.bounds.uniform import UniformCompletions, UniformSummary
    from crossregime.core.statistics import Entry, Statistic, StatisticValue


@frozen
class BoundedStatistic:
    """A statistic three ways: over the complete pairs, all completions, and uniform completions.

    `part` tells figures of one statistic apart (rises and falls, the ridit of each grade), and `statistic` is what is
    bounded, None where the figure has no bounds. `complete_case` is the value over the `named` pairs of which both
    grades are known, `measured` the whole answer over these (a test has degrees of freedom and p); `bounds` are over
    all completions of all `pairs`. `note` says what else a reader must know (the grades that a test drops). The last
    of the three ways is worked out when it is asked for.
    """

    entry: Entry
    part: str
    statistic: Statistic | None
    complete_case: float | Undefined
    bounds: Interval | Undefined | None
    named: int
    pairs: int
    completions: Callable[[], UniformCompletions | Undefined] = field(compare=False, repr=False)
    measured: StatisticValue = field(compare=False)
    standard_error: float | None = None
    note: str = ""

    @property
    def name(self) -> str:
        """Its name: the statistic, and its part after a dot."""
        return f"{self.entry.name}.{self.part}" if self.part else self.entry.name

    @property
    def title(self) -> str:
        """Its title."""
        return f"{self.entry.title}: {self.part}" if self.part else self.entry.title

    @property
    def short_title(self) -> str:
        """Its short title."""
        return self.entry.short or (self.statistic.title if self.statistic else self.title)

    @property
    def value(self) -> float | None:
        """The value over the complete pairs; None where there is none."""
        return None if isinstance(self.complete_case, Undefined) else self.complete_case

    @property
    def partly_known(self) -> bool:
        """Tell whether some pair's grades are not both known, so that the complete case is a warning."""
        return self.named < self.pairs

    @property
    def text(self) -> str:
        """Write the value, with degrees of freedom and p where it is a test."""
        if isinstance(self.complete_case, Undefined):
            return f"none: {self.complete_case.reason}"
        number = str(self.complete_case) if isinstance(self.complete_case, int) else f"{self.complete_case:.4f}"
        if self.measured.p is None:
            return number
        df = "" if self.measured.df is None else f", df {self.measured.df}"
        return f"{number}{df}, p {p_text(self.measured.p)}"

    @property
    def interval(self) -> Interval | None:
        """The bounds, where there are any."""
        return None if isinstance(self.bounds, Undefined) else self.bounds

    @property
    def bounds_text(self) -> str:
        """Write the bounds, or why there are none."""
        return f"none: {self.why_no_bounds}" if self.interval is None else self.interval.text()

    @property
    def why_no_bounds(self) -> str:
        """The reason for no bounds; empty if there are bounds."""
        if self.bounds is None:
            return "it needs known counts"
        return self.bounds.reason if isinstance(self.bounds, Undefined) else ""

    @cached_property
    def uniform(self) -> UniformSummary | Undefined:
        """The mean and the central part over uniform completions, or the reason for none."""
        if self.statistic is None:
            return Undefined(self.why_no_bounds, "no_bounds")
        completions = self.completions()
        return completions if isinstance(completions, Undefined) else completions.summary(self.statistic)

    def texts(self) -> tuple[str, str, str]:
        """Write the three figures: the complete case, the interval, and the mean and central part."""
        return (
            "no value" if self.value is None else self.text,
            "no value" if self.interval is None else self.interval.text(),
            "none" if isinstance(self.uniform, Undefined) else self.uniform.text(counts=isinstance(self.value, int)),
        )

    @property
    def brief_bounds(self) -> str:
        """Write the interval as the first screen has room for."""
        found = self.interval
        return "no value" if found is None else span_text(found.lowest, found.highest, self._number)

    @property
    def brief_value(self) -> str:
        """Write the complete case so."""
        if self.value is None:
            return "no value"
        return self.text if self.measured.p is not None else self._number(self.value)

    def brief_texts(self) -> tuple[str, str, str]:
        """Write the interval, the complete case, and the mean with the central part, briefly for the first screen.

        Coefficients have two decimals, and more where two would hide their sign; a test is written in full.
        """
        uniform = self.uniform
        return (
            self.brief_bounds,
            self.brief_value,
            "none"
            if isinstance(uniform, Undefined)
            else self._number(uniform.mean)
            if uniform.lowest == uniform.highest
            else f"{self._number(uniform.mean)} ({span_text(uniform.lowest, uniform.highest, self._number)})",
        )

    def _number(self, value: float) -> str:
        """Write a value: a count as it is (a mean of counts with one decimal), a coefficient with two decimals."""
        if not isinstance(self.value, int):
            return coefficient_text(value)
        return f"{value}" if value == int(value) else f"{value:.1f}"

    def to_dict(self) -> dict[str, Any]:
        """Return the three as JSON data."""
        complete, uniform = self.complete_case, self.uniform
        of = self.statistic or self.entry
        return {
            "id": self.statistic.id if self.statistic else self.name,
            "title": of.title,
            "family": of.family,
            "complete_case": {
                "value": self.value,
                "reason": complete.reason if isinstance(complete, Undefined) else "",
            },
            "bounds": None if self.interval is None else self.interval.to_dict(),
            "why_no_bounds": self.why_no_bounds,
            "uniform": None
            if isinstance(uniform, Undefined)
            else {
                "mean": uniform.mean,
                "lowest": uniform.lowest,
                "highest": uniform.highest,
                "central": 0.95,
                "method": uniform.method,
                "undefined": uniform.undefined,
            },
            "why_no_uniform": uniform.reason if isinstance(uniform, Undefined) else "",
        }


def p_text(p: float) -> str:
    """Write a p-value with four decimals, or as smaller than 0.0001.

    >>> p_text(0.04321), p_text(1e-9)
    ('0.0432', '< 0.0001')
    """
    return f"{p:.4f}" if p >= 0.0001 else "< 0.0001"
