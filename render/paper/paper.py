"""Put the parts of a comparison for a paper together, in the form that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from crossregime.core.errors import UsageError
from crossregime.core.text import close_matches
from crossregime.render.paper import html, latex, markdown
from crossregime.render.paper.tables import (
    contrast_tables,
    counts_tables,
    cuts_tables,
    group_tables,
    pairs_tables,
    statistics_tables,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Literal

    from crossregime.core.comparison import Comparison
    from crossregime.render.paper.tables import PaperTable

TABLES: Mapping[str, Callable[[Comparison], Iterable[PaperTable]]] = {
    "counts": counts_tables,
    "contrast": contrast_tables,
    "contrasts": cuts_tables,
    "groups": group_tables,
    "statistics": statistics_tables,
    "pairs": pairs_tables,
}
PAPER_PARTS = ("methods", "findings", *TABLES)
"""The parts of a paper, in their order."""


class Form(Protocol):
    """What writes a form: each is a module."""

    OPENING: str

    def section(self, title: str) -> str:
        """Head a part."""

    def paragraphs(self, texts: Sequence[str]) -> str:
        """Write paragraphs."""

    def findings(self, items: Sequence[tuple[str, Sequence[str]]]) -> str:
        """Write sentences, each with its assumptions."""

    def table(self, each: PaperTable) -> str:
        """Write a table."""


FORMS: Mapping[str, Form] = {"latex": latex, "markdown": markdown, "html": html}


def paper_text(
    comparison: Comparison, form: Literal["latex", "markdown", "html"], parts: str | Sequence[str] = "all"
) -> str:
    """Write a comparison for a paper: all parts, or those that are named.

    A part that the comparison lacks (groups without groups, a contrast without a pair) is left out. Raises UsageError
    for a part that there isn't.
    """
    writer, wanted = FORMS[form], _wanted(parts)
    written = [f"{writer.OPENING}\n"] if writer.OPENING else []
    for part in wanted:
        if part == "methods":
            written += [writer.section("Methods"), writer.paragraphs([comparison.methods])]
        elif part == "findings":
            written += [writer.section("Findings"), writer.findings(_findings(comparison))]
        elif comparison.pairs.height:
            written += [writer.table(each) for each in TABLES[part](comparison)]
    joint = "" if form == "latex" and len(wanted) == 1 else "\n"
    return joint.join(written)


def _findings(comparison: Comparison) -> list[tuple[str, list[str]]]:
    """Give each sentence with what it assumes that no sentence before it does; the rest is as above."""
    told: set[str] = set()
    found = []
    for each in comparison.sentences:
        new = [text for text in each.assumptions if text not in told]
        if len(new) < len(each.assumptions):
            new.append("Otherwise as above.")
        told.update(each.assumptions)
        found.append((each.text, new))
    return found


def _wanted(parts: str | Sequence[str]) -> tuple[str, ...]:
    """Read the parts asked for; "all" stands for every one."""
    names = (parts,) if isinstance(parts, str) else tuple(parts)
    for name in names:
        if name not in (*PAPER_PARTS, "all"):
            raise UsageError(
                f"a paper has no part '{name}'",
                where="`parts`",
                do=f"name {', '.join(PAPER_PARTS)} or all",
                matches=close_matches(name, (*PAPER_PARTS, "all")),
            )
    return PAPER_PARTS if "all" in names else names
