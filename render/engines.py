"""Write the table of a user's own frames for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO, TYPE_CHECKING

from crossregime.core.text import plural
from crossregime.render.contrast import write_answer
from crossregime.render.page import Writer, write_page

if TYPE_CHECKING:
    from crossregime.core.bounds import Counts
    from crossregime.core.engines import FrameCrosstab

Statistics = str | Sequence[str] | None
"""Which statistics are shown: a few by default."""
HEADS = ("", "possible range", "known pairs only")


def write_crosstab(found: FrameCrosstab, statistics: Statistics = None, stream: IO[str] | None = None) -> None:
    """Write the table, its statistics and those of its groups to a stream, standard output by default."""
    write_page(lambda page: lay_crosstab(page, found, statistics), stream)


def lay_crosstab(page: Writer, found: FrameCrosstab, statistics: Statistics = None) -> None:
    """Lay out the table: how many units are paired, the cells, the statistics, then the same by group."""
    first, second = found.first.name, found.second.name
    group = "" if found.group is None else f", {found.group.label}"
    page.title(f"{first} by {second}{group}: {_counted(found.tabulation.pairs, found)} in both")
    for name, units, alone in zip((first, second), found.units, found.unpaired, strict=True):
        page.line(f"{name}: {_counted(units, found)}, {alone:,} of them in no pair.")
    if found.of_one_inspection:
        page.line(f"{_counted(found.of_one_inspection, found)} left out, with one and the same inspection in both.")
    if found.known_totals:
        page.heading("Known totals")
        for position in (found.first, found.second):
            for total in position.totals:
                grades = " or ".join(position.scale.labels[rank] for rank in total.ranks)
                where = f", {total.dimension} {total.group}" if total.dimension else ""
                page.item(f"{position.name}: {total.printed()} at {grades}{where}")
    _table(page, found, statistics)
    for dimension in found.dimensions if found.group is None else ():
        for value, each in found.by(dimension).items():
            page.heading(f"{dimension} {value}: {_counted(each.tabulation.pairs, found)} in both", folded=True)
            _table(page, each, statistics)


def _table(page: Writer, found: FrameCrosstab, statistics: Statistics) -> None:
    tabulation = found.tabulation
    if not tabulation.pairs:
        page.line(f"No {found.first.unit} is in both, so there is nothing to tabulate.")
        return
    partly = found.problem.free
    if min(tabulation.sizes) > 1:
        page.space()
        page.line(found.headline.question, indent=0)
        write_answer(page, found.headline)
    page.heading(f"How many {plural(found.first.unit)}{' (smallest to largest possible)' if partly else ''}")
    columns = [*found.second.scale.labels, *([] if partly else ["all"])]
    rows = []
    for label, bounds, units in zip(
        found.first.scale.labels, found.bounds, map(sum, tabulation.known), strict=True
    ):  # fmt: skip
        rows.append([label, *map(_cell, bounds), *([] if partly else [f"{units:,}"])])
    page.grid(["", *columns], rows, right=range(1, len(columns) + 1), caption=f"{found.first.name} (rows)"
              f" by {found.second.name} (columns)")  # fmt: skip
    page.heading("Statistics")
    known = found.identification.named
    page.grid(
        HEADS, [(each.title, each.brief_bounds, each.brief_value) for each in found.figures(statistics)], right=(1,)
    )
    if known < tabulation.pairs:
        page.line(
            f"{known:,} of the {tabulation.pairs:,} pairs have both grades known. The last column is over these alone:"
            " a warning, for which grades are known may depend on the grades. A possible range is over every way to"
            " give the others a grade that their ranges and the totals allow."
        )
    else:
        page.line("Every pair is known.")


def _counted(number: int, found: FrameCrosstab) -> str:
    return f"{number:,} {found.first.unit if number == 1 else plural(found.first.unit)}"


def _cell(counts: Counts) -> str:
    if counts.lowest == counts.highest:
        return f"{counts.lowest:,}"
    return f"{counts.lowest:,} to {counts.highest:,}"
