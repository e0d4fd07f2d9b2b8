"""Write how each conclusion depends on the crosswalk."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from crossregime.core.model import CAVEAT
from crossregime.core.statistics import LINKING_ASSUMPTIONS
from crossregime.core.text import joined
from crossregime.render.difference import write_break
from crossregime.render.page import ALL, Writer, write_page

if TYPE_CHECKING:
    from collections.abc import Collection

    from crossregime.core.bounds import Contrast
    from crossregime.core.comparison import Sensitivity, TableUnderCrosswalks


def write_sensitivity(found: Sensitivity, stream: IO[str] | None = None, show: Collection[str] = ALL) -> None:
    """Write the answer under each crosswalk, then the parts to `show`: positions, statistics, groups, breaks."""
    write_page(lambda page: lay_sensitivity(page, found), stream, show)


def lay_sensitivity(page: Writer, found: Sensitivity) -> None:
    """Write it on any page."""
    page.title(f"{' by '.join(each.label for each in found.positions)} under {len(found.names)} crosswalks")
    _answer(page, found)
    page.line(CAVEAT)
    if page.wants("positions"):
        _links(page, found)
    if page.wants("statistics"):
        _table(page, found, found.table)
    if found.groups and page.wants("groups"):
        for table in found.groups:
            _table(page, found, table)
    if found.differences and page.wants("breaks"):
        write_break(page, [each.name for each in found.positions], found.differences, brief=True)
    page.line("`crossregime compare --crosswalk NAME` shows one of them in full.")


def _links(page: Writer, found: Sensitivity) -> None:
    """Write what each crosswalk makes of each grade, and what it rests on."""
    page.heading("What each makes of each grade")
    heads = ["", *(line.grade for line in found.rivals)]
    rows = [
        [walk.id, *(walk.label(line.sets[index]) for line in found.rivals)]
        for index, walk in enumerate(found.crosswalks)
    ]
    page.grid(heads, rows, lines=True)
    for walk in found.crosswalks:
        page.item(f"{walk.id}: {walk.basis}. {LINKING_ASSUMPTIONS.get(walk.id, walk.summary)}")


def _answer(page: Writer, found: Sensitivity) -> None:
    """Write the question, how far the crosswalk decides it, and the answer under each."""
    held = [each for each in found.table.headlines if each is not None]
    if held:
        decided = found.table.contrasts[0].decided
        page.line(held[0].question, indent=0)
        page.answer(f"{decided[0].upper()}{decided[1:]}.")
        answers = ["no pair" if each is None else each.answer.removesuffix(" by what is held")
                   for each in found.table.headlines]  # fmt: skip
        points = map(_points, found.table.headlines)
        rows = zip(found.names, map(str, found.table.pairs), points, answers, strict=True)
        page.grid(["crosswalk", "councils", "difference, points", "answer"], rows, right=(1, 2))
    if found.groups:
        page.line(f"The difference in points, by {found.by}")
        by_group = [[table.label, *map(_points, table.headlines)] for table in found.groups]
        page.grid([found.by or "", *found.names], by_group, right=range(1, len(found.names) + 1))
    if found.left_out:
        page.line(f"Left out: {joined([f'{name} ({why})' for name, why in found.left_out.items()], 'and')}.")


def _points(contrast: Contrast | None) -> str:
    return "-" if contrast is None else contrast.range_text.removesuffix(" points")


def _table(page: Writer, found: Sensitivity, table: TableUnderCrosswalks) -> None:
    """Write the figures of one table under each crosswalk, the contrasts first, and what depends on the crosswalk."""
    of = f"{table.label}: " if table.group else ""
    page.heading(f"{of}{'e' if of else 'E'}ach figure under each crosswalk: smallest and largest over all completions")
    page.grid(
        ["", *found.names],
        [
            ["Pairs", *map(str, table.pairs)],
            *([each.title, *each.texts()] for each in (*table.contrasts, *table.bounded)),
        ],
        lines=True,
    )
    if table.question:
        page.line(table.question)
    if table.unbounded:
        page.line(f"No crosswalk gives bounds to: {'; '.join(table.unbounded)}.")
    page.heading(f"{of}{'w' if of else 'W'}hat depends on the crosswalk")
    for conclusion in (*table.contrasts, *table.bounded):
        page.item(conclusion.sentence)
