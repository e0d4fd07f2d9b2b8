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

    from crossregime.core.bounds import Contrast, GroupContrast
    from crossregime.core.comparison import Comparison
    from crossregime.render.page import Bar, Writer


def lay_contrast(page: Writer, contrast: Contrast) -> None:
    """Write one contrast by itself: the question, the answer, both groups, and every measure with its range."""
    page.title(contrast.question)
    write_answer(page, contrast)
    page.grid(
        ("", "possible range", "verdict"),
        [(each.title, each.brief, each.verdict) for each in contrast.measures],
        caption="Every measure, over all completions",
    )
    page.line(contrast.sentence)


def write_answer(page: Writer, contrast: Contrast) -> None:
    """Write the answer of a contrast, both groups and their difference, and where cuts are a convention."""
    page.answer(f"{contrast.answer}.")
    rows = [(head, group, count or share, share if count else "") for head, group, count, share in contrast.lines]
    page.grid(["", "", "", ""], rows, rule=False, bars=_bars(contrast))
    if contrast.by_convention:
        page.line(contrast.note)


def _bars(contrast: Contrast) -> list[Bar | None]:
    """Return the intervals of a contrast's rows: both shares, and their difference."""
    shares: list[Bar | None] = [
        None if group.share is None else (group.share.lowest, group.share.highest, (0.0, 1.0), None)
        for group in (contrast.first, contrast.second)
    ]
    low, high = contrast.difference.lowest, contrast.difference.highest
    return [*shares, None if low is None or high is None else (low, high, (-1.0, 1.0), 0.0)]


def lay_contrasts(page: Writer, contrasts: Iterable[Contrast]) -> None:
    """Write the contrast of every cut: all measures, so that no cut is picked for its result."""
    page.heading("Contrasts: every cut of both scales")
    every = list(contrasts)
    rows = [
        (
            f"{contrast.name(0, contrast.given, short=True)}: {contrast.name(1, contrast.then, short=True)}",
            contrast.range_text.removesuffix(" points"),
            contrast.verdict,
            *(each.brief for each in contrast.measures[1:]),
        )
        for contrast in every
    ]
    heads = ("group: at", "difference, points", "verdict", "ratio", "odds ratio", "superiority")
    page.grid(heads, rows, right=(1, 3, 4, 5))
    unit, units = ("unit", "units") if not every else (every[0].problem.unit, every[0].problem.units)
    page.line(
        f"Each group is set against all other {units}. The ranges are over all completions; a ratio divides the share"
        f" of the group by that of the others, and has no limit where that can be zero. Superiority: how often one"
        f" {unit} of the group has the better grade of two, one of each, ties halved. The verdict is on the difference."
    )
    left_out = sum(any(each.undefined == "some" for each in contrast.measures) for contrast in every)
    if left_out:
        page.line(f"In some completions {many(left_out, 'contrast')} of these have a measure without a value.")


def lay_group_contrast(page: Writer, found: GroupContrast) -> None:
    """Write one contrast of two groups: the answer, their shares and the difference."""
    group, units, share, other, points = found.line
    page.title(found.question)
    page.answer(f"{found.answer}.")
    page.grid(
        ("", found.search.problem.units, "share" if found.of != "change" else "change"),
        [
            (group, units, share),
            (found.labels[1], f"{found.second.of.lowest}", other),
            ("difference, points", "", points),
        ],
        right=(1, 2),
    )


def lay_group_contrasts(page: Writer, comparison: Comparison) -> None:
    """Write each group of councils against all others, or one against another: a table a date, then the change."""
    by = comparison.by
    if by is None:
        return
    for of, found in groupby(comparison.every_group_contrast, key=lambda each: each.of):
        every = list(found)
        position = comparison.positions[0 if of == "first" else -1]
        at = f"at {list_grades(position.scale, every[0].then)}"
        head = f"how the share {at} changed" if of == "change" else f"share {at} in {position.caption}"
        other = every[0].labels[1]
        against = f"{every[0].labels[0]} against {other}" if every[0].against else f"each against {other}"
        page.heading(f"By {by.id}, {against}: {head}")
        heads = (f"{by.id}", "councils", "share", other, "difference, points", "verdict")
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
