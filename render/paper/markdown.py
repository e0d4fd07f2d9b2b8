"""Write tables and text as Markdown: pipe tables with their caption above and their notes below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crossregime.core.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.render.paper.tables import PaperTable

OPENING = ""
_ACTING = re.compile(r"([\\`*_{}\[\]<>|#~$])")
_BEGINS = re.compile(r"^(\d*)([-+=.)])(?=\s|$)")


def prose(text: str) -> str:
    r"""Escape what Markdown would take for a mark, or for the beginning of a list.

    >>> prose("a*b | c_d"), prose("-0.26 to 0.43"), prose("- item"), prose("1. item")
    ('a\\*b \\| c\\_d', '-0.26 to 0.43', '\\- item', '1\\. item')
    """
    return _BEGINS.sub(r"\1\\\2", _ACTING.sub(r"\\\1", one_line(text)))


def section(title: str) -> str:
    """Head a part."""
    return f"## {prose(title)}\n"


def paragraphs(texts: Sequence[str]) -> str:
    """Write paragraphs."""
    return "\n\n".join(prose(text) for text in texts) + "\n"


def findings(items: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Write sentences as items, the assumptions of each under it."""
    lines = []
    for text, assumptions in items:
        lines.append(f"- {prose(text)}")
        lines += [f"  - {prose(each)}" for each in assumptions]
    return "\n".join(lines) + "\n"


def table(each: PaperTable) -> str:
    """Write a table."""
    side = "---:" if each.right else "---"
    lines = [
        f"**{prose(each.caption)}**",
        "",
        _line(each.heads),
        _rule(["---", *([side] * (len(each.heads) - 1))]),
        *(_line(row) for row in each.rows),
        "",
        *(f"{prose(note)}  " for note in each.notes),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(prose(cell) for cell in cells)} |"


def _rule(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
