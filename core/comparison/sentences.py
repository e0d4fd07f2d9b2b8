"""Write the findings of a comparison as sentences for a paper, each with its assumptions.

The numbers are the comparison's own. `methods_paragraph` (core/comparison/methods.py) says what was done.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crossregime.core.comparison.figures import ASSUMPTIONS
from crossregime.core.comparison.statements import between
from crossregime.core.comparison.summary import pairs_in_brief, unlike_in_brief
from crossregime.core.text import coefficient_text, joined, many, percent_text, points_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crossregime.core.bounds import BoundedStatistic, Contrast, GroupShare
    from crossregime.core.comparison.crosstab import Crosstab
    from crossregime.core.comparison.tables import Tables

COMPLETIONS = (
    "A range is the smallest and the largest value over all completions: ways to give every council one grade of those"
    " that it may have, so that all printed totals come out. No grade is taken to be likelier than another."
)
PAIRING = {
    "strict": "A pair is one council on both dates, under whatever status or code; councils that were split or merged"
    " in between are in no pair.",
    "inherit": "A pair is one council on both dates; one that a split or merger made takes the grade of the council"
    " that it came from.",
}
MEANING: dict[str, str] = {
    "settled higher": "so the former did so more often, whatever the grades that are not known",
    "settled lower": "so the former did so less often, whatever the grades that are not known",
    "settled equal": "so both did so equally often",
    "settled not lower": "so the former did so at least as often, whatever the grades that are not known",
    "settled not higher": "so the former did so at most as often, whatever the grades that are not known",
    "not settled": "so it is not settled which of the two did so more often",
    "not worked out": "and it was not worked out whether that settles which of the two did so more often",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One finding in words, and what it assumes.

    `about` is pairs, contrast, population, statistic, movement or inference.

    >>> import crossregime as cr
    >>> found = cr.compare("ssi2003", "ofsted2009").sentences
    >>> [sentence.about for sentence in found]
    ['pairs', 'contrast', 'statistic', 'statistic', 'statistic']
    >>> print(found[2].text)
    Kendall's tau-b (SSI stars, November 2003, by Ofsted children's services rating, December 2009) lies between \
-0.26 and 0.43.
    """

    about: str
    text: str
    assumptions: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " ".join((self.text, *self.assumptions))

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {"about": self.about, "text": self.text, "assumptions": list(self.assumptions)}


def sentences_of(comparison: Tables) -> tuple[Sentence, ...]:
    """Write every finding: the pairs, the contrast, the statistics, the movements and the inference."""
    return tuple(_findings(comparison))


def _findings(comparison: Tables) -> Iterator[Sentence]:
    names = joined([position.spoken for position in comparison.positions])
    yield Sentence("pairs", f"{names}: {pairs_in_brief(comparison)}.", (PAIRING[comparison.lineage],))
    if not comparison.paired:
        return
    yield _contrast(comparison, comparison.ends.headline)
    for share in comparison.ends.people:
        yield Sentence("population", share.sentence, (*_weighed(comparison), *taken_for_granted(comparison)))
    for crosstab in comparison.crosstabs:
        for figure in comparison.figures[crosstab]:
            yield _statistic(comparison, crosstab, figure)
    for moved in comparison.movements.values():
        first, second = (comparison.positions[side - 1].spoken for side in moved.sides)
        yield Sentence("movement", f"From {first}, to {second}: {moved.sentence}", taken_for_granted(comparison))
    for crosstab, found in comparison.chances.items():
        for chance in found if crosstab.group is None else ():
            text = f"{chance.title}, {chance.method}: {chance.text} ({chance.how})."
            yield Sentence("inference", text, (ASSUMPTIONS[chance.method],))


