"""Write a page as an HTML fragment for a notebook: what a screen shows, with tables that a screen reader can read.

It has its own minimal style and no colour, so it reads the same on light and dark pages.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from crossregime.render.page import Bar, Writer

CELL = "padding: 0.2em 0.7em; vertical-align: top"
HIDDEN = "position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%)"
"""The style of a caption that repeats the heading above it, for screen readers only."""
ADDRESS = re.compile(r"https?://[^\s<>\"']+")


def html_page(write: Callable[[Writer], None]) -> str:
    r"""Write a page as one HTML fragment; all text is escaped.

    >>> html_page(lambda page: page.title("Stars < grades"))
    '<div>\n<h3>Stars &lt; grades</h3>\n</div>'
    """
    page = Html()
    write(page)
    return page.fragment()


class Html:
    """Write the parts of a page as HTML; sections that may be closed fold. `level` is that of its title."""

    def __init__(self, level: int = 3) -> None:
        self._level = level
        self._parts: list[str] = []
        self._open: list[str] = []
        self._heading = ""

    def fragment(self) -> str:
        """Return the page as one element."""
        self._close("details")
        return "\n".join(["<div>", *self._parts, "</div>"])

    def title(self, text: str) -> None:
        """Head the page."""
        self._heading = text
        self._parts.append(f"<h{self._level}>{escape(text)}</h{self._level}>")

    def heading(self, text: str, *, folded: bool = False) -> None:
        """Start a section; a folded one shows its heading until it is opened."""
        self._close("details")
        self._heading = text
        if folded:
            self._parts.append(f"<details><summary><strong>{escape(text)}</strong></summary>")
            self._open.append("details")
        else:
            self._parts.append(f"<h{self._level + 1}>{escape(text)}</h{self._level + 1}>")

    def line(self, text: str, indent: int = 2) -> None:
        """Write a paragraph."""
        self._close("ul")
        self._parts.append(f'<p style="margin: 0.3em 0 0.3em {indent / 2:g}em">{linked(text)}</p>')

    def item(self, text: str, mark: str = "-") -> None:
        """Write a paragraph with a mark before it."""
        if mark != "-":
            self.line(f"{mark}  {text}")
            return
        if self._open[-1:] != ["ul"]:
            self._parts.append("<ul>")
            self._open.append("ul")
        self._parts.append(f"<li>{linked(text)}</li>")

    def grid(
        self,
        heads: Sequence[str],
        rows: Iterable[Sequence[str]],
        right: Collection[int] = (),
        *,
        lines: bool = False,  # noqa: ARG002  # rows of a table are separated anyway
        rule: bool = True,  # noqa: ARG002  # heads of a table stand out anyway
        caption: str = "",
        bars: Sequence[Bar | None] = (),  # noqa: ARG002  # numbers alone are kept
    ) -> None:
        """Write a table with a caption, a head for each column and one for each row."""
        self._close("ul")
        align = ["right" if index in right else "left" for index in range(len(heads))]
        style = f"{CELL}; text-align: {{}}; border-bottom: 1px solid".format
        head = "".join(
            f'<th scope="col" style="{style(side)}">{linked(text)}</th>'
            if text
            else f'<td style="{style(side)}"></td>'  # an empty head heads nothing
            for text, side in zip(heads, align, strict=True)
        )
        body = []
        for first, *rest in rows:
            cells = "".join(
                f'<td style="{CELL}; text-align: {side}">{linked(text)}</td>'
                for text, side in zip(rest, align[1:], strict=True)
            )
            name = f'<th scope="row" style="{CELL}; text-align: left; white-space: nowrap">{linked(first)}</th>'
            body.append(f"<tr>{name}{cells}</tr>")
        shown = "text-align: left" if caption else HIDDEN
        self._parts.append(
            '<div style="overflow-x: auto"><table style="border-collapse: collapse">'
            f'<caption style="{shown}">{escape(caption or self._heading)}</caption>'
            + (f"<thead><tr>{head}</tr></thead>" if any(heads) else "")
            + f"<tbody>{''.join(body)}</tbody></table></div>"
        )

    def wants(self, part: str) -> bool:  # noqa: ARG002  # a kept page has every part
        """Take every part."""
        return True

    def answer(self, text: str) -> None:
        """Write the answer to the question above it."""
        self._close("ul")
        self._parts.append(f"<p><strong>{escape(text)}</strong></p>")

    def space(self) -> None:
        """Do nothing: paragraphs are separated anyway."""

    def _close(self, last: str) -> None:
        """Close what is open, the last of this name included."""
        while self._open and (last == "details" or self._open[-1] == last):
            self._parts.append(f"</{self._open.pop()}>")


def linked(text: str) -> str:
    """Escape a text and link the addresses in it.

    >>> linked("<see> https://example.org/")
    '&lt;see&gt; <a href="https://example.org/">https://example.org/</a>'
    """
    parts, end = [], 0
    for found in ADDRESS.finditer(text):
        address = escape(found[0])
        parts += [escape(text[end : found.start()]), f'<a href="{address}">{address}</a>']
        end = found.end()
    return "".join([*parts, escape(text[end:])])
