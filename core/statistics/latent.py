"""Record the polychoric correlation, which assumes normal variables behind the grades."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crossregime.core.arguments import check_choice, shown
from crossregime.core.statistics.cells import Undefined
from crossregime.core.statistics.measured import one, recorded, undefined
from crossregime.core.statistics.record import StatisticValue

if TYPE_CHECKING:
    from crossregime.core.statistics.polychoric_correlation import PolychoricMethod

__all__ = ["polychoric"]


@recorded(
    "association", title="Polychoric correlation",
    about="The correlation that two normal variables would have if each judgement showed only the band that they fall"
    " in. It assumes such variables behind the grades. By two steps (thresholds from the margins, then the"
    " correlation) or by maximum likelihood.",
    formula="the likeliest correlation of a bivariate normal distribution cut at thresholds",
    direction="Positive: better in one judgement goes with better in the other; negative: with worse.",
    range="-1 to 1", references=("U. Olsson (1979), Psychometrika 44(4), 443-460",), limits=(-1, 1), one_table=True,
    assumes=("two normal variables lie behind the grades (bivariate normality)",), error=True,
)  # fmt: skip
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
    check_choice(method, ("two_step", "ml"), f"there is no method {shown(method)} of the polychoric correlation")
    cells = one("polychoric", table)
    from crossregime.core.statistics.polychoric_correlation import estimate_polychoric

    found = estimate_polychoric(cells, method)
    if isinstance(found, Undefined):
        return undefined("polychoric", found)
    details: dict[str, Any] = {"method": method, "thresholds": (found.rows, found.columns), "unused": found.unused}
    if found.standard_error is None:
        details["why_no_standard_error"] = "the curvature of the likelihood gives none at the estimate"
    return StatisticValue("polychoric", found.value, found.standard_error, details=details)
