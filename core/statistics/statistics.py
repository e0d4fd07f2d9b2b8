"""Compute every statistic of a table of two ordinal judgements: on nested lists, arrays, frames, stacks of tables.

A table has a row for each grade of the first judgement and a column for each of the second, worst first, the empty
ones kept. Each function gives a `Measured`. Closed forms also take a stack of tables (one more dimension in front),
and so do the tests; then each field is an array. Only polychoric, exact_homogeneity, `bootstrap` and `permutation`
take one table. `names`, `explain` and the pages of the reference say what each tells and where it is from; what has
bounds when grades are only partly published is in `crossregime.bounds`.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from crossregime.core.arguments import check_flag, is_one_of, shown
from crossregime.core.errors import UsageError
from crossregime.core.statistics import agreement, association, change, mobility, ridit
from crossregime.core.statistics.association import Undefined
from crossregime.core.statistics.catalogue import CATALOGUE, Entry, chosen, entry, explained
from crossregime.core.statistics.counts import Grid, counts, counts_or_shares, one_distribution
from crossregime.core.statistics.measured import (
    ConfidenceInterval,
    StatisticValue,
    check_draws,
    check_level,
    closed,
    examined,
    one,
    square,
    stacked,
    undefined,
    whys,
)
from crossregime.core.statistics.raters import fleiss_kappa, gwet_ac1, gwet_ac2, krippendorff_alpha
from crossregime.core.statistics.table import Table, tabulate
from crossregime.core.statistics.weights import numbers, read_weights
from crossregime.core.text import close_matches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from crossregime.core.statistics.polychoric_correlation import PolychoricMethod
    from crossregime.core.statistics.resampling import Parts
    from crossregime.core.statistics.weights import WeightScheme

__all__ = [
    "Bartholomew",
    "ConfidenceInterval",
    "Entry",
    "RisesAndFalls",
    "StatisticValue",
    "Table",
    "ac1",
    "ac2",
    "ac2_linear",
    "ac2_ordinal",
    "ac2_quadratic",
    "alpha_ordinal",
    "bartholomew",
    "bhapkar",
    "bootstrap",
    "bowker",
    "exact_homogeneity",
    "explain",
    "fleiss_kappa",
    "gamma",
    "gwet_ac1",
    "gwet_ac2",
    "kappa",
    "kappa_linear",
    "kappa_quadratic",
    "kappa_weighted",
    "krippendorff_alpha",
    "linear_by_linear",
    "mean_shift",
    "measure",
    "names",
    "ordinal_homogeneity",
    "percent_agreement",
    "permutation",
    "polychoric",
    "ridits",
    "rises_and_falls",
    "shorrocks",
    "sign_test",
    "somers_d_columns",
    "somers_d_rows",
    "stuart_maxwell",
    "superiority",
    "tabulate",
    "tau_a",
    "tau_b",
    "tau_c",
]  # fmt: skip

DRAWS = 10_000


class RisesAndFalls(NamedTuple):
    """How many councils rose, fell and stayed."""

    rises: Any
    falls: Any
    unchanged: Any


class Bartholomew(NamedTuple):
    """Bartholomew's two indices: leaving, weighed by k / (k - 1), and the mean number of grades moved."""

    b1: Any
    b2: Any


# What can be asked


def names() -> tuple[str, ...]:
    """List the names of the statistics.

    >>> names()[:3]
    ('tau_a', 'tau_b', 'tau_c')
    """
    return tuple(CATALOGUE)


def explain(name: str) -> Entry:
    """Say what a statistic tells, what it needs, its direction, range and sources.

    Raises UsageError for a name that there isn't.

    >>> explain("kappa").needs
    ('a common scale', 'a square table')
    """
    return explained(name)


