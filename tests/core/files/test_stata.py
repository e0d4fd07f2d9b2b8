"""A Stata file holds the rows of a frame: grades as labelled numbers, dates as dates, what is empty as missing."""

from __future__ import annotations

import datetime as dt
import io
import sys

import polars as pl
import pytest

import crossregime as cr
from crossregime.core.errors import UsageError
from crossregime.core.files.stata import stata_bytes

pandas = pytest.importorskip("pandas")


def opened(data: bytes):
    with pandas.io.stata.StataReader(io.BytesIO(data)) as reader:
        return reader.read(convert_categoricals=False), reader.value_labels(), reader.time_stamp


@pytest.fixture(scope="module")
def pairs():
    return cr.compare("ssi2003", "ofsted2009").pairs


def test_grades_are_whole_numbers_from_0_with_their_labels(pairs):
    rows, labels, _ = opened(stata_bytes(pairs))
    assert list(labels["grade_1"].values()) == ["Zero Stars", "One Star", "Two Stars", "Three Stars"]
    assert list(labels["worst_2"]) == [0, 1, 2, 3]
    assert rows["worst_2"].tolist() == pairs["worst_rank_2"].to_list()


def test_a_grade_that_is_not_known_is_missing(pairs):
    rows, _, _ = opened(stata_bytes(pairs))
    assert rows["grade_2"].isna().sum() == 114
    assert rows["known_2"].tolist() == [int(each) for each in pairs["known_2"]]


def test_texts_and_dates_come_back_as_they_were(pairs):
    rows, _, _ = opened(stata_bytes(pairs))
    assert rows["name_1"].tolist() == pairs["name_1"].to_list()
    assert set(rows["published_1"].dt.date) == {dt.date(2003, 11, 13)}


def test_the_same_frame_gives_the_same_bytes_and_no_clock(pairs):
    assert stata_bytes(pairs) == stata_bytes(pairs)
    assert opened(stata_bytes(pairs))[2] == "01 Jan 1960 00:00"


def test_a_panel_has_the_grades_of_all_its_scales_in_one_order():
    panel = cr.panel("ssi2003", "ofsted2009")
    rows, labels, _ = opened(stata_bytes(panel.frame))
    assert tuple(labels["grade"].values()) == panel.order
    assert len(rows) == 902


def test_a_long_text_and_letters_of_every_kind_are_kept():
    texts = ["x" * 5_000, "Ynys Môn “quoted”"]
    rows, _, _ = opened(stata_bytes(pl.DataFrame({"note": texts, "place": ["é", None]})))
    assert rows["note"].tolist() == texts
    assert rows["place"].tolist() == ["é", ""]


def test_a_name_that_stata_can_not_have_is_changed_and_kept_as_a_label():
    data = stata_bytes(pl.DataFrame({"group_my own, of 2009": ["a"]}))
    with pandas.io.stata.StataReader(io.BytesIO(data)) as reader:
        assert list(reader.variable_labels().values()) == ["group_my own, of 2009"]


def test_numbers_that_are_not_there_are_missing():
    rows, _, _ = opened(stata_bytes(pl.DataFrame({"share": [0.5, None], "rank": [3, None]})))
    assert rows["share"].isna().tolist() == rows["rank"].isna().tolist() == [False, True]


def test_without_pandas_one_line_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match=r'pip install "crossregime\[stata\]"'):
        stata_bytes(pl.DataFrame({"a": [1]}))
