"""Write to standard output and standard error, whatever state they are in."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from threading import Timer
    from typing import IO, Any, Self

    from rich.progress import Progress

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


def tell_left_out(faults: Iterable[object]) -> None:
    """Tell what an answer about all plugins leaves out, and why."""
    for fault in faults:
        tell(f"note: left out: {fault}")


class Busy:
    """Show on a terminal that work goes on, once it has taken a second; in a pipe nothing is shown.

    What is counted meanwhile has a bar and its numbers. `stop` ends it, as must be done before anything is written.
    """

    def __init__(self, what: str) -> None:
        self._what = what
        self._counts: tuple[str, int, int] | None = None
        self._shown: Progress | None = None
        self._timer: Timer | None = None
        self._hearing = ExitStack()

    def __enter__(self) -> Self:
        if sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
            from threading import RLock, Timer

            from crossregime.core.progress import listening

            self._lock = RLock()
            self._hearing.enter_context(listening(self._count))
            self._timer = Timer(1.0, self._start)
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._hearing.close()

    def _count(self, of: str, done: int, every: int) -> None:
        """Take how many are done, and show it; when all are, the bar is one without an end again."""
        with self._lock:
            self._counts = (of, done, every) if done < every else None
            if self._shown is not None:
                self._shown.update(self._shown.task_ids[0], **self._numbers)

    @property
    def _numbers(self) -> dict[str, Any]:
        of, done, every = self._counts or ("", 0, None)
        return {"completed": done, "total": every, "said": f"{done:,} of {every:,} {of}" if every else ""}

    def _start(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

        console = Console(stderr=True)
        try:
            DOTS.encode(console.encoding)
            spinner = "dots"
        except UnicodeEncodeError:  # an old code page
            spinner = "line"
        with self._lock:
            self._shown = Progress(
                SpinnerColumn(spinner), TextColumn("{task.description}", markup=False), BarColumn(20),
                TextColumn("{task.fields[said]}", markup=False), console=console, transient=True,
            )  # fmt: skip
            self._shown.add_task(f"{self._what} ...", **self._numbers)
            self._shown.start()

    def stop(self) -> None:
        """End it, whether it was shown or not."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer.join()
            with self._lock:
                if self._shown is not None:
                    self._shown.stop()
                self._shown = self._timer = None


def write_data(text: str) -> None:
    """Write what programs read: UTF-8 with plain line ends, whatever the screen would take."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    sys.stdout.write(text)


def drop(stream: IO[str] | None) -> None:
    """Send what is left of a stream nowhere, so that Python doesn't write it as it ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # type: ignore[union-attr]  # None is suppressed
