"""A regime or a crosswalk refers to the scale of another regime as REGIME:SCALE, wherever that regime comes from."""

from __future__ import annotations

import json

import pytest

import crossregime as cr
from crossregime.core.errors import DataError
from crossregime.core.model import foreign_scales
from crossregime.core.model.foreign_scales import foreign_scale, let_find

from ...readings import judgement

WALK = {
    "format": 1, "id": "shine-to-care", "title": "Shine to care", "from": "example2010:example-shine",
    "to": "ofsted-performs", "basis": "the printed wordings", "summary": "For trial.",
    "sources": [{"id": "paper", "publisher": "A paper", "title": "A page", "published": "2010", "licence": "CC0"}],
    "links": [
        {"grade": grade, "to": [to], "kind": "close", "reason": "as printed", "source": "paper", "place": "p. 1"}
        for grade, to in (("dim", "1"), ("bright", "3"), ("dazzling", "4"))
    ],
}  # fmt: skip


@pytest.fixture(autouse=True)
def finder(monkeypatch):
    """Find regimes as the program does, and leave that as it was."""
    host = cr.host()
    monkeypatch.setattr(foreign_scales, "_finders", [lambda name: host.load(name).scales])


@pytest.fixture
def example(site_on_path):
    """The example of the documentation, installed, for a program that has loaded nothing of it yet."""
    site_on_path.install_example()
    return site_on_path


def test_a_scale_of_the_project_is_the_same_whoever_uses_it():
    assert foreign_scale("ssi2003:ssi-stars").id == "ssi-stars"
    assert foreign_scale("ssi-stars") is None


@pytest.mark.usefixtures("example")
def test_a_crosswalk_leads_from_the_scale_of_an_installed_regime(tmp_path):
    (tmp_path / "walk.json").write_text(json.dumps(WALK))
    walk = cr.crosswalk(str(tmp_path / "walk.json"))
    assert (walk.from_scale, walk.first.labels) == ("example-shine", ("Dim", "Bright", "Dazzling"))
    mapped = cr.map_position("example2010", "ofsted2009", walk)
    assert mapped.position.scale.id == "ofsted-performs"


def test_a_crosswalk_plugin_finds_the_scale_of_a_regime_that_another_distribution_brings(example):
    folder = example.path / "walks"
    folder.mkdir()
    (folder / "walk.json").write_text(json.dumps(WALK))
    source = "from crossregime import folder_crosswalks as crossregime_crosswalks"
    (folder / "__init__.py").write_text(source)
    example.install("my-walks", "walks = walks", group="crossregime.crosswalks")
    assert cr.crosswalk("shine-to-care").first.id == "example-shine"
    assert "shine-to-care" in [each.id for each in cr.crosswalks("example2010", "ofsted2009")]


@pytest.mark.usefixtures("example")
def test_two_regimes_have_one_scale_where_one_refers_to_the_other(annual):
    annual.describe(judgement(1, scale="example2010:example-shine"))
    annual.replace("outcomes.csv", "Poor,Poor", "Dim,Dim")
    assert annual.read().judgement("capacity").scale is not None
    shine = cr.compare(f"{annual.path}@2003-11-13:capacity", "example2010")
    assert shine.crosstab.common_scale


@pytest.mark.parametrize(
    ("scale", "what", "do"),
    [
        ("nowhere:shine", "there is no regime 'nowhere'", "the regimes are"),
        ("example2010:example-shin", "example2010 has no scale 'example-shin'", "its scales are example-shine"),
        ("shine", "unknown scale 'shine'", "write REGIME:SCALE for that of another regime"),
    ],
)
@pytest.mark.usefixtures("example")
def test_what_is_not_there_is_a_fault_of_the_file(annual, tmp_path, scale, what, do):
    annual.describe(judgement(1, scale=scale))
    fault = next(each for each in annual.faults() if what in each.what)
    assert do in fault.do
    if ":" in scale:
        (tmp_path / "walk.json").write_text(json.dumps(WALK | {"from": scale}))
        with pytest.raises(DataError) as caught:
            cr.crosswalk(str(tmp_path / "walk.json"))
        (fault,) = caught.value.faults
        assert (what in fault.what, fault.column) == (True, "from")


def test_regimes_that_refer_to_each_other_end_in_a_message():
    let_find(lambda name: {"a": foreign_scale("there:a" if name == "here" else "here:a")})
    with pytest.raises(DataError, match="here refers to a regime that refers to it"):
        foreign_scale("here:a")
    let_find(lambda _: {"a": foreign_scale("ssi2003:ssi-stars")})
    assert foreign_scale("here:a").id == "ssi-stars"


def test_where_nothing_can_be_found_that_is_said(monkeypatch):
    monkeypatch.setattr(foreign_scales, "_finders", [])
    with pytest.raises(DataError, match="no regime is installed here"):
        foreign_scale("here:a")
