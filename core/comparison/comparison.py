"""Compare positions: pairs, tables, what can be said, what was left out and why.

`compare` aligns; everything else is computed on demand, once.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from crossregime.core.arguments import check_choice, listed, shown
from crossregime.core.bounds import EFFORT, Asked, check_effort
from crossregime.core.comparison.tables import Tables
from crossregime.core.councils import find_grouping, label, parse_where
from crossregime.core.errors import UsageError
from crossregime.core.files import ForPaper
from crossregime.core.frozen import frozen
from crossregime.core.positions import (
    Position,
    align,
    check_lineage,
    check_scales,
    disambiguate,
    find_position,
    hand_on,
    inherit,
)
from crossregime.core.runs import Kept
from crossregime.core.statistics import chosen, parse_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crossregime.core.bounds import GradeNames
    from crossregime.core.comparison.figures import Inference
    from crossregime.core.comparison.sentences import Sentence
    from crossregime.core.councils import Grouping, Limits, Neighbours
    from crossregime.core.model import Judgement
    from crossregime.core.positions import Facts
    from crossregime.core.runs import Call, Run
    from crossregime.render import ComparisonPlots


@frozen(eq=False, repr=False)
class Comparison(Tables, ForPaper, Kept):
    """Positions side by side.

    `aligned` has one row a series that any position has, in no order; the frames that are meant to be read are
    `pairs`, `unpaired`, `table` and `cells`, each sorted by its key.

    >>> import crossregime as cr
    >>> comparison = cr.compare("ssi2003", "ofsted2009")
    >>> comparison.pairs.height, comparison.unpaired.height, comparison.crosstab.association.named
    (148, 6, 34)
    """

    call: Call | None = None
    """The call of `compare` that made it; None where it was made otherwise."""

    @cached_property
    def like_for_like_comparison(self) -> Comparison | None:
        """The comparison of the like-for-like selectors, where they are other than these."""
        nearest = self.like_for_like
        if nearest is None or nearest.judgements is None:
            return None
        positions = [
            with_judgement(position, judgement)
            for position, judgement in zip(self.positions, nearest.judgements, strict=True)
        ]
        return compare_positions(positions, lineage=self.lineage, where=self.where)

    def grouped_by(self, grouping: str | Grouping) -> Comparison:
        """Return the same comparison with a table for each group of councils too; UsageError for no such grouping.

        >>> import crossregime as cr
        >>> len(cr.compare("ssi2003", "ofsted2009").grouped_by("region").groups)
        9
        """
        call = None if self.call is None else self.call.asking(by=grouping, between=None)
        return replace(self, by=find_grouping(grouping, self.groupings), between_named=(), call=call)

    def __repr__(self) -> str:
        counts = Counter(self.unpaired.get_column("reason"))
        lines = [
            f"Comparison of {' by '.join(position.label for position in self.positions)}",
            f"  {self._inside.height} pairs, lineage {self.lineage}"
            + (f", {label(self.where)}" if self.where else "")
            + "".join(f"; {number} {reason.replace('_', ' ')}" for reason, number in sorted(counts.items())),
        ]
        for position in self.positions:
            lines += [f"  {use.sentence}" for use in position.rule_use]
            lines += [] if position.mapping is None else [f"  {position.mapping.told}"]
        for crosstab in self.crosstabs:
            lines += [f"  {share.sentence}" for share in crosstab.shares]
            lines.append(f"  {crosstab.sentence}")
        lines += [f"  {movement.sentence}" for movement in self.movements.values()]
        if self.councils:
            lines += [f"  {name}: {' by '.join(grades)}" for name, *grades in self.lines]
            lines += [f"  {name}: in no pair, {why}" for name, why in self.in_no_pair.items()]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        from crossregime.render import html_page, lay_comparison

        return html_page(lambda page: lay_comparison(page, self))

    @property
    def plot(self) -> ComparisonPlots:
        """Draw it: `plot.heatmap()`, `.flow()`, `.intervals()` and `.map()` each give a picture (extra `charts`)."""
        from crossregime.render import ComparisonPlots

        return ComparisonPlots(self)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The findings as sentences to paste, each with its assumptions: `text`, `assumptions`, str() for both."""
        from crossregime.core.comparison.sentences import sentences_of

        return sentences_of(self)

    @cached_property
    def methods(self) -> str:
        """A methods paragraph: regimes with dates, pairing, what is known, bounds, statistics."""
        from crossregime.core.comparison.methods import methods_paragraph

        return methods_paragraph(self)

    def as_run(self, call: Call | None = None, document: Mapping[str, Any] | None = None) -> Run:
        """Give what makes it again: the call, versions and hashes, and its figures to hold the new ones to.

        A command that shows more of it gives its own `call` and `document`. Raises UsageError where what was asked
        holds an object that no file can hold, such as a `Grouping`.
        """
        from crossregime.core.comparison.record import record_tables

        return record_tables(self, call or self.call, self.to_dict() if document is None else document)

    def to_dict(self, *, pairs: bool = True) -> dict[str, Any]:
        """Return the whole comparison as JSON data (schemas/comparison.schema.json).

        `pairs` may be left out where they stand in a file beside.
        """
        from crossregime.core.comparison.document import comparison_dict

        brief = self.like_for_like_comparison
        return comparison_dict(self, None if brief is None else brief.crosstab, pairs=pairs)

    def to_json(self) -> str:
        """Return the whole comparison as JSON text: the same call gives the same bytes."""
        from crossregime.core.files import json_text

        return json_text(self.to_dict())


