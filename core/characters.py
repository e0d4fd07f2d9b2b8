"""Tell the characters that a text of the project may not hold: they act on a screen instead of being shown there."""

from __future__ import annotations

import re

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
