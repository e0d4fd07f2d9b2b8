"""A terminal for the program in this process: what it sends to a pseudo-terminal of so many columns."""

from __future__ import annotations

import io
import os
import struct
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from crossregime.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

if sys.platform == "win32":
    pytest.skip("this system has no pseudo-terminals", allow_module_level=True)

import fcntl
import termios

SAID_BY_THE_ENVIRONMENT = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TERM")


def terminal(columns: int) -> tuple[int, int]:
    """Open a pseudo-terminal of so many columns: the end to read from, and the end to write to."""
    reading, writing = os.openpty()
    fcntl.ioctl(writing, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    return reading, writing


def all_that_comes(reading: int) -> bytes:
    """Read what is sent to a terminal until its other end is closed."""
    parts = []
    try:
        while data := os.read(reading, 65536):
            parts.append(data)
    except OSError:  # the other side is closed: all has been said
        pass
    os.close(reading)
    return b"".join(parts)


@contextmanager
def standing_for_the_output(writing: int) -> Iterator[None]:
    """Let a terminal be what the system knows as this process's output: of that the width is asked."""
    kept = os.dup(1)
    os.dup2(writing, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def on_a_terminal(
    columns: int, *call: str, encoding: str = "utf-8", busy: bool = True, **environment: str
) -> tuple[int, str]:
    """Run a command on a pseudo-terminal of so many columns: the exit code, and what reached its screen.

    `busy`: with what shows that work goes on, which stands on standard error and depends on the time it takes.
    """
    reading, writing = terminal(columns)
    shown: list[bytes] = []
    reader = threading.Thread(target=lambda: shown.append(all_that_comes(reading)))
    reader.start()
    with pytest.MonkeyPatch.context() as patch:
        for name in SAID_BY_THE_ENVIRONMENT:
            patch.delenv(name, raising=False)
        for name, value in {"TERM": "xterm-256color", **environment}.items():
            patch.setenv(name, value)
        with os.fdopen(writing, "w", encoding=encoding) as screen, standing_for_the_output(writing):
            patch.setattr(sys, "stdout", screen)
            patch.setattr(sys, "__stdout__", screen)
            patch.setattr(sys, "stderr", screen if busy else io.StringIO())
            code = main([*call])
    reader.join(timeout=30)
    return code, shown[0].decode(encoding).replace("\r\n", "\n")
