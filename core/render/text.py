"""Write a comparison for people: what is compared, the break, the table, what can be said, what was left out.

A renderer never computes: every number comes from the comparison.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from crossregime.core.averages import scoring
from crossregime.core.crosswalk import CAVEAT
from crossregime.core.measurement import ASSUMPTIONS, left_out
from crossregime.core.register import register
from crossregime.core.render.difference import write_break
from crossregime.core.render.page import Writer, write_page
from crossregime.core.statements import cell
from crossregime.core.words import many

if TYPE_CHECKING:
    from crossregime.core.comparison import Comparison
    from crossregime.core.crosstab import Crosstab
    from crossregime.core.difference import LikeForLike
    from crossregime.core.model import Scale, Total
    from crossregime.core.movement import Movement
    from crossregime.core.position import Position

LINEAGES = {
    "strict": "a pair is one series: a council, or the one that continues it under another status or code;"
    " councils split or merged in between are left unpaired",
    "inherit": "a pair is one series; across a split or merger a successor without an earlier outcome takes that of"
    " its predecessor",
}
MARKS = {
    "deduced": "deduced",
    "reconstructed": "reconstructed",
    "user": "added by the user",
    "rule": "by rule",
}


def write_comparison(comparison: Comparison, stream: IO[str] | None = None) -> None:
    """Write the whole comparison to a stream, standard output by default."""
    write_page(lambda page: _write(comparison, page), stream)


def _write(comparison: Comparison, page: Writer) -> None:
    title = " by ".join(
        f"{position.name} {position.judgement.title.lower().rstrip('?')}" for position in comparison.positions
    )
    page.title(title)
    _compared(page, comparison)
    _break(page, comparison)
    for crosstab in comparison.crosstabs:
        _table(page, crosstab)
        _said(page, crosstab)
        _statistics(page, comparison, crosstab)
        if crosstab.sides in comparison.movements:
            _movement(page, crosstab, comparison.movements[crosstab.sides])
    _averages(page, comparison)
    for group in comparison.groups:
        for crosstab in group:
            _group(page, comparison, crosstab)
    _unpaired(page, comparison)
    _pairs(page, comparison)
    _sources(page, comparison)


def _compared(page: Writer, comparison: Comparison) -> None:
    page.heading("What is compared")
    for number, position in enumerate(comparison.positions, 1):
        headline = ", the headline judgement" if position.is_headline else ""
        page.item(
            f"{position.label}: {_titles(position)}. {_sentence(position.judgement.title + headline)}",
            str(number),
        )
        page.line(_coverage(position), indent=4)
        for use in position.rule_use:
            page.line(use.sentence, indent=4)
        if position.mapping is not None:
            page.line(f"{position.mapping.sentence} {CAVEAT}", indent=4)
    if comparison.facts is not None:
        page.line(comparison.facts.sentence)
    page.line(f"Lineage {comparison.lineage}: {LINEAGES[comparison.lineage]}.")
    if comparison.where is not None or comparison.by is not None:
        first = comparison.positions[0]
        what = []
        if comparison.where is not None:
            what.append(f"Limited to {comparison.where.label}")
        if comparison.by is not None:
            what.append(f"grouped by {comparison.by}" if what else f"Grouped by {comparison.by}")
        page.line(
            f"{', '.join(what)}: that of the council in {first.name} on {first.date}. Councils outside still share"
            " the printed totals, so they loosen the bounds."
        )
    held = comparison.populations
    if held is not None:
        estimates = (
            f"; {len(comparison.estimated)} are estimates (e): {', '.join(comparison.estimated)}"
            if comparison.estimated
            else ""
        )
        page.line(f"Weighed by mid-year population {held.year}, ONS (Open Government Licence v3.0){estimates}.")


def _sentence(text: str) -> str:
    """End a text as a sentence, unless it ends as one."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _titles(position: Position) -> str:
    return " and ".join(regime.title for regime in position.regimes)


_COVERED = {"range": "known only as a range", "rule": "by rule"}


