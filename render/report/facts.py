"""Gather what a report says as plain data, in the order in which it is read; every number is the comparison's own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossregime.core.citing import cite_positions
from crossregime.core.errors import UsageError
from crossregime.core.files import csv_text, json_text, with_grades
from crossregime.core.text import coefficient_text, inert
from crossregime.render.compared import write_compared
from crossregime.render.difference import write_break
from crossregime.render.first_screen import (
    write_association,
    write_contrast,
    write_movements,
    write_opening,
    write_paths,
)
from crossregime.render.report.councils import council_table, places
from crossregime.render.report.figures import counts_figure, flow_figure, intervals_figure, map_figure
from crossregime.render.sources import write_sources
from crossregime.render.text import write_unpaired
from crossregime.render.web import keep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from crossregime.core.bounds import BoundedStatistic, Contrast
    from crossregime.core.comparison import Comparison, Crosstab
    from crossregime.core.model import Regime
    from crossregime.render.page import Writer
    from crossregime.render.report.councils import CouncilTable
    from crossregime.render.web import Block, Figure

GROUPINGS = ("region", "type")
"""By what councils are grouped, filtered and drawn beforehand: the page itself computes nothing."""


@dataclass(frozen=True)
class OneGroup:
    """What is said of one group: its table as a heat map, and what its contrast adds to that of all councils.

    `value` is the group as the filter of the page names it.
    """

    value: str
    label: str
    councils: int
    counts: Figure
    said: list[Block]


@dataclass(frozen=True)
class Grouped:
    """The same figures for each group of councils, side by side."""

    by: str
    intervals: Figure
    groups: tuple[OneGroup, ...]


@dataclass(frozen=True)
class Report:
    """All that a report says, ready to be laid out. Without a pair `counts` and what follows from it are empty."""

    title: str
    question: str
    answer: str
    sentence: str
    setting: list[Block]
    contrast: list[Block]
    unlike: list[Block]
    counts: tuple[Figure, ...]
    flow: Figure | None
    more: list[Block]
    intervals: Figure | None
    statistics: list[Block]
    believe: tuple[str, ...]
    maps: tuple[Figure, ...]
    heads: tuple[str, ...]
    councils: CouncilTable
    grouped: tuple[Grouped, ...]
    unpaired: list[Block]
    methods: list[Block]
    sources: list[Block]
    cited: str
    call: str
    data: dict[str, str]


def gather(comparison: Comparison, regimes: Sequence[Regime], call: str = "") -> Report:
    """Gather the facts of a report; `regimes` are those of the councils' histories."""
    table, positions = comparison.ends, comparison.positions
    pairs = bool(table.tabulation.pairs)
    contrast = table.headline
    names = [position.caption for position in positions]
    return Report(
        title=", by ".join(position.spoken for position in positions),
        question=contrast.question,
        answer=f"{contrast.answer}." if pairs else "NO ANSWER.",
        sentence=_ended(contrast.sentence) if pairs else "No council is in both, so there is nothing to compare.",
        setting=keep(lambda page: write_opening(page, comparison))[1:],  # its title heads the page
        contrast=_numbers(contrast, table) if pairs else [],
        unlike=keep(lambda page: write_break(page, names, comparison.differences)),
        counts=tuple(_counts(comparison)) if pairs else (),
        flow=flow_figure(comparison, "flow") if pairs else None,
        more=keep(lambda page: _more(page, comparison)) if pairs else [],
        intervals=intervals_figure(comparison, "intervals") if pairs else None,
        statistics=keep(lambda page: _statistics(page, comparison)) if pairs else [],
        believe=_believe(contrast) if pairs else (),
        maps=tuple(map_figure(position, f"map-{side}") for side, position in enumerate(positions, 1)),
        heads=tuple(names),
        councils=council_table(comparison, _held(comparison, regimes)),
        grouped=tuple(_grouped(comparison, by) for by in _groupings(comparison)) if pairs else (),
        unpaired=keep(lambda page: write_unpaired(page, comparison)),
        methods=keep(lambda page: write_compared(page, comparison)),
        sources=keep(lambda page: write_sources(page, comparison)),
        cited=cite_positions((), {}).program.sentence,
        call=call,
        data=_data(comparison),
    )


