"""Write what is known of two positions.

A renderer never computes: every number comes from the inquiry.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from crossregime.core.progress import count_off
from crossregime.core.statistics import Undefined
from crossregime.core.text import many
from crossregime.render.compared import write_compared
from crossregime.render.contrast import lay_group_contrasts
from crossregime.render.difference import write_break
from crossregime.render.first_screen import write_contrast, write_groups, write_opening
from crossregime.render.page import ALL, Writer, write_page
from crossregime.render.settling import lay_breakdown, lay_help
from crossregime.render.sources import write_sources

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from crossregime.core.bounds import Allocation, Extreme, Problem
    from crossregime.core.comparison import Inquiry, Known

HEADS = ("", "possible range", "known only", "equally likely")
FIGURES = {
    "complete_case": "Known councils only",
    "bounds": "Possible range",
    "uniform": "If all fillings were equally likely (an assumption)",
}


def write_inquiry(inquiry: Inquiry, stream: IO[str] | None = None, show: Collection[str] = ALL) -> None:
    """Write what is known to a stream, standard output by default: the first screen, then the parts to `show`."""
    write_page(lambda page: _inquiry(inquiry, page), stream, show)


def _inquiry(inquiry: Inquiry, page: Writer) -> None:
    comparison = inquiry.comparison
    write_opening(page, comparison)
    for table in inquiry.tables:
        if table.crosstab.group is None:
            _table(inquiry, table, page)
    _groups(inquiry, page)
    if page.wants("breaks"):
        names = [position.caption for position in comparison.positions]
        write_break(page, names, comparison.differences, brief=True)
    if page.wants("shares"):
        _shares(inquiry, page)
    if page.wants("assumptions"):
        page.heading("What the figures assume")
        for name, text in inquiry.assumptions.items():
            page.item(f"{FIGURES[name]}. {text}")
    if page.wants("sources"):
        write_sources(page, comparison)
    if page.wants("positions"):
        write_compared(page, comparison)


def _groups(inquiry: Inquiry, page: Writer) -> None:
    """Write one table with a row a group; each group in full, and against all others, on request."""
    groups = [table for table in inquiry.tables if table.crosstab.group is not None]
    if any(table.identification.pairs for table in groups):
        page.space()
        write_groups(page, inquiry.comparison)
    in_full = page.wants("groups")
    if in_full or inquiry.extremes or inquiry.helping or inquiry.breakdown or inquiry.assume:
        for table in count_off(groups, "groups"):
            _table(inquiry, table, page)
    if inquiry.comparison.between_named or in_full:
        lay_group_contrasts(page, inquiry.comparison)


def _table(inquiry: Inquiry, table: Known, page: Writer) -> None:
    """Write one table's answer, its figures three ways, and any other requested part."""
    found, group = table.identification, table.crosstab.group
    if group:
        page.heading(f"{group.label}: {many(found.pairs, 'council')} in both")
    if not found.pairs:
        page.line("No council is in both, so there is nothing to bound.", indent=0)
        return
    write_contrast(page, table.contrast, table.crosstab)
    _figures(table, page)
    for each in table.assumed:
        page.item(each.sentence)
    if inquiry.breakdown:
        lay_breakdown(page, table.breakdown)
    if inquiry.extremes:
        _extremes(table, page)
    if inquiry.helping:
        lay_help(page, table.help)


def _figures(table: Known, page: Writer) -> None:
    """Write each statistic three ways; where every grade is known the three are one."""
    found = table.identification
    page.space()
    if not found.partly_known:
        page.grid(("", "value"), [(figure.short_title, figure.brief_texts()[0]) for figure in found.figures])
        return
    page.grid(HEADS, [(figure.short_title, *figure.brief_texts()) for figure in found.figures])
    misleads = ", which misleads: which grades are known depends on the grades" if found.complete_case_misleads else ""
    page.line(
        f"Known only: the {many(found.named, 'council')} with both grades known{misleads}. Equally likely: the mean,"
        " and the middle 95% in brackets, if all fillings were equally likely (an assumption)."
    )


def _shares(inquiry: Inquiry, page: Writer) -> None:
    """Write the requested shares and the finding on association, in sentences, with the methods."""
    for table in inquiry.tables:
        group = table.crosstab.group
        page.heading(f"In sentences, {group.label}" if group else "In sentences")
        if not table.identification.pairs:
            page.line("There is nothing to bound.")
            continue
        for sentence in (table.sentence, *(share.sentence for share in (*table.shares, *table.people))):
            page.item(sentence)
        if table.by_population is not None:
            page.item(table.by_population.sentence)
        page.line(f"Bounds by {table.identification.solver.method}; uniform completions by {table.uniform_method}.")


def _extremes(table: Known, page: Writer) -> None:
    ends = table.ends
    if isinstance(ends, Undefined):
        page.line(f"{table.narrowed.title} has no value in any completion: {ends.reason}.")
        return
    first, second = table.crosstab.first, table.crosstab.second
    for end, extreme in zip(("smallest", "largest"), ends, strict=True):
        value = f"{extreme.value}" if table.narrowed.counts else f"{extreme.value:.4f}"
        found = "" if extreme.sharp else " found"
        page.heading(f"{table.narrowed.title}: a completion with the {end} value{found}, {value}")
        rows = [(first.scale.labels[rank], *map(str, row)) for rank, row in enumerate(extreme.table)]
        page.grid(("", *second.scale.labels), rows, right=range(1, len(second.scale) + 1))
        for (kind, outside), filled in _by_kind(extreme, table).items():
            page.item(f"{kind}{outside}: {', '.join(filled)}")


def _by_kind(extreme: Extreme, table: Known) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for each in extreme.filled:
        problem = table.crosstab.problem
        kind = " by ".join(problem.label(one.side, one.range) for _, one in each.stratum.given)
        grades = " by ".join(_settled(each, problem))
        key = kind, "" if each.stratum.cells else " (in no pair)"
        found.setdefault(key, []).append(f"{each.councils} at {grades}")
    return found


def _settled(filled: Allocation, problem: Problem) -> Iterator[str]:
    """Name each grade that a completion settles, with what it is mapped to."""
    stratum, images = filled.stratum, filled.stratum.images
    for place, one in stratum.given:
        mapped = images.get(place)
        if len(one.grades) > 1 or (mapped is not None and len(stratum.possible(mapped)) > 1):
            grade = problem.label(one.side, (filled.grades[place],) * 2)
            yield grade if mapped is None else f"{grade} > {problem.grade(one.side, filled.grades[mapped])}"
