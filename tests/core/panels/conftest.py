"""One panel of every built-in regime, made once for all the tests that read it."""

from __future__ import annotations

import pytest

import crossregime as cr


@pytest.fixture(scope="session")
def panel():
    return cr.panel()


@pytest.fixture(scope="session")
def package(panel):
    return panel.package()
