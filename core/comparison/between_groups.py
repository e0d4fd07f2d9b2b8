"""Contrast groups of a comparison's councils (regions, types): each against all others, or one against another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from crossregime.core.bounds import (
    REST,
    GroupContrast,
    check_contrast_kind,
    check_named_groups,
    graded_group,
    parse_names_of_grades,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.bounds import BranchAndBound, GradeNames, Of, Problem
    from crossregime.core.comparison.crosstab import Crosstab
    from crossregime.core.councils import Grouping


@dataclass(frozen=True, eq=False)
class ComparedGroups:
    """The groups of a table's councils by a grouping, over one set of completions.

    `problem` is that of the whole table, each cell with its group; `values` are the groups that have a paired council.
    """

    crosstab: Crosstab
    problem: Problem
    grouping: Grouping
    values: Sequence[str]

    @cached_property
    def _search(self) -> BranchAndBound:
        from crossregime.core.bounds import BranchAndBound

        self.crosstab.solver  # noqa: B018  # facts that contradict each other are refused first, in words
        return BranchAndBound(self.problem.reduced())

    @property
    def kinds(self) -> tuple[Of, ...]:
        """What groups can be contrasted on: either date, and on a common scale the change between the two."""
        return ("first", "second", "change") if self.crosstab.common_scale else ("first", "second")

    def contrast(
        self, group: str, against: str | None = None, of: Of = "second", then: GradeNames | None = None
    ) -> GroupContrast:
        """Contrast a group with another, or with all others; raises UsageError for an unknown one."""
        named = [self.grouping.find(name) for name in (group, against) if name is not None]
        check_named_groups(named, self.values)
        check_contrast_kind(of, common_scale=self.crosstab.common_scale)
        position = self.crosstab.first if of == "first" else self.crosstab.second
        scale = position.scale
        ranks = scale.good if then is None else parse_names_of_grades(scale, then, "`then`")
        ranks = graded_group(position.caption, ranks, len(scale), "`then`")
        labels = [self.grouping.label(name) for name in named]
        backwards = self.crosstab.second.before(self.crosstab.first) > 0
        return GroupContrast(self._search, named[0], named[1] if len(named) > 1 else "", of, ranks,
                             (labels[0], labels[1] if len(labels) > 1 else REST), backwards)  # fmt: skip

    def every(self, then: GradeNames | None = None) -> dict[Of, tuple[GroupContrast, ...]]:
        """Contrast each group with all others in every possible way; empty for a single group."""
        if len(self.values) < 2:
            return {}
        return {
            of: tuple(self.contrast(group, of=of, then=None if of == "first" else then) for group in self.values)
            for of in self.kinds
        }
