"""Say what is known of every statistic of a table: three figures side by side.

The complete case counts the councils whose two grades were published, and no others: a warning, for which
grades were published depends on the grades. The identified interval is what all completions of the facts
allow: every way to give the others their grades that the ranges, totals, copies and flows let. The neutral
filling takes all such ways as equally likely: an assumption.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from crossregime.core.association import Degenerate, Table
from crossregime.core.bounds import Solver, solve
from crossregime.core.catalogue import CATALOGUE, chosen
from crossregime.core.completions import Kind, Limit, Moves, Problem, Variable, known_table
from crossregime.core.errors import UsageError, close_matches
from crossregime.core.statistic import Statistic, statistics
from crossregime.core.tabulation import Range
from crossregime.core.words import joined

if TYPE_CHECKING:
    from crossregime.core.filling import Fillings, Neutral
    from crossregime.core.interval import Counts, Interval
    from crossregime.core.programs import Filled

ASSUMPTIONS = {
    "complete_case": "Takes the councils with both grades published as if they stood for all; but which"
    " grades were published depends on the grades, so this misleads.",
    "bounds": "Assumes nothing but the printed facts: ranges, totals, copies across splits and mergers,"
    " flows. A bound on a cell or a share holds one at a time.",
    "neutral": "Assumes that every assignment of grades to councils that the facts allow is equally likely.",
}
MAPPED = {
    "complete_case": "Takes the crosswalk as right, and leaves out councils whose grade it links to several.",
    "bounds": "Takes the crosswalk as right: each council is at one of the grades that its own is linked to.",
    "neutral": "So is every grade that the crosswalk links a grade to.",
}
"""What they assume besides where a side is mapped."""
METHODS = {
    "exact": "every table with its hypergeometric chance",
    "counting": "every table with the number of assignments that make it",
    "draws": "20,000 deals of each side by itself, from a fixed start",
}


@dataclass(frozen=True)
class Figure:
    """One statistic three ways: the named councils alone, all completions, neutral filling.

    The last is worked out when it is asked for.
    """

    statistic: Statistic
    complete_case: float | Degenerate
    bounds: Interval | Degenerate
    of: Identification = field(compare=False, repr=False)

    @cached_property
    def neutral(self) -> Neutral | Degenerate:
        """The mean and the central part over neutral fillings, or why there are none to be had."""
        fillings = self.of.fillings
        return fillings if isinstance(fillings, Degenerate) else fillings.neutral(self.statistic)

    def texts(self) -> tuple[str, str, str]:
        """Write the three figures: the complete case, the interval, and the mean and central part."""
        complete, bounds, neutral = self.complete_case, self.bounds, self.neutral
        counts = self.statistic.counts
        return (
            "no value" if isinstance(complete, Degenerate) else f"{complete}" if counts else f"{complete:.4f}",
            "no value" if isinstance(bounds, Degenerate) else bounds.text(),
            "none" if isinstance(neutral, Degenerate) else neutral.text(counts=counts),
        )

    def to_dict(self) -> dict[str, Any]:
        """Give it as JSON holds it."""
        complete, bounds, neutral = self.complete_case, self.bounds, self.neutral
        return {
            "id": self.statistic.id,
            "title": self.statistic.title,
            "family": self.statistic.family,
            "complete_case": {
                "value": None if isinstance(complete, Degenerate) else complete,
                "reason": complete.reason if isinstance(complete, Degenerate) else "",
            },
            "bounds": None if isinstance(bounds, Degenerate) else bounds.to_dict(),
            "why_no_bounds": bounds.reason if isinstance(bounds, Degenerate) else "",
            "neutral": None
            if isinstance(neutral, Degenerate)
            else {
                "mean": neutral.mean,
                "lowest": neutral.lowest,
                "highest": neutral.highest,
                "central": 0.95,
                "method": neutral.method,
                "undefined": neutral.undefined,
            },
            "why_no_neutral": neutral.reason if isinstance(neutral, Degenerate) else "",
        }


@dataclass(frozen=True, slots=True)
class Extreme:
    """A completion that attains a bound: its table, and how the councils of each unknown kind are filled.

    Where the bound is not `sharp` it is the farthest completion that was found.
    """

    value: float
    table: Table
    filled: tuple[Filled, ...]
    sharp: bool = True


@dataclass(frozen=True, eq=False)
class Identification:
    """What a problem's facts allow: cells, shares and every statistic.

    `common_scale` says whether the two sides are on one scale; only then are there agreement and change. Each
    part is worked out when it is asked for, once. Raises DataError where the facts contradict each other,
    naming some that do.

    >>> import crossregime as cr
    >>> found = cr.bounds("ssi2003", "ofsted2009")
    >>> found.pairs, found.named, found.figure("gamma").bounds.sharp
    (148, 33, True)
    """

    problem: Problem
    common_scale: bool = False
    given: Solver | None = None

    @cached_property
    def solver(self) -> Solver:
        """What bounds it."""
        return self.given or solve(self.problem)

    @cached_property
    def known(self) -> Table:
        """The table of the pairs of which both grades are known."""
        return known_table(self.problem)

    @property
    def pairs(self) -> int:
        """How many councils are paired."""
        return self.problem.pairs

    @property
    def named(self) -> int:
        """How many of them have both grades known."""
        return sum(map(sum, self.known))

    @cached_property
    def cells(self) -> list[list[Counts]]:
        """The smallest and the largest number of councils in each cell, one cell at a time."""
        rows, columns = self.problem.sizes
        return [[self.solver.cells(frozenset([(i, j)])) for j in range(columns)] for i in range(rows)]

    def share(self, then: Iterable[int], given: Iterable[int]) -> Interval | None:
        """Bound the share of the pairs at `given` grades of the first side that are at `then` of the second.

        Grades are ranks, 0 the worst. None where no completion has a pair at `given`.
        """
        columns, rows = sorted(set(then)), sorted(set(given))
        wanted = frozenset((row, column) for row in rows for column in columns)
        within = frozenset((row, column) for row in rows for column in range(self.problem.sizes[1]))
        return self.solver.share(wanted, within)

    @cached_property
    def fillings(self) -> Fillings | Degenerate:
        """The neutral fillings, or why there are none to be had."""
        from crossregime.core.filling import fillings

        return fillings(self.solver.problem)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Every statistic, three figures each."""
        return tuple(self._figure(each) for each in statistics(common_scale=self.common_scale))

    def _figure(self, statistic: Statistic) -> Figure:
        return Figure(statistic, statistic.value(self.known), self.solver.interval(statistic), self)

    def figure(self, name: str) -> Figure:
        """Give one statistic by its id; raises UsageError for one that there isn't."""
        return self._figure(self.statistic(name))

    def statistic(self, name: str) -> Statistic:
        """Find a statistic that has bounds here by its id; raise UsageError for one that has none."""
        known = {each.id: each for each in statistics(common_scale=self.common_scale)}
        if name not in known:
            why, bounded = f"there is no statistic '{name}'", list(known)
            for each in () if name not in CATALOGUE else chosen(name, common_scale=self.common_scale):
                bounded = [part.id for part in each.bounded] or bounded
                why = f"{name} has no bounds" + (" of its own, but its parts have" if each.bounded else "")
            raise UsageError(why, do=f"choose {joined(bounded, 'or')}", matches=close_matches(name, known))
        return known[name]

    def extremes(self, name: str) -> tuple[Extreme, Extreme] | Degenerate:
        """Give a completion at each end of a statistic: those that attain the bounds, or the inner values.

        Degenerate where no completion gives it a value.
        """
        statistic = self.statistic(name)
        bounds = self.solver.interval(statistic)
        if not isinstance(bounds, Degenerate) and bounds.extremes is None:
            bounds = self.solver.search.interval(statistic)  # a count of a set of cells comes without its tables
        if isinstance(bounds, Degenerate):
            return bounds
        assert bounds.extremes is not None  # noqa: S101  # integer programs always hold them
        lowest, highest = (
            Extreme(value, table, self.solver.search.programs.completion(table), bounds.sharp)
            for value, table in zip(bounds.attained, bounds.extremes, strict=True)
        )
        return lowest, highest

    @property
    def assumptions(self) -> dict[str, str]:
        """What each of the three figures assumes."""
        if self.problem.given == (None, None):
            return ASSUMPTIONS
        return {name: f"{text} {MAPPED[name]}" for name, text in ASSUMPTIONS.items()}

    def to_dict(self) -> dict[str, Any]:
        """Give all of it as JSON holds it."""
        return {
            "names": list(self.problem.names),
            "grades": [[self.problem.grade(side, rank) for rank in range(self.problem.sizes[side])] for side in (0, 1)],
            "common_scale": self.common_scale,
            "pairs": self.pairs,
            "named_pairs": self.named,
            "complete_case_is_a_warning": self.named < self.pairs,
            "known": [list(row) for row in self.known],
            "cells": [[{"lowest": each.lowest, "highest": each.highest} for each in row] for row in self.cells],
            "method": self.solver.method,
            "assumptions": self.assumptions,
            "neutral_method": None if isinstance(self.fillings, Degenerate) else METHODS[self.fillings.method],
            "statistics": [figure.to_dict() for figure in self.figures],
        }

    def __repr__(self) -> str:
        lines = [f"Bounds of {self.pairs} pairs, {self.named} with both grades known ({self.solver.method})"]
        for figure in self.figures:
            named, identified, neutral = figure.texts()
            lines.append(f"  {figure.statistic.title}: named alone {named}; bounds {identified}; neutral {neutral}")
        return "\n".join(lines)


