"""A regime or a crosswalk checked from end to end: all that is wrong, and what is worth a look."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

import crossregime as cr
from crossregime.core.errors import DataError, UsageError
from crossregime.core.files.places import DATASETS
from crossregime.core.files.schema import read_schema
from crossregime.core.host.validation import validate


def checked(name):
    found = validate(cr.host(), str(name))
    Draft202012Validator(read_schema("validation")).validate(found.to_dict())
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
