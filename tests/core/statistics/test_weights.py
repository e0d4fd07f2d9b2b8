"""How much two grades disagree, summed over the councils seen and over those that chance would pair."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given, strategies as st

from crossregime.core.errors import UsageError
from crossregime.core.statistics.weights import (
    checked_weights,
    disagreement,
    expected_by_gwet,
    expected_by_margins,
    largest,
    pooled,
    rank_distances,
    seen,
)

from ...count_tables import councils, squares

NAMES = ("unweighted", "linear", "quadratic", "gwet-ordinal")


def test_gwet_s_ordinal_weight_is_the_number_of_pairs_of_grades_from_one_to_the_other():
    found = disagreement(5, "gwet-ordinal")
    for low, high in combinations(range(5), 2):
        assert found[low][high] == found[high][low] == len([*combinations(range(low, high + 1), 2)])


@given(st.sampled_from(NAMES), st.integers(2, 8))
def test_the_ends_of_a_scale_disagree_in_full_and_no_grade_with_itself(name, size):
    found = disagreement(size, name)
    assert max(map(max, found)) == found[0][-1] == largest(size, name)
    assert [found[rank][rank] for rank in range(size)] == [0] * size


@given(squares, st.sampled_from(NAMES))
def test_what_is_seen_is_summed_council_by_council_and_what_is_expected_over_all_pairings(table, name):
    apart = disagreement(len(table), name)
    pairs = councils(table)
    assert seen(table, apart) == sum(apart[i][j] for i, j in pairs)
    rows, columns = [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]
    every = sum(apart[one][other] for (one, _), (_, other) in product(pairs, repeat=2))
    assert expected_by_margins(rows, columns, apart) == every


@given(squares)
def test_a_mid_rank_is_the_mean_place_of_the_councils_that_share_a_grade(table):
    both = pooled([sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)])
    given_ = sorted(grade for grade, count in enumerate(both) for _ in range(count))
    middle = {grade: sum(place for place, each in enumerate(given_) if each == grade) / both[grade] for grade in given_}
    found = rank_distances(both)
    for one, other in product(middle, repeat=2):
        assert found[one][other] == pytest.approx(4 * (middle[one] - middle[other]) ** 2)


def test_gwet_s_expected_agreement_is_his_formula():
    # Both sides together 6, 2 and 4 of 12, linear weights: pe = T / (q (q - 1)) x sum of pi (1 - pi), T the weights'.
    apart, both, most = disagreement(3, "linear"), [6, 2, 4], 2
    shares = [each / 12 for each in both]
    weights = sum(1 - much / most for line in apart for much in line)
    chance = weights / (3 * 2) * sum(share * (1 - share) for share in shares)
    assert expected_by_gwet(both, apart, most) / (12 * 12 * 3 * 2 * most) == pytest.approx(1 - chance)


def test_weights_are_taken_by_name_or_as_a_matrix_and_anything_else_is_refused():
    assert checked_weights("identity", any_unit=False) == "unweighted"
    assert checked_weights([[0, 1, 2], [1, 0, 1], [2, 1, 0]], any_unit=True) == [
        [1, 0.5, 0],
        [0.5, 1, 0.5],
        [0, 0.5, 1],
    ]
    with pytest.raises(UsageError, match="there are no weights 'quadratc'") as caught:
        checked_weights("quadratc", any_unit=True)
    assert caught.value.matches == ("quadratic",)
    with pytest.raises(UsageError, match="these are not agreement weights"):
        checked_weights([[0, 1], [1, 0]], any_unit=False)
    with pytest.raises(UsageError, match="weights of 2 grades don't fit a scale of 3"):
        disagreement(3, [[1, 0], [0, 1]])
