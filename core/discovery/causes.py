"""Describe what a plugin raised in one line that is safe to show."""

from __future__ import annotations

from crossregime.core.text import visible

LONGEST_CAUSE = 300
"""The most characters shown of what a plugin raised."""


def said(error: BaseException) -> str:
    """Describe an exception in one line, even if its own message fails."""
    try:
        words = str(error)
    except BaseException:  # noqa: BLE001  # an exception of a plugin may fail in any way as it is shown
        words = "its message can't be shown"
    return brief(f"{type(error).__name__}: {words}".rstrip(": "))


def brief(text: str) -> str:
    """Shorten a text to one line that is safe to show."""
    line = visible(" ".join(str(text)[: 2 * LONGEST_CAUSE].split()))
    return line if len(line) <= LONGEST_CAUSE else f"{line[:LONGEST_CAUSE]}..."
