"""Define the table of two adjacent positions: its counts, its bounds and its statements."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from crossregime.core.bounds import DOING_WELL, Asked, Solver, solve
from crossregime.core.comparison.by_population import PopulationContrast
from crossregime.core.comparison.contrasts import contrast_of, every_cut
from crossregime.core.comparison.statements import Incompleteness, Share, association_sentence, grade_shares
from crossregime.core.frozen import frozen
from crossregime.core.statistics import TAU_B, Table

if TYPE_CHECKING:
    from crossregime.core.bounds import BoundedStatistic, Contrast, Counts, GradeNames, Identification, Problem
    from crossregime.core.comparison.tabulation import Tabulation
    from crossregime.core.councils import Where
    from crossregime.core.positions import Position
    from crossregime.core.ranges import Range


@frozen(eq=False)
class Crosstab:
    """Two adjacent positions of a comparison (or one group of it): counts, bounds and statements.

    `sides` are the numbers of the two positions, from 1.
    """

    first: Position
    second: Position
    sides: tuple[int, int]
    tabulation: Tabulation
    problem: Problem
    group: Where | None = None
    weighed: Problem | None = None
    asked: Asked = DOING_WELL

    @cached_property
    def solver(self) -> Solver:
        """What bounds it; raises DataError when the facts contradict each other, naming some that do."""
        return solve(self.problem, self._who)

    def _who(self, side: int, spread: Range) -> list[str]:
        """Name the councils that were given a grade or a range on a side."""
        position = (self.first, self.second)[side].unmapped
        rows = position.frame.select("name", "worst_rank", "best_rank").rows()
        return [name for name, *ends in rows if tuple(ends) == spread]

    def __repr__(self) -> str:
        of = "" if self.group is None else f", {self.group.label}"
        return f"Crosstab of {self.first.label} by {self.second.label}{of}: {self.tabulation.pairs} pairs"

    def _repr_html_(self) -> str:
        from crossregime.render import html_page, lay_table

        return html_page(lambda page: lay_table(page, self))

    @cached_property
    def counts(self) -> Table:
        """The councils with both grades known, as `statistics` takes them: counts with the labels of the grades.

        Which grades were published depends on the grades, so a statistic of these alone may mislead where some are not.
        """
        return Table(
            tuple(map(tuple, self.tabulation.known)), tuple(self.first.scale.labels), tuple(self.second.scale.labels),
            self.common_scale,
        )  # fmt: skip

    @property
    def common_scale(self) -> bool:
        """Tell whether both judgements are on one scale: the same id, since equal labels are not enough."""
        return self.first.scale.id == self.second.scale.id

    @cached_property
    def identification(self) -> Identification:
        """Every statistic over complete pairs, all completions and uniform completions."""
        from crossregime.core.bounds import Identification

        return Identification(
            self.problem,
            self.common_scale,
            self.solver,
            scales=(self.first.scale, self.second.scale),
            misleading=self.left_open.misleads,
        )

    @property
    def bounds(self) -> list[list[Counts]]:
        """The smallest and largest number of councils in each cell, one cell at a time."""
        return self.identification.cells

    @property
    def margins(self) -> tuple[tuple[Counts, ...], tuple[Counts, ...]]:
        """The smallest and largest number of councils at each grade of the first judgement, and of the second."""
        return self.identification.margins

    @property
    def left_open(self) -> Incompleteness:
        """What leaves grades open."""
        return Incompleteness.of((self.first, self.second))

    @cached_property
    def change(self) -> int:
        """Tell whether it shows change: 1 if the second is later, -1 if it is earlier, 0 if neither.

        Only one service and aspect on a common scale can change, and only from one date to another; children's
        services set beside adults' on one day can't.
        """
        one, other = self.first.judgement, self.second.judgement
        alike = self.common_scale and (one.service, one.aspect) == (other.service, other.aspect)
        return self.first.before(self.second) if alike else 0

    @cached_property
    def shares(self) -> tuple[Share, ...]:
        """Statements on the better half of the second judgement, for either half of the first."""
        return grade_shares(self.first, self.second, self.tabulation, self.solver)

    @cached_property
    def people(self) -> tuple[Share, ...]:
        """The same shares by population; empty where the comparison is not weighed."""
        if self.weighed is None:
            return ()
        return grade_shares(self.first, self.second, self.tabulation, self._weighed_solver, people=True)

    @cached_property
    def by_population(self) -> PopulationContrast | None:
        """The headline contrast of people in place of councils; None where the comparison is not weighed."""
        if self.weighed is None:
            return None
        return PopulationContrast.of(self._weighed_solver, (self.first, self.second), self.asked)

    @cached_property
    def _weighed_solver(self) -> Solver:
        assert self.weighed is not None  # noqa: S101  # the callers look
        return solve(self.weighed)

    def contrast(
        self, given: GradeNames | None = None, then: GradeNames | None = None, against: GradeNames | None = None
    ) -> Contrast:
        """Set councils at `given` grades of the first judgement against the rest, or those at `against`.

        See `Comparison.contrast`.
        """
        return contrast_of(self.solver, (self.first, self.second), Asked(given, then, against))

    @cached_property
    def headline(self) -> Contrast:
        """The contrast at the grades asked about: by default those from which on councils do well."""
        return contrast_of(self.solver, (self.first, self.second), self.asked)

    @cached_property
    def cuts(self) -> tuple[Contrast, ...]:
        """The contrast of every cut of both scales."""
        return every_cut(self.solver, (self.first, self.second))

    @cached_property
    def association(self) -> BoundedStatistic:
        """Kendall's tau-b over the complete pairs and over all completions."""
        return self.identification.figure(TAU_B.id)

    @cached_property
    def sentence(self) -> str:
        """What the facts settle about the association, in a sentence."""
        return association_sentence(self.identification, self.left_open)
