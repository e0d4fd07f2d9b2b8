"""Lay a report out as HTML: a template that escapes all it is given, one style sheet, one script, no network."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossregime.core.errors import UsageError
from crossregime.core.text import visible
from crossregime.render.charts.theme import page_style
from crossregime.render.html import linked
from crossregime.render.report.facts import gather

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crossregime.core.comparison import Comparison
    from crossregime.core.model import Regime
    from crossregime.render.report.facts import Report

TEMPLATE = "report.html.j2"


def report_page(comparison: Comparison, regimes: Sequence[Regime], call: str = "") -> str:
    """Write a comparison as one HTML page that needs nothing else; `regimes` are those of the councils' histories.

    `call` is the call of the program that gives the same figures. Raises UsageError where the extra `charts` is not
    installed.
    """
    lay = _open_template()  # what is missing is told before anything is worked out
    return lay(gather(comparison, regimes, call))


def _open_template() -> Callable[[Report], str]:
    """Open the template: what it gives lays out a report. Raises UsageError where Jinja2 is not installed."""
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
        from markupsafe import Markup
    except ImportError as error:
        raise UsageError(
            "a report needs the package Jinja2, which is not installed", do='pip install "crossregime[charts]"'
        ) from error

    def shown(value: Any) -> Any:
        """Spell out control characters of text; what is markup already is the program's own."""
        return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    loader = FileSystemLoader(Path(__file__).parent, encoding="utf-8")
    pages = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, finalize=shown, keep_trailing_newline=True,
    )  # fmt: skip
    pages.filters["linked"] = lambda text: Markup(linked(visible(text)))  # noqa: S704  # escaped there
    pages.filters["own"] = Markup  # markup and scripts that the program wrote itself
    template = pages.get_template(TEMPLATE)
    style, script = (loader.get_source(pages, name)[0] for name in ("style.css", "script.js"))
    style = page_style() + style

    def lay(report: Report) -> str:
        return template.render(report=report, style=style, script=script, policy=policy(style, script))

    return lay


def policy(style: str, script: str) -> str:
    """Give the Content-Security-Policy of a page: its own style and script by their hashes, and nothing else.

    >>> policy("", "")[:40]
    "default-src 'none'; style-src 'sha256-47"
    """
    return (
        f"default-src 'none'; style-src 'sha256-{_hash(style)}'; script-src 'sha256-{_hash(script)}';"
        " base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return b64encode(hashlib.sha256(text.encode()).digest()).decode()
