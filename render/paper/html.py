"""Write tables and text as an HTML fragment: a caption, heads that are heads, and notes in the foot of the table."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from crossregime.core.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.render.paper.tables import PaperTable

OPENING = '<meta charset="utf-8">'
"""A file says how it is written; within another page this does nothing."""


def prose(text: str) -> str:
    """Escape a text.

    >>> prose("a < b & c")
    'a &lt; b &amp; c'
    """
    return escape(one_line(text))


def section(title: str) -> str:
    """Head a part."""
    return f"<h2>{prose(title)}</h2>\n"


def paragraphs(texts: Sequence[str]) -> str:
    """Write paragraphs."""
    return "".join(f"<p>{prose(text)}</p>\n" for text in texts)


def findings(items: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Write sentences as items, the assumptions of each in small print under it."""
    lines = ["<ul>"]
    for text, assumptions in items:
        more = f"<br><small>{prose(' '.join(assumptions))}</small>" if assumptions else ""
        lines.append(f"<li>{prose(text)}{more}</li>")
    return "\n".join([*lines, "</ul>", ""])


def table(each: PaperTable) -> str:
    """Write a table; its notes stand in a foot that spans all columns."""
    side = ' style="text-align: right"' if each.right else ""
    heads = "".join(
        f'<th scope="col"{side if place else ""}>{prose(head)}</th>' if head else "<td></td>"
        for place, head in enumerate(each.heads)
    )
    rows = [
        f'<tr><th scope="row">{prose(first)}</th>{"".join(f"<td{side}>{prose(cell)}</td>" for cell in rest)}</tr>'
        for first, *rest in each.rows
    ]
    notes = [f'<tr><td colspan="{len(each.heads)}">{prose(note)}</td></tr>' for note in each.notes]
    return "\n".join(
        [
            f'<table id="{escape(each.name)}">',
            f"<caption>{prose(each.caption)}</caption>",
            f"<thead><tr>{heads}</tr></thead>",
            "<tbody>",
            *rows,
            "</tbody>",
            "<tfoot>",
            *notes,
            "</tfoot>",
            "</table>",
            "",
        ]
    )
