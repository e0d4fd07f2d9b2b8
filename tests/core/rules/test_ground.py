"""What answers by a rule rest on: each council as its regime rated it, and what one better grade would do."""

from __future__ import annotations

import pytest

import crossregime as cr
from crossregime.core.rules.ground import CouncilRating


@pytest.fixture(scope="module")
def ground():
    return cr.rate_all("ssi2003").ground


def test_every_council_stands_as_the_outcomes_rate_it(ground, known):
    assert {each.series: (each.pattern, each.headline) for each in ground.standings} == {
        series: (pattern, (star, star)) for series, pattern, star in known
    }
    assert [each.series for each in ground.standings] == sorted(each.series for each in ground.standings)


def test_a_pattern_is_whole_or_none():
    def rated(*ranges):
        return CouncilRating("a", "a", "A", ranges, (None,) * 2, ("printed",) * 2, (1, 1), "printed", "s", "p. 1")

    assert rated((1, 1), (2, 2)).pattern == (1, 2)
    assert rated((1, 1), (1, 2)).pattern is None
    assert rated((1, 1), None).pattern is None


def test_what_would_raise_a_star_is_the_nearest_better_grade_of_each_judgement_alone(ground, rule, known):
    for _, pattern, _ in known[:40]:
        expected = []
        for place in range(4):
            raised = [
                (place, grade)
                for grade in range(pattern[place] + 1, 4)
                if rule.headline((*pattern[:place], grade, *pattern[place + 1 :])) > rule.headline(pattern)
            ]
            expected += raised[:1]
        found = [(rule.names.index(each.judgement.id), each.then) for each in ground.moves(pattern, by_one=False)]
        assert found == expected


def test_without_the_rule_the_star_of_a_council_is_within_its_range(ground, known):
    for _, pattern, star in known:
        low, high = ground.free(pattern)
        assert low <= star <= high


def test_what_is_assumed_without_the_rule_is_said(ground):
    assert ground.assumed.startswith("a better judgement never lowers it and that ")
    assert "adults.serving" in ground.assumed
