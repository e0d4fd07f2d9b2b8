"""Bound a user's own table: read its ranges, totals and flows, and report faults with their place."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crossregime.core.arguments import MOST_COUNTED, check_flag, check_unit, shown
from crossregime.core.bounds.effort import EFFORT, check_effort
from crossregime.core.bounds.identification import Identification
from crossregime.core.bounds.problem import FlowConstraint, Problem, Stratum, TotalConstraint, Variable
from crossregime.core.errors import UsageError
from crossregime.core.ranges import Range
from crossregime.core.statistics import frame_of

OwnGrade = int | Range
"""A rank (0 is the worst) or a range of ranks, worst and best."""
Number = int | tuple[int, int]
"""A whole number, or the smallest and the largest that it can be."""
Totals = Mapping[int | tuple[int, ...], Number]
"""How many councils are at a rank, or at one of several."""


def bounds_of_rows(  # noqa: PLR0913  # each kind of fact has a name of its own
    rows: Iterable[tuple[OwnGrade, OwnGrade, int]],
    sizes: tuple[int, int],
    *,
    row_totals: Totals | None = None,
    column_totals: Totals | None = None,
    unpaired_rows: Iterable[tuple[OwnGrade, int]] = (),
    unpaired_columns: Iterable[tuple[OwnGrade, int]] = (),
    flows: Mapping[tuple[tuple[int, int], ...], Number] | None = None,
    groups: Iterable[str] | None = None,
    common_scale: bool = False,
    names: tuple[str, str] = ("the first", "the second"),
    labels: tuple[Sequence[str], Sequence[str]] | None = None,
    effort: int = EFFORT,
    unit: str = "unit",
) -> Identification:
    """Bound every statistic of a table of your own, from ranges and totals; no regime is needed.

    Each of `rows` is (grade in the first, grade in the second, number of councils): a grade is a rank, 0 the
    worst, or a range of ranks (worst, best) where only that is known. `sizes` are the numbers of grades of
    the two scales. `row_totals` and `column_totals` say how many councils are at a rank, or at one of several
    (a tuple), on the first and on the second side: a whole number, or (smallest, largest). They count the
    pairs and the unpaired: (grade, number) of the councils that only one side has, `unpaired_rows` those of
    the first and `unpaired_columns` those of the second. `flows` say how many pairs made one of some moves,
    as ((before, after), ...). `groups` names the group of councils of each row (a region), for `between`. With
    `common_scale` there are agreement and change too. `names` and `labels` are what the sides and their grades are
    called, and `unit` what sentences call one of those that are counted ("school"; its plural is made of it). `effort`
    is how many boxes the search for one bound may open, where no closed form gives it: more narrows what is not sharp,
    and takes longer. A frame of polars or pandas, or an array, may hold the rows too; there ranges are lists or tuples
    in a column.

    Bounds that need integer programs are sure to be found for a million councils; for more, one may be refused with
    UsageError when it is asked for.

    Gives an Identification: `figures` with each statistic three ways, `cells`, `share`, `contrast` (and what one would
    have to believe), `between` groups, `what_would_help`, `extremes`, `to_dict`. Raises UsageError for anything that is
    not a grade, total or number of councils, saying where it stands, DataError where the facts contradict each other,
    naming them.

    Thirty-four named councils and the printed totals of 152, as in ssi2003 by ofsted2009:

    >>> rows = [(0, 0, 1), (0, 1, 1), (0, 2, 1), (0, (1, 2), 4),
    ...         (1, 0, 2), (1, 1, 2), (1, 2, 4), (1, 3, 2), (1, (1, 2), 42),
    ...         (2, 0, 5), (2, 1, 5), (2, 2, 1), (2, 3, 4), (2, (1, 2), 58),
    ...         (3, 0, 1), (3, 1, 1), (3, 3, 4), (3, (1, 2), 10)]
    >>> totals = {0: 9, 1: 40, 2: 93, 3: 10}
    >>> found = bounds_of_rows(rows, (4, 4), column_totals=totals, unpaired_columns=[((1, 2), 4)])
    >>> tau_b = found.figure("tau_b")
    >>> round(tau_b.complete_case, 4), tau_b.bounds.text(), round(tau_b.uniform.mean, 4)
    (0.1266, '[-0.2629, 0.4270]', 0.0496)
    >>> found.share(then=["grade 2", "grade 3"], given=["grade 2", "grade 3"]).text()
    '[0.5169, 0.8652]'
    """
    reading = _Reading(_sizes(sizes))
    check_flag(common_scale, "common_scale")
    if common_scale and reading.sizes[0] != reading.sizes[1]:
        raise UsageError(
            f"{reading.sizes[0]} and {reading.sizes[1]} grades can't be a common scale", do="leave common_scale out"
        )
    limits = [
        *reading.limits(0, {} if row_totals is None else row_totals, "row_totals"),
        *reading.limits(1, {} if column_totals is None else column_totals, "column_totals"),
    ]
    inside = [tuple(index for index, limit in enumerate(limits) if limit.side == side) for side in (0, 1)]
    strata = []
    named_groups = None if groups is None else _groups(groups)
    for place, (where, (first, second, councils)) in enumerate(
        _entries(rows, "rows", "(first grade, second grade, number)", 3)
    ):
        both = (reading.range(0, first, where), reading.range(1, second, where))
        variables = tuple(Variable(side, spread, inside[side]) for side, spread in enumerate(both))
        group: tuple[str, ...] = ()
        if named_groups is not None:
            if place >= len(named_groups):
                raise UsageError("there are fewer groups than rows", where="groups", do="name a group for each row")
            group = (named_groups[place],)
        strata.append(Stratum(_councils(councils, where), variables, ((0, 1),), ((0, 1),), groups=group))
    if named_groups is not None and len(named_groups) > len(strata):
        raise UsageError("there are more groups than rows", where="groups", do="name a group for each row")
    for side, (unpaired, name) in enumerate(((unpaired_rows, "unpaired_rows"), (unpaired_columns, "unpaired_columns"))):
        for where, (grade, councils) in _entries(unpaired, name, "(grade, number)", 2):
            alone = Variable(side, reading.range(side, grade, where), inside[side])
            strata.append(Stratum(_councils(councils, where), (alone,)))
    moves = tuple(
        reading.moves(pairs, number) for pairs, number in ({} if flows is None else _mapping(flows, "flows")).items()
    )
    named = None if labels is None else _labels(labels, reading.sizes)
    everyone = sum(stratum.count for stratum in strata)
    if everyone > MOST_COUNTED:
        raise UsageError(f"{everyone:,} are more than can be counted", do=f"give {MOST_COUNTED:,} at most")
    problem = Problem(
        reading.sizes,
        tuple(strata),
        tuple(limits),
        moves,
        _names(names),
        named,
        effort=check_effort(effort),
        unit=check_unit(unit),
    )
    found = Identification(problem, common_scale, own=True)
    found.solver  # noqa: B018  # facts that contradict each other are refused at once
    return found


@dataclass(frozen=True, slots=True)
class _Reading:
    """Read grades, totals and flows for two scales of given sizes."""

    sizes: tuple[int, int]

    def range(self, side: int, grade: Any, where: str) -> Range:
        ends = _pair(grade, where, "grade", "write a rank, 0 the worst, or (worst, best)")
        for rank in ends:
            self._check(side, rank, where)
        if ends[0] > ends[1]:
            raise UsageError(
                f"the range {ends[0]} to {ends[1]} is empty", where=where, do="write a range as (worst, best)"
            )
        return ends

    def limits(self, side: int, totals: Any, name: str) -> list[TotalConstraint]:
        found = []
        for key, number in _mapping(totals, name).items():
            where = f"{name}, the total at {shown(key)}"
            ranks = [*key] if isinstance(key, (tuple, frozenset)) else [key]
            if not ranks:
                raise UsageError("a total counts those at some grade, and none is named", where=where)
            whole = [_whole(rank, where, "rank", "write a rank, 0 the worst, or several as a tuple") for rank in ranks]
            for rank in whole:
                self._check(side, rank, where)
            found.append(TotalConstraint(side, frozenset(whole), *_ends(number, where)))
        return found

    def moves(self, pairs: Any, number: Any) -> FlowConstraint:
        where = f"flows, the moves {shown(pairs)}"
        do = "write moves as ((before, after), ...): ((1, 0),) for those from 1 to 0"
        if not isinstance(pairs, (tuple, frozenset)) or not pairs:
            raise UsageError("these are not moves", where=where, do=do)
        found = set()
        for pair in pairs:
            if not isinstance(pair, tuple) or len(pair) != 2:
                raise UsageError(f"{shown(pair)} is not a move", where=where, do=do)
            before, after = (_whole(rank, where, "rank", do) for rank in pair)
            self._check(0, before, where)
            self._check(1, after, where)
            found.add((before, after))
        return FlowConstraint(frozenset(found), *_ends(number, where))

    def _check(self, side: int, rank: int, where: str) -> None:
        if not 0 <= rank < self.sizes[side]:
            raise UsageError(
                f"{rank} is outside the {('first', 'second')[side]} scale",
                where=where,
                do=f"ranks run from 0 (worst) to {self.sizes[side] - 1} (best)",
            )


def _sizes(sizes: Any) -> tuple[int, int]:
    do = "give how many grades each of the two scales has, as in (4, 4)"
    first, second = _pair(sizes, "sizes", "pair of sizes", do)
    if isinstance(sizes, int) or min(first, second) < 1:
        raise UsageError(f"{shown(sizes)} is not a pair of sizes", where="sizes", do=do)
    return first, second


def _names(names: Any) -> tuple[str, str]:
    """Read the names of the two sides."""
    if not isinstance(names, (tuple, list)) or len(names) != 2 or not all(isinstance(each, str) for each in names):
        raise UsageError(f"{shown(names)} are not names of two sides", where="names", do="give two texts")
    return names[0], names[1]


def _labels(labels: Any, sizes: tuple[int, int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read the labels of the grades of both sides."""
    do = "give two lists, one label for each grade that `sizes` says"
    if not isinstance(labels, Sequence) or len(labels) != 2:
        raise UsageError(f"{shown(labels)} are not labels of two scales", where="labels", do=do)
    if any(isinstance(each, str) or not isinstance(each, Sequence) or len(each) != size
           for each, size in zip(labels, sizes, strict=True)):  # fmt: skip
        raise UsageError("there is not one label for each grade", where="labels", do=do)
    return tuple(map(str, labels[0])), tuple(map(str, labels[1]))


