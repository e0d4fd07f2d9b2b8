"""Hold the scales that regimes share, under ids that mean the same everywhere.

Two judgements are on a common scale only when the ids are the same; equal labels are not enough.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from crossregime.core.errors import Fault
from crossregime.core.files import DATASETS, Folder
from crossregime.core.model.scale import Grade, Scale
from crossregime.core.text import as_seen

if TYPE_CHECKING:
    from collections.abc import Mapping


def build_scale(entry: Mapping[str, Any]) -> Scale:
    """Make a scale from its JSON, which the schema has checked."""
    grades = tuple(
        Grade(grade["id"], grade["label"], rank, grade.get("meaning", ""), tuple(grade.get("forms", ())))
        for rank, grade in enumerate(entry["grades"])
    )
    return Scale(entry["id"], entry["title"], grades, entry.get("source", ""))


def scale_problems(scale: Scale, file: str) -> list[Fault]:
    """Find ways of writing a grade that nobody can read, or that stand for two grades of one scale.

    Two that differ only in what nobody sees, such as a kind of blank, are one.
    """
    held: dict[str, int] = {}
    problems = []
    for grade in scale.grades:
        for form in {grade.label, grade.id, *grade.forms}:
            if not as_seen(form):
                what = f"scale '{scale.id}': the grade '{grade.id}' has a label or form that shows nothing"
                problems.append(Fault(file, what, do="write it in words"))
            elif held.setdefault(as_seen(form), grade.rank) != grade.rank:
                what = f"scale '{scale.id}': '{form}' stands for two grades"
                problems.append(Fault(file, what, do="give each grade labels and forms of its own"))
    return problems


@lru_cache(maxsize=1)
def shared_scales() -> Mapping[str, Scale]:
    """Give the scales of datasets/scales.json by id.

    >>> shared_scales()["ssi-serving"].labels
    ('No', 'Some', 'Most', 'Yes')
    """
    entries = Folder(DATASETS, "datasets").json("scales.json")["scales"]
    return {entry["id"]: build_scale(entry) for entry in entries}
