"""Write the result of checking a regime."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from crossregime.core.errors import told
from crossregime.core.text import many
from crossregime.render.page import Writer, write_page

if TYPE_CHECKING:
    from crossregime.core.host import Validation


def write_validation(validation: Validation, stream: IO[str] | None = None) -> None:
    """Write it to a stream, standard output by default."""
    write_page(lambda page: lay_validation(validation, page), stream)


def lay_validation(validation: Validation, page: Writer) -> None:
    """Lay it out: what is wrong, or in a line what it is and what is worth a look."""
    regime, walk = validation.regime, validation.crosswalk
    if walk is not None:
        page.title(f"{validation.name}: valid")
        page.line(f"{walk.title}: {walk.in_brief}.")
        return
    if regime is None:
        page.title(f"{validation.name}: {many(len(validation.faults), 'problem')}")
        for line in told(validation.faults):
            page.item(line.removeprefix(f"{validation.name}: "))
        return
    publications = f", {many(len(regime.publications), 'publication')}" if regime.kind == "annual" else ""
    page.title(f"{validation.name}: valid")
    page.line(
        f"{regime.title}: {many(len(regime.judgements), 'judgement')}{publications},"
        f" {many(regime.outcomes.height, 'outcome')}, {many(len(regime.totals), 'total')},"
        f" {many(len(regime.sources), 'source')}."
    )
    for advice in validation.advice:
        page.item(f"worth a look: {advice}")
