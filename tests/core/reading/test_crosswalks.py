"""Crosswalk files: read whole, or refused with every fault at once."""

from __future__ import annotations

import json

import pytest

import crossregime as cr
from crossregime.core.errors import DataError, UsageError
from crossregime.core.reading.crosswalks import examine_crosswalk, read_crosswalk

WHOLE = {
    "format": 1,
    "id": "mine",
    "title": "Mine",
    "from": "ssi-serving",
    "to": "ofsted-performs",
    "basis": "my own reading",
    "sources": [{"id": "report", "publisher": "An inspectorate", "title": "A report", "published": "2010"}],
    "links": [
        {"grade": grade, "to": [to], "kind": "close", "reason": "so it says", "source": "report", "place": "p. 1"}
        for grade, to in (("no", "1"), ("some", "2"), ("most", "3"), ("yes", "4"))
    ],
}


@pytest.fixture
def write(tmp_path, monkeypatch):
    """A function that writes the whole crosswalk with some fields changed, and gives its path."""
    monkeypatch.chdir(tmp_path)

    def written(**changes):
        document = {name: value for name, value in (WHOLE | changes).items() if value is not None}
        (tmp_path / "mine.json").write_text(json.dumps(document), encoding="utf-8")
        return tmp_path / "mine.json"

    return written


def changed(number, **fields):
    links = [dict(each) for each in WHOLE["links"]]
    links[number] = {name: value for name, value in (links[number] | fields).items() if value is not None}
    return links


def test_a_file_is_read_with_its_hash_and_where_it_is_from(write):
    walk = read_crosswalk(write(), "mine.json")
    assert (walk.id, walk.origin, len(walk.file_hash)) == ("mine", "mine.json", 64)
    assert walk.in_brief.startswith("No > Performs poorly")
    assert cr.crosswalk("./mine.json").links == walk.links


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"links": changed(0, reason=None)}, ["link 1 (grade 'no'): the field 'reason' is missing; why they"]),
        ({"links": changed(0, to=[1])}, ["link 1 (grade 'no'), field to[0]: 1 where a text is due"]),
        ({"id": "ridit"}, ["field id: 'ridit' is not allowed here; an id of its own"]),
        ({"sources": WHOLE["sources"] * 2}, ["two of its sources have the id 'report'"]),
        ({"links": changed(0, kind="alike")}, ["unknown word 'alike'"]),
        ({"links": changed(0, grade="non")}, ["'non' is not a grade of ssi-serving", "no link starts from grade 'no'"]),
        ({"links": changed(0, to=["4"])}, ["order is reversed"]),
        ({"to": "ofsted"}, ["there is no scale 'ofsted'"]),
        ({"basis": None, "links": changed(0, to=["7"])}, ["the field 'basis' is missing", "'7' is not a grade"]),
        ({"links": 3}, ["3 where a list is due"]),
        ({"titel": "x"}, ["unknown field 'titel'", "did you mean 'title'"]),
    ],
)
def test_every_fault_of_a_file_is_said_at_once(write, changes, said):
    _, faults = examine_crosswalk(write(**changes), "mine.json")
    text = "\n".join(map(str, faults))
    assert all(each in text for each in said), text
    with pytest.raises(DataError, match=r"the crosswalk in mine\.json can't be used"):
        read_crosswalk(write(**changes), "mine.json")


def test_of_a_link_that_breaks_the_format_nothing_is_said_twice(write):
    _, faults = examine_crosswalk(write(links=changed(0, kind="alike", to=["9"])), "mine.json")
    assert [fault.what for fault in faults] == ["unknown word 'alike'"]


def test_of_a_file_whose_links_are_no_list_nothing_is_said_of_their_grades(write):
    _, faults = examine_crosswalk(write(links={}), "mine.json")
    assert [fault.what for fault in faults] == ["an object where a list is due"]


def test_a_file_that_is_not_there_or_no_json_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DataError) as caught:
        cr.crosswalk("./none.json")
    assert "there is no such file" in str(caught.value)
    (tmp_path / "broken.json").write_text("{")
    with pytest.raises(DataError):
        cr.crosswalk("broken.json")


def test_a_crosswalk_may_bring_a_scale_of_its_own(write):
    own = {"id": "letters", "title": "Letters", "grades": [{"id": each, "label": each.upper()} for each in "dcba"]}
    links = [dict(each, to=[to]) for each, to in zip(WHOLE["links"], "dcba", strict=True)]
    walk = read_crosswalk(write(to="letters", scales=[own], links=links))
    assert walk.second.labels == ("D", "C", "B", "A")


# In the folder of a regime


def test_a_regime_brings_the_crosswalks_of_its_folder(annual, monkeypatch):
    links = [
        dict(each, grade=grade) for each, grade in zip(WHOLE["links"], ("low", "fair", "good", "top"), strict=True)
    ]
    folder = annual.path / "crosswalks"
    folder.mkdir()
    own = WHOLE | {"from": "trial-care", "links": links}
    (folder / "mine.json").write_text(json.dumps(own), encoding="utf-8")
    monkeypatch.chdir(annual.path.parent)
    assert [each.id for each in annual.read().crosswalks] == ["mine"]
    compared = cr.compare("./trial@2003-11-13", "ofsted2009", crosswalk="mine", statistics="percent_agreement")
    assert compared.positions[0].scale.id == "ofsted-performs"
    assert compared.positions[0].mapping.crosswalk.origin == "./trial/crosswalks/mine.json"


def test_a_crosswalk_of_a_regime_with_a_fault_is_refused_when_it_is_asked_for(annual, monkeypatch):
    folder = annual.path / "crosswalks"
    folder.mkdir()
    (folder / "mine.json").write_text(json.dumps(WHOLE | {"links": changed(0, to=["4"])}), encoding="utf-8")
    monkeypatch.chdir(annual.path.parent)
    regime = annual.read()
    with pytest.raises(DataError, match=r"the crosswalks of \./trial can't be read"):
        regime.crosswalks  # noqa: B018  # asking is what is refused


def test_a_crosswalk_that_leads_outside_its_folder_is_refused(annual, tmp_path, write):
    write()
    folder = annual.path / "crosswalks"
    folder.mkdir()
    (folder / "mine.json").symlink_to(tmp_path / "mine.json")
    with pytest.raises(DataError) as caught:
        annual.read().crosswalks  # noqa: B018  # asking is what is refused
    assert "leads outside its folder" in str(caught.value)


def test_two_crosswalks_of_one_id_are_refused_when_named(annual, monkeypatch):
    folder = annual.path / "crosswalks"
    folder.mkdir()
    rival = WHOLE | {"id": "serving-by-rank"}
    (folder / "mine.json").write_text(json.dumps(rival), encoding="utf-8")
    monkeypatch.chdir(annual.path.parent)
    with pytest.raises(UsageError, match="two crosswalks have the id 'serving-by-rank'"):
        cr.compare("ssi2003:children.serving", "ofsted2009", "./trial", crosswalk="serving-by-rank")
