"""Keep the parts of a page as plain data, so that a template lays them out: what a screen shows, in the same words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from crossregime.render.page import Bar, Writer

Kind = Literal["heading", "fold", "line", "list", "answer", "table"]


@dataclass(slots=True)
class Block:
    """One part of a page: a heading, a line, a list, an answer, a table, or a part that folds and holds others.

    `rows` are those of a table, each headed by its first cell, or the items of a list as rows of one; the columns of
    `right` hold numbers. `label` names a table for those who hear the page, where the heading is its only caption.
    """

    kind: Kind
    text: str = ""
    heads: tuple[str, ...] = ()
    rows: list[tuple[str, ...]] = field(default_factory=list)
    right: frozenset[int] = frozenset()
    inside: list[Block] = field(default_factory=list)
    label: str = ""


def keep(write: Callable[[Writer], None]) -> list[Block]:
    """Keep what is written to a page.

    >>> [(block.kind, block.text) for block in keep(lambda page: page.line("148 councils in both"))]
    [('line', '148 councils in both')]
    """
    page = Blocks()
    write(page)
    return page.blocks


class Blocks:
    """A page whose parts are kept as they come; it wants them all."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._into = self.blocks
        self._heading = ""

    def title(self, text: str) -> None:
        """Head the page."""
        self.heading(text)

    def heading(self, text: str, *, folded: bool = False) -> None:
        """Start a section; a folded one holds what comes until the next."""
        block = Block("fold" if folded else "heading", text)
        self.blocks.append(block)
        self._into = block.inside if folded else self.blocks
        self._heading = text

    def line(self, text: str, indent: int = 2) -> None:  # noqa: ARG002  # a template sets its own margins
        """Write a paragraph."""
        self._into.append(Block("line", text))

    def item(self, text: str, mark: str = "-") -> None:
        """Write an item of a list; what has a number is a paragraph that others follow."""
        if mark != "-":
            self.line(f"{mark}. {text}")
            return
        if not self._into or self._into[-1].kind != "list":
            self._into.append(Block("list"))
        self._into[-1].rows.append((text,))

    def grid(
        self,
        heads: Sequence[str],
        rows: Iterable[Sequence[str]],
        right: Collection[int] = (),
        *,
        lines: bool = False,  # noqa: ARG002  # rows are apart as they are
        rule: bool = True,  # noqa: ARG002  # heads stand out as they are
        caption: str = "",
        bars: Sequence[Bar | None] = (),  # noqa: ARG002  # the charts draw them
    ) -> None:
        """Write a table."""
        held = [tuple(row) for row in rows]
        label = caption or self._heading or "Numbers"
        self._into.append(Block("table", caption, tuple(heads), held, frozenset(right), label=label))

    def wants(self, part: str) -> bool:  # noqa: ARG002  # a page to send holds every part
        """Take every part."""
        return True

    def answer(self, text: str) -> None:
        """Write the answer to the question above it."""
        self._into.append(Block("answer", text))

    def space(self) -> None:
        """Leave nothing: parts are apart as they are."""
