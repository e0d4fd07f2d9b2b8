"""The tests find no plugin but their own, whatever is installed where they run."""

from __future__ import annotations

import importlib.metadata
import runpy
import subprocess
import sys
from pathlib import Path

import crossregime

LISTED = "import crossregime; print(*(each.id for each in crossregime.host().plugins() if each.state != 'built-in'))"
PLUGIN = {"METADATA": "Name: theirs\nVersion: 1.0\n", "entry_points.txt": "[crossregime.regimes]\ntheirs = theirs\n"}


def test_no_plugin_is_found_that_no_test_installed():
    assert {each.state for each in crossregime.host().plugins()} == {"built-in"}
    done = subprocess.run([sys.executable, "-c", LISTED], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_one_that_a_test_installs_is_found_here_and_in_a_process(site_on_path):
    site_on_path.install("mine", "mine = mine", mine="")
    assert "mine" in crossregime.host().ids()
    assert site_on_path.python("-c", LISTED).stdout.split() == ["mine"]


def test_one_in_the_environment_is_hidden(tmp_path, monkeypatch):
    folder = tmp_path / "theirs-1.0.dist-info"
    folder.mkdir()
    for name, text in PLUGIN.items():
        (folder / name).write_text(text)
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    monkeypatch.setattr(importlib.metadata, "distributions", importlib.metadata.distributions)
    assert "theirs" in crossregime.host().ids()
    runpy.run_path(str(Path(__file__).parent / "isolation" / "sitecustomize.py"))
    assert "theirs" not in crossregime.host().ids()
