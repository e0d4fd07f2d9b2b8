"""The functions of the package answer in Python, and refuse what cannot be asked in the words of Python."""

from __future__ import annotations

import ast
import datetime as dt
import json
import re
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

import crossregime as cr
from crossregime.core.comparison.inquiry import inquire


def test_regimes_can_be_asked_again_and_again():
    """The folder of built-in regimes is a module of that name, which must not take the function's place."""
    code = (
        "import crossregime as cr; before = cr.regimes(); cr.regime('ssi2003')\n"
        "import crossregime.regimes; print(before == cr.regimes())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("True", "")


def test_regimes_lists_ids_oldest_first():
    assert list(cr.regimes())[:2] == ["ssi2002", "ssi2003"]
    assert {"csci2004", "ofsted2009"} <= set(cr.regimes())


def test_a_position_has_one_row_a_series():
    position = cr.position("ssi2003:children.serving")
    assert position.outcomes.height == position.outcomes.get_column("series_id").n_unique() == 150
    assert position.outcomes.get_column("series_id").is_sorted()
    assert position.date == dt.date(2003, 11, 13)
    assert not position.is_headline


def test_a_council_is_found_by_name_and_date():
    assert cr.council("Hull").id == "kingston-upon-hull"
    assert cr.council("Dorset", on="2003-11-13").id == "dorset-county"
    assert cr.council("Dorset", on="2020-01-01").id == "dorset"
    with pytest.raises(cr.UsageError):
        cr.council("Cardiff")


def test_the_register_is_the_one_of_the_project():
    assert len(cr.register().active(dt.date(2009, 12, 9))) == 152
    assert isinstance(cr.register(), cr.Register)
    assert isinstance(cr.register().council("leeds"), cr.Council)


def test_compare_takes_selectors_and_positions_alike():
    by_text = cr.compare("ssi2003", "ofsted2009")
    by_position = cr.compare(cr.position("ssi2003"), "ofsted2009")
    assert isinstance(by_text, cr.Comparison)
    assert by_text.to_json() == by_position.to_json()


def test_where_is_a_text_or_a_mapping():
    one = cr.compare("ssi2003", "ofsted2009", where="region=London")
    other = cr.compare("ssi2003", "ofsted2009", where={"region": "london"})
    assert one.where == other.where
    assert one.pairs.equals(other.pairs)


def test_the_frames_are_polars_frames_sorted_by_their_keys():
    comparison = cr.compare("ssi2003", "ofsted2009")
    for frame in (comparison.pairs, comparison.unpaired, comparison.table, comparison.cells):
        assert isinstance(frame, pl.DataFrame)
    assert comparison.pairs.get_column("series_id").is_sorted()
    assert comparison.unpaired.get_column("series_id").is_sorted()


def test_the_repr_says_the_main_things_in_a_few_lines():
    text = repr(cr.compare("ssi2003", "ofsted2009"))
    assert "148 pairs, lineage strict" in text
    assert "between 46 and 77" in text
    assert "4 created; 2 ended" in text
    assert len(text.splitlines()) < 10


@pytest.mark.parametrize(
    ("thing", "said"),
    [
        (lambda: cr.regime("ssi2002"), "published 2002-05-30 and 2002-11-14; judgements stars (headline)"),
        (lambda: cr.position("ofsted2009"), "152 councils, 33 printed, 1 deduced, 118 known only as a range"),
        (lambda: cr.crosswalk("stars-by-rank"), "(ssi-stars to ofsted-performs): Zero Stars > Performs poorly"),
        (lambda: cr.map_position("ssi2003", "ofsted2009"), "A concordance, never an equating"),
        (lambda: cr.map_position("ssi2003", "ofsted2009", "stars-by-rank").position, "mapped onto Ofsted"),
        (lambda: cr.rate("ssi2003", council="Ealing"), "Rating of Ealing in ssi2003: adults.serving=Some"),
        (lambda: cr.rate_all("ssi2003"), "of 150 councils with every judgement known are one step from"),
        (lambda: cr.regime("ssi2003").rule, "PointsRule ssi-points (recovered)"),
        (lambda: cr.compare("ssi2003", "ofsted2009").crosstab, "148 pairs"),
        (lambda: cr.compare("ssi2003", "ofsted2009", by="region").groups[0][0], "region East Midlands: 9 pairs"),
        (
            lambda: inquire(cr.compare("ssi2003", "ofsted2009")),
            "so what was published does not settle even whether the association is positive or negative",
        ),
        (cr.host, "ssi2002, ssi2003, csci2004, ofsted2009"),
        (cr.register, "councils"),
    ],
)
def test_what_a_notebook_shows_of_an_object_is_a_few_lines(thing, said):
    text = repr(thing())
    assert said in text
    assert len(text) < 1200


def test_to_dict_and_to_json_say_the_same():
    comparison = cr.compare("ssi2003", "ofsted2009", councils=["Hull"])
    assert json.loads(comparison.to_json()) == comparison.to_dict()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: cr.compare("ssi2003"), "two regimes or more"),
        (lambda: cr.compare(*[]), "two regimes or more"),
        (lambda: cr.compare("ssi2003", "ofsted2009", by="county"), "can't be grouped by 'county'"),
        (lambda: cr.compare("ssi2003", "ofsted2009", by=["region"]), "can't be grouped by"),
        (lambda: cr.compare("ssi2003", "ofsted2009", lineage=3), "no lineage policy 3"),
        (lambda: cr.compare("ssi2003", "ofsted2009", facts=3), "3 names no file"),
        (lambda: cr.compare("ssi2003", "ofsted2009", where="London"), "is not a limit"),
        (lambda: cr.compare("ssi2003", "ofsted2009", where="region=Londn"), "there is no region 'Londn'"),
        (lambda: cr.compare("ssi2003", "ofsted2009", where={"region": ["London"]}), "is not a name of a region"),
        (lambda: cr.compare("ssi2003", "ofsted2009", where=["region=London", "region=Eastern"]), "no council is of"),
        (lambda: cr.compare("ssi2003", "ofsted2009", where=3), "'3' is not a limit"),
        (lambda: cr.compare("ssi2003", "ofsted2009", councils=[3]), "is not a name of a council"),
        (lambda: cr.compare("ssi2003", None), "None names no position"),
        (lambda: cr.compare("ssi2003", 3), "3 names no position"),
        (lambda: cr.regime(3), "3 names no regime"),
        (lambda: cr.council(None), "the name of a council must be text, not None"),
        (lambda: cr.council("Hull", 2003), "2003 is not a day"),
        (lambda: cr.bounds("ssi2003", "ofsted209"), "no regime 'ofsted209'"),
        (lambda: cr.bounds("ssi2003", None), "None names no position"),
        (lambda: cr.compare("ssi2003", "ofsted2009", councils=["Cardiff"]), "is called 'Cardiff'"),
        (lambda: cr.compare("ssi2003", "ofsted2009:stars"), "has no judgement 'stars'"),
        (lambda: cr.regime("ssi2033"), "no regime 'ssi2033'"),
        (lambda: cr.position("ssi2003@1999-01-01"), "had published nothing"),
    ],
)
def test_what_cannot_be_asked_is_a_usage_error_that_says_what_to_do(call, said):
    with pytest.raises(cr.UsageError, match=said) as caught:
        call()
    assert caught.value.do
    assert caught.value.exit_code == 2
    assert isinstance(caught.value, cr.CrossregimeError)


