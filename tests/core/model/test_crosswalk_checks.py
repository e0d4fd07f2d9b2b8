"""Every fault of a crosswalk is found at once, and said with its link."""

from __future__ import annotations

import dataclasses

import pytest

from crossregime.core.errors import DataError
from crossregime.core.model.crosswalk_checks import checked, crosswalk_faults
from crossregime.core.model.link import Citation
from crossregime.core.model.scale import Grade, Scale
from crossregime.core.model.scales import shared_scales

from ...crosswalk_links import GOOD, LETTERS, link, walk


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
        ((link("non", "1"), *GOOD), ["link 1 (grade 'non'): 'non' is not a grade of ssi-serving (did you mean 'no'?)"]),
        ((*GOOD[:3], link("yes", "5")), ["link 4 (grade 'yes'): '5' is not a grade of ofsted-performs"]),
        ((link("no", "2"), link("some", "1"), *GOOD[2:]), ["order is reversed: 'some' is better than 'no'"]),
        ((*GOOD[:2], link("most", "2", "4", kind="broader"), link("yes", "4")), ["on both sides of Performs well"]),
        ((*GOOD[:3], link("yes", "4", reason=" ")), ["link 4 (grade 'yes'): it has no reason"]),
        ((*GOOD[:3], link("yes", "4", place="")), ["it is not cited: it has no place in the source"]),
        ((*GOOD[:3], link("yes", "4", source="hearsay")), ["'hearsay' is not one of its sources"]),
        ((*GOOD[:3], link("yes", "4", source="")), ["it is not cited"]),
        ((*GOOD[:3], link("yes", "4", kind="similar")), ["'similar' is not a kind of link"]),
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
    assert "it defines the scale 'ssi-stars' differently from the project" in fault
    assert faults(*GOOD, scales={"ssi-stars": stars}) == []
    twice = Scale("letters", "Letters", (*LETTERS.grades, Grade("a", "A star", 5)))
    assert "'a' stands for two grades" in faults(*GOOD, scales={"letters": twice})[0]


def test_every_citation_of_a_link_is_checked():
    cited = link("yes", "4", also=(Citation("hearsay", "p. 2"), Citation("report", "")))
    found = faults(*GOOD[:3], cited)
    assert ["'hearsay' is not one of its sources" in each for each in found] == [True, False]
    assert "it has no place in the source" in found[1]
