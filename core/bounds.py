"""Bound a figure over every completion that the facts allow.

`solve` gives a solver of a problem: in closed form where only one side is partly published with one kind of
range and known totals (then the unknown block is a table with fixed margins, and every bound is a short sum),
otherwise by integer programs. Every bound that a solver gives is attained by some completion, unless it says
that it is not sharp.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from crossregime.core.association import Degenerate, Table
from crossregime.core.completions import Cell, Problem, known_table
from crossregime.core.conflict import contradiction
from crossregime.core.statistic import Concordant, Statistic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crossregime.core.programs import Programs
    from crossregime.core.tabulation import Range

MOST_WAYS = 20_000
"""Ways in which councils outside the table can share the totals: with more, the closed form gives way."""


@dataclass(frozen=True, slots=True, repr=False)
class Interval:
    """The smallest and the largest value of a figure over all completions in which it has one.

    `lowest` and `highest` are proven: no completion goes beyond them. If `sharp`, completions attain both;
    otherwise `inner` is the least and the greatest value that a completion was found to attain, and the true
    bounds lie between the two. `undefined` is why some completion gives no value (empty where all do).
    `extremes` are the tables of the completions that attain the bounds (or the inner values), where they are
    held.
    """

    lowest: float
    highest: float
    sharp: bool = True
    inner: tuple[float, float] | None = None
    undefined: str = ""
    extremes: tuple[Table, Table] | None = field(default=None, compare=False)

    @property
    def identified(self) -> bool:
        """Tell whether the facts fix the figure."""
        return self.lowest == self.highest

    @property
    def attained(self) -> tuple[float, float]:
        """The values at both ends that completions attain: the bounds where they are sharp."""
        return (self.lowest, self.highest) if self.inner is None else self.inner

    def text(self) -> str:
        """Write it with four decimals: one figure where known, outer and inner values where not sharp."""
        if isinstance(self.lowest, int) and isinstance(self.highest, int):
            return f"{self.lowest}" if self.identified else f"{self.lowest} to {self.highest}"
        if self.identified:
            return f"{self.lowest:.4f}"
        shown = f"[{self.lowest:.4f}, {self.highest:.4f}]"
        return shown if self.inner is None else f"outer {shown}, inner [{self.inner[0]:.4f}, {self.inner[1]:.4f}]"

    def to_dict(self) -> dict[str, Any]:
        """Give it as JSON holds it."""
        return {
            "lowest": self.lowest,
            "highest": self.highest,
            "sharp": self.sharp,
            "inner": None if self.inner is None else {"lowest": self.inner[0], "highest": self.inner[1]},
            "undefined": self.undefined,
        }

    def __repr__(self) -> str:
        more = "" if self.inner is None else f", inner={self.inner}"
        more += f", undefined={self.undefined!r}" if self.undefined else ""
        return f"Interval(lowest={self.lowest}, highest={self.highest}, sharp={self.sharp}{more})"


@dataclass(frozen=True, slots=True)
class Counts:
    """The smallest and the largest number of councils over all completions, both attained."""

    lowest: int
    highest: int


class Solver(Protocol):
    """What can be asked of a problem's completions."""

    @property
    def method(self) -> str:
        """How the bounds are found."""
        ...

    @property
    def problem(self) -> Problem:
        """The problem that it answers for."""
        ...

    def cells(self, wanted: frozenset[Cell]) -> Counts:
        """Bound the number of paired councils in a block of cells."""
        ...

    def interval(self, statistic: Statistic) -> Interval | Degenerate:
        """Bound a statistic over the completions in which it has a value; Degenerate where there is none."""
        ...

    @property
    def programs(self) -> Programs:
        """The same problem by integer programs."""
        ...


def solve(problem: Problem) -> Solver:
    """Choose the solver: closed form where it exists, else integer programs."""
    for turned, transposed in ((problem, False), (problem.transposed(), True)):
        closed = Closed.of(turned)
        if closed is not None:
            return Transposed(problem, closed) if transposed else closed
    return _programs(problem)


