"""Say in one line, safe to show, what a plugin raised."""

from __future__ import annotations

from crossregime.core.text import visible

LONGEST_CAUSE = 300
"""Characters of what a plugin raised that are shown."""


def said(error: BaseException) -> str:
    """Say in one line what was raised, whatever its own words do."""
    try:
        words = str(error)
    except BaseException:  # noqa: BLE001  # an exception of a plugin may fail in any way as it is shown
        words = "its message can't be shown"
    return brief(f"{type(error).__name__}: {words}".rstrip(": "))


def brief(text: str) -> str:
    """Give a text in one line that is safe to show and not too long to read."""
    line = visible(" ".join(str(text)[: 2 * LONGEST_CAUSE].split()))
    return line if len(line) <= LONGEST_CAUSE else f"{line[:LONGEST_CAUSE]}..."
