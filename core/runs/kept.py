"""Define what every result can do that can be kept in a file and made again from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossregime.core.runs.check import check_run
from crossregime.core.runs.run import read_run

if TYPE_CHECKING:
    from pathlib import Path

    from crossregime.core.runs.check import RunCheck
    from crossregime.core.runs.run import Run


class Kept:
    """A result that can be kept in a file, and made again from it."""

    __slots__ = ()

    def as_run(self) -> Run:
        """Give what makes it again; raise UsageError where what was asked holds an object that no file can hold."""
        raise NotImplementedError

    def save_run(self, path: str | Path, *, force: bool = False) -> None:
        """Write that to a file for `crossregime.rerun`; raise OutputError where there is one, unless `force`."""
        self.as_run().save(path, force=force)

    def check_run(self, path: str | Path) -> RunCheck:
        """Hold it to a run that was saved: which figures differ, and what has changed of what went in.

        Raises DataError for a file that is no run.
        """
        return check_run(read_run(path), self.as_run())
