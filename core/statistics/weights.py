"""Read weights of agreement or disagreement: a name, or a matrix with a row and a column for each grade."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Literal

from crossregime.core.arguments import is_real, listed
from crossregime.core.errors import UsageError
from crossregime.core.text import close_matches

WeightScheme = Literal["unweighted", "identity", "linear", "quadratic", "gwet-ordinal"] | Sequence[Sequence[float]]


def read_weights(weights: Any, *, any_unit: bool) -> Any:
    """Check weights: a name, or a matrix, which is given back as one of agreement weights.

    With `any_unit` weights of any unit are put from 0 to 1, and those of disagreement (noughts on the diagonal, as in
    Cohen 1968) turned into agreement.
    """
    if isinstance(weights, str):
        known = ("unweighted", "identity", "linear", "quadratic", "gwet-ordinal")
        if weights not in known:
            raise UsageError(f"there are no weights '{weights}'", do=f"take {', '.join(known)} or a matrix",
                             matches=close_matches(weights, known))  # fmt: skip
        return "unweighted" if weights == "identity" else weights
    how = "give a row and a column of numbers for each grade"
    rows = [numbers(row) for row in listed(weights, "weights", how)]
    if not rows or any(row is None or not all(map(math.isfinite, row)) for row in rows):
        raise UsageError("the weights are no matrix of numbers", do=how)
    if any(row is None or len(row) != len(rows) for row in rows):
        raise UsageError("the weights are no square matrix", do=how)
    matrix = [row for row in rows if row is not None]
    same = {row[grade] for grade, row in enumerate(matrix)}
    cells = [cell for row in matrix for cell in row]
    if same == {1.0} and min(cells) >= 0 and max(cells) <= 1:
        return matrix
    if not any_unit:
        raise UsageError(
            "these are no agreement weights",
            do="give 1 on the diagonal and from 0 to 1 elsewhere: of weights of disagreement v, 1 - v / (the largest"
            " v); of agreement weights w in another unit, (w - the lowest) / (the highest - the lowest)",
        )
    top = matrix[0][0]
    if len(same) == 1 and (max(cells) == top or (top == 0 and min(cells) == 0)):
        most = max(abs(cell - top) for cell in cells) or 1.0
        return [[1 - abs(cell - top) / most for cell in row] for row in matrix]
    raise UsageError(
        "these are weights neither of agreement nor of disagreement",
        do="of agreement: one number on the diagonal and none above it elsewhere; of disagreement: noughts on the"
        " diagonal and numbers from 0 elsewhere",
    )


def numbers(values: Any) -> list[float] | None:
    """Read a list of numbers; None for what is none."""
    if isinstance(values, (str, bytes)) or not hasattr(values, "__iter__"):
        return None
    held = values.tolist() if hasattr(values, "tolist") else values
    given = list(held) if hasattr(held, "__iter__") and not isinstance(held, dict) else []
    if not given or not all(map(is_real, given)):
        return None
    return [float(each) for each in given]