def _entries(rows: Any, name: str, form: str, length: int) -> Iterable[tuple[str, Any]]:
    """Return each row with its place, counted from 1; refuse a row of another length."""
    rows = _listed(rows)
    if not isinstance(rows, Iterable):
        raise UsageError(f"{shown(rows)} is not a list of rows", where=name, do=f"give rows, each {form}")
    for number, row in enumerate(rows, 1):
        where = f"{name}, row {number}"
        if not isinstance(row, Sequence) or isinstance(row, str) or len(row) != length:
            raise UsageError(f"{shown(row)} is not a row", where=where, do=f"write {form}")
        yield where, row


def _groups(groups: Any) -> list[str]:
    """Read the group of each row."""
    if isinstance(groups, str) or not isinstance(groups, Iterable):
        raise UsageError(f"{groups!r} is not a list of groups", where="groups", do="name a group for each row")
    found = list(groups)
    for group in found:
        if not isinstance(group, str) or not group:
            raise UsageError(f"{group!r} is not a name of a group", where="groups", do="name a group for each row")
    return found


def _listed(rows: Any) -> Any:
    """Convert a frame or an array to rows; a column of lists holds ranges."""
    frame = frame_of(rows)
    if frame is None:
        return rows.tolist() if hasattr(rows, "tolist") else rows
    return frame.iter_rows() if hasattr(frame, "iter_rows") else frame.itertuples(index=False, name=None)


