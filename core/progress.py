"""Report how far work has come that can be counted; nothing is shown unless somebody listens."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    Listener = Callable[[str, int, int], None]

T = TypeVar("T")
_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Let a function hear of the work done meanwhile: what is counted, how many are done, and of how many."""
    _listener.set(listener)
    try:
        yield
    finally:
        _listener.set(None)


def count_off(items: Collection[T], of: str, step: int = 1) -> Iterator[T]:
    """Go through things one by one, and tell who listens how many are done; each counts for `step`.

    Of work within counted work only the outer is told, and one thing alone is not counted.

    >>> heard = []
    >>> with listening(lambda of, done, every: heard.append(f"{done} of {every} {of}")):
    ...     letters = [letter for letter in count_off("ab", "letters")]
    >>> heard
    ['0 of 2 letters', '1 of 2 letters', '2 of 2 letters']
    """
    listener = _listener.get()
    if listener is None or len(items) < 2:
        yield from items
        return
    _listener.set(None)
    try:
        for done, item in enumerate(items):
            listener(of, done * step, len(items) * step)
            yield item
        listener(of, len(items) * step, len(items) * step)
    finally:
        _listener.set(listener)
