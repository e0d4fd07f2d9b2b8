"""Bound figures in closed form, where each side has at most one kind of range and its totals are known.

Then the unknown grades of a side are a multiset with known numbers of each, assigned to the councils without a grade.
The number that fall in a block of cells is a short sum; in any other set of cells, if one side is known, it follows
from Hall's theorem.

Association, and agreement by weights that grow evenly or faster with distance, are greatest and least where the packs
are dealt in order: with the margins fixed they grow with every entry of the cumulative table. Take any completion, and
see how many councils with both grades unknown have each grade of the second side. Deal the rest of that pack in order
of the rows; then every council's column is fixed, and deal the first pack in order of the columns. Neither step lowers
an entry of the cumulative table, so one of the completions made so, one for each such count, is the most concordant.
"""

from __future__ import annotations

from functools import cached_property
from itertools import combinations, pairwise, product
from math import prod
from typing import TYPE_CHECKING

from crossregime.core.bounds.contrast_ends import DealtEnds
from crossregime.core.bounds.free_grades import FreeGrades
from crossregime.core.bounds.interval import Counts, Interval, among
from crossregime.core.bounds.problem import Cell, Problem, known_table
from crossregime.core.frozen import frozen
from crossregime.core.statistics import ContrastForm, Linear, Undefined, ways_to_share

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crossregime.core.bounds.search.branch_and_bound import BranchAndBound
    from crossregime.core.statistics import CountTable, Statistic

MOST_WAYS = 20_000
"""The most assignments examined; beyond it, association is not bounded in closed form."""


@frozen
class Slots:
    """Where the unknown grades of one side can fall: a pack, and the councils that miss a grade of it.

    `opposite` counts the paired ones by their known grade on the other side, `outside` those in no pair.
    """

    pack: FreeGrades
    opposite: Sequence[int]
    outside: int

    def at(self, grades: Iterable[int]) -> int:
        """Count the unknown grades of the pack that are among some."""
        wanted = set(grades)
        return sum(count for grade, count in zip(self.pack.grades, self.pack.columns, strict=True) if grade in wanted)


