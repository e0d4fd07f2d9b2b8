"""Tabulation: integer counts of known cells and of blocks of unknowns."""

from __future__ import annotations

from collections import Counter

import polars as pl
from hypothesis import given, strategies as st

import crossregime as cr
from crossregime.core.comparison.tabulation import Tabulation, tabulate_pairs, tabulation_of

from ...depth import examples

SIZES = (3, 4)


def spread(size):
    return st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)).map(lambda ends: tuple(sorted(ends)))


outcomes = st.lists(
    st.tuples(st.none() | spread(SIZES[0]), st.none() | spread(SIZES[1])), max_size=30
)  # one council each: its range in the first and in the second, None where it has none


def frame(rows):
    ends = [(*(first or (None, None)), *(second or (None, None))) for first, second in rows]
    names = ("worst_1", "best_1", "worst_2", "best_2")
    return pl.DataFrame(ends, schema=dict.fromkeys(names, pl.Int8), orient="row")


@examples(60)
@given(outcomes)
def test_each_pair_is_counted_once_and_a_council_of_one_side_never(rows):
    paired = [(first, second) for first, second in rows if first is not None and second is not None]
    tabulation = tabulate_pairs(frame(rows), SIZES)
    assert dict(tabulation.counts) == Counter(paired)
    assert tabulation.pairs == len(paired) == sum(map(sum, tabulation.matrix))
    for i in range(SIZES[0]):
        for j in range(SIZES[1]):
            assert tabulation.known[i][j] == paired.count(((i, i), (j, j)))


@examples(60)
@given(outcomes)
def test_categories_are_all_grades_of_the_scale_then_the_ranges_that_occur(rows):
    tabulation = tabulate_pairs(frame(rows), SIZES)
    for side in (0, 1):
        paired = {row[side] for row in rows if None not in row}
        grades = [(rank, rank) for rank in range(SIZES[side])]
        ranges = sorted(ends for ends in paired if ends[0] < ends[1])
        assert tabulation.categories(side) == grades + ranges
    assert len(tabulation.matrix) == len(tabulation.categories(0))
    assert {len(row) for row in tabulation.matrix} == {len(tabulation.categories(1))}


@examples(40)
@given(outcomes, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(rows, chance):
    shuffled = chance.sample(rows, len(rows))
    one, other = tabulate_pairs(frame(rows), SIZES), tabulate_pairs(frame(shuffled), SIZES)
    assert list(one.counts.items()) == list(other.counts.items())


def test_no_pairs_are_a_table_of_zeros():
    empty = tabulate_pairs(frame([]), SIZES)
    assert empty.pairs == 0
    assert empty.known == [[0] * 4] * 3
    assert empty.ranges(0) == empty.ranges(1) == []


def test_rows_alike_are_added_up():
    made = tabulation_of([(0, 0, 1, 1, 2), (0, 0, 1, 1, 3), (None, None, 1, 1, 9), (0, 1, 2, 2, 1)], (3, 3))
    assert made == Tabulation((3, 3), {((0, 0), (1, 1)): 5, ((0, 1), (2, 2)): 1})


def test_ssi2003_by_ofsted2009_under_strict_has_the_counts_of_the_documents():
    tabulation = cr.compare("ssi2003", "ofsted2009").crosstab.tabulation
    assert tabulation.pairs == 148
    assert tabulation.known == [[1, 1, 1, 0], [2, 2, 4, 2], [5, 5, 1, 4], [1, 1, 0, 4]]
    assert tabulation.ranges(0) == []
    assert tabulation.ranges(1) == [(1, 2)]
    assert [row[4] for row in tabulation.matrix] == [4, 42, 58, 10]
    assert [sum(row) for row in tabulation.matrix] == [7, 52, 73, 16]


def test_ssi2003_by_ofsted2009_under_inherit_has_four_more_unknown():
    tabulation = cr.compare("ssi2003", "ofsted2009", lineage="inherit").crosstab.tabulation
    assert tabulation.pairs == 152
    assert tabulation.known == [[1, 1, 1, 0], [2, 2, 4, 2], [5, 5, 1, 4], [1, 1, 0, 4]]
    assert [row[4] for row in tabulation.matrix] == [6, 42, 60, 10]


def test_turning_the_selectors_round_transposes_the_table():
    forth = cr.compare("ssi2003", "ofsted2009").crosstab.tabulation
    back = cr.compare("ofsted2009", "ssi2003").crosstab.tabulation
    assert [list(column) for column in zip(*forth.matrix, strict=True)] == back.matrix
