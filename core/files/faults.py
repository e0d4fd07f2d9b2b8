"""Collect what is wrong with a folder, so that one error tells it all."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from crossregime.core.errors import DataError, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator


class Faults:
    """Collect the faults of the files of one folder.

    `shown` is how messages name the folder. `found` stand in the order in which they were found,
    `notices` are what is no fault but worth a word.
    """

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.found: list[Fault] = []
        self.notices: list[str] = []

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """Keep what is wrong with one file, so that the others are looked at too."""
        try:
            yield
        except DataError as error:
            self.found += error.faults or [Fault(self.shown, error.what, do=error.do)]

    def refuse_if_any(self) -> None:
        """Raise DataError with every fault found so far, if there is any."""
        if self.found:
            raise DataError(f"{self.shown} can't be read", faults=self.found)
