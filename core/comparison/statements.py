"""State in sentences what a table of two judgements allows, and nothing more.

Every statement holds its numbers, and its sentence is made from them here, so that text and JSON agree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossregime.core.frozen import frozen
from crossregime.core.statistics import TAU_B, Undefined
from crossregime.core.text import joined, many, plural

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crossregime.core.bounds import Counts, Identification, Interval, Solver
    from crossregime.core.comparison.tabulation import Tabulation
    from crossregime.core.model import Scale
    from crossregime.core.positions import Position


@frozen
class Share:
    """Of the councils at some grades in one position, how many were at some grades in the other.

    `of` bounds the councils asked about, `count` those of them that were so, `share` their ratio (None where
    there may be no council to ask about).
    """

    given: tuple[int, ...]
    then: tuple[int, ...]
    of: Counts
    count: Counts
    share: Interval | None
    sentence: str


def list_grades(scale: Scale, ranks: tuple[int, ...]) -> str:
    """Name grades in words, joined by 'or'."""
    return joined([scale.labels[rank] for rank in ranks], "or")


def between(counts: Counts) -> str:
    """Write a bounded number: one figure where it is known."""
    return f"{counts.lowest}" if counts.lowest == counts.highest else f"between {counts.lowest} and {counts.highest}"


def cell(count: int, bounds: Counts) -> str:
    """Write a cell of a table: the councils known to be in it and, where they differ, the bounds in brackets.

    >>> from crossregime.core.bounds import Counts
    >>> cell(3, Counts(3, 3)), cell(3, Counts(5, 5)), cell(3, Counts(3, 9))
    ('3', '3 (5)', '3 (3 to 9)')
    """
    if bounds.lowest == bounds.highest:
        return str(count) if count == bounds.lowest else f"{count} ({bounds.lowest})"
    return f"{count} ({bounds.lowest} to {bounds.highest})"


def percent(share: float) -> str:
    """Write a share as a percentage with one decimal."""
    return f"{100 * share:.1f}%"


def grade_shares(
    first: Position, second: Position, tabulation: Tabulation, solver: Solver, *, people: bool = False
) -> tuple[Share, ...]:
    """State the share of the upper half of the second judgement, for either half of the first.

    With `people` the solver counts people, and so do the statements.
    """
    then = second.scale.good
    upper = first.scale.good
    lower = tuple(range(upper[0]))
    return tuple(share_at(first, second, tabulation, solver, given, then, people=people) for given in (upper, lower))


def share_at(
    first: Position,
    second: Position,
    tabulation: Tabulation,
    solver: Solver,
    given: tuple[int, ...],
    then: tuple[int, ...],
    *,
    people: bool = False,
) -> Share:
    """State the share of the councils at `given` grades of the first judgement that were at `then` of the second.

    Grades are ranks; with `people` the solver counts people, and so does the statement.
    """
    columns = range(tabulation.sizes[1])
    within = frozenset((row, column) for row in given for column in columns)
    of = solver.cells(within)
    wanted = frozenset((row, column) for row in given for column in then)
    count = solver.cells(wanted)
    ratio_bounds = solver.share(wanted, within)
    if people:
        return Share(given, then, of, count, ratio_bounds, _of_people(first, second, given, then, ratio_bounds))
    were = "was" if count.lowest == count.highest == 1 else "were"
    grades, outcome = list_grades(first.scale, given), list_grades(second.scale, then)
    if of.highest == 0:
        sentence = f"No paired {first.unit} was at {grades} in {_place(first)}."
    else:
        ratio = ""
        if ratio_bounds is not None:
            low, high = percent(ratio_bounds.lowest), percent(ratio_bounds.highest)
            ratio = f" ({low})" if low == high else f" ({low} to {high})"
        units = f"paired {first.unit}" if of.lowest == of.highest == 1 else f"paired {plural(first.unit)}"
        asked = f"{of.lowest} {units}" if of.lowest == of.highest else units
        how_many = "" if of.lowest == of.highest else f" ({between(of)} of them)"
        sentence = (
            f"Of the {asked} at {grades} in {_place(first)}{how_many}, {between(count)}{ratio}"
            f" {were} at {outcome} in {_place(second)}."
        )
    return Share(given, then, of, count, ratio_bounds, sentence)


def _of_people(
    first: Position, second: Position, given: tuple[int, ...], then: tuple[int, ...], ratio: Interval | None
) -> str:
    grades, outcome = list_grades(first.scale, given), list_grades(second.scale, then)
    if ratio is None:
        return f"By population: no paired council was at {grades} in {_place(first)}."
    low, high = percent(ratio.lowest), percent(ratio.highest)
    share_of = low if low == high else f"between {low} and {high}"
    return (
        f"By population: of the people of paired councils at {grades} in {_place(first)}, {share_of} lived in councils"
        f" at {outcome} in {_place(second)}."
    )


def _place(position: Position) -> str:
    """Name the position of a grade, with a note if it is mapped."""
    return position.caption if position.mapping is None else f"{position.caption} as mapped"


@frozen
class Incompleteness:
    """Why grades are open: some were not published, a crosswalk links some to several, or both.

    `reasons` say why grades were not published, as `Position.why_open` does.
    """

    published: bool
    mapped: bool
    reasons: frozenset[str] = frozenset({""})

    @classmethod
    def of(cls, positions: Iterable[Position]) -> Incompleteness:
        """Find the reasons for the sides of a table."""
        held = tuple(positions)
        return cls(
            any(not each.unmapped.complete for each in held),
            any(each.mapping is not None and any(len(ranks) > 1 for ranks in each.mapping.sets) for each in held),
            frozenset().union(*(each.unmapped.why_open for each in held)),
        )

    @property
    def misleads(self) -> bool:
        """Tell whether the selection of fully known pairs may depend on the grades.

        It does not where the only open grades are ranges in a source.
        """
        return self.mapped or not self.reasons <= {"row"}

    @property
    def may(self) -> bool:
        """Tell whether the dependence of the selection on the grades is possible rather than certain."""
        return not self.mapped and not self.reasons & {"", "extremes"}

    @property
    def _published(self) -> str:
        """State why the published grades may be a selection."""
        if self.reasons & {"", "extremes"}:
            return "which grades were published depends on the grades"
        if "not_held" in self.reasons:
            return "which grades are held here may depend on the grades"
        return "which councils were inspected by then may depend on the grades"

    @property
    def selection(self) -> str:
        """State why the selection of fully known pairs depends on the grades."""
        if not self.mapped:
            return self._published
        if not self.published:
            return "which grades correspond to one alone depends on the grades"
        return "which grades were published, and which correspond to one alone, depends on the grades"

    @property
    def unsettled(self) -> str:
        """Name what does not settle a figure."""
        if not self.mapped:
            return "what was published does not settle"
        if not self.published:
            return "the crosswalk does not settle"
        return "what was published and the crosswalk do not settle"

    @property
    def whatever(self) -> str:
        """State what a figure holds regardless of."""
        if not self.mapped:
            return "whatever the unpublished grades were"
        if not self.published:
            return "whatever the crosswalk leaves open"
        return "whatever the unpublished grades were and the crosswalk leaves open"


def association_sentence(found: Identification, left: Incompleteness) -> str:
    """State what the facts settle about Kendall's tau-b; `left` is why grades are open.

    >>> import crossregime as cr
    >>> found = cr.bounds([(0, 0, 1), (1, 1, 1)], (2, 2))
    >>> association_sentence(found, Incompleteness(published=True, mapped=False))
    "Association (Kendall's tau-b) is 1.0000; every pair is known."
    """
    figure = found.figure(TAU_B.id)
    complete, bounds = figure.complete_case, figure.bounds
    if not found.partly_known:
        if isinstance(complete, Undefined):
            return f"Association (Kendall's tau-b) has no value: {complete.reason}."
        return f"Association (Kendall's tau-b) is {complete:.4f}; every pair is known."
    over = f"over the {many(found.named, 'pair')} with both grades known"
    if isinstance(complete, Undefined):
        alone = f"Association (Kendall's tau-b) has no value {over}: {complete.reason}."
    else:
        possible = isinstance(bounds, Undefined | None) or bounds.lowest <= complete <= bounds.highest
        alone = _over_the_known(found, complete, left, "" if possible else ", and it lies outside what is possible")
    if isinstance(bounds, Undefined | None):
        return f"{alone} It has no value in any completion: {figure.why_no_bounds}."
    where = f"between {bounds.lowest:.4f} and {bounds.highest:.4f}"
    if bounds.point_identified:
        where = f"{bounds.lowest:.4f}"
    if bounds.inner is not None:
        where += f" (some completion attains {bounds.inner[0]:.4f} and some {bounds.inner[1]:.4f})"
    some = f"; in some completions it has no value ({bounds.undefined})" if bounds.undefined else ""
    return f"{alone} Over all completions tau-b is {where}: so {_meaning(bounds, left)}{some}."


def _meaning(bounds: Interval, left: Incompleteness) -> str:
    """State what the bounds of tau-b settle about its sign."""
    low, high = bounds.attained
    if low < 0 < high:
        return f"{left.unsettled} even whether the association is positive or negative"
    if bounds.lowest > 0:
        return f"the association is positive {left.whatever}"
    if bounds.highest < 0:
        return f"the association is negative {left.whatever}"
    return f"there is no association, {left.whatever}" if low == high == 0 else "it may be nil"


def _over_the_known(found: Identification, complete: float, left: Incompleteness, outside: str) -> str:
    """State the value over fully known pairs, and whether it misleads."""
    over = f"over the {many(found.named, 'pair')} with both grades known"
    if not left.misleads:
        return (
            f"Association (Kendall's tau-b) is {complete:.4f} {over}; of the other {found.pairs - found.named} a source"
            " leaves several grades."
        )
    misleads = "may mislead" if left.may else "misleads"
    return f"Warning: {over} tau-b is {complete:.4f}, but {left.selection}, so this {misleads}{outside}."
