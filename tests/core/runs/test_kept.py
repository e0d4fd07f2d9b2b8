"""A result that can be kept is saved as a run, and held to one that was."""

from __future__ import annotations

import pytest

from crossregime.core.errors import DataError, OutputExistsError
from crossregime.core.runs.call import Call
from crossregime.core.runs.kept import Kept
from crossregime.core.runs.run import make_run, read_run


class Count(Kept):
    def __init__(self, number):
        self.number = number

    def as_run(self):
        return make_run(Call("compare", ("ssi2003", "ofsted2009")), [], {"n": self.number}, {"n": self.number})


def test_a_result_is_saved_once_and_is_what_it_was(tmp_path):
    Count(1).save_run(tmp_path / "run.json")
    assert read_run(tmp_path / "run.json") == Count(1).as_run()
    with pytest.raises(OutputExistsError):
        Count(1).save_run(tmp_path / "run.json")
    Count(2).save_run(tmp_path / "run.json", force=True)
    assert Count(2).check_run(tmp_path / "run.json").same


def test_another_result_is_told_by_its_figures(tmp_path):
    Count(1).save_run(tmp_path / "run.json")
    assert not Count(2).check_run(tmp_path / "run.json").same


def test_a_file_that_is_no_run_is_refused(tmp_path):
    (tmp_path / "run.json").write_text("{}")
    with pytest.raises(DataError):
        Count(1).check_run(tmp_path / "run.json")
