"""Draft a regime from a spreadsheet: its files, and every decision with its reason."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crossregime.core.authoring.columns import find_roles
from crossregime.core.authoring.decision import Decision
from crossregime.core.authoring.documents import Documents
from crossregime.core.authoring.grade_words import status_of
from crossregime.core.authoring.marks import TO_DO
from crossregime.core.authoring.project import SCHEMA
from crossregime.core.authoring.scales_of import find_scales, grades_of, no_scales
from crossregime.core.authoring.sheet import read_sheet
from crossregime.core.authoring.written_rows import read_ratings
from crossregime.core.councils import load_register
from crossregime.core.dates import read_day
from crossregime.core.text import many
from crossregime.core.version import FORMAT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from crossregime.core.authoring.scales_of import JudgementScale
    from crossregime.core.authoring.wishes import Wishes
    from crossregime.core.authoring.written_rows import Ratings, SheetRating
    from crossregime.core.model import Scale

_SERVICES = (
    ("children", re.compile(r"child|care leaver|looked after|fostering|adoption|\bsen\b|youth", re.IGNORECASE)),
    ("adults", re.compile(r"adult|older people|care act", re.IGNORECASE)),
)

_CAPACITY = re.compile("capacity|prospect", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """The files of a regime's folder by name, and what was decided."""

    files: Mapping[str, bytes]
    decisions: tuple[Decision, ...]


def draft_regime(
    name: str, path: Path, wishes: Wishes, installed: Callable[[], Mapping[str, Scale]] = no_scales
) -> Draft:
    """Draft the regime `name` from a CSV; what `wishes` says stands before what is found.

    `installed` gives the scales of the regimes that are installed, by REGIME:SCALE, where no shared one fits.

    Raises UsageError for a workbook, for a wish that can't be met and for what only the author can say, DataError for a
    file that holds no table.
    """
    sheet = read_sheet(path, wishes.encoding, wishes.separator)
    roles, decided = find_roles(sheet, wishes)
    ratings = read_ratings(sheet, roles, wishes)
    cells: dict[str, list[str]] = {}
    for each in ratings.ratings:
        cells.setdefault(each.judgement, []).append(each.cell)
    words = {title: grades_of(held, wishes) for title, held in cells.items()}
    scales, more = find_scales(words, name, wishes, installed)
    ids = _ids(cells)
    documents = Documents(name, sheet.name, wishes, ratings.ratings)
    rows = _Rows(ratings, ids, scales, documents, wishes)
    decisions = [*sheet.decisions, *decided, *ratings.decisions, *more, *rows.decisions]
    judgements, said = _judgements(ids, scales, f"{' '.join(sheet.header)} {sheet.name} {wishes.title or ''}")
    decisions += said
    entry = _entry(name, ratings, judgements, scales, documents, wishes, decisions)
    files = {"regime.json": f"{json.dumps(entry, indent=2, ensure_ascii=False)}\n".encode(), **rows.files}
    return Draft(files, tuple(decisions))


def _ids(titles: Iterable[str]) -> dict[str, str]:
    """Give each judgement an id."""
    found: dict[str, str] = {}
    for place, title in enumerate(titles, 1):
        plain = re.sub(r"[^a-z0-9]+", "_", title.casefold()).strip("_")[:50]
        plain = plain if plain[:1].isalpha() else f"judgement_{plain or place}"
        found[title] = plain if plain not in found.values() else f"{plain}_{place}"
    return found


def _judgements(
    ids: Mapping[str, str], scales: Mapping[str, JudgementScale], words: str
) -> tuple[list[dict[str, str]], list[Decision]]:
    """Make the judgements, the headline first found by its name."""
    service = next((service for service, pattern in _SERVICES if pattern.search(words)), "both")
    headline = _headline(ids)
    made = [
        {
            "id": each,
            "title": title,
            "service": next((service for service, pattern in _SERVICES if pattern.search(title)), service),
            "aspect": "overall" if each == headline else "capacity" if _CAPACITY.search(title) else "performance",
            "scale": scales[title].id,
        }
        for title, each in ids.items()
    ]  # fmt: skip
    decided = [Decision("service", service, "words of the file say so" if service != "both" else
                        "no word of the file says whose services are rated", confirm=True)]  # fmt: skip
    if len(ids) > 1:
        decided.append(Decision("headline", headline, "its name says overall" if "overall" in headline else
                                "it is the first", confirm="overall" not in headline))  # fmt: skip
    return made, decided


def _headline(ids: Mapping[str, str]) -> str:
    return next((each for each in ids.values() if "overall" in each), next(iter(ids.values())))


