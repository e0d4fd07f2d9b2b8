"""List the statistics of a table that can be bounded, each with what a search for its bounds must know.

Tests, standard errors and the polychoric correlation are not here: they have no bounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from crossregime.core.statistics import agreement, association, change
from crossregime.core.statistics.association import Undefined

if TYPE_CHECKING:
    from collections.abc import Callable

    from crossregime.core.statistics.association import Cells, CountTable

BoundedFamily = Literal["association", "agreement", "change", "contrast"]


@dataclass(frozen=True, slots=True)
class ConcordanceBased:
    """A statistic that grows with C and falls with D, while the margins stay.

    It is C - D over a number, or over the pairs untied on the `sides` (their geometric mean where there are
    two); or, as gamma is, over C + D. It has no value where one of the `sides` has a single grade.
    """

    sides: tuple[int, ...]
    over_untied: bool = True


@dataclass(frozen=True, slots=True)
class Linear:
    """A sum of cells, each times its weight, over the number of pairs or over one.

    The weights are 0 and 1, or supermodular (see `Statistic.ordered`).
    """

    weight: Callable[[int, int], int]


@dataclass(frozen=True, slots=True)
class ChanceCorrected:
    """One less disagreement seen over disagreement expected, of which the margins alone decide the second.

    `expected` is by each side's own margin, by Gwet's formula, or by the mid-ranks of all grades given (which
    then decide the disagreement of two grades too). It has no value where all councils have one and the same
    grade, save under Gwet's formula.
    """

    weights: agreement.Weights
    expected: Literal["margins", "gwet", "ranks"]


@dataclass(frozen=True, slots=True)
class ContrastForm:
    """How two groups of rows differ at some columns: by which measure, the rows of each group, and the columns."""

    measure: Literal["difference", "ratio", "odds_ratio", "superiority"]
    given: tuple[int, ...]
    against: tuple[int, ...]
    then: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Statistic:
    """A figure of a table: its id, its title, what it is about and how it is worked out.

    `value` works on one table and gives Degenerate where there is none; `parts` gives the numerator and the
    denominator, also of many tables at once. Those of the families agreement and change need a common scale. `counts`
    says that it is a number of councils.
    """

    id: str
    title: str
    family: BoundedFamily
    value: Callable[[CountTable], float | Undefined]
    parts: Callable[[Cells], tuple[Any, Any]]
    form: ConcordanceBased | Linear | ChanceCorrected | ContrastForm
    counts: bool = False

    def number(self, table: CountTable) -> float:
        """Give the value of a table that has one: a whole number where it is one of councils."""
        value = self.value(table)
        assert not isinstance(value, Undefined), value  # noqa: S101  # the caller knows that it has one
        return int(value) if self.counts else value

    @property
    def may_lack_value(self) -> bool:
        """Tell whether having a value depends on the grades, not on the numbers of pairs and grades alone."""
        if isinstance(self.form, ConcordanceBased):
            return bool(self.form.sides)
        if isinstance(self.form, ChanceCorrected):
            return self.form.expected != "gwet"
        return isinstance(self.form, ContrastForm)

    def ordered(self, sizes: tuple[int, int]) -> bool:
        """Tell whether it grows with every entry of the cumulative table, while the margins stay.

        So does association, and so does any sum of cells whose weights are supermodular: both ends of a step down the
        diagonal weigh at least what both ends of a step across it do.
        """
        form = self.form
        if isinstance(form, ConcordanceBased):
            return True
        if isinstance(form, ContrastForm):
            return False  # of two groups of rows, not of all
        if isinstance(form, Linear):
            weights = [[form.weight(i, j) for j in range(sizes[1])] for i in range(sizes[0])]
        elif form.expected == "ranks":
            return True  # the squared distance of two mid-ranks, which the margins fix
        else:
            weights = [[-apart for apart in row] for row in agreement.disagreement(sizes[0], form.weights)]
        return all(
            weights[i][j] + weights[i + 1][j + 1] >= weights[i + 1][j] + weights[i][j + 1]
            for i in range(sizes[0] - 1)
            for j in range(sizes[1] - 1)
        )


TAU_B = Statistic(
    "tau_b", "Kendall's tau-b", "association", association.tau_b, association.tau_b_parts, ConcordanceBased((0, 1))
)

ASSOCIATION = (
    Statistic(
        "tau_a", "Kendall's tau-a", "association", association.tau_a, association.tau_a_parts, ConcordanceBased(())
    ),
    TAU_B,
    Statistic(
        "tau_c", "Stuart's tau-c", "association", association.tau_c, association.tau_c_parts, ConcordanceBased(())
    ),
    Statistic(
        "gamma",
        "Goodman and Kruskal's gamma",
        "association",
        association.gamma,
        association.gamma_parts,
        ConcordanceBased((0, 1), over_untied=False),
    ),
    Statistic(
        "somers_d_columns",
        "Somers' D, the second judgement dependent",
        "association",
        partial(association.somers_d, dependent="second"),
        association.somers_d_columns_parts,
        ConcordanceBased((0,)),
    ),
    Statistic(
        "somers_d_rows",
        "Somers' D, the first judgement dependent",
        "association",
        partial(association.somers_d, dependent="first"),
        association.somers_d_rows_parts,
        ConcordanceBased((1,)),
    ),
)


def _one_less(name: str, title: str, weights: agreement.Weights, expected: Literal["margins", "gwet"]) -> Statistic:
    value, parts = {
        "margins": (agreement.kappa, agreement.kappa_parts),
        "gwet": (agreement.ac, agreement.ac_parts),
    }[expected]
    return Statistic(
        name,
        title,
        "agreement",
        partial(value, weights=weights),
        partial(parts, weights=weights),
        ChanceCorrected(weights, expected),
    )


AGREEMENT = (
    Statistic(
        "percent_agreement",
        "Percent agreement",
        "agreement",
        agreement.percent_agreement,
        agreement.percent_agreement_parts,
        Linear(lambda first, second: int(first == second)),
    ),
    _one_less("kappa", "Cohen's kappa", "unweighted", "margins"),
    _one_less("kappa_linear", "Weighted kappa (linear)", "linear", "margins"),
    _one_less("kappa_quadratic", "Weighted kappa (quadratic)", "quadratic", "margins"),
    _one_less("ac1", "Gwet's AC1", "unweighted", "gwet"),
    _one_less("ac2_linear", "Gwet's AC2 (linear)", "linear", "gwet"),
    _one_less("ac2_quadratic", "Gwet's AC2 (quadratic)", "quadratic", "gwet"),
    _one_less("ac2_ordinal", "Gwet's AC2 (his ordinal weights)", "gwet-ordinal", "gwet"),
    Statistic(
        "alpha_ordinal",
        "Krippendorff's alpha (ordinal)",
        "agreement",
        agreement.alpha_ordinal,
        agreement.alpha_ordinal_parts,
        ChanceCorrected("quadratic", "ranks"),
    ),
)


def _went(sign: int, before: int, after: int) -> int:
    """Tell whether a council went one way: 1 or 0."""
    return int(change.direction(before, after) == sign)


CHANGE = (
    Statistic(
        "mean_shift",
        "Mean shift in grades",
        "change",
        change.mean_shift,
        change.mean_shift_parts,
        Linear(lambda before, after: after - before),
    ),
    *(
        Statistic(
            name,
            name.capitalize(),
            "change",
            partial(change.number, sign=sign),
            partial(change.number_parts, sign=sign),
            Linear(partial(_went, sign)),
            counts=True,
        )
        for name, sign in (("rises", 1), ("falls", -1), ("unchanged", 0))
    ),
)


def bounded_statistics(*, common_scale: bool) -> tuple[Statistic, ...]:
    """List the statistics that two judgements can have: agreement and change only on a common scale.

    >>> [each.id for each in bounded_statistics(common_scale=False)][:3]
    ['tau_a', 'tau_b', 'tau_c']
    """
    return (*ASSOCIATION, *AGREEMENT, *CHANGE) if common_scale else ASSOCIATION
