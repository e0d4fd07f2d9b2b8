"""Write the list of crosswalks, or rivals side by side with their disagreements."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from crossregime.core.model import CAVEAT
from crossregime.core.text import joined, many
from crossregime.render.page import ALL, Writer, write_page

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from crossregime.core.crosswalks import Bringing, Listing, Rivals, Shown
    from crossregime.core.model import Crosswalk, Link


def write_listing(listing: Listing, stream: IO[str] | None = None, show: Collection[str] = ALL) -> None:
    """Write the list of crosswalks."""
    write_page(lambda page: _listing(page, listing), stream, show)


def _listing(page: Writer, listing: Listing) -> None:
    page.title(many(len(listing.crosswalks), "crosswalk"))
    page.grid(
        ["crosswalk", "from", "to", "rests on"],
        [[walk.id, walk.from_scale, walk.to_scale, walk.basis] for walk in listing.crosswalks],
    )
    page.line("`crossregime crosswalks ID` shows one; --show links the reason of every link.")
    for walk in listing.crosswalks if page.wants("links") else ():
        page.heading(f"{walk.id}: {walk.title}")
        page.line(f"{walk.from_scale} to {walk.to_scale}; basis: {walk.basis}; in {walk.origin}")
        page.line(f"{walk.in_brief}.")
    _plugins(page, listing.plugins, {walk.id for walk in listing.crosswalks})
    page.heading("From totals alone")
    page.line(
        "equipercentile and ridit link any two judgements whose numbers at each grade are known: crossregime crosswalks"
        " A B shows them beside the declared ones."
    )
    page.line(CAVEAT)


def _plugins(page: Writer, plugins: Sequence[Bringing], shipped: Collection[str]) -> None:
    if plugins:
        page.heading("Installed plugins that bring crosswalks")
        for plugin in plugins:
            taken = plugin.id in shipped
            page.item(
                f"{plugin.id}, of {plugin.release}: {plugin.state}"
                + (f"; the name alone is the shipped crosswalk, {plugin.id}:ID one of the plugin's" if taken else "")
            )


def write_shown(shown: Shown, stream: IO[str] | None = None, show: Collection[str] = ALL) -> None:
    """Write one crosswalk: what each grade corresponds to, and every link with its reason where that is wanted."""
    write_page(lambda page: _shown(page, shown), stream, show)


def lay_crosswalk(page: Writer, walk: Crosswalk) -> None:
    """Lay one crosswalk out on a page."""
    from crossregime.core.crosswalks import Shown

    _shown(page, Shown(walk, None))


def _shown(page: Writer, shown: Shown) -> None:
    walk = shown.crosswalk
    page.title(f"{walk.id}: {walk.title}")
    page.line(
        f"{walk.from_scale} to {walk.to_scale}; basis: {walk.basis}" + (f"; in {walk.origin}" if walk.origin else "")
    )
    write_summary(page, walk)
    page.grid(
        ["grade", "corresponds to", "how closely"],
        [[walk.first.labels[walk.first.ranks[link.grade]], _targets(walk, link), link.kind] for link in walk.links],
    )
    if shown.sentence:
        page.line(shown.sentence)
    page.line(CAVEAT)
    if page.wants("links"):
        page.heading("Every link, with its reason")
        write_links(page, walk)


def write_summary(page: Writer, walk: Crosswalk) -> None:
    """Write the summary of a crosswalk."""
    if walk.summary:
        page.line(walk.summary)


def write_links(page: Writer, walk: Crosswalk) -> None:
    """Write every link with its reason and the places that it cites."""
    for link in walk.links:
        targets = _targets(walk, link)
        grade = walk.first.labels[walk.first.ranks[link.grade]]
        name = walk.link_id(link).rpartition("/")[2]
        several = f"{name}: " if name != link.grade else ""
        page.item(f"{several}{grade} > {targets} ({link.kind}): {link.reason}")
        for cited in link.citations:
            page.line(f"{walk.sources[cited.source].cite()}; {cited.place}", indent=6)


def _targets(walk: Crosswalk, link: Link) -> str:
    return joined([walk.second.labels[walk.second.ranks[each]] for each in link.to], "or") or "nothing"


def write_rivals(found: Rivals, stream: IO[str] | None = None, show: Collection[str] = ALL) -> None:
    """Write the crosswalks between two judgements side by side."""
    write_page(lambda page: _rivals(page, found), stream, show)


def _rivals(page: Writer, found: Rivals) -> None:
    first, second = found.positions
    page.title(f"{first.label} to {second.label}: {many(len(found.crosswalks), 'crosswalk')}")
    if found.crosswalks:
        # A row a crosswalk: their names are longer than grades are, and so a column of grades is narrow enough.
        rows = [
            [walk.id, *(walk.brief(line.sets[number], " to ") for line in found.lines)]
            for number, walk in enumerate(found.crosswalks)
        ]
        page.grid(["", *found.crosswalks[0].first.short_labels], rows)
        apart = [line.grade for line in found.lines if line.exclude]
        differ = [line.grade for line in found.lines if line.differ]
        page.line(
            "They agree on every grade."
            if not differ
            else f"They differ on {joined(differ, 'and')}"
            + (f"; on {joined(apart, 'and')} two of them have no grade in common." if apart else ".")
        )
    for walk in found.crosswalks if page.wants("links") else ():
        page.heading(f"{walk.id}: {walk.basis}")
        write_summary(page, walk)
        write_links(page, walk)
    for name, why in found.left_out.items():
        page.line(f"Left out: {name}: {why}.")
    page.line(CAVEAT)
