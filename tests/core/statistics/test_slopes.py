"""Slopes by every cell at once: what a complex step gives cell by cell, and a cost of k squared."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, strategies as st

import crossregime as cr
from crossregime.core.statistics.catalogue import CATALOGUE
from crossregime.core.statistics.slopes import slopes

from ...depth import examples

RATIOS = [
    pytest.param(parts, entry, id=f"{entry.name}.{part}" if part else entry.name)
    for entry in CATALOGUE.values()
    for part, parts in entry.ratios
]
tables = st.integers(2, 5).flatmap(
    lambda size: st.lists(st.lists(st.integers(1, 60), min_size=size, max_size=size), min_size=size, max_size=size)
)
STEP = 1e-30


def by_complex_steps(table, parts):
    """Move each cell by a step that rounding never sees (Squire & Trapp 1998): as many ratios as there are cells."""
    found = []
    for i, row in enumerate(table):
        for j, cell in enumerate(row):
            moved = [list(line) for line in table]
            moved[i][j] = cell + STEP * 1j
            numerator, denominator = parts(moved)
            found.append((numerator / denominator).imag / STEP)
    return found


@pytest.mark.parametrize(("parts", "entry"), RATIOS)
@examples(15)
@given(table=tables)
def test_they_are_those_of_a_complex_step_in_every_cell(parts, entry, table):
    table = table[:2] if entry.two_groups else table
    wanted = by_complex_steps(table, parts)
    found = [each for line in slopes(table, parts) for each in line]
    assert found == pytest.approx(wanted, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(
    "name", [each.name for each in CATALOGUE.values() if each.ratios and each.error and not each.two_groups]
)
def test_a_stack_has_the_errors_of_its_tables_however_many_are_taken_at_a_time(name, monkeypatch):
    from crossregime.core.statistics import measured

    generator = np.random.default_rng(5)
    stack = generator.integers(1, 30, (7, 3, 3))
    if cr.statistics.explain(name).one_table:
        return
    measure = getattr(cr.statistics, name)
    alone = [measure(table.tolist()).standard_error for table in stack]
    for at_once in (1, 27, 200_000):
        monkeypatch.setattr(measured, "NOTED", at_once)
        assert np.allclose(np.array(measure(stack).standard_error), np.array(alone).T, rtol=1e-9)


@pytest.mark.parametrize(
    "name", [each.name for each in CATALOGUE.values() if each.ratios and each.error and not each.two_groups]
)
def test_twice_the_grades_cost_four_times_the_steps_not_sixteen(name, monkeypatch):
    from crossregime.core.statistics import slopes as module

    class Counted(module._Noted):
        __slots__ = ()
        made = 0

        def __init__(self, *given):
            type(self).made += 1
            super().__init__(*given)

    monkeypatch.setattr(module, "_Noted", Counted)
    steps = []
    for size in (10, 20):
        Counted.made = 0
        table = np.random.default_rng(size).integers(1, 5, (size, size)).tolist()
        assert getattr(cr.statistics, name)(table).standard_error is not None
        steps.append(Counted.made)
    assert 0 < steps[0] <= 20 * 10**2
    assert steps[1] < 5 * steps[0]


def test_a_hundred_grades_take_no_minute():
    table = np.random.default_rng(101).integers(0, 5, (101, 101)).tolist()
    start = time.process_time()
    for name in ("tau_b", "kappa_quadratic", "alpha_ordinal"):
        assert getattr(cr.statistics, name)(table).standard_error > 0
    assert time.process_time() - start < 10
