"""Make pages of the notebooks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import nbformat
from nbconvert import MarkdownExporter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OUTPUT = re.compile(r"^\n+((?: {4}.*\n|\n)*? {4}.*\n)(?=\n*(?:\S|\Z))", re.MULTILINE)
"""What a cell printed, as nbconvert writes it: four spaces further in."""
IMAGE = re.compile(r"^ *\n!\[svg\]\((\S+)\)\n *$", re.MULTILINE)
FRAME = '<table border="1" class="dataframe">'
"""What polars and pandas begin a table with; the site lays tables out."""
TITLE = re.compile(r"""title=(['"])(.*?)\1""")


def page_of(notebook: Path) -> tuple[str, dict[str, bytes]]:
    """Give the Markdown of a notebook, and the files of its pictures by their place in the site."""
    book = nbformat.read(notebook, as_version=4)
    resources = {"unique_key": notebook.stem, "output_files_dir": f"{notebook.stem}_files"}
    text, made = MarkdownExporter().from_notebook_node(book, resources=resources)
    titles = _titles(book)
    text = IMAGE.sub(lambda match: f"\n![{next(titles)}]({match[1]}){{ .picture loading=lazy }}\n", text)
    text = OUTPUT.sub(_printed, text).replace(FRAME, "<table>")
    return text, {f"{notebook.parent.name}/{name}": content for name, content in made["outputs"].items()}


def _printed(match: re.Match[str]) -> str:
    """Fence what a cell printed, so that long lines of it can be wrapped."""
    lines = [line[4:] for line in match[1].splitlines()]
    return "\n".join(["", "``` { .text .output }", *lines, "```", ""])


def _titles(book: Any) -> Iterator[str]:
    """Give the title of each picture, in order."""
    for cell in book.cells:
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            if "image/svg+xml" in data:
                title = TITLE.search(data["text/plain"])
                yield title[2] if title else "A picture"
