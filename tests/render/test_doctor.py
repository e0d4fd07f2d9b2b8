"""The page of an examination: versions, how each plugin fares, and a verdict."""

from __future__ import annotations

import io

import pytest

from crossregime.core.discovery.doctor import Diagnosis, Examined
from crossregime.core.discovery.installed import Plugin
from crossregime.render.doctor import write_diagnosis

PLUGIN = Plugin("regime", "mine", "my-ratings", "2.1", "mine", "installed")


def written(versions, *plugins):
    stream = io.StringIO()
    write_diagnosis(Diagnosis(versions, plugins), stream)
    return stream.getvalue()


def test_every_version_is_told_and_what_is_not_installed_is_said():
    text = written({"crossregime": "1.0", "polars": ""})
    assert text.splitlines()[2:4] == ["crossregime  1.0", "polars       not installed"]
    assert text.startswith("something needs repair\n")


def test_where_every_plugin_loads_all_is_well():
    text = written({"crossregime": "1.0"}, Examined(PLUGIN, "loads"))
    assert "mine" in text
    assert text.startswith("all is well\n")


@pytest.mark.parametrize("health", ["refused", "fails", "hangs", "crashes"])
def test_a_plugin_that_cannot_be_used_is_told_with_the_reason(health):
    text = written({"crossregime": "1.0"}, Examined(PLUGIN, "loads"), Examined(PLUGIN, health, "it said no"))
    assert f"mine of my-ratings 2.1 {health}: it said no\n" in text
    assert text.count("it said no") == 1
    assert text.startswith("something needs repair\n")