def _numbers(contrast: Contrast, table: Crosstab) -> list[Block]:
    """Keep the numbers of a contrast; the question and the answer stand in the head of the page."""
    return [block for block in keep(lambda page: write_contrast(page, contrast, table))[1:] if block.kind != "answer"]


def _counts(comparison: Comparison) -> Iterator[Figure]:
    """Draw the table of each two neighbours, and of the first and the last where others stand between."""
    for table in comparison.crosstabs:
        yield counts_figure(comparison, table, f"counts-{table.sides[0]}-{table.sides[1]}")
    if len(comparison.positions) > 2:
        yield counts_figure(comparison, comparison.ends, "counts-ends")


def _more(page: Writer, comparison: Comparison) -> None:
    if len(comparison.positions) > 2:
        write_paths(page, comparison)
    write_movements(page, comparison)


def _statistics(page: Writer, comparison: Comparison) -> None:
    write_association(page, comparison)
    for table in comparison.crosstabs:
        if len(comparison.crosstabs) > 1:
            page.heading(f"{table.first.caption} by {table.second.caption}")
        known = table.identification
        alone = "known councils only" + (" (misleading)" if known.complete_case_misleads else "")
        heads = ["", alone, "possible range"] if known.partly_known else ["", "value"]
        rows = [(each.title, _alone(each), _range(each))[: len(heads)] for each in comparison.figures[table]]
        page.grid(heads, rows, caption=f"Association of the two ratings, {known.named} of {known.pairs} councils known")


def _alone(figure: BoundedStatistic) -> str:
    """Write the value over the known councils alone; a test is written with its degrees of freedom and p."""
    plain = isinstance(figure.value, float) and figure.measured.p is None
    return coefficient_text(figure.value) if plain and figure.value is not None else figure.text


def _range(figure: BoundedStatistic) -> str:
    """Write the possible range of a figure, or why it has none."""
    found = figure.interval
    if found is None:
        return figure.why_no_bounds
    return " to ".join(dict.fromkeys((coefficient_text(found.lowest), coefficient_text(found.highest))))


def _believe(contrast: Contrast) -> tuple[str, ...]:
    """Say what one would have to believe for the answer to be settled, or why nothing can be said of it."""
    try:
        return contrast.breakdown().sentences
    except UsageError as error:
        return (_ended(f"{error.what[0].upper()}{error.what[1:]}"),)


def _groupings(comparison: Comparison) -> list[str]:
    """Choose the groupings that still tell councils apart under the limits of the comparison."""
    limited = {limit.dimension for limit in comparison.where}
    return [by for by in GROUPINGS if by not in limited]


def _grouped(comparison: Comparison, by: str) -> Grouped:
    found = comparison.grouped_by(by)
    groups = []
    of_all = keep(_contrasting(comparison.ends.headline, comparison.ends))
    for number, table in enumerate(found.ends_by_group, 1):
        assert table.group is not None  # noqa: S101  # a table of a group
        label = table.group.brief
        counts = counts_figure(found, table, f"counts-{by}-{number}", of=label)
        said = keep(_contrasting(table.headline, table))
        new = [block for block in said if block.kind == "answer" or block not in of_all]
        groups.append(OneGroup(table.group.value, label, table.tabulation.pairs, counts, new))
    return Grouped(by, intervals_figure(found, f"intervals-{by}"), tuple(groups))


def _contrasting(contrast: Contrast, table: Crosstab) -> Callable[[Writer], None]:
    return lambda page: write_contrast(page, contrast, table)


def _held(comparison: Comparison, regimes: Sequence[Regime]) -> list[Regime]:
    """Add the comparison's own regimes, which may be folders, to those that are held."""
    own = {regime.id: regime for position in comparison.positions for regime in position.regimes}
    return list({**{regime.id: regime for regime in regimes}, **own}.values())


def _data(comparison: Comparison) -> dict[str, str]:
    """Return what the page holds for its script: the pairs as CSV, the comparison as JSON, the councils of the maps."""
    maps = {f"map-{side}": places(position) for side, position in enumerate(comparison.positions, 1)}
    return {
        "pairs-csv": _quoted(csv_text(with_grades(comparison.pairs))),
        "comparison-json": json_text(comparison.to_dict()).replace("<", "\\u003c"),
        "places": _quoted(maps),
    }


def _quoted(value: object) -> str:
    """Write JSON that no page can take for markup."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return inert(text).replace("<", "\\u003c")


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
