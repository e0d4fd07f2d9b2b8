"""Write what is compared: each position with its coverage and transformations, and the limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossregime.core.comparison import list_grades
from crossregime.core.councils import label
from crossregime.core.positions import CHOSEN
from crossregime.core.text import joined, span_text

if TYPE_CHECKING:
    from crossregime.core.comparison import Comparison
    from crossregime.core.model import Total
    from crossregime.core.positions import Position
    from crossregime.render.page import Writer

LINEAGES = {
    "strict": "a pair is one series: a council, or the one that continues it under another status or code;"
    " councils split or merged in between are left unpaired",
    "inherit": "a pair is one series; across a split or merger a successor without an earlier outcome takes that of"
    " its predecessor",
}


def write_compared(page: Writer, comparison: Comparison) -> None:
    """Write each position with its coverage, then the lineage policy, the limits and the weights."""
    page.heading("What is compared")
    for number, position in enumerate(comparison.positions, 1):
        write_position(page, position, str(number))
    if comparison.facts is not None:
        page.line(comparison.facts.sentence)
    page.line(f"Lineage {comparison.lineage}: {LINEAGES[comparison.lineage]}.")
    _groups(page, comparison)
    held = comparison.populations
    if held is not None:
        names = comparison.estimated_names
        estimates = f"; {len(names)} estimated (e): {joined(names)}" if names else ""
        page.line(f"Weighed by mid-year population {held.year}, ONS (Open Government Licence v3.0){estimates}.")


def _groups(page: Writer, comparison: Comparison) -> None:
    """Write the limits and groupings, their date, and the councils without a group."""
    if comparison.where or comparison.by is not None:
        first = comparison.positions[0]
        what = []
        if comparison.where:
            what.append(f"Limited to {label(comparison.where)}")
        if comparison.by is not None:
            what.append(f"grouped by {comparison.by.id}" if what else f"Grouped by {comparison.by.id}")
        page.line(
            f"{', '.join(what)}: as of the council in {first.name} on {first.date}. Councils outside still share"
            " the printed totals, so they loosen the bounds."
        )
    near = comparison.neighbours
    if near is not None:
        page.line(f"{near.sentence} Source: {near.source}.")
        for position in comparison.positions:
            if near.absent(position.date):
                page.line(near.absences(position.date))
    for use in comparison.group_use:
        if use.sentence:
            page.line(use.sentence)


def write_position(page: Writer, position: Position, mark: str = "-") -> None:
    """Write a position: its judgement, its coverage, its printed totals and its transformations."""
    headline = ", the headline judgement" if position.is_headline else ""
    page.item(f"{position.label}: {_titles(position)}. {_sentence(position.judgement.title + headline)}", mark)
    others = [
        f"in {regime.id} it is {judgement.id}: {_sentence(judgement.title)}"
        for regime, judgement in zip(position.regimes[1:], position.judgements[1:], strict=True)
        if judgement.id != position.judgement.id
    ]
    if others:
        page.line(_sentence(f"{'; '.join(others)[0].upper()}{'; '.join(others)[1:]}"), indent=4)
    page.line(_coverage(position), indent=4)
    for use in position.rule_use:
        page.line(use.sentence, indent=4)
    if position.mapping is not None:
        page.line(position.mapping.told, indent=4)


def _sentence(text: str) -> str:
    """End a text with a full stop, unless it ends as a sentence."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _titles(position: Position) -> str:
    return " and ".join(regime.title for regime in position.regimes)


def _coverage(position: Position) -> str:
    which = CHOSEN[position.selector.choice]
    when = f"published {position.date}" if position.publication else f"each council's {which} by {position.date}"
    text = f"{when[0].upper()}{when[1:]}: {position.outcomes.height} councils, {position.coverage_text}."
    totals = [total for total in position.totals if not total.dimension]
    given = position.unmapped
    if position.totals and not given.complete:
        printed = [f"{_total(total)} {list_grades(given.scale, total.ranks)}" for total in totals]
        groups = len(position.totals) - len(totals)
        by_group = [f"{groups} by region or type"] if groups else []
        text += f" Printed totals: {', '.join(printed + by_group)}."
    if position.inspected is not None:
        text += f" {position.inspected.sentence}"
    if position.ended.height:
        text += f" {position.ended.height} series had ended by then and are left out."
    return text


def _total(total: Total) -> str:
    """Write a printed number; a share with the counts that it stands for."""
    if total.count is not None:
        return total.printed()
    return f"{total.printed()} (that is {span_text(total.lowest, total.highest)})"
