"""Summarise a comparison: its pairs, its breaks, what is known, and the common paths.

Each function gives words or plain values, made from the comparison's own figures: a renderer sets them out.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from crossregime.core.councils import load_register
from crossregime.core.text import joined, many, shortened
from crossregime.core.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crossregime.core.comparison.crosstab import Crosstab
    from crossregime.core.comparison.tables import Tables
    from crossregime.core.model import Scale
    from crossregime.core.positions import Position
    from crossregime.core.ranges import Range

MOST_NAMES = 4
"""Councils of one fate that are named in brief; more are counted."""
_FATES = {
    "no_outcome": "without a grade",
    "no_counterpart": "without a counterpart",
    "too_old": "inspected too long ago",
    "inspected_once": "inspected once",
    "not_covered": "not covered",
}
"""How it is said in brief why councils have no outcome."""
TOGETHER = {
    "children": "children's services alone",
    "adults": "adults' services alone",
    "both": "adults' and children's services together",
}


def pairs_in_brief(comparison: Tables) -> str:
    """Count the pairs and what is in no pair, with the councils that ended and why.

    >>> import crossregime as cr
    >>> pairs_in_brief(cr.compare("ssi2003", "ofsted2009"))
    '148 councils in both; 6 in one only (Bedfordshire, Cheshire split in 2009)'
    """
    paired = comparison.paired
    several = "both" if len(comparison.positions) == 2 else f"all {len(comparison.positions)}"
    text = f"{many(paired, 'council')} in {several}"
    alone = comparison.unpaired
    same = len(comparison.of_one_inspection)
    if same:
        text += f"; {same} left out, with one and the same inspection in both"
        alone = alone.filter(alone.get_column("reason") != "same_inspection")
    if not alone.height:
        return text
    where = "in one only" if len(comparison.positions) == 2 else "not in all"
    return f"{text}; {alone.height} {where}{_fates(alone.select('council_id', 'name', 'reason').rows())}"


def pairs_of_the_others(comparison: Tables) -> str:
    """State where an additional position costs pairs that the others have; empty if none does.

    >>> import crossregime as cr
    >>> pairs_of_the_others(cr.compare("ssi2002", "ssi2003", "ofsted2009"))
    'Each one named changes the pairs of the others: without ofsted2009 150 councils are in both.'
    """
    fewer = comparison.pairs_without
    if not fewer:
        return ""
    others = "both" if len(comparison.positions) == 3 else f"all {len(comparison.positions) - 1}"
    parts = [f"without {comparison.positions[side - 1].caption} {count}" for side, count in fewer.items()]
    return f"Each one named changes the pairs of the others: {joined(parts)} councils are in {others}."


def _fates(rows: Iterable[tuple[str, str, str]]) -> str:
    """State in brackets what became of councils that ended, and why others have no outcome."""
    known = load_register()
    fates: dict[str, list[str]] = {}
    rows = list(rows)
    if not any(reason == "ended" for *_, reason in rows):  # else it is told of those that they came from
        fates |= {"created since": created} if (created := [name for _, name, why in rows if why == "created"]) else {}
    for council, name, reason in rows:
        if reason == "ended":
            steps = [step for step in known.successors(council) if step.hands_on]
            kind = f"{'split' if steps[0].kind == 'split' else 'merged'} in {steps[0].date.year}" if steps else "ended"
            fates.setdefault(kind, []).append(name)
        elif reason in _FATES:
            fates.setdefault(_FATES[reason], []).append(name)
    told = [
        f"{', '.join(names) if len(names) <= MOST_NAMES else len(names)} {fate}"
        for fate, names in sorted(fates.items())
    ]
    return f" ({'; '.join(told)})" if told else ""


def unlike_in_brief(comparison: Tables) -> str:
    """State in a sentence how the positions differ; empty if all are one judgement of one regime.

    >>> import crossregime as cr
    >>> unlike_in_brief(cr.compare("ssi2003", "ofsted2009"))
    "Not like for like: stars rate adults' and children's services together, Ofsted rates children's services alone."
    """
    differences = {each.about for each in comparison.differences}
    if not differences:
        return ""
    positions = comparison.positions
    if "service" in differences and len({each.judgement.service for each in positions}) > 1:
        said = [f"{_rates(each)} {TOGETHER[each.judgement.service]}" for each in positions]
    elif "aspect" in differences and len({each.judgement.aspect for each in positions}) > 1:
        aspects = {"overall": "services overall", "performance": "performance", "capacity": "capacity for improvement"}
        said = [f"{_rates(each)} {aspects[each.judgement.aspect]}" for each in positions]
    elif len({each.rater for each in positions}) > 1:
        said = [f"{joined(list(dict.fromkeys(each.rater for each in positions)))} rated by definitions of their own"]
    else:
        said = ["what a grade takes was defined anew"]
    return f"Not like for like: {', '.join(dict.fromkeys(said))}."


def sources_in_brief(comparison: Tables) -> str:
    """Name the sources that each position rests on first; `cite` lists each document.

    >>> import crossregime as cr
    >>> print(sources_in_brief(cr.compare("ssi2003", "ssi2003:children.serving"))[:69])
    Sources: Department of Health, Social Services Inspectorate, "Perform
    """
    told = dict.fromkeys(
        regime.sources[position.publication.source].cite() if position.publication else regime.inspectorate
        for position in comparison.positions
        for regime in position.regimes
    )
    return f"Sources: {'; '.join(told)}; and the documents that crossregime {__version__} lists."


def notes_in_brief(comparison: Tables) -> tuple[str, ...]:
    """State what a reader of any of its tables must know: what is not like for like, and the sources."""
    unlike = unlike_in_brief(comparison)
    return (*([unlike] if unlike else []), sources_in_brief(comparison))


def _rates(position: Position) -> str:
    """Begin a clause on what a position rates: with its inspectorate, or with its stars."""
    stars = position.judgement.name.endswith("stars")
    return "stars rate" if stars else f"{position.rater} rates"


def known_in_brief(crosstab: Crosstab) -> str:
    """State for each partly known side how many ratings are known, and what the others may be.

    >>> import crossregime as cr
    >>> known_in_brief(cr.compare("ssi2003", "ofsted2009").crosstab)
    '34 of the ratings of 2009 are known; 114 are "adequately" or "well".'
    """
    told = []
    table = crosstab.tabulation
    for side, position in enumerate((crosstab.first, crosstab.second)):
        sums = table.row_sums if side == 0 else table.column_sums
        counted = dict(zip(table.categories(side), sums, strict=True))
        ranges = {each: count for each, count in counted.items() if each[0] < each[1] and count}
        if ranges:
            known = sum(counted.values()) - sum(ranges.values())
            rest = [
                f"{count} {'is' if count == 1 else 'are'} {_quoted(position.scale, each)}"
                for each, count in ranges.items()
            ]
            told.append(f"{known} of the ratings of {position.date.year} are known; {', '.join(rest)}.")
    return " ".join(told)


def _quoted(scale: Scale, span: Range) -> str:
    low, high = (f'"{scale.short_labels[rank]}"' for rank in span)
    return f"{low} {'or' if span[1] == span[0] + 1 else 'to'} {high}"


def short_range(scale: Scale, span: Range) -> str:
    """Name a grade or a range by short labels, the range with a hyphen.

    >>> from crossregime.core.model import shared_scales
    >>> short_range(shared_scales()["ofsted-performs"], (1, 2))
    'adequately-well'
    """
    return "-".join(dict.fromkeys(scale.short_labels[rank] for rank in span))


def grades_in_brief(scale: Scale, ranks: Sequence[int]) -> str:
    """Name grades by their short labels, writing a shared last word once."""
    return shortened([scale.short_labels[rank] for rank in ranks])


def paths(comparison: Tables) -> list[tuple[tuple[Range, ...], int]]:
    """Count the councils of each path through all positions, the most common first: the range in each position."""
    columns = [f"{end}_rank_{side}" for side in comparison.sides for end in ("worst", "best")]
    counted = Counter(comparison.pairs.select(columns).rows())
    found = [
        (tuple((row[place], row[place + 1]) for place in range(0, len(row), 2)), count)
        for row, count in counted.items()
    ]
    return sorted(found, key=lambda each: (-each[1], each[0]))
