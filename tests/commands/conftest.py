"""The program, run in this process; what it asks of the built-in regimes is worked out once for all tests of a file."""

from __future__ import annotations

import re
from functools import wraps

import pytest

import crossregime
from crossregime.cli import main
from crossregime.regimes import BUILTINS


@pytest.fixture
def run(capsys):
    """Run the program and give its exit code, output and messages."""

    def go(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return go


@pytest.fixture(scope="module")
def known_comparisons():
    """The comparisons that the tests of a file have asked for, by what was asked."""
    return {}


@pytest.fixture(autouse=True)
def compared_once(monkeypatch, known_comparisons):
    """Give a comparison of built-in regimes that another test of the file has asked for: it is the same each time."""
    compare = crossregime.compare

    @wraps(compare)
    def once(*selectors, **options):
        if not repeatable(selectors, options):
            return compare(*selectors, **options)
        asked = repr((selectors, options))
        if asked not in known_comparisons:
            known_comparisons[asked] = compare(*selectors, **options)
        return known_comparisons[asked]

    monkeypatch.setattr(crossregime, "compare", once)


def repeatable(selectors, options):
    """Tell whether all that is asked for is built in: no folder, no file and no crosswalk of a plugin."""
    built_in = all(isinstance(each, str) and re.split("[+@:]", each)[0] in BUILTINS for each in selectors)
    return built_in and not options.get("crosswalk") and not re.search(r"[/\\<]|\.(csv|json)\b", repr(options))
