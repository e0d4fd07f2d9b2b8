"""Put the parts of a result for a paper together, in the form that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from crossregime.core.bounds import Identification
from crossregime.core.comparison import Inquiry
from crossregime.core.errors import UsageError
from crossregime.core.text import close_matches
from crossregime.render.paper import html, latex, markdown
from crossregime.render.paper.tables import (
    bounds_counts,
    bounds_statistics,
    contrast_tables,
    counts_tables,
    cuts_tables,
    group_tables,
    inquiry_tables,
    pairs_tables,
    statistics_tables,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Literal

    from crossregime.core.comparison import Comparison
    from crossregime.render.paper.tables import PaperTable

    Part = Callable[["Form", Any], Iterable[str]]


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


def paper_text(found: object, form: Literal["latex", "markdown", "html"], parts: str | Sequence[str] = "all") -> str:
    """Write a comparison, an inquiry or bounds for a paper: all parts, or those that are named.

    A part that the result lacks (groups without groups, a contrast without a pair) is left out. Raises UsageError
    for a part that there isn't.
    """
    known = parts_of(found)
    writer, wanted = FORMS[form], _wanted(parts, tuple(known))
    written = [f"{writer.OPENING}\n"] if writer.OPENING else []
    for part in wanted:
        written += known[part](writer, found)
    joint = "" if form == "latex" and len(wanted) == 1 else "\n"
    return joint.join(written)


def _methods(writer: Form, comparison: Comparison) -> Iterator[str]:
    yield writer.section("Methods")
    yield writer.paragraphs([comparison.methods])


def _findings(writer: Form, comparison: Comparison) -> Iterator[str]:
    """Write each sentence with what it assumes that no sentence before it does; the rest is as above."""
    told: set[str] = set()
    found = []
    for each in comparison.sentences:
        new = [text for text in each.assumptions if text not in told]
        if len(new) < len(each.assumptions):
            new.append("Otherwise as above.")
        told.update(each.assumptions)
        found.append((each.text, new))
    yield writer.section("Findings")
    yield writer.findings(found)


def _assumptions(writer: Form, inquiry: Inquiry) -> Iterator[str]:
    """Write what follows under each assumption that was asked about; nothing where none was."""
    sentences = [
        sentence
        for table in inquiry.tables
        if table.identification.pairs
        for sentence in (
            *(each.sentence for each in table.assumed),
            *(table.breakdown.sentences if inquiry.breakdown else ()),
        )
    ]
    if sentences:
        yield writer.section("Under assumptions")
        yield writer.paragraphs(["Each is an assumption by itself, not a fact."])
        yield writer.findings([(sentence, ()) for sentence in dict.fromkeys(sentences)])


def _tables(make: Callable[[Any], Iterable[PaperTable]]) -> Part:
    """Write the tables that are made of a result; none where nothing is paired."""

    def part(writer: Form, found: Any) -> list[str]:
        pairs = found.pairs if isinstance(found.pairs, int) else found.pairs.height
        return [writer.table(each) for each in make(found)] if pairs else []

    return part


def _of_the_comparison(part: Part) -> Part:
    """Write a part of an inquiry that is its comparison's."""
    return lambda writer, inquiry: part(writer, inquiry.comparison)


COMPARISON: Mapping[str, Part] = {
    "methods": _methods,
    "findings": _findings,
    "counts": _tables(counts_tables),
    "contrast": _tables(contrast_tables),
    "contrasts": _tables(cuts_tables),
    "groups": _tables(group_tables),
    "statistics": _tables(statistics_tables),
    "pairs": _tables(pairs_tables),
}
INQUIRY: Mapping[str, Part] = {
    **{name: _of_the_comparison(COMPARISON[name]) for name in ("methods", "findings", "counts", "contrast", "groups")},
    "statistics": lambda writer, inquiry: map(writer.table, inquiry_tables(inquiry)),
    "assumptions": _assumptions,
}
BOUNDS: Mapping[str, Part] = {"counts": _tables(bounds_counts), "statistics": _tables(bounds_statistics)}


def parts_of(found: object) -> Mapping[str, Part]:
    """Give the parts of a result, in their order."""
    if isinstance(found, Identification):
        return BOUNDS
    return INQUIRY if isinstance(found, Inquiry) else COMPARISON


def _wanted(parts: str | Sequence[str], known: tuple[str, ...]) -> tuple[str, ...]:
    """Read the parts asked for; "all" stands for every one."""
    names = (parts,) if isinstance(parts, str) else tuple(parts)
    for name in names:
        if name not in (*known, "all"):
            raise UsageError(
                f"a paper has no part '{name}' of this",
                where="`parts`",
                do=f"name {', '.join(known)} or all",
                matches=close_matches(name, (*known, "all")),
            )
    return known if "all" in names else names
