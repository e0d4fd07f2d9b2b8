"""doctor: versions, and what is installed."""

from __future__ import annotations

import crossregime

from ..documents import valid


def test_doctor_gives_versions_and_finds_the_built_ins_sound(run):
    code, out, _ = run("doctor", "--format", "json")
    document = valid(out, "diagnosis")
    assert code == (0 if document["sound"] else 1)
    assert document["versions"]["crossregime"] == crossregime.__version__
    assert {"ssi2003", "ofsted2009"} <= {each["id"] for each in document["plugins"] if each["state"] == "built-in"}


def test_doctor_needs_a_positive_time_limit(run):
    code, _, err = run("doctor", "--timeout", "0")
    assert code == 2
    assert "give more than 0" in err
