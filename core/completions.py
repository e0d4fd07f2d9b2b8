"""Say which completions of a comparison are possible: every way to fill what was not printed.

Councils that are alike are one `Kind` with a count. A kind has variables (grades not yet fixed, each on a
side, with a range and the printed totals that it counts towards), cells (which two of its variables make a
pair of the table) and moves (which two are the same council at the two dates that a printed flow is about).
That is enough for a pair, a council in no pair (it takes its share of a total but no cell), and a council
whose one unknown outcome is handed on to two successors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crossregime.core.tabulation import Range

Cell = tuple[int, int]
Weights = Mapping[Cell, int]
"""A linear figure of the table: the sum of its cells, each times its weight."""


@dataclass(frozen=True, slots=True)
class Variable:
    """One grade of one council: its side, its range, and the totals (by index) that it counts towards."""

    side: int
    range: Range
    totals: tuple[int, ...] = ()

    @property
    def grades(self) -> Sequence[int]:
        """The grades that it can take."""
        return range(self.range[0], self.range[1] + 1)


@dataclass(frozen=True, slots=True)
class Kind:
    """So many councils that are alike: their variables, the cells and the moves that these make.

    `weights` is what one of them counts for in each of its cells (a population); empty where that is 1.
    """

    count: int
    variables: tuple[Variable, ...]
    cells: tuple[tuple[int, int], ...] = ()
    moves: tuple[tuple[int, int], ...] = ()
    weights: tuple[int, ...] = ()

    @property
    def counts_for(self) -> tuple[int, ...]:
        """What one council counts for in each of its cells."""
        return self.weights or (1,) * len(self.cells)

    @property
    def known(self) -> bool:
        """Tell whether every grade of it is known."""
        return all(len(variable.grades) == 1 for variable in self.variables)

    def assignments(self) -> Iterator[tuple[int, ...]]:
        """Give every way to fix its variables."""
        return product(*(variable.grades for variable in self.variables))

    def filled(self, assignment: Sequence[int]) -> list[Cell]:
        """List the cells of the table that one council of the kind adds to under an assignment."""
        return [(assignment[first], assignment[second]) for first, second in self.cells]

    def moved(self, assignment: Sequence[int]) -> list[Cell]:
        """List the moves, from which grade to which, of one council of the kind under an assignment."""
        return [(assignment[first], assignment[second]) for first, second in self.moves]


@dataclass(frozen=True, slots=True)
class Limit:
    """A printed total: between `lowest` and `highest` of the variables that it counts are at `ranks`."""

    side: int
    ranks: frozenset[int]
    lowest: int
    highest: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Moves:
    """A printed flow: between `lowest` and `highest` councils moved between the grades of `cells`."""

    cells: frozenset[Cell]
    lowest: int
    highest: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is known of a comparison: the sizes of the scales, the kinds of council, the totals and the flows.

    `names` and `labels` are what the two sides and their grades are called where something is said of them.
    """

    sizes: tuple[int, int]
    kinds: tuple[Kind, ...]
    limits: tuple[Limit, ...] = ()
    flows: tuple[Moves, ...] = ()
    names: tuple[str, str] = ("the first", "the second")
    labels: tuple[tuple[str, ...], tuple[str, ...]] | None = None

    @property
    def pairs(self) -> int:
        """How many councils are paired, or what they count for together."""
        return sum(kind.count * sum(kind.counts_for) for kind in self.kinds)

    @property
    def free(self) -> bool:
        """Tell whether anything that is paired is unknown."""
        return any(kind.cells and any(len(variable.grades) > 1 for variable in kind.variables) for kind in self.kinds)

    def label(self, side: int, spread: Range) -> str:
        """Name a grade or a range of grades of a side."""
        labels = self.labels[side] if self.labels else tuple(f"grade {rank}" for rank in range(self.sizes[side]))
        worst, best = spread
        if worst == best:
            return labels[worst]
        return f"{labels[worst]} {'or' if best == worst + 1 else 'to'} {labels[best]}"

    def transposed(self) -> Problem:
        """Swap the two sides."""

        def turn(pairs: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
            return tuple((second, first) for first, second in pairs)

        return Problem(
            (self.sizes[1], self.sizes[0]),
            tuple(
                Kind(
                    kind.count,
                    tuple(Variable(1 - each.side, each.range, each.totals) for each in kind.variables),
                    turn(kind.cells),
                    turn(kind.moves),
                    kind.weights,
                )
                for kind in self.kinds
            ),
            tuple(Limit(1 - each.side, each.ranks, each.lowest, each.highest, each.name) for each in self.limits),
            tuple(
                Moves(frozenset(turn(tuple(each.cells))), each.lowest, each.highest, each.name) for each in self.flows
            ),
            (self.names[1], self.names[0]),
            None if self.labels is None else (self.labels[1], self.labels[0]),
        )


def empty_table(sizes: tuple[int, int]) -> list[list[int]]:
    """Make a table of zeros."""
    return [[0] * sizes[1] for _ in range(sizes[0])]


def known_table(problem: Problem) -> list[list[int]]:
    """Count the pairs of which both grades are known."""
    table = empty_table(problem.sizes)
    for kind in problem.kinds:
        for (first, second), weight in zip(kind.cells, kind.counts_for, strict=True):
            row, column = kind.variables[first].range, kind.variables[second].range
            if row[0] == row[1] and column[0] == column[1]:
                table[row[0]][column[0]] += kind.count * weight
    return table
