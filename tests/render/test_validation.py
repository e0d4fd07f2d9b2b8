"""The page of a check says that a folder is valid and what it holds, or each fault with what to do."""

from __future__ import annotations

from pathlib import Path

import crossregime as cr
from crossregime.core.host.validation import validate
from crossregime.regimes import FOLDER
from crossregime.render.validation import write_validation

from ..pages import words, written


def checked(name):
    return written(write_validation, validate(cr.host(), str(name)))


def test_a_valid_regime_is_described_by_what_it_holds():
    regime = cr.regime("ofsted2009")
    text = checked("ofsted2009")
    assert text.startswith("ofsted2009: valid")
    for number, noun in (
        (len(regime.judgements), "judgement"),
        (len(regime.publications), "publication"),
        (regime.outcomes.height, "outcome"),
        (len(regime.totals), "total"),
        (len(regime.sources), "source"),
    ):
        assert f"{number} {noun}{'' if number == 1 else 's'}" in text


def test_a_rolling_regime_has_no_publications(make_rolling):
    folder = make_rolling("spot", "2008-01-01,Barnet,care,Low,Low,printed,paper,p. 1,")
    text = checked(folder.path)
    assert "valid Inspections of spot: 2 judgements, 1 outcome, 0 totals, 1 source." in text


def test_each_fault_is_an_item_with_its_file_row_and_remedy(annual):
    annual.replace("outcomes.csv", "Barnet,care,Top,Top", "Barnett,care,Top,Top")
    annual.replace("totals.csv", "care,,Low,29,19", "care,,Lo,29,19")
    found = validate(cr.host(), str(annual.path))
    text = checked(annual.path)
    assert text.startswith(f"{annual.path}: {len(found.faults)} problems")
    for fault in found.faults:
        assert fault.what in text
        assert f"row {fault.row}" in text
    assert "Barnet" in text


def test_what_is_allowed_and_likely_not_meant_is_worth_a_look(annual):
    annual.describe(lambda whole: whole.pop("comparability"))
    advice = validate(cr.host(), str(annual.path)).advice
    assert len(advice) >= 1
    for each in advice:
        assert f"worth a look: {each}" in checked(annual.path)


def test_a_crosswalk_s_file_is_named_with_what_it_links(tmp_path):
    file = FOLDER.parent / "datasets" / "crosswalks" / "stars-by-rank.json"
    copy = tmp_path / "own.json"
    copy.write_bytes(Path(file).read_bytes())
    walk = cr.crosswalk("stars-by-rank")
    assert checked(copy) == words(f"{copy}: valid {walk.title}: {walk.in_brief}.")
