"""Work on words and characters: counts and lists in words, close matches, and what may reach a screen."""

from __future__ import annotations

import re
import unicodedata
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
    found = difflib.get_close_matches(str(word).casefold(), list(by_fold), n=limit, cutoff=0.6)
    return tuple(by_fold[name] for name in found)


def visible(text: str) -> str:
    r"""Show control characters instead of sending them to a screen.

    >>> visible("a\x1b[31mb")
    'a\\x1b[31mb'
    """
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)


_UNSEEN = "\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f"
"""What takes no room: it turns the direction of writing, ends a line, joins or parts letters, or marks a file."""
UNFIT = re.compile(f"[\x00-\x1f\x7f-\x9f{_UNSEEN}\ud800-\udfff]")
"""Characters that no text of a file may have: controls, those that nobody sees, the halves of a surrogate pair."""
_ACTING = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_UNSEEN}]")
_BLANK = re.compile("[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u3164\ufe00-\ufe0f\uffa0]")
"""What shows as nothing, beside what is UNFIT."""


def unfit(text: str) -> str:
    r"""Name the first character of a text that no file may have; empty where there is none.

    >>> unfit("a\x1b[31m"), unfit("Kent\u200b"), unfit("Kent")
    ('the control character U+001B', 'the invisible character U+200B', '')
    """
    found = UNFIT.search(text)
    if found is None:
        return ""
    code = ord(found[0])
    turns = 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069  # the controls of the direction of writing
    sort = "control" if code < 0xA0 or 0xD800 <= code <= 0xDFFF or turns else "invisible"
    return f"the {sort} character U+{code:04X}"


def as_seen(text: str) -> str:
    r"""Give a text as a reader sees it: without what shows as nothing, every blank the same.

    >>> as_seen(" Per\u00adforms\u00a0 well"), as_seen("\u3164 ")
    ('Performs well', '')
    """
    plain = unicodedata.normalize("NFKC", _BLANK.sub("", UNFIT.sub("", text.replace("\t", " "))))
    return " ".join(plain.split())


def inert(text: str) -> str:
    r"""Spell out, as JSON does, what would act on a screen or that nobody sees; a tab and the end of a line stay.

    >>> inert("a\x1b[31m\u202eb")
    'a\\u001b[31m\\u202eb'
    """
    return _ACTING.sub(lambda found: "".join(f"\\u{code:04x}" for code in _units(found[0])), text)


def _units(char: str) -> tuple[int, ...]:
    """Give the code of a character as JSON writes it: two of a pair where it has more than four digits."""
    code = ord(char)
    return (code,) if code < 0x10000 else (0xD7C0 + (code >> 10), 0xDC00 + (code & 0x3FF))
