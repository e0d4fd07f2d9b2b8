"""Write every council's mapped grade, with the links and their reasons."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from crossregime.core.crosswalk import CAVEAT
from crossregime.core.render.difference import write_break
from crossregime.core.render.page import Writer, write_page
from crossregime.core.render.sources import write_source
from crossregime.core.words import joined

if TYPE_CHECKING:
    from crossregime.core.mapping import Mapped
    from crossregime.core.model import Scale


def write_mapping(found: Mapped, stream: IO[str] | None = None) -> None:
    """Write the links, then every council."""
    write_page(lambda page: lay_mapping(page, found), stream)


def lay_mapping(page: Writer, found: Mapped, *, councils: bool = True) -> None:
    """Write it on a page, whatever the page is; the councils may stand elsewhere."""
    walk, before = found.mapping.crosswalk, found.mapping.before
    page.title(f"{before.label} on {walk.second.title}, by {walk.id}")
    page.line(f"{walk.title}. {walk.summary}")
    if found.mapping.warning:
        page.line(found.mapping.warning)
    page.line(CAVEAT)
    if found.chosen and found.rivals:
        page.line(
            f"No crosswalk was named. Declared ones lead there too: {joined(found.rivals, 'and')} (--crosswalk NAME)."
        )
    elif found.rivals:
        page.line(f"Rivals: {joined(found.rivals, 'and')}. `crossregime crosswalks A B` sets them side by side.")
    write_break(page, [before.name, found.target.name], found.differences, brief=True)
    page.heading("Links")
    rows = []
    for link in walk.links:
        targets = joined([walk.second.labels[walk.second.ranks[each]] for each in link.to], "or") or "nothing"
        rows.append(
            [walk.link_id(link), walk.first.labels[walk.first.ranks[link.grade]], targets, link.kind, link.reason]
        )
    page.grid(["link", "grade", "corresponds to", "kind", "reason"], rows, lines=True)
    if found.shares:
        page.heading("Shares of each grade that fall to each grade of the other scale")
        heads = ["", "councils", *walk.second.labels]
        lines = [
            [each["grade"], str(each["councils"]), *(f"{share:.1%}" for share in each["shares"])]
            for each in found.shares
        ]
        page.grid(heads, lines, right=range(1, len(heads)))
    if councils:
        _councils(page, found)
    page.heading("Sources", folded=True)
    for source in walk.sources.values():
        write_source(page, source, source.cite())


def _councils(page: Writer, found: Mapped) -> None:
    walk, frame = found.mapping.crosswalk, found.frame
    page.heading(f"Councils: {frame.height}", folded=True)
    rows = []
    for row in frame.iter_rows(named=True):
        grade, to = _range(walk.first, row["worst"], row["best"]), _range(walk.second, row["to_worst"], row["to_best"])
        links = " ".join(each.rpartition("/")[2] for each in row["link"].split("|"))
        rows.append([row["name"], grade, to, links, row["status"]])
    page.grid(["council", found.mapping.before.caption, walk.to_scale, "link", "status"], rows)


def _range(scale: Scale, worst: str | None, best: str | None) -> str:
    return "none" if worst is None or best is None else scale.name(scale.ranks[worst], scale.ranks[best])
