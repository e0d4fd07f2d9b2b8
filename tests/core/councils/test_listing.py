"""Councils listed: of a day, a region and a type, as a frame and as a document."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from crossregime.core.councils.listing import councils_dict, councils_frame, list_councils, succession_dict
from crossregime.core.councils.register import load_register
from crossregime.core.errors import UsageError

from ...documents import hold

DAY = dt.date(2003, 11, 13)


def test_a_list_of_a_day_is_of_the_councils_that_exist_then_by_id():
    found = list_councils(DAY, None, None)
    assert [each.id for each in found] == sorted(each.id for each in load_register().active(DAY))
    assert len(found) == 150


def test_without_a_day_it_is_of_all_that_the_register_holds():
    assert len(list_councils(None, None, None)) == len(load_register().councils)


def test_region_and_type_each_leave_out_others_and_together_both():
    london = list_councils(DAY, "london", None)
    inner = list_councils(DAY, None, "Inner London")
    assert len(london) == 33
    assert {each.type for each in london} == {"inner_london", "outer_london"}
    assert list_councils(DAY, "London", "inner_london") == inner
    assert list_councils(DAY, "North East", "inner_london") == []


def test_an_unknown_region_is_refused_with_the_nearest():
    with pytest.raises(UsageError) as caught:
        list_councils(DAY, "Londn", None)
    assert "London" in caught.value.matches


def test_a_frame_has_the_codes_of_the_day_or_of_the_last_day_of_a_council():
    northumberland = load_register().council("northumberland")
    for on, code in ((dt.date(2012, 1, 1), "E06000048"), (dt.date(2014, 1, 1), "E06000057")):
        assert councils_frame([northumberland], on).get_column("gss_code").to_list() == [code]
    ended = load_register().council("bedfordshire")
    assert councils_frame([ended], None).get_column("dfe_code").to_list() == [ended.code("dfe", ended.end)]
    assert councils_frame([], None).schema["start"] == pl.Date


def test_the_document_follows_its_schema_and_holds_each_council_once():
    document = councils_dict(list_councils(DAY, "Eastern", None), DAY)
    hold(document, "councils")
    assert [each["council_id"] for each in document["councils"]] == [
        each.id for each in list_councils(DAY, "Eastern", None)
    ]
    assert document["on"] == "2003-11-13"


def test_a_step_of_lineage_says_whether_it_hands_ratings_on():
    found = [succession_dict(each) for each in load_register().successors("dorset-county")]
    assert {each["successor"]: each["hands_on"] for each in found} == {
        "bournemouth-christchurch-and-poole": False,
        "dorset": True,
    }
