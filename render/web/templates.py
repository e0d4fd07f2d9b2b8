"""Open the templates of pages: they escape all that they are given, and spell out characters that don't print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossregime.core.errors import UsageError
from crossregime.core.files import Folder
from crossregime.core.text import visible
from crossregime.core.version import __version__
from crossregime.render.charts.theme import page_style
from crossregime.render.html import linked

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent


def open_templates(*folders: Path) -> Callable[..., str]:
    """Open the templates of folders, which may build on those here: what it gives lays one out.

    It is called with the name of a template, the `look` of the page, and what the template shows. Raises UsageError
    where Jinja2 is not installed.
    """
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
        from markupsafe import Markup
    except ImportError as error:
        raise UsageError(
            "a page needs the package Jinja2, which is not installed", do='pip install "crossregime[charts]"'
        ) from error

    def shown(value: Any) -> Any:
        """Spell out control characters of text; what is markup already is the program's own."""
        return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    pages = Environment(
        loader=FileSystemLoader([*folders, HERE], encoding="utf-8"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, finalize=shown, keep_trailing_newline=True,
    )  # fmt: skip
    pages.filters["linked"] = lambda text: Markup(linked(visible(text)))  # noqa: S704  # escaped there
    pages.filters["own"] = Markup  # markup and scripts that the program wrote itself
    pages.globals["version"] = __version__

    def lay(template: str, **shown: Any) -> str:
        return pages.get_template(template).render(**shown)

    return lay


def style_sheet() -> str:
    """Give the style sheet of every page: light, and dark where that is asked."""
    return page_style() + Folder(HERE, "render/web", trusted=True).read("style.css")
