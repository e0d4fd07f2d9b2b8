"""Lay a table out in columns of plain text: words and numbers stay whole, and one too wide is set in parts.

A line never breaks within a word, a number, a count with its bounds in brackets, an interval, a date or an address.
"""

from __future__ import annotations

import re
import textwrap
from typing import IO, TYPE_CHECKING

from crossregime.core.frozen import frozen
from crossregime.core.text import visible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

HOLD = "\N{NO-BREAK SPACE}"
TIED = re.compile(r"\[[^\[\]]*\d\]|\d+ \(\d+(?: to \d+)?\)")
"""An interval, or a count with its bounds: `[-0.26, 0.43]`, `3 (15 to 46)`."""
PART = r"(?<=[^\W\d]{2}[-_.])(?=[^\W\d]{2})"
"""Where a long word may be parted rather than set a table in parts: `stars-by-` `consequences`."""
HYPHEN = re.compile(PART)
GAPS = (3, 2)
"""Spaces between columns: on a wide page, and on a narrow one."""
WIDE = 110
PIPE_WIDTH = 120
SCREEN_WIDTH = 100
"""Columns of a page in a pipe, and at most on a terminal."""


@frozen
class Laid:
    """The lines of a table or of a part of one: those of its heads (none where rows became lists), then of each row."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    width: int


def lay_out(
    heads: Sequence[str], rows: Iterable[Sequence[str]], room: int, right: Collection[int] = ()
) -> tuple[Laid, ...]:
    r"""Lay a table out in at most `room` characters, the columns of `right` set to the right.

    Each column is as wide as its longest word at least. Where that is too much, words are parted at their hyphens,
    points and underscores; where that is not enough, the table is set in parts, each with the first column and as many
    of the others as fit. Where not even two columns fit, each row becomes a list of its own: its first cell, then
    `head: value` for the others.

    >>> (table,) = lay_out(["", "poor", "good"], [["Kent", "3 (15 to 46)", "0"]], 30, right=(1, 2))
    >>> print("\n".join([*table.heads, *table.rows[0]]))
                  poor  good
    Kent  3 (15 to 46)     0
    >>> for part in lay_out(["", "poor", "good"], [["Kent", "3 (15 to 46)", "0"]], 20):
    ...     print("\n".join([*part.heads, *part.rows[0]]))
          poor
    Kent  3 (15 to 46)
          good
    Kent  0
    >>> (table,) = lay_out(["", "poor", "good"], [["Kent", "3 (15 to 46)", "0"]], 16)
    >>> print("\n".join(table.rows[0]))
    Kent
        poor:
          3 (15 to 46)
        good: 0
    """
    head, *body = ([_tied(cell) for cell in row] for row in [heads, *rows])
    parts, start, last = list[Laid](), 1, len(head)
    while start < last or not parts:
        for end in range(last, min(start, last - 1), -1):
            taken = [0, *range(start, end)]
            found = _columns([[row[index] for index in taken] for row in [head, *body]], room, _places(taken, right))
            if found is not None:
                break
        else:
            return (Laid((), tuple(_list(head, cells, room) for cells in body), room),)
        parts.append(found)
        start = end
    return tuple(parts)


def write_columns(heads: Sequence[str], rows: Iterable[Sequence[str]], stream: IO[str]) -> None:
    """Write a table as wide as a terminal is, without rich: for pages that work where little else does."""
    from shutil import get_terminal_size

    room = min(get_terminal_size().columns, SCREEN_WIDTH) if stream.isatty() else PIPE_WIDTH
    for number, part in enumerate(lay_out(heads, rows, room)):
        lines = [*part.heads, *(line for row in part.rows for line in row)]
        stream.write("".join(f"{line}\n" for line in ([""] if number else []) + lines))


def _places(taken: Sequence[int], right: Collection[int]) -> set[int]:
    """Give the places, among the columns that are taken, of those set to the right."""
    return {place for place, index in enumerate(taken) if index in right}


def _columns(table: Sequence[Sequence[str]], room: int, right: Collection[int]) -> Laid | None:
    """Set the columns of a table, its heads first, side by side; None where they don't fit."""
    head, *body = table
    columns = list(zip(*table, strict=True))
    gaps = GAPS[room < WIDE :]
    for gap, parted in [*((gap, False) for gap in gaps), (gaps[-1], True)]:
        widths = _widths(columns, room - gap * (len(columns) - 1), parted=parted)
        if widths is not None:
            shown = _row(head, widths, gap, right, bottom=True, parted=parted) if any(head) else ()
            lines = tuple(_row(cells, widths, gap, right, parted=parted) for cells in body)
            return Laid(shown, lines, sum(widths) + gap * (len(widths) - 1))
    return None


