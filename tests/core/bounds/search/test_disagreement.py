"""Agreement in a box: no completion of it exceeds its bound, at either end."""

from __future__ import annotations

from hypothesis import assume, given, settings, strategies as st

from crossregime.core.bounds.search.disagreement import MarginSums
from crossregime.core.bounds.search.pool import Pool
from crossregime.core.bounds.search.programs import Programs
from crossregime.core.statistics.bounded import ChanceCorrected
from crossregime.core.statistics.catalogue import bounded_statistics
from crossregime.core.statistics.cells import Undefined

from ....problems import CHANCES, problem_of, tables_of

ONE_LESS = [each for each in bounded_statistics(common_scale=True) if isinstance(each.form, ChanceCorrected)]


@settings(max_examples=60, deadline=None)
@given(CHANCES, st.sampled_from(ONE_LESS), st.sampled_from((1, -1)))
def test_no_completion_of_a_box_exceeds_its_bound(chance, statistic, sign):
    problem = problem_of(chance, square=True)
    assume(problem.pairs > 1)
    margins = MarginSums(Pool(Programs(problem)), statistic.form.expected)
    root, _ = margins.root
    widest = 0 if root is None else int((root.highest - root.lowest).argmax())
    halves = () if root is None or root.fixed else root.halves(widest, problem.pairs // 2)
    for box in () if root is None else (root, *halves):
        bounded = margins.bounded(statistic, statistic.form, sign, box)
        for table in tables_of(problem):
            sums = margins.matrix @ [count for row in table for count in row]
            value = statistic.value([list(row) for row in table])
            if ((box.lowest <= sums) & (sums <= box.highest)).all() and not isinstance(value, Undefined):
                assert bounded is not None
                assert sign * value <= bounded.value + 1e-9
