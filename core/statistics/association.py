"""Measure association in a table of two ordinal judgements.

A table is a list of rows of whole numbers, worst grade first on both sides, with a row or column for every
declared grade. C counts the pairs of councils that the two judgements put in the same order, D those that
they put in opposite orders; S is C - D. Each statistic is a numerator over a denominator; both are worked
out by sums and products alone, so that a cell may also be an array: the counts of that cell in many tables.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from crossregime.core.statistics.bounded import ConcordanceBased
from crossregime.core.statistics.cells import FEW, TIED, Undefined, margins
from crossregime.core.statistics.measured import ratio
from crossregime.core.statistics.record import RECORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.statistics.cells import Cells, Check, CountTable

__all__ = ["gamma", "somers_d_columns", "somers_d_rows", "tau_a", "tau_b", "tau_c"]

BROWN = "M. B. Brown and J. K. Benedetti (1977), JASA 72(358), 309-315"
SINGLE = Undefined("a scale of one grade puts nothing in order", "single_grade_scale")
ALL_TIED = Undefined("every two are tied in one judgement or the other", "all_tied")
_CORRELATION: dict[str, Any] = {
    "direction": "Positive: better in one judgement goes with better in the other; negative: with worse.",
    "range": "-1 to 1",
    "limits": (-1, 1),
    "zero": ALL_TIED,
}


def concordance(table: Cells) -> tuple[Any, Any]:
    """Count concordant and discordant pairs (C, D).

    >>> concordance([[2, 0], [0, 3]])
    (6, 0)
    """
    concordant = discordant = 0
    columns = len(table[0])
    below = [0] * columns  # councils in the rows above this one, by column
    for row in table:
        left, right = 0, sum(below)
        for column, count in enumerate(row):
            right = right - below[column]
            concordant = concordant + count * left
            discordant = discordant + count * right
            left = left + below[column]
        below = [old + new for old, new in zip(below, row, strict=True)]
    return concordant, discordant


def untied(margin: Sequence[Any]) -> Any:
    """Count the pairs of councils that differ in one judgement, from how many have each grade.

    >>> untied([2, 3])
    6
    """
    n = sum(margin)
    return _half(n * n - sum(size * size for size in margin))


def _half(even: Any) -> Any:
    """Halve an even number: exactly where it is an integer, since complex numbers have no integer division."""
    try:
        return even // 2
    except TypeError:
        return even / 2


def _too_few(table: CountTable) -> Undefined | None:
    return FEW if sum(map(sum, table)) < 2 else None


def _one_grade(*sides: int) -> Check:
    """Check whether all councils have the same grade on one side."""
    return lambda table: next((TIED[side] for side in sides if not untied(margins(table)[side])), None)


def _short_scale(table: CountTable) -> Undefined | None:
    return None if min(len(table), len(table[0])) > 1 else SINGLE


@ratio(
    "association", ConcordanceBased(()), title="Kendall's tau-a",
    short="tau-a",
    about="Of all pairs of councils, the share that both judgements put in the same order less the share that they put"
    " in opposite orders. Ties count in the denominator, so with few grades it stays well short of 1 even where"
    " the judgements agree as far as they can.",
    formula="(C - D) / (n (n - 1) / 2), C and D the concordant and discordant pairs of councils, n the councils",
    **_CORRELATION, references=("M. G. Kendall (1938), Biometrika 30(1/2), 81-93", BROWN), lacks=(_too_few,),
)  # fmt: skip
def tau_a(table: Cells) -> tuple[Any, Any]:
    """Compute Kendall's tau-a (1938): concordant less discordant pairs of councils, over all pairs.

    Takes a table, or a stack of them; `value` is from -1 to 1. No value: fewer than two councils.

    >>> round(tau_a([[26, 26, 23, 18, 9], [6, 7, 9, 14, 23]]).value, 7)
    0.2068323
    """
    concordant, discordant = concordance(table)
    n = sum(map(sum, table))
    return concordant - discordant, _half(n * (n - 1))


@ratio(
    "association", ConcordanceBased((0, 1)), title="Kendall's tau-b",
    short="tau-b",
    about="Kendall's rank correlation with ties taken out on both sides. It is 1 only where the grades that councils"
    " have on one side go one to one with those on the other, in the same order: not where one side uses more grades"
    " than the other.",
    formula="(C - D) / sqrt(U V), U and V the pairs of councils that differ in the first and in the second judgement",
    **_CORRELATION, references=("M. G. Kendall (1945), Biometrika 33(3), 239-251", BROWN), default=True,
    lacks=(_too_few, _one_grade(0, 1)),
)  # fmt: skip
def tau_b(table: Cells) -> tuple[Any, Any]:
    """Compute Kendall's tau-b (1945): ties taken out on both sides.

    Takes a table, or a stack of them; `value` is from -1 to 1. No value: fewer than two councils, or one
    grade on a side.

    >>> found = tau_b([[26, 26, 23, 18, 9], [6, 7, 9, 14, 23]])
    >>> round(found.value, 7), [round(end, 5) for end in found.interval()[:2]]
    (0.3372567, [0.2114, 0.46311])
    """
    concordant, discordant = concordance(table)
    rows, columns = margins(table)
    product = untied(rows) * untied(columns)
    return concordant - discordant, math.sqrt(product) if isinstance(product, int) else product**0.5


@ratio(
    "association", ConcordanceBased(()), title="Stuart's tau-c",
    short="tau-c",
    about="Stuart's rank correlation for tables that need not be square: it sets the difference of concordant and"
    " discordant pairs against the largest that a table with these numbers of grades could have. The declared grades"
    " count, whether or not a council has them.",
    formula="(C - D) 2m / (n^2 (m - 1)), m the smaller number of grades", **_CORRELATION,
    references=("A. Stuart (1953), Biometrika 40(1/2), 105-110", BROWN), lacks=(_short_scale, _too_few),
)  # fmt: skip
def tau_c(table: Cells) -> tuple[Any, Any]:
    """Compute Stuart's tau-c (1953), over the declared grades.

    Takes a table, or a stack of them; `value` is from -1 to 1. No value: fewer than two councils, or a
    scale of one grade.

    >>> round(tau_c([[26, 26, 23, 18, 9], [6, 7, 9, 14, 23]]).value, 7)
    0.4110953
    """
    concordant, discordant = concordance(table)
    n, m = sum(map(sum, table)), min(len(table), len(table[0]))
    return concordant - discordant, n * n * (m - 1) / (2 * m)


@ratio(
    "association", ConcordanceBased((0, 1), over_untied=False), title="Goodman and Kruskal's gamma",
    short="gamma",
    about="Of the pairs of councils that neither judgement ties, the share in the same order less the share in opposite"
    " orders. It leaves all ties out, so it is the largest of these measures in size, and rests on the fewest"
    " pairs: with coarse scales it can be near 1 while most councils are tied.", formula="(C - D) / (C + D)",
    **_CORRELATION,
    references=(
        "L. A. Goodman and W. H. Kruskal (1954), JASA 49(268), 732-764",
        "L. A. Goodman and W. H. Kruskal (1972), JASA 67(338), 415-421",
    ), default=True, lacks=(_too_few, _one_grade(0, 1)),
)  # fmt: skip
def gamma(table: Cells) -> tuple[Any, Any]:
    """Compute Goodman and Kruskal's gamma (1954): tied pairs left out.

    Takes a table, or a stack of them; `value` is from -1 to 1. No value: fewer than two councils, or one
    grade on a side.

    >>> round(gamma([[26, 26, 23, 18, 9], [6, 7, 9, 14, 23]]).value, 7)
    0.5313123
    """
    concordant, discordant = concordance(table)
    return concordant - discordant, concordant + discordant


@ratio(
    "association", ConcordanceBased((0,)), title="Somers' D, the second judgement dependent",
    short="Somers' D of the second",
    about="Of the pairs of councils that differ in the first judgement (the rows), the share in the same order less the"
    " share in opposite orders: how well the first puts the second in order. The column variable is dependent (SAS"
    " writes it C|R; it is what scipy gives).",
    formula="(C - D) / U, U the pairs of councils that differ in the first judgement", **_CORRELATION,
    references=("R. H. Somers (1962), American Sociological Review 27(6), 799-811", BROWN), default=True,
    lacks=(_too_few, _one_grade(0)),
)  # fmt: skip
def somers_d_columns(table: Cells) -> tuple[Any, Any]:
    """Compute Somers' D (1962) with the columns dependent (SAS C|R, scipy): pairs tied in the rows are left out.

    Takes a table, or a stack of them; `value` is from -1 to 1. No value: fewer than two councils, or one grade in
    the rows.

    >>> found = somers_d_columns([[26, 26, 23, 18, 9], [6, 7, 9, 14, 23]])
    >>> round(found.value, 4), round(found.standard_error, 4)
    (0.4427, 0.0837)
    """
    concordant, discordant = concordance(table)
    return concordant - discordant, untied(margins(table)[0])


@ratio(
    "association", ConcordanceBased((1,)), title="Somers' D, the first judgement dependent",
    short="Somers' D of the first",
    about="Of the pairs of councils that differ in the second judgement (the columns), the share in the same order less"
    " the share in opposite orders: how well the second puts the first in order. The row variable is dependent"
    " (SAS writes it R|C).", formula="(C - D) / V, V the pairs of councils that differ in the second judgement",
    **_CORRELATION, references=("R. H. Somers (1962), American Sociological Review 27(6), 799-811", BROWN),
    lacks=(_too_few, _one_grade(1)),
)  # fmt: skip
def somers_d_rows(table: Cells) -> tuple[Any, Any]:
    """Compute Somers' D (1962) with the rows dependent (SAS R|C): pairs tied in the columns are left out.

    Takes a table, or a stack of them; `value` is from -1 to 1. No value: fewer than two councils, or one grade in
    the columns.

    >>> round(somers_d_rows([[26, 26, 23, 18, 9], [6, 7, 9, 14, 23]]).value, 4)
    0.2569
    """
    concordant, discordant = concordance(table)
    return concordant - discordant, untied(margins(table)[1])


TAU_B = RECORDS["tau_b"].bounded[0]
"""The association that a comparison states first."""
