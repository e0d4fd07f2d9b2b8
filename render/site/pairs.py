"""Name the comparisons of a site, and lay each out as a report whose data are files beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crossregime.core.files import csv_text, json_text, with_grades
from crossregime.render.report import REPORT, gather
from crossregime.render.site.links import pair_path
from crossregime.render.web import within

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crossregime.core.comparison import Comparison
    from crossregime.core.model import Regime

SCRIPTS = ("search-index.js", "site.js", "report.js")


@dataclass(frozen=True, eq=False)
class SitePair:
    """A comparison of two positions that a site has a page of, and the call of `compare` that gives its figures."""

    comparison: Comparison
    call: str

    @property
    def name(self) -> str:
        """Name its files after what is compared."""
        return "--".join(re.sub(r"[^A-Za-z0-9._+-]", "-", position.caption) for position in self.comparison.positions)

    @property
    def title(self) -> str:
        """Say what is compared."""
        return ", by ".join(position.spoken for position in self.comparison.positions)

    @property
    def question(self) -> str:
        """The question that its contrast answers."""
        table = self.comparison.ends
        return table.headline.question

    @property
    def answer(self) -> str:
        """The answer in words; that there is none where no council is in both."""
        table = self.comparison.ends
        return f"{table.headline.answer}." if table.tabulation.pairs else "No council is in both."


def pair_files(pair: SitePair, regimes: Sequence[Regime], lay: Callable[..., str]) -> dict[str, bytes]:
    """Lay a pair out: its page, its pairs as CSV and the comparison as JSON, by their paths."""
    comparison = pair.comparison
    held = {"csv": csv_text(with_grades(comparison.pairs)), "json": json_text(comparison.to_dict())}
    report = gather(comparison, regimes, pair.call)
    files = [("Pairs as CSV", f"{pair.name}.csv"), ("Comparison as JSON", f"{pair.name}.json")]
    page = lay(
        REPORT,
        report=replace(report, data={"places": report.data["places"]}),
        look=within("../", *SCRIPTS),
        files=files,
    )
    return {
        pair_path(pair.name): page.encode(),
        **{pair_path(pair.name, ending): text.encode() for ending, text in held.items()},
    }