def test_no_error_of_a_function_speaks_of_an_option_of_the_command_line():
    """A message names an argument in backticks, and the program writes the option in its place."""
    found = [
        f"{path.name}: {node.value}"
        for path in sorted((Path(cr.__file__).parent / "core").rglob("*.py"))
        if path.name != "atomic.py"  # it is about --output itself
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and "Error" in ast.unparse(call.func)
        for node in ast.walk(call)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.search(r"--[a-z]", node.value)
    ]
    assert not found


def test_an_argument_that_an_error_names_is_an_option_on_the_command_line(call):
    both = ("--regime", "ssi2003", "--regime", "ofsted2009")
    with pytest.raises(cr.UsageError) as caught:
        cr.compare("ssi2003", "ofsted2009", where="London")
    assert caught.value.where == "`where`"
    assert "where: --where" in call("compare", *both, "--where", "London").err


def test_a_date_of_python_names_a_day_too():
    assert cr.council("Hull", dt.date(2003, 11, 13)) == cr.council("Hull", "2003-11-13")


def test_a_text_of_councils_is_one_name():
    one = cr.compare("ssi2003", "ofsted2009", councils="Ealing")
    assert one.listed.equals(cr.compare("ssi2003", "ofsted2009", councils=["Ealing"]).listed)


def test_the_bounds_of_two_selectors_are_those_of_their_comparison():
    found = cr.bounds("ssi2003", "ofsted2009", lineage="inherit")
    assert found.to_dict() == cr.compare("ssi2003", "ofsted2009", lineage="inherit").crosstab.identification.to_dict()


def test_comparisons_and_positions_cannot_be_changed():
    comparison, council = cr.compare("ssi2003", "ofsted2009"), cr.council("Hull")
    for thing, name in ((comparison, "lineage"), (comparison.positions[0], "date"), (council, "name")):
        with pytest.raises(AttributeError):
            setattr(thing, name, "other")
