"""Contrast two groups of councils (regions, types) on one side of a table, or on their change between the sides.

The bounds are over one set of completions: national totals tie the groups together, so that councils counted in one
region can't be counted in another.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from crossregime.core.arguments import check_choice, shown
from crossregime.core.bounds.contrast import ANSWERS, GroupShare, contrast_bounds
from crossregime.core.bounds.interval import Counts, Interval
from crossregime.core.errors import UsageError
from crossregime.core.text import joined, percent_text, points_text, span_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crossregime.core.bounds.contrast import ContrastBounds, ContrastVerdict
    from crossregime.core.bounds.search.branch_and_bound import BranchAndBound
    from crossregime.core.bounds.search.contrasts import Numbers
    from crossregime.core.statistics import Measure, Vector

Of = Literal["first", "second", "change"]

REST = "all others"
"""The label of all councils outside the named group."""


@dataclass(frozen=True, eq=False, repr=False)
class GroupContrast:
    """A contrast of two groups of paired councils: the difference of their shares at some grades.

    `of` says what is shared: being at `then` on the first side, on the second, or the change of that share from the
    first to the second (the other way round where `backwards`). The numbers of councils are known, so every range is
    attained. `against` is empty where the second group is all others.

    >>> import crossregime as cr
    >>> found = cr.compare("ssi2003", "ofsted2009", by="region").between("London", of="first")
    >>> found.first.count.lowest, found.first.of.lowest, found.verdict
    (14, 33, 'settled lower')
    """

    search: BranchAndBound
    group: str
    against: str
    of: Of
    then: tuple[int, ...]
    labels: tuple[str, str]
    backwards: bool = False

    @cached_property
    def _members(self) -> tuple[frozenset[str], frozenset[str]]:
        every = groups_in(self.search)
        second = {self.against} if self.against else every - {self.group}
        return frozenset({self.group}), frozenset(second)

    @cached_property
    def numbers(self) -> Numbers:
        """The numbers that the contrast depends on, as linear forms."""
        from crossregime.core.bounds.search.contrasts import Numbers

        programs, first_and_second = self.search.programs, self._members

        def counted(group: int, counts: Callable[[int, int], int]) -> Vector:
            return programs.in_group(first_and_second[group], counts)

        forms: dict[str, Vector] = {}
        for group, (at, away, everyone, above) in enumerate((("a", "c", "n", "A"), ("b", "d", "m", "B"))):
            forms[at] = counted(group, self._at)
            forms[everyone] = counted(group, lambda _row, _column: 1)
            forms[away] = forms[everyone] - forms[at]
            if self.of != "change":
                side = 0 if self.of == "first" else 1
                for cut in range(1, self.search.problem.sizes[side]):
                    forms[f"{above}{cut}"] = counted(group, lambda *cell, side=side, cut=cut: int(cell[side] >= cut))
        return Numbers(programs, forms)

    def _at(self, row: int, column: int) -> int:
        """Return a council's part in the share: 1 if it is at the grades; for a change, minus 1 if it was before."""
        first, second = int(row in self.then), int(column in self.then)
        if self.of == "change":
            return first - second if self.backwards else second - first
        return first if self.of == "first" else second

    def _bounds(self, measure: Measure) -> ContrastBounds:
        from crossregime.core.bounds.search.searched_ends import SearchedEnds

        grades = self.search.problem.sizes[0 if self.of == "first" else 1]
        return contrast_bounds(measure, SearchedEnds(self.numbers, measure, grades))

    @cached_property
    def difference(self) -> ContrastBounds:
        """The share (or its change) of the first group less that of the second."""
        return self._bounds("difference")

    @cached_property
    def ratio(self) -> ContrastBounds:
        """The share of the first group over that of the second; not defined for a change."""
        return self._bounds(self._share_only("ratio"))

    @cached_property
    def odds_ratio(self) -> ContrastBounds:
        """The odds of the first group over those of the second; not defined for a change."""
        return self._bounds(self._share_only("odds_ratio"))

    @cached_property
    def superiority(self) -> ContrastBounds:
        """The probability that a council of the first group has the better grade; not defined for a change."""
        return self._bounds(self._share_only("superiority"))

    def _share_only(self, measure: Measure) -> Measure:
        if self.of == "change":
            raise UsageError("changes of shares have a difference and no other measure", do="ask for the difference")
        return measure

    @property
    def measures(self) -> tuple[ContrastBounds, ...]:
        """The measures that are defined."""
        if self.of == "change":
            return (self.difference,)
        return self.difference, self.ratio, self.odds_ratio, self.superiority

    @cached_property
    def first(self) -> GroupShare:
        """How many of the first group are at the grades (or how many more than before), by itself."""
        return self._share("a", "n")

    @cached_property
    def second(self) -> GroupShare:
        """How many of the second group are at the grades (or how many more than before), by itself."""
        return self._share("b", "m")

    def _share(self, at: str, everyone: str) -> GroupShare:
        counts, of = (self.numbers.range(name, {}) for name in (at, everyone))
        assert counts is not None and of is not None  # noqa: PT018, S101  # completions exist
        share = Interval(counts[0] / of[0], counts[1] / of[0]) if of[0] else None
        return GroupShare(Counts(*of), Counts(*counts), share)

    @property
    def verdict(self) -> ContrastVerdict:
        """What is settled of the difference."""
        return self.difference.verdict

    @property
    def answer(self) -> str:
        """The verdict as an answer to the question."""
        return ANSWERS[self.verdict]

    @property
    def question(self) -> str:
        """Phrase the question in one sentence.

        >>> import crossregime as cr
        >>> cr.compare("ssi2003", "ofsted2009", by="region").between("London").question
        'Did London do better than all others, to be at Performs well or Performs excellently in ofsted2009?'
        """
        problem, side = self.search.problem, 0 if self.of == "first" else 1
        at = f"at {joined([problem.grade(side, rank) for rank in self.then], 'or')}"
        if self.of == "change":
            return f"Did the share {at} rise more in {self.labels[0]} than in {self.labels[1]}?"
        return f"Did {self.labels[0]} do better than {self.labels[1]}, to be {at} in {problem.names[side]}?"

    @property
    def line(self) -> tuple[str, str, str, str, str]:
        """The group, its councils, its share, that of the other group, and the difference in points, as text."""
        found = self.difference
        if found.lowest is None or found.highest is None:
            points = "none"
        else:
            points = span_text(found.lowest, found.highest, points_text)
        return self.labels[0], f"{self.first.of.lowest}", self._text(self.first), self._text(self.second), points

    def _text(self, group: GroupShare) -> str:
        if group.share is None:
            return f"no {self.search.problem.unit}"
        shown = points_text if self.of == "change" else percent_text
        return span_text(group.share.lowest, group.share.highest, shown)

    def __repr__(self) -> str:
        group, _, share, other, points = self.line
        return f"GroupContrast({group}: {share}, {self.labels[1]}: {other}, difference {points} points: {self.verdict})"

    def _repr_html_(self) -> str:
        from crossregime.render import html_page, lay_group_contrast

        return html_page(lambda page: lay_group_contrast(page, self))

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data."""
        grade = self.search.problem.grade
        return {
            "group": self.group,
            "against": self.against or None,
            "of": self.of,
            "then": [grade(0 if self.of == "first" else 1, rank) for rank in self.then],
            "verdict": self.verdict,
            "answer": self.answer,
            "first": self.first.to_dict(),
            "second": self.second.to_dict(),
            "difference": self.difference.to_dict(),
        }


def groups_in(search: BranchAndBound) -> set[str]:
    """List the groups of a problem's councils."""
    return {group for stratum in search.problem.strata for group in stratum.groups if group}


def check_contrast_kind(of: str, *, common_scale: bool) -> None:
    """Check what groups are contrasted on; raises UsageError, also for a change between two scales."""
    kinds = ("first", "second", "change")
    check_choice(of, kinds, f"groups can't be contrasted on {shown(of)}", where="`of`")
    if of == "change" and not common_scale:
        raise UsageError(
            "a change needs both judgements on one scale",
            where="`of`",
            do="choose first or second, or put both on one scale: by a crosswalk, or common_scale=True",
        )


def check_named_groups(named: Sequence[str], known: Sequence[str]) -> None:
    """Check named groups; raises UsageError for one without a paired council, or one against itself."""
    for name in named:
        what = f"no paired council is in the group '{name}'"
        check_choice(name, known, what, where="`between`", do=f"name {', '.join(known)}")
    if len(set(named)) < len(named):
        raise UsageError(
            f"the two groups overlap: '{named[0]}' is contrasted with itself", where="`between`", do="name two groups"
        )
    if len(known) < 2:
        raise UsageError(
            "all paired councils are in one group, which leaves nothing to contrast it with",
            where="`between`",
            do="name another grouping",
        )
