"""The call that most tests of the command line make, and what a refusal looks like."""

from __future__ import annotations

TWO = ("--regime", "ssi2003", "--regime", "ofsted2009")


def files(folder):
    """List everything in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


def proper(answer, code, *parts):
    """Hold an answer to its exit code and words; an error gives no output, traceback or control character."""
    assert answer.code == code, answer
    assert answer.out == ""
    assert answer.err.startswith("crossregime: ")
    assert "Traceback" not in answer.err
    assert all(line.isprintable() for line in answer.err.split("\n"))
    for part in parts:
        assert part in answer.err
