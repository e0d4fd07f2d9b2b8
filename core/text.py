"""Work on words and characters: counts and lists in words, close matches, and what may reach a screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def many(number: int, noun: str) -> str:
    """Count things in words.

    >>> many(1, "pair"), many(2, "pair")
    ('1 pair', '2 pairs')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def joined(words: Sequence[str], last: str = "and") -> str:
    """Join words as a sentence does.

    >>> joined([]), joined(["Bedford"]), joined(["No", "Some", "Most"], "or")
    ('', 'Bedford', 'No, Some or Most')
    """
    return "".join(words) if len(words) < 2 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def close_matches(word: object, known: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Find the known words nearest to a mistyped one, nearest first; what is no text is like few words.

    >>> close_matches("ssi2033", ["ssi2003", "ofsted2009"])
    ('ssi2003',)
    """
    import difflib

    by_fold: dict[str, str] = {}
    for name in known:
        by_fold.setdefault(name.casefold(), name)
    try:
        text = str(word)
    except Exception:  # noqa: BLE001  # the text of somebody else's object may do anything
        return ()
    found = difflib.get_close_matches(text[:200].casefold(), list(by_fold), n=limit, cutoff=0.6)
    return tuple(by_fold[name] for name in found)


def visible(text: str) -> str:
    r"""Show control characters instead of sending them to a screen.

    >>> visible("a\x1b[31mb")
    'a\\x1b[31mb'
    """
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)


_DIRECTIONS = "\u202a-\u202e\u2066-\u2069"
UNFIT = re.compile(f"[\x00-\x1f\x7f-\x9f{_DIRECTIONS}\ud800-\udfff]")
"""Control characters, those that turn the direction of writing, and the halves of a surrogate pair."""
_ACTING = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_DIRECTIONS}]")


def inert(text: str) -> str:
    r"""Spell out, as JSON does, what would act on a screen; a tab and the end of a line stay.

    >>> inert("a\x1b[31m\u202eb")
    'a\\u001b[31m\\u202eb'
    """
    return _ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
