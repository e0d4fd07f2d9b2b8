"""Write the methods paragraph of a comparison: what was compared, paired, known, bounded and measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossregime.core.comparison.sentences import PAIRING, taken_for_granted
from crossregime.core.comparison.summary import pairs_in_brief
from crossregime.core.councils import label
from crossregime.core.dates import day_text
from crossregime.core.text import joined, many
from crossregime.core.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crossregime.core.comparison.crosstab import Crosstab
    from crossregime.core.comparison.tables import Tables
    from crossregime.core.positions import Position

FOUND_BY = {
    "closed form": "in closed form",
    "every completion": "by listing every completion",
    "integer programs": "by integer programming with branch and bound",
}
"""How each solver finds bounds, in words."""
BOUNDS = "This is partial identification (Manski 2003)."


def methods_paragraph(comparison: Tables) -> str:
    """Describe in one paragraph what was done, ready for the methods section of a paper.

    >>> import crossregime as cr
    >>> cr.compare("ssi2002", "ssi2003").methods.partition(", was compared")[0]
    'SSI stars, November 2002 (Social Services Inspectorate (Department of Health), published 14 November 2002; 150 \
councils: 26 printed, 1 deduced, 121 reconstructed, 2 known only as a range)'
    """
    return " ".join(_parts(comparison))


def _parts(comparison: Tables) -> Iterator[str]:
    first, *others = comparison.positions
    yield f"{_position(first)}, was compared with {joined([_position(each) for each in others])}."
    yield f"There are {pairs_in_brief(comparison)}. {PAIRING[comparison.lineage]}"
    yield from _limits(comparison)
    for crosstab in comparison.crosstabs:
        yield from _known(crosstab, of_several=len(comparison.crosstabs) > 1)
    yield from taken_for_granted(comparison, comparison.ends.headline.note if comparison.paired else "")
    if any(crosstab.problem.free for crosstab in comparison.crosstabs):
        yield BOUNDS
    yield from _measured(comparison)
    yield f"Computed with crossregime {__version__}."


def _position(position: Position) -> str:
    """Describe a position: the inspectorate, the date, and the number of councils by status."""
    raters = joined(list(dict.fromkeys(regime.inspectorate for regime in position.regimes)))
    when = f", published {day_text(position.date)}" if position.publication else ""
    return f"{position.spoken} ({raters}{when}; {many(position.outcomes.height, 'council')}: {position.coverage_text})"


def _limits(comparison: Tables) -> Iterator[str]:
    if comparison.where:
        yield f"The comparison is limited to {label(comparison.where)}, as of {comparison.positions[0].date}."
    if comparison.by is not None:
        yield f"Councils are grouped by {comparison.by.id}, as of {comparison.positions[0].date}."
    yield from (use.sentence for use in comparison.group_use if use.sentence)
    if comparison.neighbours is not None:
        yield comparison.neighbours.sentence
    if comparison.populations is not None:
        yield f"Shares are weighed by mid-year population {comparison.populations.year} (ONS) where that is said."


def _known(crosstab: Crosstab, *, of_several: bool) -> Iterator[str]:
    """Describe how many pairs are fully known, what binds the others, and how bounds were found."""
    pairs, named = crosstab.tabulation.pairs, crosstab.identification.named
    of = f" of {crosstab.first.spoken}, by {crosstab.second.spoken}," if of_several else ""
    if not pairs:
        return
    if named == pairs:
        yield f"Both grades of all {many(pairs, 'pair')}{of} are known."
        return
    totals = len(crosstab.problem.limits)
    bound = f", subject to {many(totals, 'printed total')}" if totals else ""
    yield (
        f"Of the {many(pairs, 'pair')}{of} both grades are known for {named}; for the other {pairs - named} a range of"
        f" possible grades is known{bound}. Bounds were found {FOUND_BY[crosstab.solver.method]}."
    )


def _measured(comparison: Tables) -> Iterator[str]:
    """Name the statistics with their sources, and the inference with its draws and seed."""
    entries = dict.fromkeys(
        figure.entry for crosstab in comparison.crosstabs for figure in comparison.figures[crosstab]
    )
    named = [f"{each.title} ({each.references[0]})" if each.references else each.title for each in entries]
    if named:
        yield f"Statistics: {'; '.join(named)}."
    inference = comparison.inference
    if inference is not None:
        draws = f" ({inference.draws:,} draws, seed {inference.seed}, level {inference.level:g})"
        yield f"Inference: {joined(inference.methods)}{draws}."
