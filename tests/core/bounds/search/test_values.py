"""The values of the completions that a search has met are those of the statistic, however many come at once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, strategies as st

from crossregime.core.bounds.search.values import AT_ONCE, Values, values_of
from crossregime.core.statistics import Undefined, bounded_statistics, contrast_statistic

from ....depth import examples

BOUNDED = bounded_statistics(common_scale=True)
STATISTICS = [*BOUNDED, *(contrast_statistic(measure, (1, 2), (0,), (2,)) for measure in ("difference", "ratio"))]

several = st.lists(st.lists(st.integers(0, 6), min_size=3, max_size=3), min_size=3, max_size=3).filter(
    lambda table: sum(map(sum, table)) > 1  # what a statistic lacks, such as a second pair, is said before a search
)
tables = st.lists(several, min_size=1, max_size=20)


def one_by_one(statistic, every):
    found = [statistic.value(table) for table in every]
    return [np.nan if isinstance(value, Undefined) else value for value in found]


@pytest.mark.parametrize("statistic", STATISTICS, ids=lambda each: each.id)
@examples(15)
@given(every=tables)
def test_many_tables_at_once_have_the_values_of_each_by_itself(statistic, every):
    stack = np.array(every).transpose(1, 2, 0)
    assert values_of(statistic, stack) == pytest.approx(one_by_one(statistic, every), abs=1e-12, nan_ok=True)


class MetTables:
    """The tables that a search has met, as a pool holds them."""

    sizes = (3, 3)
    pairs = 10

    def __init__(self):
        self.held = []

    def __len__(self):
        return len(self.held)

    def tables(self, since):
        return self.held[since:]

    def stack(self):
        return np.array(self.held).reshape(len(self.held), -1)


@pytest.mark.parametrize("at_once", [1, AT_ONCE, 3 * AT_ONCE])
def test_each_table_is_valued_once_in_the_order_in_which_it_was_met(at_once):
    generator = np.random.default_rng(5)
    pool, statistic = MetTables(), BOUNDED[0]
    values = Values(statistic, pool)
    assert len(values.since(0)) == 0
    for _ in range(3):
        before = len(pool)
        pool.held += generator.integers(0, 5, (at_once, 3, 3)).tolist()
        assert values.since(before) == pytest.approx(one_by_one(statistic, pool.held[before:]), nan_ok=True)
    assert values.since(0) == pytest.approx(one_by_one(statistic, pool.held), nan_ok=True)
