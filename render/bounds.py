"""Write what is known of two positions, for people and as JSON.

A renderer never computes: every number comes from the inquiry.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from crossregime.core.bounds import settled_sign
from crossregime.core.statistics import Undefined
from crossregime.core.text import many
from crossregime.render.compared import write_compared
from crossregime.render.contrast import lay_group_contrasts, lay_headline
from crossregime.render.difference import write_break
from crossregime.render.page import Writer, write_page
from crossregime.render.sources import write_sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crossregime.core.bounds import Allocation, Extreme, FactKind, FactsValue, Help, Interval, Problem
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
    lay_group_contrasts(page, comparison)
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
    lay_headline(page, table.contrast)
    for each in table.assumed:
        page.item(each.sentence)
    if inquiry.breakdown:
        _breakdown(table, page)
    if inquiry.extremes:
        _extremes(table, page)
    if inquiry.helping:
        _help(table, page)


def _breakdown(table: Known, page: Writer) -> None:
    """Write what one would have to believe: a sentence an assumption, then the ranges of each that comes in degrees."""
    found = table.breakdown
    page.heading("What one would have to believe (each an assumption by itself, not a fact)")
    for sentence in found.sentences:
        page.item(sentence)
    if found.settled:
        return
    for family in found.families:
        if family.name.endswith(":at"):
            continue  # the other way to count the same councils, which JSON holds
        rows = [
            (
                f"{float(each.most):.3f}" if family.name == "within" else f"{each.most}",
                *_ranged(each.bounds),
                SETTLED_SIGN[None if each.bounds is None else settled_sign(each.bounds)],
            )
            for each in family.ranges
        ]
        heads = ("at most", found.statistic.title.lower(), "attained", "sign")
        page.grid(heads, rows, caption=f"{family.text[0].upper()}{family.text[1:]}")


SETTLED_SIGN = {1: "above nought", -1: "below nought", 0: "nought", None: ""}


def _ranged(bounds: Interval | Undefined | None) -> tuple[str, str]:
    """Write a range, and what of it is attained."""
    if bounds is None:
        return "no completion", ""
    if isinstance(bounds, Undefined):
        return "no value", ""
    low, high = bounds.attained
    return f"{bounds.lowest:.4f} to {bounds.highest:.4f}", "" if bounds.sharp else f"{low:.4f} to {high:.4f}"


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


def _help(table: Known, page: Writer) -> None:
    help_, crosstab = table.help, table.crosstab
    page.heading(f"What would help with {table.narrowed.title}: by how much one more grade narrows its interval")
    if not help_.kinds:
        page.line("No unknown grade bears on it.")
        return
    telling = [kind for kind in help_.kinds if not kind.worthless]
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
        for number, kind in enumerate(telling, 1)
    ]
    page.grid(heads, rows, right=(4, 5, 6, 7))
    page.line(
        "Guaranteed: the shrink whatever the answer is; at best: with the most telling answer. The last"
        " column says how few facts of the kind could settle the sign, with the most favourable answers."
    )
    for number, kind in enumerate(telling, 1):
        answers = "; ".join(
            f"if {help_.problem.label(kind.side, (answer.grade, answer.grade))}:"
            f" {'no value' if isinstance(answer.bounds, Undefined) else answer.bounds.text()}"
            for answer in kind.answers
        )
        page.item(f"{answers}. Councils: {', '.join(kind.councils)}.", str(number))
        if kind.values:
            page.line(f"Several together: {'; '.join(map(_valued, kind.values))}.", indent=4)
    for kind in help_.kinds:
        if kind.worthless:
            known = " by ".join(_known(help_, kind, side) for side in (0, 1))
            page.item(
                f"Worth nothing: the grade in {names[kind.side]} of the {many(kind.count, 'council')} at {known}."
            )


def _valued(value: FactsValue) -> str:
    """Say what several facts of a kind are worth."""
    settles = {"no": "", "could": ", could settle the sign", "surely": ", settle the sign"}[value.settles]
    return f"{value.facts}: {value.guaranteed:.4f} guaranteed, {value.best:.4f} at best{settles}"


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
