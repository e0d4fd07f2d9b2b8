"""Write what to cite: the program, the regimes, and every document with its address and use."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from crossregime.render.page import write_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.citing import Bibliography, Work
    from crossregime.render.page import Writer


def write_bibliography(found: Bibliography, stream: IO[str] | None = None) -> None:
    """Write it to a stream, standard output by default."""
    write_page(lambda page: lay_bibliography(page, found), stream)


def lay_bibliography(page: Writer, found: Bibliography) -> None:
    """Write the program, then the regimes and the documents, each as a reference."""
    page.title("What to cite")
    _works(page, "The program", (found.program,))
    if not found.regimes:
        page.space()
        page.line(
            "Name the regimes that you used, and the documents behind their ratings are listed too: crossregime cite"
            " ssi2003 ofsted2009",
            indent=0,
        )
        return
    _works(page, "The regimes", found.regimes)
    _works(page, "The documents", found.documents)


def _works(page: Writer, heading: str, works: Sequence[Work]) -> None:
    page.heading(heading)
    for work in works:
        page.item(work.sentence)
        if work.address:
            page.line(work.address, indent=6)
        if work.kind == "document":
            page.line("; ".join(work.rests), indent=6)
