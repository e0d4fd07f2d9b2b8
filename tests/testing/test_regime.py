"""Every built-in regime keeps the contract, and a regime that breaks it is told where."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import polars as pl
import pytest

import crossregime
from crossregime.core.discovery.contract import fingerprint
from crossregime.regimes import BUILTINS, FOLDER
from crossregime.testing import RegimeConformance

TESTS = Path(__file__).parent.parent
EXAMPLE = TESTS / "plugins" / "crossregime-example2010" / "crossregime_example2010"


class TestSsi2003(RegimeConformance):
    regime = "ssi2003"


class LoadedElsewhereOnce(RegimeConformance):
    """A built-in that only the slow tests load in other processes too: one is loaded there in each run."""

    @pytest.mark.slow
    def test_determinism(self):
        super().test_determinism()


class TestSsi2002(LoadedElsewhereOnce):
    regime = "ssi2002"


class TestCsci2004(LoadedElsewhereOnce):
    regime = "csci2004"


class TestOfsted2009(LoadedElsewhereOnce):
    regime = "ofsted2009"


class TestExample(RegimeConformance):
    regime = EXAMPLE


@pytest.mark.checkout
class TestARollingRegime(RegimeConformance):
    regime = TESTS.parent / "docs" / "examples" / "sif-part"


def test_every_built_in_runs_it():
    classes = (*RegimeConformance.__subclasses__(), *LoadedElsewhereOnce.__subclasses__())
    tested = {getattr(each, "regime", None) for each in classes}
    assert tested >= set(BUILTINS)


@pytest.mark.parametrize("name", BUILTINS)
def test_every_built_in_keeps_its_schema(name):
    # By its id it is not held to its JSON Schema, for the sake of start-up; by its path it is.
    by_path = crossregime.host().load((FOLDER / name).as_posix())
    by_id = crossregime.host().load(name)
    by_id = dataclasses.replace(by_id, origin=by_path.origin, files=dataclasses.replace(by_id.files, trusted=False))
    assert fingerprint(by_path) == fingerprint(by_id)


# What each check finds


@pytest.fixture
def regime():
    return crossregime.host().load("ssi2003")


def changed(regime, **columns):
    """Give the regime with its first outcome changed."""
    first = pl.int_range(pl.len()) == 0
    cells = [pl.when(first).then(value).otherwise(pl.col(name)).alias(name) for name, value in columns.items()]
    outcomes = regime.outcomes.with_columns(cells).cast(dict(regime.outcomes.schema))
    return dataclasses.replace(regime, outcomes=outcomes)


def test_a_failure_names_what_breaks_the_contract(regime):
    class Broken(RegimeConformance):
        def load(self):
            return changed(regime, status=pl.lit("guessed"))

    with pytest.raises(AssertionError, match="the outcomes break their schema:\n  an unknown status, in 1 outcomes"):
        Broken().test_schema()
