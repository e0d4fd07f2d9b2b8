"""`map`, `crosswalks`, `compare --crosswalk`, `compare --statistic` and `statistics`, as a user runs them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import crossregime as cr
from crossregime.core.errors import UsageError

from ..documents import valid

# map


def test_a_mapped_row_cites_its_outcome_beside_its_link(call):
    rest = ("map", "--from", "ssi2003", "--to", "ofsted2009", "--crosswalk", "stars-by-examples", "--format", "json")
    row = valid(call(*rest).out, "mapping")["councils"][0]
    assert (row["link_source"], row["outcome_source"]) == ("ssi-2003 | ofsted-2009", "ssi-2003")
    assert row["link_place"].startswith("para 7, Council 2 | Annex 1")
    assert row["outcome_place"]


def test_a_crosswalk_is_not_taken_for_a_regime_nor_a_regime_for_a_crosswalk(call):
    answer = call("crosswalks", "ssi2003")
    assert (answer.code, "name two selectors" in answer.err) == (2, True)
    answer = call("crosswalks", "serving-by-wording", "performs-to-inspection")
    assert (answer.code, "'serving-by-wording' is a crosswalk" in answer.err) == (2, True)
    with pytest.raises(UsageError, match="between two judgements, not 1"):
        cr.crosswalks("ssi2003")
    for wrong in (3, ["stars-by-rank"]):
        with pytest.raises(UsageError, match="is not a crosswalk"):
            cr.compare("ssi2003", "ofsted2009", crosswalk=wrong)
    with pytest.raises(UsageError, match="there is no crosswalk ''"):
        cr.map_position("ssi2003", "ofsted2009", "")
    with pytest.raises(UsageError) as caught:
        cr.crosswalk("stars")
    assert caught.value.matches == ("stars-by-consequences", "stars-by-examples", "stars-by-rank")


@pytest.mark.checkout
def test_a_crosswalk_of_one_s_own_stands_beside_its_rivals(call):
    own = Path(cr.__file__).parent / "docs" / "examples" / "crosswalks" / "serving-strict.json"
    out = call("crosswalks", "ssi2003:children.serving", "ofsted2009", "--crosswalk", own, "--show", "all").out
    assert "5 crosswalks" in out.splitlines()[0]
    assert "serving-strict: the printed wordings, read strictly" in out


def test_a_method_is_no_crosswalk_by_itself(call):
    for name in ("equipercentile", "equipercentile+performs-to-inspection"):
        answer = call("crosswalks", name)
        assert answer.code == 2
        assert "'equipercentile' is worked out from the totals of two positions" in answer.err
        assert "did you mean" not in answer.err


def test_the_only_declared_crosswalk_is_taken_unasked(call, annual):
    copy = annual.path / "crosswalks"
    copy.mkdir()
    links = [
        {"grade": grade, "to": [to], "kind": "close", "reason": "so", "source": "own", "place": "here"}
        for grade, to in (("low", "1"), ("fair", "2"), ("good", "3"), ("top", "4"))
    ]
    whole = {"format": 1, "id": "only", "title": "Only", "from": "trial-care", "to": "ofsted-performs", "basis": "mine",
             "sources": [{"id": "own", "publisher": "Me"}], "links": links}  # fmt: skip
    (copy / "only.json").write_text(json.dumps(whole))
    answer = call("map", "--from", annual, "--to", "ofsted2009", "--show", "all")
    assert "council performance, by only" in answer.flat


def test_map_as_json_and_csv_says_the_same(call):
    rest = ("map", "--from", "ssi2003", "--to", "ofsted2009", "--crosswalk", "stars-by-examples")
    document = valid(call(*rest, "--format", "json").out, "mapping")
    assert document["crosswalk"]["id"] == "stars-by-examples"
    assert document["rivals"] == ["stars-by-consequences", "stars-by-rank"]
    rows = list(csv.DictReader(io.StringIO(call(*rest, "--format", "csv").out)))
    assert [row["name"] for row in rows] == [each["name"] for each in document["councils"]]
    assert {row["link"] for row in rows} == {each["link"] for each in document["councils"]}


def test_what_is_mapped_carries_the_break_between_the_regimes(call):
    rest = ("map", "--from", "ssi2003", "--to", "ofsted2009", "--crosswalk", "stars-by-rank")
    assert "b  Break: what differs between the regimes" in call(*rest, "--show", "all").out
    document = valid(call(*rest, "--format", "json").out, "mapping")
    assert [each["about"] for each in document["break"]] == ["service", "aspect", "definitions", "population"]
    assert {each["break"] for each in document["councils"]} == {"b"}


def test_map_writes_a_file_with_all_the_rest_beside_it(call, tmp_path):
    rest = ("map", "--from", "ssi2003", "--to", "ofsted2009", "--crosswalk", "ridit")
    assert call(*rest, "--format", "parquet", "--output", "out.parquet").code == 0
    beside = valid((tmp_path / "out.parquet.meta.json").read_text(encoding="utf-8"), "mapping")
    assert "councils" not in beside
    assert [each["councils"] for each in beside["shares"]] == [8, 52, 74, 16]
    again = call(*rest, "--format", "parquet", "--output", "out.parquet")
    assert (again.code, "exists" in again.err) == (2, True)


def test_mapping_onto_the_same_scale_or_by_something_unknown_is_refused(call):
    answer = call("map", "--from", "ssi2002", "--to", "ssi2003", "--crosswalk", "stars-by-rank")
    assert (answer.code, "leads from ssi-stars to ofsted-performs" in answer.err) == (2, True)
    answer = call("map", "--from", "ssi2003", "--to", "ofsted2009", "--crosswalk", "equipercentil")
    assert (answer.code, "did you mean 'equipercentile'" in answer.err) == (2, True)
    answer = call("map", "--from", "ssi2002", "--to", "ssi2003")
    assert (answer.code, "both judgements are on one scale already" in answer.err) == (2, True)
    assert call("map", "--from", "ssi2003").code == 2


def test_where_one_crosswalk_is_due_all_of_them_are_refused(call):
    answer = call("map", "--from", "ssi2003", "--to", "ofsted2009", "--crosswalk", "all")
    assert answer.code == 2
    assert "'all' stands for every crosswalk that fits, and a single one is needed here" in answer.err


# validate


def test_a_file_of_one_s_own_is_composed_with_a_crosswalk_of_the_project(call, tmp_path):
    links = [
        {"grade": grade, "to": [grade], "kind": "close", "reason": "so", "source": "own", "place": "here"}
        for grade in ("1", "2", "3", "4")
    ]
    whole = {"format": 1, "id": "mine", "title": "Mine", "from": "ofsted-performs", "to": "ssi-stars", "basis": "mine",
             "sources": [{"id": "own", "publisher": "Me"}], "links": links}  # fmt: skip
    for link, to in zip(links, "0123", strict=True):
        link["to"] = [to]
    (tmp_path / "mine.json").write_text(json.dumps(whole), encoding="utf-8")
    answer = call("crosswalks", "stars-by-rank+./mine.json")
    assert (answer.code, answer.err) == (0, "")
    assert "stars-by-rank+mine" in answer.out


def test_validate_checks_the_file_of_a_crosswalk(call, tmp_path):
    shipped = Path(cr.__file__).parent / "datasets" / "crosswalks" / "stars-by-rank.json"
    answer = call("validate", shipped)
    assert (answer.code, "valid" in answer.out) == (0, True)
    document = json.loads(shipped.read_text(encoding="utf-8"))
    document["links"][1]["reason"] = ""
    document["links"][0]["to"] = ["4"]
    (tmp_path / "bad.json").write_text(json.dumps(document))
    answer = call("validate", "bad.json", "--format", "json")
    assert answer.code == 1
    faults = valid(answer.out, "validation")["faults"]
    assert [each["column"] for each in faults if each["column"]] == ["reason"]
    assert any("order is reversed" in each["what"] for each in faults)
    assert "bad.json" in call("validate", "bad.json").out
