"""Crosswalks compose and invert, and say what is lost."""

from __future__ import annotations

import pytest

import crossregime as cr
from crossregime.core.errors import DataError, UsageError
from crossregime.core.model.composition import compose, invert
from crossregime.core.model.crosswalk import identity
from crossregime.core.model.crosswalk_checks import crosswalk_faults

from ...crosswalk_links import GOOD, LETTERS, link, walk

SHIPPED = cr.crosswalks()


# Compose and invert


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda each: each.id)
def test_composing_with_the_scale_itself_changes_nothing(shipped):
    before = compose(identity(shipped.from_scale), shipped)
    after = compose(shipped, identity(shipped.to_scale))
    for found in (before, after):
        assert not crosswalk_faults(found.crosswalk)
        assert found.crosswalk.in_brief == shipped.in_brief
    # A grade of one's own is one, and the set that it leads to may be larger.
    assert before.widened == tuple(each.label for each in shipped.first.grades if len(shipped.set_of(each.rank)) > 1)
    assert after.widened == ()


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda each: each.id)
def test_turning_round_twice_keeps_the_pairs_and_their_kinds(shipped):
    def pairs(crosswalk):
        return {(each.grade, to, each.kind) for each in crosswalk.links for to in each.to}

    turned = invert(shipped)
    assert turned.validate()
    assert {(to, grade) for grade, to, _ in pairs(shipped)} == {(grade, to) for grade, to, _ in pairs(turned)}
    assert pairs(invert(turned)) == pairs(shipped)


def test_turning_round_makes_broader_narrower_and_names_what_is_left_without():
    turned = invert(walk(link("no", "1"), link("some", "2"), link("most", "2", "3", kind="broader"), link("yes", "3")))
    assert {each.kind for each in turned.links_of(1)} == {"close", "narrower"}
    assert turned.links_of(3)[0].kind == "none"
    assert turned.set_of(3) == ()


def test_composing_says_where_sets_widen_and_which_cross_a_line():
    letters = walk(
        link("1", "e"), link("2", "d", "c", kind="broader"), link("3", "b"), link("4", "a"),
        from_scale="ofsted-performs", to_scale="letters", scales={"letters": LETTERS},
    )  # fmt: skip
    found = compose(walk(*GOOD), letters, line="C")
    assert found.crosswalk.in_brief == "No > E; Some > D or C; Most > D to B; Yes > A"
    assert found.widened == ("Some", "Most")
    assert found.crossing == ("Some", "Most")
    assert found.sentence == (
        "On the way the sets of Some and Most widen. The sets of Some and Most lie on both sides of the line at C or"
        " better."
    )
    assert [each.kind for each in found.crosswalk.links] == ["close", "broader", "broader", "close"]
    assert not crosswalk_faults(found.crosswalk)
    assert "so it says" in found.crosswalk.links[0].reason
    # Every link cites what both legs cite, by the ids that the sources have here.
    assert [each.source for each in found.crosswalk.links[0].citations] == ["trial.report"]
    cited = {each.source for link in found.crosswalk.links for each in link.citations}
    assert cited <= {each["id"] for each in found.crosswalk.to_dict()["sources"]}
    assert compose(walk(*GOOD), letters, line="E").crossing == ()


def test_what_can_t_be_composed_is_refused():
    with pytest.raises(UsageError, match="'trial' leads to ofsted-performs, and 'trial' starts from ssi-serving"):
        compose(walk(*GOOD), walk(*GOOD))
    gap = walk(
        link("1", "e"), link("2", kind="none"), link("3", "b"), link("4", "a"),
        from_scale="ofsted-performs", to_scale="letters", scales={"letters": LETTERS},
    )  # fmt: skip
    with pytest.raises(DataError, match="the way leads through a gap") as caught:
        compose(walk(*GOOD), gap)
    assert [fault.what for fault in caught.value.faults] == [
        "Some leads to Performs adequately, which it links to nothing",
        "Most leads to Performs adequately, which it links to nothing",
    ]
    hole = walk(
        link("1", "e"), link("2", "d"), link("3", "a"), link("4", "a"),
        from_scale="ofsted-performs", to_scale="letters", scales={"letters": LETTERS},
    )  # fmt: skip
    with pytest.raises(DataError, match="'trial' and 'trial' can't be composed") as caught:
        compose(walk(*GOOD), hole)
    assert "linked to grades on both sides of C or B" in str(caught.value).replace(" and ", " or ")
    with pytest.raises(DataError, match="'trial' can't be turned round"):
        invert(walk(GOOD[0], link("some", kind="none"), link("most", "1", "2", kind="broader"), GOOD[3]))
    with pytest.raises(UsageError, match="'F' is not a grade of ofsted-performs"):
        compose(walk(*GOOD), identity("ofsted-performs"), line="F")
    with pytest.raises(DataError, match="can't be used"):
        compose(walk(*GOOD[:3]), identity("ofsted-performs"))
    with pytest.raises(DataError, match="can't be used"):
        invert(walk(*GOOD[:3]))
