"""An error shows what happened, where, and what to do."""

from __future__ import annotations

from crossregime.core.errors import DataError, Fault, UsageError

# What an error is


def test_an_error_shows_what_where_and_what_to_do():
    error = UsageError("it failed", where="here", do="try again", matches=["one", "two", "three"])
    assert str(error) == ("it failed\n  where: here\n  did you mean 'one', 'two' or 'three'?\n  what to do: try again")
    assert error.as_dict() == {
        "error": "UsageError",
        "exit_code": 2,
        "what": "it failed",
        "where": "here",
        "do": "try again",
        "matches": ["one", "two", "three"],
        "faults": [],
    }


def test_a_problem_shows_file_row_column_the_nearest_words_and_what_to_do():
    fault = Fault("a.csv", "unknown grade 'x'", 3, "worst", "write y or z", ("y",))
    assert str(fault) == "a.csv, row 3, column worst: unknown grade 'x' (did you mean 'y'?); write y or z"
    assert DataError("it failed", faults=[fault]).as_dict()["faults"] == [fault.as_dict()]


def test_only_the_first_problems_are_shown_and_all_are_held():
    error = DataError("it failed", faults=[Fault("a.csv", f"wrong {row}", row) for row in range(2, 32)])
    lines = str(error).splitlines()
    assert len(lines) == 22
    assert lines[-1] == "  ... and 10 more"
    assert len(error.as_dict()["faults"]) == 30
