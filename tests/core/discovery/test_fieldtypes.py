"""What a plugin hands over holds in each field what its class declares."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

import crossregime as cr
from crossregime.core.discovery.fieldtypes import field_findings
from crossregime.core.model.judgement import Judgement, Publication, Scoring, Universe
from crossregime.core.model.regime import Regime
from crossregime.core.model.scale import Grade, Scale

SCALE = Scale("s", "Scale", (Grade("n", "No", 0), Grade("y", "Yes", 1)))
DAY = dt.date(2003, 11, 13)


@pytest.mark.parametrize("name", ["ssi2002", "ssi2003", "csci2004", "ofsted2009"])
def test_a_built_in_regime_has_no_finding(name):
    assert field_findings(cr.regime(name), Regime) == []


@pytest.mark.parametrize(
    ("thing", "findings"),
    [
        (dataclasses.replace(SCALE, id=3), ["id is of type int where a text is due"]),
        (dataclasses.replace(SCALE, grades=[]), ["grades is of type list where a tuple is due"]),
        (dataclasses.replace(SCALE, grades=(Grade("n", "No", "0"),)),
         ["grades[0].rank is '0' where a whole number is due"]),
        (dataclasses.replace(SCALE, title="a\u202eb"), ["title has the control character U+202E"]),
    ],
)  # fmt: skip
def test_a_field_of_another_type_is_told_by_its_place(thing, findings):
    assert field_findings(thing, Scale) == findings


def test_every_wrong_field_is_told_in_the_order_of_the_fields():
    wrong = Judgement(None, "Title", "nobody", "overall", SCALE)
    assert field_findings(wrong, Judgement) == [
        "id is None where a text is due",
        "service is 'nobody' where one of 'children', 'adults', 'both' is due",
    ]


def test_a_date_with_a_time_of_day_is_no_date():
    moment = dt.datetime(2003, 11, 13, 9, 30)  # noqa: DTZ001  # no zone, as a plugin may have it
    (finding,) = field_findings(Publication(moment, "T", "s", Universe(DAY, 150)), Publication)
    assert finding == "date is of type datetime where a date is due"


def test_a_number_may_be_whole_and_must_be_finite():
    assert field_findings(Scoring("j", (0, 1.5), "s", "p. 1"), Scoring) == []
    assert field_findings(Scoring("j", (0.0, float("nan")), "s", "p. 1"), Scoring) == [
        "scores[1] is nan where a number of sensible size is due"
    ]


def test_a_subclass_of_a_class_of_the_model_is_refused():
    class Sly(Scale):
        """It could answer anything."""

    assert field_findings(Sly("s", "S", ()), Scale) == ["it is of type Sly where a Scale is due"]
