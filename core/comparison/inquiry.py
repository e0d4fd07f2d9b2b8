"""Ask what is known of two positions: every statistic three ways, shares of grades, and what would help."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from crossregime.core.bounds import METHODS, parse_names_of_grades, solve
from crossregime.core.comparison.statements import Share, share_at
from crossregime.core.errors import UsageError
from crossregime.core.files import ForPaper, head
from crossregime.core.statistics import TAU_B, Undefined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.bounds import (
        Allocation,
        AssumedRange,
        Breakdown,
        Contrast,
        Extreme,
        Help,
        Identification,
        Problem,
    )
    from crossregime.core.comparison.by_population import PopulationContrast
    from crossregime.core.comparison.comparison import Comparison
    from crossregime.core.comparison.crosstab import Crosstab
    from crossregime.core.statistics import Statistic

Ranks = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Known:
    """What is known of one table: its figures, its shares, and one sentence on what follows.

    `ends` are completions that attain the bounds of the statistic that is `narrowed`, and `help` the kinds of fact that
    would narrow them; `assumed` and `breakdown` are of `statistic` (None: the difference of shares). Each is worked out
    when it is asked for.
    """

    comparison: Comparison
    crosstab: Crosstab
    asked: tuple[tuple[Ranks, Ranks], ...]
    statistic: Statistic | None = None
    assume: tuple[str, ...] = ()
    narrowed: Statistic = TAU_B

    @property
    def contrast(self) -> Contrast:
        """The contrast at the grades asked about."""
        return self.crosstab.headline

    @cached_property
    def assumed(self) -> tuple[AssumedRange, ...]:
        """The range under each requested assumption, taken by itself."""
        return tuple(each for text in self.assume for each in self.contrast.assume(text, self.statistic))

    @cached_property
    def breakdown(self) -> Breakdown:
        """The assumptions that would settle the sign of the contrast, or of the requested statistic."""
        return self.contrast.breakdown(self.statistic)

    @property
    def identification(self) -> Identification:
        """The figures and the assumptions."""
        return self.crosstab.identification

    @cached_property
    def shares(self) -> tuple[Share, ...]:
        """The shares that were asked for, by councils."""
        table = self.crosstab
        return tuple(share_at(table.first, table.second, table.tabulation, table.solver, *each) for each in self.asked)

    @cached_property
    def people(self) -> tuple[Share, ...]:
        """The same by population; empty where that was not asked for."""
        table = self.crosstab
        if table.weighed is None:
            return ()
        solver = solve(table.weighed)
        return tuple(
            share_at(table.first, table.second, table.tabulation, solver, *each, people=True) for each in self.asked
        )

    @cached_property
    def by_population(self) -> PopulationContrast | None:
        """The contrast of people in place of councils; None where that was not asked for."""
        return self.crosstab.by_population

    @cached_property
    def sentence(self) -> str:
        """Say what follows for the association, in one sentence."""
        return self.crosstab.sentence

    @cached_property
    def uniform_method(self) -> str:
        """How the uniform completions were made, or why there are none."""
        found = self.identification.uniform_completions
        return f"none: {found.reason}" if isinstance(found, Undefined) else METHODS[found.method]

    @cached_property
    def ends(self) -> tuple[Extreme, Extreme] | Undefined:
        """A completion at each end of the statistic."""
        return self.identification.extremes(self.narrowed.id)

    @cached_property
    def help(self) -> Help:
        """The kinds of fact, the most helpful first."""
        from crossregime.core.bounds import what_would_help

        table = self.crosstab
        return what_would_help(table.problem, table.solver, self.comparison.councils_by_stratum(table), self.narrowed)

    def to_dict(self, *, extremes: bool, helping: bool, breakdown: bool = False) -> dict[str, Any]:
        """Return it as JSON data, with completions at the ends and kinds of fact where they are asked for."""
        from crossregime.core.comparison.document import share_dict

        group = self.crosstab.group
        return {
            "group": None if group is None else {group.dimension: group.value},
            **self.identification.to_dict(),
            "sentence": self.sentence,
            "shares": [share_dict(share, self.crosstab) for share in self.shares],
            "shares_by_population": [share_dict(share, self.crosstab) for share in self.people],
            "contrast": self.contrast.to_dict(),
            "contrast_by_population": None if self.by_population is None else self.by_population.to_dict(),
            "assumed": [each.to_dict() for each in self.assumed],
            "breakdown": self.breakdown.to_dict() if breakdown else None,
            "extremes": self._ends() if extremes else None,
            "what_would_help": self.help.to_dict() if helping else None,
        }

    def _ends(self) -> list[dict[str, Any]]:
        if isinstance(self.ends, Undefined):
            return []
        return [
            {
                "statistic": self.narrowed.id,
                "end": end,
                "value": extreme.value,
                "table": [list(row) for row in extreme.table],
                "filled": [_filled(each, self.crosstab.problem) for each in extreme.filled],
            }
            for end, extreme in zip(("lowest", "highest"), self.ends, strict=True)
        ]


@dataclass(frozen=True, eq=False)
class Inquiry(ForPaper):
    """What is known of two positions: one table overall, then one for each group.

    `extremes` and `helping` say whether the completions at the bounds and the kinds of fact were asked for, and
    `statistic` of what.
    """

    comparison: Comparison
    asked: tuple[tuple[Ranks, Ranks], ...]
    extremes: bool = False
    helping: bool = False
    statistic: Statistic | None = None
    assume: tuple[str, ...] = ()
    breakdown: bool = False

    @cached_property
    def tables(self) -> tuple[Known, ...]:
        """What is known of each table."""
        return tuple(
            Known(self.comparison, each, self.asked, self._of(each), self.assume, self._narrowed(each))
            for each in self.comparison.every_crosstab()
        )

    def _of(self, table: Crosstab) -> Statistic | None:
        """Return the statistic that assumptions are about; None for the difference of shares, the contrast's own."""
        return self.statistic if self.statistic is None or self.statistic.family != "contrast" else (
            table.headline.statistic())  # fmt: skip

    def _narrowed(self, table: Crosstab) -> Statistic:
        """Return the statistic of which extremes and helpful facts are shown."""
        named = self.comparison.contrasted.named
        if self.statistic is None:
            return table.headline.statistic() if named and not self.extremes else TAU_B
        return self._of(table) or TAU_B

    @property
    def assumptions(self) -> dict[str, str]:
        """What each of the three figures assumes."""
        return self.tables[0].identification.assumptions

    def __repr__(self) -> str:
        return "\n".join(f"{each.crosstab!r}\n{each.identification!r}\n  {each.sentence}" for each in self.tables)

    def to_dict(self) -> dict[str, Any]:
        """Return all of it as JSON data (schemas/bounds.schema.json)."""
        from crossregime.core.comparison.document import asked_dict, weight_dict
        from crossregime.core.positions import compared_dict

        comparison = self.comparison
        return {
            **head("bounds"),
            **asked_dict(comparison),
            "weight": weight_dict(comparison),
            "facts": None if comparison.facts is None else comparison.facts.to_dict(),
            "positions": [compared_dict(number, position) for number, position in enumerate(comparison.positions, 1)],
            "break": [each.to_dict() for each in comparison.differences],
            "group_contrasts": [each.to_dict() for each in comparison.every_group_contrast],
            "tables": [
                table.to_dict(extremes=self.extremes, helping=self.helping, breakdown=self.breakdown)
                for table in self.tables
            ],
        }


