"""Parse the numbers of a page's text for a sheet, with the ends of a range in a column each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

FIGURE = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d+)?%?"
ONE = re.compile(FIGURE)
RANGE = re.compile(rf"\[?({FIGURE})(?: to |, |-)({FIGURE})\]?(?: of (\d+)| points)?")
WITHIN = re.compile(rf"({FIGURE}) \(({FIGURE})(?: to ({FIGURE}))?\)")
"""A known count, with the smallest and the largest possible in brackets."""
NOTHING = ("", "-")


class Number(NamedTuple):
    """The number of a cell; a percentage is a fraction displayed as a percentage."""

    value: float | int
    percent: bool = False


Cell = Number | str


def split_column(head: str, texts: Sequence[str]) -> tuple[list[str], list[list[Cell]]]:
    """Convert a column of texts to columns of numbers: one, or two where a cell holds a range.

    A column in which any cell is neither a number, a range nor empty stays text.

    >>> split_column("all", ["1-5", "2", "-"])[0]
    ['all: lowest', 'all: highest']
    >>> [[end.value for end in row] for row in split_column("all", ["1-5", "2"])[1]]
    [[1, 5], [2, 2]]
    >>> split_column("grade", ["well", "2"])
    (['grade'], [['well'], ['2']])
    """
    if not any(text not in NOTHING for text in texts):
        return [head], [[text] for text in texts]
    within = [WITHIN.fullmatch(text) for text in texts]
    if any(within):
        if not all(found or text in NOTHING or ONE.fullmatch(text) for found, text in zip(within, texts, strict=True)):
            return [head], [[text] for text in texts]
        heads = [_named(head, "known"), _named(head, "lowest"), _named(head, "highest")]
        return heads, [
            [_number(found[1]), _number(found[2]), _number(found[3] or found[2])]
            if found
            else [_number(text)] * 3
            if text not in NOTHING
            else [text] * 3
            for found, text in zip(within, texts, strict=True)
        ]
    ranges = [RANGE.fullmatch(text) for text in texts]
    if not all(found or text in NOTHING or ONE.fullmatch(text) for found, text in zip(ranges, texts, strict=True)):
        return [head], [[text] for text in texts]
    if not any(ranges):
        return [head], [[text if text in NOTHING else _number(text)] for text in texts]
    counted = any(found and found[3] for found in ranges)
    heads = [_named(head, "lowest"), _named(head, "highest"), *([_named(head, "of")] if counted else [])]
    rows: list[list[Cell]] = []
    for found, text in zip(ranges, texts, strict=True):
        if found:
            ends: list[Cell] = [_number(found[1]), _number(found[2])]
            rows.append([*ends, *([_number(found[3]) if found[3] else ""] if counted else [])])
        else:
            cell: Cell = text if text in NOTHING else _number(text)
            rows.append([cell, cell, *([""] if counted else [])])
    return heads, rows


def _named(head: str, end: str) -> str:
    return f"{head}: {end}" if head else end


def _number(text: str) -> Number:
    """Read a number; one with a percent sign as a share."""
    digits = text.replace(",", "").rstrip("%")
    value: float | int = float(digits) if "." in digits else int(digits)
    return Number(value / 100, percent=True) if text.endswith("%") else Number(value)
