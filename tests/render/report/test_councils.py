"""The councils of a report: each pair with its grades, how they are known, and the council's history."""

from __future__ import annotations

import crossregime as cr
from crossregime.core.profiles import profile
from crossregime.render.report.councils import council_table, places


def test_each_history_is_that_of_the_council_s_own_page():
    regimes = [cr.regime(name) for name in cr.regimes()]
    table = council_table(cr.compare("ssi2003", "ofsted2009"), regimes)
    held = {row.name: row for row in table.rows}
    for name in ("Leeds", "Ealing", "Kent"):
        own = [each for each in profile(cr.council(name), regimes).own if each.headline]
        shown = held[name].history
        assert [(each.published, each.grade) for each in shown] == [(str(o.published), o.grade) for o in own]


def test_every_source_of_a_history_is_listed_once_under_its_number():
    regimes = [cr.regime("ssi2003"), cr.regime("ofsted2009")]
    table = council_table(cr.compare("ssi2003", "ofsted2009"), regimes)
    numbers = {event.source for row in table.rows for event in row.history if event.source}
    assert numbers == set(range(1, len(table.sources) + 1))
    assert len(set(table.sources)) == len(table.sources)


def test_a_grade_that_was_handed_on_names_the_council_that_had_it():
    table = council_table(cr.compare("ssi2003", "ofsted2009", lineage="inherit"), [])
    (bedford,) = (row for row in table.rows if row.name == "Bedford")
    assert [each.inherited for each in bedford.grades] == ["Bedfordshire", ""]
    assert bedford.history == ()


def test_the_councils_of_a_map_have_the_groups_of_the_table():
    found = places(cr.position("ofsted2009"))
    assert len(found) == 152
    assert found["Leeds"][:2] == ("Yorkshire and The Humber", "metropolitan")
    assert len({code for _, _, code in found.values()}) == 152
