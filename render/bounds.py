"""Write what is known of two positions, for people and as JSON.

A renderer never computes: every number comes from the inquiry.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from crossregime.core.statistics import Undefined
from crossregime.core.text import many
from crossregime.render.compared import write_compared
from crossregime.render.difference import write_break
from crossregime.render.page import Writer, write_page
from crossregime.render.sources import write_sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crossregime.core.bounds import Allocation, Extreme, FactKind, Help, Problem
    from crossregime.core.comparison import Inquiry, Known

HEADS = ("", "named alone (warning)", "identified interval", "all equally likely (assumed)")
FIGURES = {
    "complete_case": "Named councils alone",
    "bounds": "Identified interval",
    "uniform": "If all fillings were equally likely (an assumption)",
}


# For people


def write_inquiry(inquiry: Inquiry, stream: IO[str] | None = None) -> None:
    """Write what is known to a stream, standard output by default."""
    write_page(lambda page: _inquiry(inquiry, page), stream)


def _inquiry(inquiry: Inquiry, page: Writer) -> None:
    comparison = inquiry.comparison
    page.title("What is known: " + " by ".join(position.label for position in comparison.positions))
    write_compared(page, comparison)
    names = [position.caption for position in comparison.positions]
    write_break(page, names, comparison.differences, brief=True)
    for table in inquiry.tables:
        _table(inquiry, table, page)
    page.heading("What the figures assume")
    for name, text in inquiry.assumptions.items():
        page.item(f"{FIGURES[name]}. {text}")
    write_sources(page, comparison)


def _table(inquiry: Inquiry, table: Known, page: Writer) -> None:
    found, group = table.identification, table.crosstab.group
    of = f"{group.label}: " if group else ""
    page.heading(f"{of}{many(found.pairs, 'paired council')}, {found.named} with both grades known")
    if not found.pairs:
        page.line("There is nothing to bound.")
        return
    page.grid(
        HEADS,
        [(figure.statistic.title if figure.statistic else figure.title, *figure.texts()) for figure in found.figures],
        right=(1,),
    )
    page.item(table.sentence)
    for share in (*table.shares, *table.people):
        page.item(share.sentence)
    page.line(f"Bounds by {found.solver.method}; uniform completions by {table.uniform_method}.")
    if inquiry.extremes:
        _extremes(table, page)
    if inquiry.helping:
        _help(table, page)


def _extremes(table: Known, page: Writer) -> None:
    ends = table.ends
    if isinstance(ends, Undefined):
        page.line(f"{table.statistic.title} has no value in any completion: {ends.reason}.")
        return
    first, second = table.crosstab.first, table.crosstab.second
    for end, extreme in zip(("smallest", "largest"), ends, strict=True):
        value = f"{extreme.value}" if table.statistic.counts else f"{extreme.value:.4f}"
        found = "" if extreme.sharp else " found"
        page.heading(f"{table.statistic.title}: a completion with the {end} value{found}, {value}")
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


def _help(table: Known, page: Writer) -> None:
    help_, crosstab = table.help, table.crosstab
    page.heading(f"What would help with {table.statistic.title}: by how much one more grade narrows its interval")
    if not help_.kinds:
        page.line("No unknown grade bears on it.")
        return
    names = (crosstab.first.name, crosstab.second.name)
    heads = ("", "find the grade in", *(f"known of {name}" for name in names), "councils", "guaranteed",
             "at best", "could settle the sign")  # fmt: skip
    rows = [
        (
            f"{number}",
            names[kind.side],
            *(_known(help_, kind, side) for side in (0, 1)),
            _number(kind),
            f"{kind.guaranteed:.4f}",
            f"{kind.best:.4f}",
            _settling(help_, kind),
        )
        for number, kind in enumerate(help_.kinds, 1)
    ]
    page.grid(heads, rows, right=(4, 5, 6, 7))
    page.line(
        "Guaranteed: the shrink whatever the answer is; at best: with the most telling answer. The last"
        " column says how few facts of the kind could settle the sign, with the most favourable answers."
    )
    for number, kind in enumerate(help_.kinds, 1):
        answers = "; ".join(
            f"if {help_.problem.label(kind.side, (answer.grade, answer.grade))}:"
            f" {'no value' if isinstance(answer.bounds, Undefined) else answer.bounds.text()}"
            for answer in kind.answers
        )
        page.item(f"{answers}. Councils: {', '.join(kind.councils)}.", str(number))


def _known(help_: Help, kind: FactKind, side: int) -> str:
    spread = kind.ranges[side]
    if spread is None:
        return "several" if kind.paired else "in no pair"
    return help_.problem.label(side, spread)


def _number(kind: FactKind) -> str:
    """Write how many councils there are; those outside the group that the table is of only share its totals."""
    outside = not kind.paired and None not in kind.ranges
    return f"{kind.count} (outside)" if outside else f"{kind.count}"


def _settling(help_: Help, kind: FactKind) -> str:
    if help_.settled:
        return "settled"
    if kind.settling is None:
        return "none" if kind.searched else "none found"
    return f"{kind.settling}" if kind.searched else f"{kind.settling} or fewer"


# As JSON
