"""Write all that is held of one council for a committee: as one HTML page, or as the sheets of a workbook."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from crossregime.core.councils import load_register
from crossregime.core.errors import UsageError
from crossregime.core.model import status_text
from crossregime.core.profiles import headline_changes
from crossregime.core.text import joined, visible
from crossregime.core.version import __version__
from crossregime.render.charts.theme import DOUBLE, page_style
from crossregime.render.council import lay_profile
from crossregime.render.html import Html
from crossregime.render.plots import draw_timeline
from crossregime.render.standing import lay_standing

if TYPE_CHECKING:
    from collections.abc import Callable

    from crossregime.core.profiles import Profile, Standing
    from crossregime.render.page import Writer

STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem;
 color: var(--chart-ink, #222); background: var(--chart-paper, #fff); }
h1 { line-height: 1.2; } h2 { margin-top: 2.5rem; border-top: 1px solid; padding-top: 1rem; }
svg { max-width: 100%; height: auto; } summary { cursor: pointer; } a { color: inherit; overflow-wrap: anywhere; }
footer { margin-top: 3rem; border-top: 1px solid; font-size: 0.9rem; }
@media print { body { max-width: none; } details { display: block; } h2 { break-after: avoid; } }
"""


def council_html(profile: Profile, standing: Standing | None, without: str = "") -> str:
    """Write one council's page as HTML that needs nothing else; `without` says why it stands beside nobody.

    The timeline is drawn where the extra `charts` is installed; the table of ratings says the same in words.
    """
    name = escape(visible(profile.council.name))
    parts = [
        _part(lambda page: lay_ratings(page, profile)),
        _timeline(profile),
        _part(lambda page: lay_beside(page, standing, without)),
        _part(lambda page: lay_profile(page, profile, rated=False)),
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="generator" content="crossregime {__version__}">\n'
        f"<title>{name}: ratings of its social care</title>\n<style>{page_style()}{STYLE}</style>\n</head>\n"
        f"<body>\n<h1>{name}: ratings of its social care</h1>\n<main>\n"
        + "\n".join(filter(None, parts))
        + f"\n</main>\n<footer><p>Made with crossregime {__version__}.</p></footer>\n</body>\n</html>\n"
    )


def lay_council(page: Writer, profile: Profile, standing: Standing | None, without: str = "") -> None:
    """Write the same parts one after the other, as the sheets of a workbook."""
    lay_ratings(page, profile)
    lay_beside(page, standing, without)
    lay_profile(page, profile, rated=False)


def lay_ratings(page: Writer, profile: Profile) -> None:
    """Write the headline ratings with how each is known and its source, then what changed."""
    page.title("How it was rated")
    rated = sorted((each for each in profile.own if each.headline), key=lambda each: each.published)
    if not rated:
        page.line("None of these regimes rated it.")
        return
    rows = [
        [str(each.published), each.judgement.name or each.regime, each.grade, status_text(each.status),
         ", ".join(part for part in (each.source, each.place) if part)]
        for each in rated
    ]  # fmt: skip
    page.grid(["date", "rating", "grade", "how it is known", "source"], rows)
    page.line("Not like for like: each inspectorate rated other services, by definitions of its own.")
    changes = headline_changes(profile)
    if changes:
        page.heading("What changed")
        for each in changes:
            page.item(each)


def lay_beside(page: Writer, standing: Standing | None, without: str = "") -> None:
    """Write where it stood among others, and who they are; or why it stands beside nobody."""
    if standing is None:
        page.title("Where it stood among others")
        page.line(without)
        return
    lay_standing(page, standing)
    known = load_register()
    series = dict.fromkeys(each for placing in standing.placings for each in placing.peers)
    names = sorted(known.council(each).name for each in series)
    if names:
        page.heading("Beside whom")
        page.line(f"{joined(names)}.")


def _part(lay: Callable[[Writer], None]) -> str:
    page = Html(level=2)
    lay(page)
    return page.fragment()


def _timeline(profile: Profile) -> str:
    """Draw the timeline, where there is a rating and what draws is installed."""
    if not any(each.headline for each in profile.own):
        return ""
    try:
        return f"<figure>\n{draw_timeline([profile], DOUBLE).inline()}\n</figure>"
    except UsageError:
        return ""
