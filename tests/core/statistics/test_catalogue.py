"""One record a statistic: its formula, what is said of it, what bounds need and its public function stand together."""

import ast
import inspect
import sys
from functools import cache
from pathlib import Path

import pytest

import crossregime as cr
from crossregime.core.bounds import bounds_of_rows
from crossregime.core.statistics import association, record
from crossregime.core.statistics.bounded import ConcordanceBased
from crossregime.core.statistics.catalogue import CATALOGUE, ENTRIES, OF_RATERS, WITH_WEIGHTS
from crossregime.core.statistics.measured import ratio

ROOT = Path(cr.__file__).parent
EVERY = {**CATALOGUE, **WITH_WEIGHTS, **OF_RATERS}
USERS = {
    "core/statistics/brought.py": "what statistics are called elsewhere, and which of these is the nearest",
    "core/comparison/conclusions.py": "what conclusions over several crosswalks are about",
    "core/comparison/across_crosswalks.py": "the few statistics that are set side by side over several crosswalks",
    "core/comparison/events.py": "the indices of mobility, of what a rolling regime's inspections became",
    "core/comparison/document.py": "the association that a comparison states first is a key of its JSON",
}
"""Modules that ask for a statistic by name, and why."""


@pytest.mark.parametrize("entry", EVERY.values(), ids=lambda entry: entry.name)
def test_the_record_of_a_statistic_holds_its_public_function(entry):
    assert getattr(cr.statistics, entry.name) is entry.compute
    assert entry.name in cr.statistics.__all__
    assert entry.compute.__name__ == entry.name
    assert entry.name in sys.modules[entry.compute.__module__].__all__
    assert ">>> " in inspect.getdoc(entry.compute)
    assert next(iter(inspect.signature(entry.compute).parameters)) == ("ratings" if entry.raters else "table")


@cache
def constants(path):
    """Give every text and number that a module writes out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {each.value for each in ast.walk(tree) if isinstance(each, ast.Constant)}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_no_module_but_that_of_its_record_names_a_statistic(entry):
    home = Path(sys.modules[entry.compute.__module__].__file__)
    for path in [each for room in ("core", "render", "commands") for each in (ROOT / room).rglob("*.py")]:
        where = path.relative_to(ROOT).as_posix()
        if path == home or where in USERS:
            continue
        assert entry.name not in constants(path), where


def test_the_functions_of_the_module_are_the_statistics_and_a_few_of_its_own():
    functions = {name for name in cr.statistics.__all__ if inspect.isfunction(getattr(cr.statistics, name))}
    assert functions - set(EVERY) == {"bootstrap", "explain", "measure", "names", "permutation", "tabulate"}


def test_one_record_is_all_that_a_new_statistic_takes(monkeypatch):
    monkeypatch.setattr(record, "RECORDS", held := dict(record.RECORDS))
    monkeypatch.setattr("crossregime.core.statistics.measured.RECORDS", held)

    @ratio(
        "association", ConcordanceBased(()), title="Net order", about="As tau-a.", formula="(C - D) / n^2",
        direction="More is more.", range="-1 to 1", references=("M. G. Kendall (1938)",), limits=(-1, 1),
    )  # fmt: skip
    def net_order(table):
        """Compute concordant less discordant pairs over the square of the councils."""
        concordant, discordant = association.concordance(table)
        return concordant - discordant, sum(map(sum, table)) ** 2

    found = net_order([[3, 1], [0, 4]])
    assert found.value == pytest.approx(12 / 64)
    assert found.standard_error > 0
    assert net_order([[[3, 1], [0, 4]], [[1, 1], [1, 1]]]).value.tolist() == [12 / 64, 0]
    assert net_order([[0, 0], [0, 0]]).code == "no_pairs"
    assert inspect.getdoc(net_order).startswith("Compute concordant")
    entry = held["net_order"]
    assert entry.inference == ("asymptotic", "bootstrap", "permutation")
    partly = bounds_of_rows([(0, 0, 1), (1, 1, 1), (0, (0, 1), 1)], (2, 2))
    ends = partly.solver.interval(entry.bounded[0])
    assert (ends.lowest, ends.highest) == (pytest.approx(1 / 9), pytest.approx(2 / 9))
