"""Check what a caller gives to a public function, before anything is worked out: one clear error for a wrong type."""

from __future__ import annotations

from typing import Any

from crossregime.core.errors import UsageError
from crossregime.core.text import visible

LONGEST_SHOWN = 60
"""Characters of a value that a message shows."""
MOST_COUNTED = 2**53
"""The largest number of councils: beyond it not every whole number is one in floating point."""


def shown(value: object) -> str:
    """Show a value in a message, however long or odd it is.

    >>> shown("a" * 100)[-5:], shown(3)
    ('aa...', '3')
    """
    try:
        text = visible(repr(value))
    except Exception:  # noqa: BLE001  # a repr of somebody else's may do anything
        return f"a {type(value).__name__}"
    if len(text) > LONGEST_SHOWN and not isinstance(value, (str, bytes, int)):
        return f"a {type(value).__name__}"
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 3]}..."


def check_text(value: object, what: str, do: str = "") -> str:
    """Give a text as it is; raise UsageError for anything else, and for one that no file or screen can hold.

    >>> check_text("Hull", "a name")
    'Hull'
    """
    if not isinstance(value, str):
        raise UsageError(f"{shown(value)} is no {what}: it is not text", do=do or f"give the {what} as text")
    return value


def is_whole(value: object) -> bool:
    """Tell whether a value is a whole number: not a truth value, and not one with a fraction.

    >>> is_whole(3), is_whole(3.0), is_whole(True), is_whole(2.5), is_whole("3")
    (True, True, False, False, False)
    """
    if isinstance(value, (bool, str, bytes)) or type(value).__name__ == "bool_" or not hasattr(value, "__float__"):
        return False
    try:
        return bool(int(value) == value)  # type: ignore[call-overload]  # what has a float has an int, or raises
    except (TypeError, ValueError, OverflowError, ArithmeticError):
        return False


def is_count(value: object) -> bool:
    """Tell whether a value is a number of councils: whole, from 0 to `MOST_COUNTED`."""
    return is_whole(value) and 0 <= value <= MOST_COUNTED  # type: ignore[operator]  # a whole number has an order


def listed(values: Any, what: str, do: str) -> list[Any]:
    """Give the members of a list, tuple, array, series or generator; raise UsageError for text and for what has none.

    >>> listed((1, 2), "grades", "give them in a list")
    [1, 2]
    """
    if hasattr(values, "tolist"):
        values = values.tolist()
    if isinstance(values, (str, bytes, dict)) or hasattr(values, "columns") or not hasattr(values, "__iter__"):
        raise UsageError(f"{shown(values)} is no list of {what}", do=do)
    return list(values)
