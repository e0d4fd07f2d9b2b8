"""Tables of counts for tests of statistics: drawn at random, a published one, and how two values are held equal."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import strategies as st

import crossregime as cr
from crossregime.core.statistics.catalogue import ENTRIES, bounded_statistics
from crossregime.core.statistics.cells import Undefined

from .depth import examples

ASSOCIATION, AGREEMENT, CHANGE = (
    tuple(each for each in bounded_statistics(common_scale=True) if each.family == family)
    for family in ("association", "agreement", "change")
)
CLOSED = [each.name for each in ENTRIES if each.parts and not each.two_groups]
"""The statistics of one table that are a ratio of sums."""
VISION = [[1520, 266, 124, 66], [234, 1512, 432, 78], [117, 362, 1772, 205], [36, 82, 179, 492]]
"""Unaided vision of 7,477 women, right eye by left eye (Stuart 1953)."""


def tables(rows, columns, most=6):
    """Draw tables of a size."""
    return st.lists(st.lists(st.integers(0, most), min_size=columns, max_size=columns), min_size=rows, max_size=rows)


squares = st.integers(2, 5).flatmap(lambda size: tables(size, size))
oblongs = st.tuples(st.integers(2, 5), st.integers(2, 5)).flatmap(lambda size: tables(*size))
few = examples(60)


def councils(table):
    """Give the two grades of every council of a table."""
    return np.array(
        [(i, j) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)],
        dtype=int,
    ).reshape(-1, 2)


def same(one, other):
    """Tell whether two values are equal but for rounding, or both lacking."""
    if isinstance(one, Undefined) or isinstance(other, Undefined):
        return isinstance(one, Undefined) and isinstance(other, Undefined)
    return one == pytest.approx(other, abs=1e-12)


def measured(name, table, **arguments):
    """Work out a statistic by its name."""
    return getattr(cr.statistics, name)(table, **arguments)


def equal(together, alone, index):
    """Hold one table of a stack to the same table alone."""
    if alone.value is None:
        assert (together.code[index], together.reason[index]) == (alone.code, alone.reason)
        assert np.isnan(np.asarray(together.value, dtype=float)[..., index, :] if together.name == "ridits"
                        else np.asarray(together.value, dtype=float)[..., index]).all()  # fmt: skip
        return
    assert together.code[index] == ""
    own = alone.value if isinstance(alone.value, tuple) else (alone.value,)
    values = np.asarray(together.value, dtype=float)
    values = values[index] if together.name == "ridits" else np.atleast_1d(values[..., index])
    assert values == pytest.approx(own, abs=1e-9)
    for field in ("statistic", "df", "p"):
        if getattr(alone, field) is not None:
            assert getattr(together, field)[index] == pytest.approx(getattr(alone, field), abs=1e-9)
    for key, detail in alone.details.items():
        assert together.details[key][index] == detail
