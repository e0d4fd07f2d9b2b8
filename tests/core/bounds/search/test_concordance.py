"""Association in a box: no completion of it exceeds its bound, whatever the search makes of that."""

from __future__ import annotations

from hypothesis import assume, given, settings, strategies as st

from crossregime.core.bounds.problem import Problem, Stratum, Variable
from crossregime.core.bounds.search.concordance import ConcordanceSums
from crossregime.core.bounds.search.pool import Pool
from crossregime.core.bounds.search.programs import Programs
from crossregime.core.statistics.catalogue import bounded_statistics
from crossregime.core.statistics.cells import Undefined

from ....problems import CHANCES, merged, problem_of, tables_of


def opposed(chance):
    """Make a problem whose councils lie near the diagonal of opposite grades, with ranges and no totals."""
    size = chance.randint(2, 3)

    def near(grade):
        other = min(size - 1, max(0, grade + chance.choice((-1, 0, 1))))
        return min(grade, other), max(grade, other)

    strata = []
    for _ in range(chance.randint(3, 5)):
        grade = chance.randrange(size)
        strata.append(Stratum(1, (Variable(0, near(grade)), Variable(1, near(size - 1 - grade))), ((0, 1),)))
    return Problem((size, size), merged(strata))


@settings(max_examples=60, deadline=None)
@given(CHANCES, st.sampled_from(bounded_statistics(common_scale=False)), st.booleans(), st.booleans())
def test_no_completion_of_a_box_exceeds_its_bound(chance, statistic, turned, near_opposite):
    problem = opposed(chance) if near_opposite else problem_of(chance, square=False)
    assume(problem.pairs > 1)
    cumulative = ConcordanceSums(Pool(Programs(problem)), turned=turned)
    root, _ = cumulative.root(statistic.form)
    sign = -1 if turned else 1
    for box in () if root is None else (root, *root.halves(0, chance.randint(0, problem.pairs))):
        bounded = cumulative.bounded(statistic, statistic.form, box)
        for table in tables_of(problem):
            sums = cumulative.matrix @ [count for row in table for count in row]
            value = statistic.value([list(row) for row in table])
            if ((box.lowest <= sums) & (sums <= box.highest)).all() and not isinstance(value, Undefined):
                assert bounded is not None
                assert sign * value <= bounded.value + 1e-9
