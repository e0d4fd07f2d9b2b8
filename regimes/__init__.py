"""The regimes that come with the program: one folder each, data alone."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    FOLDER: Path
    """The folder that holds them."""

BUILTINS = ("ssi2002", "ssi2003", "csci2004", "ofsted2009")
"""The ids of the built-in regimes, in the order of their first publication."""


def __getattr__(name: str) -> Path:
    """Give FOLDER when it is asked for: help and version need no paths."""
    if name == "FOLDER":
        from pathlib import Path

        return Path(__file__).resolve().parent
    raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
