"""Averages by the inspectorate's own scoring, and nowhere else."""

from __future__ import annotations

import polars as pl
import pytest

import crossregime


@pytest.fixture(scope="module")
def stars():
    return crossregime.compare("ssi2002@2002-11-14", "ssi2003", by="region")


def test_averages_are_those_of_the_inspectorates_own_scoring(stars):
    of_2003 = {each.group: each for each in stars.averages[2]}
    rows = crossregime.position("ssi2003").frame.group_by("region").agg(pl.col("worst_rank").cast(float).mean())
    for region, mean in rows.iter_rows():
        assert of_2003[region].lowest == of_2003[region].highest == pytest.approx(mean)


def test_the_strongest_regions_of_2003_are_those_that_the_document_names(stars):
    ranked = sorted(stars.averages[2], key=lambda each: -each.lowest)
    assert {each.group for each in ranked[:2]} == {"East Midlands", "Yorkshire and The Humber"}


def test_averages_are_given_only_where_the_inspectorate_scored_its_grades():
    comparison = crossregime.compare("ssi2003", "ofsted2009", by="type")
    assert set(comparison.averages) == {1}


def test_an_average_over_ranges_is_bounded_by_the_printed_totals():
    # The two councils known only as 0 to 2 are in one region, whose printed shares leave one at each end.
    comparison = crossregime.compare("ssi2002@2002-11-14", "ssi2003", by="region")
    south_east = next(each for each in comparison.averages[1] if each.group == "South East")
    assert south_east.lowest == south_east.highest == pytest.approx(25 / 19)


def test_json_carries_movement_averages_and_weights():
    document = crossregime.compare("ssi2002", "ssi2003", by="region", weight="population").to_dict()
    assert document["movements"][0]["rises"] == {"lowest": 41, "highest": 41}
    assert document["weight"]["year"] == 2003
    assert {each["position"] for each in document["averages"]} == {1, 2}
