"""The same call gives the same bytes, whatever the threads and whatever ran before."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys

import polars as pl
import pytest

import crossregime as cr
from crossregime.core.comparison.comparison import compare_positions
from crossregime.core.host.naming import Host
from crossregime.regimes import BUILTINS, FOLDER

_RUNS = """
import hashlib, sys
from crossregime.core.comparison import compare_positions
from crossregime.core.host.naming import Host
from crossregime.regimes import BUILTINS, FOLDER

for _ in range(int(sys.argv[1])):
    host = Host({name: FOLDER / name for name in BUILTINS})
    positions = [host.position("ssi2003"), host.position("ofsted2009")]
    comparison = compare_positions(positions, lineage="inherit", by="region")
    print(hashlib.sha256(comparison.to_json().encode()).hexdigest())
"""


def documents(threads, runs):
    """Compare anew so many times in a process of so many threads; give the hash of each document."""
    environment = {**os.environ, "POLARS_MAX_THREADS": str(threads)}
    done = subprocess.run(
        [sys.executable, "-c", _RUNS, str(runs)], capture_output=True, text=True, check=True, env=environment
    )
    return done.stdout.split()


@pytest.mark.parametrize("runs", [1, pytest.param(10, marks=pytest.mark.slow)])
def test_runs_under_one_thread_and_two_give_one_document(runs):
    hashes = documents(1, runs) + documents(2, runs)
    assert len(hashes) == 2 * runs
    assert len(set(hashes)) == 1


def test_a_fresh_host_gives_what_a_used_one_gives():
    cr.compare("ofsted2009", "ssi2003", where="region=London")
    host = Host({name: FOLDER / name for name in BUILTINS})
    positions = [host.position("ssi2002@first"), host.position("ssi2003")]
    assert compare_positions(positions).to_json() == cr.compare("ssi2002@first", "ssi2003").to_json()


@pytest.mark.parametrize("rows", ["reversed", "rearranged"])
def test_the_order_in_which_rows_are_aligned_shows_nowhere(rows):
    comparison = cr.compare("ssi2003", "ofsted2009", lineage="inherit", by="type")
    aligned = comparison.aligned
    other = aligned.reverse() if rows == "reversed" else aligned.sort(pl.col("series_id").str.reverse())
    assert dataclasses.replace(comparison, aligned=other).to_json() == comparison.to_json()
