"""Turn the rows of a spreadsheet into ratings: of which council, when, in which judgement, what stands there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crossregime.core.authoring.decision import Decision
from crossregime.core.authoring.grade_words import NOTHING
from crossregime.core.authoring.written_dates import read_dates
from crossregime.core.councils import load_register
from crossregime.core.dates import read_period
from crossregime.core.errors import UsageError
from crossregime.core.text import many

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from crossregime.core.authoring.columns import Roles
    from crossregime.core.authoring.sheet import Sheet
    from crossregime.core.authoring.wishes import Wishes

_SUMS = re.compile(
    r"(england|total|all|average|mean|london|national|grand total|all (councils|authorities|england)|england average"
    r"|(inner|outer) london|(met(ropolitan)?|shire|unitary).*(districts|counties|authorities|total))\Z",
    re.IGNORECASE,
)
"""Names that stand for several councils together, as rows of sums do."""
_DATED = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4}|[0-9]{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+ [0-9]{4}"
)
MOST_PUBLICATIONS = 12
MOST_SUGGESTED = 100
"""Unknown names for which others that are like them are sought."""


@dataclass(frozen=True, slots=True)
class SheetRating:
    """What one cell of grades says: of which council, as printed, when published, in which judgement."""

    row: int
    council: str
    published: str
    judgement: str
    cell: str
    address: str = ""
    visited: str = ""
    type: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ratings:
    """All ratings of a sheet, in the order of its rows, and whether they are an annual or a rolling regime's.

    `names` maps each printed name that the register does not know on its date to the ids of councils that may be meant;
    one alone where a code beside it says which.
    """

    kind: str
    ratings: tuple[SheetRating, ...]
    names: dict[str, tuple[str, ...]]
    by_code: frozenset[str]
    decisions: tuple[Decision, ...]

    @property
    def dates(self) -> list[str]:
        """The dates, first to last."""
        return sorted({each.published for each in self.ratings})


@dataclass(slots=True)
class _Gathered:
    found: list[SheetRating] = field(default_factory=list)
    empty: int = 0
    sums: list[str] = field(default_factory=list)


def read_ratings(sheet: Sheet, roles: Roles, wishes: Wishes) -> Ratings:
    """Read every rating; what is no date stays as it is written, so that a check names it."""
    dates, decisions = _dates(sheet, roles, wishes)
    gathered = _gather(sheet, roles, dates)
    if gathered.sums:
        decisions.append(Decision("left out", many(len(gathered.sums), "row"),
                                  f"they are sums of councils: {', '.join(dict.fromkeys(gathered.sums))}"))  # fmt: skip
    if gathered.empty:
        cells = f"{many(gathered.empty, 'cell')} without a word"
        decisions.append(Decision("no grade", cells, "no row is written of what is not said; if it means that none was"
                                  " given, say so", confirm=True, overrule="status"))  # fmt: skip
    kind, decided = _kind(gathered.found, wishes)
    decisions.append(decided)
    names, by_code, odd = _names(sheet, roles, gathered.found)
    decisions += odd
    return Ratings(kind, tuple(gathered.found), names, by_code, tuple(decisions))


def _dates(sheet: Sheet, roles: Roles, wishes: Wishes) -> tuple[list[str], list[Decision]]:
    """Give the date of each row."""
    if wishes.date:
        (date,) = read_dates([wishes.date]).dates
        if date is None:
            raise UsageError(f"'{wishes.date}' is not a date", do="write `date` as YYYY-MM-DD")
        return [date] * len(sheet.rows), [Decision("date", date, "it was given", overrule="date")]
    if roles.date:
        cells = sheet.column(roles.date)
        read = read_dates(cells, month_first=wishes.month_first or None)
        why = f"as in '{next((cell for cell in cells if cell), '')}'"
        confirm = bool(read.either)
        if confirm:
            why += f"; {many(read.either, 'date')} could be read either way, and the day stands first in Britain"
        decided = Decision(
            "dates", read.form or "none that can be read", why, confirm, "month_first" if confirm else ""
        )
        return [date or cell for date, cell in zip(read.dates, cells, strict=True)], [decided]
    for place, text in (("the file's name", sheet.name), *(("a line above the table", line) for line in sheet.above)):
        found = _DATED.search(text)
        date = read_dates([found[0]]).dates[0] if found else None
        if date:
            return [date] * len(sheet.rows), [Decision("date", date, f"{place} says so", confirm=True, overrule="date")]
    raise UsageError(
        f"no column of {sheet.name} holds dates",
        do="give the day on which all were published as `date`, or name the column: `date_column`",
    )


def _gather(sheet: Sheet, roles: Roles, dates: Sequence[str]) -> _Gathered:
    """Make a rating of each cell of grades that says something."""
    gathered = _Gathered()
    columns = {name: sheet.column(name) for name in sheet.header}
    known = load_register()
    regions = {form.casefold() for form in known.group_forms("region")}

    def cell(name: str, place: int) -> str:
        return columns[name][place] if name else ""

    for place, (number, date) in enumerate(zip(sheet.numbers, dates, strict=True)):
        council = cell(roles.council, place) or cell(roles.code, place)
        sums = bool(_SUMS.match(council)) or council.casefold() in regions
        if sums and known.match(council, suggest=False).council is None:
            gathered.sums.append(council)
            continue
        for column in roles.grades:
            text = cell(column, place)
            if text in NOTHING:
                gathered.empty += 1
                continue
            gathered.found.append(
                SheetRating(
                    number, council, date, cell(roles.judgement, place) or column, text, cell(roles.address, place),
                    cell(roles.visited, place), cell(roles.type, place), cell(roles.note, place),
                )
            )  # fmt: skip
    if not gathered.found:
        raise UsageError(f"no row of {sheet.name} has a grade", do="name the column of grades: `grade_column`")
    return gathered


def _kind(ratings: Sequence[SheetRating], wishes: Wishes) -> tuple[str, Decision]:
    """Tell whether all councils were rated at once: by how many share a date."""
    by_date: dict[str, set[str]] = {}
    for each in ratings:
        by_date.setdefault(each.published, set()).add(each.council)
    councils = {each.council for each in ratings}
    if wishes.kind:
        kind, why = wishes.kind, "it was asked for"
    elif len(by_date) == 1:
        kind, why = "annual", "all have one date"
    elif len(by_date) <= MOST_PUBLICATIONS and min(map(len, by_date.values())) > len(councils) / 2:
        kind, why = "annual", f"{len(by_date)} dates, each of many councils"
    else:
        kind, why = "rolling", f"{len(by_date)} dates of {many(len(councils), 'council')}: each has its own"
    if kind == "annual":
        short = [date for date in by_date if (period := read_period(date)) and period.first != period.last]
        if short:
            raise UsageError(
                f"a publication has a day, and '{short[0]}' is none", do="give the day as `date`, or the kind rolling"
            )
    return kind, Decision("kind", kind, why, overrule="kind")


def _names(
    sheet: Sheet, roles: Roles, ratings: Sequence[SheetRating]
) -> tuple[dict[str, tuple[str, ...]], frozenset[str], list[Decision]]:
    """Find the names that the register lacks on their dates, with the councils that may be meant."""
    known = load_register()
    codes: dict[int, str] = {}
    if roles.code and roles.council:
        codes = dict(zip(sheet.numbers, sheet.column(roles.code), strict=True))
    names: dict[str, tuple[str, ...]] = {}
    by_code: set[str] = set()
    odd: list[Decision] = []
    resolved: set[str] = set()
    for name, published, row in dict.fromkeys((each.council, each.published, each.row) for each in ratings):
        period = read_period(published)
        on: dt.date | None = period.last if period else None
        found = known.match(name, on, suggest=False).council
        coded = known.match(codes.get(row, ""), on, suggest=False).council
        if found and coded and found.id != coded.id:
            odd.append(Decision("code", f"row {row}: '{name}', and the code of {coded.name}",
                                "the name counts: check which is right", confirm=True))  # fmt: skip
        if found:
            resolved.add(name)
        elif name not in names or (coded and name not in by_code):
            if coded:
                by_code.add(name)
            names[name] = (coded.id,) if coded else _like(name, on, suggest=len(names) < MOST_SUGGESTED)
    total = len(resolved | set(names))
    what = f"{len(resolved)} of {many(total, 'name')} found in the register, on their dates"
    odd.append(Decision("councils", what, "names.csv has the others" if names else "as they are printed"))
    strange = [name for name in names if name not in by_code]
    if by_code:
        told = f"{_some([*names.keys() & by_code])} by the code beside it"
        odd.append(Decision("names.csv", told, "the register has no such name on the date", confirm=True))
    if strange:
        told = f"{_some(strange)}: write the id of one council for each, or take its rows out"
        odd.append(Decision("names.csv", told, "no guess is made", confirm=True))
    return names, frozenset(by_code), odd


def _some(names: Sequence[str]) -> str:
    shown = [f"'{name}'" for name in sorted(names)[:4]]
    return ", ".join(shown) + (f" and {len(names) - 4} more" if len(names) > 4 else "")


def _like(name: str, on: dt.date | None, *, suggest: bool) -> tuple[str, ...]:
    """Give the ids of the councils that a name may mean."""
    known = load_register()
    match = known.match(name, on, suggest=suggest)
    if match.how == "ambiguous":
        return tuple(each.split(" ")[0] for each in match.candidates)
    found = (known.match(each, on, suggest=False).council for each in match.candidates)
    return tuple(dict.fromkeys(council.id for council in found if council))
