"""Define the shared scales, under ids that mean the same everywhere.

Two judgements are on a common scale only when the ids are the same; equal labels are not enough.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from crossregime.core.errors import Fault
from crossregime.core.files import DATASETS, Folder
from crossregime.core.model.scale import GoodFrom, Grade, Scale, names_of
from crossregime.core.text import as_seen, close_matches

if TYPE_CHECKING:
    from collections.abc import Mapping


def build_scale(entry: Mapping[str, Any]) -> Scale:
    """Make a scale from its JSON, which the schema has checked."""
    grades = tuple(
        Grade(
            grade["id"],
            grade["label"],
            rank,
            grade.get("meaning", ""),
            tuple(grade.get("forms", ())),
            grade.get("short", ""),
        )
        for rank, grade in enumerate(entry["grades"])
    )
    good = entry.get("good_from")
    good_from = None if good is None else GoodFrom(good["grade"], good["source"], good.get("place", ""))
    if good_from is not None and good_from.grade not in {grade.id for grade in grades}:
        good_from = None  # a fault that `good_from_faults` finds
    return Scale(entry["id"], entry["title"], grades, entry.get("source", ""), good_from)


def scale_faults(scale: Scale, file: str) -> list[Fault]:
    """Find names that stand for two grades of a scale (in any case), and a `good_from` without information.

    Names that differ only in invisible characters or kinds of space are equal; an invisible name is a fault.

    >>> from crossregime.core.model.scale import Grade, Scale
    >>> twice = Scale("s", "S", (Grade("n", "No", 0), Grade("y", "Yes", 1, short="no")))
    >>> [fault.what for fault in scale_faults(twice, "regime.json")]
    ["scale 's': 'no' stands for two grades"]
    """
    held: dict[str, int] = {}
    faults = []
    for grade in scale.grades:
        for form in names_of(grade):
            shown = as_seen(form).casefold()
            if not shown:
                what = f"scale '{scale.id}': the grade '{grade.id}' has a label or form that shows nothing"
                faults.append(Fault(file, what, do="write it in words"))
            elif held.setdefault(shown, grade.rank) != grade.rank:
                what = f"scale '{scale.id}': '{form}' stands for two grades"
                faults.append(Fault(file, what, do="give each grade labels and forms of its own, whatever the case"))
    good = scale.good_from
    if good is not None and good.grade not in {grade.id for grade in scale.grades[1:]}:
        what = f"scale '{scale.id}': '{good.grade}' is not a grade from which on councils do well"
        faults.append(Fault(file, what, column="good_from", do=_good_from_advice(scale)))
    return faults


def good_from_faults(entry: Mapping[str, Any], file: str) -> list[Fault]:
    """Find a `good_from` in a scale's JSON that names no grade of the scale."""
    good, grades = entry.get("good_from"), [grade["id"] for grade in entry["grades"]]
    if good is None or good["grade"] in grades:
        return []
    return [
        Fault(
            file,
            f"scale '{entry['id']}': there is no grade '{good['grade']}'",
            column="good_from",
            do=_good_from_advice(build_scale(entry)),
            matches=close_matches(good["grade"], grades),
        )
    ]


def _good_from_advice(scale: Scale) -> str:
    return f"name one of the ids {', '.join(grade.id for grade in scale.grades[1:])}, or leave good_from out"


@lru_cache(maxsize=1)
def shared_scales() -> Mapping[str, Scale]:
    """Return the scales of datasets/scales.json by id.

    >>> shared_scales()["ssi-serving"].labels
    ('No', 'Some', 'Most', 'Yes')
    """
    entries = Folder(DATASETS, "datasets").json("scales.json")["scales"]
    return {entry["id"]: build_scale(entry) for entry in entries}
