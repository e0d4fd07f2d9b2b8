"""A run is made again in Python: the result is what it was, or one warning says that it is not."""

from __future__ import annotations

import json
import shutil
import warnings

import pytest

import crossregime as cr
from crossregime.core.errors import PluginError, UsageError
from crossregime.core.files.places import ROOT
from crossregime.core.host.rerunning import run_again

FACTS = "published,council,judgement,worst,best,status,source,place,note\n"
BEXLEY = "2009-12-09,Bexley,childrens_services,Performs {0},Performs {0},user,mine,p. 1,\n"


@pytest.fixture
def facts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "facts.csv").write_text(FACTS + BEXLEY.format("adequately"))
    return tmp_path / "facts.csv"


@pytest.mark.usefixtures("facts")
def test_the_same_comparison_comes_back_from_another_folder_too(tmp_path, monkeypatch):
    first = cr.compare("ssi2003", "ofsted2009", facts="facts.csv", by="region", given=["2 stars", "3 stars"])
    first.save_run("run.json")
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        again = cr.rerun("../run.json")
    assert again.statistics.equals(first.statistics)
    assert again.check_run("../run.json").same


def test_a_fact_that_has_changed_is_told_with_what_came_of_it(facts):
    cr.compare("ssi2003", "ofsted2009", facts="facts.csv").save_run("run.json")
    facts.write_text(FACTS + BEXLEY.format("well"))
    with pytest.warns(UserWarning, match=r"run\.json: \d+ of 21 figures differ, and the grades of 1 council"):
        again = cr.rerun("run.json")
    check = again.check_run("run.json")
    assert [each.what for each in check.inputs] == ["facts.csv"]
    assert [each.what for each in check.grades] == ["Bexley"]


def test_a_regime_in_a_folder_is_found_by_its_path_and_its_changed_file_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "regimes" / "ofsted2009", "mine")
    cr.compare("ssi2003", "./mine").save_run("run.json")
    document = json.loads((tmp_path / "mine" / "regime.json").read_text())
    document["title"] += " again"
    (tmp_path / "mine" / "regime.json").write_text(json.dumps(document))
    _, check = run_again("run.json")
    assert [each.what for each in check.inputs] == ["ofsted2009: regime.json"]
    assert not check.figures


@pytest.mark.parametrize("asked", [{"inference": cr.Inference(("bootstrap",), draws=20, seed=1)}, {"use_rule": True},
                                   {"crosswalk": "stars-by-rank"}, {"where": {"region": "London"}}])  # fmt: skip
def test_what_was_asked_is_asked_again(asked, tmp_path):
    cr.compare("ssi2003", "ofsted2009", **asked).save_run(tmp_path / "run.json")
    assert run_again(tmp_path / "run.json")[1].same


def test_a_plugin_that_is_gone_is_named(tmp_path):
    cr.compare("ssi2003", "ofsted2009").save_run(tmp_path / "run.json")
    document = json.loads((tmp_path / "run.json").read_text())
    document["call"]["selectors"][0] = "ratings"
    document["regimes"][0].update(id="ratings", origin="ratings-of-mine 1.2, ratings:regime")
    (tmp_path / "run.json").write_text(json.dumps(document))
    with pytest.raises(PluginError, match=r"'ratings' was of ratings-of-mine 1\.2"):
        cr.rerun(tmp_path / "run.json")


def test_a_comparison_under_several_crosswalks_is_made_again(tmp_path):
    first = cr.sensitivity("ssi2003", "ofsted2009", crosswalks=["stars-by-rank", "ridit"], by="type")
    first.save_run(tmp_path / "run.json")
    again = cr.rerun(tmp_path / "run.json")
    assert again.frame.equals(first.frame)
    assert again.check_run(tmp_path / "run.json").same


def test_a_crosswalk_that_was_given_as_an_object_can_not_be_kept(tmp_path):
    found = cr.sensitivity("ssi2003", "ofsted2009", crosswalks=[cr.crosswalk("stars-by-rank"), "ridit"])
    with pytest.raises(UsageError, match="crosswalk"):
        found.save_run(tmp_path / "run.json")
