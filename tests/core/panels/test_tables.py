"""A panel divides into tables: what is said of a council, a regime, a grade or a source stands once."""

from __future__ import annotations

import polars as pl
import pytest

import crossregime as cr
from crossregime.core.councils import load_register
from crossregime.core.panels.tables import data_tables


@pytest.fixture(scope="module")
def tables(panel):
    return {each.name: each for each in panel.tables}


def test_a_key_names_one_row(tables):
    keyed = [each for each in tables.values() if each.key]
    assert {each.name for each in keyed} == {"councils", "grades", "regimes", "sources", "judgements", "outcomes"}
    for each in keyed:
        assert each.frame.select(each.key).is_unique().all(), each.name
        assert not any(each.frame.select(pl.col(each.key).is_null().any()).row(0)), each.name


def test_every_reference_leads_to_a_row(tables):
    for table in tables.values():
        for refers in table.refers:
            held = tables[refers.table]
            assert held.key == refers.key
            lost = table.frame.select(refers.columns).drop_nulls().join(
                held.frame, left_on=refers.columns, right_on=refers.key, how="anti"
            )  # fmt: skip
            assert lost.height == 0, (table.name, refers)


def test_every_row_of_the_register_is_a_council_and_its_links_are_lineage(tables):
    register = load_register()
    assert set(tables["councils"].frame["council_id"]) == set(register.councils)
    assert tables["lineage"].frame.height == len(register.links)
    assert tables["codes"].frame.height == sum(len(each.codes) for each in register.councils.values())


def test_grades_are_those_of_the_scales_worst_first(tables, panel):
    grades = tables["grades"].frame
    for scale in panel.scales:
        mine = grades.filter(scale=scale.id)
        assert mine["rank"].to_list() == list(range(len(scale)))
        assert tuple(mine["label"]) == scale.labels


def test_totals_are_those_of_the_regimes_with_the_labels_of_their_grades(tables):
    mine = tables["totals"].frame.filter(regime="ofsted2009")
    regime = cr.regime("ofsted2009")
    assert mine.select("count", "percent", "lowest", "highest", "binds").rows() == [
        (each.count, each.percent, each.lowest, each.highest, each.binds) for each in regime.totals
    ]
    assert set("|".join(mine["grades"]).split("|")) <= set(regime.judgement("childrens_services").scale.labels)


def test_columns_that_are_explained_are_there(tables):
    for table in tables.values():
        assert set(table.columns) <= set(table.frame.columns), table.name


def test_two_inspections_of_a_council_on_one_day_leave_outcomes_without_a_key(panel):
    twice = pl.concat([panel.frame, panel.frame.head(1)])
    (outcomes,) = [each for each in data_tables(panel.regimes, panel.scales, twice) if each.name == "outcomes"]
    assert outcomes.key == ()
