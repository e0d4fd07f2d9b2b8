"""Write every council's mapped grade, with the links and their reasons."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from crossregime.core.model import CAVEAT
from crossregime.render.crosswalk import write_links
from crossregime.render.difference import write_break
from crossregime.render.page import ALL, Writer, write_page
from crossregime.render.sources import write_source

if TYPE_CHECKING:
    from collections.abc import Collection

    from crossregime.core.crosswalks import Mapped


def write_mapping(found: Mapped, stream: IO[str] | None = None, show: Collection[str] = ALL) -> None:
    """Write the links, then every council."""
    write_page(lambda page: lay_mapping(page, found), stream, show)


def lay_mapping(page: Writer, found: Mapped, *, councils: bool = True) -> None:
    """Write it on any page; the councils may be listed elsewhere."""
    walk, before = found.mapping.crosswalk, found.mapping.before
    page.title(f"{before.spoken}, on {walk.second.title}, by {walk.id}")
    _answer(page, found)
    if found.mapping.warning:
        page.line(found.mapping.warning)
    page.line(CAVEAT)
    if found.choice:
        page.line(f"{found.choice} `crossregime crosswalks A B` sets all side by side.")
    if councils and page.wants("councils"):
        _councils(page, found)
    if page.wants("links"):
        page.heading("Links")
        page.line(f"{walk.title}. {walk.summary}")
        write_links(page, walk)
    if found.shares and page.wants("shares"):
        page.heading("Shares of each grade that fall to each grade of the other scale")
        heads = ["", "councils", *walk.second.labels]
        lines = [
            [each["grade"], str(each["councils"]), *(f"{share:.1%}" for share in each["shares"])]
            for each in found.shares
        ]
        page.grid(heads, lines, right=range(1, len(heads)))
    if page.wants("breaks"):
        write_break(page, [before.name, found.target.name], found.differences, brief=True)
    if page.wants("sources"):
        _sources(page, found)


def _answer(page: Writer, found: Mapped) -> None:
    """Write the grades corresponding to each grade, and its number of councils."""
    walk = found.mapping.crosswalk
    counted = found.counted
    rows = [
        [grade.short or grade.label, str(counted[grade.rank]), walk.label(walk.set_of(grade.rank))]
        for grade in walk.first.grades
    ]
    page.grid(["grade", "councils", "corresponds to"], rows, right=(1,), rule=False)


def _sources(page: Writer, found: Mapped) -> None:
    walk, before = found.mapping.crosswalk, found.mapping.before
    page.heading("Sources of the links", folded=True)
    for source in walk.sources.values():
        write_source(page, source, source.cite())
    page.heading("Sources of the outcomes", folded=True)
    held = set(found.frame.get_column("outcome_source"))
    for regime in before.regimes:
        for name, source in regime.sources.items():
            if name in held:
                write_source(page, source, source.cite())


def _councils(page: Writer, found: Mapped) -> None:
    walk, frame = found.mapping.crosswalk, found.frame
    page.heading(f"Councils: {frame.height}", folded=True)
    rows = []
    for row in frame.iter_rows(named=True):
        grade, to = "none", "none"
        if row["worst"] is not None:
            ends = [walk.first.ranks[row[end]] for end in ("worst", "best")]
            grade, to = walk.first.name(*ends), walk.label(walk.to_set(*ends))
        links = " ".join(each.rpartition("/")[2] for each in row["link"].split("|"))
        rows.append([row["name"], grade, to, links, row["status"]])
    page.grid(["council", found.mapping.before.caption, walk.to_scale, "link", "status"], rows)