@dataclass(frozen=True)
class Transposed:
    """Answer for a problem by the solver of the problem with its sides swapped."""

    problem: Problem
    inner: Closed

    @property
    def method(self) -> str:
        """How the bounds were found."""
        return self.inner.method

    def cells(self, wanted: frozenset[Cell]) -> Counts:
        """Bound the number of paired councils in a set of cells."""
        return self.inner.cells(frozenset((column, row) for row, column in wanted))

    def interval(self, statistic: Statistic) -> Interval | Degenerate:
        """Bound a statistic over the tables of the inner solver, turned, or by integer programs."""
        tables = self.inner.extremes() if isinstance(statistic.form, Concordant) else None
        if tables is None:
            return self.programs.interval(statistic)
        return among(([list(row) for row in zip(*table, strict=True)] for table in tables), statistic)

    @cached_property
    def programs(self) -> Programs:
        """The same problem by integer programs."""
        return _programs(self.problem)


@dataclass(frozen=True)
class Pack:
    """The unknown grades of a side, all of one kind of range and of known totals: how many there are of each.

    `columns` are the numbers of `grades`, all councils with an unknown grade together.
    """

    grades: range
    columns: Sequence[int]

    @classmethod
    def of(cls, problem: Problem, side: int) -> Pack | None:
        """Read the unknown grades of a side as one pack, or give None.

        Raises DataError where a total contradicts what is known of the councils that it counts.
        """
        unknown: set[tuple[Range, tuple[int, ...]]] = set()
        councils = 0
        # For each total: how many councils are surely counted, how many may be, and how many are known to be.
        least, most, fixed = ([0] * len(problem.limits) for _ in range(3))
        for kind in problem.kinds:
            for variable in kind.variables:
                for index in variable.totals:
                    at = [grade in problem.limits[index].ranks for grade in variable.grades]
                    least[index] += all(at) * kind.count
                    most[index] += any(at) * kind.count
                    fixed[index] += (at == [True]) * kind.count
                if variable.side == side and len(variable.grades) > 1:
                    unknown.add((variable.range, variable.totals))
                    councils += kind.count
        for limit, low, high in zip(problem.limits, least, most, strict=True):
            if low > limit.highest or high < limit.lowest:
                raise contradiction(problem)
        if len(unknown) > 1:
            return None  # several kinds of range, or some count towards totals that others don't
        if not unknown:
            return cls(range(0), [])
        (worst, best), limits = unknown.pop()
        grades = range(worst, best + 1)
        columns = cls._columns(problem, limits, grades, fixed, councils)
        return None if columns is None else cls(grades, columns)

    @staticmethod
    def _columns(
        problem: Problem, limits: Sequence[int], grades: range, fixed: Sequence[int], unknown: int
    ) -> list[int] | None:
        """Work out how many unknown councils are at each grade; None where the totals leave that open."""
        left: dict[int, int] = {}
        for index in limits:
            limit = problem.limits[index]
            inside = limit.ranks & set(grades)
            if len(inside) == 1 and limit.lowest == limit.highest:
                left.setdefault(min(inside), limit.lowest - fixed[index])
        missing = [grade for grade in grades if grade not in left]
        if len(missing) > 1:
            return None
        for grade in missing:
            left[grade] = unknown - sum(left.values())
        columns = [left[grade] for grade in grades]
        if sum(columns) != unknown or min(columns) < 0:
            raise contradiction(problem)
        for index in limits:
            limit = problem.limits[index]
            councils = fixed[index] + sum(left[grade] for grade in grades if grade in limit.ranks)
            if not limit.lowest <= councils <= limit.highest:
                raise contradiction(problem)
        return columns


