"""Compute ratios of sums, and tests, for one table or a stack, and record each statistic with its formula."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import field
from inspect import Signature, signature
from typing import TYPE_CHECKING, Any, Concatenate, Literal, ParamSpec, Protocol, TypeVar, cast

from crossregime.core.errors import UsageError
from crossregime.core.frozen import frozen
from crossregime.core.statistics.bounded import Statistic
from crossregime.core.statistics.cells import NONE, Undefined
from crossregime.core.statistics.counts import Grid, counts
from crossregime.core.statistics.record import RECORDS, Entry, StatisticValue
from crossregime.core.statistics.slopes import slopes

if TYPE_CHECKING:
    from crossregime.core.statistics.bounded import ChanceCorrected, ConcordanceBased, Linear
    from crossregime.core.statistics.cells import Cells, Check, CountTable, Parts
    from crossregime.core.statistics.record import Family

P = ParamSpec("P")
C = TypeVar("C", bound=Callable[..., StatisticValue])
Formula = Callable[[Any], "float | Undefined"]
NOTED = 200_000
"""Cells of a stack whose derivatives are computed in one batch."""


class Compute(Protocol):
    """A public function of one table, or of a stack."""

    def __call__(self, table: Any) -> StatisticValue:
        """Compute the statistic."""


@frozen
class Significance:
    """The outcome of a test: the statistic, its degrees of freedom (None for a z or an exact test) and p.

    A statistic that counts councils is a whole number.
    """

    statistic: float | int
    df: int | None
    p: float
    details: dict[str, Any] = field(default_factory=dict)


# The records: each decorator is applied to the one function of a statistic, which has the statistic's name.


def recorded(family: Family, *, ratios: Sequence[tuple[str, Parts]] = (), **told: Any) -> Callable[[C], C]:
    """Record a statistic whose function computes everything itself; `told` are the other fields of its `Entry`.

    By default every family but association and groups needs a common scale, figures with bounds have a
    bootstrap, and one figure that is a ratio has a standard error.
    """

    def enter(compute: C) -> C:
        name = compute.__name__
        figures: tuple[Statistic, ...] = told.get("bounded", ())
        held = tuple(ratios) or tuple(("" if each.id == name else each.id, each.parts) for each in figures)
        fields = {
            "common_scale": family not in ("association", "groups"), "error": any(not part for part, _ in held), **told
        }  # fmt: skip
        RECORDS[name] = Entry(name, family=family, ratios=held, compute=compute, **fields)
        return compute

    return enter


def ratio(
    family: Literal["association", "agreement", "change"],
    form: ConcordanceBased | Linear | ChanceCorrected, *, title: str,
    lacks: tuple[Check, ...] = (), zero: Undefined = NONE, **told: Any,
) -> Callable[[Parts], Compute]:  # fmt: skip
    """Record a statistic with bounds that is one ratio of sums, from the function that gives its two parts.

    The function becomes that of `cr.statistics`: it keeps its name and docstring, takes a table or a stack and gives
    a `StatisticValue`. See `Statistic` for `form`, `lacks` and `zero`.
    """

    def enter(parts: Parts) -> Compute:
        figure = Statistic(parts.__name__, title, family, parts, form, lacks, zero)

        def compute(table: Any) -> StatisticValue:
            return closed(figure.id, table, figure.value, parts)

        return recorded(family, title=title, bounded=(figure,), **told)(_named(compute, parts))

    return enter


def examination(
    **told: Any,
) -> Callable[
    [Callable[Concatenate[CountTable, P], Significance | Undefined]], Callable[Concatenate[Any, P], StatisticValue]
]:
    """Record a test from the function that runs it on one table, as `ratio` does a ratio.

    Other arguments of the function are those of the public one too; a list among them is read once for a whole stack.
    """

    def enter(
        test: Callable[Concatenate[CountTable, P], Significance | Undefined],
    ) -> Callable[Concatenate[Any, P], StatisticValue]:
        def compute(table: Any, *more: P.args, **named: P.kwargs) -> StatisticValue:
            given: Any = [_held(each) for each in more]
            asked: Any = {name: _held(each) for name, each in named.items()}
            return examined(test.__name__, table, lambda cells: test(cells, *given, **asked))

        public = cast("Callable[Concatenate[Any, P], StatisticValue]", compute)
        return recorded("test", **told)(_named(public, test))

    return enter


def _held(given: Any) -> Any:
    """Turn any iterable of numbers into a list; return anything else unchanged."""
    held = given.tolist() if hasattr(given, "tolist") else given
    if isinstance(held, (str, bytes, dict)) or hasattr(held, "columns") or not hasattr(held, "__iter__"):
        return given
    return tuple(held)


def _named(compute: C, formula: Callable[..., Any]) -> C:
    """Give a function the name, module, docstring and signature of the formula that it computes."""
    for each in ("__name__", "__qualname__", "__module__", "__doc__"):
        setattr(compute, each, getattr(formula, each))
    first, *others = signature(formula).parameters.values()
    compute.__signature__ = Signature(  # type: ignore[attr-defined]
        [first.replace(annotation="Any"), *others], return_annotation="StatisticValue"
    )
    return compute


def closed(
    name: str, table: Any, value: Formula, parts: Parts | None = None, error: Callable[[Cells], Any] | None = None
) -> StatisticValue:
    """Compute a ratio of sums: for one table in integers, for a stack as arrays.

    `error` gives the standard error where it is not that of `standard_error`.
    """
    listed = RECORDS[name]
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
    """Compute a ratio of sums for every table of a stack, with a reason for each table without a value."""
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
    # The few without a value are explained one by one, as a single table is.
    for index in np.flatnonzero(~np.isfinite(values) | (denominator <= 0) | (n < 2)):
        found = value(read.table(int(index)))
        if isinstance(found, Undefined):
            values[index] = np.nan
            code[index], reason[index] = found.code, found.reason
            if errors is not None:
                errors[index] = np.nan
    return StatisticValue(name, values, errors, reason=reason, code=code)


def standard_error(cells: Cells, parts: Parts) -> Any:
    """Return the asymptotic standard error of a ratio of sums under multinomial sampling, by the delta method.

    The root of sum of n_ij g_ij^2 less (sum of n_ij g_ij)^2 / n, g_ij the slope by the cell, exact to rounding. The
    result is the non-null error of Brown and Benedetti (1977) for association, that of Fleiss, Cohen and Everitt (1969)
    for kappas and that of Gwet (2008) for AC1. Takes one table or the arrays of a stack; k grades cost k^2 steps.
    """
    if not isinstance(cells[0][0], (int, float)):
        return _stacked_error(cells, parts)
    return _error(cells, parts)


def _stacked_error(cells: Cells, parts: Parts) -> Any:
    """Return the standard error of each table of a stack, in batches to limit memory."""
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
    # Values that are zero but for rounding are set to zero: a derivative is of the order of 1 / n.
    variance = variance * ((variance > 1e-12 * squares) & (variance * n > 1e-20))
    return math.sqrt(variance) if isinstance(variance, float) else variance**0.5


def examined(name: str, table: Any, test: Callable[[Any], Significance | Undefined]) -> StatisticValue:
    """Run a test on one table, or on every table of a stack, and return its outcome."""
    listed = RECORDS[name]
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
    """Return the code and the reason for each table of a stack without a value, and empty text for the others."""
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
    """Refuse a table whose judgements are not on one scale: marked so, or not square."""
    if read.common_scale is False:
        refuse([RECORDS[name]])
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


def refuse(unfit: Sequence[Entry]) -> None:
    """Refuse statistics that need a common scale, with the reason and what to do."""
    if unfit:
        names = ", ".join(each.name for each in unfit)
        verb = "needs" if len(unfit) == 1 else "need"
        instead = ", ".join(each.name for each in RECORDS.values() if each.default and not each.common_scale)
        raise UsageError(
            f"{names} {verb} a common scale: the two judgements are graded on different scales, and equal labels or"
            " ranks do not make their grades the same",
            do="map one onto the other with `crosswalk` (see crossregime crosswalks), compare two judgements"
            f" of one scale, or ask for association: {instead}",
        )


def not_two(name: str, rows: int) -> UsageError:
    """Say that a statistic compares two groups of councils, and what to do."""
    return UsageError(
        f"{name} compares two groups, and the table has {rows} rows",
        do="give one row for each of two groups, a column for each grade",
    )
