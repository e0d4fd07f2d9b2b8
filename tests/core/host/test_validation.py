"""A regime or a crosswalk checked from end to end: all that is wrong, and what is worth a look."""

from __future__ import annotations

import json
import time

import pytest

import crossregime as cr
from crossregime.core.errors import DataError, UsageError
from crossregime.core.files.places import DATASETS
from crossregime.core.host.validation import validate

from ...documents import hold

HEADER = "published,judgement,group,grades,count,percent,source,place,note\n"
SIZES = {
    "East Midlands": 9, "East of England": 11, "London": 33, "North East": 12, "North West": 23, "South East": 19,
    "South West": 16, "West Midlands": 14, "Yorkshire and The Humber": 15,
}  # fmt: skip
"""The regions, and how many councils each has on the day."""


def checked(name):
    found = validate(cr.host(), str(name))
    hold(found.to_dict(), "validation")
    return found


def test_a_good_folder_is_valid_and_what_is_likely_not_meant_is_advice(annual):
    found = checked(annual.path)
    assert found.ok
    assert found.regime.id == "trial"
    assert found.faults == ()


def test_advice_names_sources_and_judgements_that_nothing_uses(annual):
    annual.add("sources.csv", "spare,The Paper,Spare,2003,,cited for single facts")
    annual.describe(lambda whole: whole.update(comparability=[]))
    advice = checked(annual.path).advice
    assert "source 'spare' is used by no outcome or total" in advice
    assert any(each.startswith("regime.json has no comparability notes") for each in advice)
    assert not any("'paper'" in each for each in advice)


def test_faults_of_every_file_come_out_together_once_each(annual):
    annual.write("rule.json", "{}")
    annual.write("claims.json", '{"format": 2}')
    found = checked(annual.path)
    assert not found.ok
    assert {fault.file.rsplit("/", 1)[-1] for fault in found.faults} == {"rule.json", "claims.json"}
    assert len(set(found.faults)) == len(found.faults)


def test_one_file_of_a_regime_is_refused_with_its_folder(annual):
    with pytest.raises(UsageError, match="is one file of a regime") as caught:
        validate(cr.host(), f"{annual.path}/outcomes.csv")
    assert caught.value.do == f"check its whole folder: {annual.path}"
    with pytest.raises(UsageError) as caught:
        validate(cr.host(), "regime.json")
    assert caught.value.do == "check its whole folder: ./."


def test_a_crosswalk_is_checked_by_its_file(tmp_path):
    shipped = DATASETS / "crosswalks" / "stars-by-rank.json"
    assert checked(shipped).crosswalk.id == "stars-by-rank"
    bad = tmp_path / "bad.json"
    bad.write_text(shipped.read_text(encoding="utf-8").replace('"kind"', '"kin"', 1), encoding="utf-8")
    found = checked(bad)
    assert not found.ok
    assert found.faults
    with pytest.raises(DataError):
        validate(cr.host(), str(tmp_path / "none.json"))


# Totals that contradict each other only together


def totals(*rows):
    """Write totals.csv: a group (empty for all), grades and a count a row."""
    lines = (f"2009-12-09,care,{group},{grades},{count},,paper,p. 9," for group, grades, count in rows)
    return HEADER + "".join(f"{line}\n" for line in lines)


def blamed(call, annual):
    """Validate a folder: the rows of its totals that are named, and what is said of them."""
    answer = call("validate", annual.path, "--format", "json")
    assert answer.code == 1
    faults = json.loads(answer.out)["faults"]
    assert {each["file"] for each in faults} == {f"{annual.path}/totals.csv"}
    assert len({each["what"] for each in faults}) == 1
    return [each["row"] for each in faults], faults[0]["what"]


CASES = {
    "regions that add to more than all": (
        [("", "Top", 1), ("region=London", "Top", 1), ("region=South East", "Top", 1), ("region=North West", "Top", 0)],
        [2, 3, 4],
    ),
    "a type and the region that it fills": (
        [
            ("type=inner_london", "Top", 9),
            ("type=outer_london", "Top", 12),
            ("", "Top", 25),
            ("region=London", "Low|Fair|Good", 14),
        ],
        [2, 3, 5],
    ),
    "several grades at a time": (
        [("", "Low|Fair", 100), ("", "Fair|Good", 50), ("", "Good", 30), ("", "Top", 30)],
        [2, 4, 5],
    ),
    "regions that leave too few for all": (
        [("", "Good|Top", 140), *((f"region={region}", "Low|Fair", 2) for region in SIZES)],
        None,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_rows_are_few_and_without_any_one_of_them_the_rest_can_be_true(call, annual, name):
    rows, expected = CASES[name]
    annual.write("totals.csv", totals(*rows))
    found, what = blamed(call, annual)
    assert "can't" in what
    assert expected in (None, found)
    for row in found:
        kept = [each for number, each in enumerate(rows, 2) if number in found and number != row]
        annual.write("totals.csv", totals(*kept))
        assert call("validate", annual.path).code == 0, (row, found)


def test_the_page_names_the_file_and_its_rows_in_one_line_with_what_was_printed(call, annual):
    annual.write("totals.csv", totals(*CASES["regions that add to more than all"][0]))
    out = " ".join(call("validate", annual.path).out.split())
    assert "totals.csv, column count: the totals of care on 2009-12-09 contradict each other" in out
    assert "1 at Top; 1 at Top in London; 1 at Top in South East, in 3 rows: 2, 3, 4" in out


def test_many_totals_are_searched_in_seconds(call, annual):
    rows = [("", "Top", 1), ("region=London", "Top", 1), ("region=South East", "Top", 1)]
    known = [(f"region={region}", "Low|Fair|Good|Top", size) for region, size in SIZES.items()]
    annual.write("totals.csv", totals(*known, *rows))
    started = time.process_time()
    assert blamed(call, annual)[0] == [11, 12, 13]
    assert time.process_time() - started < 5
