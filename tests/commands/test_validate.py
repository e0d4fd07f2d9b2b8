"""validate: all that is wrong with a folder at once."""

from __future__ import annotations

import dataclasses

import pytest

import crossregime
from crossregime.core.model.regime import RegimeFiles

from ..documents import valid


def test_validate_accepts_every_built_in_and_exits_1_on_a_fault(run, tmp_path):
    for name in ("ssi2002", "ssi2003", "csci2004", "ofsted2009"):
        assert run("validate", name)[0] == 0
    code, out, _ = run("validate", f"{tmp_path}/", "--format", "json")
    assert code == 1
    document = valid(out, "validation")
    assert not document["ok"]
    assert "no regime.json" in document["faults"][0]["what"]


@pytest.mark.parametrize("command", ["validate", "export", "regimes", "reconcile"])
@pytest.mark.parametrize("name", ["./nowhere", "./nowhere/crosswalk.json"])
def test_what_is_not_there_is_a_fault_of_the_data_for_every_command(run, command, name):
    code, out, err = run(command, name)
    assert (code, out) == (3, "")
    assert "there is no" in err


def test_validate_tells_what_is_wrong_with_every_file_of_a_folder_at_once(run, annual):
    annual.write("rule.json", "{}")
    annual.write("claims.json", '{"format": 2}')
    (annual.path / "crosswalks").mkdir()
    for name in ("one", "two"):
        annual.write(f"crosswalks/{name}.json", "[]")
    code, out, _ = run("validate", str(annual.path), "--format", "json")
    assert code == 1
    files = {fault["file"].removeprefix(f"{annual.path}/") for fault in valid(out, "validation")["faults"]}
    assert files == {"rule.json", "claims.json", "crosswalks/one.json", "crosswalks/two.json"}


def test_validate_groups_what_is_wrong_in_many_rows_and_json_has_each(run, annual):
    annual.write("outcomes.csv", annual.text("outcomes.csv").replace("paper", "papier"))
    code, out, _ = run("validate", str(annual.path))
    assert code == 1

    text = " ".join(out.split())  # wherever the path of the folder makes a line end
    assert text.startswith(f"{annual.path}: 7 problems ")
    assert text.count("unknown source") == 1
    assert "in 7 rows: 2, 3, 4, 5, 6, 7, 8" in text
    assert len(valid(run("validate", str(annual.path), "--format", "json")[1], "validation")["faults"]) == 7


@pytest.mark.parametrize("name", ["regime.json", "outcomes.csv", "claims.json"])
def test_validate_asks_for_the_folder_of_a_file_of_a_regime(run, annual, name):
    code, _, err = run("validate", f"{annual.path}/{name}")
    assert code == 2
    assert f"{annual.path}/{name} is one file of a regime" in err
    assert f"check its whole folder: {annual.path}" in err


def test_crosswalks_that_lie_outside_the_folder_of_their_regime_are_refused(run, annual, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (annual.path / "crosswalks").symlink_to(tmp_path / "elsewhere")
    code, out, _ = run("validate", str(annual.path))
    assert code == 1
    assert "crosswalks: leads outside its folder" in " ".join(out.split())


def test_validate_holds_a_plugin_to_its_contract_too(run, monkeypatch):
    regime = crossregime.host().load("ssi2003")
    host = type(
        "Host",
        (),
        {
            "folder": lambda *_: None,
            "ids": lambda *_: ("mine",),
            "load": lambda *_: dataclasses.replace(regime, outcomes=regime.outcomes.reverse(), files=RegimeFiles()),
        },
    )
    monkeypatch.setattr(crossregime, "host", host)
    code, out, _ = run("validate", "mine")
    assert code == 1
    assert "the outcomes are not sorted" in out


def test_validate_refuses_a_name_that_stands_for_nothing(run):
    code, _, err = run("validate", "ssi2033")
    assert code == 2
    assert "did you mean 'ssi2003'" in err
