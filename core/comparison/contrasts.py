"""State the contrasts of a table of two positions: at the grades that are named, and at every cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossregime.core.bounds import Contrast

if TYPE_CHECKING:
    from crossregime.core.bounds import Asked, Solver
    from crossregime.core.positions import Position


def contrast_of(solver: Solver, sides: tuple[Position, Position], asked: Asked) -> Contrast:
    """Set councils at some grades of the first position against others, by the grades asked for."""
    first, second = sides
    groups, then, note = asked.read((first.scale, second.scale), (first.caption, second.caption))
    return Contrast(solver, *groups, then, note, (first.scale.short_labels, second.scale.short_labels))


def every_cut(solver: Solver, sides: tuple[Position, Position]) -> tuple[Contrast, ...]:
    """Return the contrast of every cut of both scales: the grades from one on against those below it, at both."""
    first, second = (side.scale for side in sides)
    short = first.short_labels, second.short_labels
    return tuple(
        Contrast(
            solver,
            tuple(range(row, len(first))),
            tuple(range(row)),
            tuple(range(column, len(second))),
            short=short,
        )
        for row in range(1, len(first))
        for column in range(1, len(second))
    )
