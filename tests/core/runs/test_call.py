"""A call is kept in words, its files and folders by the path from where it is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

import crossregime as cr
from crossregime.core.errors import UsageError
from crossregime.core.runs.call import Call, asked


def test_only_what_is_not_as_usual_is_kept():
    usual = {"lineage": "strict", "by": None, "councils": (), "use_rule": False}
    assert asked("compare", ("a", "b"), usual, usual).options == {}
    assert asked("compare", ("a", "b"), {**usual, "use_rule": True}, usual).options == {"use_rule": True}


def test_a_call_knows_the_folders_and_files_that_it_names():
    call = Call("compare", ("ssi2003", "./mine@first:stars"), {"facts": "f.csv", "groups": ["g.csv"], "by": "g"})
    assert call.paths == ("./mine", "f.csv", "g.csv")
    assert call.files == ("f.csv", "g.csv")


@pytest.mark.parametrize(
    ("crosswalk", "files"), [("stars-by-rank", ()), ("./own.json", ("./own.json",)), ("a+b.json", ("b.json",))]
)
def test_a_crosswalk_is_a_file_where_it_is_named_by_one(crosswalk, files):
    assert Call("compare", ("ssi2003",), {"crosswalk": crosswalk}).files == files


def test_paths_lead_from_the_folder_and_back(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "runs").mkdir()
    call = Call("compare", ("./a+b/mine@2009-12-09:stars", "ssi2003"), {"facts": "f.csv", "by": "region"})
    kept = call.relative_to(Path("runs"))
    assert kept.selectors == ("../a+b/mine@2009-12-09:stars", "ssi2003")
    assert kept.options == {"facts": "../f.csv", "by": "region"}
    back = kept.from_folder(Path("runs"))
    assert (back.selectors[0], back.options["facts"]) == ("a+b/mine@2009-12-09:stars", "f.csv")


def test_paths_and_limits_become_words():
    call = Call("compare", (Path("mine"), "ssi2003"), {"where": {"region": "London"}, "facts": Path("f.csv")})
    assert call.plain() == Call("compare", ("./mine", "ssi2003"), {"where": ["region=London"], "facts": "f.csv"})


def test_how_chance_is_reckoned_with_is_kept_in_full():
    options = Call("compare", ("a", "b"), {"inference": cr.Inference(("bootstrap",), draws=50, seed=3)}).plain().options
    assert options == {"inference": ["bootstrap"], "draws": 50, "level": 0.95, "seed": 3}


@pytest.mark.parametrize("option", [{"by": object()}, {"groups": [object()]}])
def test_an_object_is_refused_by_the_name_of_its_argument(option):
    with pytest.raises(UsageError, match=next(iter(option))):
        Call("compare", ("a", "b"), option).plain()


def test_a_regime_that_was_loaded_is_refused():
    with pytest.raises(UsageError, match="name the regime by its id"):
        Call("compare", (cr.regime("ssi2003"), "ofsted2009")).plain()


def test_standard_input_is_refused():
    with pytest.raises(UsageError, match="put it in a file"):
        _ = Call("compare", ("a", "b"), {"facts": "-"}).paths
