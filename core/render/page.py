"""Lay out a page for a screen or a pipe.

rich lays out. A terminal gets at most 100 columns and colour that only helps; a pipe gets 120 columns and plain
text. Nothing is cut, and no control character reaches a screen.
"""

from __future__ import annotations

import io
import sys
import textwrap
from typing import IO, TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from crossregime.core.errors import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

PIPE_WIDTH = 120
SCREEN_WIDTH = 100


def write_page(write: Callable[[Writer], None], stream: IO[str] | None = None) -> None:
    """Write a page to a stream, standard output by default."""
    stream = stream or sys.stdout
    if stream.isatty():
        write(Writer(console_for(stream)))
        return
    # rich pads lines to the width; a pipe or a file gets them without the trailing blanks.
    held = io.StringIO()
    write(Writer(console_for(held)))
    stream.writelines(f"{line.rstrip()}\n" for line in held.getvalue().splitlines())


def console_for(stream: IO[str]) -> Console:
    """Make the console of a stream: a screen's width and colours, or a pipe's 120 plain columns."""
    screen = stream.isatty()
    console = Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=False)
    if screen:
        return Console(file=stream, highlight=False, markup=False, emoji=False, width=min(console.width, SCREEN_WIDTH))
    return Console(
        file=stream, highlight=False, markup=False, emoji=False, width=PIPE_WIDTH, color_system=None,
        force_terminal=False, no_color=True,
    )  # fmt: skip


class Writer:
    """Lay out the parts of a page on a console."""

    def __init__(self, console: Console) -> None:
        self.console = console

    def title(self, text: str) -> None:
        """Head the page."""
        self.console.print(Text(visible(text), style="bold"))

    def heading(self, text: str) -> None:
        """Start a section."""
        self.console.print()
        self.console.print(Text(visible(text), style="bold"))

    def line(self, text: str, indent: int = 2) -> None:
        """Write a paragraph, wrapped and indented."""
        self._wrapped(text, " " * indent, " " * indent)

    def lines(self, rows: Sequence[Sequence[str]]) -> None:
        """Write rows as plain lines with their columns in line, wrapped where a line is too long for the page."""
        shown = [[visible(cell) for cell in row] for row in rows]
        widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
        for row in shown:
            text = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for part in textwrap.wrap(text, self.console.width - 2, subsequent_indent=" " * (widths[0] + 2)):
                self.console.file.write(f"  {part}\n")

    def item(self, text: str, mark: str = "-") -> None:
        """Write a paragraph with a mark before it."""
        head = f"{mark:>3} "
        self._wrapped(text, head, " " * len(head))

    def _wrapped(self, text: str, first: str, rest: str) -> None:
        parts = textwrap.wrap(
            visible(text),
            self.console.width,
            initial_indent=first,
            subsequent_indent=rest,
            break_on_hyphens=False,
        )
        self.console.file.writelines(f"{part}\n" for part in parts or [first])

    def grid(
        self,
        heads: Sequence[str],
        rows: Iterable[Sequence[str]],
        right: Sequence[int] = (),
        *,
        lines: bool = False,
    ) -> None:
        """Write a table; the columns of `right` hold numbers, `lines` sets rows of long text apart."""
        narrow = self.console.width < PIPE_WIDTH
        rows = [[visible(cell) for cell in row] for row in rows]
        words = [max(map(len, visible(head).split()), default=0) for head in heads]
        words[0] = max(len(row[0]) for row in [heads, *rows])
        whole = sum(words) + 3 * len(words) <= self.console.width
        table = Table(
            box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), collapse_padding=narrow, show_edge=False,
            leading=int(lines),
        )  # fmt: skip
        for index, head in enumerate(heads):
            plain = Text(visible(head))
            # Words stay whole in the first column, since it heads the row, and in the heads of numbers if they fit.
            table.add_column(
                plain, justify="right" if index in right else "left", overflow="fold", no_wrap=not index,
                min_width=words[index] if index in right and whole else None,
            )  # fmt: skip
        for row in rows:
            table.add_row(*map(Text, row))
        self.console.print(Padding(table, (0, 0, 0, 2)))
