"""A result made anew is held to its run: what went in, the figures, the grades, and all the rest."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

import crossregime as cr
from crossregime.core.runs.check import Unlike, check_run

from ...documents import valid


@pytest.fixture(scope="module")
def run():
    return cr.compare("ssi2003", "ofsted2009", where="region=London").as_run()


def test_the_same_run_is_the_same(run):
    found = check_run(run, run)
    assert (found.same, found.inputs, found.answer) == (True, (), "THE SAME RESULT")


def test_a_figure_that_differs_says_what_it_was_and_is(run):
    anew = replace(run, figures={**run.figures, "pairs": 34}, result="other")
    found = check_run(run, anew)
    assert found.figures == (Unlike("pairs", "33", "34"),)
    assert found.answer == "ANOTHER RESULT"
    assert found.sentence == "1 of 21 figures differ, and the grades of 0 councils."


def test_the_last_digits_of_a_solver_make_no_difference(run):
    low, high = run.figures["Kendall's tau-b"]
    assert check_run(run, replace(run, figures={**run.figures, "Kendall's tau-b": [low + 1e-12, high]})).same


def test_a_grade_that_differs_names_the_council(run):
    anew = replace(run, grades={**run.grades, "Barnet": ["Two Stars", "Performs well"]})
    assert [each.what for each in check_run(run, anew).grades] == ["Barnet"]


def test_what_differs_beside_the_figures_is_said_too(run):
    found = check_run(run, replace(run, result="other"))
    assert not found.same
    assert found.answer == "THE SAME FIGURES; something beside them differs"


def test_what_went_in_is_named_by_file(run):
    regime = {**run.regimes[1], "files": {**run.regimes[1]["files"], "outcomes.csv": "0" * 64}}
    anew = replace(run, program="9.9", regimes=(run.regimes[0], regime), datasets={**run.datasets, "names.csv": "1"})
    changed = [each.what for each in check_run(run, anew).inputs]
    assert changed == ["crossregime", "ofsted2009: outcomes.csv", "datasets: names.csv"]


def test_the_version_of_a_plugin_is_said():
    run = cr.compare("ssi2003", "ofsted2009").as_run()
    was = replace(run, regimes=({**run.regimes[0], "origin": "ratings 1.0, a:b"}, run.regimes[1]))
    now = replace(run, regimes=({**run.regimes[0], "origin": "ratings 2.0, a:b"}, run.regimes[1]))
    assert check_run(was, now).inputs == (Unlike("the plugin of ssi2003", "ratings 1.0", "ratings 2.0"),)


def test_the_document_fits_its_schema(run):
    valid(json.dumps(check_run(run, replace(run, figures={}, grades={}, result="")).to_dict()), "rerun")
