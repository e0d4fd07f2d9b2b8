"""The notebooks of the documentation run, and show what they give today."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))

pytestmark = [
    pytest.mark.checkout,
    pytest.mark.skipif(find_spec("nbclient") is None, reason="the extra `docs` runs notebooks"),
]


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_a_notebook_gives_what_it_shows(notebook):
    command = [sys.executable, ROOT / "docs" / "notebook.py", "--check", notebook]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (done.stdout, done.stderr)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_a_notebook_names_no_folder_of_a_machine_and_brings_no_style_of_its_own(notebook):
    text = notebook.read_text(encoding="utf-8")
    assert re.findall(r"<style|site-packages|\"/(?:tmp|home|Users)\b", text) == []
