"""Files are tabulated by the words of the command: columns of both or of one side, and scales as they are written."""

from __future__ import annotations

import pytest

from crossregime.core.engines.from_files import crosstab_of_files


@pytest.fixture(autouse=True)
def _files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text("code,grade\n1,low\n2,high\n")
    (tmp_path / "b.csv").write_text("code,mark\n1,low\n2,low\n")


def tabulated(**asked):
    asked = {"left": "a.csv", "right": "b.csv", "on": ["code"], "grade": "grade", "right_grade": "mark", **asked}
    return crosstab_of_files(asked).tabulation.matrix


def test_a_side_may_have_a_column_of_its_own():
    assert tabulated(scale=["low,high"]) == [[1, 0], [1, 0]]


def test_labels_may_be_given_one_by_one_and_one_side_have_its_own():
    assert tabulated(left_scale=["low", "high"], right_scale=["high,low"]) == [[0, 1], [0, 1]]
