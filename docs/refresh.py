"""Run every example of README.md and docs/, and keep what the pages show current.

    python docs/refresh.py            write what the examples and the program now give into the pages
    python docs/refresh.py --check    change nothing; list what is not current, and exit with 1 if anything is

The examples of a page run in a folder of their own that holds docs/examples (docs/running.py). What stands
between `<!-- generated: NAME -->` and `<!-- end -->` is made from the help, the docstrings and the schemas
(docs/generated.py).
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from generated import regenerated
from running import Page

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
EXAMPLES = DOCS / "examples"


def pages() -> list[Path]:
    """List the pages: those at the root that show examples, and every Markdown file of docs."""
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def name_of(page: Path) -> str:
    """Name a page as messages do."""
    return page.relative_to(ROOT).as_posix()


def prepared(folder: Path) -> Page:
    """Lay out the folder in which the examples of a page run."""
    shutil.copytree(EXAMPLES, folder / "docs" / "examples")
    return Page(folder)


def refreshed(page: Path) -> tuple[str, list[str]]:
    """Give a page's text with everything current, and the faults that a person must mend."""
    with tempfile.TemporaryDirectory() as folder:
        run = prepared(Path(folder))
        text = regenerated(run.refreshed(page.read_text(encoding="utf-8")))
    return text, run.faults


def main() -> int:
    """Refresh every page, or check them."""
    parser = argparse.ArgumentParser(description="Run the examples of the documentation and keep it current.")
    parser.add_argument("pages", nargs="*", type=Path, help="all pages by default")
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 if any is stale")
    options = parser.parse_args()
    code = 0
    for page in [each.resolve() for each in options.pages] or pages():
        text, faults = refreshed(page)
        if text != page.read_text(encoding="utf-8"):
            print(f"{name_of(page)}: {'not current' if options.check else 'brought up to date'}")
            if options.check:
                code = 1
            else:
                page.write_text(text, encoding="utf-8")
        for fault in faults:
            code = 1
            print(f"{name_of(page)}: {fault}")
    return code


if __name__ == "__main__":
    sys.exit(main())
