"""Write a council's standing on one screen."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from crossregime.core.profiles import BREAK, HOW
from crossregime.render.page import Writer, write_page

if TYPE_CHECKING:
    from crossregime.core.profiles import Standing


def write_standing(standing: Standing, stream: IO[str] | None = None) -> None:
    """Write where a council stood to a stream, standard output by default."""
    write_page(lambda page: lay_standing(page, standing), stream)


def lay_standing(page: Writer, standing: Standing) -> None:
    """Write a line for each publication, then the meaning of the numbers, the others, and the differences."""
    page.title(standing.title)
    grouping = standing.grouping if standing.groups_differ else None
    heads = ["", "date", "its grade", *([grouping.id] if grouping else []), "of", "above", "alike", "below"]
    rows = []
    for each in standing.placings:
        group = [grouping.label(each.group) if each.group else "-"] if grouping else []
        rows.append([each.position.name.partition("@")[0], str(each.date), each.brief, *group, *each.cells])
    page.grid(heads, rows, right=range(len(heads) - 4, len(heads)))
    page.line(f"{HOW[0].upper()}{HOW[1:]}.")
    for note in (*standing.gaps, *standing.notes):
        page.item(note)
    if len({each.position.regime.id for each in standing.placings}) > 1:
        page.line(f"b  Break: {BREAK[0].lower()}{BREAK[1:]}")
    page.line(f"`crossregime council {standing.council.id}` says how each of its grades is known and where it stands.")
