"""Write the list of regimes: from metadata alone, so with neither polars nor rich."""

from __future__ import annotations

import sys
from typing import IO, TYPE_CHECKING

from crossregime.render.layout import write_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.discovery import Plugin


def write_plugins(plugins: Sequence[Plugin], stream: IO[str] | None = None) -> None:
    """Write one line a plugin, then the reason for each that is refused.

    A built-in regime has its title; what an installed plugin is called stands in it, and it is loaded only when it is
    named.
    """
    out = stream or sys.stdout
    write_columns(("regime", "what it is", "from"), [_row(each) for each in plugins if each.kind == "regime"], out)
    if others := [_row(each) for each in plugins if each.kind == "crosswalks"]:
        out.write("\n")
        write_columns(("crosswalks", "", "from"), others, out)
    refused = [each for each in plugins if each.state == "refused"]
    if refused:
        out.write("\n")
    for each in refused:
        out.write(f"refused: {each.owned}: {each.reason}\n")
    out.write("\n`crossregime regimes ID` describes one.\n")


def _row(plugin: Plugin) -> tuple[str, str, str]:
    """Give the id of a plugin, what it is as far as is known without loading it, and what brings it."""
    if plugin.state == "built-in":
        from crossregime.core.files import Folder
        from crossregime.regimes import FOLDER

        title = Folder(FOLDER / plugin.id, plugin.entry_point).json("regime.json")["title"]
        return plugin.id, str(title), "built in"
    return plugin.id, "refused" if plugin.state == "refused" else "a plugin", plugin.release
