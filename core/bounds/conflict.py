"""Find minimal sets of facts that contradict each other, and describe them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crossregime.core.errors import DataError
from crossregime.core.frozen import frozen
from crossregime.core.ranges import Range
from crossregime.core.text import many, span_text

if TYPE_CHECKING:
    from crossregime.core.bounds.problem import FlowConstraint, Problem, Stratum, TotalConstraint

SHOWN = 10
"""The most councils named one by one."""

Who = Callable[[int, Range], Sequence[str]]
"""A function from a side and a range to the names of the councils with it."""


@frozen
class Fact:
    """One fact: a printed total, a printed flow, or the grade or range of some councils."""

    limit: int | None = None
    flow: int | None = None
    side: int = 0
    range: Range = (0, 0)


def conflict(problem: Problem) -> tuple[Fact, ...]:
    """Find a minimal set of facts that can't all be true; empty if all can.

    Each fact is left out in turn and stays out if the rest still contradict each other (a deletion filter,
    Chinneck & Dravnieks 1991). Group totals are tried before overall ones and those before what is known of
    councils, so that the plainest facts are left.
    """
    if _possible(problem, facts := _facts(problem)):
        return ()
    kept = list(facts)
    for fact in facts:
        without = [each for each in kept if each is not fact]
        if not _possible(problem, without):
            kept = without
    return tuple(kept)


def contradicting_totals(problem: Problem) -> tuple[int, ...]:
    """Find a minimal set of printed totals, by index, that can't all be true of these councils.

    Empty where all can. Totals are left out by halves, quarters and so on, and at last one by one, and stay out if the
    rest still contradict each other: of very many, few have to be tried alone.
    """
    from crossregime.core.bounds.search.programs import possible

    def contradict(kept: Sequence[int]) -> bool:
        limits = [
            limit if index in kept else replace(limit, lowest=0, highest=_members(problem, index))
            for index, limit in enumerate(problem.limits)
        ]
        return not possible(replace(problem, limits=tuple(limits)))

    kept = list(range(len(problem.limits)))
    if not contradict(kept):
        return ()
    size = len(kept)
    while size:
        size = size // 2
        for start in reversed(range(0, len(kept), max(size, 1))):
            without = kept[:start] + kept[start + max(size, 1) :]
            if contradict(without):
                kept = without
    return tuple(kept)


def contradiction(problem: Problem, who: Who | None = None) -> DataError:
    """Make the error that no completion meets every fact, naming the facts that contradict each other."""
    facts = conflict(problem)
    if len(facts) > 1:
        what = "the facts contradict each other: these can't all be true, though any one less could"
    else:
        what = "the facts contradict each other: this fact alone cannot hold for what it covers"
    return DataError(
        what,
        where="; ".join(_words(problem, fact, who) for fact in facts),
        do="check them against their sources",
    )


def _facts(problem: Problem) -> list[Fact]:
    """List the facts of a problem in the order in which they are tried."""
    found = [Fact(limit=index) for index in range(len(problem.limits))][::-1]
    # A total of a group counts fewer councils than one of all.
    found.sort(key=lambda fact: _members(problem, fact.limit or 0))
    found += [Fact(flow=index) for index in range(len(problem.flows))]
    spreads = {
        (variable.side, variable.range)
        for stratum in problem.strata
        for _, variable in stratum.given
        if len(variable.grades) < problem.size(variable.side)
    }
    # Wider ranges are tried first.
    ordered = sorted(spreads, key=lambda each: (each[1][0] - each[1][1], each))
    return found + [Fact(side=side, range=spread) for side, spread in ordered]


def _members(problem: Problem, limit: int) -> int:
    return sum(
        stratum.count for stratum in problem.strata for variable in stratum.variables if limit in variable.totals
    )


def _possible(problem: Problem, facts: Sequence[Fact]) -> bool:
    """Tell whether some completion meets these facts alone."""
    from crossregime.core.bounds.search.programs import possible

    limits = {fact.limit for fact in facts}
    flows = {fact.flow for fact in facts}
    spreads = {(fact.side, fact.range) for fact in facts if fact.limit is None and fact.flow is None}

    def loosened(stratum: Stratum) -> Stratum:
        variables = tuple(
            variable
            if variable.image or (variable.side, variable.range) in spreads
            else replace(variable, range=(0, problem.size(variable.side) - 1))
            for variable in stratum.variables
        )
        return replace(stratum, variables=variables)

    return possible(
        replace(
            problem,
            strata=tuple(map(loosened, problem.strata)),
            limits=tuple(
                limit if index in limits else replace(limit, lowest=0, highest=_members(problem, index))
                for index, limit in enumerate(problem.limits)
            ),
            flows=tuple(
                flow if index in flows else replace(flow, lowest=0, highest=_everyone(problem))
                for index, flow in enumerate(problem.flows)
            ),
        )
    )


def _everyone(problem: Problem) -> int:
    return sum(stratum.count for stratum in problem.strata)


def _words(problem: Problem, fact: Fact, who: Who | None) -> str:
    if fact.limit is not None:
        limit = problem.limits[fact.limit]
        return f"{limit.name or _printed(problem, limit)} (of {many(_members(problem, fact.limit), problem.unit)})"
    if fact.flow is not None:
        flow = problem.flows[fact.flow]
        return f"{flow.name or _moved(problem, flow)} (of {many(_moving(problem), problem.unit)})"
    councils = sum(
        stratum.count
        for stratum in problem.strata
        for _, variable in stratum.given
        if (variable.side, variable.range) == (fact.side, fact.range)
    )
    grade = problem.label(fact.side, fact.range)
    at = f"at {grade}" if fact.range[0] == fact.range[1] else f"known only as {grade}"
    text = f"{problem.names[fact.side]}: {many(councils, problem.unit)} {at}"
    names = [] if who is None else list(who(fact.side, fact.range))
    if names:
        more = [f"{len(names) - SHOWN} more"] if len(names) > SHOWN + 1 else names[SHOWN:]
        text += f" ({', '.join([*names[:SHOWN], *more])})"
    return text


def _printed(problem: Problem, limit: TotalConstraint) -> str:
    grades = " or ".join(problem.label(limit.side, (rank, rank)) for rank in sorted(limit.ranks))
    return f"{problem.names[limit.side]}: {_number(limit)} at {grades}"


def _moved(problem: Problem, flow: FlowConstraint) -> str:
    moves = " or ".join(
        " to ".join(problem.label(side, (rank, rank)) for side, rank in enumerate(cell)) for cell in sorted(flow.cells)
    )
    return f"{' to '.join(problem.names)}: {_number(flow)} moved from {moves}"


def _moving(problem: Problem) -> int:
    return sum(stratum.count * len(stratum.moves) for stratum in problem.strata)


def _number(bound: TotalConstraint | FlowConstraint) -> str:
    return span_text(bound.lowest, bound.highest)
