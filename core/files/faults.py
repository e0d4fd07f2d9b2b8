"""Collect the faults of a folder, so that one error reports them all."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from crossregime.core.errors import DataError, Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

MOST_ALIKE = 200
"""The most faults kept of one column (or of one file without columns); the rest are counted."""


class Faults:
    """Collect the faults of the files of one folder.

    `shown` is how messages name the folder. `found` stand in the order in which they were found: the first
    MOST_ALIKE of a column, since a file may have a million; the rest are only counted. `notices` are remarks that
    are not faults.

    >>> faults = Faults("./mine")
    >>> faults.add(*(Fault("./mine/outcomes.csv", "the cell is empty", row, "place") for row in range(2, 300)))
    >>> len(faults.found), faults.all[-1].what
    (200, '98 more faults of this column')
    """

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.found: list[Fault] = []
        self.notices: list[str] = []
        self._counts: dict[tuple[str, str | None], int] = {}

    def add(self, *faults: Fault) -> None:
        """Add faults, each of which is held or counted."""
        for fault in faults:
            if self.count(fault.file, fault.column if fault.row is not None else None) <= MOST_ALIKE:
                self.found.append(fault)

    def count(self, file: str, column: str | None) -> int:
        """Count one more fault of a column and return the number so far."""
        key = (file, column)
        self._counts[key] = self._counts.get(key, 0) + 1
        return self._counts[key]

    def counted(self, file: str, column: str | None) -> int:
        """Say how many faults of a column there are so far."""
        return self._counts.get((file, column), 0)

    def full(self, file: str, column: str | None) -> bool:
        """Tell whether further faults of a column are only counted, so that describing them is not worth the time."""
        return self.counted(file, column) >= MOST_ALIKE

    @property
    def all(self) -> list[Fault]:
        """The faults kept, and how many more there are of each column."""
        more = [
            Fault(file, f"{number - MOST_ALIKE:,} more faults" + ("" if column is None else " of this column"),
                  column=column, do="correct those named here first")
            for (file, column), number in self._counts.items() if number > MOST_ALIKE
        ]  # fmt: skip
        return [*self.found, *more]

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """Collect the faults of one file, so that the others are checked too."""
        try:
            yield
        except DataError as error:
            self.add(*(error.faults or [Fault(self.shown, error.what, do=error.do)]))

    def refuse_if_any(self) -> None:
        """Raise DataError with the faults found so far, if there is any."""
        if self.found:
            raise DataError(f"{self.shown} can't be read", faults=self.all)


def sampled(file: str, column: str, bad: Iterable[tuple[int, str]], tell: Callable[[str], Fault]) -> list[Fault]:
    """Describe the faults of the first MOST_ALIKE cells of a column, and count the rest.

    `bad` gives row and cell; `tell` makes the fault of a cell without its place.
    """
    faults = Faults(file)
    for row, cell in bad:
        if faults.full(file, column):
            faults.count(file, column)
        else:
            faults.add(tell(cell)._replace(file=file, row=row, column=column))
    return faults.all
