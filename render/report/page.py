"""Lay a report out as HTML: one file with its style, its script and its data, which asks for no network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from crossregime.core.files import Folder
from crossregime.render.report.facts import gather
from crossregime.render.web import alone, open_templates, style_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.comparison import Comparison
    from crossregime.core.model import Regime

TEMPLATES = Path(__file__).parent
REPORT = "report.html.j2"


def report_page(comparison: Comparison, regimes: Sequence[Regime], call: str = "") -> str:
    """Write a comparison as one HTML page that needs nothing else; `regimes` are those of the councils' histories.

    `call` is the call of the program that gives the same figures. Raises UsageError where the extra `charts` is not
    installed.
    """
    lay = open_templates(TEMPLATES)  # what is missing is told before anything is worked out
    look = alone(style_sheet(), report_script())
    return lay(REPORT, report=gather(comparison, regimes, call), look=look, files=())


def report_script() -> str:
    """Give the script of a report: it sorts, filters and opens what the page holds."""
    return Folder(TEMPLATES, "render/report", trusted=True).read("report.js")
