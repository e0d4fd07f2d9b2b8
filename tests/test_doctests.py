"""Every example in a docstring runs and gives what it says."""

from __future__ import annotations

import doctest
import importlib
import inspect
from pathlib import Path

import pytest

import crossregime

ROOT = Path(crossregime.__file__).parent
FOLDERS = ("commands", "core", "regimes", "render")
"""Where the modules of the package lie, beside those of its root."""


def modules():
    """Name every module of the package, also where it is a checkout with tests and benchmarks beside."""
    found = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
    found += ROOT.glob("*.py")
    names = []
    for path in sorted(found):
        parts = path.relative_to(ROOT).with_suffix("").parts
        names.append(".".join(("crossregime", *(part for part in parts if part != "__init__"))))
    return [name for name in names if not name.endswith("__main__")]


def examples_of(name):
    """Count the examples of a module."""
    finder = doctest.DocTestFinder(exclude_empty=True)
    return sum(len(test.examples) for test in finder.find(importlib.import_module(name), name))


def shows_examples(name):
    """Tell whether there may be an example in a module, by its text alone."""
    path = ROOT.joinpath(*name.split(".")[1:])
    return ">>>" in (path / "__init__.py" if path.is_dir() else path.with_suffix(".py")).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*filter(shows_examples, modules())])
def test_the_examples_of_a_module_run(name):
    failed, _ = doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert not failed


def test_there_are_examples_to_run():
    for name in modules():
        assert shows_examples(name) or not examples_of(name), name
    for name in (
        "crossregime.core.host.interface",
        "crossregime.core.councils.register",
        "crossregime.core.statistics.association",
    ):
        assert examples_of(name), name


PUBLIC = [name for name in crossregime.__all__ if name not in ("__version__", "hookimpl")]
"""The public names that this package defines: `hookimpl` is pluggy's, and the plugins of the tests use it."""


def test_every_public_name_has_an_example_that_runs():
    tested = modules()
    for name in PUBLIC:
        thing = getattr(crossregime, name)
        tests = doctest.DocTestFinder().find(thing, name)
        assert any(test.examples for test in (tests if inspect.ismodule(thing) else tests[:1])), name
        if not inspect.ismodule(thing):
            assert thing.__module__ in tested, name  # and so the test above runs it
