"""Contrast two groups of councils: find whether those at some grades in the first did better in the second.

The difference of two shares is bounded jointly, over one set of completions: both shares draw on the same printed
totals, so its possible range can't be read off theirs. So are the ratio of shares, the odds ratio and the probability
of superiority.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from crossregime.core.bounds.closed_form import ClosedForm
from crossregime.core.bounds.contrast_ends import ListedEnds, no_value
from crossregime.core.bounds.enumeration import Enumeration
from crossregime.core.bounds.two_groups import TwoGroups
from crossregime.core.errors import UsageError
from crossregime.core.frozen import frozen
from crossregime.core.statistics import MEASURES, NEUTRAL, ContrastForm
from crossregime.core.text import coefficient_text, percent_text, points_text, span_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.bounds.assumptions import AssumedRange
    from crossregime.core.bounds.breakdown import Breakdown
    from crossregime.core.bounds.contrast_ends import ContrastEnds, ContrastKinds
    from crossregime.core.bounds.interval import Counts, Interval
    from crossregime.core.bounds.solver import Solver
    from crossregime.core.statistics import Measure, Statistic

HowMany = Literal["none", "some", "all"]

ContrastVerdict = Literal[
    "settled higher",
    "settled lower",
    "settled equal",
    "settled not lower",
    "settled not higher",
    "not settled",
    "not worked out",
    "not computable",
]
ANSWERS: dict[ContrastVerdict, str] = {
    "settled higher": "YES, higher",
    "settled lower": "NO, lower",
    "settled equal": "NO DIFFERENCE",
    "settled not lower": "AT LEAST AS WELL",
    "settled not higher": "AT BEST AS WELL",
    "not settled": "NOT SETTLED by what is held",
    "not worked out": "NOT WORKED OUT: whether the sign is settled was not found",
    "not computable": "NO ANSWER",
}
"""The answer of each verdict to the question whether the first group did better."""
SETTLED: dict[tuple[int, int], ContrastVerdict] = {
    (1, 1): "settled higher",
    (-1, -1): "settled lower",
    (0, 0): "settled equal",
    (0, 1): "settled not lower",
    (-1, 0): "settled not higher",
}
"""What is settled by the positions of both ends: below the neutral value (-1), at it (0) or above it (1)."""


@frozen
class ContrastBounds:
    """The possible range of one measure of a contrast, over the completions in which it has a value.

    `lowest` and `highest` are proven. If `sharp`, completions attain both; otherwise `inner` is the least and the
    greatest value that a completion was found to attain. A value of x/0 is no finite limit: `infinite` says whether
    none, some or all of the completions with a value have one, and the end that it takes away is None. `undefined` says
    whether none, some or all completions leave it without any value (0/0, or a group without a council), and `reason`
    why, where that is all.

    >>> import crossregime as cr
    >>> found = cr.compare("ssi2003", "ofsted2009").contrast()
    >>> round(found.difference.lowest, 6), round(found.difference.highest, 6), found.difference.sharp
    (-0.381451, 0.492287, True)
    """

    measure: Measure
    lowest: float | None
    highest: float | None
    sharp: bool
    inner: tuple[float | None, float | None] | None
    infinite: HowMany
    undefined: HowMany
    reason: str = ""

    @property
    def title(self) -> str:
        """What the measure is called."""
        return MEASURES[self.measure]

    @property
    def neutral(self) -> float:
        """The value where neither group did better: 0, or 1 of a ratio, or 1/2 of the probability of superiority."""
        return float(NEUTRAL[self.measure])

    @property
    def attained(self) -> tuple[float | None, float | None]:
        """The values at both ends that completions attain; None for an end of which none was found."""
        return (self.lowest, self.highest) if self.sharp else self.inner or (None, None)

    @property
    def verdict(self) -> ContrastVerdict:
        """What is settled of it."""
        if self.undefined == "all":
            return "not computable"
        ends = self._around_nil(self.lowest, self.highest)
        if ends == (-1, 1):
            return "not settled" if self._around_nil(*self.attained) == (-1, 1) else "not worked out"
        return SETTLED[ends]

    def _around_nil(self, *ends: float | None) -> tuple[int, int]:
        """Classify each end as below (-1), at (0) or above (1) the neutral value; a limit of x/0 is above."""
        low, high = (1 if end is None else (end > self.neutral) - (end < self.neutral) for end in ends)
        return low, high

    def text(self) -> str:
        """Write it with four decimals: what is proven and what is attained where it is not sharp."""
        if self.undefined == "all":
            return "no value"

        def shown(low: float | None, high: float | None) -> str:
            if low == high and low is not None:
                return f"{low:.4f}"
            ends = ("no finite value" if low is None else f"{low:.4f}", "no limit" if high is None else f"{high:.4f}")
            return ends[0] if low is None else f"[{ends[0]}, {ends[1]}]"

        if self.inner is None:
            return shown(self.lowest, self.highest)
        return f"outer {shown(self.lowest, self.highest)}, attained {shown(*self.inner)}"

    @property
    def brief(self) -> str:
        """Write it with two decimals, or with more where two would wrongly show the value of no difference.

        >>> import crossregime as cr
        >>> cr.compare("ssi2003", "ofsted2009").contrast().ratio.brief
        '0.58 to 2.32'
        """
        if self.undefined == "all":
            return "no value"

        def shown(end: float | None) -> str:
            if end is None:
                return "no limit"
            text = coefficient_text(end)
            return text if float(text) != self.neutral or end == self.neutral else f"{end:.4f}"

        if self.lowest is None:
            return "no finite value"
        text = span_text(self.lowest, self.highest, shown)
        return text if self.sharp else f"{text} ({_proven([shown(end) for end in self.inner or ()])})"

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "measure": self.measure,
            "title": self.title,
            "neutral": self.neutral,
            "lowest": self.lowest,
            "highest": self.highest,
            "sharp": self.sharp,
            "inner": None if self.inner is None else {"lowest": self.inner[0], "highest": self.inner[1]},
            "infinite": self.infinite,
            "undefined": self.undefined,
            "reason": self.reason,
            "verdict": self.verdict,
        }


def _proven(attained: Sequence[str]) -> str:
    """Tell that an outer range is one, and which values can occur as far as was found."""
    return (
        f"proven; {' and '.join(attained)} can occur" if attained else "outer: proven, but what can occur may be less"
    )


def contrast_ends(solver: Solver, form: ContrastForm) -> ContrastEnds:
    """Choose how to find the ends of a contrast: in closed form, by listing every completion, or by search."""
    if isinstance(solver, ClosedForm):
        found = solver.contrast(form)
        if found is not None:
            return found
    if isinstance(solver, Enumeration):
        return ListedEnds(solver.tables, form)
    return solver.search.contrast(form)


def contrast_bounds(measure: Measure, ends: ContrastEnds) -> ContrastBounds:
    """Bound one measure of a contrast by its ends."""
    kinds = ends.kinds
    why = no_value(kinds)
    if why is not None:
        reason = "" if kinds.infinite else why.reason
        if not kinds.infinite and measure in ("ratio", "odds_ratio"):
            reason = "in every completion a group is empty, or both numerator and denominator are zero"
        return ContrastBounds(measure, None, None, True, None, "all" if kinds.infinite else "none",
                              _undefined(kinds), reason)  # fmt: skip
    low = ends.end(-1)
    high = None if kinds.infinite else ends.end(1)
    inner = (float(low.inner), None if high is None else float(high.inner))
    outer = (float(low.outer), None if high is None else float(high.outer))
    sharp = low.inner == low.outer and (high is None or high.inner == high.outer)
    return ContrastBounds(measure, *outer, sharp, None if sharp else inner, "some" if kinds.infinite else "none",
                          _undefined(kinds))  # fmt: skip


def _undefined(kinds: ContrastKinds) -> HowMany:
    if not kinds.undefined:
        return "none"
    return "some" if kinds.finite or kinds.infinite else "all"


@frozen
class GroupShare:
    """One group of a contrast: how many it is, how many of them are at the grades asked about, and their share.

    Each bound is attained by some completion, one at a time. `share` is None where there is no council in any.
    """

    of: Counts
    count: Counts
    share: Interval | None

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "of": {"lowest": self.of.lowest, "highest": self.of.highest},
            "count": {"lowest": self.count.lowest, "highest": self.count.highest},
            "share": None if self.share is None else self.share.to_dict(),
        }


@frozen(eq=False, repr=False)
class Contrast(TwoGroups):
    """A contrast of two groups of a table's councils, defined by their first grades, in their second grades.

    `given`, `against` and `then` are ranks: did the councils at `given` do better than those at `against`, to be at
    `then` being to do well? `difference`, `ratio`, `odds_ratio` and `superiority` are `ContrastBounds`; `first` and
    `second` the shares of the two groups, each by itself. `note` gives the origin of default cuts.
    Each is worked out when it is asked for, once.

    >>> import crossregime as cr
    >>> found = cr.bounds([(0, 0, 3), (0, 1, 1), (1, 1, 2), (1, (0, 1), 2)], (2, 2)).contrast(["grade 1"], ["grade 1"])
    >>> found.difference.text(), found.verdict
    ('[0.2500, 0.7500]', 'settled higher')
    """

    def _bounds(self, measure: Measure) -> ContrastBounds:
        form = ContrastForm(measure, self.given, self.against, self.then)
        return contrast_bounds(measure, contrast_ends(self.solver, form))

    @cached_property
    def difference(self) -> ContrastBounds:
        """The share of the first group less that of the second."""
        return self._bounds("difference")

    @cached_property
    def ratio(self) -> ContrastBounds:
        """The share of the first group over that of the second (relative risk)."""
        return self._bounds("ratio")

    @cached_property
    def odds_ratio(self) -> ContrastBounds:
        """The odds of the first group over those of the second."""
        return self._bounds("odds_ratio")

    @cached_property
    def superiority(self) -> ContrastBounds:
        """The probability that a council of the first group has the better grade of two, one of each; ties halved."""
        return self._bounds("superiority")

    @property
    def measures(self) -> tuple[ContrastBounds, ...]:
        """All four."""
        return self.difference, self.ratio, self.odds_ratio, self.superiority

    @cached_property
    def first(self) -> GroupShare:
        """The share of the councils at `given` that are at `then`."""
        return self._share(self.given)

    @cached_property
    def second(self) -> GroupShare:
        """The share of the councils at `against` that are at `then`."""
        return self._share(self.against)

    def _share(self, rows: Sequence[int]) -> GroupShare:
        wanted = frozenset((row, column) for row in rows for column in self.then)
        within = frozenset((row, column) for row in rows for column in range(self.problem.sizes[1]))
        solver = self.solver
        return GroupShare(solver.cells(within), solver.cells(wanted), solver.share(wanted, within))

    @property
    def verdict(self) -> ContrastVerdict:
        """What is settled of the difference of shares."""
        return self.difference.verdict

    @property
    def range_text(self) -> str:
        """The possible range of the difference in percentage points, or why there is none."""
        found = self.difference
        if found.lowest is None or found.highest is None:
            return f"none: {found.reason}"
        if found.lowest == found.highest:
            return f"{points_text(found.lowest)} points"
        text = span_text(found.lowest, found.highest, points_text)
        if not found.sharp:
            text += f" ({_proven([points_text(end) for end in found.attained if end is not None])})"
        return f"{text} points"

    @property
    def lines(self) -> list[tuple[str, str, str, str]]:
        """Both groups and their difference for reading: a label, the group, its numbers, the share."""
        rows = []
        then = self.name(1, self.then, short=True)
        for ranks, group, head in ((self.given, self.first, then), (self.against, self.second, "")):
            share = group.share
            of = _numbers(group.of)
            shown = f"no {self.problem.unit}" if share is None else span_text(share.lowest, share.highest, percent_text)
            rows.append((head, self.name(0, ranks, short=True), f"{_numbers(group.count)} of {of}", shown))
        return [*rows, ("", "difference", "", self.range_text)]

    @property
    def answer(self) -> str:
        """The verdict as an answer to the question."""
        return ANSWERS[self.verdict]

    def assume(self, assumption: str, statistic: Statistic | None = None) -> tuple[AssumedRange, ...]:
        """Bound the difference of shares, or another statistic, under an assumption, beside the range without it.

        `assumption` is "at-most=K" (in each of its four readings; or one of them, as "at-most=15:given:not-at"),
        "within=D", "monotone" or "alike". Raises UsageError for anything else, for one that is not linear because first
        grades are open, and for one that no completion of the facts allows.

        >>> import crossregime as cr
        >>> found = cr.compare("ssi2003", "ofsted2009").contrast().assume("at-most=15:given:not-at")
        >>> found[0].bounds.text(), found[0].sign
        ('[0.0017, 0.4923]', 1)
        """
        from crossregime.core.bounds.assumptions import assume

        return assume(self, assumption, statistic)

    def breakdown(self, statistic: Statistic | None = None) -> Breakdown:
        """Find the assumptions that would settle the sign of the difference, or of a statistic.

        Gives a `Breakdown`: `sentences`, `families` with their breakdown points and ranges, `monotone`, `alike`. Raises
        UsageError where first grades are open.
        """
        from crossregime.core.bounds.breakdown import break_down

        return break_down(self, statistic)

    @property
    def question(self) -> str:
        """Phrase the question in one sentence, with short labels.

        >>> import crossregime as cr
        >>> cr.compare("ssi2003", "ofsted2009").contrast().question
        'Did councils at 2 or 3 stars do better than those at 0 or 1?'
        """
        units = self.problem.units
        given, against, then = (
            self.name(side, ranks, short=True) for side, ranks in ((0, self.given), (0, self.against), (1, self.then))
        )
        noun = given.rpartition(" ")[2]
        if against.rpartition(" ")[2].rstrip("s") == noun.rstrip("s") and len(against.split()) > 1:
            against = against.rpartition(" ")[0]
        if tuple(self.then) == tuple(range(min(self.then), self.problem.sizes[1])):
            return f"Did {units} at {given} do better than those at {against}?"
        return f"Were {units} at {given} more often at {then} than those at {against}?"

    @property
    def sentence(self) -> str:
        """State what is settled, in one sentence."""
        given, against, then = self.name(0, self.given), self.name(0, self.against), self.name(1, self.then)
        at, unit, units = f"at {then} in {self.problem.names[1]}", self.problem.unit, self.problem.units
        found, verdict = self.difference, self.verdict
        if verdict == "not computable":
            return f"Whether {units} at {given} or at {against} were more often {at} can't be said: {found.reason}."
        low, high = found.lowest, found.highest
        assert low is not None and high is not None  # noqa: PT018, S101  # a difference that has a value is finite
        points = f"the difference of shares is {points_text(low)}" if low == high else (
            f"the difference of shares lies between {points_text(low)} and {points_text(high)}")  # fmt: skip
        groups = f"{units} at {given} were {{}} {at} than those at {against}"
        text = {
            "settled higher": groups.format("more often"),
            "settled lower": groups.format("less often"),
            "settled equal": f"{units} at {given} and those at {against} were equally often {at}",
            "settled not lower": f"{units} at {given} were at least as often {at} as those at {against}",
            "settled not higher": f"{units} at {given} were at most as often {at} as those at {against}",
            "not settled": f"it is not settled whether {groups.format('more or less often')}",
            "not worked out": f"it was not worked out whether it is settled that {groups.format('more or less often')}",
        }[verdict]
        some = f"; in some completions a group has no {unit}" if found.undefined == "some" else ""
        return f"{text[0].upper()}{text[1:]}: {points} points{some}."

    def __repr__(self) -> str:
        return f"Contrast({self.sentence})"

    def _repr_html_(self) -> str:
        from crossregime.render import html_page, lay_contrast

        return html_page(lambda page: lay_contrast(page, self))

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data."""
        grade = self.problem.grade
        return {
            "given": [grade(0, rank) for rank in self.given],
            "against": [grade(0, rank) for rank in self.against],
            "then": [grade(1, rank) for rank in self.then],
            "note": self.note,
            "question": self.question,
            "verdict": self.verdict,
            "answer": self.answer,
            "sentence": self.sentence,
            "first": self.first.to_dict(),
            "second": self.second.to_dict(),
            **{each.measure: each.to_dict() for each in self.measures},
        }


def _numbers(counts: Counts) -> str:
    return span_text(counts.lowest, counts.highest, "{:,}".format)


def graded_group(side: str, ranks: Sequence[int], size: int, where: str) -> tuple[int, ...]:
    """Check the grades of a group: at least one, and not all; raises UsageError."""
    found = tuple(sorted(set(ranks)))
    if not found:
        raise UsageError("no grade is named", where=where, do=f"name some grades of {side}")
    if len(found) == size:
        raise UsageError(
            f"every grade of {side} is named, which leaves nothing to contrast them with", where=where,
            do="leave out at least one",
        )  # fmt: skip
    return found


def groups_of(
    side: str, given: Sequence[int], against: Sequence[int] | None, size: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Check the two groups of a contrast; without `against` it is the rest. Raises UsageError where they overlap."""
    first = graded_group(side, given, size, "`given`")
    if against is None:
        return first, tuple(rank for rank in range(size) if rank not in first)
    second = graded_group(side, against, size, "`against`")
    both = sorted(set(first) & set(second))
    if both:
        raise UsageError(
            f"the two groups overlap: {len(both)} of the grades of {side} stand in both",
            where="`given` and `against`",
            do="name each grade in one of them",
        )
    return first, second
