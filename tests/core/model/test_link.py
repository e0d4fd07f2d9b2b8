"""A link of a crosswalk cites its main ground first, then what it rests on besides."""

from __future__ import annotations

import pytest

import crossregime as cr
from crossregime.core.model.link import LINK_KINDS, Citation, Link


def test_its_citations_begin_with_its_own_source():
    link = Link("1", ("adequate",), "close", "paper", "p. 3", also=(Citation("letter", "p. 1"),))
    assert link.citations == (Citation("paper", "p. 3"), Citation("letter", "p. 1"))


@pytest.mark.parametrize("name", ["stars-by-rank", "stars-by-examples", "stars-by-consequences"])
def test_every_link_that_is_built_in_is_of_a_known_kind_and_cites_a_source_of_its_crosswalk(name):
    walk = cr.crosswalk(name)
    for link in walk.links:
        assert link.kind in LINK_KINDS
        assert (link.kind == "none") == (not link.to)
        assert {each.source for each in link.citations} <= set(walk.sources)
        assert all(each.place for each in link.citations)
