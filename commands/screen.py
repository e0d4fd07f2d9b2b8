"""Write to standard output and standard error, whatever state they are in."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from threading import Timer
    from typing import IO, Self

    from rich.status import Status

    from crossregime.core.model import Regime


DOTS = "\N{BRAILLE PATTERN DOTS-124}"
"""One of the characters that turn while work goes on, where the terminal has them."""


def tell(text: str) -> None:
    """Write to the user beside the output; where that is closed or full too, the exit code has to do."""
    if sys.stderr is not None:
        try:
            print(f"crossregime: {text}", file=sys.stderr, flush=True)
        except OSError:
            drop(sys.stderr)


def tell_notices(regimes: Iterable[Regime]) -> None:
    """Tell what there is to know of how regimes were read, each thing once."""
    from crossregime.core.text import visible

    for notice in dict.fromkeys(notice for regime in regimes for notice in regime.files.notices):
        tell(f"note: {visible(notice)}")


class Busy:
    """Show on a terminal that work goes on, once it has taken a second; in a pipe nothing is shown.

    `stop` ends it, as must be done before anything is written.
    """

    def __init__(self, what: str) -> None:
        self._what = what
        self._status: Status | None = None
        self._timer: Timer | None = None

    def __enter__(self) -> Self:
        if sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
            from threading import Timer

            self._timer = Timer(1.0, self._start)
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _start(self) -> None:
        from rich.console import Console

        console = Console(stderr=True)
        try:
            DOTS.encode(console.encoding)
            spinner = "dots"
        except UnicodeEncodeError:  # an old code page
            spinner = "line"
        self._status = console.status(f"{self._what} ...", spinner=spinner)
        self._status.start()

    def say(self, what: str) -> None:
        """Say what is being done now."""
        self._what = what
        if self._status is not None:
            self._status.update(f"{what} ...")

    def stop(self) -> None:
        """End it, whether it was shown or not."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer.join()
        if self._status is not None:
            self._status.stop()
        self._timer = self._status = None


def write_data(text: str) -> None:
    """Write what programs read: UTF-8 with plain line ends, whatever the screen would take."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    sys.stdout.write(text)


def drop(stream: IO[str] | None) -> None:
    """Send what is left of a stream nowhere, so that Python doesn't write it as it ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # type: ignore[union-attr]  # None is suppressed
