"""Write what is known of one table: each statistic three ways, then the bounds of the cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossregime.core.text import many
from crossregime.render.contrast import write_answer

if TYPE_CHECKING:
    from crossregime.core.bounds import Identification
    from crossregime.render.page import Writer

HEADS = ("", "known alone", "possible range", "if all fillings were equally likely")


def lay_identification(page: Writer, found: Identification) -> None:
    """Lay it out on a page."""
    problem = found.problem
    page.title(f"{problem.names[0]} by {problem.names[1]}: {many(found.pairs, 'pair')}, {found.named} known")
    if not found.pairs:
        page.line("There is nothing to bound.")
        return
    if min(problem.sizes) > 1:
        contrast = found.contrast()
        page.line(contrast.question, indent=0)
        write_answer(page, contrast)
    for note in found.notes:
        page.line(note)
    page.grid(
        HEADS,
        [(figure.statistic.title if figure.statistic else figure.title, *figure.texts()) for figure in found.figures],
        right=(1,),
    )
    page.heading("How many (smallest to largest possible)")
    grades = [[problem.grade(side, rank) for rank in range(problem.sizes[side])] for side in (0, 1)]
    page.grid(
        ["", *grades[1]],
        [
            [grade, *(str(each.lowest) if each.lowest == each.highest else f"{each.lowest}-{each.highest}"
                      for each in row)]
            for grade, row in zip(grades[0], found.cells, strict=True)
        ],
        right=range(1, len(grades[1]) + 1),
        caption=f"{problem.names[0]} (rows) by {problem.names[1]} (columns)",
    )  # fmt: skip
    page.heading("What the figures assume", folded=True)
    for text in found.assumptions.values():
        page.item(text)
