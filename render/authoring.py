"""Write what was begun for an author: the files, what was decided and why, and what is left to do."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from crossregime.core.text import many
from crossregime.render.page import Writer, write_page
from crossregime.render.validation import lay_validation

if TYPE_CHECKING:
    from crossregime.core.host import Begun


def write_begun(begun: Begun, stream: IO[str] | None = None) -> None:
    """Write it to a stream, standard output by default."""
    write_page(lambda page: _lay(begun, page), stream)


def _lay(begun: Begun, page: Writer) -> None:
    form = "a package" if begun.packaged else "data alone"
    page.title(f"{begun.folder}: the {begun.what} '{begun.id}', {form}, {many(len(begun.files), 'file')}")
    page.line(f"{', '.join(begun.files)}.")
    if begun.kept:
        page.line(f"Left as they were: {', '.join(begun.kept)}.")
    if begun.removed:
        page.line(f"Taken away, as they were from an earlier run: {', '.join(begun.removed)}.")
    _lay_decisions(begun, page)
    page.heading("What validate says")
    lay_validation(begun.validation, page)
    _lay_next(begun, page)


def _lay_decisions(begun: Begun, page: Writer) -> None:
    if not begun.decisions:
        return
    page.heading("What was read, and why")
    page.grid(("", "taken as", "because"), [(each.about, each.what, each.why) for each in begun.decisions], lines=False)
    asked = [each for each in begun.decisions if each.confirm]
    if asked:
        page.heading("To confirm")
    for each in asked:
        otherwise = f"; otherwise --{each.overrule.replace('_', '-')}" if each.overrule else ""
        page.item(f"{each.about}: {each.what}{otherwise}")


def _lay_next(begun: Begun, page: Writer) -> None:
    """Name the commands that come next, each on a line of its own to be copied."""
    page.heading("Next")
    lines = [("after each change", f"crossregime validate {begun.checked}")]
    if begun.what == "regime":
        lines.append(("compare it", f"crossregime compare --regime ofsted2009 --regime {begun.checked}"))
    if begun.packaged:
        folder = begun.folder.as_posix()
        lines.append(("install it", f'pip install "{folder if "/" in folder else f"./{folder}"}[test]"'))
        lines.append(("hold it to the contract", f"pytest {folder}"))
    for why, command in lines:
        page.line(f"{why}:")
        page.line(command, 4)
