"""Write what became of a run that was made again: whether the result is the same, what differs, what has changed."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from crossregime.render.page import Writer, write_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.runs import RunCheck, Unlike

MOST = 20
"""How many figures or grades that differ a page lists; the JSON has them all."""


def write_rerun(check: RunCheck, name: str, call: str, stream: IO[str] | None = None) -> None:
    """Write it to a stream, standard output by default; `name` is the file of the run, `call` the call in words."""
    write_page(lambda page: lay_rerun(page, check, name, call), stream)


def lay_rerun(page: Writer, check: RunCheck, name: str, call: str) -> None:
    """Write the answer, what differs, what went in that has changed, and the call."""
    page.title(name)
    page.answer(f"{check.answer}.")
    page.line(check.sentence)
    _unlike(page, "Figures that differ", check.figures)
    _unlike(page, "Councils whose grades differ", check.grades)
    page.heading("What has changed since")
    if check.inputs:
        page.grid(["", "was", "is"], [[each.what, each.was or "-", each.now or "-"] for each in check.inputs])
        page.line("Of a file the beginning of its SHA-256 is shown.")
    else:
        page.line("Nothing: the program, the regimes' files, the datasets and your own files are the same.")
    page.heading("The call")
    page.line(call)


def _unlike(page: Writer, heading: str, found: Sequence[Unlike]) -> None:
    if not found:
        return
    page.heading(heading)
    page.grid(["", "was", "is"], [[each.what, each.was or "-", each.now or "-"] for each in found[:MOST]])
    if len(found) > MOST:
        page.line(f"{len(found) - MOST} more: --format json lists them all.")
