"""Measure agreement of more than two raters, with ratings missing: several regimes on one scale, or several inspectors.

A unit (a council) counts where two raters or more gave it a grade. Alpha is one less disagreement seen over that
expected (Krippendorff 2011); kappa and AC are (p_a - p_e) / (1 - p_e), p_a the agreement seen and p_e that expected by
chance (Gwet 2014, chapters 2 to 5).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Literal

from crossregime.core.arguments import check_choice, shown
from crossregime.core.errors import UsageError
from crossregime.core.statistics.agreement import GWET, SINGLE
from crossregime.core.statistics.cells import Undefined, margins
from crossregime.core.statistics.measured import recorded, undefined
from crossregime.core.statistics.ratings import RaterCounts, rater_counts
from crossregime.core.statistics.record import StatisticValue
from crossregime.core.statistics.slopes import slopes
from crossregime.core.statistics.weights import (
    checked_weights,
    disagreement,
    expected_by_margins,
    largest,
    rank_distances,
    seen,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.statistics.agreement import WeightScheme
    from crossregime.core.statistics.weights import Weights

__all__ = ["fleiss_kappa", "gwet_ac1", "gwet_ac2", "krippendorff_alpha"]

Level = Literal["nominal", "ordinal", "interval"]
LEVELS: tuple[Level, ...] = ("nominal", "ordinal", "interval")
_RATERS: dict[str, Any] = {
    "direction": "More is more agreement; 1 is full agreement.", "range": "up to 1; it may fall below -1",
    "limits": (None, 1), "error": True, "raters": True,
}  # fmt: skip
NO_TWO = Undefined("none has two ratings, so there is nothing to compare", "no_pairs")
ONE_GRADE = Undefined("all ratings of those that have two are one and the same grade", "same_grade")


@recorded(
    "agreement", title="Krippendorff's alpha of several raters",
    about="Agreement of two raters or more, any of which may lack a rating, for grades that are names, in order, or"
    " numbers. Several regimes on one scale are several ratings of a council.",
    formula="1 - (n - 1) sum of o_ck d_ck over sum of n_c n_k d_ck: o the pairs of ratings of one council, each"
    " council's over its ratings less one, n_c the ratings at grade c, d the squared difference at the level",
    references=("K. Krippendorff (2011), Computing Krippendorff's alpha-reliability, University of Pennsylvania",),
    **_RATERS,
)  # fmt: skip
def krippendorff_alpha(
    ratings: Any, level: Level = "ordinal", *, grades: Sequence[Any] | None = None, counted: bool = False
) -> StatisticValue:
    """Compute Krippendorff's alpha (2011) for any number of raters, with ratings missing.

    Takes a frame of councils by raters, rows of ratings, or a comparison of positions on one scale (a range counts as
    missing). `level` says how far two grades are apart: "nominal" (alike or not), "ordinal" (by how many ratings lie
    between), "interval" (by the numbers that the grades are, or their ranks). `grades` declares the grades, worst
    first; with `counted` the columns are the grades, and the cells how many raters gave each.

    The standard error is by the delta method: of councils drawn from many, the raters given. No value: no council with
    two ratings, or one and the same grade throughout. Raises UsageError for words whose order is not declared (nominal
    needs none).

    >>> round(krippendorff_alpha([[1, 1, None], [2, 2, 2], [3, 2, 3], [1, 1, 1]], "nominal").value, 4)
    0.7368
    """
    check_choice(level, LEVELS, f"there is no level {shown(level)} of alpha")
    held = rater_counts(ratings, grades, counted=counted)
    paired = [unit for unit in held.units if sum(unit) > 1]
    sizes = [sum(column) for column in zip(*paired, strict=True)]
    if level != "nominal":
        _check_order(held, f"alpha at the {level} level")
    if not paired:
        return undefined("krippendorff_alpha", NO_TWO)
    if max(sizes) == sum(sizes):
        return undefined("krippendorff_alpha", ONE_GRADE)

    def parts(cells: Any) -> tuple[Any, Any]:
        both, _ = margins(cells)
        if level == "ordinal":
            apart = rank_distances(both)
        elif level == "interval":
            apart = [[(one - other) ** 2 for other in held.values] for one in held.values]
        else:
            apart = disagreement(len(both), "unweighted")
        expected = expected_by_margins(both, both, apart)
        return expected - (sum(both) - 1) * seen(cells, apart), expected

    pairs = [_pairs(unit) for unit in paired]
    coincidences = [[sum(cells) for cells in zip(*lines, strict=True)] for lines in zip(*pairs, strict=True)]
    numerator, denominator = parts(coincidences)
    by_cell = slopes(coincidences, parts)
    influence = [
        sum(
            count * slope for line, by in zip(unit, by_cell, strict=True) for count, slope in zip(line, by, strict=True)
        )
        for unit in pairs
    ]
    n, mean = len(influence), sum(influence) / len(influence)
    error = math.sqrt(n / (n - 1) * sum((each - mean) ** 2 for each in influence)) if n > 1 else None
    return _value("krippendorff_alpha", float(numerator / denominator), error, held, level=level)


def _pairs(unit: Sequence[int]) -> list[list[float]]:
    """Count the ordered pairs of ratings within units, each divided by the unit's ratings minus one (coincidences)."""
    others = sum(unit) - 1
    return [[one * (other - (i == j)) / others for j, other in enumerate(unit)] for i, one in enumerate(unit)]


