"""Write to standard output and standard error, whatever state they are in."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import IO

    from crossregime.core.model import Regime


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


def write_data(text: str) -> None:
    """Write what programs read: UTF-8 with plain line ends, whatever the screen would take."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    sys.stdout.write(text)


def drop(stream: IO[str] | None) -> None:
    """Send what is left of a stream nowhere, so that Python doesn't write it as it ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # type: ignore[union-attr]  # None is suppressed
