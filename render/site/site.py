"""Write all pages of a site, with the style and the scripts that they share and the index of the search."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from crossregime.core.councils import load_register
from crossregime.core.files import Folder
from crossregime.core.progress import count_off
from crossregime.core.text import inert, many
from crossregime.render.report import TEMPLATES as REPORTS, report_script
from crossregime.render.site.councils import council_map, council_page
from crossregime.render.site.links import Link, council_path, pair_path, regime_path
from crossregime.render.site.pairs import pair_files
from crossregime.render.site.regimes import regime_page
from crossregime.render.web import open_templates, style_sheet, within

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from crossregime.core.claims import Reconciliation
    from crossregime.core.councils import Council
    from crossregime.core.positions import Position
    from crossregime.render.site.pairs import SitePair

HERE = Path(__file__).parent
SCRIPTS = ("search-index.js", "site.js")
KNOWN = ("printed", "deduced", "reconstructed", "user", "rule")
"""The statuses of a grade that is known."""


def site_files(
    positions: Sequence[Position],
    pairs: Sequence[SitePair],
    claims: Mapping[str, Reconciliation],
) -> dict[str, bytes]:
    """Write the pages of a site, by their paths in its folder, in the order in which they are made.

    `positions` are the headline positions of the regimes that have a page, each regime once; `claims` holds the
    findings on each regime's printed statements by its id. Raises UsageError where the
    extra `charts` is not installed.
    """
    lay = open_templates(HERE, REPORTS)  # what is missing is told before anything is worked out
    regimes = [position.regime for position in positions]
    files: dict[str, bytes] = {
        "assets/style.css": style_sheet().encode(),
        "assets/report.js": report_script().encode(),
        "assets/site.js": Folder(HERE, "render/site", trusted=True).read("site.js").encode(),
        "assets/search-index.js": _index(positions, pairs).encode(),
    }
    for pair in count_off(pairs, "comparisons"):
        files.update(pair_files(pair, regimes, lay))
    for position in count_off(positions, "regimes"):
        page = regime_page(position, claims[position.regime.id], pairs)
        files[regime_path(position.regime.id)] = _page(lay, "regime.html.j2", "../", page=page)
    councils = list(load_register().councils.values())
    for council in count_off(councils, "councils"):
        files[council_path(council.id)] = _page(lay, "council.html.j2", "../", page=council_page(council, regimes))
    files["index.html"] = _page(
        lay, "index.html.j2", "", rows=[_row(position) for position in positions], pairs=pairs, pair_path=pair_path,
        councils=council_map(dt.date.max), ended=[_link(each) for each in councils if each.end is not None],
    )  # fmt: skip
    return files


def _page(lay: Callable[..., str], template: str, root: str, **shown: Any) -> bytes:
    return lay(template, look=within(root, *SCRIPTS), **shown).encode()


class _Row(NamedTuple):
    """A regime in the list: its page, its kind, its dates, and how many headline grades are known."""

    link: Link
    kind: str
    dates: str
    known: str


def _row(position: Position) -> _Row:
    regime = position.regime
    dates = sorted(set(regime.outcomes.get_column("published")))
    span = " to ".join(dict.fromkeys((str(dates[0]), str(dates[-1])))) if dates else "-"
    known = sum(count for status, count in position.coverage.items() if status in KNOWN)
    said = f"{known} of {many(sum(position.coverage.values()), 'council')}"
    return _Row(Link(regime.title, regime_path(regime.id), regime.id), regime.kind, span, said)


def _link(council: Council) -> Link:
    return Link(council.name, council_path(council.id), council.lifetime())


def _index(positions: Sequence[Position], pairs: Sequence[SitePair]) -> str:
    """Write the index of the search as a script: a page that is opened from a file may not fetch.

    Each entry has what it is, its title, its path, and more words to find it by.
    """
    entries = [("regime", each.regime.title, regime_path(each.regime.id), _words(each)) for each in positions]
    entries += [("comparison", pair.title, pair_path(pair.name), f"{pair.question} {pair.answer}") for pair in pairs]
    entries += [
        ("council", each.name, council_path(each.id), _codes(each)) for each in load_register().councils.values()
    ]
    text = json.dumps(entries, ensure_ascii=False, separators=(",\n", ":"))
    return f"window.crossregimeIndex = {inert(text)};\n"


def _codes(council: Council) -> str:
    """Give more words by which a council is found: its full name, its region, its type and its codes."""
    kind = load_register().group_label("type", council.type)
    return " ".join([council.official_name, council.region, kind, *(code for _, code, _, _ in council.codes)])


def _words(position: Position) -> str:
    """Give more words by which a regime is found: its id, its inspectorate, its judgements and grades."""
    regime = position.regime
    words = [regime.id, regime.inspectorate]
    for judgement in regime.judgements:
        words += [judgement.title, *judgement.scale.labels]
    return " ".join(dict.fromkeys(words))