@recorded(
    "agreement", title="Fleiss' kappa",
    about="Agreement of two raters or more beyond that of ratings dealt out by the mean shares of the grades. The"
    " raters of one council need not be those of another.",
    formula="(p_a - p_e) / (1 - p_e), p_a the mean share of the pairs of a council's ratings that agree, p_e the sum of"
    " w_kl p_k p_l, p_k the mean share of grade k",
    references=("J. L. Fleiss (1971), Psychological Bulletin 76(5), 378-382", GWET), **_RATERS,
)  # fmt: skip
def fleiss_kappa(
    ratings: Any, weights: WeightScheme = "unweighted", *, grades: Sequence[Any] | None = None, counted: bool = False
) -> StatisticValue:
    """Compute Fleiss' kappa (1971), with ratings missing and weights as Gwet (2014) has it.

    Takes ratings as `krippendorff_alpha` does, and weights as `ac2` does. Chance: two ratings drawn from the mean
    shares of the grades. The standard error is Gwet's (2014, section 5.3), which does not suppose that there is no
    agreement; councils with one rating widen it, though they add nothing to the agreement seen. No value: no council
    with two ratings, or one and the same grade throughout.

    >>> round(fleiss_kappa([[1, 1, None], [2, 2, 2], [3, 2, 3], [1, 1, 1]]).value, 4)
    0.7273
    """
    held = rater_counts(ratings, grades, counted=counted)
    alike = _agreement(held, weights)

    def chance(shares: Sequence[float]) -> tuple[float, list[float]]:
        return _expected(shares, alike), _margin(shares, alike)

    return _by_shares("fleiss_kappa", held, alike, chance, weights)


@recorded(
    "agreement", title="Gwet's AC1 of several raters",
    about="Gwet's AC1 of two raters or more: chance agreement counts only for ratings that are hard to give, so that"
    " it does not fall where nearly all councils have one grade.",
    formula="(p_a - p_e) / (1 - p_e), p_e = sum of p_k (1 - p_k) / (q - 1), q the number of grades",
    references=("K. L. Gwet (2008), Br. J. Math. Stat. Psychol. 61(1), 29-48", GWET), **_RATERS,
)  # fmt: skip
def gwet_ac1(ratings: Any, *, grades: Sequence[Any] | None = None, counted: bool = False) -> StatisticValue:
    """Compute Gwet's AC1 (2008) for any number of raters, with ratings missing.

    Takes ratings as `krippendorff_alpha` does. Chance depends on how many grades there are: declare them, for without
    that only those that occur are counted. No value: no council with two ratings, or a scale of one grade.

    >>> round(gwet_ac1([[1, 1, None], [2, 2, 2], [3, 2, 3], [1, 1, 1]]).value, 4)
    0.76
    """
    return _ac("gwet_ac1", ratings, "unweighted", grades, counted=counted)


@recorded(
    "agreement", title="Gwet's AC2 of several raters",
    about="Gwet's AC2 of two raters or more: AC1 with weights for grades that lie near each other.",
    formula="(p_a - p_e) / (1 - p_e) with the weights; p_e = T sum of p_k (1 - p_k) / (q (q - 1)), T the sum of the"
    " weights",
    references=(GWET,), **_RATERS,
)  # fmt: skip
def gwet_ac2(
    ratings: Any, weights: WeightScheme, *, grades: Sequence[Any] | None = None, counted: bool = False
) -> StatisticValue:
    """Compute Gwet's AC2 (2014) for any number of raters, with ratings missing: AC1 with weights.

    Takes ratings as `gwet_ac1` does, and weights as `ac2` does. No value: no council with two ratings, or a scale of
    one grade. Raises UsageError for words whose order is not declared.

    >>> round(gwet_ac2([[1, 1, None], [2, 2, 2], [3, 2, 3], [1, 1, 1]], "linear").value, 4)
    0.8302
    """
    return _ac("gwet_ac2", ratings, weights, grades, counted=counted)