def _filled(filled: Allocation, problem: Problem) -> dict[str, Any]:
    images = filled.stratum.images
    return {
        "councils": filled.councils,
        "paired": bool(filled.stratum.cells),
        "grades": [
            {
                "position": one.side + 1,
                "known": problem.label(one.side, one.range),
                "filled": problem.label(one.side, (filled.grades[place],) * 2),
                **({"mapped": problem.grade(one.side, filled.grades[images[place]])} if place in images else {}),
            }
            for place, one in filled.stratum.given
        ],
    }


def inquire(
    comparison: Comparison,
    given: Sequence[str] = (),
    then: Sequence[str] = (),
    *,
    extremes: bool = False,
    helping: bool = False,
    statistic: str | None = None,
    assume: str | Sequence[str] = (),
    breakdown: bool = False,
) -> Inquiry:
    """Ask what is known of a comparison of two positions.

    `given` and `then` are grades (labels or ids) of the first and of the second scale: of the councils that
    were so in the first, how many were so in the second. Without any, the better half of the second scale is
    asked about for either half of the first; with one of the two, the other is the better half. `statistic` is
    that of which `extremes`, `helping`, `assume` and `breakdown` are wanted: "difference" is that of shares. By default
    extremes and helpful facts are of Kendall's tau-b (of the difference, where the comparison names its grades), and
    assumptions of the difference. `assume` names assumptions, each taken by itself. Raises UsageError for other than
    two positions, for an unknown grade, for a statistic that has no bounds or is not asked about and for an assumption
    that can't be made, DataError where the facts contradict each other.
    """
    if len(comparison.positions) != 2:
        raise UsageError(f"bounds are of two regimes, not of {len(comparison.positions)}", do="name just two")
    first, second = (position.scale for position in comparison.positions)
    later = parse_names_of_grades(second, then, "`then`") or second.good
    upper = first.good
    asked: tuple[tuple[Ranks, Ranks], ...]
    if given or then:
        asked = ((parse_names_of_grades(first, given, "`given`") or upper, later),)
    else:
        asked = ((upper, later), (tuple(range(upper[0])), later))
    assumed = (assume,) if isinstance(assume, str) else tuple(assume)
    if statistic is not None and not (extremes or helping or assumed or breakdown):
        raise UsageError(
            "`statistic` says of what the extremes or the helpful facts are shown, and neither was asked for",
            do="ask for `extremes`, `helping`, `assume` or `breakdown`; the intervals of all statistics are shown"
            " without it",
        )
    if statistic is None:
        of = None
    elif statistic == "difference":
        of = comparison.crosstab.headline.statistic()
    else:
        of = comparison.crosstab.identification.statistic(statistic)
    inquiry = Inquiry(comparison, asked, extremes, helping, of, assumed, breakdown)
    for table in inquiry.tables:
        table.crosstab.solver  # noqa: B018  # facts that contradict each other are refused at once
    return inquiry
