"""The register: who was a council when, which name stands for whom, and what came from what."""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from crossregime.core.councils.lookup import normalise
from crossregime.core.councils.register import Register, load_register
from crossregime.core.errors import UnknownCouncilError, UsageError
from crossregime.core.files.folder import Folder
from crossregime.core.files.places import ROOT

NOVEMBER_2003 = dt.date(2003, 11, 13)
DECEMBER_2009 = dt.date(2009, 12, 9)
CONTINUED_2009 = {"cornwall", "durham", "isles-of-scilly", "northumberland", "shropshire", "wiltshire"}


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


RESOLVE = rows(Path(__file__).parents[2] / "names" / "resolve.csv")
REFUSE = rows(Path(__file__).parents[2] / "names" / "refuse.csv")
PRINTED_2003 = sorted({row["council"] for row in rows(ROOT / "regimes" / "ssi2003" / "outcomes.csv")})


# Names


@pytest.mark.parametrize("row", RESOLVE, ids=lambda row: f"{row['name']} on {row['on']}")
def test_a_hard_name_is_that_council_on_that_date(row):
    match = load_register().match(row["name"], dt.date.fromisoformat(row["on"]))
    assert match.council is not None, match.explanation
    assert (match.council.id, match.how) == (row["council"], row["how"])


@pytest.mark.parametrize("row", REFUSE, ids=lambda row: f"{row['name']} on {row['on']}")
def test_a_name_of_no_council_on_that_date_is_refused(row):
    match = load_register().match(row["name"], dt.date.fromisoformat(row["on"]))
    assert match.council is None
    assert match.how == "unknown"
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
        "'E06000057' is no council on 2009-12-09: it stands for Northumberland (northumberland) from 2013-04-01"
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


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PRINTED_2003), st.sampled_from([str.upper, str.lower, str.title, "  {} ".format]))
def test_case_and_blanks_around_a_name_change_nothing(name, written):
    assert load_register().resolve(written(name), NOVEMBER_2003) is load_register().resolve(name, NOVEMBER_2003)


@settings(max_examples=100, deadline=None)
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


# Numbers


@pytest.mark.parametrize(
    ("on", "councils"),
    [
        ("2003-11-13", 150), ("2009-03-31", 150), ("2009-04-01", 152), ("2009-12-09", 152),
        ("2019-03-31", 152), ("2019-04-01", 151), ("2020-04-01", 151), ("2021-04-01", 152),
        ("2023-03-31", 152), ("2023-04-01", 153),
    ],
)  # fmt: skip
def test_the_number_of_active_councils(on, councils):
    assert len(load_register().active(dt.date.fromisoformat(on))) == councils


def test_types_of_2003_are_as_many_as_printed():
    assert Counter(council.type for council in load_register().active(NOVEMBER_2003)) == {
        "inner_london": 13, "outer_london": 20, "metropolitan": 36, "shire_county": 35, "unitary": 46,
    }  # fmt: skip


def test_regions_of_2003_are_as_many_as_printed():
    """Annex 2 of the ratings of November 2003 prints n for each region, under its own names of them."""
    printed = {
        "Eastern": 10, "East Midlands": 9, "North East": 12, "North West": 22, "London": 33,
        "South East": 19, "South West": 16, "West Midlands": 14, "Yorkshire & Humber": 15,
    }  # fmt: skip
    assert Counter(council.region for council in load_register().active(NOVEMBER_2003)) == {
        load_register().group("region", name): number for name, number in printed.items()
    }


def test_one_body_of_a_series_is_active_at_a_time():
    for on in (NOVEMBER_2003, dt.date(2009, 3, 31), dt.date(2009, 4, 1), DECEMBER_2009, dt.date(2023, 4, 1)):
        series = Counter(council.series for council in load_register().active(on))
        assert set(series.values()) == {1}
        for name in series:
            assert load_register().in_series(name, on).active(on)


# Lineage


@pytest.mark.parametrize(
    ("on", "old", "new"),
    [
        ("2009-04-01", "bedfordshire", {"bedford", "central-bedfordshire"}),
        ("2009-04-01", "cheshire", {"cheshire-east", "cheshire-west-and-chester"}),
        ("2019-04-01", "bournemouth", {"bournemouth-christchurch-and-poole"}),
        ("2019-04-01", "poole", {"bournemouth-christchurch-and-poole"}),
        ("2019-04-01", "dorset-county", {"bournemouth-christchurch-and-poole", "dorset"}),
        ("2021-04-01", "northamptonshire", {"north-northamptonshire", "west-northamptonshire"}),
        ("2023-04-01", "cumbria", {"cumberland", "westmorland-and-furness"}),
    ],
)
def test_a_reorganisation_ends_one_council_and_starts_others(on, old, new):
    day = dt.date.fromisoformat(on)
    links = load_register().successors(old)
    assert {link.successor for link in links} == new
    assert {link.date for link in links} == {day}
    before, after = load_register().active(day - dt.timedelta(days=1)), load_register().active(day)
    assert old in {council.id for council in before} - {council.id for council in after}
    assert new <= {council.id for council in after} - {council.id for council in before}
    for council in new:
        assert old in {link.predecessor for link in load_register().predecessors(council)}