def _entry(
    name: str, ratings: Ratings, judgements: Sequence[Mapping[str, str]], scales: Mapping[str, JudgementScale],
    documents: Documents, wishes: Wishes, decisions: list[Decision],
) -> dict[str, Any]:  # fmt: skip
    """Make regime.json."""
    own = {scale.id: scale.entry for scale in scales.values() if scale.entry is not None}
    entry: dict[str, Any] = {
        "$schema": SCHEMA,
        "format": FORMAT,
        "id": name,
        "title": wishes.title or f"{TO_DO} what the regime is called",
        "inspectorate": wishes.inspectorate or f"{TO_DO} who rated",
        "kind": ratings.kind,
        "headline": next(each["id"] for each in judgements if each["aspect"] == "overall"),
        "summary": f"{TO_DO} one or two sentences: what was rated, by whom, on what evidence",
        **({"scales": list(own.values())} if own else {}),
        "judgements": list(judgements),
    }
    if ratings.kind == "annual":
        entry["publications"] = [
            _publication(date, documents, wishes, decisions) for date in ratings.dates if read_day(date)
        ]
    note = f"{TO_DO} what a reader must know before putting the regime beside another"
    entry["comparability"] = [{"about": "definitions", "note": note, "source": documents.of_file}]
    entry["licence"] = f"{TO_DO} under what licence the data may be used"
    return entry


def _publication(date: str, documents: Documents, wishes: Wishes, decisions: list[Decision]) -> dict[str, Any]:
    day = read_day(date)
    count = len(load_register().active(day)) if day else 0
    decisions.append(Decision("universe", f"all {count} councils that existed on {date}",
                              "an annual regime covers all of a day; councils without a row can have any grade",
                              confirm=True))  # fmt: skip
    title = f"{wishes.title}, {date}" if wishes.title else f"{TO_DO} what was published on {date}"
    return {"date": date, "title": title, "source": documents.of_file, "universe": {"on": date, "councils": count}}


class _Rows:
    """Make the rows of every CSV from the ratings."""

    def __init__(
        self, ratings: Ratings, ids: Mapping[str, str], scales: Mapping[str, JudgementScale], documents: Documents,
        wishes: Wishes,
    ) -> None:  # fmt: skip
        self.ids, self.scales, self.documents, self.wishes = ids, scales, documents, wishes
        self.rolling = ratings.kind == "rolling"
        self.statuses: dict[str, tuple[str, int]] = {}
        self.inspections: dict[tuple[str, str, str], dict[str, str]] = {}
        outcomes = [self._outcome(each) for each in ratings.ratings]
        tables = {"inspections.csv": list(self.inspections.values()), "outcomes.csv": outcomes,
                  "names.csv": self._names(ratings), "sources.csv": documents.rows}  # fmt: skip
        self.files = {file: _text(rows) for file, rows in tables.items() if rows}

    @property
    def decisions(self) -> list[Decision]:
        """Say which words were taken to mean that there is no grade."""
        return [
            Decision("no grade", f"'{word}' is {status}", f"it stands in {many(count, 'cell')}", True, "status")
            for word, (status, count) in self.statuses.items()
        ]

    def _outcome(self, rating: SheetRating) -> dict[str, str]:
        status = status_of(rating.cell, self.wishes.statuses)
        if status:
            self.statuses[rating.cell] = (status, self.statuses.get(rating.cell, ("", 0))[1] + 1)
        grade = "" if status else self.scales[rating.judgement].written[rating.cell]
        source = self.documents.of(rating)
        first = {"inspection": self._inspection(rating, source)} if self.rolling else {
            "published": rating.published, "council": rating.council,
        }  # fmt: skip
        told = {"judgement": self.ids[rating.judgement], "worst": grade, "best": grade, "status": status or "printed"}
        last = {"place": self.documents.place(rating), "note": rating.note}
        return {**first, **told, **({} if self.rolling else {"source": source}), **last}

    def _inspection(self, rating: SheetRating, source: str) -> str:
        """Give the id of the inspection that a rating is of: the council, the date and the type are one."""
        key = (rating.council, rating.published, rating.type)
        if key not in self.inspections:
            plain = re.sub(r"[^a-z0-9]+", "-", f"{rating.council} {rating.published}".casefold()).strip("-") or "one"
            taken = {each["inspection"] for each in self.inspections.values()}
            name, number = plain, 2
            while name in taken:
                name, number = f"{plain}-{number}", number + 1
            kind = re.sub(r"[^a-z0-9]+", "_", rating.type.casefold()).strip("_")
            self.inspections[key] = {"inspection": name, "council": rating.council, "published": rating.published,
                                     "visited": rating.visited, "type": kind, "source": source}  # fmt: skip
        return self.inspections[key]["inspection"]

    def _names(self, ratings: Ratings) -> list[dict[str, str]]:
        """List the names that the register lacks: what may be meant stands behind a question mark."""
        return [
            {"name": name, "council_id": meant[0] if name in ratings.by_code else f"? {' or '.join(meant)}".strip(),
             "start": "", "end": "", "source": self.documents.of_file}
            for name, meant in ratings.names.items()
        ]  # fmt: skip


def _text(rows: Sequence[Mapping[str, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()
