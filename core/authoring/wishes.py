"""Hold what an author says of a spreadsheet, in the place of what would be guessed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crossregime.core.arguments import check_choice

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Wishes:
    """What an author overrules: None, or nothing, where it is to be found in the file.

    Columns are named as in the header; `scale` is the id of a shared scale, REGIME:SCALE of a regime that is installed,
    or `own` for a new one; `order` lists the grades of a new one, worst first; `statuses` maps words of cells to
    statuses.
    """

    kind: str | None = None
    encoding: str | None = None
    separator: str | None = None
    council_column: str | None = None
    code_column: str | None = None
    grade_columns: tuple[str, ...] = ()
    judgement_column: str | None = None
    date_column: str | None = None
    address_column: str | None = None
    note_column: str | None = None
    date: str | None = None
    month_first: bool = False
    scale: str | None = None
    order: tuple[str, ...] = ()
    statuses: Mapping[str, str] = field(default_factory=dict)
    title: str | None = None
    inspectorate: str | None = None


def named_column(header: tuple[str, ...], name: str) -> str:
    """Find a column that an author names, in any case; raise UsageError for one that there isn't.

    >>> named_column(("Council", "Grade"), "grade")
    'Grade'
    """
    for each in header:
        if each.casefold() == name.strip().casefold():
            return each
    check_choice(name, header, f"there is no column '{name}'", do=f"the columns are {', '.join(header)}")
    return name
