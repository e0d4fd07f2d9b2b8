"""Write the first screen of a comparison: the answer, its certainty, the table, and what else can be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossregime.core.comparison import (
    grades_in_brief,
    known_in_brief,
    pairs_in_brief,
    pairs_of_the_others,
    paths,
    short_range,
    unlike_in_brief,
)
from crossregime.core.councils import label
from crossregime.core.progress import count_off
from crossregime.core.text import coefficient_text, joined, many, percent_text, span_text
from crossregime.render.contrast import write_answer

if TYPE_CHECKING:
    from crossregime.core.bounds import Contrast, Counts, Interval
    from crossregime.core.comparison import Comparison, Crosstab
    from crossregime.render.page import Writer

MOST_PATHS = 4


def write_first_screen(page: Writer, comparison: Comparison) -> None:
    """Write the positions, their differences, the contrast, the table of counts and the association."""
    write_opening(page, comparison)
    _answers(page, comparison)


def write_opening(page: Writer, comparison: Comparison) -> None:
    """Write the positions, the number of pairs, the transformations, and the differences."""
    page.title(", by ".join(position.spoken for position in comparison.positions))
    page.line(_who(comparison), indent=0)
    for note in (pairs_of_the_others(comparison), *comparison.group_notes):
        if note:
            page.line(note, indent=0)
    _positions(page, comparison)
    if comparison.facts is not None:
        page.line(comparison.facts.sentence, indent=0)
    _unlike(page, comparison)


def _answers(page: Writer, comparison: Comparison) -> None:
    table = comparison.ends
    if not table.tabulation.pairs:
        page.line("No council is in both, so there is nothing to compare.", indent=0)
    elif comparison.groups:
        _groups(page, comparison)
    else:
        write_contrast(page, table.headline, table)
        if len(comparison.positions) == 2:
            _counts(page, table)
        else:
            write_paths(page, comparison)
        write_movements(page, comparison)
    write_association(page, comparison)
    _weighed(page, comparison, table)


def _weighed(page: Writer, comparison: Comparison, table: Crosstab) -> None:
    """Write the shares by population, if requested, and which populations are estimates."""
    held = comparison.populations
    if held is None:
        return
    page.space()
    for share in table.people:
        page.line(share.sentence, indent=0)
    if table.by_population is not None:
        page.line(table.by_population.sentence, indent=0)
    names = comparison.estimated_names
    estimates = f"; {len(names)} estimated (e): {joined(names)}" if names else ""
    page.line(f"Weighed by mid-year population {held.year}{estimates}.", indent=0)


def _positions(page: Writer, comparison: Comparison) -> None:
    """Write the transformations of each position before the comparison."""
    for position in comparison.positions:
        if position.inspected is not None:
            page.line(f"{position.name}: {position.inspected.sentence}", indent=0)
        for use in position.rule_use:
            page.line(use.sentence, indent=0)
        if position.mapping is not None:
            page.line(position.mapping.told, indent=0)


def _who(comparison: Comparison) -> str:
    text = pairs_in_brief(comparison)
    return f"{text}; limited to {label(comparison.where)}" if comparison.where else text


def _unlike(page: Writer, comparison: Comparison) -> None:
    said = unlike_in_brief(comparison)
    if not said:
        return
    page.space()
    nearest = comparison.like_for_like
    if nearest is not None and nearest.judgements is not None:
        page.line(f"{said} Nearest like for like:", indent=0)
        sides = zip(comparison.positions, nearest.judgements, (nearest.first, nearest.second), strict=True)
        calls = [f"--regime {call}" for position, judgement, call in sides if judgement != position.judgement]
        page.line(" ".join(calls), indent=0)
        return
    page.line(said, indent=0)


def write_contrast(page: Writer, contrast: Contrast, table: Crosstab) -> None:
    """Write one contrast: the question, the answer, both groups, their difference, and the coverage."""
    page.space()
    page.line(contrast.question, indent=0)
    write_answer(page, contrast)
    known = known_in_brief(table)
    if known:
        page.line(known)


def _share(share: Interval | None) -> str:
    if share is None:
        return "no council"
    return span_text(share.lowest, share.highest, percent_text)


def _counts(page: Writer, table: Crosstab) -> None:
    """Write the table: in each cell the smallest and the largest possible number."""
    page.space()
    scope = " (smallest to largest possible; - is none)" if table.problem.free else " (- is none)"
    page.line(f"How many councils{scope}", indent=0)
    heads = ["", *table.second.scale.short_labels, "all"]
    rows = []
    for name, cells, every in zip(table.first.scale.short_labels, table.bounds, table.margins[0], strict=True):
        rows.append([name, *(_cell(each) for each in cells), _cell(every)])
    page.grid(heads, rows, right=range(1, len(heads)), rule=False)


def _cell(counts: Counts) -> str:
    """Write a cell: its number, or the smallest and the largest possible, or a hyphen for none."""
    if counts.lowest == counts.highest:
        return str(counts.lowest) if counts.lowest else "-"
    return f"{counts.lowest}-{counts.highest}"


def write_paths(page: Writer, comparison: Comparison) -> None:
    """Write the paths through all positions that most councils took."""
    found = paths(comparison)
    page.space()
    page.line("The paths of most councils", indent=0)
    heads = ["councils", *(position.caption for position in comparison.positions)]
    rows = [
        [
            str(count),
            *(short_range(each.scale, span) for each, span in zip(comparison.positions, path, strict=True)),
        ]
        for path, count in found[:MOST_PATHS]
    ]
    page.grid(heads, rows, rule=False)
    rest = found[MOST_PATHS:]
    if rest:
        page.line(f"{sum(count for _, count in rest)} councils took {len(rest)} others.")


def write_movements(page: Writer, comparison: Comparison) -> None:
    """Write the movement between adjacent positions on a common scale."""
    for moved in comparison.movements.values():
        first, second = (comparison.positions[side - 1] for side in moved.sides)
        page.space()
        page.line(f"{first.caption} to {second.caption}: {moved.sentence}", indent=0)


def _groups(page: Writer, comparison: Comparison) -> None:
    """Write the answer for all, then one table with a row a group: shares of both halves, difference, association."""
    whole = comparison.ends
    page.space()
    page.line(whole.headline.question, indent=0)
    page.answer(f"{whole.headline.answer}.")
    write_groups(page, comparison)


def write_groups(page: Writer, comparison: Comparison) -> None:
    """Write that table by itself."""
    whole, by = comparison.ends, comparison.by
    assert by is not None  # noqa: S101  # only groups come here
    contrast, first, second = whole.headline, whole.first.scale, whole.second.scale
    page.line(f"Shares at {grades_in_brief(second, contrast.then)}, smallest to largest possible")
    heads = [
        by.id,
        "councils",
        grades_in_brief(first, contrast.given),
        grades_in_brief(first, contrast.against),
        "difference",
        "tau-b",
    ]
    tables = [(by.label(each.group.value), each) for each in comparison.ends_by_group if each.group]
    if len(tables) != 1:  # one group that is all is no row of its own
        tables.insert(0, ("all", whole))
    rows = []
    for name, table in count_off(tables, "groups"):
        found = table.headline
        rows.append(
            [name, str(table.tabulation.pairs), _share(found.first.share),
             _share(found.second.share), found.range_text.removesuffix(" points"), _tau(table)]
        )  # fmt: skip
    page.grid(heads, rows, right=range(1, len(heads)))


def _tau(table: Crosstab) -> str:
    bounds = table.association.interval
    if bounds is None:
        return "-"
    return span_text(bounds.lowest, bounds.highest, coefficient_text)


def lay_table(page: Writer, table: Crosstab) -> None:
    """Write the table of two positions by itself: the contrast, the counts, and the association."""
    of = "" if table.group is None else f", {table.group.label}"
    page.title(f"{table.first.spoken}, by {table.second.spoken}{of}: {many(table.tabulation.pairs, 'pair')}")
    if not table.tabulation.pairs:
        page.line("No council is in both, so there is nothing to compare.")
        return
    write_contrast(page, table.headline, table)
    _counts(page, table)
    _association(page, table)


def write_association(page: Writer, comparison: Comparison) -> None:
    """Write tau-b of each adjacent pair, with the known councils' own value in brackets where others are open."""
    if comparison.groups:
        return
    page.space()
    for table in comparison.crosstabs:
        of = "" if len(comparison.crosstabs) == 1 else f", {table.first.caption} by {table.second.caption}"
        _association(page, table, of)


def _association(page: Writer, table: Crosstab, of: str = "") -> None:
    found = table.association
    if found.interval is None:
        page.line(f"tau-b{of}: no value ({found.why_no_bounds})", indent=0)
        return
    text = _tau(table)
    if " to " in text:
        text = f"possible range {text}"
    if found.partly_known and isinstance(found.complete_case, float):
        misleading = " alone, misleading" if table.identification.complete_case_misleads else ""
        text += f" ({coefficient_text(found.complete_case)} over the known{misleading})"
    page.line(f"tau-b{of}: {text}", indent=0)
