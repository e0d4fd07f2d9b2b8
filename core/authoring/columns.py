"""Find which column of a spreadsheet is what: by the words of its header, and by what its cells hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossregime.core.authoring.decision import Decision
from crossregime.core.authoring.grade_words import NOTHING, is_grade_word, status_of
from crossregime.core.authoring.wishes import Wishes, named_column
from crossregime.core.authoring.written_dates import read_dates
from crossregime.core.councils import load_register
from crossregime.core.errors import DataError
from crossregime.core.text import joined, many

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from crossregime.core.authoring.sheet import Sheet

    Score: TypeAlias = Callable[[str], tuple[float, str]]

_COUNCIL = re.compile(
    r"council|authorit|\bla\b|local area|organisation|provider|borough|county|\bname\b", re.IGNORECASE
)
_CODE = re.compile(r"code|gss|ons|dfe|\bla number|\besta", re.IGNORECASE)
_DATE = re.compile(r"date|publi|inspect|assess|when|month|day|issued|visit", re.IGNORECASE)
_VISIT = re.compile(r"start|end\b|visit|begin|fieldwork|on site|onsite|from|\bto\b", re.IGNORECASE)
_GRADE = re.compile(r"grade|rating|judge?ment|score|outcome|overall|effectiveness|star|level|band", re.IGNORECASE)
_JUDGEMENT = re.compile(
    r"judge?ment|domain|aspect|question|key line|theme|area|category|measure|service", re.IGNORECASE
)
_NOTE = re.compile(r"note|comment|remark|footnote|detail", re.IGNORECASE)
_TYPE = re.compile(r"\btype\b|kind of|framework", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
MOST_GRADES = 12
"""Different words that a column of grades may hold."""
MOSTLY = 0.6
SAMPLE = 400


@dataclass(frozen=True, slots=True)
class Roles:
    """Which columns are what; empty where there is none. `judgement` names the judgement of a row, in a long layout."""

    council: str
    code: str
    grades: tuple[str, ...]
    judgement: str
    date: str
    visited: str
    address: str
    note: str
    type: str

    @property
    def of_councils(self) -> str:
        """The column that names the councils: their names, or where there are none their codes."""
        return self.council or self.code


def find_roles(sheet: Sheet, wishes: Wishes) -> tuple[Roles, list[Decision]]:
    """Find the columns, and say why.

    Raises UsageError for a column that there isn't, DataError where no column holds councils or grades.
    """
    return _Finder(sheet, wishes).found()


class _Finder:
    """Look at each column once, and give each role to the best that is left."""

    def __init__(self, sheet: Sheet, wishes: Wishes) -> None:
        self.sheet, self.wishes = sheet, wishes
        self.cells = {name: [cell for cell in sheet.column(name) if cell not in NOTHING] for name in sheet.header}
        self.left = [name for name in sheet.header if self.cells[name]]
        self.decisions: list[Decision] = []

    def found(self) -> tuple[Roles, list[Decision]]:
        wished = self.wishes
        kept = {each for each in (*wished.grade_columns, wished.judgement_column, wished.date_column,
                                  wished.address_column, wished.note_column) if each}  # fmt: skip
        kept = {named_column(self.sheet.header, each) for each in kept}
        address = self._take("address", wished.address_column, "address_column", self._address, kept)
        code = self._take("code", wished.code_column, "code_column", self._code, kept)
        council = self._take("council", wished.council_column, "council_column", self._council, kept)
        if not council and not code:
            raise DataError(
                f"no column of {self.sheet.name} holds councils",
                do=f"name it: `council_column`, one of {', '.join(self.sheet.header)}",
            )
        date = self._take("date", wished.date_column, "date_column", self._date, kept)
        visited = self._take("visited", None, "", self._visit, kept)
        grades = self._grades()
        judgement = self._judgement(council or code, date, grades)
        kind = self._take("type", None, "", self._type, set())
        note = self._take("note", wished.note_column, "note_column", self._note, set())
        if self.left:
            self.decisions.append(Decision("not used", joined([f"'{each}'" for each in self.left]),
                                           "nothing in a regime's files is of that kind"))  # fmt: skip
        return Roles(council, code, grades, judgement, date, visited, address, note, kind), self.decisions

    def _take(self, about: str, wished: str | None, overrule: str, score: Score, kept: set[str]) -> str:
        """Give a role to the column that was asked for, or to that with the best score above zero."""
        if wished:
            name = named_column(self.sheet.header, wished)
            self.decisions.append(Decision(about, f"column '{name}'", "it was asked for", overrule=overrule))
        else:
            scored = [(*score(each), each) for each in self.left if each not in kept]
            best = max((each for each in scored if each[0] > 0), key=lambda each: each[0], default=None)
            if best is None:
                return ""
            name = best[2]
            self.decisions.append(Decision(about, f"column '{name}'", best[1], overrule=overrule))
        if name in self.left:
            self.left.remove(name)
        return name

    def _distinct(self, name: str) -> list[str]:
        return list(dict.fromkeys(self.cells[name]))[:SAMPLE]

    def _address(self, name: str) -> tuple[float, str]:
        cells = self.cells[name]
        share = sum(bool(_ADDRESS.match(cell)) for cell in cells) / len(cells)
        return (share if share >= MOSTLY else 0), "its cells are addresses of pages"

    def _code(self, name: str) -> tuple[float, str]:
        cells, known = self._distinct(name), _codes()
        share = sum(cell in known for cell in cells) / len(cells)
        hinted = bool(_CODE.search(name))
        least = MOSTLY if hinted or any(not cell.isdigit() for cell in cells) else 0.95
        right = share >= least and len(cells) > (0 if hinted else 20)
        preferred = 0.5 if any(cell.startswith("E0") for cell in cells) else 0
        return (share + preferred if right else 0), f"{_of(share, cells)} are codes of councils"

    def _council(self, name: str) -> tuple[float, str]:
        cells, known = self._distinct(name), load_register()
        share = sum(known.match(cell, suggest=False).how != "unknown" for cell in cells) / len(cells)
        hinted = bool(_COUNCIL.search(name))
        right = share >= (0.3 if hinted else MOSTLY) and not all(cell in _codes() for cell in cells)
        return (share + hinted / 2 if right else 0), f"{_of(share, cells)} are names of councils"

    def _date(self, name: str) -> tuple[float, str]:
        read = read_dates(self.cells[name], month_first=self.wishes.month_first or None)
        hinted = bool(_DATE.search(name))
        years = all(re.fullmatch(r"[0-9]{4}", cell) for cell in self.cells[name])
        if read.share < 0.5 or (years and not hinted and not re.search("year", name, re.IGNORECASE)):
            return 0, ""
        bonus = hinted * 0.5 + bool(re.search("publi|issued", name, re.IGNORECASE)) - bool(_VISIT.search(name)) * 0.6
        return max(read.share + bonus, 0.01), f"{_of(read.share, self.cells[name])} are dates"

    def _visit(self, name: str) -> tuple[float, str]:
        read = read_dates(self.cells[name])
        right = read.share >= 0.5 and bool(_VISIT.search(name) or _DATE.search(name))
        return (read.share if right else 0), "its cells are dates too: when inspectors came"

    def _type(self, name: str) -> tuple[float, str]:
        right = bool(_TYPE.search(name)) and len(self._distinct(name)) <= MOST_GRADES
        return (1 if right else 0), "its header says so"

    def _note(self, name: str) -> tuple[float, str]:
        return (1 if _NOTE.search(name) else 0), "its header says so"

    def _grades(self) -> tuple[str, ...]:
        """Take every column that holds grades: words that read like grades, or few words under such a header."""
        if self.wishes.grade_columns:
            names = tuple(dict.fromkeys(named_column(self.sheet.header, each) for each in self.wishes.grade_columns))
            why = "it was asked for"
        else:
            names = tuple(name for name in self.left if self._holds_grades(name))
            why = "their cells are few different words, and read like grades"
        if not names:
            raise DataError(
                f"no column of {self.sheet.name} holds grades",
                do=f"name it: `grade_columns`, one of {', '.join(self.left or self.sheet.header)}",
            )
        self.left = [name for name in self.left if name not in names]
        what = f"column '{names[0]}'" if len(names) == 1 else f"{len(names)} columns: {', '.join(names)}"
        self.decisions.append(Decision("grade", what, why if len(names) > 1 else why.replace("their", "its"),
                                       overrule="grade_column"))  # fmt: skip
        return names

    def _holds_grades(self, name: str) -> bool:
        cells = [cell for cell in self._distinct(name) if not status_of(cell, self.wishes.statuses)]
        if not cells:
            return bool(_GRADE.search(name))
        if len(cells) > MOST_GRADES or any(_ADDRESS.match(cell) for cell in cells):
            return False
        share = sum(is_grade_word(cell) for cell in cells) / len(cells)
        hinted = bool(_GRADE.search(name)) and len(cells) < len(self.cells[name])
        return share >= MOSTLY or (hinted and len(cells) <= MOST_GRADES and not self._names_judgements(name))

    def _names_judgements(self, name: str) -> bool:
        """Tell whether the cells of a column are rather what is judged than how well."""
        cells = self._distinct(name)
        return bool(_JUDGEMENT.search(name)) and not any(is_grade_word(cell) for cell in cells)

    def _judgement(self, council: str, date: str, grades: Sequence[str]) -> str:
        """Find the column that says what a row judges, where a council has several rows of one date."""
        layout = "wide: each column of grades is a judgement" if len(grades) > 1 else "plain: a row is one rating"
        if self.wishes.judgement_column:
            name = named_column(self.sheet.header, self.wishes.judgement_column)
        else:
            keys = list(zip(self.sheet.column(council), self.sheet.column(date) if date else self.sheet.column(council),
                            strict=True))  # fmt: skip
            repeated = len(set(keys)) <= len(keys) * 0.7 and len(grades) == 1
            fit = [each for each in self.left if repeated and self._tells_apart(each, keys)]
            name = next((each for each in fit if _JUDGEMENT.search(each)), fit[0] if fit else "")
        if name:
            layout = f"long: a row is one judgement of a council, which column '{name}' names"
            self.left = [each for each in self.left if each != name]
        why = "a council has several rows of one date" if name else f"there {_are(grades)} of grades, a row for each"
        self.decisions.append(Decision("layout", layout, why, overrule="judgement_column"))
        return name

    def _tells_apart(self, name: str, keys: Sequence[tuple[str, str]]) -> bool:
        cells = self.sheet.column(name)
        few = 1 < len(set(cells)) <= 30
        return few and len(set(zip(keys, cells, strict=True))) >= len(keys) * 0.95


def _are(grades: Sequence[str]) -> str:
    return "is one column" if len(grades) == 1 else f"are {many(len(grades), 'column')}"


def _of(share: float, cells: Sequence[str]) -> str:
    return f"{round(share * len(cells))} of its {many(len(cells), 'value')}"


def _codes() -> set[str]:
    return {code for council in load_register().councils.values() for _, code, *_ in council.codes}