def _coverage(position: Position) -> str:
    when = f"published {position.date}" if position.publication else f"each council's latest report by {position.date}"
    counts = ", ".join(
        f"{number} {_COVERED.get(status, status.replace('_', ' '))}" for status, number in position.coverage.items()
    )
    text = f"{when[0].upper()}{when[1:]}: {position.outcomes.height} councils, {counts}."
    totals = [total for total in position.totals if not total.dimension and len(total.ranks) == 1]
    if totals and not position.unmapped.complete:
        labels = position.unmapped.scale.labels
        printed = ", ".join(f"{_total(total)} {' or '.join(labels[rank] for rank in total.ranks)}" for total in totals)
        text += f" Printed totals: {printed}."
    if position.ended.height:
        text += f" {position.ended.height} series had ended by then and are left out."
    return text


def _total(total: Total) -> str:
    """Write a printed number; a share with the whole numbers that it stands for."""
    if total.count is not None:
        return total.printed()
    whole = f"{total.lowest}" if total.lowest == total.highest else f"{total.lowest} to {total.highest}"
    return f"{total.printed()} (that is {whole})"


def _break(page: Writer, comparison: Comparison) -> None:
    names = [position.name for position in comparison.positions]
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
            _cells(page, brief.crosstab)
            for share in brief.crosstab.shares:
                page.item(share.sentence)


def _table(page: Writer, crosstab: Crosstab) -> None:
    tabulation = crosstab.tabulation
    page.heading(
        f"Table: {tabulation.pairs} paired councils, {crosstab.first.caption} (rows) by"
        f" {crosstab.second.caption} (columns)"
    )
    _cells(page, crosstab)
    notes = ["Each cell counts the councils whose two grades are both known."]
    if crosstab.problem.free:
        notes.append(
            "A row or column of several grades counts those known only as that range. In brackets: the smallest and"
            " largest number that the cell can have, given the ranges and the printed totals; each bound is attained"
            " by some completion, one cell at a time."
        )
    page.line(" ".join(notes))


def _cells(page: Writer, crosstab: Crosstab) -> None:
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
    page.grid(heads, lines, right=range(1, len(heads)))


def _head(scale: Scale, category: tuple[int, int]) -> str:
    return scale.name(*category)


def _said(page: Writer, crosstab: Crosstab) -> None:
    page.heading("What can be said")
    for share in (*crosstab.shares, *crosstab.people):
        page.item(share.sentence)
    page.item(crosstab.association.sentence)


def _movement(page: Writer, crosstab: Crosstab, moved: Movement) -> None:
    scale = crosstab.first.scale
    page.heading(f"Movement on the common scale, {crosstab.first.caption} to {crosstab.second.caption}")
    page.item(moved.sentence)
    if any(position.mapping is not None for position in (crosstab.first, crosstab.second)):
        return  # who moved is a matter of the crosswalk: naming them would say more than it knows
    for move, title in (
        ("rise", "Rose from {} to {}"),
        ("fall", "Fell from {} to {}"),
        ("uncertain", "Not known whether they rose or fell: {} before, {} after"),
    ):
        steps: dict[str, list[str]] = {}
        for row in moved.named(move).iter_rows(named=True):
            ends = (_bracketed(scale, row[f"worst_{end}"], row[f"best_{end}"]) for end in (1, 2))
            steps.setdefault(title.format(*ends), []).append(row["name"])
        for step, names in sorted(steps.items()):
            page.item(f"{step} ({len(names)}): {', '.join(names)}")


def _bracketed(scale: Scale, worst: int, best: int) -> str:
    """Name a grade, or a range in brackets: in a sentence from one to another it must hold together."""
    name = scale.name(worst, best)
    return name if worst == best else f"({name})"


def _group(page: Writer, comparison: Comparison, crosstab: Crosstab) -> None:
    assert crosstab.group is not None  # noqa: S101  # only groups come here
    page.heading(f"{crosstab.group.label}: {crosstab.tabulation.pairs} paired councils")
    _cells(page, crosstab)
    for share in (*crosstab.shares, *crosstab.people):
        page.item(share.sentence)
    page.item(crosstab.association.sentence)
    _figures(page, comparison, crosstab)


def _statistics(page: Writer, comparison: Comparison, crosstab: Crosstab) -> None:
    """Write the statistics of a table, what inference says of them, and which there can't be."""
    page.heading("Statistics")
    _figures(page, comparison, crosstab)
    missing = left_out(common_scale=crosstab.common_scale)
    if missing and comparison.asked is not None:
        page.line(
            f"Left out, for the two judgements are on different scales: {', '.join(each.name for each in missing)}. A"
            " crosswalk can put them on one (--crosswalk NAME)."
        )
    page.line("`crossregime statistics NAME` says what each tells, and where it is from.")


