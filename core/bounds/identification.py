"""Say what is known of every statistic of a table: three figures side by side.

The complete case counts the councils whose two grades were published, and no others: a warning, for which
grades were published depends on the grades. The identified interval is what all completions of the facts
allow: every way to give the others their grades that the ranges, totals, copies and flows let. The
uniform completions take all such ways as equally likely: an assumption.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from crossregime.core.bounds.contrast import Contrast, group_of, groups_of
from crossregime.core.bounds.figure import BoundedStatistic
from crossregime.core.bounds.problem import Problem, known_table
from crossregime.core.bounds.solver import Solver, solve
from crossregime.core.errors import UsageError
from crossregime.core.statistics import (
    CATALOGUE,
    ENTRIES,
    CountTable,
    Entry,
    Statistic,
    StatisticValue,
    Undefined,
    bounded_statistics,
    chosen,
)
from crossregime.core.text import close_matches, joined, many

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crossregime.core.bounds.interval import Counts, Interval
    from crossregime.core.bounds.search.programs import Allocation
    from crossregime.core.bounds.uniform import UniformCompletions

ASSUMPTIONS = {
    "complete_case": "Takes the councils with both grades published as if they stood for all; but which"
    " grades were published depends on the grades, so this misleads.",
    "bounds": "Assumes nothing but the printed facts: ranges, totals, copies across splits and mergers,"
    " flows. A bound on a cell or a share holds one at a time.",
    "uniform": "Assumes that every assignment of grades to councils that the facts allow is equally likely.",
}
MAPPED = {
    "complete_case": "Takes the crosswalk as right, and leaves out councils whose grade it links to several.",
    "bounds": "Takes the crosswalk as right: each council is at one of the grades that its own is linked to.",
    "uniform": "So is every grade that the crosswalk links a grade to.",
}
"""What they assume besides where a side is mapped."""
METHODS = {
    "exact": "every table with its hypergeometric chance",
    "counting": "every table with the number of assignments that make it",
    "draws": "20,000 deals of each side by itself, from a fixed start",
}


@dataclass(frozen=True, slots=True)
class Extreme:
    """A completion that attains a bound: its table, and how the councils of each unknown kind are filled.

    Where the bound is not `sharp` it is the farthest completion that was found.
    """

    value: float
    table: CountTable
    filled: tuple[Allocation, ...]
    sharp: bool = True


@dataclass(frozen=True, eq=False)
class Identification:
    """What a problem's facts allow: cells, shares and every statistic.

    `common_scale` says whether the two sides are on one scale; only then are there agreement and change; `own` that the
    table is a user's own, of no regime. Each part is worked out when it is asked for, once. Raises DataError where the
    facts contradict each other, naming some that do.

    >>> import crossregime as cr
    >>> found = cr.bounds("ssi2003", "ofsted2009")
    >>> found.pairs, found.named, found.figure("gamma").bounds.sharp
    (148, 34, True)
    """

    problem: Problem
    common_scale: bool = False
    given: Solver | None = None
    own: bool = False

    @cached_property
    def solver(self) -> Solver:
        """What bounds it."""
        return self.given or solve(self.problem)

    @cached_property
    def known(self) -> CountTable:
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

    @property
    def partly_known(self) -> bool:
        """Tell whether some pair's grades are not both known."""
        return self.named < self.pairs

    @cached_property
    def cells(self) -> list[list[Counts]]:
        """The smallest and the largest number of councils in each cell, one cell at a time."""
        rows, columns = self.problem.sizes
        return [[self.solver.cells(frozenset([(i, j)])) for j in range(columns)] for i in range(rows)]

    def share(self, then: Iterable[str], given: Iterable[str]) -> Interval | None:
        """Bound the share of the pairs at `given` grades of the first side that are at `then` of the second.

        Grades are named by label, whatever the case; those of a table without labels are "grade 0" (the worst),
        "grade 1" and so on. None where no completion has a pair at `given`. Raises UsageError for a grade that the side
        hasn't, for a rank, and where none is named.
        """
        columns, rows = self.ranks(1, then, "`then`"), self.ranks(0, given, "`given`")
        wanted = frozenset((row, column) for row in rows for column in columns)
        within = frozenset((row, column) for row in rows for column in range(self.problem.sizes[1]))
        return self.solver.share(wanted, within)

    def contrast(
        self, given: Iterable[str] | str, then: Iterable[str] | str, against: Iterable[str] | str | None = None
    ) -> Contrast:
        """Set the councils at `given` grades of the first side against those at `against` (the rest, without it).

        Did the first do better in the second, to be at `then` being to do well? Grades are named as in `share`. Gives a
        Contrast: `difference`, `ratio`, `odds_ratio` and `superiority` with their possible ranges, `verdict`,
        `sentence`, `to_dict`. Raises UsageError for what is no grade, for groups that overlap and for none or all.

        >>> import crossregime as cr
        >>> found = cr.bounds([(0, 0, 2), (1, (0, 1), 2)], (2, 2), column_totals={0: 3, 1: 1})
        >>> found.contrast(given=["grade 1"], then=["grade 1"]).sentence
        'Councils at grade 1 were more often at grade 1 in the second than those at grade 0: the difference of \
shares is +50 points.'
        """
        rows = self.ranks(0, given, "`given`")
        others = None if against is None else self.ranks(0, against, "`against`")
        names, sizes = self.problem.names, self.problem.sizes
        groups = groups_of(names[0], rows, others, sizes[0])
        columns = group_of(names[1], self.ranks(1, then, "`then`"), sizes[1], "`then`")
        return Contrast(self.solver, *groups, columns)

    def ranks(self, side: int, grades: Iterable[str] | str, where: str) -> list[int]:
        """Read grades of a side, named by label (or as "grade 1"), in any case; raises UsageError for anything else."""
        labels = [self.problem.grade(side, rank) for rank in range(self.problem.sizes[side])]
        known = {label.casefold(): rank for rank, label in enumerate(labels)}
        found = set()
        for grade in [grades] if isinstance(grades, str) or not hasattr(grades, "__iter__") else grades:
            if not isinstance(grade, str):
                raise UsageError(
                    f"{grade!r} names no grade: grades are named by label, not by rank",
                    where=where,
                    do=f"write {joined([repr(label) for label in labels], 'or')}",
                )
            if grade.casefold() not in known:
                raise UsageError(
                    f"{self.problem.names[side]} has no grade {grade!r}",
                    where=where,
                    do=f"its grades are {', '.join(labels)}",
                    matches=close_matches(grade, labels),
                )
            found.add(known[grade.casefold()])
        if not found:
            raise UsageError("no grade is named", where=where, do=f"name some of {', '.join(labels)}")
        return sorted(found)

    @cached_property
    def uniform_completions(self) -> UniformCompletions | Undefined:
        """The uniform completions, or why there are none to be had."""
        from crossregime.core.bounds.uniform import uniform_completions

        return uniform_completions(self.solver.problem)

    @cached_property
    def figures(self) -> tuple[BoundedStatistic, ...]:
        """Every statistic, three figures each."""
        return tuple(self._figure(each) for each in bounded_statistics(common_scale=self.common_scale))

    def _figure(self, statistic: Statistic) -> BoundedStatistic:
        entry = next(each for each in ENTRIES if statistic in each.bounded)
        part, value = statistic.id if len(entry.bounded) > 1 else "", statistic.value(self.known)
        measured = (
            StatisticValue(entry.name, None, reason=value.reason, code=value.code)
            if isinstance(value, Undefined)
            else StatisticValue(entry.name, value)
        )
        return self.beside(entry, part, statistic, value, self.solver.interval(statistic), measured)

    def beside(  # the fields of a figure that a caller knows
        self, entry: Entry, part: str, statistic: Statistic | None, complete_case: float | Undefined,
        bounds: Interval | Undefined | None, measured: StatisticValue, **more: Any,
    ) -> BoundedStatistic:  # fmt: skip
        """Set the value of a figure over the complete pairs beside its bounds; `more` are other fields."""
        return BoundedStatistic(
            entry, part, statistic, complete_case, bounds, self.named, self.pairs, lambda: self.uniform_completions,
            measured, **more,
        )  # fmt: skip

    def figure(self, name: str) -> BoundedStatistic:
        """Give one statistic by its id; raises UsageError for one that there isn't."""
        return self._figure(self.statistic(name))

    def statistic(self, name: str) -> Statistic:
        """Find a statistic that has bounds here by its id; raise UsageError for one that has none."""
        known = {each.id: each for each in bounded_statistics(common_scale=self.common_scale)}
        if name not in known:
            if self.own and not self.common_scale and name in _of_one_scale():
                raise UsageError(
                    f"{name} needs a common scale",
                    do="say common_scale=True if both sides are graded on one scale; else ask for association",
                )
            why, bounded = f"there is no statistic '{name}'", list(known)
            for each in () if name not in CATALOGUE else chosen(name, common_scale=self.common_scale):
                bounded = [part.id for part in each.bounded] or bounded
                why = f"{name} has no bounds" + (" of its own, but its parts have" if each.bounded else "")
            raise UsageError(why, do=f"choose {joined(bounded, 'or')}", matches=close_matches(name, known))
        return known[name]

    def extremes(self, name: str) -> tuple[Extreme, Extreme] | Undefined:
        """Give a completion at each end of a statistic: those that attain the bounds, or the inner values.

        Degenerate where no completion gives it a value.
        """
        statistic = self.statistic(name)
        bounds = self.solver.interval(statistic)
        if not isinstance(bounds, Undefined) and bounds.extremes is None:
            bounds = self.solver.search.interval(statistic)  # a count of a set of cells comes without its tables
        if isinstance(bounds, Undefined):
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
        uniform = self.uniform_completions
        return {
            "names": list(self.problem.names),
            "grades": [[self.problem.grade(side, rank) for rank in range(self.problem.sizes[side])] for side in (0, 1)],
            "common_scale": self.common_scale,
            "pairs": self.pairs,
            "complete_pairs": self.named,
            "complete_case_is_a_warning": self.partly_known,
            "known": [list(row) for row in self.known],
            "cells": [[{"lowest": each.lowest, "highest": each.highest} for each in row] for row in self.cells],
            "method": self.solver.method,
            "assumptions": self.assumptions,
            "uniform_method": None if isinstance(uniform, Undefined) else METHODS[uniform.method],
            "statistics": [figure.to_dict() for figure in self.figures],
        }

    def _repr_html_(self) -> str:
        from crossregime.render import html_page, lay_identification

        return html_page(lambda page: lay_identification(page, self))

    def __repr__(self) -> str:
        lines = [f"Bounds of {many(self.pairs, 'pair')}, {self.named} with both grades known ({self.solver.method})"]
        for figure in self.figures:
            named, identified, uniform = figure.texts()
            title = figure.statistic.title if figure.statistic else figure.title
            lines.append(f"  {title}: named alone {named}; bounds {identified}; uniform {uniform}")
        return "\n".join(lines)


def _of_one_scale() -> set[str]:
    """Name the statistics that need a common scale."""
    return {each.name for each in CATALOGUE.values() if each.common_scale} | (
        {each.id for each in bounded_statistics(common_scale=True)}
        - {each.id for each in bounded_statistics(common_scale=False)}
    )
