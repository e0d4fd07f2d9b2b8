"""What is begun is written whole, under an id of its own, and can be used at once."""

from __future__ import annotations

import pytest

import crossregime
from crossregime.core.errors import OutputError, UsageError
from crossregime.core.host.beginning import begin


def files(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("kind", ["annual", "rolling"])
@pytest.mark.parametrize("packaged", [True, False])
def test_a_regime_is_valid_as_soon_as_it_is_written(tmp_path, kind, packaged):
    begun = begin(crossregime.host(), "mine", tmp_path / "mine", kind=kind, packaged=packaged)
    assert begun.validation.ok
    assert begun.validation.regime.kind == kind
    assert files(tmp_path / "mine") == list(begun.files)
    assert begun.kept == ()
    assert crossregime.compare("ofsted2009", begun.checked).pairs.height > 0


@pytest.mark.parametrize("packaged", [True, False])
def test_so_is_a_crosswalk(tmp_path, packaged):
    begun = begin(crossregime.host(), "walks", tmp_path / "walks", what="crosswalk", packaged=packaged)
    assert begun.validation.ok
    assert crossregime.crosswalk(begun.checked).id == "walks"
    assert files(tmp_path / "walks") == list(begun.files)


def test_the_example_needs_all_of_its_files(tmp_path):
    begun = begin(crossregime.host(), "mine", tmp_path / "mine", packaged=False)
    (tmp_path / "mine" / "sources.csv").unlink()
    with pytest.raises(crossregime.DataError):
        crossregime.regime(begun.checked)


@pytest.mark.parametrize(
    ("name", "said", "do"),
    [
        ("My Ratings", "can't be an id", "write it as my-ratings"),
        ("2024", "can't be an id", "choose another"),
        ("ssi2003", "'ssi2003' is the id of a built-in regime", "choose another"),
    ],
)
def test_an_id_that_is_none_or_taken_is_refused_and_nothing_written(tmp_path, name, said, do):
    with pytest.raises(UsageError, match=said) as refused:
        begin(crossregime.host(), name, tmp_path / "mine")
    assert do in refused.value.do
    assert files(tmp_path) == []


def test_the_id_of_an_installed_regime_is_refused_with_its_distribution(tmp_path, site_on_path):
    site_on_path.install("other-ratings", "[crossregime.regimes]\nmine = other\n")
    with pytest.raises(UsageError, match=r"'mine' is the id of a regime of other-ratings"):
        begin(crossregime.host(), "mine", tmp_path / "mine")


def test_the_id_of_a_crosswalk_that_is_there_is_refused(tmp_path):
    with pytest.raises(UsageError, match="'stars-by-rank' is the id of a crosswalk"):
        begin(crossregime.host(), "stars-by-rank", tmp_path / "walks", what="crosswalk")


def test_a_folder_that_holds_something_is_left_alone_unless_it_is_to_be_replaced(tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    (folder / "README.md").write_text("old", encoding="utf-8")
    with pytest.raises(OutputError, match="holds files already"):
        begin(crossregime.host(), "mine", folder)
    assert files(folder) == ["README.md", "notes.txt"]
    begun = begin(crossregime.host(), "mine", folder, replace=True)
    assert begun.kept == ("notes.txt",)
    assert (folder / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert (folder / "README.md").read_text(encoding="utf-8").startswith("# crossregime-mine")


def test_what_an_earlier_call_wrote_and_this_one_does_not_is_taken_away_but_not_what_its_author_changed(tmp_path):
    folder = tmp_path / "mine"
    begin(crossregime.host(), "mine", folder, kind="rolling")
    (folder / "crossregime_mine" / "totals.csv").write_text("my own\n", encoding="utf-8")
    begun = begin(crossregime.host(), "other", folder, kind="annual", replace=True)
    assert "crossregime_mine/inspections.csv" in begun.removed
    assert not (folder / "crossregime_mine" / "inspections.csv").exists()
    assert begun.kept == ("crossregime_mine/totals.csv",)
    (folder / "crossregime_other" / "outcomes.csv").write_text("changed\n", encoding="utf-8")
    begun = begin(crossregime.host(), "third", folder, replace=True)
    assert begun.kept == ("crossregime_mine/totals.csv", "crossregime_other/outcomes.csv")
    assert files(folder) == sorted([*begun.files, *begun.kept])


@pytest.mark.slow
def test_a_made_package_installs_and_is_found_by_its_id(tmp_path, site, make_wheel):
    begin(crossregime.host(), "mine", tmp_path / "mine")
    site.pip_install(make_wheel(tmp_path / "mine"))
    found = site.load("mine")
    assert (found["id"], found["outcomes"]) == ("mine", 152)
