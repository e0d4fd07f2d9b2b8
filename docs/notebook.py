"""Run the notebooks of docs/notebooks, and keep their outputs current.

    python docs/notebook.py            run each and write what it gives
    python docs/notebook.py --check    change nothing; list what is not current, and exit with 1 if anything is

A notebook runs in a folder of its own that holds docs/examples, as the examples of a page do. Needs the extra `docs`.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from nbclient import NotebookClient
from refresh import DOCS, name_of, prepared

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = DOCS / "notebooks"
STYLE = re.compile(r"<style\b.*?</style>\n?", re.DOTALL)
"""What polars and pandas put before a table; a page has a style of its own."""


def notebooks() -> list[Path]:
    """List the notebooks."""
    return sorted(FOLDER.glob("*.ipynb"))


def executed(path: Path) -> Any:
    """Run a notebook and give it with its outputs, without what differs from machine to machine."""
    book = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as folder:
        prepared(Path(folder))
        NotebookClient(book, timeout=300, kernel_name="python3", resources={"metadata": {"path": folder}}).execute()
    return normalised(book)


def normalised(book: Any) -> Any:
    """Leave out times, versions and styles."""
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    book.metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    for cell in book.cells:
        cell.metadata = {}
        if "outputs" in cell:
            cell.outputs = list(_joined(cell.outputs))
        for output in cell.get("outputs", ()):
            output.get("metadata", {}).clear()
            data = output.get("data", {})
            if "text/html" in data:
                data["text/html"] = STYLE.sub("", data["text/html"])
                data["text/plain"] = ""  # it is the same in other dress
    return book


def _joined(outputs: list[Any]) -> Iterator[Any]:
    """Join what was printed: how it is cut into pieces is a matter of time."""
    last = None
    for output in outputs:
        if last is not None and output.output_type == last.output_type == "stream" and output.name == last.name:
            last.text += output.text
        else:
            last = output
            yield output


def main() -> int:
    """Run the notebooks, or check them."""
    parser = argparse.ArgumentParser(description="Run the notebooks and keep their outputs current.")
    parser.add_argument("notebooks", nargs="*", type=Path, help="all by default")
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 if any is stale")
    options = parser.parse_args()
    code = 0
    for path in [each.resolve() for each in options.notebooks] or notebooks():
        text = nbformat.writes(executed(path)) + "\n"
        if text != path.read_text(encoding="utf-8"):
            code = int(options.check)
            print(f"{name_of(path)}: {'not current' if options.check else 'brought up to date'}")
            if not options.check:
                path.write_text(text, encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main())
