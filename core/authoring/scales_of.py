"""Find the scale of each judgement: one that is shared, or a new one whose order an author confirms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crossregime.core.arguments import check_choice
from crossregime.core.authoring.decision import Decision
from crossregime.core.authoring.grade_words import known_scale, proposed, status_of
from crossregime.core.errors import UsageError
from crossregime.core.model import foreign_scale, shared_scales
from crossregime.core.text import joined

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from crossregime.core.authoring.wishes import Wishes
    from crossregime.core.model import Scale

OWN = "own"
"""What an author writes in the place of a shared scale's id for a new one."""


@dataclass(frozen=True, slots=True)
class JudgementScale:
    """The scale of a judgement: its id, how each cell is written in its words, and the entry of a new one."""

    id: str
    written: Mapping[str, str]
    entry: Mapping[str, Any] | None = None


def no_scales() -> Mapping[str, Scale]:
    """Give the scales of the regimes that are installed where none is."""
    return {}


def find_scales(
    labels: Mapping[str, Sequence[str]],
    name: str,
    wishes: Wishes,
    installed: Callable[[], Mapping[str, Scale]] = no_scales,
) -> tuple[dict[str, JudgementScale], list[Decision]]:
    """Find the scale of each judgement, given the words that stand in its cells; judgements alike share one.

    `name` is the id of the regime, of which the ids of new scales are made. `installed` gives the scales of other
    regimes by REGIME:SCALE; it is asked where no shared scale fits. Raises UsageError for a scale that there isn't, and
    for an order that leaves a grade out.
    """
    decisions: list[Decision] = []
    found: dict[str, JudgementScale] = {}
    for judgements in _alike(labels, installed):
        words = list(dict.fromkeys(label for each in judgements for label in labels[each]))
        own = name if not found else f"{name}-{len(found) + 1}"
        scale = _scale(judgements, words, own, wishes, decisions, installed)
        found |= dict.fromkeys(judgements, scale)
    return {judgement: found[judgement] for judgement in labels}, decisions


def _known(
    words: Sequence[str], installed: Callable[[], Mapping[str, Scale]]
) -> tuple[Scale, str, dict[str, str]] | None:
    """Find the shared scale, else the installed regime's, that words are of: the scale, its id, how it writes each."""
    for scales in (shared_scales, installed):
        found = known_scale(words, scales())
        if found is not None:
            return scales()[found[0]], *found
    return None


def _alike(labels: Mapping[str, Sequence[str]], installed: Callable[[], Mapping[str, Scale]]) -> list[list[str]]:
    """Put judgements together whose grades are those of one scale: those that have a word in common."""
    everything = list(dict.fromkeys(label for words in labels.values() for label in words))
    if _known(everything, installed) is not None:
        return [list(labels)]
    groups: list[tuple[set[str], list[str]]] = []
    for judgement in labels:
        words, judgements = {label.casefold() for label in labels[judgement]}, [judgement]
        for group in [each for each in groups if each[0] & words]:  # a word in common joins them
            groups.remove(group)
            words, judgements = group[0] | words, [*group[1], *judgements]
        groups.append((words, judgements))
    order = list(labels)
    found = (sorted(judgements, key=order.index) for _, judgements in groups)
    return sorted(found, key=lambda each: order.index(each[0]))


def _scale(
    judgements: Sequence[str], words: Sequence[str], name: str, wishes: Wishes, decisions: list[Decision],
    installed: Callable[[], Mapping[str, Scale]],
) -> JudgementScale:  # fmt: skip
    shared = shared_scales()
    if wishes.scale and wishes.scale != OWN:
        scale = foreign_scale(wishes.scale)
        if scale is None:
            check_choice(wishes.scale, [*shared, OWN], f"there is no shared scale '{wishes.scale}'")
            scale = shared[wishes.scale]
        forms = {form.casefold(): form for form in (*scale.ranks, *scale.labels)}
        written = {word: forms.get(word.casefold(), word) for word in words}
        decisions.append(Decision("scale", wishes.scale, "it was asked for", overrule="scale"))
        return JudgementScale(wishes.scale, written)
    known = None if wishes.scale == OWN or wishes.order else _known(words, installed)
    if known is not None:
        scale, found, written = known
        strange = [word for word in words if word not in written]
        why = f"its grades are {', '.join(scale.labels)}"
        why += f"; not among them: {', '.join(strange)}" if strange else ""
        what = f"{found}, only if this inspectorate's grades mean the same"
        decisions.append(Decision("scale", what, why, confirm=True, overrule="scale own"))
        return JudgementScale(found, {word: written.get(word, word) for word in words})
    return _new_scale(judgements, words, name, wishes, decisions)


def _new_scale(
    judgements: Sequence[str], words: Sequence[str], name: str, wishes: Wishes, decisions: list[Decision]
) -> JudgementScale:
    """Make a scale of the words, in the order that is asked for or proposed."""
    by_fold: dict[str, str] = {}
    for word in words:
        by_fold.setdefault(word.casefold(), word)
    if wishes.order:
        order = {label.casefold(): label for label in wishes.order}
        left = [f"'{word}'" for fold, word in by_fold.items() if fold not in order]
        if left:
            raise UsageError(
                f"the order leaves out {joined(left)}",
                do="give every grade in `order`, worst first, or say with `status` what is none",
            )
        plan = proposed([])
        labels, why, confirm = tuple(order.values()), "it was asked for", False
    else:
        plan = proposed([*by_fold.values()])
        labels, why, confirm = plan.labels, plan.why, True
    if len(labels) < 2:
        labels = (*labels, "TO DO: another grade")
    written = {word: next(label for label in labels if label.casefold() == word.casefold()) for word in words}
    entry = {"id": f"{name}-scale", "title": f"TO DO: what this scale is called ({judgements[0]})"}
    full = type(plan)(labels, why, sure=True).entry(entry["id"], entry["title"])
    what = f"a new one, worst first: {', '.join(labels)}"
    decisions.append(Decision("scale", what, why, confirm, "order"))
    return JudgementScale(entry["id"], written, full)


def grades_of(cells: Sequence[str], wishes: Wishes) -> list[str]:
    """Give the different cells that are grades, in the order in which they first stand."""
    return [cell for cell in dict.fromkeys(cells) if not status_of(cell, wishes.statuses)]
