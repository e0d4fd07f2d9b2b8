"""Write a table as an Excel workbook that explains itself: what it holds, how to read it, and the rows.

Each section of the page becomes a sheet; the rows are the last sheet. Text stays text: no cell is taken for a
formula, a number or a link. The date of creation is fixed, so that the same
call gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import TYPE_CHECKING, Any

from crossregime.core.errors import UsageError
from crossregime.core.files import with_grades
from crossregime.core.positions import FLAGS
from crossregime.core.text import visible
from crossregime.render.cells import Number, split_column

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    import polars as pl

    from crossregime.render.page import Bar, Writer

OPTIONS = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False, "in_memory": True}
LINE, WIDEST = 100, 50
"""The width in characters of a column of sentences, and of the widest column of a table."""
NAME = 31
"""The most characters of a sheet's name."""
HOW = """\
One row of the last sheet is one council. Where there are several positions a column ends in the number of its own.
`grade` is the grade where it is known, else empty; `known` says so. `worst` and `best` are the ends of what it can be.
`worst_rank` and `best_rank` count from 0, the worst grade of the scale.
`status` says how the grade is known, `source` and `place` where it stands, `note` what to know of it.
"""


def workbook_bytes(
    frame: pl.DataFrame, name: str, lay: Callable[[Writer], None], more: Mapping[str, pl.DataFrame] | None = None
) -> bytes:
    """Make a workbook of a frame: sheets of what `lay` writes on a page, how to read them, then one of the rows.

    `name` says in a word what the rows are; `more` are other frames by name, each a sheet before them.
    Raises UsageError where the package xlsxwriter is not installed.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise UsageError(
            "an Excel file needs the package xlsxwriter", do="pip install xlsxwriter, or write csv"
        ) from None
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        pages = Sheets(book)
        lay(pages)
        pages.heading("How to read")
        if any(column.startswith("worst") for column in frame.columns):
            pages.line(HOW)
        for flag, meaning in FLAGS.items():
            pages.item(f"{flag}: {meaning}", "flag")
        pages.finish()
        book.set_properties(
            {"title": pages.called, "created": dt.datetime(1980, 1, 1)}  # noqa: DTZ001  # a workbook has no zone
        )
        for called, rows in {**(more or {}), name: with_grades(frame)}.items():
            rows.write_excel(
                book,
                pages.name(called),
                autofit=True,
                freeze_panes=(1, 0),
                header_format={"bold": True},
                column_widths={column: 320 for column in rows.columns if column.startswith(("note", "explanation"))},
            )
    return out.getvalue()


class Sheets:
    """Write the parts of a page on the sheets of a workbook, one a section; the first, `about`, is the first screen."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._names: set[str] = set()
        self._bold = book.add_format({"bold": True})
        self._head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"})
        self._cell = book.add_format({"text_wrap": True, "valign": "top"})
        self._share = book.add_format({"num_format": "0%", "valign": "top"})
        self.called = ""
        self._start("about")

    def name(self, text: str) -> str:
        """Make a new unique sheet name: short, and of characters that Excel accepts."""
        short = re.sub(r"[\[\]:*?/\\']", " ", text).strip()[:NAME].strip() or "sheet"
        number, name = 1, short
        while name.lower() in self._names:
            number += 1
            name = f"{short[: NAME - 1 - len(str(number))]} {number}"
        self._names.add(name.lower())
        return name

    def finish(self) -> None:
        """Set the widths of the last sheet's columns; sentences alone stand in one wide column that wraps them."""
        for row, text in self._sentences:
            self._sheet.write_string(row, 0, text, None if self._widths else self._cell)
        if not self._widths:
            self._sheet.set_column(0, 0, LINE)
        for column, width in self._widths.items():
            self._sheet.set_column(column, column, min(width, WIDEST) + 2)

    def title(self, text: str) -> None:
        """Head the first sheet, and name the workbook."""
        self.called = text
        self._strong(text)

    def heading(self, text: str, *, folded: bool = False) -> None:  # noqa: ARG002  # a sheet is closed until opened
        """Start a sheet."""
        self.finish()
        self._start(text.split(":", maxsplit=1)[0].removeprefix("b  "))
        self._strong(text)

    def line(self, text: str, indent: int = 2) -> None:
        """Write a paragraph, whole, in one cell a line."""
        for line in text.splitlines():
            self._write(f"{' ' * max(0, indent - 2)}{visible(line)}")

    def item(self, text: str, mark: str = "-") -> None:
        """Write a paragraph with a mark before it, whole, in one cell."""
        self._write(f"{mark} {visible(text)}")

    def wants(self, part: str) -> bool:  # noqa: ARG002  # a kept page has every part
        """Take every part."""
        return True

    def answer(self, text: str) -> None:
        """Write the answer to the question above it."""
        self._strong(text)

    def space(self) -> None:
        """Leave a row."""
        self._row += 1

    def grid(
        self,
        heads: Sequence[str],
        rows: Iterable[Sequence[str]],
        right: Collection[int] = (),
        *,
        lines: bool = False,  # noqa: ARG002  # cells are separated anyway
        rule: bool = True,  # noqa: ARG002  # heads have a line under them anyway
        caption: str = "",
        bars: Sequence[Bar | None] = (),  # noqa: ARG002  # numbers alone are kept
    ) -> None:
        """Write a table; the numbers of the columns of `right` are numbers, the ends of a range in a column each."""
        if caption:
            self._strong(caption)
        held = [[visible(cell) for cell in row] for row in rows]
        column = 0
        for place, head in enumerate(heads):
            texts = [row[place] for row in held]
            names, cells = (
                split_column(visible(head), texts) if place in right else ([head], [[text] for text in texts])
            )
            for offset, name in enumerate(names):
                self._column(column, visible(name), [row[offset] for row in cells])
                column += 1
        self._row += len(held) + 2

    def _column(self, column: int, head: str, cells: Sequence[Number | str]) -> None:
        """Write one column of a table under its head."""
        self._sheet.write_string(self._row, column, head, self._head)
        width = max([len(head), *(len(cell) if isinstance(cell, str) else 8 for cell in cells)])
        self._widths[column] = max(self._widths.get(column, 0), width)
        for row, cell in enumerate(cells, self._row + 1):
            if isinstance(cell, str):
                self._sheet.write_string(row, column, cell, self._cell)
            else:
                self._sheet.write_number(row, column, cell.value, self._share if cell.percent else self._cell)

    def _start(self, name: str) -> None:
        self._sheet = self._book.add_worksheet(self.name(name))
        self._row = 0
        self._widths: dict[int, int] = {}
        self._sentences: list[tuple[int, str]] = []

    def _strong(self, text: str) -> None:
        self._sheet.write_string(self._row, 0, visible(text), self._bold)
        self._row += 1

    def _write(self, text: str) -> None:
        self._sentences.append((self._row, text))
        self._row += 1
