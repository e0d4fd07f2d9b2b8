"""The pool: the best completion by a weighted sum of cells, and all that were met so far, each once."""

from __future__ import annotations

import numpy as np
from hypothesis import given, strategies as st

from crossregime.core.bounds.search.pool import Pool
from crossregime.core.bounds.search.programs import Programs

from ....depth import examples
from ....problems import problems, tables_of


@examples(25)
@given(problems(square=True, flows=True), st.data())
def test_the_best_is_that_of_all_completions_and_is_one_of_them(problem, data):
    pool = Pool(Programs(problem))
    size = problem.sizes[0] * problem.sizes[1]
    every = {table: np.array(table).ravel() for table in tables_of(problem)}
    for _ in range(3):
        weights = np.array(data.draw(st.lists(st.integers(-3, 3), min_size=size, max_size=size)))
        found = pool.best(weights)
        assert tuple(map(tuple, pool.table(found))) in every
        assert weights @ found == max(weights @ cells for cells in every.values())
    met = {tuple(map(tuple, table)) for table in pool.tables()}
    assert len(met) == len(pool) == len(pool.stack())
    assert met <= set(every)
    assert pool.tables(len(pool)) == []