@dataclass(frozen=True)
class Closed:
    """Bounds in closed form: the first side is known for every pair, the second has one kind of range.

    `rows` are the unknown paired councils by grade of the first side, `outside` the unknown councils of the
    second side that are in no pair, and `columns` the unknown councils of each grade of `grades`, all
    together.
    """

    problem: Problem
    known: Table
    grades: range
    rows: Sequence[int]
    outside: int
    columns: Sequence[int]
    method: str = "closed form"

    @classmethod
    def of(cls, problem: Problem) -> Closed | None:
        """Read a problem as one of this form, or give None."""
        if problem.flows or any(kind.weights for kind in problem.kinds):
            return None
        rows, outside = [0] * problem.sizes[0], 0
        for kind in problem.kinds:
            first, second = ([each for each in kind.variables if each.side == side] for side in (0, 1))
            if len(second) > 1 or len(first) > 1:
                return None
            if any(len(each.grades) > 1 and (kind.cells or each.totals) for each in first):
                return None
            if second and len(second[0].grades) > 1:
                if kind.cells:
                    rows[first[0].range[0]] += kind.count
                else:
                    outside += kind.count
        pack = Pack.of(problem, 1)
        if pack is None:
            return None
        return cls(problem, known_table(problem), pack.grades, rows, outside, pack.columns)

    def cells(self, wanted: frozenset[Cell]) -> Counts:
        """Bound the number of paired councils in a block of cells: the same columns in every row of it."""
        rows = {row for row, _ in wanted}
        columns = {column for _, column in wanted}
        if len(wanted) != len(rows) * len(columns):
            raise ValueError("the closed form bounds blocks of cells")
        known = sum(self.known[row][column] for row, column in wanted)
        free = sum(self.rows[row] for row in rows)
        everyone = sum(self.rows) + self.outside
        at = sum(count for grade, count in zip(self.grades, self.columns, strict=True) if grade in columns)
        return Counts(known + max(0, at - (everyone - free)), known + min(free, at))

    def extremes(self) -> Iterator[Table] | None:
        """Give the comonotone and the countermonotone filling of each way to share the totals.

        With total margins fixed every association statistic attains its bounds at these two. None where there
        are too many ways.
        """
        ways = 1
        for count in self.columns[:-1]:
            ways *= min(count, self.outside) + 1
        if ways > MOST_WAYS:
            return None
        return self._fillings()

    def interval(self, statistic: Statistic) -> Interval | Degenerate:
        """Bound a statistic: association by the extremes, the others by integer programs."""
        tables = self.extremes() if isinstance(statistic.form, Concordant) else None
        return self.programs.interval(statistic) if tables is None else among(tables, statistic)

    @cached_property
    def programs(self) -> Programs:
        """The same problem by integer programs."""
        return _programs(self.problem)

    def _fillings(self) -> Iterator[Table]:
        for share in _shares(self.columns, self.outside):
            inside = [count - taken for count, taken in zip(self.columns, share, strict=True)]
            for order in (range(len(self.rows)), range(len(self.rows) - 1, -1, -1)):
                yield self._filled(inside, order)

    def _filled(self, inside: Sequence[int], order: Iterable[int]) -> Table:
        """Give the lowest grades to the rows in an order until each is used up."""
        table = [list(row) for row in self.known]
        stock = list(zip(self.grades, inside, strict=True))
        for row in order:
            need = self.rows[row]
            while need:
                grade, count = stock[0]
                taken = min(need, count)
                table[row][grade] += taken
                need -= taken
                stock[0] = (grade, count - taken)
                if count == taken:
                    stock.pop(0)
        return table


def _shares(columns: Sequence[int], outside: int) -> Iterator[tuple[int, ...]]:
    """Give every way in which so many councils outside the table can take their grades from the columns."""
    if len(columns) <= 1:
        if outside <= sum(columns):
            yield (outside,) * len(columns)
        return
    rest = sum(columns[1:])
    for taken in range(max(0, outside - rest), min(columns[0], outside) + 1):
        for others in _shares(columns[1:], outside - taken):
            yield (taken, *others)


def among(tables: Iterable[Table], statistic: Statistic) -> Interval | Degenerate:
    """Find the smallest and the largest value of a statistic among tables, leaving out those without one."""
    lowest: tuple[float, Table] | None = None
    highest: tuple[float, Table] | None = None
    undefined: Degenerate | None = None
    for table in tables:
        value = statistic.value(table)
        if isinstance(value, Degenerate):
            undefined = undefined or value
            continue
        if lowest is None or value < lowest[0]:
            lowest = (value, table)
        if highest is None or value > highest[0]:
            highest = (value, table)
    if lowest is None or highest is None:
        assert undefined is not None  # noqa: S101  # there is a table, and it has no value
        return undefined
    why = "" if undefined is None else undefined.reason
    return Interval(lowest[0], highest[0], undefined=why, extremes=(lowest[1], highest[1]))


def _programs(problem: Problem) -> Programs:
    from crossregime.core.programs import Programs

    return Programs(problem)


def share(solver: Solver, wanted: frozenset[Cell], within: frozenset[Cell]) -> Interval | None:
    """Bound the share of the councils `within` a block of cells that are in the part of it that is `wanted`.

    Where the number within varies, over the completions that have any. None where no completion has any.
    """
    of, count = solver.cells(within), solver.cells(wanted)
    if of.highest == 0:
        return None
    if of.lowest == of.highest:
        return Interval(count.lowest / of.lowest, count.highest / of.lowest)
    return solver.programs.share(wanted, within)
