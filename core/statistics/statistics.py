"""Compute every statistic of a table of two ordinal judgements: on nested lists, arrays, frames, stacks of tables.

A table has a row for each grade of the first judgement and a column for each of the second, worst first, the empty
ones kept. Each function gives a `StatisticValue`. Closed forms also take a stack of tables (one more dimension in
front), and so do the tests; then each field is an array. Only polychoric, exact_homogeneity, `bootstrap` and
`permutation` take one table. `names`, `explain` and the pages of the reference say what each tells and where it is
from; what has bounds when grades are only partly published is in `crossregime.bounds`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crossregime.core.arguments import check_flag
from crossregime.core.errors import UsageError
from crossregime.core.statistics import (
    agreement,
    association,
    change,
    latent,
    mobility,
    raters,
    ridit,
    significance,
    symmetry,
)
from crossregime.core.statistics.agreement import *  # noqa: F403  # each family's module names its own functions
from crossregime.core.statistics.association import *  # noqa: F403
from crossregime.core.statistics.catalogue import CATALOGUE, chosen, entry, explained
from crossregime.core.statistics.cells import Undefined
from crossregime.core.statistics.change import *  # noqa: F403
from crossregime.core.statistics.counts import Grid, counts
from crossregime.core.statistics.latent import *  # noqa: F403
from crossregime.core.statistics.measured import not_two, one, undefined
from crossregime.core.statistics.mobility import *  # noqa: F403
from crossregime.core.statistics.raters import *  # noqa: F403
from crossregime.core.statistics.record import ConfidenceInterval, Entry, StatisticValue, check_draws, check_level
from crossregime.core.statistics.ridit import *  # noqa: F403
from crossregime.core.statistics.significance import *  # noqa: F403
from crossregime.core.statistics.symmetry import *  # noqa: F403
from crossregime.core.statistics.table import Table, tabulate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crossregime.core.statistics.cells import Parts

__all__ = ["ConfidenceInterval", "Entry", "StatisticValue", "Table", "bootstrap", "explain", "measure", "names",
           "permutation", "tabulate"]  # fmt: skip
__all__ += agreement.__all__
__all__ += association.__all__
__all__ += change.__all__
__all__ += latent.__all__
__all__ += mobility.__all__
__all__ += raters.__all__
__all__ += ridit.__all__
__all__ += significance.__all__
__all__ += symmetry.__all__
DRAWS = 10_000


# What can be asked


def names() -> tuple[str, ...]:
    """List the names of the statistics.

    >>> names()[:3]
    ('tau_a', 'tau_b', 'tau_c')
    """
    return tuple(CATALOGUE)


def explain(name: str) -> Entry:
    """Say what a statistic tells, what it needs, its direction, range and sources.

    Raises UsageError for an unknown name.

    >>> explain("kappa").needs
    ('a common scale', 'a square table')
    """
    return explained(name)


def measure(
    table: Any, statistics: str | Iterable[str] | None = None, *, common_scale: bool | None = None
) -> dict[str, StatisticValue]:
    """Compute several statistics of one table, or of a stack: the default few, "all" that apply, or some by name.

    Of a comparison it takes the councils with both grades known: which were published depends on the grades, so the
    value may mislead where others have a range (`comparison.statistics` has the bounds too). `common_scale` says
    whether both judgements are on one scale; without it a comparison says so, and any other square table is taken to
    be. Raises UsageError for an unknown name, or one that needs a common scale where there is none.

    >>> found = measure([[3, 1], [0, 4]], ["tau_b", "percent_agreement"])
    >>> round(found["tau_b"].value, 4), found["percent_agreement"].value
    (0.7746, 0.875)
    """
    read = counts(table)
    shared = _common_scale(read, common_scale)
    fitting = chosen(statistics, common_scale=shared)
    if isinstance(statistics, str) and statistics == "all":
        fitting = tuple(
            each
            for each in fitting
            if (not each.two_groups or read.shape[0] == 2) and (not each.one_table or read.tables is None)
        )
    return {each.name: each.compute(read) for each in fitting}


# Chance


def bootstrap(
    table: Any, statistics: str | Iterable[str] | None = None, *, draws: int = DRAWS, level: float = 0.95,
    seed: int = 0, common_scale: bool | None = None,
) -> dict[str, ConfidenceInterval | None]:  # fmt: skip
    """Return percentile intervals from tables drawn with the shares of this one (a superpopulation of councils).

    One table; the default few, "all" that have a bootstrap, or some by name (bartholomew and rises_and_falls
    under `bartholomew.b1`, `rises_and_falls.rises` and so on). Drawing cells is the same as drawing councils.
    It says nothing of what was not published. None where the table has no value, or fewer than half of the draws
    do. Raises UsageError for a statistic that has no bootstrap, and for a number of draws or a seed that is none.

    >>> low, high, _ = bootstrap([[20, 5], [3, 30]], ["kappa"], draws=2000)["kappa"]
    >>> 0.5 < low < 0.7 and 0.8 < high < 0.95
    True
    """
    check_level(level)
    check_draws(draws, seed)
    read = counts(table)
    cells = one("bootstrap", read)
    shared = _common_scale(read, common_scale)
    asked = chosen(statistics, common_scale=shared)
    everything = isinstance(statistics, str) and statistics == "all"
    wanted = list(_ratios(asked, read.shape[0], named=not (statistics is None or everything)))
    found: dict[str, ConfidenceInterval | None] = {name: None for _, name, _ in wanted}
    has = {each: CATALOGUE[each].compute(read).value is not None for each in dict.fromkeys(each for each, *_ in wanted)}
    drawn_from = [(name, parts) for each, name, parts in wanted if has[each]]
    if not drawn_from:
        return found
    import numpy as np

    from crossregime.core.statistics.resampling import bootstrap_draws as drawn

    drawn_values = drawn(cells, [parts for _, parts in drawn_from], draws, seed)
    for (name, _), values in zip(drawn_from, drawn_values, strict=True):
        if len(values) * 2 >= draws:
            low, high = np.quantile(values, [(1 - float(level)) / 2, (1 + float(level)) / 2])
            found[name] = ConfidenceInterval(float(low), float(high), f"bootstrap, {draws:,} draws from seed {seed}")
    return found


def permutation(table: Any, name: str, *, draws: int = DRAWS, seed: int = 0) -> StatisticValue:
    """Return the permutation p of a measure of association or agreement: the grades of one judgement dealt out anew.

    One table. Association: at least as far from zero on either side; agreement: at least as large. Exact where the
    tables with these margins are few, else from `draws` of them from the `seed`; details say which (`method`). No
    value: where the statistic has none, or too many councils to permute. Raises UsageError
    for a statistic of another kind, and for a number of draws or a seed that is none.

    >>> found = permutation([[3, 1], [1, 4]], "tau_b")
    >>> round(found.p, 4), found.details["method"]
    (0.2063, 'exact')
    """
    check_draws(draws, seed)
    listed = entry(name)
    if "permutation" not in listed.inference or listed.parts is None:
        able = [each.name for each in CATALOGUE.values() if "permutation" in each.inference]
        raise UsageError(f"{name} has no permutation test", do=f"those that have are {', '.join(able)}")
    cells = one(name, table)
    measured = listed.compute(cells)
    if measured.value is None:
        return measured
    from crossregime.core.statistics.resampling import permutation_draws as permuted

    found = permuted(cells, listed.parts, draws, seed, greater=listed.family == "agreement")
    if isinstance(found, Undefined):
        return undefined(name, found)
    details = {"method": found.method, "tables": found.tables}
    return StatisticValue(name, measured.value, measured.standard_error, measured.value, None, found.p, details=details)


def _ratios(entries: Iterable[Entry], rows: int, *, named: bool) -> Iterator[tuple[str, str, Parts]]:
    """List the values that can be resampled, by statistic; raise UsageError for a named statistic without any."""
    for each in entries:
        if named and each.two_groups and rows != 2:
            raise not_two(each.name, rows)
        if named and not each.ratios:
            raise UsageError(f"{each.name} has no bootstrap", do="ask for a measure, not a test")
        if not each.two_groups or rows == 2:
            for part, parts in each.ratios:
                yield each.name, f"{each.name}.{part}" if part else each.name, parts


# What they take


def _common_scale(read: Grid, said: bool | None) -> bool:
    """Decide whether both judgements are on one scale: as the caller says, as the table says, or if it is square."""
    check_flag(said, "common_scale", optional=True)
    if said is not None:
        return said
    return read.shape[0] == read.shape[1] if read.common_scale is None else read.common_scale
