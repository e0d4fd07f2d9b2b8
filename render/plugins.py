"""Write the list of regimes: from metadata alone, so with neither polars nor rich."""

from __future__ import annotations

import sys
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.discovery import Plugin


def write_plugins(plugins: Sequence[Plugin], stream: IO[str] | None = None) -> None:
    """Write one line a plugin, then the reason for each that is refused."""
    out = stream or sys.stdout
    rows = [("regime", "state", "distribution", "entry point")]
    rows += [(each.id, each.state, each.release, each.entry_point) for each in plugins if each.kind == "regime"]
    others = [(each.id, each.state, each.release, each.entry_point) for each in plugins if each.kind == "crosswalks"]
    if others:
        rows += [("", "", "", ""), ("crosswalks", "state", "distribution", "entry point"), *others]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        out.write("   ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n")
    refused = [each for each in plugins if each.state == "refused"]
    if refused:
        out.write("\n")
    for each in refused:
        out.write(f"refused: {each.owned}: {each.reason}\n")
    out.write("\n`crossregime regimes ID` describes one.\n")
