"""Resolve a file of names: find the council of each row on its date, and the rows that match none."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from crossregime.core.councils.council import SCHEMES, check_scheme
from crossregime.core.councils.register import load_register
from crossregime.core.dates import day_fault, read_day
from crossregime.core.errors import Fault
from crossregime.core.files import Faults, Folder, head, parse_csv, read_named
from crossregime.core.frozen import frozen

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

    from crossregime.core.councils.council import Match


@frozen
class Resolution:
    """A file's rows and what each resolved to: `dates` holds the day that was asked about, None for any."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    dates: tuple[dt.date | None, ...]
    matches: tuple[Match, ...]

    @property
    def failed(self) -> int:
        """How many rows did not resolve."""
        return sum(match.council is None for match in self.matches)

    def frame(self) -> pl.DataFrame:
        """Return the rows as they came, in their order, with the council beside them.

        Adds on (the day that was asked about, empty for any), council_id, series_id, council_name, gss_code, ons_code
        and dfe_code (empty where none resolved), how (exact, alias, ambiguous or unknown), explanation and
        candidates. A column of the file that has one of these names is kept with `_given` after it.
        """
        import polars as pl

        added = [self._added(match, on) for match, on in zip(self.matches, self.dates, strict=True)]
        names = [*_ADDED]
        header = [f"{name}_given" if name in names else name for name in self.header]
        rows = [(*row, *extra) for row, extra in zip(self.rows, added, strict=True)]
        return pl.DataFrame(rows, schema=dict.fromkeys([*header, *names], pl.String), orient="row")

    @staticmethod
    def _added(match: Match, on: dt.date | None) -> tuple[str, ...]:
        council, asked = match.council, "" if on is None else str(on)
        if council is None:
            return (asked, *("",) * 6, match.how, match.explanation, "; ".join(match.candidates))
        day = on or council.end or dt.date.max
        codes = (council.code(scheme, day) for scheme in SCHEMES)
        return (asked, council.id, council.series, council.name, *codes, match.how, "", "")

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data (schemas/resolution.schema.json)."""
        return {
            **head("resolution"),
            "resolved": len(self.matches) - self.failed,
            "failed": self.failed,
            "rows": self.frame().to_dicts(),
        }


_ADDED = (
    "on", "council_id", "series_id", "council_name", *(f"{scheme}_code" for scheme in SCHEMES), "how", "explanation",
    "candidates",
)  # fmt: skip


NAMES_SUGGESTED = 300
"""For how many unknown names of a list of one's own others are sought that are like them: each takes a while."""


def resolve_file(
    path: Path, on: dt.date | None = None, *, column: str = "name", scheme: str | None = None
) -> Resolution:
    """Resolve the names of a CSV: a file, standard input (-), or a pipe.

    The file needs a column of names or codes (`column`) and may have a column `date` (YYYY-MM-DD), which stands before
    `on`. With a `scheme` (gss, ons or dfe) the cells are codes of that scheme alone. After NAMES_SUGGESTED unknown
    names no candidates are offered any more. Raises DataError for a file that can't be read or a date that isn't one,
    UsageError for a scheme that there isn't.
    """
    check_scheme(scheme)
    text = read_named(path, Folder.read)
    header, rows = parse_csv(text, "standard input" if str(path) == "-" else str(path), [column], others=True)
    dates: list[dt.date | None] = []
    faults = Faults(str(path))
    for number, row in enumerate(rows, 2):
        cell = row[header.index("date")] if "date" in header else ""
        dates.append(read_day(cell) if cell else on)
        if cell and dates[-1] is None:
            what, do = day_fault(cell)
            faults.add(Fault(str(path), what, number, "date", do=do))
    faults.refuse_if_any()
    names = [row[header.index(column)] for row in rows]
    found: dict[tuple[str, dt.date | None], Match] = {}
    unknown = 0
    for asked in dict.fromkeys(zip(names, dates, strict=True)):
        found[asked] = load_register().match(*asked, suggest=unknown < NAMES_SUGGESTED, scheme=scheme)
        unknown += found[asked].how == "unknown"
    matches = tuple(found[asked] for asked in zip(names, dates, strict=True))
    return Resolution(tuple(header), tuple(map(tuple, rows)), tuple(dates), matches)
