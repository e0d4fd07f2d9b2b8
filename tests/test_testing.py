"""Every built-in regime keeps the contract, and a regime that breaks it is told where."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import polars as pl
import pytest

import crossregime
import crossregime.testing
from crossregime.core.discovery.contract import (
    fingerprint,
)
from crossregime.core.files import DATASETS
from crossregime.core.host.beginning import begin
from crossregime.regimes import BUILTINS, FOLDER
from crossregime.testing import CrosswalkConformance, RegimeConformance

HERE = Path(__file__).parent


EXAMPLE = HERE / "plugins" / "crossregime-example2010" / "crossregime_example2010"


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
    regime = HERE.parent / "docs" / "examples" / "sif-part"


class TestTheCrosswalksOfTheProject(CrosswalkConformance):
    crosswalk = DATASETS / "crosswalks"

    def test_ids(self):
        """They are the project's own, so that each stands among them."""
        ids = [each.id for each in self.load()]
        assert len(set(ids)) == len(ids)

    @pytest.mark.slow
    def test_comparison(self):
        super().test_comparison()


def test_ratings_can_be_compared_by_a_crosswalk_of_the_project():
    class ByRank(CrosswalkConformance):
        crosswalk = DATASETS / "crosswalks" / "stars-by-rank.json"

    ByRank().test_comparison()


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


def test_a_class_that_names_no_regime_is_told_so():
    class Nameless(RegimeConformance):
        pass

    with pytest.raises(pytest.fail.Exception, match="Nameless names no regime: set `regime`"):
        Nameless().test_schema()


# Of a rolling regime, and of crosswalks


@pytest.fixture
def rolling(tmp_path):
    return begin(crossregime.host(), "mine", tmp_path / "mine", kind="rolling", packaged=False).validation.regime


def test_a_position_that_takes_another_inspection_is_told(rolling, monkeypatch):
    class Mine(RegimeConformance):
        regime = "mine"

        def load(self):
            return rolling

    for test in (
        Mine().test_as_of_a_date,
        Mine().test_first_inspections,
        Mine().test_a_silent_inspection,
        Mine().test_joined,
    ):
        test()
    real = crossregime.testing.find_position
    monkeypatch.setattr(
        crossregime.testing,
        "find_position",
        lambda selector, load: real(dataclasses.replace(selector, choice="first"), load),
    )
    with pytest.raises(AssertionError, match="takes other inspections"):
        Mine().test_as_of_a_date()
    monkeypatch.setattr(crossregime.testing, "find_position", lambda selector, _: real(selector, lambda _: rolling))
    with pytest.raises(AssertionError, match="lost a grade of"):
        Mine().test_a_silent_inspection()


def test_an_annual_regime_has_no_inspections_to_test():
    class Annual(RegimeConformance):
        regime = "ssi2003"

    with pytest.raises(pytest.skip.Exception, match="an annual regime has no inspections"):
        Annual().test_joined()


@pytest.mark.checkout
def test_a_crosswalk_with_a_fault_or_of_an_id_that_is_taken_is_told():
    class Taken(CrosswalkConformance):
        crosswalk = DATASETS / "crosswalks" / "stars-by-rank.json"

    with pytest.raises(AssertionError, match="an id stands for two crosswalks:\n  stars-by-rank"):
        Taken().test_ids()

    class Faulty(CrosswalkConformance):
        def load(self):
            (walk,) = crossregime.testing._crosswalks(Taken.crosswalk)
            return (dataclasses.replace(walk, links=walk.links[1:]),)

    with pytest.raises(AssertionError, match="no link starts from grade"):
        Faulty().test_checker()


def test_a_class_that_names_no_crosswalk_is_told_so():
    class Nameless(CrosswalkConformance):
        pass

    with pytest.raises(pytest.fail.Exception, match="Nameless names no crosswalk: set `crosswalk`"):
        Nameless().test_checker()
