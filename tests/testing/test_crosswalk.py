"""The crosswalks of the project keep the contract, and one that breaks it is told where."""

from __future__ import annotations

import dataclasses

import pytest

from crossregime.core.files import DATASETS
from crossregime.core.reading import read_path
from crossregime.testing import CrosswalkConformance


class TestTheCrosswalksOfTheProject(CrosswalkConformance):
    crosswalk = DATASETS / "crosswalks"

    def test_ids(self):
        """They are the project's own, so that each stands among them."""
        ids = [each.id for each in self.load()]
        assert len(set(ids)) == len(ids)

    @pytest.mark.slow
    def test_comparison(self):
        super().test_comparison()


def test_ratings_can_be_compared_by_a_crosswalk_of_the_project():
    class ByRank(CrosswalkConformance):
        crosswalk = DATASETS / "crosswalks" / "stars-by-rank.json"

    ByRank().test_comparison()


@pytest.mark.checkout
def test_a_crosswalk_with_a_fault_or_of_an_id_that_is_taken_is_told():
    class Taken(CrosswalkConformance):
        crosswalk = DATASETS / "crosswalks" / "stars-by-rank.json"

    with pytest.raises(AssertionError, match="an id stands for two crosswalks:\n  stars-by-rank"):
        Taken().test_ids()

    class Faulty(CrosswalkConformance):
        def load(self):
            walk = read_path(str(Taken.crosswalk))
            return (dataclasses.replace(walk, links=walk.links[1:]),)

    with pytest.raises(AssertionError, match="no link starts from grade"):
        Faulty().test_checker()


def test_a_class_that_names_no_crosswalk_is_told_so():
    class Nameless(CrosswalkConformance):
        pass

    with pytest.raises(pytest.fail.Exception, match="Nameless names no crosswalk: set `crosswalk`"):
        Nameless().test_checker()
