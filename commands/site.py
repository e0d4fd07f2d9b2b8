"""site: write a folder of pages on every regime, council and pair of regimes."""

from __future__ import annotations

from pathlib import Path

import crossregime
from crossregime.commands.parser import COMPARED, OUTPUT, usage_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from crossregime.commands.output import Output
    from crossregime.commands.parser import Parser
    from crossregime.core.positions import Position
    from crossregime.render import SitePair


def describe(parser: Parser) -> None:
    """Add the arguments."""
    parser.description = (
        "Write a folder of pages that opens from a file or any web host: each regime, each council, each pair of"
        " regimes as a report, and a search over all. A rerun writes what changed. Needs the extra `charts`."
    )
    parser.usage = "%(prog)s DIR [--regime SELECTOR ...] [option ...]"
    parser.examples = (
        "crossregime site pages --regime ssi2003 --regime ofsted2009",
        "crossregime site two --regime ssi2003 --regime ofsted2009",
    )
    parser.group("where the pages go").add_argument(
        "folder", metavar="DIR", help="a new or empty folder, or one that this command wrote"
    )
    parser.group(COMPARED).add_argument(
        "--regime", dest="regimes", metavar="SELECTOR", action="append", default=[],
        help="only these regimes; give it again for each (by default every regime that is installed)",
    )  # fmt: skip
    parser.group(OUTPUT).add_argument(
        "--force", dest="over", action="store_true", help="write into a folder that holds other files"
    )
    parser.set_defaults(forms=("text",), format=None, output=None, force=False)


def run(options: Namespace, output: Output) -> int:
    """Write the pages, and say how many there are and where to open them."""
    from crossregime.commands.screen import tell_notices
    from crossregime.core.errors import OutputError, OutputExistsError
    from crossregime.core.files import check_tree, write_tree
    from crossregime.core.text import many
    from crossregime.render import site_files

    folder = Path(options.folder)
    try:
        check_tree(folder, force=options.over)
        compared = _positions(options.regimes)
        headlines = [crossregime.position(each) for each in _sources(compared)]
        tell_notices(position.regime for position in headlines)
        claims = {each.regime.id: crossregime.reconcile(each.regime) for each in headlines}
        files = site_files(headlines, _pairs(compared), claims)
        done = write_tree(folder, files, force=options.over)
    except OutputError as error:
        error.where = "" if str(folder) in error.what else str(folder)
        if isinstance(error, OutputExistsError):
            error.do = "name a new folder, or add --force"
        raise
    output.quiet()
    pages = sum(name.endswith(".html") for name in files)
    gone = f", {done.removed} taken away" if done.removed else ""
    said = (
        f"{many(pages, 'page')}: {done.written} of {many(len(files), 'file')} written, {done.unchanged} as they were"
        f"{gone}. Open {folder / 'index.html'}.\n"
    )
    output.show_text({"text": lambda: said})
    return 0


def _positions(asked: Sequence[str]) -> list[Position]:
    """Find the positions that are compared: those asked for, or the headline of every regime; the earliest first."""
    from crossregime.commands.screen import tell_left_out

    named = list(asked)
    if not named:
        regimes, faults = crossregime.host().load_all()
        tell_left_out(faults)
        named = [regime.id for regime in regimes]
    positions = [crossregime.position(each) for each in dict.fromkeys(named)]
    for position in positions:
        if len(position.regimes) > 1:
            raise usage_error(
                f"'{position.selector}' joins two regimes, and a page is of one", do="name each with its own --regime"
            )
    return sorted(positions, key=lambda each: (each.date, each.name))


def _sources(positions: Sequence[Position]) -> list[str]:
    """Give what names each regime, once: a folder by its path."""
    return list({each.regime.id: each.selector.sources[0] for each in positions}.values())


def _pairs(positions: Sequence[Position]) -> list[SitePair]:
    """Compare each position with each later one; beside the headlines, also what is nearest to like for like."""
    from itertools import combinations

    from crossregime.commands.calls import call_text
    from crossregime.core.positions import like_for_like
    from crossregime.core.progress import count_off
    from crossregime.render import SitePair

    found: dict[str, SitePair] = {}
    for pair in count_off(list(combinations(positions, 2)), "comparisons"):
        named = [(pair[0].selector.text, pair[1].selector.text)]
        nearest = like_for_like(pair)
        if nearest is not None and nearest.first and nearest.second and nearest.judgements:
            named.append((nearest.first, nearest.second))
        for selectors in named:
            comparison = crossregime.compare(*selectors)
            assert comparison.call is not None  # noqa: S101  # compare notes its call
            made = SitePair(comparison, call_text(comparison.call))
            found.setdefault(made.name, made)
    return list(found.values())
