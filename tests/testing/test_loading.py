"""A test class is told that it names no regime, and finds one by its id or its folder."""

from __future__ import annotations

import pytest

from crossregime.regimes import FOLDER
from crossregime.testing import RegimeConformance


def test_a_regime_is_named_by_its_id_or_its_folder():
    class ById(RegimeConformance):
        regime = "ssi2003"

    class ByFolder(RegimeConformance):
        regime = FOLDER / "ssi2003"

    assert ById().source == "ssi2003"
    assert ByFolder().source == (FOLDER / "ssi2003").resolve().as_posix()
    assert [each.load().id for each in (ById(), ByFolder())] == ["ssi2003", "ssi2003"]


def test_a_class_that_names_no_regime_is_told_so():
    class Nameless(RegimeConformance):
        pass

    with pytest.raises(pytest.fail.Exception, match="Nameless names no regime: set `regime`"):
        Nameless().test_schema()
