"""Define a scale: an ordered list of grades, worst first, under an id that means the same everywhere."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from crossregime.core.arguments import shown
from crossregime.core.errors import UsageError
from crossregime.core.frozen import frozen
from crossregime.core.text import close_matches, joined, split_labels

if TYPE_CHECKING:
    from collections.abc import Mapping


@frozen
class Grade:
    """One step of a scale: its id, the printed label, rank, the published meaning and a short label for tables.

    The meaning is empty where none was published, the short label where the printed one will do. `forms` are other
    printed forms of the label.

    >>> import crossregime as cr
    >>> cr.Grade("some", "Some", 1, "only some people are served well").label
    'Some'
    """

    id: str
    label: str
    rank: int
    meaning: str = ""
    forms: tuple[str, ...] = ()
    short: str = ""


@frozen
class GoodFrom:
    """The grade (its id) from which on a council counts as doing well, and the source that says so.

    >>> import crossregime as cr
    >>> cr.regime("ofsted2009").judgement().scale.good_from.grade
    '3'
    """

    grade: str
    source: str
    place: str = ""


@frozen
class Scale:
    """An ordered list of grades, worst first, under an id that is the same in every regime that uses it.

    `good_from` is None where no document says from which grade on a council does well.

    >>> import crossregime as cr
    >>> scale = cr.Scale("shine", "Shine", (cr.Grade("dim", "Dim", 0), cr.Grade("bright", "Bright", 1)))
    >>> scale.labels, scale.ranks["Bright"]
    (('Dim', 'Bright'), 1)
    """

    id: str
    title: str
    grades: tuple[Grade, ...]
    source: str = ""
    good_from: GoodFrom | None = None

    def __len__(self) -> int:
        return len(self.grades)

    def as_dict(self) -> dict[str, Any]:
        """Return its id, title and grades as JSON data."""
        grades = [
            {"id": grade.id, "label": grade.label, "rank": grade.rank, "meaning": grade.meaning}
            for grade in self.grades
        ]
        return {"id": self.id, "title": self.title, "grades": grades}

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """Map every way of writing a grade (label, id, printed form) to its rank; matching is exact."""
        return {form: grade.rank for grade in self.grades for form in (grade.label, grade.id, *grade.forms)}

    @cached_property
    def good(self) -> tuple[int, ...]:
        """Return the ranks that count as doing well: from `good_from` up, or by convention the better half.

        The middle of an odd number of grades counts with the lower half.

        >>> Scale("s", "S", tuple(Grade(each, each, rank) for rank, each in enumerate("abc"))).good
        (2,)
        """
        start = (len(self) + 1) // 2
        if self.good_from is not None:
            start = next(grade.rank for grade in self.grades if grade.id == self.good_from.grade)
        return tuple(range(start, len(self)))

    @property
    def good_by(self) -> str:
        """The source and place that say which grades count as doing well; empty for the convention."""
        good = self.good_from
        return "" if good is None else f"{good.source}, {good.place}" if good.place else good.source

    def named(self, grade: object, where: str = "") -> int:
        """Find the rank of a grade named by label, short label, id or printed form, in any case.

        Raises UsageError for a rank (the same digits may be the id of another grade) and for anything that is not a
        grade; `where` says there where it was named.

        >>> Scale("s", "S", (Grade("n", "No", 0), Grade("y", "Yes", 1))).named("yes")
        1
        """
        if not isinstance(grade, str):
            raise UsageError(
                f"{shown(grade)} names no grade: grades are named by label or id, not by rank",
                where=where,
                do=f"write {joined([repr(label) for label in self.labels], 'or')}",
            )
        rank = self._folded.get(grade.casefold())
        if rank is None:
            raise UsageError(
                f"the scale '{self.id}' has no grade '{grade}'",
                where=where,
                do=f"its grades are {', '.join(self.labels)}",
                matches=close_matches(grade, [*self.ranks, *self.short_labels]),
            )
        return rank

    def is_name(self, text: str) -> bool:
        """Tell whether a text names a grade, in any case."""
        return text.casefold() in self._folded

    @cached_property
    def _folded(self) -> Mapping[str, int]:
        return {form.casefold(): grade.rank for grade in self.grades for form in names_of(grade)}

    @cached_property
    def short_labels(self) -> tuple[str, ...]:
        """Return the short labels, worst first; the printed label where there is no short one."""
        return tuple(grade.short or grade.label for grade in self.grades)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Return the printed labels, worst first."""
        return tuple(grade.label for grade in self.grades)

    def split(self, text: str, mark: str) -> tuple[str, ...]:
        """Split a list of labels at a mark, but not inside a label of this scale.

        The longest label wins; other text is returned as it stands between two marks. Spaces beside a comma are
        ignored.

        >>> scale = Scale("s", "S", (Grade("f", "Fair, but patchy", 0), Grade("g", "Good", 1)))
        >>> scale.split("Good,Fair, but patchy", ","), scale.split("Fair|Good", "|")
        (('Good', 'Fair, but patchy'), ('Fair', 'Good'))
        """
        return split_labels(text, mark, self.ranks)

    def unknown(self, label: str) -> tuple[str, str, tuple[str, ...]]:
        """Explain that a label is not a grade of the scale: what is wrong, what to do, and the nearest grades.

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


def names_of(grade: Grade) -> tuple[str, ...]:
    """List every way of naming a grade.

    >>> names_of(Grade("2", "Two Stars", 2, forms=("**",), short="2 stars"))
    ('Two Stars', '2 stars', '2', '**')
    """
    return tuple(dict.fromkeys(name for name in (grade.label, grade.short, grade.id, *grade.forms) if name))
