"""Write the parts of a page: on a screen or into a pipe here, as HTML in `core/render/html.py`.

A terminal gets at most 100 columns, with weight and colour as an aid only; a pipe gets 120 columns of plain text.
Nothing is cut, and no control character reaches a screen.
"""

from __future__ import annotations

import io
import re
import sys
from typing import IO, TYPE_CHECKING, Protocol

from crossregime.core.text import visible
from crossregime.render.bars import WIDTH, interval_bar
from crossregime.render.layout import PIPE_WIDTH, SCREEN_WIDTH, Laid, lay_out, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from rich.console import Console

LINE_WIDTH = 79
"""Columns of a paragraph: longer lines are hard to read, even where a table is wider."""
RULE = "─"


Bar = tuple[float, float, tuple[float, float], float | None]
"""An interval to draw: its ends, those of the scale, and where there is no difference."""
ADDRESS = re.compile(r"https?://\S+")


class Writer(Protocol):
    """The parts of a page, for any medium."""

    def title(self, text: str) -> None:
        """Head the page."""

    def heading(self, text: str, *, folded: bool = False) -> None:
        """Start a section; `folded`: one that may be closed until it is asked for."""

    def line(self, text: str, indent: int = 2) -> None:
        """Write a paragraph."""

    def item(self, text: str, mark: str = "-") -> None:
        """Write a paragraph with a mark before it."""

    def grid(
        self,
        heads: Sequence[str],
        rows: Iterable[Sequence[str]],
        right: Collection[int] = (),
        *,
        lines: bool = False,
        rule: bool = True,
        caption: str = "",
        bars: Sequence[Bar | None] = (),
    ) -> None:
        """Write a table whose first column heads the rows.

        The columns of `right` hold numbers, `lines` sets rows of long text apart, `rule` draws a line under the heads,
        and `caption` says what the table holds where the line before it doesn't. `bars` are intervals, one a row, that
        a screen with room for them draws beside the numbers.
        """

    def wants(self, part: str) -> bool:
        """Tell whether to write a part of the page: a screen shows the answer and the requested parts."""

    def answer(self, text: str) -> None:
        """Write the answer to the question above it, so that it stands out."""

    def space(self) -> None:
        """Leave a space before the next part."""


ALL = ("all",)
"""Every part of a page."""


def write_page(write: Callable[[Writer], None], stream: IO[str] | None = None, show: Collection[str] = ALL) -> None:
    """Write a page to a stream, standard output by default: its first screen, then the parts to `show`."""
    stream = stream or sys.stdout
    held = io.StringIO()
    if stream.isatty():
        console = screen_of(stream, held)
        page = Plain(held, console.width, rule_for(stream), console, show)
    else:
        page = Plain(held, PIPE_WIDTH, rule_for(stream), show=show)
    write(page)
    page.more()
    stream.write("".join(f"{line.rstrip()}\n" for line in held.getvalue().splitlines()))


def screen_of(stream: IO[str], held: IO[str]) -> Console:
    """Make the console of a terminal, no wider than a page can use; a pipe does without rich.

    It writes to `held`, so that a page is shown at once when it is finished.
    """
    from rich.console import Console

    width = Console(file=stream).width
    return Console(
        file=held, highlight=False, markup=False, emoji=False, force_terminal=True, width=min(width, SCREEN_WIDTH)
    )


