"""Flows: the printed numbers of moves between two publications, read from flows.csv."""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter
from functools import cache

import pytest

from crossregime.core.errors import DataError
from crossregime.core.reading.reader import read_regime
from crossregime.regimes import BUILTINS, FOLDER

HEADER = "from,to,judgement,move,count,source,place,note"
MAY, NOVEMBER, NEXT_YEAR = "ssi2002@2002-05-30", "ssi2002@2002-11-14", "ssi2003@2003-11-13"


@cache
def built_in(name):
    return read_regime(FOLDER / name, f"regimes/{name}")


def flows(name):
    return built_in(name).flows


@pytest.fixture
def regime_with(tmp_path):
    """Read a copy of ssi2003 whose flows.csv has one row: the good one, with some cells changed."""
    folder = tmp_path / "ssi2003"
    shutil.copytree(FOLDER / "ssi2003", folder)
    good = {
        "from": NOVEMBER,
        "to": NEXT_YEAR,
        "judgement": "stars",
        "move": "rise",
        "count": "41",
        "source": "ssi-2003",
        "place": "para 14",
        "note": "",
    }

    def read(**cells):
        row = good | {name.rstrip("_"): value for name, value in cells.items()}
        (folder / "flows.csv").write_text(f"{HEADER}\n{','.join(row.values())}\n", encoding="utf-8")
        return read_regime(folder)

    return read


def faults(read, **cells):
    with pytest.raises(DataError) as caught:
        read(**cells)
    return [(fault.row, fault.column, str(fault)) for fault in caught.value.faults]


def test_the_printed_rises_and_falls_of_the_stars_are_there():
    may, november = dt.date(2002, 5, 30), dt.date(2002, 11, 14)
    assert {(each.from_date, each.to_date, each.judgement) for each in flows("ssi2002")} == {(may, november, "stars")}
    assert {flow.move: flow.count for flow in flows("ssi2002")} == {
        "rise": 12,
        "fall": 6,
        "rise by 1": 12,
        "fall by 1": 6,
        "Two Stars>One Star": 3,
    }
    stars = {flow.move: flow.count for flow in flows("ssi2003") if flow.judgement == "stars"}
    assert (stars["rise"], stars["fall"]) == (41, 6)
    assert {(each.from_regime, each.to_regime) for each in flows("ssi2003")} == {("ssi2002", "ssi2003")}


def test_a_regime_without_the_file_has_no_flows():
    assert flows("ofsted2009") == ()
    assert flows("csci2004") == ()


@pytest.mark.parametrize("name", BUILTINS)
def test_every_flow_has_a_source_and_one_scale_on_both_sides(name):
    here = built_in(name)
    for flow in here.flows:
        assert flow.source in here.sources
        ends = (built_in(end) for end in (flow.from_regime, flow.to_regime))
        assert {end.judgement(flow.judgement).scale.id for end in ends} == {here.judgement(flow.judgement).scale.id}


def test_no_flow_contradicts_the_outcomes_of_its_two_publications():
    for name in BUILTINS:
        for flow in flows(name):
            before, after = (
                {
                    series: (worst, best)
                    for published, judgement, series, worst, best in built_in(end)
                    .outcomes.select("published", "judgement", "series_id", "worst", "best")
                    .iter_rows()
                    if (published, judgement) == (date, flow.judgement)
                }
                for end, date in ((flow.from_regime, flow.from_date), (flow.to_regime, flow.to_date))
            )
            assert before.keys() == after.keys()
            counts = Counter()
            for series, (worst, best) in before.items():
                ends = [
                    (b, a) in flow.pairs
                    for b in range(worst, best + 1)
                    for a in range(after[series][0], after[series][1] + 1)
                ]
                counts["sure"] += all(ends)
                counts["possible"] += any(ends)
            assert counts["sure"] <= flow.count <= counts["possible"], flow


@pytest.mark.parametrize(
    ("move", "pairs"),
    [
        ("rise", {(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)}),
        ("fall", {(1, 0), (2, 0), (3, 0), (2, 1), (3, 1), (3, 2)}),
        ("rise by 1", {(0, 1), (1, 2), (2, 3)}),
        ("fall by 2", {(2, 0), (3, 1)}),
        ("Two Stars>One Star", {(2, 1)}),
        ("Zero Stars>Zero Stars", {(0, 0)}),
        ("One Star|Two Stars>Zero Stars", {(1, 0), (2, 0)}),
    ],
)
def test_a_move_says_which_grades_before_and_after_it_counts(regime_with, move, pairs):
    (flow,) = regime_with(move=move).flows
    assert set(flow.pairs) == pairs


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"source": "ssi-2030"}, "source", "unknown source 'ssi-2030' (did you mean 'ssi-2003'?)"),
        ({"judgement": "star"}, "judgement", "unknown judgement 'star' (did you mean 'stars'?)"),
        ({"move": "Two Stars>One Sta"}, "move", "unknown grade 'One Sta' (did you mean 'One Star'"),
        ({"move": "raise"}, "move", "'raise' is not allowed here; write rise, fall, rise by 1"),
        ({"move": "rise by 0"}, "move", "'rise by 0' is not allowed here"),
        ({"count": "many"}, "count", "'many' is not allowed here; write the printed number"),
        ({"count": "-1"}, "count", "'-1' is not allowed here"),
        ({"count": ""}, "count", "the cell is empty"),
        ({"from_": "2002-11-14"}, "from", "'2002-11-14' is not allowed here; the earlier publication"),
        ({"from_": "ssi2002@2002-02-30"}, "from", "'2002-02-30' is not a date of the calendar"),
        ({"to": "ssi2003@2003-11-14"}, "to", "no publication has the date 2003-11-14"),
        ({"from_": NEXT_YEAR, "to": NOVEMBER}, "to", "is not later than"),
        ({"from_": MAY, "to": NOVEMBER}, "from", "neither publication is of ssi2003"),
    ],
)
def test_a_faulty_row_is_refused_with_its_place_and_what_to_do(regime_with, cells, column, words):
    ((row, found, text),) = faults(regime_with, **cells)
    assert (row, found) == (2, column)
    assert words in text


def test_all_faults_of_the_file_are_told_at_once(regime_with):
    found = faults(regime_with, source="x", judgement="y", from_=MAY, to="ssi2003@2003-01-01")
    assert {column for _, column, _ in found} == {"source", "judgement", "to"}
