"""Write what a check of a regime found."""

from __future__ import annotations

from typing import IO

from crossregime.core.render.page import Writer, write_page
from crossregime.core.validation import Validation


def write_validation(validation: Validation, stream: IO[str] | None = None) -> None:
    """Write it to a stream, standard output by default."""
    write_page(lambda page: _write(validation, page), stream)


def _write(validation: Validation, page: Writer) -> None:
    regime = validation.regime
    if regime is None:
        many = "problem" if len(validation.problems) == 1 else "problems"
        page.title(f"{validation.name}: {len(validation.problems)} {many}")
        for problem in validation.problems:
            page.item(str(problem))
        return
    publications = f", {len(regime.publications)} publications" if regime.kind == "annual" else ""
    page.title(f"{validation.name}: valid")
    page.line(
        f"{regime.title}: {len(regime.judgements)} judgements{publications}, {regime.outcomes.height} outcomes,"
        f" {len(regime.totals)} totals, {len(regime.sources)} sources."
    )
    for advice in validation.advice:
        page.item(f"worth a look: {advice}")
