"""A name leads to one thing: an id, a folder, a regime, a position."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import crossregime as cr


def test_a_regime_is_loaded_once():
    assert cr.regime("ssi2003") is cr.regime("ssi2003")
    assert cr.regime("ssi2003").judgement().id == "stars"


def test_a_regime_can_be_a_folder():
    folder = Path(cr.__file__).parent / "regimes" / "ofsted2009"
    regime = cr.regime(f"{folder}/")
    assert regime.id == "ofsted2009"
    assert regime.outcomes.equals(cr.regime("ofsted2009").outcomes)


FOLDER = Path(cr.__file__).parent / "docs" / "examples" / "ofsted2010"


@pytest.mark.checkout
def test_a_folder_a_regime_and_a_position_name_a_position_too():
    loaded = cr.regime(FOLDER)
    sides = [FOLDER, str(FOLDER), loaded, cr.position(FOLDER)]
    found = [cr.compare("ssi2003", side).to_dict() for side in sides]
    for each in found:
        assert each["tables"] == found[0]["tables"]
        assert each["positions"][1]["name"] == "ofsted2010"
    assert cr.compare(cr.regime("ssi2003"), "ofsted2009").pairs.equals(cr.compare("ssi2003", "ofsted2009").pairs)


def test_a_folder_with_the_id_of_a_built_in_is_shown_by_its_path(tmp_path, monkeypatch):
    own = Path(cr.__file__).parent / "regimes" / "ofsted2009"
    shutil.copytree(own, tmp_path / "same")
    monkeypatch.chdir(tmp_path)
    comparison = cr.compare("ofsted2009", "./same")
    assert [position.name for position in comparison.positions] == ["ofsted2009", "./same"]
    assert cr.position(Path("same")).name == "./same"
    assert cr.position(own).name == "ofsted2009"


@pytest.mark.checkout
def test_two_folders_with_one_id_are_told_apart_by_their_paths(tmp_path, monkeypatch):
    for name in ("one", "two"):
        shutil.copytree(FOLDER, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    assert [position.name for position in cr.compare("./one", "./two").positions] == ["./one", "./two"]
