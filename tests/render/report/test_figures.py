"""The charts of a report: the table beside each holds the numbers that it shows."""

from __future__ import annotations

import re

import pytest

import crossregime as cr

pytest.importorskip("altair")
pytest.importorskip("vl_convert")
pytest.importorskip("jinja2")

from crossregime.render.report.figures import counts_figure, flow_figure, intervals_figure


@pytest.fixture(scope="module")
def comparison():
    return cr.compare("ssi2003", "ofsted2009")


def test_the_table_of_a_heat_map_has_the_bounds_of_each_cell(comparison):
    figure = counts_figure(comparison, comparison.crosstab, "here")
    cells = comparison.crosstab.bounds
    for (_, *shown, _), row in zip(figure.data.rows, cells, strict=False):
        assert shown == [f"{each.lowest}-{each.highest}" if each.lowest < each.highest else str(each.lowest or "-")
                         for each in row]  # fmt: skip
    assert figure.data.rows[-1][-1] == str(comparison.crosstab.tabulation.pairs)


def test_the_table_of_a_flow_counts_every_pair_once(comparison):
    rows = flow_figure(comparison, "here").data.rows
    assert sum(int(count) for _, _, count in rows) == comparison.pairs.height


def test_the_table_of_intervals_has_the_difference_of_the_contrast_overall_and_by_group(comparison):
    rows = intervals_figure(comparison, "here").data.rows
    assert ("Difference", "difference", "-38 to +49", "-") in rows
    grouped = intervals_figure(comparison.grouped_by("type"), "here").data
    assert grouped.heads[1] == "type"
    assert {row[1] for row in grouped.rows} >= {"all councils", "Inner London"}


def test_the_ids_of_a_drawing_start_with_its_place_on_the_page(comparison):
    svg = counts_figure(comparison, comparison.crosstab, "place-7").svg
    assert set(re.findall(r' id="([a-z]+-\d+)', svg)) == {"place-7"}


def test_groups_of_three_regimes_compare_the_first_with_the_last_as_the_whole_does():
    three = cr.compare("ssi2002", "ssi2003", "ofsted2009", by="type")
    two = cr.compare("ssi2002", "ofsted2009", by="type")
    shown = [[row[2:4] for row in intervals_figure(each, "here").data.rows] for each in (three, two)]
    assert len(shown[0]) == len(shown[1])
    assert [each.sides for each in three.ends_by_group] == [(1, 3)] * 5