@pytest.mark.parametrize(
    ("on", "series"),
    [
        ("2009-04-01", CONTINUED_2009),
        ("2019-04-01", set()),
        ("2020-04-01", {"buckinghamshire"}),
        ("2021-04-01", set()),
        ("2023-04-01", {"north-yorkshire", "somerset"}),
    ],
)
def test_a_change_of_status_continues_the_series(on, series):
    day = dt.date.fromisoformat(on)
    before = {council.series: council for council in load_register().active(day - dt.timedelta(days=1))}
    after = {council.series: council for council in load_register().active(day)}
    assert {name for name in before.keys() & after.keys() if before[name].id != after[name].id} == series
    for name in series:
        moved = [*load_register().successors(before[name].id), *load_register().predecessors(after[name].id)]
        assert all(link.date != day for link in moved)


@pytest.mark.parametrize(
    ("council", "predecessors"),
    [
        ("bedford", {"bedfordshire"}),
        ("central-bedfordshire", {"bedfordshire"}),
        ("cheshire-east", {"cheshire"}),
        ("cheshire-west-and-chester", {"cheshire"}),
        ("bournemouth-christchurch-and-poole", {"bournemouth", "poole", "dorset-county"}),
        ("dorset", {"dorset-county"}),
        ("buckinghamshire", set()),
        ("north-northamptonshire", {"northamptonshire"}),
        ("west-northamptonshire", {"northamptonshire"}),
        ("cumberland", {"cumbria"}),
        ("westmorland-and-furness", {"cumbria"}),
        ("north-yorkshire", set()),
        ("somerset", set()),
        ("kingston-upon-hull", set()),
    ],
)
def test_a_council_has_these_predecessors_of_another_series(council, predecessors):
    assert {link.predecessor for link in load_register().predecessors(council)} == predecessors


def test_a_rating_is_handed_on_by_whole_and_main_parts_alone():
    given = {series: {name for name, _ in givers} for series, givers in load_register().inheritance.items()}
    assert given == {
        "bedford": {"bedfordshire"},
        "central-bedfordshire": {"bedfordshire"},
        "cheshire-east": {"cheshire"},
        "cheshire-west-and-chester": {"cheshire"},
        "bournemouth-christchurch-and-poole": {"bournemouth", "poole"},
        "dorset": {"dorset-county"},
        "north-northamptonshire": {"northamptonshire"},
        "west-northamptonshire": {"northamptonshire"},
        "cumberland": {"cumbria"},
        "westmorland-and-furness": {"cumbria"},
    }


def test_no_council_ends_without_a_successor():
    for council in load_register().councils.values():
        if council.end is not None:
            following = load_register().in_series(council.series, council.end + dt.timedelta(days=1))
            assert following is not None or load_register().successors(council.id), council.id


def test_a_code_is_that_of_the_date():
    northumberland = load_register().council("northumberland")
    assert northumberland.code("gss", dt.date(2012, 1, 1)) == "E06000048"
    assert northumberland.code("gss", dt.date(2014, 1, 1)) == "E06000057"
    assert load_register().council("cumberland").code("ons", dt.date(2024, 1, 1)) == ""


# Regions and types


@pytest.mark.parametrize(
    ("dimension", "text", "value"),
    [
        ("region", "Eastern", "East of England"),
        ("region", "yorkshire & humber", "Yorkshire and The Humber"),
        ("region", "Y&H", "Yorkshire and The Humber"),
        ("region", "LONDON", "London"),
        ("type", "Shire Counties", "shire_county"),
        ("type", "unitary", "unitary"),
        ("type", "Inner London", "inner_london"),
    ],
)
def test_a_printed_region_or_type_is_found(dimension, text, value):
    assert load_register().group(dimension, text) == value


def test_an_unknown_region_is_refused_with_the_known_ones():
    with pytest.raises(UsageError, match="there is no region 'Wessex'") as caught:
        load_register().group("region", "Wessex")
    assert "South West" in caught.value.do
    with pytest.raises(UsageError, match="can't be grouped by 'regoin'") as caught:
        load_register().group("regoin", "London")
    assert caught.value.matches == ("region",)
