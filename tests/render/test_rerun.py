"""A page of a run made again has the answer first, and lists no more than a screen can hold."""

from __future__ import annotations

import io
from dataclasses import replace

import crossregime as cr
from crossregime.core.runs import check_run
from crossregime.render.rerun import MOST, write_rerun


def written(check):
    stream = io.StringIO()
    write_rerun(check, "run.json", "crossregime compare", stream)
    return stream.getvalue()


def test_the_answer_stands_first():
    run = cr.compare("ssi2003", "ofsted2009").as_run()
    assert written(check_run(run, run)).splitlines()[1] == "THE SAME RESULT."


def test_of_many_councils_the_first_are_listed():
    run = cr.compare("ssi2003", "ofsted2009").as_run()
    text = written(check_run(run, replace(run, grades={})))
    assert f"{148 - MOST} more: --format json lists them all." in text
