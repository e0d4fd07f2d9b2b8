"""A printed name or code is resolved on a date, exactly or by a closed list of styles, never by a guess."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from crossregime.core.councils.lookup import normalise
from crossregime.core.councils.register import Register, load_register
from crossregime.core.errors import UnknownCouncilError
from crossregime.core.files.folder import Folder
from crossregime.core.files.places import ROOT

from ...depth import examples

NOVEMBER_2003 = dt.date(2003, 11, 13)


DECEMBER_2009 = dt.date(2009, 12, 9)


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


RESOLVE = rows(Path(__file__).parents[2] / "names" / "resolve.csv")


REFUSE = rows(Path(__file__).parents[2] / "names" / "refuse.csv")


PRINTED_2003 = sorted({row["council"] for row in rows(ROOT / "regimes" / "ssi2003" / "outcomes.csv")})


# Names


def test_a_hard_name_is_that_council_on_that_date():
    for row in RESOLVE:
        match = load_register().match(row["name"], dt.date.fromisoformat(row["on"]))
        assert match.council is not None, match.explanation
        assert (match.council.id, match.how) == (row["council"], row["how"]), row


def test_a_name_of_no_council_on_that_date_is_refused():
    for row in REFUSE:
        match = load_register().match(row["name"], dt.date.fromisoformat(row["on"]))
        assert (match.council, match.how) == (None, "unknown"), row
        assert row["name"] in match.explanation
        with pytest.raises(UnknownCouncilError):
            load_register().resolve(row["name"], dt.date.fromisoformat(row["on"]))


def test_the_files_of_hard_names_are_long_and_hold_no_row_twice():
    for held, least in ((RESOLVE, 60), (REFUSE, 60)):
        keys = [(row["name"], row["on"]) for row in held]
        assert len(keys) == len(set(keys)) >= least


@pytest.mark.parametrize("text", ["", " ", "'", "\t", "\x00", "…", "*"])
def test_a_text_without_letters_is_refused_and_offers_nothing(text):
    match = load_register().match(text, NOVEMBER_2003)
    assert (match.how, match.council, match.candidates) == ("unknown", None, ())


def test_every_council_of_2003_is_known_by_its_name_and_the_word_council():
    for council in load_register().active(NOVEMBER_2003):
        assert load_register().resolve(f"{council.name} Council", NOVEMBER_2003) is council


def test_a_code_of_another_time_is_told_with_its_days_and_whose_it_is():
    match = load_register().match("E06000057", DECEMBER_2009)
    assert match.explanation == (
        "'E06000057' is not a council on 2009-12-09: it stands for Northumberland (northumberland) from 2013-04-01"
    )
    assert match.candidates == ("northumberland",)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Camden Town Council", "Camden"),
        ("Education Leeds", "Leeds"),
        ("North East Lincolnshire CTP", "North East Lincolnshire"),
    ],
)
def test_a_name_that_stands_in_the_text_is_offered_before_those_spelt_like_it(text, first):
    assert load_register().match(text, DECEMBER_2009).candidates[0] == first


def test_the_search_for_names_like_it_can_be_left_out():
    assert load_register().match("Camden Town Council", DECEMBER_2009, suggest=False).candidates == ()


def test_every_printed_name_of_2003_is_a_council_of_its_own():
    found = [load_register().resolve(name, NOVEMBER_2003) for name in PRINTED_2003]
    assert len(PRINTED_2003) == len({council.id for council in found}) == 150
    assert {council.id for council in found} == {council.id for council in load_register().active(NOVEMBER_2003)}


def test_every_id_name_and_code_of_an_active_council_resolves_to_it():
    for on in (NOVEMBER_2003, DECEMBER_2009, dt.date(2018, 1, 1), dt.date(2024, 1, 1)):
        for council in load_register().active(on):
            codes = [council.code(scheme, on) for scheme in ("gss", "ons", "dfe")]
            forms = [council.id, council.name, *codes]
            for form in filter(None, forms):
                assert load_register().resolve(form, on) is council, (form, on)


def test_no_name_stands_for_two_councils_on_one_day():
    exact = load_register()._exact
    days = [dt.date(year, 4, 1) for year in (1996, 1998, 2009, 2013, 2019, 2020, 2021, 2023, 2025)]
    for day in (NOVEMBER_2003, *days, *(day - dt.timedelta(days=1) for day in days)):
        for form in exact:
            assert load_register().match(form, day).how != "ambiguous", (form, day)


def test_a_name_with_a_letter_left_out_is_never_taken_for_the_name():
    """Nothing is resolved by likeness: what resolves is a form that a file of the register prints."""
    printed = {row["name"] for row in rows(ROOT / "datasets" / "names.csv")}
    printed |= {row["code"] for row in rows(ROOT / "datasets" / "codes.csv")}
    for row in rows(ROOT / "datasets" / "councils.csv"):
        printed |= {row["council_id"], row["name"], row["official_name"]}
    known = {"".join(filter(str.isalnum, name.casefold().replace("&", "and"))) for name in printed}
    for number, name in enumerate(PRINTED_2003):
        left_out = number % len(name)
        wrong = name[:left_out] + name[left_out + 1 :]
        plain = "".join(filter(str.isalnum, wrong.casefold().replace("&", "and")))
        assert load_register().match(wrong, NOVEMBER_2003).council is None or plain in known, wrong


@examples(60)
@given(st.sampled_from(PRINTED_2003), st.sampled_from([str.upper, str.lower, str.title, "  {} ".format]))
def test_case_and_blanks_around_a_name_change_nothing(name, written):
    assert load_register().resolve(written(name), NOVEMBER_2003) is load_register().resolve(name, NOVEMBER_2003)


@examples(100)
@given(st.text(max_size=30))
def test_folding_a_name_twice_is_folding_it_once(text):
    assert normalise(normalise(text)) == normalise(text)


def test_the_exact_form_goes_before_the_alias(tmp_path):
    known = small_register(tmp_path, names="St Mary,one,,,register\nSt. Mary,two,,,register\n")
    assert known.match("St Mary").council.id == "one"
    assert known.match("St. Mary").council.id == "two"
    assert known.match("ST MARY").how == "ambiguous"


def test_an_ambiguous_name_is_reported_with_all_that_it_may_mean(tmp_path):
    known = small_register(tmp_path, names="Sand,one,,,register\nSand,two,,,register\n")
    match = known.match("Sand", dt.date(2005, 1, 1))
    assert (match.how, match.council) == ("ambiguous", None)
    assert [each.split()[0] for each in match.candidates] == ["one", "two"]
    with pytest.raises(UnknownCouncilError, match="stands for 2 councils") as caught:
        known.resolve("Sand", dt.date(2005, 1, 1))
    assert "one" in caught.value.do
    assert "two" in caught.value.do
    assert caught.value.exit_code == 2


def small_register(folder, names):
    head = "council_id,name,official_name,series_id,type,region,start,end,note\n"
    body = "one,One,,one,unitary,London,,,\ntwo,Two,,two,unitary,London,,,\n"
    (folder / "councils.csv").write_text(head + body)
    (folder / "codes.csv").write_text("scheme,code,council_id,start,end\n")
    (folder / "names.csv").write_text("name,council_id,start,end,source\n" + names)
    (folder / "lineage.csv").write_text("predecessor_id,successor_id,date,kind,part,note,source\n")
    return Register(Folder(folder, "small"))


def test_without_a_date_the_latest_body_of_one_series_is_meant():
    assert load_register().resolve("Durham").id == "durham"
    assert load_register().resolve("Bedfordshire").id == "bedfordshire"


def test_without_a_date_a_name_of_two_series_is_ambiguous():
    match = load_register().match("Dorset")
    assert match.how == "ambiguous"
    assert {each.split()[0] for each in match.candidates} == {"dorset", "dorset-county"}


# Failures


def test_a_failure_offers_each_council_once_and_each_offer_resolves():
    for row in REFUSE:
        on = dt.date.fromisoformat(row["on"])
        offered = load_register().match(row["name"], on).candidates
        meant = [load_register().resolve(each, on).id for each in offered]
        assert len(meant) == len(set(meant)), row["name"]


@pytest.mark.parametrize(
    ("name", "council"),
    [
        ("Newcastle-under-Lyme", "newcastle-upon-tyne"),
        ("Leads", "leeds"),
        ("Bath", "bath-and-north-east-somerset"),
        ("Windsor", "windsor-and-maidenhead"),
        ("Tyneside", "north-tyneside"),
        ("Rotherham MBC Social Services", "rotherham"),
        ("E06000011x", "east-riding-of-yorkshire"),
    ],
)
def test_the_nearest_council_is_offered_first(name, council):
    offered = load_register().match(name, NOVEMBER_2003).candidates
    assert load_register().resolve(offered[0], NOVEMBER_2003).id == council


@pytest.mark.parametrize(
    ("name", "on", "offered"),
    [
        ("Cheshire", "2010-12-09", ("cheshire-east", "cheshire-west-and-chester")),
        ("Bedfordshire", "2010-12-09", ("bedford", "central-bedfordshire")),
        ("Poole", "2020-01-01", ("bournemouth-christchurch-and-poole",)),
        ("Northamptonshire", "2021-04-01", ("north-northamptonshire", "west-northamptonshire")),
        ("Cumbria", "2024-01-01", ("cumberland", "westmorland-and-furness")),
        ("Bedford", "2003-11-13", ("bedfordshire",)),
        ("Cheshire East", "2003-11-13", ("cheshire",)),
        ("BCP", "2003-11-13", ("bournemouth", "dorset-county", "poole")),
    ],
)
def test_a_council_of_another_date_is_told_with_who_held_its_area(name, on, offered):
    match = load_register().match(name, dt.date.fromisoformat(on))
    assert match.candidates == offered
    assert "existed" in match.explanation


def test_a_code_is_that_of_the_date():
    northumberland = load_register().council("northumberland")
    assert northumberland.code("gss", dt.date(2012, 1, 1)) == "E06000048"
    assert northumberland.code("gss", dt.date(2014, 1, 1)) == "E06000057"
    assert load_register().council("cumberland").code("ons", dt.date(2024, 1, 1)) == ""
