"""One council's page: who it is, every outcome, how each is known and where it stands."""

from __future__ import annotations

import dataclasses
import io

import pytest

import crossregime as cr
from crossregime.core.profiles.council_profile import histories, profile
from crossregime.render.council import write_profile

REGIMES = tuple(cr.regime(name) for name in ("ssi2002", "ssi2003", "csci2004", "ofsted2009"))


def told(name, regimes=REGIMES):
    stream = io.StringIO()
    write_profile(profile(cr.council(name), regimes), stream)
    return stream.getvalue()


@pytest.mark.parametrize("name", ["Durham", "Cheshire", "Hull"])
def test_every_outcome_has_its_source_and_place_and_every_source_is_listed(name):
    found, text = profile(cr.council(name), REGIMES), told(name)
    flat = " ".join(text.split())
    for each in (*found.own, *found.before, *found.after):
        assert f"[{each.source}, {each.place}]" in flat
        assert f"- {each.regime}, {each.source}: " in flat
    assert {(regime, source.id) for regime, sources in found.sources.items() for source in sources} == {
        (each.regime, each.source) for each in (*found.own, *found.before, *found.after)
    }


def test_marks_are_explained_where_they_are_used():
    assert "(r) reconstructed." in told("Durham")
    assert "(r)" not in told("Durham", REGIMES[1:])


def test_heads_are_the_judgements_as_a_selector_names_them():
    heads = next(line for line in told("Durham").splitlines() if "adults.serving" in line)
    assert heads.split() == ["published", "regime", *(each.id for each in cr.regime("ssi2003").judgements)]


def test_a_grade_of_which_nothing_is_known_says_so_and_no_cell_is_blank():
    rows = [line for line in told("Durham").splitlines() if line.startswith("  200")]
    assert any("not known" in row for row in rows)
    assert all(len([cell for cell in row.strip().split("  ") if cell.strip()]) in (3, 4, 7) for row in rows)


def test_a_printed_grade_is_not_said_to_be_printed_twice():
    assert "printed; printed" not in told("Durham")


def test_notes_of_two_regimes_that_published_on_one_day_name_their_regime():
    twin = dataclasses.replace(cr.regime("ssi2003"), id="twin")
    text = told("Hull", (*REGIMES, twin))
    for regime in ("ssi2003", "twin"):
        assert f"- 2003-11-13 {regime} stars, adults.serving, " in text
    assert "- 2004-11-18 stars" in text


def test_a_split_says_in_words_what_went_where():
    text = " ".join(told("Cheshire").split())
    assert "the districts of Congleton, Crewe and Nantwich, and Macclesfield" in text
    assert "+" not in text.split("Its outcomes")[0]


def test_json_lists_the_sources_by_regime():
    document = profile(cr.council("Hull"), REGIMES).to_dict()
    assert set(document["sources"]) == {"ssi2002", "ssi2003", "csci2004", "ofsted2009"}
    assert document["sources"]["ssi2003"][0]["id"] == "ssi-2003"


def test_a_council_is_shown_in_one_line():
    assert repr(cr.council("Hull")) == (
        "Council Kingston upon Hull (kingston-upon-hull): unitary, Yorkshire and The Humber; since 1996-04-01;"
        " dfe 810, gss E06000010, ons 00FA"
    )


def test_the_histories_of_all_councils_are_those_of_their_own_pages():
    found = histories(REGIMES)
    for series in ("leeds", "kent", "bedfordshire", "bedford", "westminster"):
        assert sorted(found[series], key=str) == sorted(profile(cr.council(series), REGIMES).own, key=str)
    assert sum(map(len, found.values())) == sum(regime.outcomes.height for regime in REGIMES)


def test_of_one_date_the_headline_comes_first_and_the_oldest_date_before_all():
    for outcomes in histories(REGIMES).values():
        order = [(each.published, each.regime, not each.headline) for each in outcomes]
        assert order == sorted(order)
