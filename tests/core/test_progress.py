"""Counted work is told to who listens, the outer alone, and to nobody else."""

from __future__ import annotations

import pytest

from crossregime.core.progress import count_off, listening


@pytest.fixture
def heard():
    told = []
    with listening(lambda *numbers: told.append(numbers)):
        yield told


def test_what_is_counted_comes_out_as_it_is_with_or_without_a_listener(heard):
    assert list(count_off([3, 1], "things")) == [3, 1]
    assert heard == [("things", 0, 2), ("things", 1, 2), ("things", 2, 2)]


def test_of_counted_work_within_counted_work_the_outer_is_told(heard):
    assert [list(count_off("ab", "letters")) for _ in count_off([1, 2], "words")] == [["a", "b"]] * 2
    assert {of for of, *_ in heard} == {"words"}


def test_one_thing_is_not_counted_but_what_is_within_it_is(heard):
    for _ in count_off([1], "words"):
        list(count_off("ab", "letters"))
    assert {of for of, *_ in heard} == {"letters"}


def test_each_may_count_for_several(heard):
    list(count_off(range(2), "draws", 500))
    assert heard[-1] == ("draws", 1000, 1000)


def test_nobody_hears_once_listening_has_ended(heard):
    with listening(heard.append):
        pass
    assert list(count_off([1, 2], "things")) == [1, 2]
    assert heard == []