def taken_for_granted(comparison: Tables, note: str = "") -> tuple[str, ...]:
    """List the assumptions behind every figure of a comparison: completions, crosswalks, rules, own facts, breaks."""
    found = [COMPLETIONS] if any(crosstab.problem.free for crosstab in comparison.crosstabs) else []
    found += [f"{note.rstrip('.')}."] if note else []
    found += [position.mapping.told for position in comparison.positions if position.mapping is not None]
    found += [use.sentence for position in comparison.positions for use in position.rule_use]
    found += [comparison.facts.sentence] if comparison.facts is not None else []
    unlike = unlike_in_brief(comparison)
    return (*found, unlike) if unlike else tuple(found)


def _weighed(comparison: Tables) -> Iterator[str]:
    """Describe the population weights, and which are estimates."""
    if comparison.populations is not None:
        names = comparison.estimated_names
        estimates = f"; estimated for {joined(names)}" if names else ""
        yield f"Weighed by mid-year population {comparison.populations.year} (ONS){estimates}."


def _contrast(comparison: Tables, contrast: Contrast) -> Sentence:
    """State how many of both groups did well, and what is settled of the difference."""
    first, last = comparison.positions[0].spoken, comparison.positions[-1].spoken
    given, against, then = contrast.name(0, contrast.given), contrast.name(0, contrast.against), contrast.name(
        1, contrast.then)  # fmt: skip
    found = contrast.difference
    if found.lowest is None or found.highest is None:
        text = f"Whether councils at {given} in {first}, or those at {against}, were more often at {then} in {last},"
        return Sentence("contrast", f"{text} can't be said: {found.reason}.", taken_for_granted(comparison))
    low, high = points_text(found.lowest), points_text(found.highest)
    points = f"is {low}" if low == high else f"lies between {low} and {high}"
    text = (
        f"Of the {_group(contrast.first)} at {given} in {first}, {_well(contrast.first)} were at {then} in {last}; of"
        f" the {_group(contrast.second)} at {against}, {_well(contrast.second)}. The difference of the two shares"
        f" {points} percentage points, {MEANING[contrast.verdict]}."
    )
    return Sentence("contrast", text, taken_for_granted(comparison, contrast.note))


def _group(group: GroupShare) -> str:
    if group.of.lowest == group.of.highest:
        return many(group.of.lowest, "council")
    return f"{group.of.lowest} to {group.of.highest} councils"


def _well(group: GroupShare) -> str:
    """State how many of a group did well, and the share."""
    if group.share is None:
        return between(group.count)
    low, high = percent_text(group.share.lowest), percent_text(group.share.highest)
    return f"{between(group.count)} ({low})" if low == high else f"{between(group.count)} ({low} to {high})"


def _statistic(comparison: Tables, crosstab: Crosstab, figure: BoundedStatistic) -> Sentence:
    """State where a statistic lies, with a caution about the known pairs alone."""
    title = f"{figure.title} ({crosstab.first.spoken}, by {crosstab.second.spoken})"
    granted = taken_for_granted(comparison, figure.note)
    interval = figure.interval
    if not figure.partly_known:
        told = f"is {figure.text}" if figure.value is not None else f"has no value ({figure.text})"
        return Sentence("statistic", f"{title} {told}.", granted)
    if interval is None:
        return Sentence("statistic", f"{title} has no bounds: {figure.why_no_bounds}.", granted)
    low, high = _number(interval.lowest), _number(interval.highest)
    told = f"is {low}" if interval.point_identified else f"lies between {low} and {high}"
    if not interval.sharp:
        inner = joined([_number(end) for end in interval.attained])
        told += f" (proven limits; {inner} are attained)"
    if interval.undefined:
        granted = (f"In some completions it has no value: {interval.undefined}.", *granted)
    if figure.value is not None:
        alone = f"Over the {many(figure.named, 'pair')} with both grades known it is {_number(figure.value)}"
        misleads = f"; {crosstab.left_open.selection}." if crosstab.left_open.misleads else "."
        granted = (f"{alone}{misleads}", *granted)
    return Sentence("statistic", f"{title} {told}.", granted)


def _number(value: float) -> str:
    return str(value) if isinstance(value, int) else coefficient_text(value)
