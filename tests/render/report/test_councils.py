"""The councils of a report: each pair with its grades, how they are known, and the council's history."""

from __future__ import annotations

import crossregime as cr
from crossregime.core.profiles import profile
from crossregime.render.report.councils import council_table, places


def test_each_history_holds_every_judgement_of_the_council_s_own_page():
    regimes = [cr.regime(name) for name in cr.regimes()]
    table = council_table(cr.compare("ssi2003", "ofsted2009"), regimes)
    held = {row.name: row for row in table.rows}
    for name in ("Leeds", "Ealing", "Kent"):
        own = profile(cr.council(name), regimes).own
        shown = held[name].history
        heads = [(event.published, event.ratings[0].grade) for event in shown]
        assert heads == [(str(each.published), each.grade) for each in own if each.headline]
        told = [(event.published, each.grade) for event in shown for each in event.ratings]
        unknown = [(event.published, title) for event in shown for title in event.unknown]
        assert len(told) + len(unknown) == len(own)
        for each in own:
            if not each.headline and each.grade == "not known":
                assert (str(each.published), each.judgement.title) in unknown
            else:
                assert (str(each.published), each.grade) in told


def test_every_source_of_a_history_is_listed_once_under_its_number():
    regimes = [cr.regime("ssi2003"), cr.regime("ofsted2009")]
    table = council_table(cr.compare("ssi2003", "ofsted2009"), regimes)
    numbers = {each.source for row in table.rows for event in row.history for each in event.ratings if each.source}
    assert numbers == set(range(1, len(table.sources) + 1))
    assert len(set(table.sources)) == len(table.sources)


def test_a_grade_that_was_handed_on_names_the_council_that_had_it():
    table = council_table(cr.compare("ssi2003", "ofsted2009", lineage="inherit"), [])
    (bedford,) = (row for row in table.rows if row.name == "Bedford")
    assert [each.inherited for each in bedford.grades] == ["Bedfordshire", ""]
    assert bedford.history == ()


def test_the_history_of_a_council_that_took_a_grade_over_starts_with_the_one_that_had_it():
    regimes = [cr.regime("ssi2003"), cr.regime("ofsted2009")]
    table = council_table(cr.compare("ssi2003", "ofsted2009", lineage="inherit"), regimes)
    (bedford,) = (row for row in table.rows if row.name == "Bedford")
    assert [(event.published, event.of) for event in bedford.history] == [
        ("2003-11-13", "Bedfordshire"), ("2009-12-09", ""),
    ]  # fmt: skip


def test_the_councils_of_a_map_have_the_groups_of_the_table():
    found = places(cr.position("ofsted2009"))
    assert len(found) == 152
    assert found["Leeds"][:2] == ("Yorkshire and The Humber", "metropolitan")
    assert len({code for _, _, code in found.values()}) == 152