class _Wrapper(textwrap.TextWrapper):
    """Break lines at blanks, or also where a long word may be parted."""

    wordsep_re = re.compile(rf"(\s+)|{PART}")


def wrap(text: str, room: int, first: str = "", rest: str = "", *, parted: bool = False) -> list[str]:
    """Wrap a text at blanks alone, or `parted` within words too: a longer word stands on a line of its own, whole."""
    if not text:
        return [first]
    room = max(room, 1 + max(len(first), len(rest)))  # on the narrowest screens a word replaces its indent
    return _Wrapper(
        room, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=parted
    ).wrap(text)


def _tied(cell: str) -> str:
    """Make a cell safe to show, with unbreakable parts joined."""
    return TIED.sub(lambda found: found[0].replace(" ", HOLD), visible(cell))


def _widths(columns: Sequence[Sequence[str]], room: int, *, parted: bool) -> list[int] | None:
    """Share the room among the columns: no more to any than it can use, and the widest give way to the others.

    None where the longest words don't fit. The first column heads the row and stays whole if there is room for that,
    unless the table is shorter by a fifth where it gives way to the others.
    """
    most = [max(map(len, column)) for column in columns]
    whole = [[word for cell in column for word in cell.split(" ")] for column in columns]
    words = [[part for word in each for part in (HYPHEN.split(word) if parted else (word,))] for each in whole]
    least = [max(map(len, each)) for each in words]
    first = room - sum(most[1:])
    others = [first, *most[1:]] if least[0] <= first < most[0] else None
    shared = _shared(least, most, room)
    if (
        others is None
        or shared is None
        or 5 * _height(columns, others, parted=parted) > 4 * _height(columns, shared, parted=parted)
    ):
        return shared
    return others


def _height(columns: Sequence[Sequence[str]], widths: Sequence[int], *, parted: bool) -> int:
    """Count the lines of a table with columns of these widths."""
    cells = (
        [len(wrap(cell, width, parted=parted)) for cell in column]
        for column, width in zip(columns, widths, strict=True)
    )
    return sum(map(max, zip(*cells, strict=True)))


def _shared(least: list[int], most: Sequence[int], room: int) -> list[int] | None:
    """Share the room, the first column whole if there is room for that; None where the longest words don't fit."""
    if most[0] + sum(least[1:]) <= room:
        least[0] = most[0]
    if sum(least) > room:
        return None
    cut = 0
    while (widths := _cut(least, most, cut + 1)) != most and sum(widths) <= room:
        cut += 1
    widths = widths if sum(widths) <= room else _cut(least, most, cut)
    spare = room - sum(widths)
    for number, width in enumerate(widths):
        if spare and cut <= width < most[number]:
            widths[number], spare = width + 1, spare - 1
    return widths


def _cut(least: Sequence[int], most: Sequence[int], cut: int) -> list[int]:
    """Limit every column to one width, but none below its longest word."""
    return [max(low, min(high, cut)) for low, high in zip(least, most, strict=True)]


def _row(
    cells: Sequence[str], widths: Sequence[int], gap: int, right: Collection[int], *, bottom: bool = False, parted: bool
) -> tuple[str, ...]:
    """Set the cells of a row side by side, each wrapped within its column; with `bottom` all end on one line."""
    wrapped = [wrap(cell, width, parted=parted) for cell, width in zip(cells, widths, strict=True)]
    height = max(map(len, wrapped))
    if bottom:
        wrapped = [[""] * (height - len(cell)) + cell for cell in wrapped]
    lines = []
    for number in range(height):
        parts = [cell[number] if number < len(cell) else "" for cell in wrapped]
        set_ = [
            part.rjust(width) if index in right else part.ljust(width)
            for index, (part, width) in enumerate(zip(parts, widths, strict=True))
        ]
        lines.append((" " * gap).join(set_).replace(HOLD, " ").rstrip())
    return tuple(lines)


def _list(heads: Sequence[str], cells: Sequence[str], room: int) -> tuple[str, ...]:
    """Write a row as a list: the cell that heads it, then each other cell under its head."""
    lines = wrap(cells[0], room)
    for head, cell in zip(heads[1:], cells[1:], strict=True):
        if cell:
            lines += wrap(f"{head}: {cell}" if head else cell, room, " " * 4, " " * 6)
    return tuple(line.replace(HOLD, " ") for line in lines)
