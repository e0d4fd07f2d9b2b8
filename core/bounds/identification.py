"""Identify every statistic of a table as far as the facts allow, in three figures.

The complete case counts the councils whose two grades were published, and no others: a warning, for which
grades were published depends on the grades. The identified interval is what all completions of the facts
allow: every assignment of the other grades that meets the ranges, totals, copies and flows. The
uniform completions take all such ways as equally likely: an assumption.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from crossregime.core.arguments import check_text
from crossregime.core.bounds.asked import Asked, OwnScale, parse_names_of_grades
from crossregime.core.bounds.contrast import Contrast, graded_group
from crossregime.core.bounds.figure import BoundedStatistic
from crossregime.core.bounds.problem import Problem, known_table
from crossregime.core.bounds.solver import Solver, solve
from crossregime.core.errors import UsageError
from crossregime.core.files import ForPaper
from crossregime.core.frozen import frozen
from crossregime.core.statistics import (
    CATALOGUE,
    ENTRIES,
    TAU_B,
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
    from crossregime.core.bounds.asked import GradeNames, GradeScale
    from crossregime.core.bounds.between import GroupContrast, Of
    from crossregime.core.bounds.interval import Counts, Interval
    from crossregime.core.bounds.search.programs import Allocation
    from crossregime.core.bounds.uniform import UniformCompletions
    from crossregime.core.bounds.value_of_information import Help

ASSUMPTIONS = {
    "complete_case": "Takes the pairs with both grades published as if they stood for all; but which"
    " grades were published depends on the grades, so this misleads.",
    "bounds": "Assumes nothing but the printed facts: ranges, totals, copies across splits and mergers,"
    " flows. A bound on a cell or a share holds one at a time.",
    "uniform": "Assumes that every assignment of grades that the facts allow is equally likely.",
}
MAPPED = {
    "complete_case": "Takes the crosswalk as right, and leaves out councils whose grade it links to several.",
    "bounds": "Takes the crosswalk as right: each council is at one of the grades that its own is linked to.",
    "uniform": "So is every grade that the crosswalk links a grade to.",
}
"""Further assumptions where a side is mapped."""
METHODS = {
    "exact": "every table with its hypergeometric chance",
    "counting": "every table with the number of assignments that make it",
    "draws": "20,000 deals of each side by itself, from a fixed start",
}


@frozen
class Extreme:
    """A completion that attains a bound: its table, and the grades of the councils of each open stratum.

    Where the bound is not `sharp` it is the farthest completion that was found.
    """

    value: float
    table: CountTable
    filled: tuple[Allocation, ...]
    sharp: bool = True


@frozen(eq=False)
class Identification(ForPaper):
    """What the facts of a problem allow: cells, shares and every statistic.

    `common_scale` says whether the two sides are on one scale; only then are there agreement and change; `own` that the
    table is a user's own, of no regime; `misleading` that which grades are known may depend on the grades; `scales` are
    those of regimes, by which grades are named; `notes` what a reader of its tables must know: what is not like for
    like, and the sources. Each part is worked out when it is asked for, once. Raises DataError where the facts
    contradict each other, naming some that do.

    >>> import crossregime as cr
    >>> found = cr.bounds("ssi2003", "ofsted2009")
    >>> found.pairs, found.named, found.figure("gamma").bounds.sharp
    (148, 34, True)
    """

    problem: Problem
    common_scale: bool = False
    given: Solver | None = None
    own: bool = False
    scales: tuple[GradeScale, GradeScale] | None = None
    misleading: bool = True
    notes: tuple[str, ...] = ()

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
        """How many units are paired."""
        return self.problem.pairs

    @property
    def named(self) -> int:
        """How many of them have both grades known."""
        return sum(map(sum, self.known))

    @property
    def complete_case_misleads(self) -> bool:
        """Tell whether the selection of fully known pairs may depend on the grades."""
        return self.misleading and self.partly_known

    @property
    def partly_known(self) -> bool:
        """Tell whether some pair's grades are not both known."""
        return self.named < self.pairs

    @cached_property
    def cells(self) -> list[list[Counts]]:
        """The smallest and the largest number of councils in each cell, one cell at a time."""
        rows, columns = self.problem.sizes
        return [[self.solver.cells(frozenset([(i, j)])) for j in range(columns)] for i in range(rows)]

    @cached_property
    def margins(self) -> tuple[tuple[Counts, ...], tuple[Counts, ...]]:
        """The smallest and the largest number of councils at each grade of the first side, and of the second."""
        rows, columns = (range(size) for size in self.problem.sizes)
        return (
            tuple(self.solver.cells(frozenset((row, column) for column in columns)) for row in rows),
            tuple(self.solver.cells(frozenset((row, column) for row in rows)) for column in columns),
        )

    @property
    def short_labels(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The short labels of both sides' grades, worst first."""
        first, second = self._scales
        return tuple(first.short_labels), tuple(second.short_labels)

    def share(self, then: GradeNames, given: GradeNames) -> Interval | None:
        """Bound the share of the pairs at `given` grades of the first side that are at `then` of the second.

        Grades are named by label, whatever the case; those of a table without labels are "grade 0" (the worst),
        "grade 1" and so on. None where no completion has a pair at `given`. Raises UsageError for a grade that the side
        hasn't, for a rank, and where none is named.
        """
        one, other = self._scales
        columns = parse_names_of_grades(other, then, "`then`")
        rows = parse_names_of_grades(one, given, "`given`")
        for ranks, where in ((columns, "`then`"), (rows, "`given`")):
            if not ranks:
                raise UsageError("a share is of those at some grade, and none is named", where=where)
        wanted = frozenset((row, column) for row in rows for column in columns)
        within = frozenset((row, column) for row in rows for column in range(self.problem.sizes[1]))
        return self.solver.share(wanted, within)

    def contrast(
        self, given: GradeNames | None = None, then: GradeNames | None = None, against: GradeNames | None = None
    ) -> Contrast:
        """Set the councils at `given` grades of the first side against those at `against` (the rest, without it).

        Did the first do better in the second, to be at `then` being to do well? Grades are named as in `share`; without
        `given` or `then` they are the better half of the scale. Gives a Contrast: `difference`, `ratio`, `odds_ratio`
        and `superiority` with their possible ranges, `verdict`, `sentence`, `to_dict`. Raises UsageError for what is
        no grade, for groups that overlap and for none or all.

        >>> import crossregime as cr
        >>> found = cr.bounds([(0, 0, 2), (1, (0, 1), 2)], (2, 2), column_totals={0: 3, 1: 1})
        >>> found.contrast(given="grade 1", then="grade 1").difference.text()
        '0.5000'
        """
        scales = self._scales
        groups, columns, note = Asked(given, then, against).read(scales, self.problem.names)
        return Contrast(self.solver, *groups, columns, note, (scales[0].short_labels, scales[1].short_labels))

    def between(
        self, group: str, against: str | None = None, of: Of = "second", then: GradeNames | None = None
    ) -> GroupContrast:
        """Set the councils of one of the `groups` of the rows against those of another, or against all others.

        `of` is "first" or "second" (being at `then` on that side, by default the better half) or, on a common scale,
        "change" (how that share changed from the first side to the second). Gives a `GroupContrast`. Raises UsageError
        for an unknown group, and for a change between two scales.

        >>> import crossregime as cr
        >>> rows = [(0, 1, 2), (1, (0, 1), 1), (0, 0, 3)]
        >>> found = cr.bounds(rows, (2, 2), groups=["north", "north", "south"], common_scale=True)
        >>> found.between("north", then="grade 1").difference.text(), found.between("north", of="change").verdict
        ('[0.6667, 1.0000]', 'settled higher')
        """
        from crossregime.core.bounds.between import (
            REST,
            GroupContrast,
            check_contrast_kind,
            check_named_groups,
            groups_in,
        )

        search = self.solver.search
        named = [name for name in (group, against) if name is not None]
        check_named_groups(named, sorted(groups_in(search)))
        check_contrast_kind(of, common_scale=self.common_scale)
        scale = self._scales[0 if of == "first" else 1]
        ranks = scale.good if then is None else parse_names_of_grades(scale, then, "`then`")
        ranks = graded_group(self.problem.names[0 if of == "first" else 1], ranks, len(scale.labels), "`then`")
        return GroupContrast(search, named[0], against or "", of, ranks, (named[0], against or REST))

    def what_would_help(self, of: Contrast | str = TAU_B.id) -> Help:
        """Rank the kinds of fact that would narrow a contrast (its difference of shares), or a statistic by its id.

        Raises UsageError for a statistic that has no bounds here.

        >>> import crossregime as cr
        >>> found = cr.bounds([(0, 0, 2), (1, (0, 1), 2)], (2, 2))
        >>> found.what_would_help(found.contrast()).kinds[0].count
        2
        """
        from crossregime.core.bounds.value_of_information import what_would_help

        statistic = of.statistic() if isinstance(of, Contrast) else self.statistic(of)
        return what_would_help(self.problem, self.solver, None, statistic)

    @property
    def _scales(self) -> tuple[GradeScale, GradeScale]:
        """The scales of both sides, for naming grades."""
        if self.scales is not None:
            return self.scales
        names, sizes = self.problem.names, self.problem.sizes
        first, second = (
            OwnScale(names[side], tuple(self.problem.grade(side, rank) for rank in range(sizes[side])))
            for side in (0, 1)
        )
        return first, second

    @cached_property
    def uniform_completions(self) -> UniformCompletions | Undefined:
        """The uniform completions, or the reason for none."""
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
        """Combine the value of a statistic over the complete pairs with its bounds; `more` are other fields."""
        return BoundedStatistic(
            entry, part, statistic, complete_case, bounds, self.named, self.pairs, lambda: self.uniform_completions,
            measured, **more,
        )  # fmt: skip

    def figure(self, name: str) -> BoundedStatistic:
        """Return one statistic by its id; raises UsageError for an unknown one."""
        return self._figure(self.statistic(name))

    def statistic(self, name: str) -> Statistic:
        """Find a bounded statistic by its id; raise UsageError for one without bounds."""
        check_text(name, "name of a statistic")
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
        """Return a completion at each end of a statistic: those that attain the bounds, or the inner values.

        Undefined where no completion gives it a value.
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
        """Return all of it as JSON data."""
        uniform = self.uniform_completions
        return {
            "names": list(self.problem.names),
            "grades": [[self.problem.grade(side, rank) for rank in range(self.problem.sizes[side])] for side in (0, 1)],
            "common_scale": self.common_scale,
            "pairs": self.pairs,
            "complete_pairs": self.named,
            "complete_case_is_a_warning": self.complete_case_misleads,
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
            lines.append(f"  {title}: known only {named}; possible range {identified}; uniform {uniform}")
        return "\n".join(lines)


def _of_one_scale() -> set[str]:
    """Name the statistics that need a common scale."""
    return {each.name for each in CATALOGUE.values() if each.common_scale} | (
        {each.id for each in bounded_statistics(common_scale=True)}
        - {each.id for each in bounded_statistics(common_scale=False)}
    )
