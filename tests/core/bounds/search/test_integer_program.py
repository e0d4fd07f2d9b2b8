"""Integer programs that are kept: the answers of programs that are handed over afresh, whatever was asked before."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, strategies as st

from crossregime.core.bounds.search.integer_program import IntegerProgram
from crossregime.core.bounds.search.milp import optimum

from ....depth import examples

SMALL = st.integers(-3, 3)


@st.composite
def questions(draw):
    """Give the rows of a program, each number bounded by one, and questions about it one after another."""
    columns = draw(st.integers(1, 5))
    rows = draw(st.lists(st.lists(SMALL, min_size=columns, max_size=columns), min_size=1, max_size=4))
    matrix = np.vstack([np.array(rows), np.eye(columns, dtype=np.int64)])
    asked = []
    for _ in range(draw(st.integers(1, 5))):
        cost = np.array(draw(st.lists(SMALL, min_size=columns, max_size=columns)))
        low = np.array(draw(st.lists(SMALL, min_size=len(rows), max_size=len(rows))))
        width = np.array(draw(st.lists(st.integers(0, 4), min_size=len(rows), max_size=len(rows))))
        most = np.full(columns, 4)
        asked.append((cost, np.concatenate([low, most * 0]), np.concatenate([low + width, most])))
    return matrix, asked


@examples(150)
@given(questions())
def test_each_answer_is_that_of_a_program_by_itself(case):
    matrix, asked = case
    kept = IntegerProgram(matrix)
    for cost, lowest, highest in asked:
        mine, alone = kept.optimum(cost, lowest, highest), optimum(cost, matrix, lowest, highest)
        assert (mine is None) == (alone is None)
        if mine is not None:
            assert cost @ mine == cost @ alone
            assert (mine >= 0).all()
            assert (matrix @ mine >= lowest).all()
            assert (matrix @ mine <= highest).all()


def test_it_writes_nothing_for_standard_output_is_the_program_s(capfd):
    assert IntegerProgram([[2]]).optimum([-1], [0], [5]).tolist() == [2]
    assert capfd.readouterr() == ("", "")


def test_without_an_interface_of_its_own_it_is_solved_through_scipy(monkeypatch):
    monkeypatch.setattr(IntegerProgram, "_highs", None)
    assert IntegerProgram([[1, 1], [0, 2]]).optimum([-2, -3], [0, 0], [3, 3]).tolist() == [2, 1]


def test_costs_without_a_least_sum_are_an_error():
    with pytest.raises(RuntimeError, match="not solved"):
        IntegerProgram([[1, -1]]).optimum([-1, 0], [0], [0])