def _mapping(totals: Any, name: str) -> Mapping[Any, Any]:
    if not isinstance(totals, Mapping):
        raise UsageError(f"{shown(totals)} is not a mapping", where=name, do="write {rank: number}")
    return totals


def _whole(value: Any, where: str, what: str, do: str) -> int:
    """Read an integer of any type, including numpy's."""
    try:
        return operator.index(value)
    except TypeError:
        raise UsageError(f"{shown(value)} is not a {what}", where=where, do=do) from None


def _pair(value: Any, where: str, what: str, do: str) -> tuple[int, int]:
    """Read two integers, or one that stands for both."""
    if not isinstance(value, (tuple, list)):
        return (_whole(value, where, what, do),) * 2
    if len(value) != 2:
        raise UsageError(f"{shown(value)} is not a {what}", where=where, do=do)
    return _whole(value[0], where, what, do), _whole(value[1], where, what, do)


def _councils(value: Any, where: str) -> int:
    do = "give a whole number, 0 or more"
    count = _whole(value, where, "count", do)
    if count < 0:
        raise UsageError(f"{count} is not a count", where=where, do=do)
    return count


def _ends(number: Any, where: str) -> tuple[int, int]:
    do = "give a whole number, 0 or more, or (smallest, largest)"
    least, most = _pair(number, where, "count", do)
    if not 0 <= least <= most:
        raise UsageError(f"{shown(number)} is not a count", where=where, do=do)
    return least, most
