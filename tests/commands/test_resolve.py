"""councils --resolve: from standard input and pipes, by another column, and by one scheme of codes."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest


def resolved(out):
    return [row["council_id"] for row in csv.DictReader(io.StringIO(out))]


@pytest.fixture
def program():
    """Run the program with a text on standard input."""

    def run(*words, given=""):
        return subprocess.run(
            [sys.executable, "-m", "crossregime", "councils", *words, "--format", "csv"],
            input=given, capture_output=True, text=True, check=False,
        )  # fmt: skip

    return run


def test_standard_input_is_a_file_called_dash(program):
    found = program("--resolve", "-", given="name\nHull\nNowhere\n")
    assert resolved(found.stdout) == ["kingston-upon-hull", ""]
    assert found.returncode == 1
    found = program("--resolve", "-", given="council\nHull\n")
    assert found.returncode == 3
    assert "standard input" in found.stderr
    assert "column 'name' is missing" in found.stderr


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="this system has no /dev/fd")
def test_what_a_shell_puts_for_a_process_is_read():
    reader, writer = os.pipe()
    os.write(writer, b"name\nHull\n")
    os.close(writer)
    found = subprocess.run(
        [sys.executable, "-m", "crossregime", "councils", "--resolve", f"/dev/fd/{reader}", "--format", "csv"],
        pass_fds=[reader], capture_output=True, text=True, check=False,
    )  # fmt: skip
    os.close(reader)
    assert resolved(found.stdout) == ["kingston-upon-hull"]


def test_another_column_may_hold_the_names(program):
    found = program("--resolve", "-", "--column", "Local authority", given="id,Local authority\n1,Hull\n")
    assert resolved(found.stdout) == ["kingston-upon-hull"]
    found = program("--resolve", "-", "--column", "council", given="id,name\n1,Hull\n")
    assert found.returncode == 3
    assert "column 'council' is missing" in found.stderr


def test_with_a_scheme_the_cells_are_codes_of_it_alone(program):
    given = "code\n810\nHull\n00FA\n"
    assert resolved(program("--resolve", "-", "--column", "code", "--scheme", "dfe", given=given).stdout) == [
        "kingston-upon-hull", "", "",
    ]  # fmt: skip
    found = program("--resolve", "-", "--scheme", "lea", given="name\n810\n")
    assert found.returncode == 2
    assert "no scheme of codes 'lea'" in found.stderr


def test_column_and_scheme_need_a_file(program):
    assert program("--column", "x").returncode == 2


def test_a_number_in_another_column_comes_back_as_it_was(program):
    found = program("--resolve", "-", given="name,change\nHull,-5\nLeeds,-0.25\nYork,+3\n")
    assert [row["change"] for row in csv.DictReader(io.StringIO(found.stdout))] == ["-5", "-0.25", "+3"]
