"""Which inspection counts is worked out anew for a rolling regime, and a position that takes another is told."""

from __future__ import annotations

import dataclasses

import pytest

import crossregime
from crossregime.core.host.beginning import begin
from crossregime.testing import RegimeConformance, inspections


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
    real = inspections.find_position
    monkeypatch.setattr(
        inspections,
        "find_position",
        lambda selector, load: real(dataclasses.replace(selector, choice="first"), load),
    )
    with pytest.raises(AssertionError, match="takes other inspections"):
        Mine().test_as_of_a_date()
    monkeypatch.setattr(inspections, "find_position", lambda selector, _: real(selector, lambda _: rolling))
    with pytest.raises(AssertionError, match="lost a grade of"):
        Mine().test_a_silent_inspection()


def test_an_annual_regime_has_no_inspections_to_test():
    class Annual(RegimeConformance):
        regime = "ssi2003"

    with pytest.raises(pytest.skip.Exception, match="an annual regime has no inspections"):
        Annual().test_joined()
