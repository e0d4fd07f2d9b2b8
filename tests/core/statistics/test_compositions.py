"""Ways to split a whole number: each once, and none left out."""

from __future__ import annotations

from itertools import product

from crossregime.core.statistics.compositions import splits, ways_to_share


def test_every_way_to_split_is_given_once():
    for councils, ways in product(range(4), range(1, 4)):
        found = list(splits(councils, ways))
        assert len(found) == len(set(found))
        assert set(found) == {each for each in product(range(councils + 1), repeat=ways) if sum(each) == councils}


def test_every_way_to_take_from_columns_is_given_once():
    for columns in product(range(3), repeat=3):
        for councils in range(8):
            found = list(ways_to_share(columns, councils))
            every = {each for each in product(*(range(count + 1) for count in columns)) if sum(each) == councils}
            assert len(found) == len(every)
            assert set(found) == every
