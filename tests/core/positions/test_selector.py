"""Selectors: what they say, and which part of one is wrong."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import assume, given, strategies as st

from crossregime.core.dates import parse_day
from crossregime.core.errors import SelectorError, UsageError
from crossregime.core.positions.selector import FORM, Selector, parse_selector

from ...depth import examples

MAY = dt.date(2002, 5, 30)


@pytest.mark.parametrize(
    ("text", "sources", "date", "choice", "judgement"),
    [
        ("ssi2003", ("ssi2003",), None, "latest", None),
        ("ssi2002@2002-05-30", ("ssi2002",), MAY, "latest", None),
        ("ssi2003:children.serving", ("ssi2003",), None, "latest", "children.serving"),
        ("ssi2002@2002-05-30:stars", ("ssi2002",), MAY, "latest", "stars"),
        ("sif@first", ("sif",), None, "first", None),
        ("sif@first:help", ("sif",), None, "first", "help"),
        ("sif+ilacs@2019-01-01:overall", ("sif", "ilacs"), dt.date(2019, 1, 1), "latest", "overall"),
        ("sif@previous", ("sif",), None, "previous", None),
        ("sif@last-graded:help", ("sif",), None, "last-graded", "help"),
        ("sif@2019-01-01,last-graded", ("sif",), dt.date(2019, 1, 1), "last-graded", None),
        ("./a,b@2019-01-01,previous", ("./a,b",), dt.date(2019, 1, 1), "previous", None),
        ("./mine", ("./mine",), None, "latest", None),
        ("./mine/", ("./mine/",), None, "latest", None),
        (".", (".",), None, "latest", None),
        ("..@first:stars", ("..",), None, "first", "stars"),
        ("../up/mine@2002-05-30:stars", ("../up/mine",), MAY, "latest", "stars"),
        ("/data/mine:stars", ("/data/mine",), None, "latest", "stars"),
        ("./my:regimes/a@first", ("./my:regimes/a",), None, "first", None),
        ("./a@b.org/x:stars", ("./a@b.org/x",), None, "latest", "stars"),
        ("./a:b@2002-05-30", ("./a:b",), MAY, "latest", None),
        ("./a@b@2002-05-30:stars", ("./a@b",), MAY, "latest", "stars"),
        ("~/mine", ("~/mine",), None, "latest", None),
        ("C:/data/mine:stars", ("C:/data/mine",), None, "latest", "stars"),
        ("sif+./mine", ("sif", "./mine"), None, "latest", None),
        ("./a+./b@first", ("./a", "./b"), None, "first", None),
        ("./a+../b:help", ("./a", "../b"), None, "latest", "help"),
        ("sif+/data/c++/mine", ("sif", "/data/c++/mine"), None, "latest", None),
        ("./c++/mine", ("./c++/mine",), None, "latest", None),
        ("./a+b", ("./a+b",), None, "latest", None),
        ("./a@13/11/2003", ("./a@13/11/2003",), None, "latest", None),
    ],
)
def test_a_selector_names_regimes_date_and_judgement(text, sources, date, choice, judgement):
    assert parse_selector(text) == Selector(text, sources, date, choice, judgement)
    assert str(parse_selector(text)) == text


@pytest.mark.parametrize(
    ("text", "what", "do"),
    [
        ("", "a selector needs a regime or a folder", FORM),
        ("@first", "a selector needs a regime or a folder", FORM),
        (":stars", "a selector needs a regime or a folder", FORM),
        ("ssi2003:", "'' can't be a judgement", FORM),
        ("ssi2003:Stars", "'Stars' can't be a judgement", FORM),
        ("ssi2003:child ren", "'child ren' can't be a judgement", FORM),
        ("ssi2003@", "'' is not a date", "write @YYYY-MM-DD, @first"),
        ("ssi2003@2003", "'2003' is not a date", "write @YYYY-MM-DD, @first"),
        ("ssi2003@13/11/2003", "'13/11/2003' is not a date", "write @YYYY-MM-DD, @first"),
        ("ssi2003@2003/11/13:stars", "'2003/11/13' is not a date", "write @YYYY-MM-DD, @first"),
        ("ssi2003@last", "'last' is not a date", "write @YYYY-MM-DD, @first"),
        ("ssi2003@2003-11-13\n", "'2003-11-13\n' is not a date", "write @YYYY-MM-DD, @first"),
        ("ssi2003@2003-02-30", "'2003-02-30' is not a date of the calendar", "write @YYYY-MM-DD, @first"),
        ("ssi2003@0000-01-01", "'0000-01-01' is not a date of the calendar", "write @YYYY-MM-DD, @first"),
        ("ssi2003@\uff12003-11-13", "'\uff12003-11-13' is not a date", "write @YYYY-MM-DD, @first"),
        ("sif@2019-01-01,first", "the first is the first whatever the date", "@previous"),
        ("sif@2019-01-01,last", "'last' is not allowed here", "@2023-03-31,previous"),
        ("sif@2019,previous", "'2019' is not a date", "write @YYYY-MM-DD"),
        ("SSI2003", "'SSI2003' can't be the id of a regime", "an id is lower-case letters"),
        ("ssi 2003", "'ssi 2003' can't be the id of a regime", "an id is lower-case letters"),
        ("2003", "'2003' can't be the id of a regime", "an id is lower-case letters"),
        ("...", "'...' can't be the id of a regime", "a folder has a slash in it, such as ./my-regime"),
        ("ssi2003:stars@2003-11-13", "the date stands before the judgement", "write ssi2003@2003-11-13:stars"),
        ("ssi2003@first@first", "'ssi2003@first' can't be the id of a regime", FORM),
        ("sif+", "a regime is missing beside '+'", FORM),
        ("+sif", "a regime is missing beside '+'", FORM),
        ("sif++ilacs", "a regime is missing beside '+'", FORM),
        ("sif+sif", "a regime is named twice", FORM),
        ("./a+./a", "a regime is named twice", FORM),
    ],
)
def test_a_selector_that_cannot_be_parsed_is_refused_with_the_part_that_is_wrong(text, what, do):
    with pytest.raises(SelectorError) as caught:
        parse_selector(text)
    assert caught.value.what == what
    assert do in caught.value.do
    assert caught.value.where == f"selector '{text}'"
    assert caught.value.exit_code == 2


IDS = st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True)
FOLDERS = st.from_regex(r"(\.|\.\.|)/[a-zA-Z0-9 ._+@:/-]{0,12}", fullmatch=True)
DATES = st.dates().map(lambda day: f"@{day}")
TAILS = st.tuples(
    st.one_of(
        st.sampled_from(["", "@first", "@previous", "@last-graded"]),
        DATES,
        st.tuples(DATES, st.sampled_from([",previous", ",last-graded"])).map("".join),
    ),
    st.one_of(st.just(""), st.from_regex(r":[a-z][a-z0-9_.-]{0,8}", fullmatch=True)),
).map("".join)


@examples(200)
@given(sources=st.lists(IDS, min_size=1, max_size=3, unique=True), tail=TAILS)
def test_what_is_put_together_from_ids_is_taken_apart_again(sources, tail):
    selector = parse_selector("+".join(sources) + tail)
    assert selector.sources == tuple(sources)
    date, _, judgement = tail.partition(":")
    assert (selector.judgement or "") == judgement
    when = selector.when(selector.date)
    assert (f"@{when}" if when else "") == date


@examples(200)
@given(folder=FOLDERS, tail=TAILS)
def test_a_folder_whose_last_part_has_no_mark_is_taken_whole(folder, tail):
    assume("+." not in folder and not set("@:") & set(folder.rpartition("/")[2]))
    assert parse_selector(folder + tail).sources == (folder,)


@examples(300)
@given(st.text(st.characters(codec="utf-8"), max_size=25) | st.text("asi+@:./-2003first", max_size=25))
def test_any_text_is_a_selector_or_refused_in_printable_words(text):
    selector, said = None, ""
    try:
        selector = parse_selector(text)
    except SelectorError as error:
        said = str(error)
    assert all(line.isprintable() for line in said.split("\n"))
    assert selector is None or parse_selector(str(selector)) == selector


def test_another_judgement_keeps_regimes_and_date():
    assert parse_selector("ssi2002@2002-05-30:stars").with_judgement("adults.serving").text == (
        "ssi2002@2002-05-30:adults.serving"
    )
    for text in ("sif+ilacs@first", "./a/b", "sif+./mine@2019-01-01"):
        changed = parse_selector(text).with_judgement("help")
        assert parse_selector(changed.text) == changed


# Days


def test_a_day_is_read():
    assert parse_day("2002-05-30") == MAY
    assert parse_day(None) is None


@pytest.mark.parametrize("text", ["", "2002", "30/05/2002", "2002-5-30", "2002-02-30", "2002-05-30 ", "20020530"])
def test_what_is_not_a_day_is_refused(text):
    with pytest.raises(UsageError, match="is not a date") as caught:
        parse_day(text, "--on")
    assert caught.value.where == "--on"
    assert caught.value.do.startswith("write YYYY-MM-DD")
