"""Write a comparison for people: what is compared, the break, the table, what can be said, what was left out.

A renderer never computes: every number comes from the comparison.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from crossregime.core.comparison import ASSUMPTIONS, cell, left_out
from crossregime.core.text import many
from crossregime.render.compared import write_compared
from crossregime.render.contrast import lay_contrasts, lay_group_contrasts, lay_who
from crossregime.render.difference import write_break
from crossregime.render.first_screen import write_first_screen
from crossregime.render.page import ALL, Writer, write_page
from crossregime.render.sources import write_sources

if TYPE_CHECKING:
    from collections.abc import Collection

    from crossregime.core.comparison import Comparison, Crosstab, Movement
    from crossregime.core.model import Scale
    from crossregime.core.positions import LikeForLike


def write_comparison(comparison: Comparison, stream: IO[str] | None = None, show: Collection[str] = ALL) -> None:
    """Write a comparison to a stream, standard output by default: the first screen, then the parts to `show`."""
    write_page(lambda page: lay_comparison(page, comparison), stream, show)


def lay_comparison(page: Writer, comparison: Comparison, *, pairs: bool = True) -> None:
    """Write the first screen, then every requested part; the pairs may be listed elsewhere."""
    write_first_screen(page, comparison)
    _contrasts(page, comparison, pairs=pairs)
    if page.wants("breaks"):
        _break(page, comparison)
    if page.wants("statistics"):
        _tables(page, comparison)
    elif comparison.asked is not None or comparison.inference is not None:
        for crosstab in comparison.crosstabs:
            _statistics(page, comparison, crosstab)
    if page.wants("unpaired"):
        write_unpaired(page, comparison)
    if page.wants("sources"):
        write_sources(page, comparison)
    if page.wants("positions"):
        write_compared(page, comparison)


def _contrasts(page: Writer, comparison: Comparison, *, pairs: bool) -> None:
    """Write the pairs or the councils of a cell, every cut, and groups against each other."""
    in_a_cell = comparison.contrasted.named and page.wants("pairs")
    if pairs and in_a_cell:
        lay_who(page, comparison, comparison.who())
    if pairs and (comparison.councils or (page.wants("pairs") and not in_a_cell)):
        _pairs(page, comparison)
    if page.wants("contrasts"):
        lay_contrasts(page, comparison.ends.cuts)
    if comparison.between_named or page.wants("groups"):
        lay_group_contrasts(page, comparison)


def _tables(page: Writer, comparison: Comparison) -> None:
    for crosstab in comparison.crosstabs:
        _table(page, crosstab)
        _said(page, crosstab)
        _statistics(page, comparison, crosstab)
        if crosstab.sides in comparison.movements:
            _movement(page, comparison, comparison.movements[crosstab.sides])
    _averages(page, comparison)
    for group in comparison.groups:
        for crosstab in group:
            _group(page, comparison, crosstab)


def _break(page: Writer, comparison: Comparison) -> None:
    names = [position.caption for position in comparison.positions]
    write_break(page, names, comparison.differences, brief=len(names) > 2)
    if comparison.differences and comparison.like_for_like is not None:
        _like_for_like(page, comparison, comparison.like_for_like)


def _like_for_like(page: Writer, comparison: Comparison, nearest: LikeForLike) -> None:
    if nearest.first is None:
        page.line("Like for like: the two regimes have no judgements of one service.")
    elif nearest.judgements is None:
        page.line("Like for like: this is the nearest pair of judgements that the two regimes have.")
    else:
        brief = comparison.like_for_like_comparison
        page.line(f"Like for like: --regime {nearest.first} --regime {nearest.second}")
        if brief is not None:
            _cells(page, brief.crosstab, caption=_by(brief.crosstab))
            for share in brief.crosstab.shares:
                page.item(share.sentence)


def _table(page: Writer, crosstab: Crosstab) -> None:
    page.heading(f"Table: {many(crosstab.tabulation.pairs, 'paired council')}, {_by(crosstab)}")
    _cells(page, crosstab)
    notes = ["Each cell counts the councils whose two grades are both known."]
    if crosstab.problem.free:
        facts = "the ranges and the printed totals" if crosstab.problem.limits else "the ranges"
        notes.append(
            "A row or column of several grades counts those known only as that range. In brackets: the smallest and"
            f" largest number that the cell can have, given {facts}; each bound is attained by some completion (a way"
            " to fill in every unknown grade that fits all that is known), one cell at a time."
        )
    page.line(" ".join(notes))


def _by(crosstab: Crosstab) -> str:
    """Name the positions of the rows and of the columns."""
    return f"{crosstab.first.caption} (rows) by {crosstab.second.caption} (columns)"


def _cells(page: Writer, crosstab: Crosstab, caption: str = "") -> None:
    """Write the table: counts by grade and range, with the bounds of each cell of two grades."""
    tabulation = crosstab.tabulation
    rows, columns = tabulation.categories(0), tabulation.categories(1)
    heads = ["", *(_head(crosstab.second.scale, each) for each in columns), "all"]
    lines = []
    for row, counts, councils in zip(rows, tabulation.matrix, tabulation.row_sums, strict=True):
        cells = []
        for column, count in zip(columns, counts, strict=True):
            single = row[0] == row[1] and column[0] == column[1]
            cells.append(cell(count, crosstab.bounds[row[0]][column[0]]) if single else str(count))
        lines.append([_head(crosstab.first.scale, row), *cells, str(councils)])
    lines.append(["all", *map(str, tabulation.column_sums), str(tabulation.pairs)])
    page.grid(heads, lines, right=range(1, len(heads)), caption=caption)


def _head(scale: Scale, category: tuple[int, int]) -> str:
    return scale.name(*category)


def _said(page: Writer, crosstab: Crosstab) -> None:
    page.heading("What can be said")
    for share in (*crosstab.shares, *crosstab.people):
        page.item(share.sentence)
    if crosstab.by_population is not None:
        page.item(crosstab.by_population.sentence)
    page.item(crosstab.sentence)


MOVED = {
    "rise": "Rose from {} to {}",
    "fall": "Fell from {} to {}",
    "uncertain": "Not known whether they rose or fell: {} before, {} after",
}
BESIDE = {
    "rise": "Higher in the second: {}, then {}",
    "fall": "Lower in the second: {}, then {}",
    "uncertain": "Not known which is higher: {}, then {}",
}


def _movement(page: Writer, comparison: Comparison, moved: Movement) -> None:
    first, second = (comparison.positions[side - 1] for side in moved.sides)
    page.heading(
        f"Movement on the common scale, {first.caption} to {second.caption}"
        if moved.change
        else f"On the common scale: {first.caption}, then {second.caption}"
    )
    page.item(moved.sentence)
    if first.mapping is not None or second.mapping is not None:
        return  # who is higher depends on the crosswalk, so councils are not named
    for move, title in (MOVED if moved.change else BESIDE).items():
        steps: dict[str, list[str]] = {}
        for row in moved.named(move).sort("name").iter_rows(named=True):
            ends = (_bracketed(first.scale, row[f"worst_{end}"], row[f"best_{end}"]) for end in (1, 2))
            steps.setdefault(title.format(*ends), []).append(row["name"])
        for step, names in sorted(steps.items()):
            page.item(f"{step} ({len(names)}): {', '.join(names)}")


def _bracketed(scale: Scale, worst: int, best: int) -> str:
    """Name a grade, or a range in brackets to keep it together within a sentence."""
    name = scale.name(worst, best)
    return name if worst == best else f"({name})"


def _group(page: Writer, comparison: Comparison, crosstab: Crosstab) -> None:
    assert crosstab.group is not None  # noqa: S101  # only groups come here
    page.heading(f"{crosstab.group.label}: {many(crosstab.tabulation.pairs, 'paired council')}")
    _cells(page, crosstab)
    for share in (*crosstab.shares, *crosstab.people):
        page.item(share.sentence)
    if crosstab.by_population is not None:
        page.item(crosstab.by_population.sentence)
    page.item(crosstab.sentence)
    _figures(page, comparison, crosstab)


def _statistics(page: Writer, comparison: Comparison, crosstab: Crosstab) -> None:
    """Write the statistics of a table, their inference, and those that can't be computed."""
    page.heading("Statistics")
    _figures(page, comparison, crosstab)
    missing = left_out(common_scale=crosstab.common_scale)
    if missing and comparison.asked is not None:
        page.line(
            f"Left out, for the two judgements are on different scales: {', '.join(each.name for each in missing)}. A"
            " crosswalk can put them on one (--crosswalk NAME)."
        )
    change = any(each.entry.family == "change" for each in comparison.figures[crosstab])
    if change and crosstab.change < 0:
        page.line("The second position is the earlier one: in these figures the shift, rises and falls run back to it.")
    elif comparison.asked in (None, ("all",)) and crosstab.common_scale and not crosstab.change:
        page.line("Measures of change are left out, for the two don't rate one thing at two dates.")
    page.line("`crossregime statistics NAME` says what each tells, and where it is from.")


