"""How many councils were rated above one, alike and below: counted from the outcomes, and over every completion."""

from __future__ import annotations

import pytest

import crossregime as cr
from crossregime.core.bounds import Counts
from crossregime.core.profiles.placing import counts_around


@pytest.fixture(scope="module")
def stars():
    """The ratings of 2003, all known."""
    position = cr.position("ssi2003")
    return position, dict(position.frame.select("series_id", "worst_rank").iter_rows())


@pytest.mark.parametrize("series", ["leeds", "barnet", "kent", "kingston-upon-hull"])
def test_where_all_is_known_the_numbers_are_counted(stars, series):
    position, ranks = stars
    own, others = ranks[series], [rank for name, rank in ranks.items() if name != series]
    found = counts_around(position, series, [name for name in ranks if name != series])
    for counts, number in zip(
        found,
        (sum(rank > own for rank in others), sum(rank == own for rank in others), sum(rank < own for rank in others)),
        strict=True,
    ):
        assert counts == Counts(number, number)


def test_peers_alone_are_counted(stars):
    position, ranks = stars
    peers = [name for name in sorted(ranks) if name != "leeds"][:10]
    found = counts_around(position, "leeds", peers)
    assert sum(each.lowest for each in found) == 10


def test_a_council_without_a_grade_stands_nowhere(stars):
    assert counts_around(stars[0], "cheshire-east", ["leeds"]) is None


def test_what_is_open_widens_each_number_and_the_three_still_fit_the_peers():
    position = cr.position("ofsted2009")
    frame = position.frame.select("series_id", "worst_rank", "best_rank")
    series, worst, best = next(row for row in frame.iter_rows() if row[1] < row[2])
    peers = [name for name in frame.get_column("series_id") if name != series]
    found = counts_around(position, series, peers)
    assert found.alike.lowest < found.alike.highest
    assert sum(each.lowest for each in found) <= len(peers) <= sum(each.highest for each in found)
    # Whoever is surely better than its best grade, or surely worse than its worst, is so in every completion.
    others = [row for row in frame.iter_rows() if row[0] != series]
    assert found.above.lowest >= sum(low > best for _, low, _ in others)
    assert found.below.lowest >= sum(high < worst for _, _, high in others)
