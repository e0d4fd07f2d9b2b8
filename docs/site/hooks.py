"""What the build of the site does to the pages of docs/ (the hooks of mkdocs.yml)."""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, InclusionLevel

sys.path.insert(0, str(Path(__file__).resolve().parent))

from books import page_of
from outside import DOCS, ROOT, needed, place, relinked, text_of
from pictures import drawn, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


READ = ("__init__.py", "core", "testing")
"""What the Python reference is made from."""
FOLDER = tempfile.TemporaryDirectory()
SESSION = re.compile(r"^```python(?=\n>>>)", re.MULTILINE)
"""Where a session of Python begins: what it prints in columns is not to be wrapped."""


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Give mkdocstrings the package as it is installed: the checkout's root has environments and tests besides."""
    package = Path(FOLDER.name) / "crossregime"
    package.mkdir(exist_ok=True)
    for name in READ:
        if not (package / name).exists():
            (package / name).symlink_to(ROOT / name)
    config.plugins["mkdocstrings"].config.handlers["python"]["paths"] = [FOLDER.name]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages for what stands outside docs/, the notebooks and the pictures."""
    inside = _inside(files)
    pages = [Path(file.abs_src_path) for file in files.documentation_pages() if file.abs_src_path]
    for target in needed(pages, inside):
        file = File.generated(config, place(target), content=text_of(target))
        file.inclusion = InclusionLevel.NOT_IN_NAV
        files.append(file)
    for notebook in sorted((DOCS / "notebooks").glob("*.ipynb")):
        text, made = page_of(notebook)
        made[f"notebooks/{notebook.stem}.md"] = text
        for name, content in made.items():
            files.append(File.generated(config, name, content=content))
    for page in pages:
        for name, content in drawn(page.read_text(encoding="utf-8"), page.relative_to(DOCS).as_posix()).items():
            files.append(File.generated(config, name, content=content))
    return files


def on_page_markdown(markdown: str, page: Page, files: Files, **_: object) -> str:
    """Show the pictures, turn links that lead out of docs/ to the pages that were added, and mark Python sessions."""
    text = SESSION.sub("```pycon", markdown)
    return shown(relinked(text, page.file.src_uri, _inside(files)), page.file.src_uri)


def _inside(files: Files) -> Callable[[str], bool]:
    names = {file.src_uri for file in files if file.inclusion.is_included() and not file.src_uri.startswith("project/")}
    return names.__contains__
