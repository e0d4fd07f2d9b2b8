"""Measure agreement in a table of two judgements on a common scale.

Rows and columns are the declared grades of the one scale, worst first. Every measure but percent agreement
is one minus a ratio: observed disagreement over expected disagreement. As in `association`, a cell may be an array: the
counts of that cell in many tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from crossregime.core.statistics.bounded import ChanceCorrected, Linear, Statistic
from crossregime.core.statistics.cells import NONE, Undefined, margins
from crossregime.core.statistics.measured import closed, ratio, recorded
from crossregime.core.statistics.record import EQUAL_STEPS
from crossregime.core.statistics.weights import (
    checked_weights,
    disagreement,
    expected_by_gwet,
    expected_by_margins,
    largest,
    pooled,
    rank_distances,
    seen,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from crossregime.core.statistics.cells import Cells, CountTable
    from crossregime.core.statistics.record import StatisticValue
    from crossregime.core.statistics.weights import Weights

__all__ = [
    "ac1", "ac2", "ac2_linear", "ac2_ordinal", "ac2_quadratic", "alpha_ordinal", "kappa", "kappa_linear",
    "kappa_quadratic", "kappa_weighted", "percent_agreement",
]  # fmt: skip

WeightScheme = Literal["unweighted", "identity", "linear", "quadratic", "gwet-ordinal"] | Sequence[Sequence[float]]
SAME = Undefined("all pairs with both grades known have one and the same grade in both", "same_grade")
NO_CHANCE = Undefined("chance alone would produce no disagreement, so there is nothing to compare with", "no_chance")
SINGLE = Undefined("a scale of one grade leaves nothing to disagree on", "single_grade_scale")
FLEISS = "J. L. Fleiss, J. Cohen and B. S. Everitt (1969), Psychological Bulletin 72(5), 323-327"
COHEN = "J. Cohen (1968), Psychological Bulletin 70(4), 213-220"
GWET = "K. L. Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition"
_SIGNED: dict[str, Any] = {
    "direction": "More is more agreement; 1 is full agreement.", "range": "-1 to 1", "limits": (-1, 1)
}  # fmt: skip
_TO_ONE: dict[str, Any] = {**_SIGNED, "range": "up to 1; it may fall below -1", "limits": (None, 1)}


def _empty(table: CountTable) -> Undefined | None:
    return None if any(map(sum, table)) else NONE


def _same(table: CountTable) -> Undefined | None:
    n = sum(map(sum, table))
    return SAME if any(row[grade] == n for grade, row in enumerate(table)) else None


def _short_scale(table: CountTable) -> Undefined | None:
    return None if len(table) > 1 else SINGLE


_KAPPA: dict[str, Any] = {"lacks": (_empty, _same), "zero": NO_CHANCE}
_GWET: dict[str, Any] = {"lacks": (_short_scale, _empty), "zero": NO_CHANCE}


def kappa_parts(table: Cells, weights: Weights) -> tuple[Any, Any]:
    """Return the numerator and the denominator of kappa: one minus disagreement over the expected.

    Expected: if the two judgements were independent, each with its own margin.
    """
    apart = disagreement(len(table), weights)
    rows, columns = margins(table)
    expected = expected_by_margins(rows, columns, apart)
    return expected - sum(rows) * seen(table, apart), expected


def ac_parts(table: Cells, weights: Weights) -> tuple[Any, Any]:
    """Return the numerator and the denominator of AC1 or AC2.

    Chance agreement is T sum p(1 - p) / (q (q - 1)): q grades, p the mean share of each over the two judgements, T the
    sum of the agreement weights.
    """
    apart = disagreement(len(table), weights)
    rows, columns = margins(table)
    n, size = sum(rows), len(table)
    possible = expected_by_gwet(pooled(rows, columns), apart, largest(size, weights))
    return possible - 4 * n * size * (size - 1) * seen(table, apart), possible


@ratio(
    "agreement", Linear(lambda first, second: int(first == second)), title="Percent agreement",
    about="The share of councils with the same grade in both. It takes no account of chance: on a scale of which most"
    " councils have one grade, it is high whatever the judgements have to do with each other.",
    formula="sum of n_ii / n", **{**_SIGNED, "range": "0 to 1", "limits": (0, 1)},
    references=("J. Cohen (1960), Educational and Psychological Measurement 20(1), 37-46",), default=True,
)  # fmt: skip
def percent_agreement(table: Cells) -> tuple[Any, Any]:
    """Compute the share of councils with the same grade in both, from 0 to 1.

    Takes a square table, or a stack of them. No value: no council is paired.

    >>> percent_agreement([[3, 1], [0, 4]]).value
    0.875
    """
    return sum(row[grade] for grade, row in enumerate(table)), sum(map(sum, table))


@ratio(
    "agreement", ChanceCorrected("unweighted", "margins"), title="Cohen's kappa",
    about="Agreement beyond what the two distributions would give by chance. Any two different grades count as wholly"
    " apart, so on an ordered scale the weighted forms say more. It is low where nearly all councils have one"
    " grade, even if they agree.",
    formula="(p_o - p_e) / (1 - p_e), p_e the agreement expected if the judgements were independent, each with its own"
    " margin", **_SIGNED,
    references=("J. Cohen (1960), Educational and Psychological Measurement 20(1), 37-46", FLEISS), **_KAPPA,
)  # fmt: skip
def kappa(table: Cells) -> tuple[Any, Any]:
    """Compute Cohen's kappa (1960), with the standard error of Fleiss, Cohen and Everitt (1969).

    Takes a square table, or a stack of them. No value: no council, or all at one and the same grade.

    >>> found = kappa([[13, 0, 0], [0, 20, 7], [0, 4, 56]])
    >>> round(found.value, 7), round(found.standard_error, 8)
    (0.7964094, 0.05891072)
    """
    return kappa_parts(table, "unweighted")


@ratio(
    "agreement", ChanceCorrected("linear", "margins"), title="Weighted kappa (linear)",
    short="kappa (linear)",
    about="Kappa in which a disagreement counts by the steps between the two grades. It takes the steps as equal. All"
    " declared grades count, used or not.", formula="1 - sum of n_ij |i - j| over what the margins give by chance",
    **_SIGNED, references=(COHEN, FLEISS), default=True, assumes=(EQUAL_STEPS,), **_KAPPA,
)  # fmt: skip
def kappa_linear(table: Cells) -> tuple[Any, Any]:
    """Compute weighted kappa (Cohen 1968), a disagreement counted by the steps between the grades.

    Takes a square table, or a stack of them. No value: no council, or all at one and the same grade.

    >>> round(kappa_linear([[13, 0, 0], [0, 20, 7], [0, 4, 56]]).value, 3)
    0.843
    """
    return kappa_parts(table, "linear")


@ratio(
    "agreement", ChanceCorrected("quadratic", "margins"), title="Weighted kappa (quadratic)",
    short="kappa (quadratic)",
    about="Kappa in which a disagreement counts by the square of the steps between the two grades, so that one far"
    " disagreement outweighs several near ones. It is close to a correlation of the ranks, and grows with the"
    " number of grades.", formula="1 - sum of n_ij (i - j)^2 over what the margins give by chance", **_SIGNED,
    references=(COHEN, FLEISS), assumes=(EQUAL_STEPS,), **_KAPPA,
)  # fmt: skip
def kappa_quadratic(table: Cells) -> tuple[Any, Any]:
    """Compute weighted kappa (Cohen 1968), a disagreement counted by the square of the steps.

    Takes a square table, or a stack of them. No value: no council, or all at one and the same grade.

    >>> round(kappa_quadratic([[13, 0, 0], [0, 20, 7], [0, 4, 56]]).value, 3)
    0.892
    """
    return kappa_parts(table, "quadratic")


@ratio(
    "agreement", ChanceCorrected("unweighted", "gwet"), title="Gwet's AC1",
    about="Gwet's agreement beyond chance, where chance means councils that are hard to grade and are graded at random."
    " It does not fall as kappa does where nearly all councils have one grade.",
    formula="(p_o - p_e) / (1 - p_e), p_e = sum of p_k (1 - p_k) / (q - 1), p_k the mean share of a grade, q the"
    " grades",
    **_SIGNED,
    references=("K. L. Gwet (2008), British Journal of Mathematical and Statistical Psychology 61(1), 29-48",),
    **_GWET,
)  # fmt: skip
def ac1(table: Cells) -> tuple[Any, Any]:
    """Compute Gwet's AC1 (2008).

    Takes a square table, or a stack of them. No value: no council, or a scale of one grade.

    >>> found = ac1([[13, 0, 0], [0, 20, 7], [0, 4, 56]])
    >>> round(found.value, 7), round(found.standard_error, 8)
    (0.8493305, 0.04321747)
    """
    return ac_parts(table, "unweighted")


@ratio(
    "agreement", ChanceCorrected("linear", "gwet"), title="Gwet's AC2 (linear)",
    about="Gwet's AC1 with disagreements weighed by the steps between the grades.",
    formula="(p_o - p_e) / (1 - p_e) with weights 1 - |i - j| / (q - 1); p_e = T sum of p_k (1 - p_k) / (q (q - 1)), T"
    " the sum of the weights", **_SIGNED, references=(GWET,), assumes=(EQUAL_STEPS,), **_GWET,
)  # fmt: skip
def ac2_linear(table: Cells) -> tuple[Any, Any]:
    """Compute Gwet's AC2 (2014) with linear weights.

    Takes a square table, or a stack of them. No value: no council, or a scale of one grade.

    >>> round(ac2_linear([[13, 0, 0], [0, 20, 7], [0, 4, 56]]).value, 3)
    0.9
    """
    return ac_parts(table, "linear")


@ratio(
    "agreement", ChanceCorrected("quadratic", "gwet"), title="Gwet's AC2 (quadratic)",
    about="Gwet's AC1 with disagreements weighed by the square of the steps between the grades.",
    formula="as ac2_linear, with weights 1 - (i - j)^2 / (q - 1)^2", **_TO_ONE, references=(GWET,),
    assumes=(EQUAL_STEPS,), **_GWET,
)  # fmt: skip
def ac2_quadratic(table: Cells) -> tuple[Any, Any]:
    """Compute Gwet's AC2 (2014) with quadratic weights.

    Takes a square table, or a stack of them. No value: no council, or a scale of one grade.

    >>> round(ac2_quadratic([[13, 0, 0], [0, 20, 7], [0, 4, 56]]).value, 3)
    0.94
    """
    return ac_parts(table, "quadratic")


@ratio(
    "agreement", ChanceCorrected("gwet-ordinal", "gwet"), title="Gwet's AC2 (his ordinal weights)",
    short="AC2 (his ordinal weights)",
    about="Gwet's AC1 with his ordinal weights: a disagreement counts by the number of pairs of grades from one to the"
    " other. These are not the weights that Krippendorff calls ordinal.",
    formula="as ac2_linear, with weights 1 - C(|i - j| + 1, 2) / C(q, 2)", **_TO_ONE, references=(GWET,), **_GWET,
)  # fmt: skip
def ac2_ordinal(table: Cells) -> tuple[Any, Any]:
    """Compute Gwet's AC2 (2014) with his ordinal weights, which are not Krippendorff's.

    Takes a square table, or a stack of them. No value: no council, or a scale of one grade.

    >>> round(ac2_ordinal([[13, 0, 0], [0, 20, 7], [0, 4, 56]]).value, 3)
    0.925
    """
    return ac_parts(table, "gwet-ordinal")


@ratio(
    "agreement", ChanceCorrected("quadratic", "ranks"), title="Krippendorff's alpha (ordinal)",
    short="alpha (ordinal)",
    about="Krippendorff's alpha with ordinal differences: two grades are as far apart as the ratings given between them"
    " (and half of those at them) on both sides together. Both judgements are taken as readings of one thing with"
    " one distribution.",
    formula="1 - D_o / D_e, with the squared difference of the mid-ranks of two grades among all 2n ratings",
    **_SIGNED, references=("K. Krippendorff (2011), Computing Krippendorff's Alpha-Reliability",), **_KAPPA,
)  # fmt: skip
def alpha_ordinal(table: Cells) -> tuple[Any, Any]:
    """Compute Krippendorff's ordinal alpha (2011) for two judgements of every council.

    Takes a square table, or a stack of them. The standard error is by the delta method; Krippendorff himself
    resamples (see `bootstrap`). No value: no council, or all at one and the same grade.

    >>> round(alpha_ordinal([[2, 1], [0, 3]]).value, 4)
    0.6857
    """
    rows, columns = margins(table)
    both = pooled(rows, columns)
    apart = rank_distances(both)
    expected = expected_by_margins(both, both, apart)
    return expected - 2 * (2 * sum(rows) - 1) * seen(table, apart), expected


@recorded(
    "agreement", title="Weighted kappa, weights of one's own",
    about="Cohen's kappa with weights of one's own: how far each two grades agree, or how far they disagree. Kappa"
    " does not change when all weights are multiplied or raised alike.",
    formula="1 - sum of n_ij v_ij over what the margins give by chance, v_ij how far grades i and j disagree",
    **_TO_ONE, references=(COHEN, FLEISS), error=True, own_weights=True,
)  # fmt: skip
def kappa_weighted(table: Any, weights: WeightScheme) -> StatisticValue:
    """Compute weighted kappa (Cohen 1968) with weights of one's own.

    `weights` is 'unweighted' (or 'identity'), 'linear', 'quadratic', 'gwet-ordinal', or a matrix: of agreement (one
    number on the diagonal, none above it elsewhere) or, with zeros on the diagonal and numbers from 0 elsewhere, of
    disagreement as in Cohen (1968). Kappa is the same for weights that are multiplied or raised alike. Takes a square
    table, or a stack of them. Raises UsageError for weights that are none.

    >>> round(kappa_weighted([[13, 0, 0], [0, 20, 7], [0, 4, 56]], "gwet-ordinal").value, 3)
    0.872
    """
    form = ChanceCorrected(checked_weights(weights, any_unit=True), "margins")
    return _of_own_weights("kappa_weighted", table, form, kappa_parts, _KAPPA)


@recorded(
    "agreement", title="Gwet's AC2, weights of one's own",
    about="Gwet's AC2 with agreement weights of one's own: 1 for the same grade, from 0 to 1 for two others.",
    formula="(p_o - p_e) / (1 - p_e) with the weights; p_e = T sum of p_k (1 - p_k) / (q (q - 1)), T the sum of the"
    " weights",
    **_TO_ONE, references=(GWET,), error=True, own_weights=True,
)  # fmt: skip
def ac2(table: Any, weights: WeightScheme) -> StatisticValue:
    """Compute Gwet's AC2 (2014) with weights: a name, or a matrix of agreement weights.

    The names are those that `kappa_weighted` takes; the weights of a matrix are 1 on the diagonal and from 0 to 1
    elsewhere, for AC2 depends on their unit. Takes a square table, or a stack of them. Raises UsageError for weights
    that are none.

    >>> round(ac2([[13, 0, 0], [0, 20, 7], [0, 4, 56]], "gwet-ordinal").value, 3)
    0.925
    """
    form = ChanceCorrected(checked_weights(weights, any_unit=False), "gwet")
    return _of_own_weights("ac2", table, form, ac_parts, _GWET)


def _of_own_weights(
    name: str, table: Any, form: ChanceCorrected, parts: Callable[..., tuple[Any, Any]], lacking: dict[str, Any]
) -> StatisticValue:
    """Work out a statistic under weights that a user gave, which has no bounds."""
    figure = Statistic(name, "", "agreement", partial(parts, weights=form.weights), form, **lacking)
    return closed(name, table, figure.value, figure.parts)
