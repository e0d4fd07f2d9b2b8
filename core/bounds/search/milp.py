"""Solve an integer program: the one place that calls HiGHS (through scipy) for whole numbers.

A bound is only worth printing if it is exact, and "no solution" only if that is proven. So the gap is zero,
every solution is checked against the rows in integers, and whatever is neither solved nor infeasible is an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from crossregime.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scipy.sparse import csr_array

    from crossregime.core.statistics import Vector

LARGEST_COST = 1e6
"""What larger costs are shrunk to. HiGHS loses its way among costs of many digits, such as products of populations, and
takes costs that are shrunk to differ by less than a ten-millionth for one.
"""
SURE = 1_000_000
"""The number of councils up to which HiGHS has always solved the programs; beyond it may fail."""
MOST_COUNCILS = 10**9
"""The number of councils above which no program is tried: one council is then a billionth of them."""
NEAR = 1e-6
"""The integrality tolerance of HiGHS."""
INFEASIBLE = 2
"""The status of scipy's milp for a proven lack of solutions."""


def optimum(
    cost: Vector | Sequence[float],
    matrix: csr_array | Vector | Sequence[Sequence[int]],
    lowest: Vector | Sequence[float],
    highest: Vector | Sequence[float],
) -> Vector | None:
    """Find non-negative integers of least cost whose sums by each row of a matrix lie within bounds.

    `cost` has one entry a number, `matrix` (whole numbers) a row for each bound in `lowest` and `highest`, which may
    be infinite. Gives None where there is no solution. Solved first without asking for whole numbers, which
    nearly always gives them anyway, else with. Raises RuntimeError where it is not solved, as with costs that
    have no least sum, and UsageError where that is for the number of councils.

    >>> optimum([-2, -3], [[1, 1], [0, 2]], [0, 0], [3, 3]).tolist(), optimum([1], [[2]], [1], [1])
    ([2, 1], None)
    """
    # Imported here, for most programs never come this way, and scipy takes as long to load as they take to solve.
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    aim, rows = np.asarray(cost, dtype=float), csr_array(matrix, dtype=float)
    if not len(aim):
        return np.zeros(0, dtype=np.int64) if _within(np.zeros(rows.shape[0]), lowest, highest) else None
    largest = np.abs(aim).max()
    if largest > LARGEST_COST:
        aim = aim * (LARGEST_COST / largest)
    for whole in (0, 1):
        result = milp(
            aim,
            constraints=LinearConstraint(rows, lowest, highest),
            integrality=np.full(len(aim), whole),
            bounds=Bounds(lb=0),
            # In whole numbers HiGHS gives up, with a message on standard output, on some that it presolves.
            options={"mip_rel_gap": 0, "presolve": not whole},
        )
        if result.status == INFEASIBLE:
            return None
        if result.x is None:
            check_size(_most(lowest, highest))
            raise RuntimeError(f"an integer program was not solved: {result.message}")
        solution: Vector = np.rint(result.x).astype(np.int64)
        if np.abs(result.x - solution).max() < NEAR and _within(rows @ solution, lowest, highest):
            return solution
    check_size(_most(lowest, highest))
    raise RuntimeError("an integer program was solved with numbers that are not integers")


def check_size(councils: float, most: int = SURE) -> None:
    """Refuse more councils than integer programs are sure to handle; raises UsageError with what to do."""
    if councils > most:
        raise UsageError(
            f"{int(councils):,} are too many for bounds by integer programs",
            do=f"give {SURE:,} at most, for example by dividing every number by the same one",
        )


def _most(*bounds: Vector | Sequence[float]) -> float:
    """Return the largest finite number among bounds."""
    held = np.abs(np.concatenate([np.asarray(each, dtype=float).ravel() for each in bounds]))
    return float(held[np.isfinite(held)].max(initial=0))


def _within(sums: Vector, lowest: Vector | Sequence[float], highest: Vector | Sequence[float]) -> bool:
    return bool((sums >= np.asarray(lowest)).all() and (sums <= np.asarray(highest)).all())
