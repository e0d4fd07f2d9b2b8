"""Write a grouping of councils: its groups, and how many councils each holds in each edition."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crossregime.core.councils import Grouping
    from crossregime.render.page import Writer


def lay_grouping(page: Writer, grouping: Grouping) -> None:
    """Lay it out: a row a group, a column a membership, with how many councils it holds; then the sources."""
    page.title(f"{grouping.id}: {grouping.title} ({grouping.origin})")
    held = [Counter(each.of.values()) for each in grouping.memberships]
    heads = [
        each.edition or ("councils" if each.since is None else f"from {each.since}") for each in grouping.memberships
    ]
    rows = [[grouping.label(value), *(str(counts[value]) for counts in held)] for value in grouping.values]
    page.grid(["group", *heads], rows, right=range(1, len(heads) + 1))
    for said in dict.fromkeys(text for each in grouping.memberships for text in (each.source, each.note) if text):
        page.line(said)