def _figures(page: Writer, comparison: Comparison, crosstab: Crosstab) -> None:
    """Write the figures of a table: the complete case marked as a warning, beside the bounds."""
    figures, known = comparison.figures[crosstab], crosstab.identification
    if known.partly_known:
        alone, every = f"the {many(known.named, 'known pair')}", many(known.pairs, "pair")
        heads = [
            "",
            f"{alone} only (misleading)" if known.complete_case_misleads else alone,
            f"possible range of the {every}",
        ]
        rows = [[each.title, each.text, each.bounds_text] for each in figures]
        if not crosstab.problem.free:  # the totals settle what the rows leave open
            heads[2] = f"all {every}"
    else:
        heads, rows = ["", "value"], [[each.title, each.text] for each in figures]
    page.grid(heads, rows)
    for title, note in dict.fromkeys((each.entry.title, each.note) for each in figures if each.note):
        page.line(f"{title}: {note}.")
    for method in dict.fromkeys(each.method for each in comparison.chances.get(crosstab, ())):
        found = [each for each in comparison.chances[crosstab] if each.method == method]
        page.line(f"Inference, {method}: {ASSUMPTIONS[method]} It says nothing of what was not published.")
        page.grid(["", method, "how"], [[each.title, each.text, each.how] for each in found])


