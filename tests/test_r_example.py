"""The page on R, Stata and pandas shows what they print: each is run where it is installed."""

from __future__ import annotations

import doctest
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from crossregime.cli import main

pytestmark = pytest.mark.checkout

DOCS = Path(__file__).parent.parent / "docs"
SCRIPT, PRINTED = DOCS / "examples" / "r" / "panel.R", DOCS / "examples" / "r" / "panel.out"


def test_the_page_shows_the_script_and_what_it_prints():
    page = (DOCS / "howto" / "r.md").read_text(encoding="utf-8")
    assert SCRIPT.read_text(encoding="utf-8").partition("library(jsonlite)")[2].strip() in page
    assert PRINTED.read_text(encoding="utf-8").strip() in page


def test_r_prints_it(tmp_path):
    r = shutil.which("Rscript")
    if r is None or subprocess.run([r, "-e", "library(jsonlite)"], capture_output=True, check=False).returncode:
        pytest.skip("there is no R with jsonlite")
    files = [str(tmp_path / name) for name in ("panel.csv", "comparison.json")]
    assert main(["export", "--panel", "ssi2003", "ofsted2009", "--output", files[0]]) == 0
    assert main(["compare", "--regime", "ssi2003", "--regime", "ofsted2009", "--output", files[1]]) == 0
    done = subprocess.run([r, SCRIPT, *files], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert [line.rstrip() for line in done.stdout.splitlines()] == PRINTED.read_text(encoding="utf-8").splitlines()


def test_pandas_prints_what_the_page_shows(tmp_path, monkeypatch):
    pytest.importorskip("pandas")
    monkeypatch.chdir(tmp_path)
    page = (DOCS / "howto" / "r.md").read_text(encoding="utf-8")
    assert main(["compare", "--regime", "ssi2003", "--regime", "ofsted2009", "--output", "pairs.dta"]) == 0
    (block,) = re.findall(r"```pycon\n(.*?)```", page, re.DOTALL)
    assert doctest.DocTestRunner().run(doctest.DocTestParser().get_doctest(block, {}, "r.md", None, 0)).failed == 0
