"""Crosswalks: one checker, and what it lets through; composing, turning round, rivals; and those that are shipped."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, strategies as st

import crossregime as cr
from crossregime.core.errors import DataError, UsageError
from crossregime.core.model.composition import compose, invert
from crossregime.core.model.crosswalk import Crosswalk, identity, rivals
from crossregime.core.model.crosswalk_checks import checked, crosswalk_faults
from crossregime.core.model.judgement import Source
from crossregime.core.model.link import Citation, Link
from crossregime.core.model.scale import Grade, Scale
from crossregime.core.model.scales import shared_scales

SOURCES = {"report": Source("report", "An inspectorate", "A report", "2010", "", "")}
LETTERS = Scale("letters", "Letters", tuple(Grade(each, each.upper(), rank) for rank, each in enumerate("edcba")))
SHIPPED = cr.crosswalks()


def link(grade, *to, kind="close", **changes):
    return dataclasses.replace(Link(grade, to, kind, "report", "p. 1", "so it says"), **changes)


GOOD = (link("no", "1"), link("some", "2"), link("most", "2", "3", kind="broader"), link("yes", "4"))


def walk(*links, **changes):
    whole = {"from_scale": "ssi-serving", "to_scale": "ofsted-performs", "scales": {}, **changes}
    return Crosswalk("trial", "Trial", links=links, sources=SOURCES, **whole)


def faults(*links, **changes):
    return [str(fault) for fault in crosswalk_faults(walk(*links, **changes))]


# The checker


def test_a_good_crosswalk_has_no_fault():
    assert crosswalk_faults(walk(*GOOD)) == ()
    assert not crosswalk_faults(walk(*GOOD))
    assert checked(walk(*GOOD)).in_brief.startswith("No > Performs poorly; Some > Performs adequately; Most > ")


@pytest.mark.parametrize(
    ("links", "said"),
    [
        (GOOD[:3], ["crosswalk 'trial': no link starts from grade 'yes' (Yes) of ssi-serving"]),
        ((link("non", "1"), *GOOD), ["link 1 (grade 'non'): 'non' is no grade of ssi-serving (did you mean 'no'?)"]),
        ((*GOOD[:3], link("yes", "5")), ["link 4 (grade 'yes'): '5' is no grade of ofsted-performs"]),
        ((link("no", "2"), link("some", "1"), *GOOD[2:]), ["order is reversed: 'some' is better than 'no'"]),
        ((*GOOD[:2], link("most", "2", "4", kind="broader"), link("yes", "4")), ["on both sides of Performs well"]),
        ((*GOOD[:3], link("yes", "4", reason=" ")), ["link 4 (grade 'yes'): it has no reason"]),
        ((*GOOD[:3], link("yes", "4", place="")), ["it is not cited: it has no place in the source"]),
        ((*GOOD[:3], link("yes", "4", source="hearsay")), ["'hearsay' is none of its sources"]),
        ((*GOOD[:3], link("yes", "4", source="")), ["it is not cited"]),
        ((*GOOD[:3], link("yes", "4", kind="similar")), ["'similar' is no kind of link"]),
        ((*GOOD[:3], link("yes", kind="close")), ["the kind is close and it has 0 targets"]),
        ((*GOOD[:3], link("yes", "4", kind="none")), ["the kind is none and it has 1 targets"]),
        ((*GOOD[:3], link("yes", "3", "4", kind="exact")), ["the kind is exact and it is not one grade to one"]),
        ((*GOOD[:3], link("yes", "3", kind="exact")), ["the kind is exact and it is not one grade to one"]),
        ((*GOOD[:3], link("yes", "3", "4", kind="narrower")), ["the kind is narrower and it has several targets"]),
        (tuple(link(each, kind="none") for each in ("no", "some", "most", "yes")), ["it links no grade to any"]),
        ((*GOOD, link("yes", "4")), ["link 5 (grade 'yes'): 'yes' is linked to '4' twice"]),
        ((*GOOD, link("yes", kind="none")), ["another link of the grade leads elsewhere"]),
    ],
)  # fmt: skip
def test_each_fault_is_found_and_said_with_its_link(links, said):
    found = faults(*links)
    assert all(any(each in fault for fault in found) for each in said), found
    assert crosswalk_faults(walk(*links))
    with pytest.raises(DataError, match="the crosswalk 'trial' can't be used"):
        checked(walk(*links))


def test_every_fault_is_found_at_once():
    found = faults(link("no", "1", reason=""), link("sum", "2"), link("most", "9", place=""))
    assert len(found) == 6
    assert "some" in "".join(found)


def test_an_unknown_scale_is_said_with_the_nearest():
    (fault,) = faults(*GOOD, to_scale="ofsted-perform")
    assert "there is no scale 'ofsted-perform' (did you mean 'ofsted-performs'" in fault
    assert fault.endswith("the scales are ssi-stars, ssi-serving, ssi-capacity, ofsted-performs, ofsted-inspection")
    with pytest.raises(DataError, match="there is no scale 'nowhere'"):
        walk(*GOOD, to_scale="nowhere").second  # noqa: B018  # asking is what is refused


@pytest.mark.parametrize("name", ["equipercentile", "ridit", "all"])
def test_an_id_that_the_program_needs_is_a_fault(name):
    (fault,) = (str(each) for each in crosswalk_faults(dataclasses.replace(walk(*GOOD), id=name)))
    assert f"the id '{name}' is taken" in fault


def test_a_scale_of_its_own_may_not_be_another_under_a_shared_id():
    stars = shared_scales()["ssi-stars"]
    grades = tuple(dataclasses.replace(each, rank=3 - each.rank) for each in stars.grades[::-1])
    turned = Scale("ssi-stars", "Stars", grades)
    (fault,) = faults(*GOOD, scales={"ssi-stars": turned})
    assert "it writes the scale 'ssi-stars' otherwise than the project does" in fault
    assert faults(*GOOD, scales={"ssi-stars": stars}) == []
    twice = Scale("letters", "Letters", (*LETTERS.grades, Grade("a", "A star", 5)))
    assert "'a' stands for two grades" in faults(*GOOD, scales={"letters": twice})[0]


def test_every_citation_of_a_link_is_checked():
    cited = link("yes", "4", also=(Citation("hearsay", "p. 2"), Citation("report", "")))
    found = faults(*GOOD[:3], cited)
    assert ["'hearsay' is none of its sources" in each for each in found] == [True, False]
    assert "it has no place in the source" in found[1]


# Sets and ranges


def test_several_links_of_a_grade_join_and_are_numbered():
    several = walk(*GOOD[:2], link("most", "2"), link("most", "3"), GOOD[3])
    assert several.validate()
    assert several.set_of(2) == (1, 2)
    assert several.link_ids(2, 3) == ("trial/most.1", "trial/most.2", "trial/yes")


@given(st.lists(st.integers(0, 3), min_size=4, max_size=4), st.lists(st.integers(0, 3), min_size=4, max_size=4))
def test_a_range_is_mapped_to_the_hull_of_what_its_grades_are_mapped_to(one, other):
    low, high = sorted(one), sorted(other)
    ends = [(min(pair), max(pair)) for pair in zip(low, high, strict=True)]
    found = walk(*(
        link(grade, *"1234"[worst : best + 1], kind="close" if worst == best else "broader")
        for grade, (worst, best) in zip(("no", "some", "most", "yes"), ends, strict=True)
    ))  # fmt: skip
    assert found.validate()
    for worst in range(4):
        for best in range(worst, 4):
            inside = ends[worst : best + 1]
            assert found.to_ranks(worst, best) == (min(low for low, _ in inside), max(high for _, high in inside))


def test_a_grade_that_corresponds_to_nothing_is_none_and_can_t_be_part_of_a_range():
    partly = walk(link("no", kind="none"), *GOOD[1:])
    assert partly.validate()
    assert partly.to_ranks(0) is None
    with pytest.raises(DataError, match="No or Some can't be mapped: a part of the range has no counterpart"):
        partly.to_ranks(0, 1)


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
    with pytest.raises(UsageError, match="'F' is no grade of ofsted-performs"):
        compose(walk(*GOOD), identity("ofsted-performs"), line="F")
    with pytest.raises(DataError, match="can't be used"):
        compose(walk(*GOOD[:3]), identity("ofsted-performs"))
    with pytest.raises(DataError, match="can't be used"):
        invert(walk(*GOOD[:3]))


# Rivals, and those that are shipped


def test_rivals_are_set_side_by_side():
    lines = rivals([walk(*GOOD), walk(link("no", "2"), link("some", "2"), link("most", "3"), link("yes", "4"))])
    assert [line.differ for line in lines] == [True, False, True, False]
    assert [line.exclude for line in lines] == [True, False, False, False]


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda each: each.id)
def test_every_shipped_crosswalk_is_valid_cited_and_exact_in_nothing(shipped):
    assert crosswalk_faults(shipped) == ()
    assert shipped.basis
    assert shipped.summary
    assert "exact" not in {each.kind for each in shipped.links}
    # Each source is there because a link rests on it.
    assert {cited.source for each in shipped.links for cited in each.citations} == set(shipped.sources)


def test_the_crosswalks_that_were_promised_are_there_with_rivals():
    assert [each.id for each in cr.crosswalks("ssi2003", "ofsted2009")] == [
        "stars-by-consequences", "stars-by-examples", "stars-by-rank",
    ]  # fmt: skip
    assert [each.id for each in cr.crosswalks("ssi2003:children.serving", "ofsted2009")] == [
        "serving-by-rank", "serving-by-wording",
    ]  # fmt: skip
    assert cr.crosswalk("performs-to-inspection").origin == "regimes/ofsted2009/crosswalks/performs-to-inspection.json"
    for each in cr.crosswalks("ssi2003", "ofsted2009"):
        assert all("No meaning of a star was published" in link.reason for link in each.links)


def test_the_examples_follow_each_star_to_what_was_printed_with_it_and_on_by_the_wordings():
    stars, wording = cr.crosswalk("stars-by-examples"), cr.crosswalk("serving-by-wording")
    both = cr.position("ssi2003").outcomes.join(cr.position("ssi2003:children.serving").outcomes, on="series_id")
    reached = {}
    for star, serving in both.select("worst", "worst_right").iter_rows():
        reached.setdefault(star, set()).update(wording.set_of(serving))
    assert {rank: set(stars.set_of(rank)) for rank in range(4)} == reached


def test_stars_can_be_followed_to_the_inspection_grades():
    found = compose(cr.crosswalk("stars-by-examples"), cr.crosswalk("performs-to-inspection"), line="Good")
    assert found.crossing == ("One Star", "Two Stars", "Three Stars")
    assert found.crosswalk.second.labels[-1] == "Outstanding"


def test_an_unknown_crosswalk_is_refused_with_the_nearest():
    with pytest.raises(UsageError, match="there is no crosswalk 'stars-by-rang'") as caught:
        cr.crosswalk("stars-by-rang")
    assert caught.value.matches[0] == "stars-by-rank"