def rule_for(stream: IO[str]) -> str:
    """Return the character for rules: a hyphen where the stream can't encode a line."""
    try:
        RULE.encode(getattr(stream, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return "-"
    return RULE


class Plain:
    """Write the parts of a page as lines of text; a console shows emphasis."""

    def __init__(
        self, stream: IO[str], width: int, rule: str = RULE, console: Console | None = None,
        show: Collection[str] = ALL,
    ) -> None:  # fmt: skip
        self.stream, self.width, self.rule, self.console = stream, width, rule, console
        self.show, self.left = show, dict[str, None]()
        self.measure = min(width, LINE_WIDTH)
        self._after_grid = False

    def title(self, text: str) -> None:
        """Head the page."""
        self._strong(wrap(visible(text), self.measure))

    def heading(self, text: str, *, folded: bool = False) -> None:  # noqa: ARG002  # nothing folds on paper
        """Start a section."""
        self._write([""])
        self.title(text)

    def line(self, text: str, indent: int = 2) -> None:
        """Write a paragraph, wrapped and indented."""
        self._write(wrap(visible(text), self.measure, " " * indent, " " * indent))

    def item(self, text: str, mark: str = "-") -> None:
        """Write a paragraph with a mark before it."""
        head = f"{mark:>3} "
        self._write(wrap(visible(text), self.measure, head, " " * len(head)))

    def grid(
        self,
        heads: Sequence[str],
        rows: Iterable[Sequence[str]],
        right: Collection[int] = (),
        *,
        lines: bool = False,
        rule: bool = True,
        caption: str = "",
        bars: Sequence[Bar | None] = (),
    ) -> None:
        """Write a table in columns, in parts one below another where the page is too narrow for all of them."""
        if self._after_grid:
            self._write([""])
        if caption:
            self.line(caption)
        for number, part in enumerate(parts := lay_out(heads, rows, self.width - 2, right)):
            if number:
                self._write([""])
            self._strong([f"  {line}" for line in part.heads])
            if part.heads and rule:
                self._write([f"  {self.rule * part.width}"])
            for place, row in enumerate(self._barred(part, bars if len(parts) == 1 else ())):
                self._write(([""] if lines and place else []) + [f"  {line}" for line in row])
        self._after_grid = True

    def _barred(self, laid: Laid, bars: Sequence[Bar | None]) -> Sequence[Sequence[str]]:
        """Draw bars beside the rows of a table on a screen with room for them."""
        room = self.width - 2 - laid.width - WIDTH - 3
        if not bars or self.console is None or room < 0 or any(len(row) > 1 for row in laid.rows):
            return laid.rows
        plain = self.rule != RULE
        return [
            row if bar is None else [f"{row[0]:<{laid.width}}   {interval_bar(*bar, ascii_only=plain)}".rstrip()]
            for row, bar in zip(laid.rows, bars, strict=True)
        ]

    def wants(self, part: str) -> bool:
        """Tell whether a part was requested, and remember those that were not."""
        asked = part in self.show or "all" in self.show
        if not asked:
            self.left[part] = None
        return asked

    def more(self) -> None:
        """Name the parts that were left out."""
        if self.left:
            self.space()
            self.line(f"More: --show {', '.join(self.left)} or all", indent=0)

    def answer(self, text: str) -> None:
        """Write the answer, strong on a screen."""
        self._strong(wrap(visible(text), self.measure))

    def space(self) -> None:
        """Leave a line."""
        self._write([""])

    def _strong(self, lines: Sequence[str]) -> None:
        if self.console is None:
            self._write(lines)
            return
        from rich.text import Text

        self._after_grid = False
        for line in lines:
            self.console.print(Text(line, style="bold"), no_wrap=True, overflow="ignore", crop=False)

    def _write(self, lines: Sequence[str]) -> None:
        self._after_grid = False
        if self.console is not None and any(ADDRESS.search(line) for line in lines):
            self._linked(lines)
            return
        self.stream.writelines(f"{line}\n" for line in lines)

    def _linked(self, lines: Sequence[str]) -> None:
        """Write lines on a screen with clickable addresses (OSC 8), the same bytes each time."""
        links = self.console is not None and self.console.color_system is not None
        for line in lines:
            shown = ADDRESS.sub(lambda found: f"\x1b]8;;{found[0]}\x1b\\{found[0]}\x1b]8;;\x1b\\", line)
            self.stream.write(f"{shown if links else line}\n")
