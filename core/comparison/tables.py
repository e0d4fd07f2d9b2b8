"""Tabulate aligned positions: the table of each adjacent pair, overall and by group, and its statistics."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from crossregime.core.bounds import DOING_WELL, EFFORT, Asked
from crossregime.core.comparison import frames
from crossregime.core.comparison.aligned import Aligned
from crossregime.core.comparison.constraints import CountedRow, count_rows, problem_of
from crossregime.core.comparison.crosstab import Crosstab
from crossregime.core.comparison.tabulation import tabulation_of
from crossregime.core.councils import Where
from crossregime.core.errors import UsageError
from crossregime.core.frozen import frozen
from crossregime.core.statistics import Entry, chosen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import polars as pl

    from crossregime.core.bounds import BoundedStatistic, Contrast, GradeNames, GroupContrast, Of, Problem, Stratum
    from crossregime.core.comparison.averages import Average
    from crossregime.core.comparison.between_groups import ComparedGroups
    from crossregime.core.comparison.figures import Inference, InferenceResult
    from crossregime.core.comparison.movement import Movement
    from crossregime.core.positions import Facts
    from crossregime.core.statistics import Table


@frozen(eq=False)
class Tables(Aligned):
    """The tables of aligned positions, with the requested statistics."""

    facts: Facts | None = None
    asked: tuple[str, ...] | None = None
    inference: Inference | None = None
    contrasted: Asked = DOING_WELL
    between_named: tuple[str, ...] = ()
    effort: int = EFFORT

    @cached_property
    def crosstabs(self) -> tuple[Crosstab, ...]:
        """The table of each adjacent pair of positions."""
        return tuple(self._crosstab((side, side + 1)) for side in self.sides[:-1])

    @cached_property
    def ends(self) -> Crosstab:
        """The table of the first and the last position: that of the contrasts."""
        if len(self.positions) == 2:
            return self.crosstabs[0]
        return replace(self._crosstab((1, len(self.positions))), asked=self.contrasted)

    def contrast(
        self, given: GradeNames | None = None, then: GradeNames | None = None, against: GradeNames | None = None
    ) -> Contrast:
        """Set councils at `given` grades of the first position against the rest: say who did better in the last.

        To be at `then` grades of the last is to do well; `against` names other grades of the first than the rest.
        Grades are named by label, short label or id, in any case. Without `given` or `then` they are the grades from
        which on councils do well (the `good_from` of the scale, else its better half), and the note says which. Gives a
        `Contrast`: `difference`, `ratio`, `odds_ratio` and `superiority` with their possible ranges over all
        completions, `verdict`, `sentence`, `to_dict`. Raises UsageError for a rank and for anything that is not a grade
        of its scale, for groups that overlap, and for none or every grade.

        >>> import crossregime as cr
        >>> found = cr.compare("ssi2003", "ofsted2009").contrast(given=["2 stars", "3 stars"], then=["excellently"])
        >>> found.difference.text(), found.verdict
        ('0.0560', 'settled higher')
        """
        return self.ends.contrast(given, then, against)

    @property
    def headline(self) -> Contrast:
        """The contrast at the grades asked about (by default those of doing well), first position against last."""
        return self.ends.headline

    @cached_property
    def contrasts(self) -> pl.DataFrame:
        """The contrasts of every cut of both scales, so that no cut is picked for its result.

        Columns: sides (the number of the first position), group (empty without `by`), given, against and then
        (labels), measure, lowest and highest (null where x/0 is no finite limit, or where nothing has a value), sharp,
        inner_lowest and inner_highest (attained, where the bounds are not sharp), infinite and undefined (in none, some
        or all completions) and verdict.
        """
        ends = [self.ends, *(group[0] for group in self.groups if len(group) == 1)]
        return frames.contrasts_frame((each, each.cuts) for each in ends)

    @property
    def crosstab(self) -> Crosstab:
        """The table of the first two positions: the only one where two are compared."""
        return self.crosstabs[0]

    @property
    def counts(self) -> Table:
        """The councils with both grades known, as `statistics` takes them; raises UsageError for three positions."""
        if len(self.crosstabs) > 1:
            raise UsageError(
                f"a comparison of {len(self.positions)} positions has a table for each adjacent pair",
                do="take one of comparison.crosstabs",
            )
        return self.crosstab.counts

    @cached_property
    def groups(self) -> tuple[tuple[Crosstab, ...], ...]:
        """The tables by group: for each that has a council, one table an adjacent pair; last those of no group."""
        if self.by is None:
            return ()
        held = set(self._inside.get_column(self.by.column))
        return tuple(
            tuple(self._crosstab((side, side + 1), Where(self.by, value)) for side in self.sides[:-1])
            for value in self.by.every
            if value in held
        )

    @cached_property
    def ends_by_group(self) -> tuple[Crosstab, ...]:
        """The table of the first and the last position by group, for each group of `by` that has a council."""
        if len(self.positions) == 2:
            return tuple(group[0] for group in self.groups)
        sides = (1, len(self.positions))
        return tuple(replace(self._crosstab(sides, group[0].group), asked=self.contrasted) for group in self.groups)

    def _crosstab(self, sides: tuple[int, int], group: Where | None = None) -> Crosstab:
        both = self.positions[sides[0] - 1], self.positions[sides[1] - 1]
        sizes = (len(both[0].scale), len(both[1].scale))
        rows = count_rows(self._grouped, self._within(group), sides, both)
        tabulation = tabulation_of(
            (
                (row["worst_0"], row["best_0"], row["worst_1"], row["best_1"], row["len"])
                for row in rows
                if row["inside"]
            ),
            sizes,
        )
        weighed = None
        if self.weight:
            alone = count_rows(self._grouped, self._within(group), sides, both, alone=True)
            weighed = self._problem(alone, both, sizes, self._people)
        asked = self.contrasted if len(self.positions) == 2 else DOING_WELL
        return Crosstab(*both, sides, tabulation, self._problem(rows, both, sizes), group, weighed, asked)

    def _problem(self, *known: Any) -> Problem:
        """Make the problem of what is known, with the effort that was asked for."""
        return replace(problem_of(*known), effort=self.effort)

    @cached_property
    def grouped(self) -> ComparedGroups:
        """The groups of `by`, to be set against each other over one set of completions; UsageError without `by`."""
        from crossregime.core.comparison.between_groups import ComparedGroups

        if self.by is None:
            raise UsageError("the councils are in no groups", do='say by what, for example by="region"')
        ends = self.ends
        both, sizes = (ends.first, ends.second), ends.tabulation.sizes
        rows = count_rows(self._grouped, self._within(), ends.sides, both, by=self.by.column)
        held = set(self._inside.get_column(self.by.column))
        values = [value for value in self.by.every if value in held]
        return ComparedGroups(ends, self._problem(rows, both, sizes), self.by, values)

    def between(
        self, group: str, against: str | None = None, of: Of = "second", then: GradeNames | None = None
    ) -> GroupContrast:
        """Set the councils of one group of `by` against those of another, or of all others.

        `of` is "first" or "second" (being at `then` in the first or the last position; by default at the grades from
        which on councils do well) or, on a common scale, "change" (how that share changed). Gives a `GroupContrast`:
        `difference`, `first`, `second`, `verdict`; of a share `ratio`, `odds_ratio` and `superiority` too. Raises
        UsageError for a group that no paired council is in, and for a change between two scales.

        >>> import crossregime as cr
        >>> found = cr.compare("ssi2002", "ssi2003", by="region").between("London", "South East", of="change")
        >>> found.first.of.lowest, found.second.of.lowest
        (33, 19)
        """
        return self.grouped.contrast(group, against, of, then)

    @cached_property
    def group_contrasts(self) -> pl.DataFrame:
        """Each group of `by` against all others: a row a group and what they are contrasted on; empty without `by`.

        Columns: of (first, second or change), group, then (labels), councils, lowest_share and highest_share of the
        group, others, lowest_share_of_others and highest_share_of_others, lowest and highest (of the difference),
        sharp and verdict.
        """
        return frames.group_contrasts_frame(self.every_group_contrast)

    @cached_property
    def every_group_contrast(self) -> tuple[GroupContrast, ...]:
        """Each group of `by` against all others, on each date and, on a common scale, on the change; none without.

        Where groups were named, only those: one against all others, or two against each other.
        """
        if self.by is None:
            return ()
        then, named = self.contrasted.then, self.between_named
        if named:
            one, other = named[0], named[1] if len(named) > 1 else None
            return tuple(
                self.grouped.contrast(one, other, of, None if of == "first" else then) for of in self.grouped.kinds
            )
        return tuple(each for found in self.grouped.every(then).values() for each in found)

    def councils_by_stratum(self, crosstab: Crosstab) -> Mapping[Stratum, tuple[str, ...]]:
        """Name the councils of each stratum of a table's problem, including those outside it.

        The problem is reduced, and each stratum's count is set to 1. The successors of one unknown outcome are listed
        under the council that had it.
        """
        both = (crosstab.first, crosstab.second)
        names = dict(pair for each in both for pair in each.held_frame.select("series_id", "name").iter_rows())
        found: dict[Stratum, list[str]] = {}
        for series, stratum, _ in self.strata_of_series(crosstab):
            found.setdefault(stratum, []).append(names[series])
        return {stratum: tuple(sorted(councils)) for stratum, councils in found.items()}

    def strata_of_series(self, crosstab: Crosstab) -> Iterable[tuple[str, Stratum, tuple[str, ...]]]:
        """Return the series of a table's problem with its stratum, reduced and counted once, and those of its cells.

        The successors of one unknown outcome are in the stratum of the series that had it: a cell is that of one.
        """
        both = (crosstab.first, crosstab.second)
        sizes = crosstab.tabulation.sizes
        rows = count_rows(self._grouped, self._within(crosstab.group), crosstab.sides, both, alone=True)
        tied: dict[str, list[CountedRow]] = {row["series_id"]: [row] for row in rows}
        for row in rows:
            for number in (0, 1):
                origin = row.get(f"from_{number}")
                if origin and "|" not in origin and row[f"worst_{number}"] != row[f"best_{number}"]:
                    tied[origin] += tied.pop(row["series_id"], [])
                    break
        for series, together in tied.items():
            inside = tuple(row["series_id"] for row in together if row["inside"])
            for stratum in problem_of(together, both, sizes).strata:
                yield series, replace(stratum, count=1).reduced(), inside if stratum.cells else ()

    def who(self, given: GradeNames | None = None, then: GradeNames | None = None) -> pl.DataFrame:
        """List the councils that are certainly, and those that are possibly, at some grades of the first and the last.

        Without `given` or `then` they are the grades of the headline. A council is certainly so if it is in every
        completion of the facts, and possibly if it is in some. Columns: series_id, name, first and last (its grade, or
        the range of them) and certainty (certain or possible), sorted by certainty and name. Raises UsageError as
        `contrast` does.

        >>> import crossregime as cr
        >>> found = cr.compare("ssi2003", "ofsted2009").who(given="0 stars", then="poorly")
        >>> found.select("name", "certainty").rows()
        [('Birmingham', 'certain')]
        """
        from crossregime.core.comparison.certainty import who

        asked = replace(self.contrasted, **{name: value for name, value in (("given", given), ("then", then)) if value})
        return who(self.pairs, self.ends, asked, self.strata_of_series)

    @cached_property
    def movements(self) -> Mapping[tuple[int, int], Movement]:
        """Movement between adjacent positions on a common scale, by the numbers of the two.

        It is movement where the two rate one thing at two dates, from the earlier to the later.
        """
        from crossregime.core.comparison.movement import movement

        return {
            crosstab.sides: movement(
                self.pairs,
                crosstab.sides if crosstab.change >= 0 else crosstab.sides[::-1],
                len(crosstab.first.scale),
                crosstab.solver,
                change=bool(crosstab.change),
            )
            for crosstab in self.crosstabs
            if crosstab.common_scale
        }

    @cached_property
    def averages(self) -> Mapping[int, tuple[Average, ...]]:
        """Average scores by group, for each position (by number) whose inspectorate scored its grades.

        Only under `by`; over all councils of the publication, by their own group.
        """
        if self.by is None:
            return {}
        from crossregime.core.comparison.averages import averages

        found = {
            side: averages(position, self.by, self.where)
            for side, position in zip(self.sides, self.positions, strict=True)
        }
        return {side: of_groups for side, of_groups in found.items() if of_groups}

    @cached_property
    def table(self) -> pl.DataFrame:
        """The counts by grade and range: rows of the first position, columns of the second.

        Columns: sides (the number of the first position), group (empty without `by`), grade (of the first
        position, worst first, then its ranges), one column for each grade and range of the second, and all.
        With three positions or more each pair of sides is a set of rows, and a column that it lacks is null.
        """
        return frames.table_frame(self.every_crosstab())

    @cached_property
    def cells(self) -> pl.DataFrame:
        """Each cell of each table: sides, group, first and second (labels), known, lowest and highest.

        `known` counts councils with both grades known. Each bound is attained by some completion, one at a time.
        """
        return frames.cells_frame(self.every_crosstab())

    def every_crosstab(self) -> Iterable[Crosstab]:
        """Return the tables overall, then those of each group."""
        yield from self.crosstabs
        for group in self.groups:
            yield from group

    @cached_property
    def figures(self) -> Mapping[Crosstab, tuple[BoundedStatistic, ...]]:
        """The statistics of each table: the default few, or those requested that apply to its two judgements."""
        from crossregime.core.comparison.figures import table_statistics

        return {crosstab: table_statistics(crosstab, self._entries(crosstab)) for crosstab in self.every_crosstab()}

    @cached_property
    def chances(self) -> Mapping[Crosstab, tuple[InferenceResult, ...]]:
        """The requested inference for them; empty if none was requested."""
        if self.inference is None:
            return {}
        from crossregime.core.comparison.figures import chances

        return {
            crosstab: chances(crosstab, self._entries(crosstab), self.inference) for crosstab in self.every_crosstab()
        }

    def _entries(self, crosstab: Crosstab) -> tuple[Entry, ...]:
        if self.asked is None or self.asked == ("all",):
            entries = chosen("all" if self.asked else None, common_scale=crosstab.common_scale)
            return tuple(each for each in entries if crosstab.change or not each.of_change)
        entries = chosen(self.asked, common_scale=True)
        return tuple(each for each in entries if crosstab.common_scale or not each.common_scale)

    @cached_property
    def statistics(self) -> pl.DataFrame:
        """Each figure of each table: its value over the pairs with both grades known, beside its bounds.

        Columns: sides, group (empty without `by`), statistic, part (empty where it has one figure), title, family,
        value, standard_error, df and p (of tests), code and reason (why there is no value), named (pairs with both
        grades known), pairs, complete_case_is_a_warning, lowest and highest (bounds over all completions; null where
        all is known or there are none), sharp, inner_lowest and inner_highest (attained, where the bounds are not
        sharp), why_no_bounds and note (what else to know: the grades that a test dropped). In the order of the
        catalogue.
        """
        return frames.statistics_frame(self.figures)

    @cached_property
    def inferences(self) -> pl.DataFrame:
        """The requested inference, one row a figure and method.

        Columns: sides, group, statistic, method, how (in words), lowest and highest (of an interval), p, level,
        standard_error, exact (every way was listed), draws and seed (null where nothing was drawn).
        """
        return frames.inferences_frame(self.chances)