def _ac(name: str, ratings: Any, weights: WeightScheme, grades: Any, *, counted: bool) -> StatisticValue:
    held = rater_counts(ratings, grades, counted=counted)
    alike = _agreement(held, weights)
    size = len(alike)
    if size < 2:
        return undefined(name, SINGLE if size else NO_TWO)
    total = sum(map(sum, alike)) / (size * (size - 1))

    def chance(shares: Sequence[float]) -> tuple[float, list[float]]:
        return total * sum(share * (1 - share) for share in shares), [total * (1 - share) for share in shares]

    return _by_shares(name, held, alike, chance, weights)


def _by_shares(name: str, held: RaterCounts, alike: list[list[float]], chance: Any, weights: Any) -> StatisticValue:
    """Compute a measure whose chance agreement comes from the mean shares of the grades, and its standard error.

    `chance` gives it, and for each grade what a rating of it adds: Gwet (2014), equations 5.3.5 and 5.3.8.
    """
    rated = [unit for unit in held.units if any(unit)]
    paired = [unit for unit in rated if sum(unit) > 1]
    if not paired:
        return undefined(name, NO_TWO)
    shares = [sum(unit[grade] / sum(unit) for unit in rated) / len(rated) for grade in range(len(held.grades))]
    agreed = sum(_agreeing(unit, alike) / (sum(unit) * (sum(unit) - 1)) for unit in paired) / len(paired)
    expected, added = chance(shares)
    if not 1 - expected > 1e-12:
        return undefined(name, ONE_GRADE)
    value = (agreed - expected) / (1 - expected)
    parts = []
    for unit in rated:
        size = sum(unit)
        here = 0.0
        if size > 1:
            here = len(rated) / len(paired) * (_agreeing(unit, alike) / (size * (size - 1)) - expected)
        by_chance = sum(count * each for count, each in zip(unit, added, strict=True)) / size
        parts.append(here / (1 - expected) - 2 * (1 - value) * (by_chance - expected) / (1 - expected))
    n = len(parts)
    error = math.sqrt(sum((each - value) ** 2 for each in parts) / (n * (n - 1))) if n > 1 else None
    return _value(name, value, error, held, weights=weights if isinstance(weights, str) else "own")


def _value(name: str, value: float, error: float | None, held: RaterCounts, **more: Any) -> StatisticValue:
    details = {
        "units": sum(sum(unit) > 1 for unit in held.units), "raters": held.raters,
        "ratings": sum(map(sum, held.units)), "grades": held.grades, **more,
    }  # fmt: skip
    return StatisticValue(name, value, error, details=details)


def _agreement(held: RaterCounts, weights: WeightScheme) -> list[list[float]]:
    """Return the agreement weights of the grades, 1 on the diagonal."""
    read: Weights = checked_weights(weights, any_unit=False)
    if read != "unweighted":
        _check_order(held, "a weighted measure")
    size = len(held.grades)
    most = largest(size, read) or 1
    return [[1 - much / most for much in line] for line in disagreement(size, read)]


def _check_order(held: RaterCounts, what: str) -> None:
    if not held.ordered and held.grades:
        raise UsageError(f"{what} needs the order of the grades, which is not declared",
                         do="declare grades=[...], worst first")  # fmt: skip


def _agreeing(unit: Sequence[int], alike: Sequence[Sequence[float]]) -> float:
    """Sum each rating's agreement with the other ratings of its unit."""
    return sum(
        count * (sum(weight * other for weight, other in zip(line, unit, strict=True)) - 1)
        for count, line in zip(unit, alike, strict=True)
        if count
    )


def _expected(shares: Sequence[float], alike: Sequence[Sequence[float]]) -> float:
    return sum(share * each for share, each in zip(shares, _margin(shares, alike), strict=True))


def _margin(shares: Sequence[float], alike: Sequence[Sequence[float]]) -> list[float]:
    """Return for each grade the mean agreement of a rating of it with one drawn from the shares."""
    size = range(len(shares))
    return [sum((alike[one][k] + alike[k][one]) / 2 * shares[one] for one in size) for k in size]
