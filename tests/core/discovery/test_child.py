"""A function runs in a Python of its own: what hangs, crashes or prints there does no harm here."""

from __future__ import annotations

import pytest

from crossregime.core.discovery.child import ChildError, run_in_child


def test_arguments_and_answer_go_through_as_json():
    assert run_in_child("builtins", "sorted", [3, 1, 2], timeout=60) == [1, 2, 3]


def test_what_the_function_prints_is_no_part_of_the_answer():
    assert run_in_child("builtins", "print", "noise", timeout=60) is None


@pytest.mark.parametrize(
    ("module", "function", "arguments", "what"),
    [
        ("builtins", "int", ["a"], "exit code 1 and no answer: ValueError: invalid literal"),
        ("os", "_exit", [0], "exit code 0 and no answer"),
        ("os", "abort", [], "signal 6 and no answer"),
        ("nowhere", "nothing", [], "exit code 1 and no answer: ModuleNotFoundError"),
    ],
)
def test_what_ends_without_an_answer_is_told_with_its_last_words(module, function, arguments, what):
    with pytest.raises(ChildError) as caught:
        run_in_child(module, function, *arguments, timeout=60)
    assert what in str(caught.value)
    assert not caught.value.hung


def test_what_hangs_is_stopped_at_the_time_limit():
    with pytest.raises(ChildError, match=r"it had not ended after 0\.5 seconds") as caught:
        run_in_child("time", "sleep", 60, timeout=0.5)
    assert caught.value.hung


def test_the_seed_of_hashes_is_that_which_is_given():
    one, again = (run_in_child("builtins", "hash", "a grade", timeout=60, hash_seed=7) for _ in range(2))
    assert one == again
    assert run_in_child("builtins", "hash", "a grade", timeout=60, hash_seed=8) != one
