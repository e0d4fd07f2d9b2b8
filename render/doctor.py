"""Write the report on an installation in plain lines, so that it works where little else does."""

from __future__ import annotations

import sys
from typing import IO, TYPE_CHECKING

from crossregime.render.layout import write_columns

if TYPE_CHECKING:
    from crossregime.core.discovery import Diagnosis


def write_diagnosis(diagnosis: Diagnosis, stream: IO[str] | None = None) -> None:
    """Write whether all is well, versions, one line a plugin, and the faults of those that can't be used."""
    out = stream or sys.stdout
    out.write("all is well\n\n" if diagnosis.sound else "something needs repair\n\n")
    for name, version in diagnosis.versions.items():
        out.write(f"{name:<12} {version or 'not installed'}\n")
    out.write("\n")
    write_columns(
        ("plugin", "kind", "state", "distribution", "entry point"),
        [(each.plugin.id, each.plugin.kind, each.health, each.plugin.release, each.plugin.entry_point)
         for each in diagnosis.plugins],
        out,
    )  # fmt: skip
    unsound = [each for each in diagnosis.plugins if not each.sound]
    if unsound:
        out.write("\n")
    for each in unsound:
        out.write(f"{each.plugin.owned} {each.health}: {each.reason}\n")
