"""A screen that is full, closed or gone ends the program in peace, with a word and an exit code."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import crossregime
from crossregime.core.files.places import ROOT

from ..calls import TWO, files

# The screen that is full, closed or gone


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    "arguments",
    [
        ("compare", *TWO),
        ("compare", *TWO, "--format", "json"),
        ("compare", *TWO, "--format", "csv"),
        ("--help",),
        ("--version",),
    ],
    ids=" ".join,
)
def test_a_full_disk_under_the_output_is_told_with_exit_code_2(program, arguments):
    with Path("/dev/full").open("w") as full:
        answer = program(*arguments, stdout=full)
    assert (answer.code, answer.err) == (
        2,
        "crossregime: the output can't be written: No space left on device\n",
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_under_the_messages_leaves_the_exit_code(program):
    with Path("/dev/full").open("w") as full:
        assert program("compare", "--regime", "ssi2003", stderr=full).code == 2
        assert program("compare", "--regime", "./none", "--regime", "ssi2003", stderr=full).code == 3


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_reader_who_leaves_ends_the_program_in_peace(tmp_path, form):
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as gone:
        done = subprocess.run(
            [sys.executable, str(ROOT / "cli.py"), "compare", *TWO, "--format", form],
            cwd=tmp_path,
            stdout=gone,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_reader_who_takes_one_line_gets_it(tmp_path):
    command = [sys.executable, str(ROOT / "cli.py"), "compare", *TWO, "--format", "json"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout.readline() == b"{\n"
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(timeout=120) == 0


@pytest.mark.skipif(os.name != "posix", reason="needs a signal as a terminal sends it")
def test_ctrl_c_ends_the_program_with_130_and_no_traceback(tmp_path):
    command = [sys.executable, str(ROOT / "cli.py"), "compare", *TWO, "--format", "json"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        # The answer is longer than a pipe holds: after its first byte the program waits for a reader.
        assert running.stdout.read(1) == b"{"
        running.send_signal(signal.SIGINT)
        assert running.stderr.read() == b"crossregime: stopped; nothing was half-written\n"
        assert running.wait(timeout=120) == 130
        running.stdout.close()


@pytest.mark.parametrize("start", [[str(ROOT / "cli.py")], ["-m", "crossregime"]])
@pytest.mark.parametrize("module", ["argparse", "polars"])
def test_ctrl_c_while_modules_are_imported_is_the_same(tmp_path, start, module):
    (tmp_path / f"{module}.py").write_text("raise KeyboardInterrupt", encoding="utf-8")
    paths = [str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    command = [sys.executable, *start, "compare", *TWO]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (130, "")
    assert "Traceback" not in done.stderr


def test_ctrl_c_while_it_works_is_the_same(call, monkeypatch):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(crossregime, "compare", interrupt)
    answer = call("compare", *TWO)
    assert (answer.code, answer.out, answer.err) == (
        130,
        "",
        "crossregime: stopped; nothing was half-written\n",
    )


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a shell that closes an output")
def test_a_closed_output_is_told_and_a_file_written_all_the_same(tmp_path):
    command = [sys.executable, str(ROOT / "cli.py"), "compare", *TWO]

    def run(closed, *more):
        return subprocess.run(
            ["sh", "-c", f'exec "$@" {closed}', "sh", *command, *more],
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    nowhere = run(">&-")
    assert (nowhere.returncode, nowhere.stdout) == (2, "")
    assert "the output is closed" in nowhere.stderr
    assert run(">&-", "--output", "out.txt").returncode == 0
    silent = run("2>&-", "--lineage", "none")
    assert (silent.returncode, silent.stdout) == (2, "")
    assert files(tmp_path) == ["out.txt"]


def test_what_programs_read_is_utf_8_whatever_the_screen_takes(program, annual):
    annual.describe(lambda whole: whole.update(title="Ratings \u2013 K\u00e4rnten"))
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    plain = program("export", annual, "--format", "json")
    assert "Ratings \u2013 K\u00e4rnten" in plain.out
    assert program("export", annual, "--format", "json", env=environment).out == plain.out
    text = program("regimes", annual, env=environment)
    assert text.code == 0
    assert text.out.isascii()
