"""Collect what is wrong with a folder, so that one error tells it all."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from crossregime.core.errors import DataError, Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

MOST_ALIKE = 200
"""Problems of one column (or one file that has none) that are held; the rest are counted."""


class Faults:
    """Collect the problems of the files of one folder.

    `shown` is how messages name the folder. `problems` stand in the order in which they were found: the first
    MOST_ALIKE of a column, since a file may have a million; `more` of them are only counted.

    >>> faults = Faults("./mine")
    >>> faults.add(*(Fault("./mine/outcomes.csv", "the cell is empty", row, "place") for row in range(2, 300)))
    >>> len(faults.problems), faults.all[-1].what
    (200, '98 more problems of this column')
    """

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.problems: list[Fault] = []
        self._found: dict[tuple[str, str | None], int] = {}

    def add(self, *problems: Fault) -> None:
        """Add problems, each of which is held or counted."""
        for problem in problems:
            if self.count(problem.file, problem.column if problem.row is not None else None) <= MOST_ALIKE:
                self.problems.append(problem)

    def count(self, file: str, column: str | None) -> int:
        """Count one more problem of a column, and say how many there are."""
        key = (file, column)
        self._found[key] = self._found.get(key, 0) + 1
        return self._found[key]

    def found(self, file: str, column: str | None) -> int:
        """Say how many problems of a column there are so far."""
        return self._found.get((file, column), 0)

    def full(self, file: str, column: str | None) -> bool:
        """Tell whether more problems of a column are only counted: what is to be said of them need not be sought."""
        return self.found(file, column) >= MOST_ALIKE

    @property
    def all(self) -> list[Fault]:
        """The problems that are held, and how many more there are of each column."""
        more = [
            Fault(file, f"{number - MOST_ALIKE:,} more problems" + ("" if column is None else " of this column"),
                  column=column, do="mend those that are named first")
            for (file, column), number in self._found.items() if number > MOST_ALIKE
        ]  # fmt: skip
        return [*self.problems, *more]

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """Keep what is wrong with one file, so that the others are looked at too."""
        try:
            yield
        except DataError as error:
            self.add(*(error.problems or [Fault(self.shown, error.what, do=error.do)]))

    def refuse_if_any(self) -> None:
        """Raise DataError with the problems found so far, if there is any."""
        if self.problems:
            raise DataError(f"{self.shown} can't be read", problems=self.all)


def sampled(file: str, column: str, bad: Iterable[tuple[int, str]], tell: Callable[[str], Fault]) -> list[Fault]:
    """Make the problems of the first MOST_ALIKE cells of a column, and count the rest.

    `bad` gives row and cell; `tell` makes the problem of a cell without its place.
    """
    faults = Faults(file)
    for row, cell in bad:
        if faults.full(file, column):
            faults.count(file, column)
        else:
            faults.add(tell(cell)._replace(file=file, row=row, column=column))
    return faults.all
