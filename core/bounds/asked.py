"""Read the grades of a contrast, by name and never by rank, with a note on the source of default cuts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from crossregime.core.arguments import listed, shown
from crossregime.core.bounds.contrast import graded_group, groups_of
from crossregime.core.errors import UsageError
from crossregime.core.frozen import frozen
from crossregime.core.text import close_matches, joined, split_labels

GradeRanks = tuple[int, ...]
GradeNames = str | Iterable[str]
"""A grade or several, by label, short label or id."""


class GradeScale(Protocol):
    """A scale whose grades can be named."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, worst first."""
        ...

    @property
    def short_labels(self) -> tuple[str, ...]:
        """Short ones for tables."""
        ...

    @property
    def good(self) -> tuple[int, ...]:
        """The ranks of doing well."""
        ...

    @property
    def good_by(self) -> str:
        """The source for the grades of doing well; empty where they are a convention."""
        ...

    def is_name(self, text: str) -> bool:
        """Tell whether a text names a grade."""
        ...

    def named(self, grade: object, where: str = "") -> int:
        """Find the rank of a grade by a name of it; raises UsageError for anything else."""
        ...

    def split(self, text: str, mark: str) -> tuple[str, ...]:
        """Split a list of names of grades at a mark, which may stand inside a name."""
        ...


@frozen
class OwnScale:
    """The scale of a user's own table: the given labels, or "grade 0" (the worst), "grade 1" and so on.

    >>> OwnScale("before", ("bad", "good")).named("GOOD")
    1
    """

    name: str
    labels: tuple[str, ...]

    @property
    def short_labels(self) -> tuple[str, ...]:
        """The labels."""
        return self.labels

    @property
    def good(self) -> tuple[int, ...]:
        """The better half; the middle of an odd number of grades counts with the lower half."""
        return tuple(range((len(self.labels) + 1) // 2, len(self.labels)))

    good_by = ""

    def is_name(self, text: str) -> bool:
        """Tell whether a text names a grade, in any case."""
        return text.casefold() in [label.casefold() for label in self.labels]

    def named(self, grade: object, where: str = "") -> int:
        """Find the rank of a grade by its label, in any case; raises UsageError for anything else, a rank too."""
        if not isinstance(grade, str):
            raise UsageError(
                f"{shown(grade)} names no grade: grades are named by label, not by rank",
                where=where,
                do=f"write {joined([repr(label) for label in self.labels], 'or')}",
            )
        if not self.is_name(grade):
            raise UsageError(
                f"{self.name} has no grade {shown(grade)}", where=where, do=f"its grades are {', '.join(self.labels)}",
                matches=close_matches(grade, self.labels),
            )  # fmt: skip
        return [label.casefold() for label in self.labels].index(grade.casefold())

    def split(self, text: str, mark: str) -> tuple[str, ...]:
        """Split a list of labels at a mark, but not inside a label."""
        return split_labels(text, mark, self.labels)


@frozen
class Asked:
    """The requested grades of a contrast, as named; None for those of doing well."""

    given: GradeNames | None = None
    then: GradeNames | None = None
    against: GradeNames | None = None

    @property
    def named(self) -> bool:
        """Tell whether any grade was named."""
        return any(each is not None for each in (self.given, self.then, self.against))

    def read(
        self, scales: tuple[GradeScale, GradeScale], names: tuple[str, str]
    ) -> tuple[tuple[GradeRanks, GradeRanks], GradeRanks, str]:
        """Read the two groups and the grades of doing well as ranks, with a note on defaults.

        `names` are what the two sides are called.

        Raises UsageError for anything that is not a grade of its scale, for groups that overlap, and for none or every
        grade.
        """
        one, other = scales
        rows = one.good if self.given is None else parse_names_of_grades(one, self.given, "`given`")
        columns = other.good if self.then is None else parse_names_of_grades(other, self.then, "`then`")
        others = None if self.against is None else parse_names_of_grades(one, self.against, "`against`")
        groups = groups_of(names[0], rows, others, len(one.labels))
        wanted = graded_group(names[1], columns, len(other.labels), "`then`")
        cut = [scale for scale, named in ((one, self.given), (other, self.then)) if named is None]
        return groups, wanted, cut_note(dict.fromkeys(cut))


DOING_WELL: Asked = Asked()
"""Asks about the grades of doing well on both sides."""


def parse_names_of_grades(scale: GradeScale, grades: GradeNames, where: str) -> GradeRanks:
    """Read grades of a scale, in a list or separated by commas; a name may contain a comma.

    Raises UsageError for a rank and for anything that is not a grade.

    >>> parse_names_of_grades(OwnScale("before", ("bad", "fair", "good")), ["Fair, GOOD"], "`given`")
    (1, 2)
    """
    found = set()
    each: list[object] = (
        [grades]
        if isinstance(grades, str) or not hasattr(grades, "__iter__")
        else listed(grades, "grades", "name them in a list")
    )
    for grade in each:
        if not isinstance(grade, str) or scale.is_name(grade):
            found.add(scale.named(grade, where))
            continue
        parts = scale.split(grade, ",")
        if len(parts) > 1 and not all(parts):
            raise UsageError(
                f"'{grade}' is not a list of grades", where=where, do="write labels or ids with commas between them"
            )
        found |= {scale.named(part, where) for part in parts}
    return tuple(sorted(found))


def cut_note(scales: Iterable[GradeScale]) -> str:
    """Describe the origin of default cuts: a source, or the convention of comparing halves."""
    said = []
    for scale in scales:
        label = joined([scale.labels[rank] for rank in scale.good], "or")
        if not scale.good_by:
            said.append(f"that {label} is to do well is a convention (the better half of the scale)")
        else:
            said.append(f"that {label} is to do well is by {scale.good_by}")
    text = "; ".join(said)
    return f"{text[:1].upper()}{text[1:]}." if text else ""
