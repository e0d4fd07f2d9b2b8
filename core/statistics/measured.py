"""Hold what a statistic of a table is, and work out those that are a ratio of sums: one table, or a stack."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from numbers import Integral
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, NamedTuple

from crossregime.core.arguments import is_real, shown
from crossregime.core.errors import UsageError
from crossregime.core.statistics.association import Undefined
from crossregime.core.statistics.catalogue import Entry, explained, refuse
from crossregime.core.statistics.counts import Grid, counts
from crossregime.core.statistics.slopes import slopes

if TYPE_CHECKING:
    from crossregime.core.statistics.association import Cells
    from crossregime.core.statistics.resampling import Parts
    from crossregime.core.statistics.significance import Significance

Formula = Callable[[Any], "float | Undefined"]
MOST_DRAWS = 10**8
"""Draws of one call: the values of each statistic are held."""
NOTED = 200_000
"""Cells of a stack whose slopes are worked out at one time."""


class ConfidenceInterval(NamedTuple):
    """Two ends of an interval, and the method that gave it."""

    lowest: float
    highest: float
    method: str


@dataclass(frozen=True, slots=True)
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
        return explained(self.name)

    def interval(self, level: float = 0.95) -> Any:
        """Give the asymptotic interval: so many standard errors either side of the value, not cut off.

        A `ConfidenceInterval`, or for a statistic of several values one of each. It is about sampling of councils, not
        about what was not published, and may reach past where the statistic ends. None where there is no standard
        error. Raises UsageError for a level outside 0 to 1.

        >>> from crossregime.core.statistics.statistics import gamma
        >>> low, high, _ = gamma([[26, 26, 23, 18, 9], [6, 7, 9, 14, 23]]).interval()
        >>> round(low, 7), round(high, 7)
        (0.3479918, 0.7146328)
        """
        check_level(level)
        if self.value is None or self.standard_error is None:
            return None
        z = NormalDist().inv_cdf((1 + level) / 2)

        def around(value: Any, error: Any) -> ConfidenceInterval:
            return ConfidenceInterval(value - z * error, value + z * error, "asymptotic")

        if isinstance(self.value, tuple):
            return type(self.value)(*map(around, self.value, self.standard_error))
        return around(self.value, self.standard_error)


def closed(
    name: str, table: Any, value: Formula, parts: Parts | None = None, error: Callable[[Cells], Any] | None = None
) -> StatisticValue:
    """Work out a ratio of sums: of one table in whole numbers, of a stack as arrays.

    `error` gives the standard error where it is not that of `standard_error`.
    """
    listed = explained(name)
    read = counts(table)
    if listed.common_scale:
        square(name, read)
    parts = parts or listed.parts
    assert parts is not None  # noqa: S101  # the catalogue gives those of every closed form
    spread = error or (lambda cells: standard_error(cells, parts))
    if read.tables is not None:
        return stacked(name, read, value, parts, spread)
    found = value(read.cells)
    if isinstance(found, Undefined):
        return undefined(name, found)
    reached = spread(read.cells)
    return StatisticValue(name, found, reached if math.isfinite(reached) else None)


def stacked(
    name: str, read: Grid, value: Formula, parts: Parts, spread: Callable[[Cells], Any] | None
) -> StatisticValue:
    """Work out a ratio of sums of every table of a stack; those without a value say why one by one."""
    import numpy as np

    tables = read.tables or 0
    with np.errstate(divide="ignore", invalid="ignore"):
        numerator, denominator = (np.broadcast_to(np.asarray(each, dtype=float), tables) for each in parts(read.cells))
        values = numerator / denominator
        errors = None
        if spread is not None:
            errors = np.broadcast_to(np.asarray(spread(read.cells), dtype=float), tables).copy()
    n = sum(sum(row) for row in read.cells)
    code, reason = (np.full(tables, "", dtype=object) for _ in range(2))
    # The few that have no value say why one by one, as a single table does.
    for index in np.flatnonzero(~np.isfinite(values) | (denominator <= 0) | (n < 2)):
        found = value(read.table(int(index)))
        if isinstance(found, Undefined):
            values[index] = np.nan
            code[index], reason[index] = found.code, found.reason
            if errors is not None:
                errors[index] = np.nan
    return StatisticValue(name, values, errors, reason=reason, code=code)


def standard_error(cells: Cells, parts: Parts) -> Any:
    """Give the asymptotic standard error of a ratio of sums under multinomial sampling, by the delta method.

    The root of sum of n_ij g_ij^2 less (sum of n_ij g_ij)^2 / n, g_ij the slope by the cell, exact to rounding. The
    result is the non-null error of Brown and Benedetti (1977) for association, that of Fleiss, Cohen and Everitt (1969)
    for kappas and that of Gwet (2008) for AC1. Takes one table or the arrays of a stack; k grades cost k^2 steps.
    """
    if not isinstance(cells[0][0], (int, float)):
        return _stacked_error(cells, parts)
    return _error(cells, parts)


def _stacked_error(cells: Cells, parts: Parts) -> Any:
    """Give the standard error of each table of a stack, so many tables at a time that the notes stay small."""
    import numpy as np

    tables, at_once = len(cells[0][0]), max(1, NOTED // (len(cells) * len(cells[0])))
    found = [
        np.broadcast_to(_error(part, parts), len(part[0][0]))
        for start in range(0, tables, at_once)
        for part in ([[cell[start : start + at_once] for cell in row] for row in cells],)
    ]
    return np.concatenate(found) if found else np.zeros(0)


def _error(cells: Cells, parts: Parts) -> Any:
    total: Any = 0.0
    squares: Any = 0.0
    for row, line in zip(cells, slopes(cells, parts), strict=True):
        for count, slope in zip(row, line, strict=True):
            total = total + count * slope
            squares = squares + count * slope * slope
    n = sum(sum(row) for row in cells)
    variance = squares - total * total / n
    # What is nought but for rounding is nought: a slope is of the order of 1 / n, and its square sums to that.
    variance = variance * ((variance > 1e-12 * squares) & (variance * n > 1e-20))
    return math.sqrt(variance) if isinstance(variance, float) else variance**0.5


def examined(name: str, table: Any, test: Callable[[Any], Significance | Undefined]) -> StatisticValue:
    """Run a test on one table, or on every table of a stack, and give its outcome."""
    listed = explained(name)
    read = counts(table)
    if listed.common_scale:
        square(name, read)
    if read.tables is None or listed.one_table:
        found = test(one(name, read))
        if isinstance(found, Undefined):
            return undefined(name, found)
        return StatisticValue(name, found.statistic, None, found.statistic, found.df, found.p, details=found.details)
    import numpy as np

    each = [test(read.table(index)) for index in range(read.tables)]
    held = [None if isinstance(found, Undefined) else found for found in each]
    value = np.array([math.nan if found is None else found.statistic for found in held], dtype=float)
    p = np.array([math.nan if found is None else found.p for found in held], dtype=float)
    has_df = any(found is not None and found.df is not None for found in held)
    df = np.array([(found and found.df) or 0 for found in held], dtype=int) if has_df else None
    keys = dict.fromkeys(key for found in held if found is not None for key in found.details)
    details = {key: [None if found is None else found.details[key] for found in held] for key in keys}
    code, reason = whys(each)
    return StatisticValue(name, value, None, value, df, p, reason, code, details)


def whys(found: Sequence[object]) -> tuple[Any, Any]:
    """Give the code and the reason of each table of a stack that has no value, and empty text for the others."""
    import numpy as np

    lacking = [each if isinstance(each, Undefined) else None for each in found]
    code, reason = (np.full(len(found), "", dtype=object) for _ in range(2))
    code[:], reason[:] = (
        [each.code if each else "" for each in lacking],
        [each.reason if each else "" for each in lacking],
    )
    return code, reason


def undefined(name: str, why: Undefined) -> StatisticValue:
    """Say that a statistic has no value, and why."""
    return StatisticValue(name, None, reason=why.reason, code=why.code)


def one(name: str, table: Any) -> Any:
    """Read one table; a stack is refused."""
    read = counts(table)
    if read.tables is not None:
        raise UsageError(f"{name} takes one table, not a stack of {read.tables}", do="call it for each table")
    return read.cells


def square(name: str, read: Grid) -> Grid:
    """Refuse a table of which the two judgements are not on one scale: it says so, or it is not square."""
    if read.common_scale is False:
        refuse([explained(name)])
    if read.shape[0] != read.shape[1]:
        raise not_square(name, read.shape)
    return read


def not_square(name: str, shape: tuple[int, int]) -> UsageError:
    """Say that a statistic needs one scale, and what to do."""
    return UsageError(
        f"{name} needs both judgements on one scale, and the table is {shape[0]} by {shape[1]}",
        do="keep a row and a column for each declared grade, empty or not; judgements on two scales have association"
        " alone, unless a crosswalk maps one onto the other",
    )


def check_level(level: Any) -> None:
    """Refuse a level of an interval outside 0 to 1."""
    if not is_real(level) or not 0 < level < 1:
        text = f"{level:g}" if isinstance(level, float) else shown(level)
        raise UsageError(f"{text} is no level of an interval", do="give a share between 0 and 1, such as 0.95")


def check_draws(draws: Any, seed: Any) -> None:
    """Refuse what is no number of draws, or no seed to start them from."""
    if _is_whole(draws) and draws > MOST_DRAWS:
        raise UsageError(f"{draws:,} draws take too long", do=f"give {MOST_DRAWS:,} at most")
    if not _is_whole(draws) or draws < 1:
        raise UsageError(f"{shown(draws)} draws tell nothing", do="give a whole number from 1")
    if not _is_whole(seed) or seed < 0:
        raise UsageError(f"{shown(seed)} is no seed", do="give a whole number from 0")


def _is_whole(number: Any) -> bool:
    return isinstance(number, Integral) and not isinstance(number, bool)
