"""Completion in real shells: commands, options, regimes, judgements, grades and councils."""

from __future__ import annotations

import os
import re
import select
import shutil
import subprocess
import sys
import time

import pytest

import crossregime

from ..calls import proper

pytest.importorskip("shtab")
pty = pytest.importorskip("pty")

LINES = {
    "crossregime compl": "crossregime completion",
    "crossregime compare --neigh": "crossregime compare --neighbours-of",
    "crossregime compare --regime ofs": "crossregime compare --regime ofsted2009",
    "crossregime compare --regime ssi2003:children.c": "crossregime compare --regime ssi2003:children.capacity",
    "crossregime compare --regime ssi2003 --given exc": "crossregime compare --regime ssi2003 --given excellent",
    "crossregime council barking": "crossregime council barking-and-dagenham",
    "crossregime compare --statistic kap": "crossregime compare --statistic kappa",
    "crossregime map --from ssi2003 --to ofs": "crossregime map --from ssi2003 --to ofsted2009",
    "crossregime plot time": "crossregime plot timeline",
}
"""What is typed before Tab, and the line that it gives."""
START = {
    "bash": ("bash", "--noprofile", "--norc", "-i"),
    "zsh": ("zsh", "-f", "-i"),
}
LOAD = {
    "bash": "bind 'set enable-bracketed-paste off'; source ./script",
    "zsh": "cp script _crossregime; fpath=($PWD $fpath); autoload -Uz compinit && compinit -u -D",
}


@pytest.fixture(scope="module")
def scripts():
    """Give the scripts of the shells, as the program writes them."""
    from crossregime.commands.completion import SHELLS, script

    return {shell: script(shell) for shell in SHELLS}


def available(shell):
    """Skip the test where the shell is not installed."""
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed here")


class Terminal:
    """A shell on a pseudo-terminal."""

    def __init__(self, shell, folder):
        self.ours, theirs = pty.openpty()
        kept = {name: text for name, text in os.environ.items() if name not in ("PROMPT_COMMAND", "ZDOTDIR", "EDITOR")}
        self.process = subprocess.Popen(
            START[shell], stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, start_new_session=True,
            env=kept | {"TERM": "xterm", "HOME": str(folder)},
        )  # fmt: skip
        os.close(theirs)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        os.close(self.ours)

    def send(self, text):
        os.write(self.ours, text.encode())

    def until(self, end, seconds=60.0):
        """Read until something stands there."""
        found, last = "", time.monotonic() + seconds
        while end not in found:
            ready, _, _ = select.select([self.ours], [], [], max(0.0, last - time.monotonic()))
            assert ready, found
            found += os.read(self.ours, 65536).decode(errors="replace")
        return found

    def load(self, shell):
        """Have the shell read the script."""
        self.send(f"{LOAD[shell]}; printf '<%s>\\n' loaded\n")
        self.until("<loaded>")

    def completed(self, line):
        """Type a line and Tab, go to its start, and have the shell print the words that stand there."""
        self.send(f"{line}\t")
        self.send("\x01printf '<%s>' \x05 '#'\n")
        shown = re.findall(r"((?:<[^<>%]*>)+)<#>", self.until("<#>"))
        return shown[-1].strip("<>").replace("><", " ")


@pytest.mark.parametrize("shell", START)
def test_a_line_is_completed_in_a_real_shell(shell, scripts, tmp_path):
    available(shell)
    (tmp_path / "script").write_text(scripts[shell], encoding="utf-8")
    with Terminal(shell, tmp_path) as terminal:
        terminal.load(shell)
        assert {line: terminal.completed(line) for line in LINES} == LINES


def test_fish_offers_the_same(scripts, tmp_path):
    available("fish")
    (tmp_path / "script").write_text(scripts["fish"], encoding="utf-8")
    offered = {}
    for line in LINES:
        asked = ["fish", "--no-config", "-c", f"source ./script; complete -C '{line}'"]
        answer = subprocess.run(
            asked, cwd=tmp_path, capture_output=True, text=True, check=True, env={**os.environ, "HOME": str(tmp_path)}
        )
        words = [each.partition("\t")[0] for each in answer.stdout.splitlines()]
        offered[line] = [*words, line.rpartition(" ")[2]][0]
    assert offered == {line: whole.rpartition(" ")[2] for line, whole in LINES.items()}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_is_one_that_its_shell_can_read(shell, scripts, tmp_path):
    available(shell)
    (tmp_path / "script").write_text(scripts[shell], encoding="utf-8")
    answer = subprocess.run([shell, "-n", "script"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stderr) == (0, "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_command_writes_it_with_every_regime_that_is_installed(call, shell, scripts):
    answer = call("completion", shell)
    assert (answer.code, answer.out) == (0, scripts[shell])
    assert all(regime in answer.out for regime in crossregime.regimes())


def test_a_shell_without_completion_is_refused(call):
    proper(call("completion", "bsh"), 2, "there is no completion for 'bsh'", "did you mean 'bash'")


def test_without_shtab_one_line_says_what_to_install(call, monkeypatch):
    monkeypatch.setitem(sys.modules, "shtab", None)
    proper(call("completion", "bash"), 2, "completion needs the package shtab", 'pip install "crossregime[completion]"')