def compare_positions(  # noqa: PLR0913  # each thing that can be asked has a name of its own
    positions: Sequence[Position],
    *,
    lineage: str = "strict",
    by: str | Grouping | None = None,
    where: Limits = None,
    groupings: Sequence[Grouping] = (),
    neighbours: Neighbours | None = None,
    councils: str | Sequence[str] = (),
    weight: str | None = None,
    facts: Facts | None = None,
    statistics: str | Sequence[str] | None = None,
    inference: Inference | None = None,
    given: GradeNames | None = None,
    then: GradeNames | None = None,
    against: GradeNames | None = None,
    between: str | Sequence[str] = (),
    effort: int = EFFORT,
) -> Comparison:
    """Put two or more positions side by side.

    `lineage` is strict or inherit; `by` a grouping; `where` a group such as "region=London", or several
    (as {"region": "London", "type": "inner london"}); `groupings` are those beside the built-in ones and those of the
    regimes; `neighbours` limits it to a council and its neighbours; `councils` limits the pairs that are listed
    (`.listed`, and `.in_no_pair` with the reason), not those that are counted; `weight` may be population;
    `facts` are those that the positions hold already; `statistics` names those to measure, "all" that the judgements
    can have, or none for the default few; `inference` what to reckon with chance. `given`, `then` and `against` name
    the grades of the headline contrast (see `Comparison.contrast`), `between` one or two groups of `by`;
    `effort` is how many boxes the search for one bound may open. Raises UsageError for fewer than two
    positions or a word that is unknown, UnknownCouncilError for a council that doesn't
    resolve.
    """
    if len(positions) < 2:
        raise UsageError(
            "a comparison needs two regimes or more", do='give two selectors, for example "ssi2003" and "ofsted2009"'
        )
    seen: dict[object, Position] = {}
    for position in positions:
        same = seen.setdefault(position.identity, position)
        if same is not position or list(positions).count(position) > 1:
            raise UsageError(
                f"'{same.selector}' and '{position.selector}' name the same position",
                do="compare two dates, two judgements or two regimes",
            )
    positions = disambiguate(positions)
    check_scales(positions)
    policy = check_lineage(lineage)
    brought = {(each.id, each.origin): each for position in positions for regime in position.regimes
               for each in regime.groupings}  # fmt: skip
    known = (*groupings, *brought.values())
    grouping = None if by is None else find_grouping(by, known)
    if weight is not None:
        check_choice(weight, ("population",), f"councils can't be weighed by {shown(weight)}", do="weigh by population")
    limits = parse_where(where, known)
    councils = _names(councils)
    aligned = align([position.outcomes if policy == "strict" else hand_on(position) for position in positions])
    if policy == "inherit":
        aligned = inherit(aligned, [position.date for position in positions])
    asked = None if statistics is None else parse_names(statistics, "statistics")
    comparison = Comparison(
        tuple(positions),
        policy,
        aligned,
        by=grouping,
        where=limits if neighbours is None else (*limits, neighbours.limit),
        groupings=tuple(groupings),
        neighbours=neighbours,
        councils=councils,
        weight=weight,
        facts=facts,
        asked=asked,
        inference=inference,
        contrasted=Asked(given, then, against),
        between_named=_between(between, grouping),
        effort=check_effort(effort),
    )
    first, last = positions[0], positions[-1]
    comparison.contrasted.read((first.scale, last.scale), (first.caption, last.caption))
    _check_asked(asked, positions)
    comparison.check()
    return comparison


def _between(named: str | Sequence[str], by: Grouping | None) -> tuple[str, ...]:
    """Read the groups that are set against each other: one (against all others) or two."""
    groups = (named,) if isinstance(named, str) else tuple(named)
    if groups and by is None:
        raise UsageError("the councils are in no groups", where="`between`", do="say by what, for example by region")
    if len(groups) > 2:
        raise UsageError(
            f"{len(groups)} groups are named", where="`between`", do="name one, to set against all others, or two"
        )
    return tuple(by.find(group) for group in groups) if by is not None else ()


def _check_asked(asked: tuple[str, ...] | None, positions: Sequence[Position]) -> None:
    """Refuse unknown statistics at once, and those that no two adjacent judgements can have."""
    if asked is None or asked == ("all",):
        return
    scales = [position.scale.id for position in positions]
    chosen(asked, common_scale=any(one == other for one, other in pairwise(scales)))


def _names(councils: str | Sequence[str]) -> tuple[str, ...]:
    """Read the requested councils: a text is one name."""
    do = "give names or codes in a list, or one as text"
    names = (councils,) if isinstance(councils, str) else tuple(listed(councils, "councils", do))
    for name in names:
        if not isinstance(name, str):
            raise UsageError(f"{shown(name)} is not a name of a council", where="`councils`", do="give names or codes")
    return names


def with_judgement(position: Position, judgement: Judgement) -> Position:
    """Find the position of another judgement of the same regime and date, with the rule if it was asked for."""
    from crossregime.core.rules import apply_rule

    found = find_position(position.selector.with_judgement(judgement.id), lambda _: position.regime)
    return apply_rule(found) if position.rule_use else found
