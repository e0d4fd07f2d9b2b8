"""A terminal of a width, and the page of a comparison on it."""

from __future__ import annotations

import io

from crossregime.render.text import write_comparison


class Screen(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self):
        return True


def screen(comparison, monkeypatch, columns):
    """Give the page as a terminal of so many columns gets it."""
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    stream = Screen()
    write_comparison(comparison, stream)
    return stream.getvalue()
