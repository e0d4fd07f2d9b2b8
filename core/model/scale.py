"""Define a scale: an ordered list of grades, worst first, under an id that means the same everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from crossregime.core.text import close_matches

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Grade:
    """One step of a scale: its id, the printed label, the published meaning (empty where none was) and rank."""

    id: str
    label: str
    rank: int
    meaning: str = ""
    forms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scale:
    """An ordered list of grades, worst first, under an id that is the same in every regime that uses it."""

    id: str
    title: str
    grades: tuple[Grade, ...]
    source: str = ""

    def __len__(self) -> int:
        return len(self.grades)

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """Map every way of writing a grade (label, id, printed form) to its rank; matching is exact."""
        return {form: grade.rank for grade in self.grades for form in (grade.label, grade.id, *grade.forms)}

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Give the printed labels, worst first."""
        return tuple(grade.label for grade in self.grades)

    def split(self, text: str, mark: str) -> tuple[str, ...]:
        """Split a list of labels at a mark, leaving one alone that stands inside a label of this scale.

        The longest label wins; what is no label comes back as it stands between two marks. Spaces beside a comma don't
        matter.

        >>> scale = Scale("s", "S", (Grade("f", "Fair, but patchy", 0), Grade("g", "Good", 1)))
        >>> scale.split("Good,Fair, but patchy", ","), scale.split("Fair|Good", "|")
        (('Good', 'Fair, but patchy'), ('Fair', 'Good'))
        """

        def pieces_of(written: str) -> list[str]:
            return [piece.strip() for piece in written.split(",")] if mark == "," else written.split(mark)

        forms = {tuple(pieces_of(form)): form for form in self.ranks if mark in form}
        pieces = pieces_of(text)
        found: list[str] = []
        while pieces:
            ends = (end for end in range(len(pieces), 1, -1) if tuple(pieces[:end]) in forms)
            end = next(ends, 1)
            found.append(forms[tuple(pieces[:end])] if end > 1 else pieces[0])
            pieces = pieces[end:]
        return tuple(found)

    def unknown(self, label: str) -> tuple[str, str, tuple[str, ...]]:
        """Say that a label is no grade of the scale: what is wrong, what to do, and the nearest grades.

        >>> Scale("s", "S", (Grade("n", "No", 0), Grade("y", "Yes", 1))).unknown("yes!")
        ("unknown grade 'yes!'", "the grades of 's' are No, Yes", ('Yes',))
        """
        do = f"the grades of '{self.id}' are {', '.join(self.labels)}"
        return f"unknown grade '{label}'", do, close_matches(label, self.labels)

    def name(self, worst: int, best: int) -> str:
        """Name a grade or a range of grades in words.

        >>> scale = Scale("s", "S", (Grade("n", "No", 0), Grade("s", "Some", 1), Grade("m", "Most", 2)))
        >>> scale.name(0, 0), scale.name(0, 1), scale.name(0, 2)
        ('No', 'No or Some', 'No to Most')
        """
        if worst == best:
            return self.labels[worst]
        return f"{self.labels[worst]} {'or' if best == worst + 1 else 'to'} {self.labels[best]}"
