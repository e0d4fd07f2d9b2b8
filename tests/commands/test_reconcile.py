"""reconcile: what the sources state, held to the data, on a page, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import json

import pytest

import crossregime
from crossregime.core.claims.claims_file import read_claims
from crossregime.core.claims.finding import FIELDS
from crossregime.regimes import BUILTINS

from ..claim_entries import entry, figure, write
from ..documents import hold

# The command


def test_a_claim_that_can_not_be_read_ends_with_3(call, annual):
    write(annual, entry(query=figure("count", "Tops"), printed=1))
    for command in ("reconcile", "validate"):
        answer = call(command, annual)
        assert answer.code == (3 if command == "reconcile" else 1)
        assert "unknown grade 'Tops'" in answer.out + answer.err
        assert "Traceback" not in answer.err


def test_a_regime_that_is_named_twice_is_looked_at_once(call):
    assert call("reconcile", "ofsted2009", "ofsted2009").out == call("reconcile", "ofsted2009").out


def test_a_regime_is_named_without_a_date(call):
    answer = call("reconcile", "ssi2003@2003-11-13")
    assert answer.code == 2
    assert "without a date or a judgement" in answer.err
    assert "write ssi2003" in answer.err


def test_an_unknown_regime_is_refused(call):
    answer = call("reconcile", "ssi2033")
    assert answer.code == 2
    assert "did you mean 'ssi2003'" in answer.err


def test_json_has_the_shape_of_its_schema_and_the_same_bytes_each_time(call):
    answer = call("reconcile", "ssi2002", "--format", "json")
    document = json.loads(answer.out)
    hold(document, "reconcile")
    assert call("reconcile", "ssi2002", "--format", "json").out == answer.out
    assert document["ok"]
    assert len(document["findings"]) == sum(document["counts"].values())
    (regime,) = document["regimes"]
    assert regime["claims"] == read_claims(crossregime.regime("ssi2002")).hash


def test_csv_has_one_row_a_claim_and_the_rest_beside_it(call, tmp_path):
    file = tmp_path / "claims.csv"
    assert call("reconcile", "csci2004", "--format", "csv", "--output", file).code == 0
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))
    assert tuple(rows[0]) == FIELDS
    assert len(rows) == len(read_claims(crossregime.regime("csci2004")).entries)
    beside = json.loads((tmp_path / "claims.csv.meta.json").read_text(encoding="utf-8"))
    hold(beside, "reconcile")
    assert "findings" not in beside
    answer = call("reconcile", "csci2004", "--format", "csv", "--output", file)
    assert answer.code == 2
    assert "--force" in answer.err


def test_the_python_call_takes_ids_folders_and_regimes(annual):
    write(annual, entry(query=figure("count", "Top"), printed=1))
    found = crossregime.reconcile(annual.read(), "ofsted2009")
    assert [regime.id for regime in found.regimes] == ["trial", "ofsted2009"]
    assert found.counts("trial")["holds"] == 1
    assert repr(found).startswith(f"Reconciliation of {len(found.findings)} claims: ")
    assert found.frame.height == len(found.findings)
    assert {regime.id for regime in crossregime.reconcile(*BUILTINS).regimes} == set(BUILTINS)
    for wrong in (5, None, ["ofsted2009"]):
        with pytest.raises(crossregime.UsageError, match="names no regime"):
            crossregime.reconcile(wrong)
