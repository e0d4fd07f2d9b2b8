"""Write contrasts: the question, the answer and its certainty; on request every cut, and the councils of a cell.

A renderer never computes: every number comes from the contrast.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from crossregime.core.comparison import list_grades
from crossregime.core.text import many

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polars as pl

    from crossregime.core.bounds import Contrast
    from crossregime.core.comparison import Comparison
    from crossregime.render.page import Writer


def lay_contrasts(page: Writer, contrasts: Iterable[Contrast]) -> None:
    """Write the contrast of every cut: all measures, so that no cut is picked for its result."""
    page.heading("Contrasts: every cut of both scales")
    every = list(contrasts)
    rows = [
        (
            f"{contrast.name(0, contrast.given, short=True)}: {contrast.name(1, contrast.then, short=True)}",
            contrast.range_text.removesuffix(" points"),
            *(each.text() for each in contrast.measures[1:]),
            contrast.verdict,
        )
        for contrast in every
    ]
    heads = ("group: at", "difference, points", "ratio", "odds ratio", "superiority", "verdict")
    page.grid(heads, rows, right=(1, 2, 3, 4))
    page.line(
        "Each group is set against all other councils. The ranges are over all completions; a ratio divides the share"
        " of the group by that of the others, and has no limit where that can be zero. Superiority: how often a"
        " council of the group has the better grade of two, one of each, ties halved."
    )
    left_out = sum(any(each.undefined == "some" for each in contrast.measures) for contrast in every)
    if left_out:
        page.line(f"In some completions {many(left_out, 'contrast')} of these have a measure without a value.")


def lay_group_contrasts(page: Writer, comparison: Comparison) -> None:
    """Write each group of councils against all others: a table per date, and one of the change if there is any."""
    by = comparison.by
    if by is None:
        return
    for of, found in groupby(comparison.every_group_contrast, key=lambda each: each.of):
        every = list(found)
        position = comparison.positions[0 if of == "first" else -1]
        at = f"at {list_grades(position.scale, every[0].then)}"
        head = f"how the share {at} changed" if of == "change" else f"share {at} in {position.caption}"
        page.heading(f"By {by.id}, each against all others: {head}")
        heads = (f"{by.id}", "councils", "share", "all others", "difference, points", "verdict")
        page.grid(heads, [(*each.line, each.verdict) for each in every], right=(1, 2, 3, 4))


def lay_who(page: Writer, comparison: Comparison, found: pl.DataFrame) -> None:
    """Write which councils are certainly, and which possibly, in the requested cell."""
    contrast = comparison.headline
    given, then = contrast.name(0, contrast.given), contrast.name(1, contrast.then)
    page.heading(f"Councils at {given}, then at {then}")
    for certainty, text in (("certain", "Certainly"), ("possible", "Possibly")):
        rows = [row for row in found.iter_rows(named=True) if row["certainty"] == certainty]
        page.line(f"{text}: {len(rows)}")
        if rows:
            heads = ("council", *(position.caption for position in (comparison.positions[0], comparison.positions[-1])))
            page.grid(heads, [(row["name"], row["first"], row["last"]) for row in rows])
