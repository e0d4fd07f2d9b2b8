"""State the contrasts of a table of two positions: at the grades that are named, at the headline cut, at every cut."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from crossregime.core.bounds import Contrast, group_of, groups_of
from crossregime.core.text import joined

if TYPE_CHECKING:
    import polars as pl

    from crossregime.core.comparison.crosstab import Crosstab
    from crossregime.core.model import Scale

GradeNames = str | Iterable[str]
"""A grade or several, by label, short label or id."""


def contrast_of(
    crosstab: Crosstab,
    given: GradeNames | None = None,
    then: GradeNames | None = None,
    against: GradeNames | None = None,
) -> Contrast:
    """Set councils at `given` grades of the first judgement against the rest, or those at `against`.

    Without `given`, `then` or both they are the grades from which on councils do well (`Scale.good`), and the note
    says where that is from. Raises UsageError for what is no grade of its scale, for groups that overlap, and for none
    or every grade.
    """
    first, second = crosstab.first.scale, crosstab.second.scale
    rows = first.good if given is None else parse_names_of_grades(first, given, "`given`")
    columns = second.good if then is None else parse_names_of_grades(second, then, "`then`")
    others = None if against is None else parse_names_of_grades(first, against, "`against`")
    groups = groups_of(crosstab.first.caption, rows, others, len(first))
    wanted = group_of(crosstab.second.caption, columns, len(second), "`then`")
    cut = [scale for scale, named in ((first, given), (second, then)) if named is None]
    return _made(crosstab, groups, wanted, cut_note(dict.fromkeys(cut)))


def cuts(crosstab: Crosstab) -> tuple[Contrast, ...]:
    """Give the contrast of every cut of both scales: the grades from one on against those below it, at both."""
    sizes = len(crosstab.first.scale), len(crosstab.second.scale)
    return tuple(
        _made(crosstab, (tuple(range(row, sizes[0])), tuple(range(row))), tuple(range(column, sizes[1])))
        for row in range(1, sizes[0])
        for column in range(1, sizes[1])
    )


def _made(
    crosstab: Crosstab, groups: tuple[Sequence[int], Sequence[int]], then: Sequence[int], note: str = ""
) -> Contrast:
    given, against = groups
    short = crosstab.first.scale.short_labels, crosstab.second.scale.short_labels
    return Contrast(crosstab.solver, tuple(given), tuple(against), tuple(then), note, short)


def parse_names_of_grades(scale: Scale, grades: GradeNames, where: str) -> tuple[int, ...]:
    """Read grades of a scale that are named one by one; raises UsageError for a rank and for what is none.

    >>> from crossregime.core.model import shared_scales
    >>> parse_names_of_grades(shared_scales()["ssi-stars"], ["2 stars", "THREE STARS"], "`given`")
    (2, 3)
    """
    each = [grades] if isinstance(grades, str) or not hasattr(grades, "__iter__") else list(grades)
    return tuple(sorted({scale.named(grade, where) for grade in each}))


def cut_note(scales: Iterable[Scale]) -> str:
    """Say where the cuts of scales are from: a source that says so, or the convention that halves are compared."""
    said = []
    for scale in scales:
        good = scale.good_from
        label = joined([scale.labels[rank] for rank in scale.good], "or")
        if good is None:
            said.append(f"that {label} is to do well is a convention (the better half of the scale)")
        else:
            place = f", {good.place}" if good.place else ""
            said.append(f"that {label} is to do well is by {good.source}{place}")
    text = "; ".join(said)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def contrasts_frame(found: Iterable[tuple[Crosstab, Iterable[Contrast]]]) -> pl.DataFrame:
    """Spell contrasts out as a frame: a row a contrast and measure, in the order in which they are given."""
    import polars as pl

    rows: list[tuple[Any, ...]] = []
    for crosstab, every in found:
        place = "" if crosstab.group is None else crosstab.group.value
        for contrast in every:
            groups = contrast.name(0, contrast.given), contrast.name(0, contrast.against)
            for each in contrast.measures:
                inner = each.inner or (None, None)
                rows.append((
                    crosstab.sides[0], place, *groups, contrast.name(1, contrast.then), each.measure, each.lowest,
                    each.highest, each.sharp, *inner, each.infinite, each.undefined, each.verdict,
                ))  # fmt: skip
    return pl.DataFrame(rows, schema=_COLUMNS, orient="row")


_COLUMNS: dict[str, Any] = {
    "sides": int, "group": str, "given": str, "against": str, "then": str, "measure": str, "lowest": float,
    "highest": float, "sharp": bool, "inner_lowest": float, "inner_highest": float, "infinite": str, "undefined": str,
    "verdict": str,
}  # fmt: skip