@frozen
class ClosedForm:
    """A problem in which each side has at most one kind of range and known totals, and the sides are not tied.

    `known` counts the pairs with both grades known, `both` the pairs with neither, `slots` are those of each side.
    """

    problem: Problem
    known: CountTable
    slots: tuple[Slots, Slots]
    both: int
    method: str = "closed form"

    @classmethod
    def of(cls, problem: Problem) -> ClosedForm | None:
        """Read a problem as one of this form; return None for any other.

        Raises Contradiction where a total contradicts what is known of the councils that it counts.
        """
        if problem.flows or any(stratum.weights for stratum in problem.strata):
            return None
        opposite, outside, both = ([0] * problem.sizes[1], [0] * problem.sizes[0]), [0, 0], 0
        for stratum in problem.strata:
            if len({variable.side for variable in stratum.variables}) < len(stratum.variables):
                return None  # successors of one outcome are tied
            open_sides = [variable.side for variable in stratum.variables if len(variable.grades) > 1]
            if not stratum.cells:
                for variable in stratum.variables:
                    outside[variable.side] += stratum.count * (len(variable.grades) > 1 and bool(variable.totals))
            elif len(open_sides) > 1:
                both += stratum.count
            elif open_sides:
                (other,) = (variable for variable in stratum.variables if variable.side != open_sides[0])
                opposite[open_sides[0]][other.range[0]] += stratum.count
        first, second = (FreeGrades.of(problem, side) for side in (0, 1))
        if first is None or second is None:
            return None
        slots = (Slots(first, opposite[0], outside[0]), Slots(second, opposite[1], outside[1]))
        return cls(problem, known_table(problem), slots, both)

    def cells(self, wanted: frozenset[Cell]) -> Counts:
        """Bound the number of paired councils in a set of cells."""
        rows, columns = {row for row, _ in wanted}, {column for _, column in wanted}
        first, second = self.slots
        known = sum(self.known[row][column] for row, column in wanted)
        if len(wanted) != len(rows) * len(columns):
            side = self.open_side
            if side is None:
                return self.search.cells(wanted)
            most, least = (self._dealt_into(cells, side) for cells in (wanted, self._every_cell - wanted))
            everyone = sum(self.slots[side].opposite)
            return Counts(known + everyone - least, known + most)
        return self._block(known, columns, rows, first.at(rows), first.outside, second.at(columns), second.outside)

    @property
    def open_side(self) -> int | None:
        """The side with unknown grades of paired councils; either side if there are none; None if both have some."""
        sides = [side for side in (0, 1) if any(self.slots[side].opposite)]
        return None if self.both or len(sides) > 1 else next(iter(sides), 0)

    @property
    def _every_cell(self) -> frozenset[Cell]:
        rows, columns = self.problem.sizes
        return frozenset(product(range(rows), range(columns)))

    def _dealt_into(self, cells: frozenset[Cell], side: int) -> int:
        """Return the most unknown grades of a side that can fall in some cells, if the other side is known.

        A council can take the grades of its own cells. By Hall's theorem, with counts: over every set of places, as
        many as the others hold and as there are grades that these can take, whichever set makes that least.
        """
        slots = self.slots[side]
        places = [place for place, count in enumerate(slots.opposite) if count]
        able = {place: {cell[side] for cell in cells if cell[1 - side] == place} for place in places}
        return min(
            sum(slots.opposite[place] for place in places if place not in chosen)
            + slots.at(set().union(*(able[place] for place in chosen)))
            for size in range(len(places) + 1)
            for chosen in combinations(places, size)
        )

    def _block(
        self, known: int, columns: set[int], rows: set[int], above: int, spare: int, across: int, left: int
    ) -> Counts:
        """Bound a block of which `above` unknown grades of the first side are in its rows, `across` in its columns.

        `spare` and `left` are the places outside the table that grades of the first and second side can take.
        """
        # Councils with one grade unknown are in the block by that grade alone; those with both by both.
        inside = [
            sum(count for grade, count in enumerate(side.opposite) if grade in grades)
            for side, grades in zip(self.slots, (columns, rows), strict=True)
        ]
        away = [
            sum(side.opposite) - mine + room for side, mine, room in zip(self.slots, inside, (spare, left), strict=True)
        ]
        most = least = 0
        pairs, forced = [], []
        for grades, mine, beyond in zip((above, across), inside, away, strict=True):
            taken = min(grades, mine)
            most += taken
            pairs.append(min(self.both, grades - taken))
            rest = max(0, grades - beyond)  # what must fall to the block's own councils or to those with both open
            spread = min(rest, self.both)
            least += rest - spread
            forced.append(spread)
        return Counts(known + least + max(0, sum(forced) - self.both), known + most + min(pairs))

    def share(self, wanted: frozenset[Cell], within: frozenset[Cell]) -> Interval | None:
        """Bound a share: a part of whole rows by the ways in which councils in no pair can take their grades."""
        rows, columns = {row for row, _ in wanted}, {column for _, column in wanted}
        whole = len(within) == len(rows) * self.problem.sizes[1] and {row for row, _ in within} == rows
        if not whole or len(wanted) != len(rows) * len(columns):
            return self.search.share(wanted, within)
        first, second = self.slots
        known = sum(self.known[row][column] for row, column in wanted)
        fixed = sum(self.known[row][column] for row, column in within)
        fixed += sum(count for row, count in enumerate(second.opposite) if row in rows)
        everyone, at = sum(first.opposite) + self.both, first.at(rows)
        ends = []
        for out in range(max(0, at - everyone), min(at, first.outside) + 1):
            if sum(first.pack.columns) - at < first.outside - out:
                continue  # too few other grades for the rest of them
            of = fixed + at - out
            if of:
                count = self._block(known, columns, rows, at - out, 0, second.at(columns), second.outside)
                ends.append((count.lowest / of, count.highest / of))
        return Interval(min(low for low, _ in ends), max(high for _, high in ends)) if ends else None

    def interval(self, statistic: Statistic) -> Interval | Undefined:
        """Bound a statistic: by the most and the least concordant tables where it grows with them."""
        if isinstance(statistic.form, ContrastForm):
            ends = self.contrast(statistic.form)
            tables = [] if ends is None else [ends.lowest, ends.highest]
            if not tables or any(isinstance(statistic.value(table), Undefined) for table in tables):
                return self.search.interval(statistic)
            return among(tables, statistic)
        if statistic.ordered(self.problem.sizes) and self.extremes is not None:
            return among(self.extremes, statistic)
        if isinstance(statistic.form, Linear) and self.open_side is not None and self.problem.pairs:
            weight = statistic.form.weight
            counts = self.cells(frozenset(cell for cell in self._every_cell if weight(*cell)))
            if statistic.counts:
                return Interval(counts.lowest, counts.highest)
            return Interval(counts.lowest / self.problem.pairs, counts.highest / self.problem.pairs)
        return self.search.interval(statistic)

    def contrast(self, form: ContrastForm) -> DealtEnds | None:
        """Return the two assignments that attain the ends of a contrast.

        None where both sides are open, or where the sizes of the groups vary with the completion.
        """
        everywhere = range(self.problem.sizes[1])
        sizes = [
            self.cells(frozenset((row, column) for row in rows for column in everywhere))
            for rows in (form.given, form.against)
        ]
        side = self.open_side
        if side is None or any(size.lowest < size.highest for size in sizes) or (not side and self.slots[0].outside):
            return None
        both = self.cells(frozenset((row, column) for row in (*form.given, *form.against) for column in form.then))
        then = form.then if form.measure != "superiority" else None
        ways = ((form.given, form.against), (form.against, form.given))
        low, high = (self.dealt_apart(worse, better, then) for worse, better in ways)
        return DealtEnds(low, high, (both.lowest, both.highest), form)

    def dealt_apart(self, worse: Sequence[int], better: Sequence[int], then: Sequence[int] | None) -> CountTable:
        """Assign the unknown grades of the open side so that some rows do as badly, and others as well, as possible.

        To do well is to be in the columns `then` or, without them, in the best columns.
        """
        side = self.open_side
        assert side is not None  # noqa: S101  # the caller looked
        rows, columns = (range(size) for size in self.problem.sizes)
        rank = {row: (row in better) - (row in worse) for row in rows}
        in_rows = sorted([*rows, -1], key=lambda row: rank.get(row, 0))
        in_columns = sorted(columns, key=lambda column: column if then is None else (column in then))
        slots = self.slots[side]
        room = {**dict(enumerate(slots.opposite)), -1: slots.outside}
        places, order = (in_rows, in_columns) if side else (in_columns, [row for row in in_rows if row >= 0])
        stock = dict(zip(slots.pack.grades, slots.pack.columns, strict=True))
        grades = [grade for grade in order if grade in stock]
        table = [list(row) for row in self.known]
        for at, grade, count in _in_order(
            [room[place] for place in places], grades, [stock[grade] for grade in grades], 1
        ):
            place = places[at]
            if place >= 0:
                row, column = (place, grade) if side else (grade, place)
                table[row][column] += count
        return table

    @cached_property
    def extremes(self) -> Sequence[CountTable] | None:
        """The tables of which one is the most concordant, and one the least, whatever margins the completion has.

        None where there are too many ways to deal.
        """
        if len(self.slots[0].pack.columns) < len(self.slots[1].pack.columns):
            # The fewer grades the second pack has, the fewer ways there are to share it.
            turned = ClosedForm.of(self.problem.transposed())
            assert turned is not None  # noqa: S101  # the form is the same on both sides
            tables = turned._dealt()  # noqa: SLF001  # its own class
            return None if tables is None else [[list(row) for row in zip(*table, strict=True)] for table in tables]
        return self._dealt()

    def _dealt(self) -> list[CountTable] | None:
        first, second = self.slots
        ways = prod(min(count, side.outside) + 1 for side in self.slots for count in side.pack.columns[:-1])
        if ways > MOST_WAYS:
            return None
        tables: list[CountTable] = []
        outside = (ways_to_share(side.pack.columns, side.outside) for side in self.slots)
        for out, also in product(*outside):
            inside = [count - taken for count, taken in zip(first.pack.columns, out, strict=True)]
            across = [count - taken for count, taken in zip(second.pack.columns, also, strict=True)]
            for step in (1, -1):
                best = self._best(inside, across, step)
                if best is None and ways * prod(min(count, self.both) + 1 for count in across[:-1]) > MOST_WAYS:
                    return None
                every = ways_to_share(across, self.both) if best is None else [best]
                tables += [self._table(inside, across, common, step) for common in every]
        return tables

    def _best(self, inside: Sequence[int], across: Sequence[int], step: int) -> Sequence[int] | None:
        """Say how many pairs with neither grade known have each grade of the second pack; None where that is unclear.

        Cut the columns before a grade, and the rows. Of U such pairs before the cut, min(P, A + U) councils whose first
        grade is unknown are before both cuts, P the first pack's grades before the cut and A the councils whose known
        column is; and min(B, Q - U) of those whose second grade is unknown, B and Q alike. The sum is greatest for
        every U between P - A and Q - B. Where one U will do for all rows, at each cut, no other way to deal is more
        concordant anywhere. Against the order (step -1) the columns are read from the other end.
        """
        first, second = self.slots
        order = range(len(across))[::step]
        grades = list(second.pack.grades)
        before: list[int] = []
        for cut in range(1, len(across)):
            last = grades[order[cut - 1]]
            columns = first.opposite[: last + 1] if step > 0 else first.opposite[last:]
            above, at = sum(columns), sum(across[place] for place in order[:cut])
            low, high = max(0, at - sum(second.opposite)), min(self.both, at)
            least, most = low, high
            for row in range(self.problem.sizes[0] - 1):
                own = sum(count for grade, count in zip(first.pack.grades, inside, strict=True) if grade <= row)
                ends = sorted((own - above, at - sum(second.opposite[: row + 1])))
                from_here, to_here = (min(max(end, low), high) for end in ends)
                least, most = max(least, from_here), min(most, to_here)
            if least > most:
                return None
            before.append(least)
        steps = [after - earlier for earlier, after in pairwise([0, *before, self.both])] if across else []
        common = steps[::step]
        if any(not 0 <= mine <= count for mine, count in zip(common, across, strict=True)):
            return None
        return common

    def _table(self, inside: Sequence[int], across: Sequence[int], common: Sequence[int], step: int) -> list[list[int]]:
        """Deal both packs in order (step 1) or against it, `common` of the second to pairs with neither grade known."""
        first, second = self.slots
        table = [list(row) for row in self.known]
        rest = [count - taken for count, taken in zip(across, common, strict=True)]
        for row, column, count in _in_order(second.opposite, second.pack.grades, rest, step):
            table[row][column] += count
        columns = list(first.opposite)
        for grade, count in zip(second.pack.grades, common, strict=True):
            columns[grade] += count
        for column, row, count in _in_order(columns, first.pack.grades, inside, step):
            table[row][column] += count
        return table

    @cached_property
    def search(self) -> BranchAndBound:
        """The same problem by integer programs."""
        from crossregime.core.bounds.search.branch_and_bound import BranchAndBound

        return BranchAndBound(self.problem)


def _in_order(
    places: Sequence[int], grades: Sequence[int], columns: Sequence[int], step: int
) -> Iterator[tuple[int, int, int]]:
    """Assign numbers of grades, the lowest first, to places in order: (place, grade, how many)."""
    stock = [[grade, count] for grade, count in zip(grades, columns, strict=True) if count]
    for place in range(len(places))[::step]:
        need = places[place]
        while need:
            taken = min(need, stock[0][1])
            yield place, stock[0][0], taken
            need -= taken
            stock[0][1] -= taken
            if not stock[0][1]:
                stock.pop(0)
