"""Know where each page of a site stands, and how one page links to another."""

from __future__ import annotations

from typing import NamedTuple


class Link(NamedTuple):
    """A link on a page: what is shown, where it goes (from the site's folder), and a note beside it."""

    text: str
    path: str
    note: str = ""


def council_path(council_id: str) -> str:
    """Give the path of a council's page.

    >>> council_path("leeds")
    'councils/leeds.html'
    """
    return f"councils/{council_id}.html"


def regime_path(regime_id: str) -> str:
    """Give the path of a regime's page."""
    return f"regimes/{regime_id}.html"


def pair_path(name: str, ending: str = "html") -> str:
    """Give the path of the page of a pair of regimes, or of a file beside it."""
    return f"pairs/{name}.{ending}"
