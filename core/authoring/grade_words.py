"""Tell grades from words that say there is none, find the scale that they are of, or propose an order for a new one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crossregime.core.model import shared_scales
from crossregime.core.text import close_matches

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from crossregime.core.model import Scale

STATUS_WORDS: dict[str, tuple[str, ...]] = {
    "not_judged": (
        "not rated", "unrated", "not judged", "not assessed", "not inspected", "not graded", "no judgement",
        "no rating",        "no grade", "not yet rated",
        "not yet inspected", "insufficient evidence", "inspected but not rated",
    ),
    "not_applicable": ("n/a", "na", "n.a.", "not applicable", "does not apply", "[z]", "z"),
    "not_published": (
        "withheld", "not published", "unpublished", "suppressed", "not available", "deferred", "[x]", "[c]", "awaited",
        "rating withheld", "pending", "not known", "unknown",
    ),
}  # fmt: skip
"""Words that stand where no grade was given or published, by the status that says so."""
NOTHING = ("", "-", "\N{EN DASH}", "\N{EM DASH}", "..", ":", ".")
"""What stands in a cell of which nothing is said."""
_WORTH: dict[str, int] = {
    "inadequate": -4, "fail": -4, "failing": -4, "unsatisfactory": -4, "very poor": -5, "poorly": -3, "poor": -3,
    "weak": -3, "zero": -4, "red": -3, "no": -3, "none": -3, "not met": -3, "unacceptable": -4, "low": -2,
    "very weak": -4,    "serious concerns": -4, "some concerns": -2,
    "significant shortfalls": -3, "some shortfalls": -1, "below": -2,
    "requires improvement": -1, "needs improvement": -1, "uncertain": -1, "some": -1, "partly": -1, "partially": -1,
    "amber": 0, "adequately": 0, "adequate": 0, "fair": 0, "satisfactory": 0, "average": 0, "medium": 0, "moderate": 0,
    "developing": -1, "acceptable": 0, "meets": 1, "met": 2, "standard": 1, "promising": 2, "most": 2, "well": 2,
    "good": 2, "strong": 3, "high": 2, "above": 2, "green": 3, "yes": 3, "pass": 2, "evidence shows a good standard": 2,
    "very good": 3, "excellently": 4, "excellent": 4, "very strong": 4, "exceptional": 5, "outstanding": 5,
    "very high": 4, "exceeds": 3, "exceptional standard": 5,
}  # fmt: skip
"""How good words are taken to be, for an order that an author confirms."""
_COUNTED = {"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_LETTERS = re.compile(r"[a-f][+-]?\Z")


def status_of(text: str, own: Mapping[str, str]) -> str:
    """Give the status that a cell's words stand for; empty for a grade.

    `own` maps words, in lower case, to statuses of the author's.

    >>> status_of("Not rated", {}), status_of("Good", {}), status_of("good", {"good": "not_judged"})
    ('not_judged', '', 'not_judged')
    """
    plain = text.casefold().strip(" .*") if len(text) > 3 else text.casefold()
    if text.casefold() in own:
        return own[text.casefold()]
    return next((status for status, words in STATUS_WORDS.items() if plain in words or text.casefold() in words), "")


def is_grade_word(text: str) -> bool:
    """Tell whether a text reads like a grade: it is one of a shared scale, says there is none, or is worth something.

    >>> is_grade_word("Requires improvement"), is_grade_word("Leeds"), is_grade_word("Not rated")
    (True, False, True)
    """
    plain = text.casefold()
    known = any(plain in map(str.casefold, scale.ranks) for scale in shared_scales().values())
    return known or bool(status_of(text, {})) or _worth(plain) is not None


def known_scale(labels: Iterable[str], scales: Mapping[str, Scale]) -> tuple[str, dict[str, str]] | None:
    """Find the scale that most of the labels are of, in any case, and how it writes each; None where none is.

    Half of the labels must be its own, and what is not must be like one of them: it stays as it is written.

    >>> known_scale(["good", "Requires improvement"], shared_scales())
    ('ofsted-inspection', {'good': 'Good', 'Requires improvement': 'Requires improvement'})
    """
    labels = list(labels)
    best: tuple[str, dict[str, str]] | None = None
    for name, scale in scales.items():
        forms = {form.casefold(): form for form in (*scale.ranks, *scale.labels)}
        written = {label: forms[label.casefold()] for label in labels if label.casefold() in forms}
        strange = [label for label in labels if label not in written]
        fits = len(written) * 2 > len(labels) and all(close_matches(label, forms, 1) for label in strange)
        if fits and (best is None or len(written) > len(best[1])):
            best = (name, written)
    return best


@dataclass(frozen=True, slots=True)
class Proposed:
    """A new scale: its labels, worst first, and why in this order; `sure` where nothing was left open."""

    labels: tuple[str, ...]
    why: str
    sure: bool

    def entry(self, name: str, title: str) -> dict[str, Any]:
        """Give it as regime.json holds a scale."""
        ids: list[str] = []
        for place, label in enumerate(self.labels, 1):
            plain = re.sub(r"[^a-z0-9]+", "-", label.casefold()).strip("-") or str(place)
            ids.append(plain if plain not in ids else f"{plain}-{place}")
        grades = [{"id": each, "label": label} for each, label in zip(ids, self.labels, strict=True)]
        return {"id": name, "title": title, "grades": grades}


def proposed(labels: Sequence[str]) -> Proposed:
    """Propose an order for the labels of a new scale, worst first.

    >>> proposed(["Good", "Poor", "Fair"]).labels
    ('Poor', 'Fair', 'Good')
    >>> proposed(["1 star", "3 stars", "0 stars"]).labels
    ('0 stars', '1 star', '3 stars')
    >>> proposed(["A", "C", "B"]).labels
    ('C', 'B', 'A')
    """
    plain = {label: label.casefold() for label in labels}
    numbers = {label: _number(text) for label, text in plain.items()}
    if all(number is not None for number in numbers.values()):
        ordered = sorted(labels, key=lambda label: numbers[label] or 0)
        return Proposed(tuple(ordered), "by their numbers, the smallest worst: some inspectorates count the other way",
                        sure=True)  # fmt: skip
    if all(_LETTERS.match(text) for text in plain.values()):
        signs = {"+": 0, "": 1, "-": 2}
        ordered = sorted(labels, key=lambda label: (plain[label][0], signs[plain[label][1:]]), reverse=True)
        return Proposed(tuple(ordered), "by letter, A the best", sure=True)
    worth = {label: _worth(text) for label, text in plain.items()}
    known = [label for label in labels if worth[label] is not None]
    ordered = sorted(known, key=lambda label: worth[label] or 0)
    strange = [label for label in labels if worth[label] is None]
    why = "by what the words say"
    if strange:
        why += f"; of {', '.join(strange)} they say nothing, so it stands last: put it where it belongs"
    ties = len({worth[label] for label in known}) < len(known)
    return Proposed((*ordered, *strange), why, sure=not strange and not ties)


def _number(text: str) -> float | None:
    found = re.match(r"(?:band|level|grade|score|tier|rating)? ?([0-9]+(?:\.[0-9]+)?)(?: |\Z|[-:])", text)
    if found:
        return float(found[1])
    word = text.split(" ", maxsplit=1)[0]
    return float(_COUNTED[word]) if word in _COUNTED and "star" in text else None


def _worth(text: str) -> int | None:
    """Say how good a label is by the longest words in it that say so."""
    found = [word for word in _WORTH if re.search(rf"\b{re.escape(word)}\b", text)]
    if len(text) > 60 or not found:
        return None
    longest = max(found, key=len)
    return _WORTH[longest] - (2 if re.search(rf"\bnot (?:yet )?{re.escape(longest)}\b", text) else 0)
