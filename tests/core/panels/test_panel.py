"""A panel holds every outcome of several regimes, in forms that other programs open as they are."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import polars as pl
import pytest
from hypothesis import given, strategies as st

import crossregime as cr
from crossregime.core.panels.panel import merged

from ...documents import hold


def test_it_has_every_outcome_of_every_regime_once(panel):
    held = sum(cr.regime(name).outcomes.height for name in cr.host().builtins)
    assert panel.frame.height == held
    assert panel.frame.select("series_id", "published", "regime", "judgement").is_unique().all()


@pytest.fixture
def with_inspections(make_rolling):
    """A rolling regime with one inspection of each of two councils, beside an annual one."""
    folder = make_rolling("visits")
    folder.write(
        "inspections.csv",
        "inspection,council,published,visited,type,source\n"
        "leeds-1,Leeds,2015-03,5 to 9 January 2015,full,paper\nkent-1,Kent,2016-02-11,,,paper\n",
    )
    folder.write(
        "outcomes.csv",
        "inspection,judgement,worst,best,status,place,note\nleeds-1,care,Good,Good,printed,p. 1,\n"
        "leeds-1,help,Low,Low,printed,p. 1,\nkent-1,care,Top,Top,printed,p. 2,\n",
    )
    return cr.panel("ofsted2009", folder.path)


def test_a_row_of_a_rolling_regime_says_which_inspection_it_is_of(with_inspections):
    columns = ("inspection", "written", "visited", "inspection_type")
    rows = with_inspections.frame.filter(regime="visits").select("series_id", *columns)
    assert rows.unique().sort("series_id").rows() == [
        ("kent", "kent-1", "2016-02-11", "", ""),
        ("leeds", "leeds-1", "2015-03", "5 to 9 January 2015", "full"),
    ]
    assert with_inspections.frame.filter(regime="ofsted2009").select(columns).null_count().row(0) == (152,) * 4
    document = json.loads(json.dumps(with_inspections.to_dict()))
    hold(document, "panel")


def test_what_is_said_of_an_inspection_stands_once_in_a_table_of_its_own(with_inspections):
    tables = {table.name: table for table in with_inspections.tables}
    held = tables["inspections"].frame.select("inspection", "council_id", "published", "visited").rows()
    assert [(name, council, str(date), visited) for name, council, date, visited in held] == [
        ("leeds-1", "leeds", "2015-03-31", "5 to 9 January 2015"), ("kent-1", "kent", "2016-02-11", ""),
    ]  # fmt: skip
    assert "visited" not in tables["outcomes"].frame.columns
    with closing(sqlite3.connect(":memory:")) as held:
        held.deserialize(with_inspections.database())
        assert held.execute("PRAGMA foreign_key_check").fetchall() == []
        asked = "SELECT visited FROM outcomes JOIN inspections USING (regime, inspection) WHERE judgement = 'help'"
        assert held.execute(asked).fetchall() == [("5 to 9 January 2015",)]


def test_ranges_and_statuses_are_those_of_the_regimes(panel):
    regime = cr.regime("ssi2002")
    mine = panel.frame.filter(regime="ssi2002").select(
        "published", "judgement", "series_id", "worst_rank", "best_rank", "status"
    )
    theirs = regime.outcomes.select("published", "judgement", "series_id", "worst", "best", "status")
    assert sorted(mine.rows()) == sorted(theirs.rows())


def test_a_grade_is_empty_exactly_where_it_is_not_known(panel):
    frame = panel.frame
    assert (frame["grade"].is_null() == ~frame["known"]).all()
    known = frame.filter("known")
    assert (known["worst_rank"] == known["best_rank"]).all()
    assert (known["grade"] == known["worst"]).all()


def test_one_categorical_order_keeps_that_of_each_scale(panel):
    order = panel.frame.schema["grade"].categories.to_list()
    for scale in panel.scales:
        places = [order.index(label) for label in scale.labels]
        assert places == sorted(places)


@given(st.permutations(range(8)), st.lists(st.sets(st.integers(0, 7), min_size=1), max_size=5))
def test_lists_of_one_order_are_merged_into_one_that_keeps_each(order, parts):
    lists = [tuple(str(each) for each in order if each in part) for part in parts]
    whole = merged(lists)
    assert whole is not None
    assert set(whole) == {label for part in lists for label in part}
    for part in lists:
        assert [label for label in whole if label in part] == list(part)


def test_orders_that_contradict_each_other_have_none():
    assert merged([("a", "b", "c"), ("c", "a")]) is None


def test_its_json_holds_to_its_schema():
    panel = cr.panel("ofsted2009")
    hold(json.loads(json.dumps(panel.to_dict())), "panel")
    hold(json.loads(json.dumps(panel.to_dict(outcomes=False))), "panel")


def test_a_regime_is_named_as_a_whole_and_once_is_enough():
    with pytest.raises(cr.UsageError, match="a whole regime is expected here"):
        cr.panel("ssi2002@2002-05-30")
    assert cr.panel("ofsted2009", "ofsted2009").frame.height == 152


# The command


def test_the_command_writes_each_form(call, tmp_path):
    pytest.importorskip("xlsxwriter")
    assert call("export", "--panel", "ssi2003", "ofsted2009", "--output", "a.csv").code == 0
    assert pl.read_csv(tmp_path / "a.csv", infer_schema=False).height == 902
    assert json.loads((tmp_path / "a.csv.meta.json").read_text(encoding="utf-8"))["kind"] == "panel"
    assert call("export", "--panel", "ssi2003", "ofsted2009", "--output", "a.xlsx").code == 0
    assert call("export", "ofsted2009", "--output", "a.sqlite").code == 0
    assert (tmp_path / "a.sqlite").read_bytes() == cr.panel("ofsted2009").database()


def test_a_folder_is_written_whole_and_never_over_another(call, tmp_path):
    assert call("export", "ofsted2009", "--all", "held").code == 0
    held = {each.name: each.read_bytes() for each in (tmp_path / "held").iterdir()}
    assert held == cr.panel("ofsted2009").package()
    again = call("export", "ofsted2009", "--all", "held")
    assert again.code == 2
    assert "held holds files already" in again.err
    assert sorted(each.name for each in tmp_path.iterdir()) == ["held"]


def test_what_goes_with_another_form_is_refused(call):
    assert "takes no --panel" in call("export", "--all", "held", "--panel").err
    assert "takes no --output" in call("export", "--all", "held", "--output", "a.csv").err
    assert "none is named" in call("export").err
    assert "2 are named" in call("export", "ssi2003", "ofsted2009").err
