"""Check the arguments of public functions before any work is done: one clear error for a wrong type."""

from __future__ import annotations

from numbers import Integral, Real
from typing import TYPE_CHECKING, Any

from crossregime.core.errors import UsageError
from crossregime.core.text import close_matches, joined, visible

if TYPE_CHECKING:
    from collections.abc import Collection

LONGEST_SHOWN = 60
"""A message shows at most this many characters of a value."""
MOST_COUNTED = 2**53
"""The largest number of units: above it floating point no longer holds every whole number exactly."""


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
    """Return a text unchanged; raise UsageError for anything else.

    >>> check_text("Hull", "name of a council")
    'Hull'
    """
    if not isinstance(value, str):
        raise UsageError(f"the {what} must be text, not {shown(value)}", do=do or f"give the {what} as text")
    return value


def check_unit(value: object) -> str:
    """Return the noun for one of what is counted ("school"), for sentences; raise UsageError for what is no word.

    >>> check_unit("school")
    'school'
    """
    do = 'name one of what the rows are of, as in unit="school"'
    text = check_text(value, "word for a unit", do)
    if not text.strip() or text != visible(text):
        raise UsageError(f"{shown(text)} is not a word for a unit", where="`unit`", do=do)
    return text.strip()


def check_flag(value: object, what: str, *, optional: bool = False) -> None:
    """Raise UsageError unless the value is True or False (or None, where `optional`)."""
    if not (isinstance(value, bool) or (optional and value is None)):
        raise UsageError(f"{shown(value)} is neither True nor False", where=what, do="give True or False")


def is_one_of(value: object, known: Collection[str]) -> bool:
    """Tell whether a value is text and one of the known words.

    >>> is_one_of("a", ["a", "b"]), is_one_of(1, ["a", "b"])
    (True, False)
    """
    return isinstance(value, str) and value in known


def check_choice(value: object, known: Collection[str], what: str, *, where: str = "", do: str = "") -> None:
    """Raise UsageError, with `what` is wrong and the nearest known words, unless the value is one of those.

    >>> check_choice("hard", ["soft", "hard"], "that is no pencil")
    """
    if not is_one_of(value, known):
        do = do or f"choose {joined(list(known), 'or')}"
        raise UsageError(what, where=where, do=do, matches=close_matches(value, known))


def is_truth(value: object) -> bool:
    """Tell whether a value is True or False, of Python or of numpy (whose type is `bool` from numpy 2, once `bool_`).

    >>> is_truth(False), is_truth(0)
    (True, False)
    """
    return type(value).__name__ in ("bool", "bool_")


def is_real(value: object) -> bool:
    """Tell whether a value is a single real number, of Python or numpy; True and False are not numbers.

    >>> is_real(0.5), is_real(True), is_real("1")
    (True, False, False)
    """
    return isinstance(value, Real) and not is_truth(value)


def check_rank(value: Any, size: int, what: str) -> int:
    """Check the rank of a grade on a scale of `size` grades; raise UsageError for anything else."""
    rank = int(value) if isinstance(value, Integral) and not is_truth(value) else -1
    if not 0 <= rank < size:
        raise UsageError(f"{shown(value)} is not a rank of {what}", do=f"ranks run from 0 (worst) to {size - 1} (best)")
    return rank


def is_whole(value: object) -> bool:
    """Tell whether a value is a whole number: no fraction, and neither True nor False.

    >>> is_whole(3), is_whole(3.0), is_whole(True), is_whole(2.5), is_whole("3")
    (True, True, False, False, False)
    """
    if is_truth(value) or isinstance(value, (str, bytes)) or not hasattr(value, "__float__"):
        return False
    try:
        return bool(int(value) == value)  # type: ignore[call-overload]  # what has a float has an int, or raises
    except (TypeError, ValueError, OverflowError, ArithmeticError):
        return False


def is_count(value: object) -> bool:
    """Tell whether a value is a number of councils: whole, from 0 to `MOST_COUNTED`."""
    return is_whole(value) and 0 <= value <= MOST_COUNTED  # type: ignore[operator]  # a whole number has an order


def listed(values: Any, what: str, do: str) -> list[Any]:
    """Return the members of a list, tuple, array, series or generator; raise UsageError for text and non-sequences.

    >>> listed((1, 2), "grades", "give them in a list")
    [1, 2]
    """
    if hasattr(values, "tolist"):
        values = values.tolist()
    if isinstance(values, (str, bytes, dict)) or hasattr(values, "columns") or not hasattr(values, "__iter__"):
        raise UsageError(f"{shown(values)} is not a list of {what}", do=do)
    return list(values)
