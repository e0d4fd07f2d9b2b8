"""A panel holds every outcome of several regimes, in forms that other programs open as they are."""

from __future__ import annotations

import json

import polars as pl
import pytest
from hypothesis import given, strategies as st
from jsonschema import Draft202012Validator

import crossregime as cr
from crossregime.core.files.schema import read_schema
from crossregime.core.panels.panel import merged


def test_it_has_every_outcome_of_every_regime_once(panel):
    held = sum(cr.regime(name).outcomes.height for name in cr.host().builtins)
    assert panel.frame.height == held
    assert panel.frame.select("series_id", "published", "regime", "judgement").is_unique().all()


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
    Draft202012Validator(read_schema("panel")).validate(json.loads(json.dumps(panel.to_dict())))
    Draft202012Validator(read_schema("panel")).validate(json.loads(json.dumps(panel.to_dict(outcomes=False))))


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
