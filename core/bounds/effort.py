"""Say how much work a search may do for one bound: a number of steps, not of seconds, so that bytes never differ."""

from __future__ import annotations

from crossregime.core.arguments import is_whole, shown
from crossregime.core.errors import UsageError

EFFORT = 50
"""Boxes that the search for one bound opens unless told otherwise, where the table is small."""
MOST_EFFORT = 1_000_000


def check_effort(effort: object) -> int:
    """Read how many boxes a search may open for one bound; raises UsageError for what is no such number.

    >>> check_effort(600)
    600
    """
    if not is_whole(effort) or not 1 <= effort <= MOST_EFFORT:  # type: ignore[operator]  # a whole number has an order
        raise UsageError(
            f"{shown(effort)} is no effort of a search",
            where="`effort`",
            do=f"give a whole number from 1 to {MOST_EFFORT:,}; {EFFORT} is what it is without",
        )
    return int(effort)  # type: ignore[call-overload, no-any-return]  # it is a whole number
