"""Write the break: the mark `b` and what differs between the regimes that stand side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.positions import Difference
    from crossregime.render.page import Writer


def write_break(page: Writer, names: Sequence[str], differences: Sequence[Difference], *, brief: bool = False) -> None:
    """Write how positions differ, and the notes on each; `brief` leaves the notes to the command `regimes`.

    Writes nothing where there is no break: all positions are one judgement of one regime.
    """
    if not differences:
        return
    of = "regimes" if any(each.about == "population" for each in differences) else "judgements"
    page.heading(f"b  Break: what differs between the {of}", folded=True)
    heads = ["", *(f"{number} {name}" for number, name in enumerate(names, 1))]
    rows = [
        (
            each.about,
            *(" ".join((text, *(() if brief else notes))) for text, notes in zip(each.texts, each.notes, strict=True)),
        )
        for each in differences
        if not brief or len(set(each.texts)) > 1  # differences in notes alone are left to `regimes` too
    ]
    page.grid(heads, rows, lines=True)
    if brief and of == "regimes":
        page.line("`crossregime regimes ID` shows what else to know before putting a regime beside another.")
