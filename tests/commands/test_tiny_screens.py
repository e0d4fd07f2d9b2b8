"""Terminals of one or two columns: every command writes its page all the same."""

from __future__ import annotations

import os
import struct
import sys
import threading

import pytest

from crossregime.cli import main
from crossregime.commands import SUMMARIES

if sys.platform == "win32":
    pytest.skip("this system has no pseudo-terminals", allow_module_level=True)

import fcntl
import termios

TWO = ("--regime", "ssi2003", "--regime", "ofsted2009")
CALLS = (
    ("regimes", "ssi2003"), ("regimes",), ("compare", *TWO), ("compare", *TWO, "--by", "region"), ("bounds", *TWO),
    ("council", "Barnet"), ("councils",), ("validate", "ssi2003"), ("crosswalks",), ("crosswalks", "stars-by-rank"),
    ("map", "--from", "ssi2003", "--to", "ofsted2009"), ("rate", "ssi2003", "--council", "Barnet"),
    ("reconcile", "ssi2003"),
    ("statistics",), ("statistics", "gamma"), ("export", "ssi2003"), ("doctor",), ("validate", "./nowhere"),
    ("compare", "--nothing"), ("nothing",), ("--help",),
)  # fmt: skip


def on_a_terminal(monkeypatch, columns, *call):
    """Run a command on a pseudo-terminal of so many columns: the exit code, and what reached its screen."""
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    shown = bytearray()

    def read():
        try:
            while data := os.read(ours, 65536):
                shown.extend(data)
        except OSError:  # the other end is closed
            pass

    reader = threading.Thread(target=read)
    reader.start()
    for name in ("COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    with os.fdopen(theirs, "w", encoding="utf-8") as screen:
        monkeypatch.setattr(sys, "stdout", screen)
        monkeypatch.setattr(sys, "stderr", screen)
        monkeypatch.setattr(sys, "__stdout__", screen)
        code = main([*call])
        monkeypatch.undo()
    reader.join(timeout=30)
    os.close(ours)
    return code, shown.decode()


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_a_page_is_written_on_the_narrowest_of_screens(monkeypatch, columns, call):
    code, shown = on_a_terminal(monkeypatch, columns, *call)
    assert code in ((2, 3) if set(call) & {"--nothing", "nothing", "./nowhere"} else (0, 1))
    assert shown.strip()


@pytest.mark.parametrize("columns", [1, 2, 5])
@pytest.mark.parametrize("command", SUMMARIES)
def test_help_is_written_there_too(monkeypatch, columns, command):
    code, shown = on_a_terminal(monkeypatch, columns, command, "--help")
    assert code == 0
    assert "usage" in shown
