"""Keep an integer program in HiGHS, so that the next solve with the same rows starts from the last solution.

A search asks thousands of small questions of one problem: other costs, other bounds of the same rows. Each is solved
from the vertex at which the last one ended, which takes a few pivots, where a program that is handed over afresh costs
a hundred times that. What counts as an answer is the same as in `milp`: whole numbers, held to the rows, or none.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.statistics import Vector

LARGEST_COST = 1e6
"""What larger costs are shrunk to. HiGHS loses its way among costs of many digits, such as products of populations, and
takes costs that are shrunk to differ by less than a ten-millionth for one.
"""
NEAR = 1e-6
"""The integrality tolerance of HiGHS."""


class IntegerProgram:
    """The rows of integer programs: what one of each number adds to each sum, in whole numbers (a row a sum).

    Asked for the numbers of least cost whose sums lie within bounds, with other costs and bounds each time.
    """

    def __init__(self, matrix: Vector | Sequence[Sequence[int]]) -> None:
        self.matrix = np.asarray(matrix, dtype=np.int64)
        self._numbers = np.arange(self.matrix.shape[1], dtype=np.int32)
        self._lowest = np.full(len(self.matrix), np.nan)
        self._highest = np.full(len(self.matrix), np.nan)

    def optimum(
        self, cost: Vector | Sequence[float], lowest: Vector | Sequence[float], highest: Vector | Sequence[float]
    ) -> Vector | None:
        """Find non-negative integers of least cost whose sums by each row lie within bounds.

        Gives None where there are none. Raises RuntimeError where it is not solved, as with costs that have no least
        sum.

        >>> rows = IntegerProgram([[1, 1], [0, 2]])
        >>> [rows.optimum([-2, -3], [0, 0], [3, most]).tolist() for most in (3, 2, 1)]
        [[2, 1], [2, 1], [3, 0]]
        """
        aim, least, most = (np.asarray(each, dtype=float) for each in (cost, lowest, highest))
        largest = np.abs(aim).max(initial=0.0)
        if largest > LARGEST_COST:
            aim = aim * (LARGEST_COST / largest)
        if self._highs is None or not len(aim):
            from crossregime.core.bounds.search.milp import optimum

            return optimum(aim, self.matrix, least, most)
        for whole in (False, True):
            numbers = self._solved(aim, least, most, whole=whole)
            if numbers is None:
                return None
            solution: Vector = np.rint(numbers).astype(np.int64)
            if np.abs(numbers - solution).max() < NEAR:
                sums = self.matrix @ solution
                if (sums >= least).all() and (sums <= most).all():
                    return solution
        raise RuntimeError("an integer program was solved with numbers that are not integers")

    def _solved(self, aim: Vector, lowest: Vector, highest: Vector, *, whole: bool) -> Vector | None:
        """Solve it, asking for whole numbers or not; None where there is no solution."""
        highs = self._whole if whole else self._highs
        bounded = range(len(lowest)) if whole else np.flatnonzero((lowest != self._lowest) | (highest != self._highest))
        for row in bounded:
            highs.changeRowBounds(int(row), lowest[row], highest[row])
        if not whole:
            self._lowest, self._highest = lowest, highest
        highs.changeColsCost(len(aim), self._numbers, aim)
        solved = run(highs)
        if solved is None:
            status = highs.modelStatusToString(highs.getModelStatus())
            raise RuntimeError(f"an integer program was not solved: {status}")
        return np.array(highs.getSolution().col_value) if solved else None

    @cached_property
    def _highs(self) -> Any:
        """The program without asking for whole numbers; None where HiGHS has no interface of its own here."""
        try:
            return self._passed()
        except ModuleNotFoundError:
            return None

    @cached_property
    def _whole(self) -> Any:
        """The program with whole numbers."""
        import highspy

        highs = self._passed()
        kinds = np.full(len(self._numbers), highspy.HighsVarType.kInteger)
        highs.changeColsIntegrality(len(kinds), self._numbers, kinds)
        highs.setOptionValue("presolve", "choose")
        return highs

    def _passed(self) -> Any:
        return passed(self.matrix)


def run(highs: Any) -> bool | None:
    """Solve a program: true where it is solved, false where nothing meets its rows, None where HiGHS can't tell."""
    import highspy

    for _ in range(2):
        highs.run()
        status = highs.getModelStatus()
        if status == highspy.HighsModelStatus.kOptimal:
            return True
        if status == highspy.HighsModelStatus.kInfeasible:
            return False
        highs.clearSolver()  # where it lost its way from the last answer, start anew
    return None


def passed(matrix: Vector) -> Any:
    """Hand HiGHS the rows of a program, of numbers not below zero: nothing bound, nothing asked for yet."""
    import highspy

    highs = _quiet()()
    for name, value in {
        "output_flag": False,
        "threads": 1,
        "parallel": "off",
        "presolve": "off",
        "mip_rel_gap": 0.0,
        "simplex_scale_strategy": 0,
    }.items():
        highs.setOptionValue(name, value)
    rows, columns = matrix.shape
    program = highspy.HighsLp()
    program.num_row_, program.num_col_ = rows, columns
    program.col_cost_, program.col_lower_ = np.zeros(columns), np.zeros(columns)
    program.col_upper_ = np.full(columns, highspy.kHighsInf)
    program.row_lower_, program.row_upper_ = np.full(rows, -highspy.kHighsInf), np.full(rows, highspy.kHighsInf)
    held = matrix != 0
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.concatenate([[0], np.cumsum(held.sum(axis=1))]).astype(np.int32)
    program.a_matrix_.index_ = np.nonzero(held)[1].astype(np.int32)
    program.a_matrix_.value_ = matrix[held].astype(float)
    highs.passModel(program)
    return highs


@cache
def _quiet() -> Any:
    """Make a class of HiGHS that writes nothing."""
    import highspy

    class Quiet(highspy.Highs):
        """One that asks for no callbacks, which it can't do without writing its name on standard output."""

        def enableCallbacks(self) -> None:  # noqa: N802  # its own name for it
            """Ask for none."""

    return Quiet
