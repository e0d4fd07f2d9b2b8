"""Write the break: the mark `b` and what differs between the regimes that stand side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.difference import Difference
    from crossregime.core.render.page import Writer


def write_break(page: Writer, names: Sequence[str], differences: Sequence[Difference], *, brief: bool = False) -> None:
    """Write how positions of these names differ, and what to know of each; `brief` leaves the latter to `regimes`.

    Writes nothing where there is no break: all positions are of one regime.
    """
    if not differences:
        return
    page.heading("b  Break: what differs between the regimes")
    heads = ["", *(f"{number} {name}" for number, name in enumerate(names, 1))]
    rows = [
        (
            each.about,
            *(" ".join((text, *(() if brief else notes))) for text, notes in zip(each.texts, each.notes, strict=True)),
        )
        for each in differences
    ]
    page.grid(heads, rows, lines=True)
    if brief:
        page.line("`crossregime regimes ID` shows what else to know before putting a regime beside another.")
