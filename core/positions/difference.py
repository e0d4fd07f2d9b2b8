"""Describe how positions differ in what they rate, and find their most comparable judgements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crossregime.core.frozen import frozen
from crossregime.core.positions.position import SERVICES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.model import Judgement
    from crossregime.core.positions.position import Position

ASPECTS = {"overall": "overall", "performance": "current performance", "capacity": "capacity for improvement"}


@frozen
class Difference:
    """One way in which positions differ: what it is about, what each of them is, and its regime's notes on it."""

    about: str
    texts: tuple[str, ...]
    notes: tuple[tuple[str, ...], ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data."""
        positions = zip(self.texts, self.notes, strict=True)
        return {"about": self.about, "positions": [{"text": text, "notes": list(notes)} for text, notes in positions]}


@frozen
class LikeForLike:
    """The like-for-like selectors, if the regimes have any.

    `judgements` is None where the comparison is already of the nearest pair.
    """

    first: str | None
    second: str | None
    judgements: tuple[Judgement, Judgement] | None


def differences(positions: Sequence[Position]) -> tuple[Difference, ...]:
    """How the positions differ in what they rate; empty where all are one judgement of one regime.

    Definitions and population stand here always where the regimes differ: what a grade means may differ on a common
    scale too. Service and aspect do where they differ; and the service of children or of adults, and the aspect of
    two overall ratings, where a regime has more to say of it, for what counts as that is each regime's own. Two
    judgements of one regime differ in no more than service, aspect and scale.
    """
    several = len({position.identity[0] for position in positions}) > 1
    facts = {
        "service": [SERVICES[position.judgement.service] for position in positions],
        "aspect": [ASPECTS[position.judgement.aspect] for position in positions],
        "definitions": [_scale(position) for position in positions],
        "population": [_population(position) for position in positions],
    }
    if not several:
        del facts["population"]  # each publication's own notes, within one regime: no break
    # What counts as children's services, or as overall, is each regime's own.
    alike = {
        "service": len(set(facts["service"])) == 1 and SERVICES["both"] not in facts["service"],
        "aspect": ASPECTS["overall"] in facts["aspect"],
    }
    found = []
    for about, texts in facts.items():
        # A regime's notes on itself are on its own page; here they would be repeated.
        notes = tuple(tuple(_notes(position, about)) if several else () for position in positions)
        own = about in ("definitions", "population") or (alike.get(about, False) and any(notes))
        if (several and own) or len(set(texts)) > 1:
            found.append(Difference(about, tuple(f"{text[0].upper()}{text[1:]}." for text in texts), notes))
    return tuple(found)


def like_for_like(positions: Sequence[Position]) -> LikeForLike | None:
    """Find the nearest selectors of the same service and aspect, where two positions differ in either."""
    if [len(position.regimes) for position in positions] != [1, 1]:
        return None
    first, second = positions
    one, other = first.judgement, second.judgement
    if first.identity[:-1] == second.identity[:-1]:
        return None  # no two judgements of one publication rate the same thing
    if _declared(first, one, second, other):
        return None
    if (one.service, one.aspect, bool(one.part_of)) == (other.service, other.aspect, bool(other.part_of)):
        return None
    best = _nearest(first, second)
    if best is None:
        return LikeForLike(None, None, None)
    selectors = [
        side.selector.with_judgement(judgement.id) for side, judgement in zip((first, second), best, strict=True)
    ]
    return LikeForLike(selectors[0].text, selectors[1].text, None if best == (one, other) else best)


def _declared(first: Position, one: Judgement, second: Position, other: Judgement) -> bool:
    """Tell whether one of two judgements is declared to rate the same thing as the other."""
    return f"{second.regime.id}:{other.id}" in one.equivalent or f"{first.regime.id}:{one.id}" in other.equivalent


def _scale(position: Position) -> str:
    scale = position.scale if position.mapping is None else position.mapping.before.scale
    mapped = "" if position.mapping is None else f", mapped onto {position.scale.title}"
    return f"{scale.title}: {', '.join(scale.labels)}{mapped}"


def _notes(position: Position, about: str) -> list[str]:
    """Return what its regimes say of it; notes on a service apply to the headline and to what rates that service."""
    return [
        note.note
        for regime in position.regimes
        for note in regime.comparability
        if note.about == about
        and note.judgement in ("", position.judgement.id)
        and (about != "service" or regime.judgement().service == position.judgement.service)
    ]


def _population(position: Position) -> str:
    graded = position.outcomes.get_column("worst").count()
    if position.publication is None:
        return f"{graded} councils, each on its own date up to {position.date}"
    return f"all {position.publication.universe.councils} councils, published on {position.date}"


def _nearest(first: Position, second: Position) -> tuple[Judgement, Judgement] | None:
    """Find judgements of one service: keep a chosen one if its service has a counterpart, else take any.

    What is declared equivalent comes first; a part of a judgement is like nothing else.
    """
    one, other = first.judgement, second.judgement
    pairs = [*((one, each) for each in second.regime.judgements), *((each, other) for each in first.regime.judgements)]
    for mine, theirs in pairs:
        if _declared(first, mine, second, theirs):
            return mine, theirs
    options: list[tuple[Judgement, Judgement]] = []
    whole = {judgement.id for judgement in (one, other) if not judgement.part_of}
    if one.service == other.service and "capacity" not in (one.aspect, other.aspect) and {one.id, other.id} <= whole:
        options.append((one, other))
    partner = first.regime.like_for_like(other.service, other.aspect)
    if partner is not None and other.aspect != "capacity" and not other.part_of:
        options.append((partner, other))
    partner = second.regime.like_for_like(one.service, one.aspect)
    if partner is not None and one.aspect != "capacity" and not one.part_of:
        options.append((one, partner))
    if not options:
        for judgement in first.regime.judgements:
            partner = second.regime.like_for_like(judgement.service, judgement.aspect)
            if partner is not None and judgement.aspect != "capacity" and not judgement.part_of:
                options.append((judgement, partner))
    return max(options, key=lambda pair: pair[0].aspect == pair[1].aspect, default=None)
