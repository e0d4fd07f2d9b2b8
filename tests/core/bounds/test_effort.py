"""How much work a search may do: read, refused, and what more of it does."""

import random
from dataclasses import replace

import pytest

from crossregime.core.bounds.effort import EFFORT, check_effort
from crossregime.core.bounds.search.branch_and_bound import BranchAndBound
from crossregime.core.errors import UsageError
from crossregime.core.statistics import TAU_B
from crossregime.core.statistics.cells import Undefined

from ...problems import problem_of


@pytest.mark.parametrize("effort", [0, -1, 2.5, "60", None, True, 10**9, float("nan")])
def test_what_is_no_effort_is_refused(effort):
    with pytest.raises(UsageError, match="is no effort of a search"):
        check_effort(effort)


def test_more_effort_never_widens_a_range():
    for number in range(12):
        problem = problem_of(random.Random(number), square=True)  # noqa: S311  # the same problems in every run
        short, long = (BranchAndBound(replace(problem, effort=effort)).interval(TAU_B) for effort in (1, EFFORT))
        if not isinstance(long, Undefined):
            assert short.lowest <= long.lowest <= long.attained[0]
            assert long.attained[1] <= long.highest <= short.highest
