"""Statistics written as ratios of sums of products, against the statistics themselves."""

import math

import pytest
from hypothesis import given, strategies as st

from crossregime.core.bounds.search.forms import ratio_of
from crossregime.core.statistics import ChanceCorrected, ConcordanceBased
from crossregime.core.statistics.catalogue import bounded_statistics
from crossregime.core.statistics.cells import Undefined

SEARCHED = [
    each for each in bounded_statistics(common_scale=True) if isinstance(each.form, ConcordanceBased | ChanceCorrected)
]
TABLES = st.integers(2, 5).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(0, 6), min_size=size, max_size=size), min_size=size, max_size=size
    ).filter(lambda table: sum(map(sum, table)))
)


@pytest.mark.parametrize("statistic", SEARCHED, ids=[each.id for each in SEARCHED])
@pytest.mark.parametrize("sign", [1, -1])
@given(TABLES)
def test_a_ratio_has_the_value_of_the_statistic(statistic, sign, table):
    value, n = statistic.value(table), sum(map(sum, table))
    if isinstance(value, Undefined):
        return
    ratio = ratio_of(statistic, (len(table), len(table)), n, sign)
    under = ratio.under.value(table)
    if ratio.beside is not None:
        under = math.sqrt(under * ratio.beside.value(table))
    assert ratio.offset + ratio.scale * ratio.over.value(table) / under == pytest.approx(sign * value, abs=1e-12)


def test_squared_steps_make_one_product_of_expected_disagreement():
    by_name = {each.id: each for each in SEARCHED}
    products = {
        name: [factor for _, factor in ratio_of(by_name[name], (5, 5), 10, 1).under.terms if factor.degree > 1]
        for name in ("kappa_quadratic", "kappa_linear")
    }
    assert (len(products["kappa_quadratic"]), len(products["kappa_linear"])) == (1, 4)
