"""Make a crosswalk from the totals of two positions: each grade leads to the grades that it overlaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossregime.core.errors import DataError
from crossregime.core.model import WORKED_OUT, Crosswalk, Link, Source
from crossregime.core.statistics import LINKING_ASSUMPTIONS, link_by_totals

if TYPE_CHECKING:
    from crossregime.core.positions import Position
    from crossregime.core.statistics import Concordance


def distribution(position: Position) -> tuple[int, ...]:
    """Return how many councils of a position are at each grade, from its outcomes or its printed totals.

    Raises DataError where neither settles it.
    """
    size, rows = len(position.scale), position.outcomes.select("worst", "best").drop_nulls()
    known = [0] * size
    ranges: list[tuple[int, int]] = []
    for worst, best in rows.iter_rows():
        if worst == best:
            known[worst] += 1
        else:
            ranges.append((worst, best))
    if not ranges:
        return tuple(known)
    fixed: dict[int, int] = {}
    for total in position.totals:
        if not total.dimension and len(total.ranks) == 1 and total.lowest == total.highest:
            fixed[total.ranks[0]] = total.lowest
    for rank in range(size):
        if not any(worst <= rank <= best for worst, best in ranges):
            fixed[rank] = known[rank]
    missing = [rank for rank in range(size) if rank not in fixed]
    if len(missing) == 1:
        fixed[missing[0]] = rows.height - sum(fixed.values())
    elif missing:
        labels = ", ".join(position.scale.labels[rank] for rank in missing)
        raise DataError(
            f"{position.label} can't be linked by its totals: the numbers at {labels} are not known",
            do="name a declared crosswalk; crossregime crosswalks lists them",
        )
    return tuple(fixed[rank] for rank in range(size))


def empirical(method: str, first: Position, second: Position) -> tuple[Crosswalk, Concordance]:
    """Make a crosswalk from the totals of two positions: each grade leads to the grades that it overlaps.

    Raises UsageError for an unknown method, DataError where totals don't settle a distribution.
    """
    counts = [distribution(first), distribution(second)]
    concordance = link_by_totals(method, *counts)
    grades, targets = first.scale.grades, [grade.id for grade in second.scale.grades]
    links = []
    for grade, row, ends in zip(grades, concordance.shares, concordance.sets, strict=True):
        if ends is None:
            reason = f"no council of {first.caption} is at it"
            links.append(Link(grade.id, (), "none", "totals", f"{first.caption} by {second.caption}", reason))
            continue
        parts = ", ".join(
            f"{float(share):.1%} to {second.scale.labels[rank]}" for rank, share in enumerate(row) if share
        )
        links.append(Link(grade.id, tuple(targets[ends[0] : ends[1] + 1]), "close" if ends[0] == ends[1] else "broader",
                          "totals", f"{first.caption} by {second.caption}", f"by {method}: {parts}"))  # fmt: skip
    text = " by ".join(
        f"{each.caption} {'/'.join(map(str, numbers))}" for each, numbers in zip((first, second), counts, strict=True)
    )
    walk = Crosswalk(
        method, f"{first.scale.title} to {second.scale.title}, by {method}", first.scale.id, second.scale.id,
        tuple(links), {"totals": Source("totals", "crossregime", f"Numbers at each grade: {text}", "", "", "")},
        "from totals alone", LINKING_ASSUMPTIONS[method], WORKED_OUT,
        {first.scale.id: first.scale, second.scale.id: second.scale},
    )  # fmt: skip
    return walk, concordance
