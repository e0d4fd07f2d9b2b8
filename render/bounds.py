"""Write what is known of two positions.

A renderer never computes: every number comes from the inquiry.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from crossregime.core.bounds import settled_sign
from crossregime.core.statistics import Undefined
from crossregime.core.text import many
from crossregime.render.compared import write_compared
from crossregime.render.contrast import lay_group_contrasts
from crossregime.render.difference import write_break
from crossregime.render.first_screen import write_contrast, write_opening
from crossregime.render.page import ALL, Writer, write_page
from crossregime.render.sources import write_sources

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from crossregime.core.bounds import Allocation, Extreme, FactKind, FactsValue, Help, Interval, Problem
    from crossregime.core.comparison import Inquiry, Known

HEADS = ("", "possible range", "known only", "equally likely")
FIGURES = {
    "complete_case": "Known councils only",
    "bounds": "Possible range",
    "uniform": "If all completions were equally likely (an assumption)",
}


def write_inquiry(inquiry: Inquiry, stream: IO[str] | None = None, show: Collection[str] = ALL) -> None:
    """Write what is known to a stream, standard output by default: the first screen, then the parts to `show`."""
    write_page(lambda page: _inquiry(inquiry, page), stream, show)


def _inquiry(inquiry: Inquiry, page: Writer) -> None:
    comparison = inquiry.comparison
    write_opening(page, comparison)
    for table in inquiry.tables:
        _table(inquiry, table, page)
    if comparison.between_named or page.wants("groups"):
        lay_group_contrasts(page, comparison)
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
        _breakdown(table, page)
    if inquiry.extremes:
        _extremes(table, page)
    if inquiry.helping:
        _help(table, page)


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
        " and the middle 95% in brackets, if all completions were equally likely (an assumption)."
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


def _breakdown(table: Known, page: Writer) -> None:
    """Write the breakdown: a sentence per assumption, then the ranges of each that has an amount."""
    found = table.breakdown
    page.heading("What one would have to believe (each an assumption by itself, not a fact)")
    for sentence in found.sentences:
        page.item(sentence)
    if found.settled:
        return
    for family in found.families:
        if family.name.endswith(":at"):
            continue  # the complementary count of the same councils, which JSON has
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


SETTLED_SIGN = {1: "above zero", -1: "below zero", 0: "zero", None: ""}


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
    """Describe the value of several facts of a kind."""
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
