"""Lay out the tables of a comparison for a paper: a caption, heads, rows and notes, whatever they are written as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossregime.core.bounds import METHODS
from crossregime.core.comparison import notes_in_brief, sources_in_brief
from crossregime.core.statistics import Undefined
from crossregime.core.text import coefficient_text, many, span_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crossregime.core.bounds import BoundedStatistic, Counts, Identification, Interval
    from crossregime.core.comparison import Comparison, Crosstab, Inquiry

NONE = "\N{EN DASH}"
POSSIBLE = f"Cells give the smallest to the largest possible number of councils, one cell at a time; {NONE} is none."
CERTAIN = f"Cells give numbers of councils; {NONE} is none."
RANGES = (
    "A range is the smallest and the largest value over all completions: ways to give every council one grade of those"
    " that it may have, so that all printed totals come out."
)


@dataclass(frozen=True, slots=True)
class PaperTable:
    """One table: its name in references to it, its caption, its heads and rows, and the notes under it.

    The first column heads the rows; the others are set to the right. `long` says that it may run over pages.
    """

    name: str
    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    right: bool = True
    long: bool = False


def counts_tables(comparison: Comparison) -> Iterator[PaperTable]:
    """Lay out the counts of each table, overall and by group: in each cell the possible range."""
    for number, crosstab in enumerate(comparison.every_crosstab(), 1):
        group = "" if crosstab.group is None else f"{crosstab.group.label}: "
        pairs = many(crosstab.tabulation.pairs, "council")
        caption = f"{group}{pairs}, {crosstab.first.spoken} (rows), by {crosstab.second.spoken} (columns)"
        yield _counts(crosstab.identification, _numbered("counts", number), caption, notes_in_brief(comparison))


def _counts(found: Identification, name: str, caption: str, notes: Sequence[str]) -> PaperTable:
    """Lay out a table of counts with its margins."""
    ends, (before, after) = found.margins, found.short_labels
    rows = tuple(
        (label, *(_cell(each) for each in cells), _cell(every))
        for label, cells, every in zip(before, found.cells, ends[0], strict=True)
    )
    total = ("all", *(_cell(each) for each in ends[1]), str(found.pairs))
    told = (POSSIBLE, RANGES) if found.problem.free else (CERTAIN,)
    return PaperTable(name, caption, ("", *after, "all"), (*rows, total), (*told, *notes))


def _numbered(name: str, number: int) -> str:
    """Name a table by which references find it: those after the first by their number."""
    return name if number == 1 else f"{name}-{number}"


def _cell(counts: Counts) -> str:
    if counts.lowest == counts.highest:
        return str(counts.lowest) if counts.lowest else NONE
    return f"{counts.lowest} to {counts.highest}"


def contrast_tables(comparison: Comparison) -> Iterator[PaperTable]:
    """Lay out the contrast: both groups, how many of how many did well, the share, and their difference."""
    contrast = comparison.headline
    at = contrast.name(1, contrast.then, short=True)
    rows = tuple((group, numbers or NONE, share) for _, group, numbers, share in contrast.lines)
    question = f"{contrast.question} {contrast.answer.capitalize()}."
    notes = [question, *([contrast.note] if contrast.note else []), *_notes(comparison, comparison.ends)]
    caption = f"{comparison.positions[-1].spoken}: councils at {at}, by {comparison.positions[0].spoken}"
    yield PaperTable("contrast", caption, ("", "councils", "share"), rows, tuple(notes))


def cuts_tables(comparison: Comparison) -> Iterator[PaperTable]:
    """Lay out the contrast of every cut of both scales, a row a cut."""
    rows = []
    for cut in comparison.ends.cuts:
        (*_, first), (*_, second), (*_, points) = cut.lines
        groups = f"{cut.name(0, cut.given, short=True)} against {cut.name(0, cut.against, short=True)}"
        rows.append((f"{cut.name(1, cut.then, short=True)}: {groups}", first, second, points))
    first_name, last_name = comparison.positions[0].spoken, comparison.positions[-1].spoken
    caption = f"Every cut of {first_name} against every cut of {last_name}: who did well more often"
    heads = ("to do well: groups", "of the first", "of the second", "difference")
    notes = ("Every cut stands here, so that none is picked for its result.", *_notes(comparison, comparison.ends))
    yield PaperTable("contrasts", caption, heads, tuple(rows), notes)


def group_tables(comparison: Comparison) -> Iterator[PaperTable]:
    """Lay out the contrast of each group, a row a group, where the comparison has groups."""
    if comparison.by is None:
        return
    tables = [("all", comparison.ends)]
    tables += [(each[0].group.label, each[0]) for each in comparison.groups if len(each) == 1 and each[0].group]
    contrast = comparison.headline
    heads = (
        comparison.by.id, "councils", contrast.name(0, contrast.given, short=True),
        contrast.name(0, contrast.against, short=True), "difference",
    )  # fmt: skip
    rows = []
    for label, table in tables:
        (*_, first), (*_, second), (*_, points) = table.headline.lines
        rows.append((label, str(table.tabulation.pairs), first, second, points))
    at = contrast.name(1, contrast.then, short=True)
    caption = f"Shares of councils at {at} in {comparison.positions[-1].spoken}, by {comparison.by.id}"
    yield PaperTable("groups", caption, heads, tuple(rows), _notes(comparison, comparison.ends))


def statistics_tables(comparison: Comparison) -> Iterator[PaperTable]:
    """Lay out the statistics of each table: the possible range, beside the value over the known pairs."""
    for number, crosstab in enumerate(comparison.figures, 1):
        known = crosstab.identification
        group = "" if crosstab.group is None else f"{crosstab.group.label}: "
        notes = [f"{each.title}: {each.note}." for each in comparison.figures[crosstab] if each.note]
        figures = comparison.figures[crosstab]
        heads: tuple[str, ...]
        rows: tuple[tuple[str, ...], ...]
        if known.partly_known:
            heads = ("", "possible range", f"the {many(known.named, 'known pair')} alone")
            rows = tuple((each.title, _range(each.interval), _value(each)) for each in figures)
            notes += [f"{each.title}: no range, for {each.why_no_bounds}." for each in figures if each.interval is None]
            if known.complete_case_misleads:
                notes.append(f"Known pairs alone may mislead: {crosstab.left_open.selection}.")
        else:
            heads, rows = ("", "value"), tuple((each.title, _value(each)) for each in figures)
        notes += [f"{each.title}: {each.text}." for each in figures if each.value is None]
        caption = f"{group}Statistics of {crosstab.first.spoken}, by {crosstab.second.spoken}"
        told = (*dict.fromkeys(notes), *_notes(comparison, crosstab))
        yield PaperTable(_numbered("statistics", number), caption, heads, rows, told)


def inquiry_tables(inquiry: Inquiry) -> Iterator[PaperTable]:
    """Lay out the statistics of each table of an inquiry three ways."""
    for number, known in enumerate(inquiry.tables, 1):
        table = known.crosstab
        group = "" if table.group is None else f"{table.group.label}: "
        caption = f"{group}Statistics of {table.first.spoken}, by {table.second.spoken}"
        name = _numbered("statistics", number)
        yield _three_ways(known.identification, name, caption, notes_in_brief(inquiry.comparison))


def bounds_counts(found: Identification) -> Iterator[PaperTable]:
    """Lay out the counts of bounds."""
    first, second = found.problem.names
    caption = f"{many(found.pairs, 'pair')}, {first} (rows), by {second} (columns)"
    yield _counts(found, "counts", caption, found.notes)


def bounds_statistics(found: Identification) -> Iterator[PaperTable]:
    """Lay out the statistics of bounds three ways."""
    first, second = found.problem.names
    yield _three_ways(found, "statistics", f"Statistics of {first}, by {second}", found.notes)


def _three_ways(found: Identification, name: str, caption: str, notes: Sequence[str]) -> PaperTable:
    """Lay out each statistic over all completions, over the known pairs, and over uniform completions."""
    titles = [figure.statistic.title if figure.statistic else figure.title for figure in found.figures]
    if not found.partly_known:
        rows = tuple((title, _value(each)) for title, each in zip(titles, found.figures, strict=True))
        return PaperTable(name, caption, ("", "value"), rows, tuple(notes))
    heads = ("", "possible range", f"the {many(found.named, 'known pair')} alone", "if equally likely")
    ways = tuple(
        (title, _range(each.interval), _value(each), each.brief_texts()[2])
        for title, each in zip(titles, found.figures, strict=True)
    )
    uniform = found.uniform_completions
    how = f"none: {uniform.reason}" if isinstance(uniform, Undefined) else METHODS[uniform.method]
    told = [RANGES]
    if found.complete_case_misleads:
        told.append("Known pairs alone may mislead: which grades are known may depend on the grades.")
    told.append(
        "If equally likely: the mean and, in brackets, the middle 95% if all fillings were equally likely, which is"
        f" an assumption ({how})."
    )
    return PaperTable(name, caption, heads, ways, (*told, *notes))


def pairs_tables(comparison: Comparison) -> Iterator[PaperTable]:
    """Lay out every pair that is listed: the council, and its grade in each position."""
    heads = ("council", *(position.spoken for position in comparison.positions))
    rows = tuple(comparison.marked_lines)
    notes = tuple(f"In no pair: {name}: {why}." for name, why in comparison.in_no_pair.items())
    caption = f"{many(len(rows), 'pair')} of councils"
    yield PaperTable("pairs", caption, heads, rows, (*notes, sources_in_brief(comparison)), right=False, long=True)


def _value(figure: BoundedStatistic) -> str:
    """Write the value over the known pairs; a test in full, with its degrees of freedom and p."""
    if figure.value is None:
        return NONE
    return _number(figure.value) if figure.measured.p is None else figure.text


def _number(value: float) -> str:
    return str(value) if isinstance(value, int) else coefficient_text(value)


def _range(interval: Interval | None) -> str:
    if interval is None:
        return NONE
    shown = span_text(interval.lowest, interval.highest, _number)
    return shown if interval.sharp else f"{shown} (proven limits)"


def _notes(comparison: Comparison, crosstab: Crosstab) -> tuple[str, ...]:
    """Write the notes that every table of counts has: what a range is, the break, the sources."""
    return (*([RANGES] if crosstab.problem.free else []), *notes_in_brief(comparison))