def _averages(page: Writer, comparison: Comparison) -> None:
    """Write the averages that an inspectorate's own scoring allows."""
    if not comparison.averages:
        return
    from crossregime.core.comparison import scoring

    by = "" if comparison.by is None else comparison.by.id
    page.heading(f"Average score by {by}, where the inspectorate itself scored its grades")
    sides = list(comparison.averages)
    rows: dict[str, dict[int, str]] = {}
    for side, found in comparison.averages.items():
        for each in found:
            label = each.grouping.label(each.group)
            value = f"{each.lowest:.2f}" if each.lowest == each.highest else f"{each.lowest:.2f} to {each.highest:.2f}"
            rows.setdefault(label, {})[side] = f"{value} ({each.councils})"
    heads = [f"{side} {comparison.positions[side - 1].name}" for side in sides]
    page.grid(
        ["", *heads],
        [[label, *(cells.get(side, "") for side in sides)] for label, cells in rows.items()],
        right=range(1, len(heads) + 1),
    )
    for side in sides:
        rule = scoring(comparison.positions[side - 1])
        if rule is not None:
            scores = ", ".join(f"{score:g}" for score in rule.scores)
            source = comparison.positions[side - 1].regime.sources[rule.source]
            page.line(f"{side}: worst grade to best scored {scores} by {source.cite()}, {rule.place}.")
    page.line("Over all councils of the publication (their number in brackets), by their own group.")


def write_unpaired(page: Writer, comparison: Comparison) -> None:
    """Write the unpaired councils, each with the reason."""
    rows = comparison.unpaired
    page.heading(f"Not compared: {many(rows.height, 'council') if rows.height else 'none'}", folded=rows.height > 0)
    same = comparison.of_one_inspection
    if same:
        page.item(
            f"{many(len(same), 'council')} with one and the same inspection in both, which is no before and after:"
            f" {', '.join(same)}"
        )
    for row in rows.iter_rows(named=True):
        if row["reason"] == "same_inspection":
            continue
        position = comparison.positions[row["side"] - 1]
        ranks = row["worst_rank"], row["best_rank"]
        grade = "no grade" if ranks[0] is None else position.scale.name(*ranks)
        held = position.name if row["reason"] == "no_counterpart" else f"{position.name}: {grade}"
        page.item(f"{row['name']} ({held}): {row['explanation']}")
    for position in comparison.positions:
        for series, _, end in position.ended.iter_rows():
            page.item(f"{series}: ended on {end}, before {position.date}, so left out of {position.name}")


def _pairs(page: Writer, comparison: Comparison) -> None:
    lines = comparison.marked_lines
    asked = f" of {comparison.pairs.height}" if comparison.councils else ""
    page.heading(f"Pairs: {len(lines)}{asked}", folded=not comparison.councils)
    for name, why in comparison.in_no_pair.items():
        page.line(f"In no pair: {name}: {why}.")
    if lines:
        page.grid(["council", *(position.caption for position in comparison.positions)], lines)
