"""Define the completions of a comparison: every assignment of the grades that were not printed.

Interchangeable councils are one `Stratum` with a count. A stratum has variables (grades not yet fixed, each on a
side, with a range and the printed totals that it counts towards), cells (which two of its variables make a
pair of the table) and moves (which two are the same council at the two dates that a printed flow is about).
That is enough for a pair, a council in no pair (it takes its share of a total but no cell), and a council
whose one unknown outcome is handed on to two successors.

Where a crosswalk puts a side on another scale, a council has two variables there: the grade that it was given, which
the totals and the flows count, and the grade that this is mapped to, which stands in the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

from crossregime.core.bounds.effort import EFFORT
from crossregime.core.frozen import frozen
from crossregime.core.text import plural

if TYPE_CHECKING:
    from crossregime.core.ranges import Range

Cell = tuple[int, int]
Labels = tuple[str, ...]
Sets = tuple[tuple[int, ...], ...]
CellWeights = Mapping[Cell, int]
"""A linear function of the table: the weighted sum of its cells."""


@frozen
class GradeImage:
    """The image of another variable of the stratum (by place): for each of its ranks, the possible ranks."""

    of: int
    sets: Sets


@frozen
class Variable:
    """One grade of one council: its side, its range, and the totals (by index) that it counts towards.

    With an `image` it is the mapped grade of another variable, on the scale of the table; its range is all of that.
    """

    side: int
    range: Range
    totals: tuple[int, ...] = ()
    image: GradeImage | None = None

    @property
    def grades(self) -> Sequence[int]:
        """The grades that it can take."""
        return range(self.range[0], self.range[1] + 1)


@frozen
class Stratum:
    """A group of interchangeable councils, with its size: their variables, cells and moves.

    `weights` is what one of them counts for in each of its cells (a population); empty where that is 1. `groups` is
    the group of councils (a region) that each of its cells belongs to; empty where nobody asks.
    """

    count: int
    variables: tuple[Variable, ...]
    cells: tuple[tuple[int, int], ...] = ()
    moves: tuple[tuple[int, int], ...] = ()
    weights: tuple[int, ...] = ()
    groups: tuple[str, ...] = ()

    @property
    def counts_for(self) -> tuple[int, ...]:
        """What one council counts for in each of its cells."""
        return self.weights or (1,) * len(self.cells)

    def reduced(self) -> Stratum:
        """Remove known grades from the totals; see `Problem.reduced`."""
        variables = tuple(
            Variable(each.side, each.range) if each.totals and each.image is None and len(each.grades) == 1 else each
            for each in self.variables
        )
        return Stratum(self.count, variables, self.cells, self.moves, self.weights, self.groups)

    @property
    def known(self) -> bool:
        """Tell whether every grade of it is known."""
        return all(len(self.possible(place)) == 1 for place in range(len(self.variables)))

    @property
    def given(self) -> list[tuple[int, Variable]]:
        """Its original variables, each with its place; mapped ones are left out."""
        return [(place, each) for place, each in enumerate(self.variables) if each.image is None]

    @property
    def images(self) -> dict[int, int]:
        """The place of the mapped variable of each original one, by the place of the latter."""
        return {each.image.of: place for place, each in enumerate(self.variables) if each.image is not None}

    def possible(self, place: int) -> Sequence[int]:
        """List the grades that one of its variables can take, by what is known of it alone."""
        variable = self.variables[place]
        if variable.image is None:
            return variable.grades
        sets = variable.image.sets
        return sorted(set().union(*(sets[grade] for grade in self.variables[variable.image.of].grades)))

    def assignments(self) -> Iterator[tuple[int, ...]]:
        """List every assignment of grades to its variables."""
        images = [(place, each.image) for place, each in enumerate(self.variables) if each.image is not None]
        for way in product(*map(self.possible, range(len(self.variables)))):
            if all(way[place] in image.sets[way[image.of]] for place, image in images):
                yield way

    def filled(self, assignment: Sequence[int]) -> list[Cell]:
        """List the cells of the table that one council of the kind adds to under an assignment."""
        return [(assignment[first], assignment[second]) for first, second in self.cells]

    def moved(self, assignment: Sequence[int]) -> list[Cell]:
        """List the moves, from which grade to which, of one council of the kind under an assignment."""
        return [(assignment[first], assignment[second]) for first, second in self.moves]


@frozen
class TotalConstraint:
    """A printed total: between `lowest` and `highest` of the variables that it counts are at `ranks`."""

    side: int
    ranks: frozenset[int]
    lowest: int
    highest: int
    name: str = ""


@frozen
class FlowConstraint:
    """A printed flow: between `lowest` and `highest` councils moved between the grades of `cells`."""

    cells: frozenset[Cell]
    lowest: int
    highest: int
    name: str = ""


class Contradiction(Exception):  # noqa: N818  # a finding, described where the facts have names
    """No completion meets every fact of a problem."""


@frozen
class Problem:
    """What is known of a comparison: the sizes of the scales, the kinds of council, the totals and the flows.

    `names` and `labels` are what the two sides and their grades are called where something is said of them. `given`
    holds, for a side that is mapped, the labels of the scale that its grades were given on; its limits and flows
    speak of those. `effort` is how many boxes a search for one of its bounds may open. `unit` is what a sentence calls
    one of those that are counted.
    """

    sizes: tuple[int, int]
    strata: tuple[Stratum, ...]
    limits: tuple[TotalConstraint, ...] = ()
    flows: tuple[FlowConstraint, ...] = ()
    names: tuple[str, str] = ("the first", "the second")
    labels: tuple[Labels, Labels] | None = None
    given: tuple[Labels | None, Labels | None] = (None, None)
    effort: int = EFFORT
    unit: str = "council"

    @property
    def units(self) -> str:
        """What a sentence calls several of those that are counted."""
        return plural(self.unit)

    @property
    def pairs(self) -> int:
        """How many councils are paired, or what they count for together."""
        return sum(stratum.count * sum(stratum.counts_for) for stratum in self.strata)

    @property
    def free(self) -> bool:
        """Tell whether anything that is paired is unknown."""
        return any(
            len(stratum.possible(place)) > 1
            for stratum in self.strata
            for place in {place for cell in stratum.cells for place in cell}
        )

    def reduced(self) -> Problem:
        """Subtract known grades from the totals, and merge the strata that then are alike.

        The completions are the same. Two councils with the same known grade, in regions with totals of their own,
        differ in nothing else.
        """
        fixed = [0] * len(self.limits)
        strata: dict[tuple[Any, ...], int] = {}
        for stratum in self.strata:
            for _, variable in stratum.given:
                if len(variable.grades) == 1:
                    for index in variable.totals:
                        fixed[index] += stratum.count * (variable.range[0] in self.limits[index].ranks)
            alike = stratum.reduced()
            key = alike.variables, alike.cells, alike.moves, alike.weights, alike.groups
            strata[key] = strata.get(key, 0) + stratum.count
        limits = tuple(
            replace(limit, lowest=limit.lowest - known, highest=limit.highest - known) if known else limit
            for limit, known in zip(self.limits, fixed, strict=True)
        )
        return replace(self, strata=tuple(Stratum(count, *key) for key, count in strata.items()), limits=limits)

    def size(self, side: int) -> int:
        """Count the grades of a side's original scale."""
        given = self.given[side]
        return self.sizes[side] if given is None else len(given)

    def grade(self, side: int, rank: int) -> str:
        """Name a grade of the table."""
        return self.labels[side][rank] if self.labels else f"grade {rank}"

    def label(self, side: int, spread: Range) -> str:
        """Name a grade or a range of grades that was given on a side."""
        labels = self.given[side] or [self.grade(side, rank) for rank in range(self.sizes[side])]
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
                Stratum(
                    stratum.count,
                    tuple(replace(each, side=1 - each.side) for each in stratum.variables),
                    turn(stratum.cells),
                    turn(stratum.moves),
                    stratum.weights,
                    stratum.groups,
                )
                for stratum in self.strata
            ),
            tuple(
                TotalConstraint(1 - each.side, each.ranks, each.lowest, each.highest, each.name) for each in self.limits
            ),
            tuple(
                FlowConstraint(frozenset(turn(tuple(each.cells))), each.lowest, each.highest, each.name)
                for each in self.flows
            ),
            (self.names[1], self.names[0]),
            None if self.labels is None else (self.labels[1], self.labels[0]),
            (self.given[1], self.given[0]),
            self.effort,
            self.unit,
        )


def empty_table(sizes: tuple[int, int]) -> list[list[int]]:
    """Make a table of zeros."""
    return [[0] * sizes[1] for _ in range(sizes[0])]


def known_table(problem: Problem) -> list[list[int]]:
    """Count the pairs of which both grades are known."""
    table = empty_table(problem.sizes)
    for stratum in problem.strata:
        for (first, second), weight in zip(stratum.cells, stratum.counts_for, strict=True):
            rows, columns = stratum.possible(first), stratum.possible(second)
            if len(rows) == len(columns) == 1:
                table[rows[0]][columns[0]] += stratum.count * weight
    return table
