"""A run is kept in a file that says what made a result, and is read again where its files still are."""

from __future__ import annotations

import json

import pytest

import crossregime as cr
from crossregime.core.errors import DataError, OutputExistsError, UsageError
from crossregime.core.runs.call import Call
from crossregime.core.runs.run import make_run, read_run

from ...documents import valid


@pytest.fixture
def run():
    return make_run(Call("compare", ("ssi2003", "ofsted2009")), [cr.regime("ssi2003")], {"kind": "a", "n": 1})


def test_the_file_holds_versions_and_hashes_and_fits_its_schema(run, tmp_path):
    run.save(tmp_path / "run.json")
    document = json.loads((tmp_path / "run.json").read_text())
    valid(json.dumps(document), "run")
    assert document["regimes"][0]["files"] == dict(cr.regime("ssi2003").files.hashes)


def test_what_was_written_is_read(run, tmp_path):
    run.save(tmp_path / "run.json")
    assert read_run(tmp_path / "run.json") == run


def test_a_file_that_exists_is_replaced_only_if_that_is_asked_for(run, tmp_path):
    run.save(tmp_path / "run.json")
    with pytest.raises(OutputExistsError):
        run.save(tmp_path / "run.json")
    run.save(tmp_path / "run.json", force=True)


def test_the_result_is_told_apart_by_what_was_found_and_not_by_what_it_was_made_from(run):
    def result(document):
        return make_run(run.call, [], document).result

    assert result({"n": 1, "files": {"a": "1"}}) == result({"n": 1, "files": {"a": "2"}}) == result({"n": 1})
    assert result({"n": 1}) != result({"n": 2})
    assert result({"x": 0.1 + 0.2}) == result({"x": 0.3})


def test_a_file_of_the_run_that_is_gone_is_named_with_what_to_do(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "f.csv").write_text("x")
    make_run(Call("compare", ("ssi2003", "ofsted2009"), {"facts": "f.csv"}), [], {}).save("run.json")
    (tmp_path / "f.csv").unlink()
    with pytest.raises(DataError, match=r"f\.csv: there is no such file; put it back"):
        read_run("run.json")


@pytest.mark.parametrize("text", ["{}", "[]", '{"kind": "comparison"}'])
def test_another_document_is_no_run(text, tmp_path):
    (tmp_path / "x.json").write_text(text)
    with pytest.raises(DataError, match="holds no run"):
        read_run(tmp_path / "x.json")


def test_a_run_that_breaks_its_format_is_refused(run, tmp_path):
    run.save(tmp_path / "run.json")
    document = json.loads((tmp_path / "run.json").read_text())
    document["call"]["command"] = "delete"
    (tmp_path / "run.json").write_text(json.dumps(document))
    with pytest.raises(DataError, match=r"call\.command"):
        read_run(tmp_path / "run.json")


def test_what_names_no_file_is_refused():
    with pytest.raises(UsageError, match="a run was saved"):
        read_run(3)