def _figures(page: Writer, comparison: Comparison, crosstab: Crosstab) -> None:
    """Write the figures of a table: the complete case marked as a warning, beside the bounds."""
    figures, named, pairs = comparison.figures[crosstab], crosstab.association.named, crosstab.association.pairs
    if named < pairs:
        heads = ["", f"the {named} named pairs alone (a warning)", f"all completions of the {pairs} pairs"]
        rows = [[each.title, each.text, each.bounds_text] for each in figures]
        if not crosstab.problem.free:  # the totals settle what no row names
            heads[2] = f"all {pairs} pairs"
    else:
        heads, rows = ["", "value"], [[each.title, each.text] for each in figures]
    page.grid(heads, rows)
    for method in dict.fromkeys(each.method for each in comparison.chances.get(crosstab, ())):
        found = [each for each in comparison.chances[crosstab] if each.method == method]
        page.line(f"Inference, {method}: {ASSUMPTIONS[method]} It says nothing of what was not published.")
        page.grid(["", method, "how"], [[each.title, each.text, each.how] for each in found])


def _averages(page: Writer, comparison: Comparison) -> None:
    """Write the averages that an inspectorate's own scoring allows."""
    if not comparison.averages:
        return
    page.heading(f"Average score by {comparison.by}, where the inspectorate itself scored its grades")
    sides = list(comparison.averages)
    rows: dict[str, dict[int, str]] = {}
    for side, found in comparison.averages.items():
        for each in found:
            label = register().group_label(each.dimension, each.group)
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


def _unpaired(page: Writer, comparison: Comparison) -> None:
    rows = comparison.unpaired
    page.heading(f"Not compared: {many(rows.height, 'council') if rows.height else 'none'}")
    for row in rows.iter_rows(named=True):
        position = comparison.positions[row["side"] - 1]
        grade = "no grade" if row["worst"] is None else position.scale.name(row["worst"], row["best"])
        held = position.name if row["reason"] == "no_counterpart" else f"{position.name}: {grade}"
        page.item(f"{row['name']} ({held}): {row['explanation']}")
    for position in comparison.positions:
        for series, _, end in position.ended.iter_rows():
            page.item(f"{series}: ended on {end}, before {position.date}, so left out of {position.name}")


def _pairs(page: Writer, comparison: Comparison) -> None:
    rows = comparison.listed
    asked = f" of {comparison.pairs.height}" if comparison.councils else ""
    page.heading(f"Pairs: {rows.height}{asked}")
    if comparison.in_no_pair:
        page.line(f"In no pair: {'; '.join(comparison.in_no_pair)}.")
    if not rows.height:
        return
    lines = []
    for row in rows.iter_rows(named=True):
        names = list(dict.fromkeys(row[f"name_{side}"] for side in comparison.sides))
        cells = [names[-1]]
        for side, position in zip(comparison.sides, comparison.positions, strict=True):
            grade = position.scale.name(row[f"worst_rank_{side}"], row[f"best_rank_{side}"])
            if position.mapping is not None:
                ranks = position.mapping.crosswalk.first.ranks
                grade = position.mapping.name(*(ranks[row[f"given_{end}_{side}"]] for end in ("worst", "best")))
            marks = [MARKS[row[f"status_{side}"]]] if row[f"status_{side}"] in MARKS else []
            if row[f"from_{side}"]:
                marks.append(f"from {row[f'from_{side}'].replace('|', ' and ')}")
            cells.append(f"{grade} ({', '.join(marks)})" if marks else grade)
        lines.append(cells)
    page.grid(["council", *(position.name for position in comparison.positions)], lines)


def _sources(page: Writer, comparison: Comparison) -> None:
    page.heading("Sources")
    for side, position in zip(comparison.sides, comparison.positions, strict=True):
        for regime in position.regimes:
            page.line(f"{side}  {regime.id}: {regime.inspectorate}. {regime.licence}")
            for source in regime.sources.values():
                pairs, totals = comparison.cited.get((side, regime.id, source.id), (0, 0))
                rests = [many(pairs, "pair")] * bool(pairs) + [many(totals, "total")] * bool(totals)
                if rests:
                    page.item(f"{source.cite()}: {' and '.join(rests)}")
                    if source.address:
                        page.line(source.address, indent=6)
