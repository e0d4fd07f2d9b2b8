"""Scales that regimes share, and what is wrong with one that tells two grades apart by nothing."""

from __future__ import annotations

import pytest

import crossregime as cr
from crossregime.core.model.scale import GoodFrom, Grade, Scale
from crossregime.core.model.scales import build_scale, good_from_faults, scale_faults, shared_scales

ENTRY = {"id": "s", "title": "Scale", "grades": [{"id": "n", "label": "No"}, {"id": "y", "label": "Yes"}]}


def test_ranks_are_places_in_the_list_worst_first():
    scale = build_scale(ENTRY)
    assert [(grade.id, grade.rank) for grade in scale.grades] == [("n", 0), ("y", 1)]
    assert scale.good_from is None


def test_the_scales_of_the_built_in_regimes_are_shared_by_id():
    for name in ("ssi2002", "ssi2003", "csci2004", "ofsted2009"):
        for scale in cr.regime(name).scales.values():
            assert shared_scales()[scale.id] == scale


def test_no_shared_scale_is_at_fault():
    for scale in shared_scales().values():
        assert scale_faults(scale, "scales.json") == []


@pytest.mark.parametrize(
    "second",
    [
        Grade("NO", "Yes", 1),
        Grade("y", "no", 1),
        Grade("y", "Yes", 1, short="n"),
        Grade("y", "Yes", 1, forms=("No",)),
    ],
)
def test_a_name_of_two_grades_is_a_fault_whatever_its_case(second):
    (fault,) = scale_faults(Scale("s", "S", (Grade("n", "No", 0), second)), "regime.json")
    assert "stands for two grades" in fault.what
    assert fault.file == "regime.json"


def test_doing_well_from_the_worst_grade_on_tells_nothing():
    scale = Scale("s", "S", (Grade("n", "No", 0), Grade("y", "Yes", 1)), good_from=GoodFrom("n", "paper"))
    (fault,) = scale_faults(scale, "regime.json")
    assert fault.what == "scale 's': 'n' is not a grade from which on councils do well"
    assert fault.do == "name one of the ids y, or leave good_from out"


def test_doing_well_from_a_grade_that_is_none_is_a_fault_with_the_nearest():
    entry = {**ENTRY, "grades": [*ENTRY["grades"], {"id": "most", "label": "Most"}],
             "good_from": {"grade": "mots", "source": "paper"}}  # fmt: skip
    (fault,) = good_from_faults(entry, "regime.json")
    assert (fault.what, fault.matches) == ("scale 's': there is no grade 'mots'", ("most",))
    assert build_scale(entry).good == (2,)  # by convention, until it is mended
    assert good_from_faults(ENTRY, "regime.json") == []
