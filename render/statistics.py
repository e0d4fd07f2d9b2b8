"""Write the catalogue of statistics: the list, or the explanation of some."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from crossregime.core.statistics import FAMILIES, WITH_WEIGHTS
from crossregime.render.page import Writer, write_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.statistics import Entry


def write_catalogue(entries: Sequence[Entry], stream: IO[str] | None = None) -> None:
    """Write the statistics by family, one line each."""
    write_page(lambda page: _catalogue(page, entries), stream)


def _catalogue(page: Writer, entries: Sequence[Entry]) -> None:
    page.title(f"{len(entries)} statistics of a table of two judgements")
    for family, title in FAMILIES.items():
        page.heading(title)
        rows = [
            [f"{each.name}{' *' if each.default else ''}", each.title, "yes" if each.bounded else "no"]
            for each in entries
            if each.family == family
        ]
        page.grid(["name", "what it is", "bounds"], rows)
    page.line("* measured by default, where the judgements can have it; --statistic NAME asks for one.")
    page.line("bounds: whether it has a smallest and a largest value where grades are only partly published.")
    page.line("`crossregime statistics NAME` explains one.")


def write_entries(entries: Sequence[Entry], stream: IO[str] | None = None) -> None:
    """Write the explanation of each statistic."""
    write_page(lambda page: _explained(page, entries), stream)


def _explained(page: Writer, entries: Sequence[Entry]) -> None:
    for number, entry in enumerate(entries):
        (page.heading if number else page.title)(f"{entry.name}: {entry.title}")
        _entry(page, entry)


def _entry(page: Writer, entry: Entry) -> None:
    page.line(entry.about)
    takes = "ratings" if entry.raters else "table"
    rows = [
        ["definition", entry.formula],
        ["range", entry.range],
        ["direction", entry.direction],
        ["needs", "; ".join(entry.needs) or "any two judgements"],
        *([["assumes", "; ".join(entry.assumptions)]] if entry.assumptions else []),
        ["bounds", "yes: crossregime bounds gives them" if entry.bounded else "none"],
        ["chance", entry.chance],
        [
            "in Python",
            f"crossregime.statistics.{entry.name}({takes}{', weights' if entry.name in WITH_WEIGHTS else ''})",
        ],
        *(["source", reference] for reference in entry.references),
    ]
    page.grid(["", ""], rows)
