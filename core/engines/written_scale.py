"""Read the scale of a user's own frames: a declared one by its id, or labels, worst first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from crossregime.core.arguments import check_choice
from crossregime.core.errors import UsageError
from crossregime.core.model import Grade, Scale, shared_scales

DO = "give scale= (or left_scale= and right_scale=): the id of a declared scale, or the labels, worst first"
WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,8})")
LONGEST = 100
"""The most grades of a scale; a longer list is taken for a mistake."""


@dataclass(frozen=True, eq=False)
class WrittenScale:
    """A scale, and the values that represent each of its grades in a column.

    `forms` maps each value that a column may hold to the rank of its grade: text, or whole numbers.
    """

    scale: Scale
    forms: Mapping[Any, int]

    @property
    def whole_numbers(self) -> bool:
        """Tell whether the grades are written as whole numbers."""
        return isinstance(next(iter(self.forms)), int)

    def as_column_writes(self, *, whole_numbers: bool) -> WrittenScale | None:
        """Return it with its grades as integers or as text; None if a grade can't be so written.

        >>> written_scales(["1", "2"], None, None)[0].as_column_writes(whole_numbers=True).forms
        {1: 0, 2: 1}
        """
        if whole_numbers == self.whole_numbers:
            return self
        if whole_numbers:
            numbers = [text for text in self.forms if WHOLE.fullmatch(text)]
            forms: dict[Any, int] = {int(text): self.forms[text] for text in numbers}
        else:
            forms = {str(number): rank for number, rank in self.forms.items()}
        return WrittenScale(self.scale, forms) if len(set(forms.values())) == len(self.scale) else None

    @cached_property
    def by_rank(self) -> tuple[tuple[Any, ...], ...]:
        """The values that stand for each grade, worst first."""
        found: list[list[Any]] = [[] for _ in self.scale.grades]
        for value, rank in self.forms.items():
            found[rank].append(value)
        return tuple(map(tuple, found))


def written_scales(scale: Any, left_scale: Any, right_scale: Any) -> tuple[WrittenScale, WrittenScale]:
    """Read the scales of both sides: `scale` is that of both, otherwise each side has its own.

    Raises UsageError where a side has none or two, for an id that is not declared, and for labels that are not a scale.

    >>> left, right = written_scales(["poor", "fair", "good"], None, None)
    >>> left.scale.id == right.scale.id, left.scale.labels, left.forms["good"]
    (True, ('poor', 'fair', 'good'), 2)
    """
    if scale is not None:
        if left_scale is not None or right_scale is not None:
            raise UsageError(
                "`scale` is that of both sides, and one side was given its own too", do="give one or other"
            )
        both = _written_scale(scale, "scale", "`scale`")
        return both, both
    given = {"`left_scale`": left_scale, "`right_scale`": right_scale}
    for name, each in given.items():
        if each is None:
            raise UsageError(f"{name} is missing: the order of the grades is not known", do=DO)
    return _written_scale(left_scale, "left", "`left_scale`"), _written_scale(right_scale, "right", "`right_scale`")


def _written_scale(given: Any, name: str, where: str) -> WrittenScale:
    if isinstance(given, Scale):
        return WrittenScale(given, given.ranks)
    if isinstance(given, str):
        declared = shared_scales()
        do = f"name one of {', '.join(declared)}, or list your own labels, worst first"
        check_choice(given, declared, f"there is no declared scale '{given}'", where=where, do=do)
        return WrittenScale(declared[given], declared[given].ranks)
    if not isinstance(given, Iterable):
        raise UsageError(f"{given!r} is not a scale", where=where, do=DO)
    labels = [each.item() if hasattr(each, "item") else each for each in given]
    if not (_all(labels, str) or _all(labels, int)):
        raise UsageError(f"{labels!r} are not labels", where=where, do="give texts, or whole numbers, worst first")
    if not labels or len(set(labels)) < len(labels) or len(labels) > LONGEST:
        what = "a label stands twice" if len(set(labels)) < len(labels) else f"{len(labels)} labels are not a scale"
        raise UsageError(what, where=where, do=f"give each label once, worst first, at most {LONGEST}")
    grades = tuple(Grade(str(label), str(label), rank) for rank, label in enumerate(labels))
    return WrittenScale(Scale(name, "", grades), {label: rank for rank, label in enumerate(labels)})


def _all(labels: list[Any], kind: type) -> bool:
    return all(isinstance(each, kind) and not isinstance(each, bool) for each in labels)
