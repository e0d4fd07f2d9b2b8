"""Bring into the site what its pages link to outside docs/: other Markdown as pages, code and the like as listings."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PROJECT = "project"
"""The folder of the site for what stands outside docs/."""
ALWAYS = ("CHANGELOG.md", "CONTRIBUTING.md", "LICENSE-DATA.md", "benchmarks/README.md", "plugins/README.md")
"""Pages of the project that the navigation names."""
FENCE = re.compile(r"^(```|~~~).*?^\1$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(\]\(|^\[[^\]]+\]: )([^)\s#]+)((?:#[^)\s]*)?)", re.MULTILINE)
LANGUAGES = {".py": "python", ".json": "json", ".cff": "yaml", ".toml": "toml", ".csv": "text", "": "text"}
LONGEST = 400
"""Lines of a listing at most."""


def repath(target: Path) -> str:
    """Give a path as the repository names it."""
    return target.relative_to(ROOT).as_posix()


def place(target: Path) -> str:
    """Give the page of the site that stands for a file or folder outside docs/.

    >>> place(ROOT / "CHANGELOG.md"), place(ROOT / "core" / "door.py"), place(ROOT / "benchmarks")
    ('project/CHANGELOG.md', 'project/core/door.py.md', 'project/benchmarks/README.md')
    """
    if target.is_dir() and (target / "README.md").is_file():
        target /= "README.md"
    name = repath(target)
    return f"{PROJECT}/{name}" if target.suffix == ".md" else f"{PROJECT}/{name}.md"


def source(page: str) -> Path:
    """Find the file that a page of the site is made from.

    >>> repath(source("tutorial.md")), repath(source("project/CHANGELOG.md"))
    ('docs/tutorial.md', 'CHANGELOG.md')
    """
    if not page.startswith(f"{PROJECT}/"):
        return DOCS / page
    inner = ROOT / page.removeprefix(f"{PROJECT}/")
    return inner if inner.exists() else inner.with_suffix("")


def listing(target: Path) -> str:
    """Write the page of a file that is not Markdown, or of a folder."""
    head = f"---\nsearch:\n  exclude: true\n---\n\n# {repath(target)}\n\n"
    if target.is_dir():
        names = sorted(
            each.name + "/" * each.is_dir() for each in target.iterdir() if not each.name.startswith("__pyc")
        )
        return head + "".join(f"- `{name}`\n" for name in names)
    lines = target.read_text(encoding="utf-8").splitlines()
    shown = lines[:LONGEST]
    more = f"\nThe first {LONGEST} of {len(lines)} lines.\n" if len(lines) > LONGEST else ""
    language = LANGUAGES.get(target.suffix, "text")
    return head + "\n".join([f"````{language}", *shown, "````", more])


def text_of(target: Path) -> str:
    """Give the Markdown of a file or folder outside docs/."""
    if target.suffix == ".md":
        return target.read_text(encoding="utf-8")
    readme = target / "README.md"
    return readme.read_text(encoding="utf-8") if readme.is_file() else listing(target)


def outside(page: Path, link: str, inside: Callable[[str], bool]) -> Path | None:
    """Find what a link leads to, where that exists but is no page or file of the site."""
    if "://" in link or link.endswith(".ipynb") or link.startswith(("mailto:", "/")):
        return None
    target = Path(os.path.normpath(page.parent / link))
    if not target.is_relative_to(ROOT) or not target.exists():
        return None
    if target.is_relative_to(DOCS) and inside(target.relative_to(DOCS).as_posix()):
        return None
    return target


def relinked(text: str, at: str, inside: Callable[[str], bool]) -> str:
    """Turn the links of a page of the site that lead out of docs/, or back in, to pages of the site."""
    page = source(at)
    here = Path(at).parent

    def link(match: re.Match[str]) -> str:
        if match[2].endswith(".ipynb"):
            return f"{match[1]}{match[2].removesuffix('.ipynb')}.md{match[3]}"
        target = outside(page, match[2], inside)
        into = Path(os.path.normpath(page.parent / match[2]))
        if target is not None:
            new = place(target)
        elif at.startswith(f"{PROJECT}/") and into.is_relative_to(DOCS):
            new = into.relative_to(DOCS).as_posix()
        else:
            return match[0]
        return f"{match[1]}{os.path.relpath(new, here)}{match[3]}"

    return apart_from_code(text, lambda prose: LINK.sub(link, prose))


def apart_from_code(text: str, change: Callable[[str], str]) -> str:
    """Change a text but for its blocks of code."""
    parts = []
    at = 0
    for fence in FENCE.finditer(text):
        parts += [change(text[at : fence.start()]), fence[0]]
        at = fence.end()
    return "".join([*parts, change(text[at:])])


def needed(pages: list[Path], inside: Callable[[str], bool]) -> list[Path]:
    """List all that pages link to outside the site, and that those link to in turn, each once."""
    found = [ROOT / name for name in ALWAYS]
    for page in pages:
        _follow(page, found, inside)
    for page in found:  # it grows as it is walked
        _follow(page, found, inside)
    return found


def _follow(page: Path, found: list[Path], inside: Callable[[str], bool]) -> None:
    """Add what a page links to outside the site."""
    if (page / "README.md").is_file():
        page /= "README.md"
    if page.suffix == ".md":
        for match in LINK.finditer(FENCE.sub("", page.read_text(encoding="utf-8"))):
            target = outside(page, match[2], inside)
            if target is not None and target not in found:
                found.append(target)