def measure(
    table: Any, statistics: str | Iterable[str] | None = None, *, common_scale: bool | None = None
) -> dict[str, StatisticValue]:
    """Compute several statistics of one table, or of a stack: the default few, "all" that fit, or some by name.

    Of a comparison it takes the councils with both grades known: which were published depends on the grades, so the
    value may mislead where others have a range (`comparison.statistics` has the bounds too). `common_scale` says
    whether both judgements are on one scale; without it a comparison says so, and any other square table is taken to
    be. Raises UsageError for a name that there isn't, or one that needs a common scale where there is none.

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
    return {each.name: FUNCTIONS[each.name](read) for each in fitting}


# Association


def tau_a(table: Any) -> StatisticValue:
    """Compute Kendall's tau-a (1938): concordant less discordant pairs of councils, over all pairs.

    Takes a table, or a stack of them; `value` is from -1 to 1. No value: fewer than two councils.

    >>> round(tau_a([[26, 26, 23, 18, 9], [6, 7, 9, 14, 23]]).value, 7)
    0.2068323
    """
    return closed("tau_a", table, association.tau_a)


def tau_b(table: Any) -> StatisticValue:
    """Compute Kendall's tau-b (1945): ties taken out on both sides.

    Takes a table, or a stack of them; `value` is from -1 to 1. No value: fewer than two councils, or one
    grade on a side.

    >>> found = tau_b([[26, 26, 23, 18, 9], [6, 7, 9, 14, 23]])
    >>> round(found.value, 7), [round(end, 5) for end in found.interval()[:2]]
    (0.3372567, [0.2114, 0.46311])
    """
    return closed("tau_b", table, association.tau_b)


def tau_c(table: Any) -> StatisticValue:
    """Compute Stuart's tau-c (1953), over the declared grades.

    Takes a table, or a stack of them; `value` is from -1 to 1. No value: fewer than two councils, or a
    scale of one grade.

    >>> round(tau_c([[26, 26, 23, 18, 9], [6, 7, 9, 14, 23]]).value, 7)
    0.4110953
    """
    return closed("tau_c", table, association.tau_c)


def gamma(table: Any) -> StatisticValue:
    """Compute Goodman and Kruskal's gamma (1954): tied pairs left out.

    Takes a table, or a stack of them; `value` is from -1 to 1. No value: fewer than two councils, or one
    grade on a side.

    >>> round(gamma([[26, 26, 23, 18, 9], [6, 7, 9, 14, 23]]).value, 7)
    0.5313123
    """
    return closed("gamma", table, association.gamma)


def somers_d_rows(table: Any) -> StatisticValue:
    """Compute Somers' D (1962) with the rows dependent (SAS R|C): pairs tied in the columns are left out.

    Takes a table, or a stack of them; `value` is from -1 to 1. No value: fewer than two councils, or one grade in
    the columns.

    >>> round(somers_d_rows([[26, 26, 23, 18, 9], [6, 7, 9, 14, 23]]).value, 4)
    0.2569
    """
    return closed("somers_d_rows", table, lambda cells: association.somers_d(cells, "first"))


def somers_d_columns(table: Any) -> StatisticValue:
    """Compute Somers' D (1962) with the columns dependent (SAS C|R, scipy): pairs tied in the rows are left out.

    Takes a table, or a stack of them; `value` is from -1 to 1. No value: fewer than two councils, or one grade in
    the rows.

    >>> found = somers_d_columns([[26, 26, 23, 18, 9], [6, 7, 9, 14, 23]])
    >>> round(found.value, 4), round(found.standard_error, 4)
    (0.4427, 0.0837)
    """
    return closed("somers_d_columns", table, association.somers_d)


def polychoric(table: Any, method: PolychoricMethod = "two_step") -> StatisticValue:
    """Estimate the polychoric correlation (Olsson 1979) by "two_step" or "ml"; one table.

    details: `thresholds` of rows and columns, the `method`, and `unused`: the ranks of the rows and of the columns
    that no council has, which have no threshold. The standard error is from the curvature of the likelihood, in two
    steps with the thresholds as given; None where the likelihood is too flat or too steep to tell (details:
    `why_no_standard_error`). No value: fewer than two councils, one grade on a
    side, or a table that is the likelier the nearer the correlation is to 1 or -1. Raises UsageError for another
    method.

    >>> found = polychoric([[10, 4, 1, 0], [5, 10, 12, 2], [2, 4, 12, 5], [0, 2, 6, 13]])
    >>> round(found.value, 4), [round(each, 3) for each in found.details["thresholds"][0]]
    (0.7385, [-0.952, 0.0, 0.711])
    """
    if not is_one_of(method, ("two_step", "ml")):
        raise UsageError(f"there is no method {shown(method)} of the polychoric correlation", do="take two_step or ml",
                         matches=close_matches(method, ("two_step", "ml")))  # fmt: skip
    cells = one("polychoric", table)
    from crossregime.core.statistics.polychoric_correlation import polychoric as estimate

    found = estimate(cells, method)
    if isinstance(found, Undefined):
        return undefined("polychoric", found)
    details: dict[str, Any] = {"method": method, "thresholds": (found.rows, found.columns), "unused": found.unused}
    if found.standard_error is None:
        details["why_no_standard_error"] = "the curvature of the likelihood gives none at the estimate"
    return StatisticValue("polychoric", found.value, found.standard_error, details=details)


# Agreement


def percent_agreement(table: Any) -> StatisticValue:
    """Compute the share of councils with the same grade in both, from 0 to 1.

    Takes a square table, or a stack of them. No value: no council is paired.

    >>> percent_agreement([[3, 1], [0, 4]]).value
    0.875
    """
    return closed("percent_agreement", table, agreement.percent_agreement)


def kappa(table: Any) -> StatisticValue:
    """Compute Cohen's kappa (1960), with the standard error of Fleiss, Cohen and Everitt (1969).

    Takes a square table, or a stack of them. No value: no council, or all at one and the same grade.

    >>> found = kappa([[13, 0, 0], [0, 20, 7], [0, 4, 56]])
    >>> round(found.value, 7), round(found.standard_error, 8)
    (0.7964094, 0.05891072)
    """
    return closed("kappa", table, agreement.kappa)


def kappa_linear(table: Any) -> StatisticValue:
    """Compute weighted kappa (Cohen 1968), a disagreement counted by the steps between the grades.

    Takes a square table, or a stack of them. No value: no council, or all at one and the same grade.

    >>> round(kappa_linear([[13, 0, 0], [0, 20, 7], [0, 4, 56]]).value, 3)
    0.843
    """
    return closed("kappa_linear", table, lambda cells: agreement.kappa(cells, "linear"))


def kappa_quadratic(table: Any) -> StatisticValue:
    """Compute weighted kappa (Cohen 1968), a disagreement counted by the square of the steps.

    Takes a square table, or a stack of them. No value: no council, or all at one and the same grade.

    >>> round(kappa_quadratic([[13, 0, 0], [0, 20, 7], [0, 4, 56]]).value, 3)
    0.892
    """
    return closed("kappa_quadratic", table, lambda cells: agreement.kappa(cells, "quadratic"))


def kappa_weighted(table: Any, weights: WeightScheme) -> StatisticValue:
    """Compute weighted kappa (Cohen 1968) with weights of one's own.

    `weights` is 'unweighted' (or 'identity'), 'linear', 'quadratic', 'gwet-ordinal', or a matrix: of agreement (one
    number on the diagonal, none above it elsewhere) or, with noughts on the diagonal and numbers from 0 elsewhere, of
    disagreement as in Cohen (1968). Kappa is the same for weights that are multiplied or raised alike. Takes a square
    table, or a stack of them. Raises UsageError for weights that are none.

    >>> round(kappa_weighted([[13, 0, 0], [0, 20, 7], [0, 4, 56]], "gwet-ordinal").value, 3)
    0.872
    """
    apart = read_weights(weights, any_unit=True)
    return closed("kappa_weighted", table, lambda cells: agreement.kappa(cells, apart),
                   lambda cells: agreement.kappa_parts(cells, apart))  # fmt: skip


def ac1(table: Any) -> StatisticValue:
    """Compute Gwet's AC1 (2008).

    Takes a square table, or a stack of them. No value: no council, or a scale of one grade.

    >>> found = ac1([[13, 0, 0], [0, 20, 7], [0, 4, 56]])
    >>> round(found.value, 7), round(found.standard_error, 8)
    (0.8493305, 0.04321747)
    """
    return closed("ac1", table, agreement.ac)


def ac2(table: Any, weights: WeightScheme) -> StatisticValue:
    """Compute Gwet's AC2 (2014) with weights: a name, or a matrix of agreement weights.

    The names are those that `kappa_weighted` takes; the weights of a matrix are 1 on the diagonal and from 0 to 1
    elsewhere, for AC2 depends on their unit. Takes a square table, or a stack of them. Raises UsageError for weights
    that are none.

    >>> round(ac2([[13, 0, 0], [0, 20, 7], [0, 4, 56]], "gwet-ordinal").value, 3)
    0.925
    """
    apart = read_weights(weights, any_unit=False)
    return closed("ac2", table, lambda cells: agreement.ac(cells, apart),
                   lambda cells: agreement.ac_parts(cells, apart))  # fmt: skip


def ac2_linear(table: Any) -> StatisticValue:
    """Compute Gwet's AC2 (2014) with linear weights.

    Takes a square table, or a stack of them. No value: no council, or a scale of one grade.

    >>> round(ac2_linear([[13, 0, 0], [0, 20, 7], [0, 4, 56]]).value, 3)
    0.9
    """
    return closed("ac2_linear", table, lambda cells: agreement.ac(cells, "linear"))


def ac2_quadratic(table: Any) -> StatisticValue:
    """Compute Gwet's AC2 (2014) with quadratic weights.

    Takes a square table, or a stack of them. No value: no council, or a scale of one grade.

    >>> round(ac2_quadratic([[13, 0, 0], [0, 20, 7], [0, 4, 56]]).value, 3)
    0.94
    """
    return closed("ac2_quadratic", table, lambda cells: agreement.ac(cells, "quadratic"))


def ac2_ordinal(table: Any) -> StatisticValue:
    """Compute Gwet's AC2 (2014) with his ordinal weights, which are not Krippendorff's.

    Takes a square table, or a stack of them. No value: no council, or a scale of one grade.

    >>> round(ac2_ordinal([[13, 0, 0], [0, 20, 7], [0, 4, 56]]).value, 3)
    0.925
    """
    return closed("ac2_ordinal", table, lambda cells: agreement.ac(cells, "gwet-ordinal"))


def alpha_ordinal(table: Any) -> StatisticValue:
    """Compute Krippendorff's ordinal alpha (2011) for two judgements of every council.

    Takes a square table, or a stack of them. The standard error is by the delta method; Krippendorff himself
    resamples (see `bootstrap`). No value: no council, or all at one and the same grade.

    >>> round(alpha_ordinal([[2, 1], [0, 3]]).value, 4)
    0.6857
    """
    return closed("alpha_ordinal", table, agreement.alpha_ordinal)


# Change and mobility


def mean_shift(table: Any) -> StatisticValue:
    """Compute the mean number of grades by which councils rose, falls negative.

    Takes a square table, or a stack of them. No value: no council is paired.

    >>> mean_shift([[1, 2], [1, 0]]).value
    0.25
    """
    return closed("mean_shift", table, change.mean_shift)


def rises_and_falls(table: Any) -> StatisticValue:
    """Count the councils that rose, fell and stayed; `value` has `rises`, `falls` and `unchanged`.

    Takes a square table, or a stack of them. No value: no council is paired.

    >>> rises_and_falls([[1, 2], [1, 0]]).value
    RisesAndFalls(rises=2, falls=1, unchanged=1)
    """
    read = square("rises_and_falls", counts(table))
    found = [change.number_parts(read.cells, sign)[0] for sign in (1, -1, 0)]
    n: Any = sum(map(sum, read.cells))
    if read.tables is None:
        return (
            StatisticValue("rises_and_falls", RisesAndFalls(*found))
            if n
            else undefined("rises_and_falls", agreement.NONE)
        )
    import numpy as np

    code, reason = whys([None if each else agreement.NONE for each in n])
    return StatisticValue("rises_and_falls", RisesAndFalls(*(np.where(n, each, np.nan) for each in found)),
                    code=code, reason=reason)  # fmt: skip


def shorrocks(table: Any) -> StatisticValue:
    """Compute Shorrocks' mobility index (1978): (k - trace of the row shares) over k - 1.

    Takes a square table of counts or of row shares (rounded ones too), or a stack of them. No value: a grade that no
    council started from, or a scale of one grade. Row shares have no standard error.

    >>> round(shorrocks([[0.9, 0.1], [0.3, 0.7]]).value, 6), shorrocks([[9, 1], [3, 7]]).standard_error is None
    (0.4, False)
    """
    held, of_shares = counts_or_shares(table)
    return _mobility("shorrocks", held, mobility.shorrocks_parts, of_shares=of_shares)


def bartholomew(table: Any, start: Sequence[float] | None = None) -> StatisticValue:
    """Compute Bartholomew's two mobility indices (1973); `value` has `b1` and `b2`.

    Takes a square table of counts or of row shares (rounded ones too), or a stack of them. `start` gives the
    starting shares (or numbers) of the grades; without it they are those of the counts, and all alike for row
    shares. No value: a grade that no council started from, or a scale of one grade. Raises UsageError for a `start`
    that does not fit.

    >>> [round(index, 4) for index in bartholomew([[0.9, 0.1], [0.3, 0.7]], start=[0.25, 0.75]).value]
    [0.5, 0.25]
    """
    held, of_shares = counts_or_shares(table)
    size = held.shape[0]
    weights = [1 / size] * size if start is None and of_shares else _starting(start, size)

    def index(number: int) -> Parts:
        return lambda table: mobility.bartholomew_parts(table, weights)[number]

    found = [_mobility("bartholomew", held, index(number), of_shares=of_shares) for number in (0, 1)]
    if found[0].value is None:
        return found[0]
    errors = None if of_shares else Bartholomew(*(each.standard_error for each in found))
    values = Bartholomew(*(each.value for each in found))
    return StatisticValue("bartholomew", values, errors, reason=found[0].reason, code=found[0].code)


# Groups of councils on one judgement


def superiority(table: Any) -> StatisticValue:
    """Compute the chance that a council of the first row has a better grade than one of the second, ties halved.

    Takes a table of two rows (the groups) by the grades of one judgement, or a stack of them. It is U / (m n) of Mann
    and Whitney. The standard error is that of DeLong, DeLong and Clarke-Pearson (1988), the sizes of the groups
    given; None where a group has one council. No value: a group without councils. Raises UsageError for a table of
    other than two rows.

    >>> superiority([[0, 1, 3], [2, 2, 0]]).value
    0.9375
    """
    read = counts(table)
    if read.shape[0] != 2:
        raise _not_two("superiority", read.shape[0])

    def value(cells: Any) -> float | Undefined:
        numerator, denominator = ridit.superiority_parts(cells)
        return float(numerator / denominator) if denominator else ridit.EMPTY_GROUP

    return closed("superiority", read, value, error=ridit.superiority_error)


def ridits(table: Any) -> StatisticValue:
    """Score the grades of the second judgement (the columns) by ridits (Bross 1958); `value` has one each.

    Takes a table, the counts of one distribution, or a stack of tables (`value` then has a row for each). details:
    `mean_ridits`, one for each row (None for an empty one). No value: no council has a grade.

    >>> ridits([1, 2, 1]).value
    (0.125, 0.5, 0.875)
    """
    alone = one_distribution(table)
    read = counts(table if alone is None else [alone])
    if read.tables is None:
        return _ridits(read.cells)
    import numpy as np

    each = [_ridits(read.table(index)) for index in range(read.tables)]
    none = (math.nan,) * read.shape[1]
    scores = np.array([none if one.value is None else one.value for one in each]).reshape(read.tables, read.shape[1])
    code, reason = whys([ridit.NOBODY if one.value is None else None for one in each])
    means = [one.details.get("mean_ridits") for one in each]
    return StatisticValue("ridits", scores, reason=reason, code=code, details={"mean_ridits": means})


def _ridits(cells: Any) -> StatisticValue:
    columns = association.margins(cells)[1]
    if not sum(columns):
        return undefined("ridits", ridit.NOBODY)
    scores = tuple(ridit.ridits(columns))
    means = tuple(
        sum(count * score for count, score in zip(row, scores, strict=True)) / sum(row) if sum(row) else None
        for row in cells
    )
    return StatisticValue("ridits", scores, details={"mean_ridits": means})


# Tests


def bowker(table: Any) -> StatisticValue:
    """Test symmetry (Bowker 1948): whether as many councils moved from i to j as back.

    Takes a square table, or a stack of them. details: `pairs_without_moves`, how many of the k (k - 1) / 2 pairs of
    grades nobody moved between. No value: no council moved.

    >>> found = bowker([[20, 5], [1, 30]])
    >>> round(found.statistic, 4), found.df, round(found.p, 4)
    (2.6667, 1, 0.1025)
    """
    from crossregime.core.statistics import significance

    return examined("bowker", table, significance.bowker)


def stuart_maxwell(table: Any) -> StatisticValue:
    """Test marginal homogeneity (Stuart 1955, Maxwell 1970): whether both judgements have one distribution.

    Takes a square table, or a stack of them. A grade is dropped only where its whole row and column lie on the
    diagonal. details: `dropped` (ranks), `n`. No value: no council moved.

    >>> found = stuart_maxwell([[30, 0, 0], [0, 10, 2], [0, 4, 8]])
    >>> round(found.statistic, 3), found.df, found.details["dropped"]
    (0.667, 1, (0,))
    """
    from crossregime.core.statistics import significance

    return examined("stuart_maxwell", table, significance.stuart_maxwell)


def bhapkar(table: Any) -> StatisticValue:
    """Test marginal homogeneity (Bhapkar 1966).

    Takes a square table, or a stack of them. n counts the councils at the grades kept. details: `dropped` (ranks),
    `n`. No value: no council moved, or the variance is nought.

    >>> round(bhapkar([[30, 0, 0], [0, 10, 2], [0, 4, 8]]).statistic, 3)
    0.686
    """
    from crossregime.core.statistics import significance

    return examined("bhapkar", table, significance.bhapkar)


def sign_test(table: Any) -> StatisticValue:
    """Test exactly whether councils rose as often as they fell (two-sided; those that stayed are left out).

    Takes a square table, or a stack of them. details: `rises`, `falls`, `one_sided_p`. No value: no
    council moved.

    >>> found = sign_test([[1, 6], [1, 0]])
    >>> found.statistic, found.p, found.details["one_sided_p"]
    (6, 0.125, 0.0625)
    """
    from crossregime.core.statistics import significance

    return examined("sign_test", table, significance.sign_test)


def ordinal_homogeneity(table: Any, scores: Sequence[float] | None = None) -> StatisticValue:
    """Test marginal homogeneity along the scale (Stuart 1955, Birch 1965): a z, positive where councils rose.

    Takes a square table, or a stack of them; `scores` put other distances between the grades than steps. No value: no
    council moved. Raises UsageError for scores that don't fit or don't grow.

    >>> table = [[144, 33, 84, 126], [2, 4, 14, 29], [0, 2, 6, 25], [0, 0, 1, 5]]
    >>> round(ordinal_homogeneity(table).statistic, 3)
    16.454
    """
    from crossregime.core.statistics import significance

    given = significance.scores_given(scores)
    return examined("ordinal_homogeneity", table, lambda cells: significance.ordinal_homogeneity(cells, given))


def exact_homogeneity(
    table: Any, scores: Sequence[float] | None = None, *, omnibus: bool = False, draws: int = 100_000, seed: int = 0
) -> StatisticValue:
    """Test marginal homogeneity exactly: every direction of every move equally likely.

    Takes one square table. `p` is two-sided; details: `one_sided_p`, `method`. `statistic` is the z of
    ordinal_homogeneity, or with `omnibus` that of stuart_maxwell, whose p is exact where the ways are few and
    else from `draws` ways from the `seed`. No value: no council moved, or so many, or with
    scores so fine, that it would take long. Raises UsageError for scores that don't fit or don't grow.

    >>> exact_homogeneity([[1, 6], [1, 0]]).p
    0.125
    """
    from crossregime.core.statistics import significance

    check_draws(draws, seed)
    given = significance.scores_given(scores)
    return examined("exact_homogeneity", table, lambda cells: significance.exact_homogeneity(
        cells, given, omnibus=omnibus, draws=draws, seed=seed))  # fmt: skip


def linear_by_linear(
    table: Any, row_scores: Sequence[float] | None = None, column_scores: Sequence[float] | None = None
) -> StatisticValue:
    """Test trend (Mantel 1963): (n - 1) r^2 on one degree of freedom, r the correlation of the scores.

    Takes a table, or a stack of them; scores are the ranks unless others are given. details: `r`. No value: fewer
    than two councils, or one grade on a side. Raises UsageError for scores that don't fit or don't grow.

    >>> table = [[144, 33, 84, 126], [2, 4, 14, 29], [0, 2, 6, 25], [0, 0, 1, 5]]
    >>> round(linear_by_linear(table).statistic, 4)
    47.425
    """
    from crossregime.core.statistics import significance

    rows, columns = significance.scores_given(row_scores), significance.scores_given(column_scores)
    return examined("linear_by_linear", table, lambda cells: significance.linear_by_linear(cells, rows, columns))


# Chance


def bootstrap(
    table: Any, statistics: str | Iterable[str] | None = None, *, draws: int = DRAWS, level: float = 0.95,
    seed: int = 0, common_scale: bool | None = None,
) -> dict[str, ConfidenceInterval | None]:  # fmt: skip
    """Give percentile intervals from tables drawn with the shares of this one (a superpopulation of councils).

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
    has = {each: FUNCTIONS[each](read).value is not None for each in dict.fromkeys(each for each, *_ in wanted)}
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
    """Give the permutation p of a measure of association or agreement: the grades of one judgement dealt out anew.

    One table. Association: as far from nought on either side; agreement: as large or larger. Exact where the
    tables with these margins are few, else from `draws` of them from the `seed`; details say which (`method`). No
    value: where the statistic has none, or so many councils that their grades can't be dealt out. Raises UsageError
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
    measured = FUNCTIONS[name](cells)
    if measured.value is None:
        return measured
    from crossregime.core.statistics.resampling import permutation_draws as permuted

    found = permuted(cells, listed.parts, draws, seed, greater=listed.family == "agreement")
    if isinstance(found, Undefined):
        return undefined(name, found)
    details = {"method": found.method, "tables": found.tables}
    return StatisticValue(name, measured.value, measured.standard_error, measured.value, None, found.p, details=details)


def _ratios(entries: Iterable[Entry], rows: int, *, named: bool) -> Iterator[tuple[str, str, Parts]]:
    """List the figures that can be drawn, each after its statistic; those asked for by name must be such."""
    for each in entries:
        if named and each.two_groups and rows != 2:
            raise _not_two(each.name, rows)
        if named and not each.ratios:
            raise UsageError(f"{each.name} has no bootstrap", do="ask for a measure, not a test")
        if not each.two_groups or rows == 2:
            for part, parts in each.ratios:
                yield each.name, f"{each.name}.{part}" if part else each.name, parts


# What they take


def _common_scale(read: Grid, said: bool | None) -> bool:
    """Tell whether both judgements are on one scale: as is said, as the table says, or where it is square."""
    check_flag(said, "common_scale", optional=True)
    if said is not None:
        return said
    return read.shape[0] == read.shape[1] if read.common_scale is None else read.common_scale


def _mobility(name: str, held: Grid, parts: Parts, *, of_shares: bool) -> StatisticValue:
    """Work out an index of mobility of counts, or of row shares, which have no standard error."""
    square(name, held)

    def value(cells: Any) -> float | Undefined:
        if len(cells) < 2:
            return mobility.SINGLE
        if not all(map(sum, cells)):
            return mobility.EMPTY_ROW
        numerator, denominator = parts(cells)
        return float(numerator / denominator)

    if not of_shares:
        return closed(name, held, value, parts)
    if held.tables is not None:
        return stacked(name, held, value, parts, None)
    found = value(held.cells)
    return undefined(name, found) if isinstance(found, Undefined) else StatisticValue(name, found)


def _starting(start: Any, size: int) -> list[float] | None:
    """Read starting shares or numbers of the grades, as shares."""
    if start is None:
        return None
    given = numbers(start)
    if given is None or len(given) != size or min(given) < 0 or not 0 < sum(given) < math.inf:
        raise UsageError("the starting shares don't fit the table", do=f"give {size} numbers from 0")
    return [each / sum(given) for each in given]


def _not_two(name: str, rows: int) -> UsageError:
    return UsageError(
        f"{name} compares two groups, and the table has {rows} rows",
        do="give one row for each of two groups, a column for each grade",
    )


FUNCTIONS: Mapping[str, Callable[[Any], StatisticValue]] = {
    "tau_a": tau_a, "tau_b": tau_b, "tau_c": tau_c, "gamma": gamma, "somers_d_rows": somers_d_rows,
    "somers_d_columns": somers_d_columns, "percent_agreement": percent_agreement, "kappa": kappa,
    "kappa_linear": kappa_linear, "kappa_quadratic": kappa_quadratic, "ac1": ac1, "ac2_linear": ac2_linear,
    "ac2_quadratic": ac2_quadratic, "ac2_ordinal": ac2_ordinal, "alpha_ordinal": alpha_ordinal,
    "mean_shift": mean_shift, "rises_and_falls": rises_and_falls, "bowker": bowker, "stuart_maxwell": stuart_maxwell,
    "bhapkar": bhapkar, "sign_test": sign_test, "ordinal_homogeneity": ordinal_homogeneity,
    "exact_homogeneity": exact_homogeneity, "linear_by_linear": linear_by_linear, "polychoric": polychoric,
    "superiority": superiority, "ridits": ridits, "shorrocks": shorrocks, "bartholomew": bartholomew,
}  # fmt: skip
"""The function of each statistic of the catalogue."""
