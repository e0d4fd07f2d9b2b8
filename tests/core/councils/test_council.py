"""A council: a legal body between two days, with codes that follow its boundaries."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from crossregime.core.councils.council import Council, Succession, within

DAY = dt.timedelta(days=1)
START, END = dt.date(1998, 4, 1), dt.date(2009, 3, 31)
BODY = Council(
    "bedfordshire", "Bedfordshire", "Bedfordshire County Council", "bedfordshire", "shire_county", "Eastern", START,
    END, "",
    (("gss", "E1", None, dt.date(2005, 3, 31)), ("gss", "E2", dt.date(2005, 4, 1), None), ("dfe", "820", None, None)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("on", "active"),
    [(START, True), (END, True), (START - DAY, False), (END + DAY, False), (dt.date(2003, 1, 1), True)],
)  # fmt: skip
def test_a_body_exists_from_its_first_day_to_its_last_both_included(on, active):
    assert BODY.active(on) == active


def test_no_first_or_last_day_is_no_limit():
    assert within(dt.date.min, None, END)
    assert within(dt.date.max, START, None)
    assert within(START, None, None)


def test_a_code_is_that_in_force_on_the_date_and_empty_where_there_is_none():
    assert BODY.code("gss", dt.date(2005, 3, 31)) == "E1"
    assert BODY.code("gss", dt.date(2005, 4, 1)) == "E2"
    assert BODY.code("ons", dt.date(2005, 4, 1)) == ""


@pytest.mark.parametrize(
    ("start", "end", "words", "changed"),
    [
        (None, None, "throughout", False),
        (START, None, "since 1998-04-01", False),
        (START, END, "until 2009-03-31", True),
        (dt.date(2009, 4, 1), dt.date(2020, 3, 31), "from 2009-04-01 until 2020-03-31", True),
        (dt.date(2009, 4, 1), None, "since 2009-04-01", True),
    ],
)
def test_when_it_existed_is_told_in_words_and_a_start_before_the_first_ratings_is_no_change(start, end, words, changed):
    body = dataclasses.replace(BODY, start=start, end=end)
    assert (body.lifetime(), body.changed) == (words, changed)


@pytest.mark.parametrize(
    ("kind", "part", "hands_on"),
    [
        ("split", "whole", True),
        ("merger", "main", True),
        ("merger", "small", False),
        ("same_body", "whole", False),
        ("code_or_boundary", "whole", False),
    ],
)
def test_a_rating_passes_along_a_split_or_merger_of_more_than_a_small_part_alone(kind, part, hands_on):
    assert Succession("a", "b", END, kind, part, "").hands_on == hands_on