Grade = int | Range
"""A rank (0 is the worst) or a range of ranks, worst and best."""
Number = int | tuple[int, int]
"""A whole number, or the smallest and the largest that it can be."""
Totals = Mapping[int | tuple[int, ...], Number]
"""How many councils are at a rank, or at one of several."""


def bounds(  # noqa: PLR0913  # each kind of fact has a name of its own
    rows: Iterable[tuple[Grade, Grade, int]],
    sizes: tuple[int, int],
    *,
    row_totals: Totals | None = None,
    column_totals: Totals | None = None,
    unpaired_rows: Iterable[tuple[Grade, int]] = (),
    unpaired_columns: Iterable[tuple[Grade, int]] = (),
    flows: Mapping[tuple[tuple[int, int], ...], Number] | None = None,
    common_scale: bool = False,
    names: tuple[str, str] = ("the first", "the second"),
    labels: tuple[Sequence[str], Sequence[str]] | None = None,
) -> Identification:
    """Bound every statistic of a table of your own, from ranges and totals; no regime is needed.

    Each of `rows` is (grade in the first, grade in the second, number of councils): a grade is a rank, 0 the
    worst, or a range of ranks (worst, best) where only that is known. `sizes` are the numbers of grades of
    the two scales. `row_totals` and `column_totals` say how many councils are at a rank, or at one of several
    (a tuple), on the first and on the second side: a whole number, or (smallest, largest). They count the
    pairs and the unpaired: (grade, number) of the councils that only one side has, `unpaired_rows` those of
    the first and `unpaired_columns` those of the second. `flows` say how many pairs made one of some moves,
    as ((before, after), ...). With `common_scale` there are agreement and change too. `names` and `labels`
    are what the sides and their grades are called.

    Gives an Identification: `figures` with each statistic three ways, `cells`, `share`, `extremes`,
    `to_dict`. Raises UsageError for ranks outside the scale, DataError where the facts contradict each other,
    naming them.

    Thirty-three named councils and the printed totals of 152, as in ssi2003 by ofsted2009:

    >>> rows = [(0, 0, 1), (0, 1, 1), (0, 2, 1), (0, (1, 2), 4),
    ...         (1, 0, 2), (1, 1, 2), (1, 2, 3), (1, 3, 2), (1, (1, 2), 43),
    ...         (2, 0, 5), (2, 1, 5), (2, 2, 1), (2, 3, 4), (2, (1, 2), 58),
    ...         (3, 0, 1), (3, 1, 1), (3, 3, 4), (3, (1, 2), 10)]
    >>> totals = {0: 9, 1: 40, 2: 93, 3: 10}
    >>> found = bounds(rows, (4, 4), column_totals=totals, unpaired_columns=[((1, 2), 4)])
    >>> tau_b = found.figure("tau_b")
    >>> round(tau_b.complete_case, 4), tau_b.bounds.text(), round(tau_b.neutral.mean, 4)
    (0.1404, '[-0.2629, 0.4270]', 0.0525)
    >>> found.share(then=[2, 3], given=[2, 3]).text()
    '[0.5169, 0.8652]'
    """
    problem_limits: list[Limit] = []
    for side, totals in enumerate((row_totals or {}, column_totals or {})):
        for ranks, number in totals.items():
            at = (ranks,) if isinstance(ranks, int) else tuple(ranks)
            for rank in at:
                _check_rank(rank, sizes[side], f"a total of {'rows' if side == 0 else 'columns'}")
            problem_limits.append(Limit(side, frozenset(at), *_ends(number)))
    inside = [tuple(index for index, limit in enumerate(problem_limits) if limit.side == side) for side in (0, 1)]

    def variable(side: int, grade: Grade) -> Variable:
        worst, best = (grade, grade) if isinstance(grade, int) else grade
        for rank in (worst, best):
            _check_rank(rank, sizes[side], f"a grade of {'rows' if side == 0 else 'columns'}")
        if worst > best:
            raise UsageError(f"the range {worst} to {best} is empty", do="write a range as (worst, best)")
        return Variable(side, (worst, best), inside[side])

    kinds = [
        Kind(_councils(count), (variable(0, first), variable(1, second)), ((0, 1),), ((0, 1),))
        for first, second, count in rows
    ]
    for side, unpaired in enumerate((unpaired_rows, unpaired_columns)):
        kinds += [Kind(_councils(count), (variable(side, grade),)) for grade, count in unpaired]
    moves = tuple(_moves(pairs, number, sizes) for pairs, number in (flows or {}).items())
    if common_scale and sizes[0] != sizes[1]:
        raise UsageError(f"{sizes[0]} and {sizes[1]} grades are no common scale", do="leave common_scale out")
    if labels is not None and tuple(map(len, labels)) != tuple(sizes):
        raise UsageError("there is not one label for each grade", do="give as many labels as `sizes` says")
    named = None if labels is None else (tuple(labels[0]), tuple(labels[1]))
    problem = Problem(sizes, tuple(kinds), tuple(problem_limits), moves, names, named)
    found = Identification(problem, common_scale)
    found.solver  # noqa: B018  # facts that contradict each other are refused at once
    return found


def _check_rank(rank: int, size: int, what: str) -> None:
    if not 0 <= rank < size:
        raise UsageError(f"{what} is {rank}, outside the scale", do=f"ranks run from 0 (worst) to {size - 1} (best)")


def _ends(number: Number) -> tuple[int, int]:
    return (number, number) if isinstance(number, int) else number


def _councils(count: int) -> int:
    if count < 0:
        raise UsageError(f"{count} is no number of councils", do="give 0 or more")
    return count


def _moves(pairs: tuple[tuple[int, int], ...], number: Number, sizes: tuple[int, int]) -> Moves:
    for first, second in pairs:
        _check_rank(first, sizes[0], "the first grade of a flow")
        _check_rank(second, sizes[1], "the second grade of a flow")
    return Moves(frozenset(pairs), *_ends(number), f"{number} printed for the moves {sorted(pairs)}")
