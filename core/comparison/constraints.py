"""Formulate what is known of a table as a `Problem`: ranges, totals, copies, and councils outside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crossregime.core.bounds import FlowConstraint, GradeImage, Problem, Stratum, TotalConstraint, Variable
from crossregime.core.councils import load_register
from crossregime.core.frozen import frozen

if TYPE_CHECKING:
    import polars as pl

    from crossregime.core.bounds import Sets
    from crossregime.core.model import Flow, Total
    from crossregime.core.positions import Position
    from crossregime.core.ranges import Range


CountedRow = dict[str, Any]
"""Rows of interchangeable councils: worst_0, best_0, worst_1, best_1, inside, len, and columns that tie or group them.

A side that is mapped has given_worst_0 and given_best_0 too: the ranks on the scale that the grades were given on.
"""


def problem_of(
    rows: Sequence[CountedRow],
    positions: tuple[Position, Position],
    sizes: tuple[int, int],
    weights: Mapping[str, int] | None = None,
) -> Problem:
    """Formulate what is known of a table: its pairs, councils outside that share a total, totals and flows.

    `rows` come from `count_rows`. `weights` (by series) says what each pair counts for, where that is not 1; it
    needs rows that were counted `alone`.
    """
    limits, flows = _limits(positions), _flows(positions)
    making = _Making(limits, tuple(map(_sets, positions)), sizes, moving=bool(flows))
    if weights is not None:
        rows = [{**row, "weight": weights.get(row["series_id"], 0)} for row in rows]
    strata: Counter[Stratum] = Counter()
    tied: dict[tuple[int, str], list[Mapping[str, Any]]] = {}
    for row in rows:
        origins = [row.get(f"from_{number}") for number in (0, 1)]
        for number, origin in enumerate(origins):
            if origin and "|" not in origin and row[f"worst_{number}"] != row[f"best_{number}"]:
                tied.setdefault((number, origin), []).append(row)
                break
        else:
            stratum = making.stratum(row, origins)
            if stratum is not None:
                strata[stratum] += row["len"]
    for (number, origin), heirs in tied.items():
        own = next(row for row in rows if row.get("series_id") == origin)
        plain = making.stratum(own, [None, None])
        if plain is not None:
            strata[plain] -= 1
        strata[making.family(number, own, heirs)] += 1
    counted = [replace(stratum, count=count) for stratum, count in strata.items() if count]
    first, second = positions
    return Problem(
        sizes,
        tuple(sorted(counted, key=repr)),
        tuple(limit for limit, _ in limits),
        flows,
        (first.caption, second.caption),
        (first.scale.labels, second.scale.labels),
        (_given_labels(first), _given_labels(second)),
        unit=first.unit,
    )


def _given_labels(position: Position) -> tuple[str, ...] | None:
    return None if position.mapping is None else position.unmapped.scale.labels


def _sets(position: Position) -> Sets | None:
    """Return the ranks that each grade of a mapped position may take in the table; None if it is not mapped."""
    if position.mapping is None or position.mapping.keeps_ranks:
        return None
    return position.mapping.sets


_Limits = Sequence[tuple[TotalConstraint, "Total"]]


def _limits(positions: tuple[Position, Position]) -> _Limits:
    """List the printed totals that bind a side with unknown grades, each as a constraint and as it was printed."""
    return [
        (name_total(position, total, number), total)
        for number, position in enumerate(positions)
        if not position.unmapped.complete
        for total in position.totals
    ]


def name_total(position: Position, total: Total, side: int) -> TotalConstraint:
    """Turn a printed total of a position into a constraint with a name for messages."""
    grades = " or ".join(position.unmapped.scale.labels[rank] for rank in total.ranks)
    name = f"{position.name}: {total.printed()} at {grades}" + (f" in {total.group}" if total.group else "")
    return total.constraint(side, name)


def _flows(positions: tuple[Position, Position]) -> tuple[FlowConstraint, ...]:
    """List the printed flows between two positions, either way, that bind some unknown grade; each once."""
    if all(position.unmapped.complete for position in positions):
        return ()
    ends = [
        {
            (regime.id, position.date, judgement.id)
            for regime, judgement in zip(position.regimes, position.judgements, strict=True)
        }
        for position in positions
    ]
    found: dict[Flow, FlowConstraint] = {}
    for flow in (flow for position in positions for regime in position.regimes for flow in regime.flows):
        before = flow.from_regime, flow.from_date, flow.judgement
        after = flow.to_regime, flow.to_date, flow.judgement
        dates = f"{flow.from_regime}@{flow.from_date} to {flow.to_regime}@{flow.to_date}"
        name = f"{dates}: {flow.count} printed for {flow.move}"
        if before in ends[0] and after in ends[1]:
            pairs = flow.pairs
        elif before in ends[1] and after in ends[0]:
            pairs = tuple((new, old) for old, new in flow.pairs)
        else:
            continue
        found[flow] = FlowConstraint(frozenset(pairs), flow.count, flow.count, name)
    return tuple(found.values())


def count_rows(
    everyone: pl.DataFrame,
    inside: pl.Expr,
    sides: tuple[int, int],
    positions: tuple[Position, Position],
    *,
    alone: bool = False,
    by: str | None = None,
) -> list[CountedRow]:
    """Count interchangeable rows: by ranges, by the groups that totals need, and by whether they are in the table.

    `everyone` are the aligned rows, `inside` tells those of the table. Rows that inherit, and those that they
    inherit from, stay single, with their series; `alone` keeps every row so. With `by` rows of two groups (a column of
    the rows) are kept apart.
    """
    import polars as pl

    frame = everyone
    needed = sorted({(limit.side, total.dimension) for limit, total in _limits(positions) if total.dimension})
    for number, dimension in needed:
        groups = load_register().frame.select("council_id", pl.col(dimension).alias(f"{dimension}_{number}"))
        frame = frame.join(groups, left_on=f"council_{sides[number]}", right_on="council_id", how="left")
    keys = [
        pl.col(f"{end}_{side}").alias(f"{end}_{number}")
        for number, side in enumerate(sides)
        for end in ("worst", "best", "given_worst", "given_best")
        if f"{end}_{side}" in frame.columns
    ]
    keys += [pl.col(f"{dimension}_{number}") for number, dimension in needed]
    keys.append(inside.alias("inside"))
    if by is not None:
        keys.append(pl.col(by).fill_null("").alias("group"))
    if alone:
        return _single(frame, keys, sides)
    origins = [f"from_{side}" for side in sides if f"from_{side}" in frame.columns]
    if not origins:
        return frame.group_by(keys).len().to_dicts()
    handed = [name for origin in origins for text in frame.get_column(origin).drop_nulls() for name in text.split("|")]
    apart = pl.any_horizontal(pl.col(origin).is_not_null() for origin in origins) | pl.col("series_id").is_in(handed)
    counted = frame.filter(~apart).group_by(keys).len().to_dicts()
    return counted + _single(frame.filter(apart), keys, sides)


def _single(frame: pl.DataFrame, keys: Sequence[pl.Expr], sides: tuple[int, int]) -> list[dict[str, Any]]:
    import polars as pl

    more = [
        pl.col(f"from_{side}").alias(f"from_{number}")
        for number, side in enumerate(sides)
        if f"from_{side}" in frame.columns
    ]
    return frame.sort("series_id").select(*keys, *more, "series_id", pl.lit(1).alias("len")).to_dicts()


@frozen
class _Making:
    """Make strata from rows, with the printed totals and the sets that grades of a side are mapped to.

    `moving` says that printed flows count the councils that both sides have.
    """

    limits: _Limits
    sets: tuple[Sets | None, ...]
    sizes: tuple[int, int]
    moving: bool

    def stratum(self, row: Mapping[str, Any], origins: Sequence[str | None]) -> Stratum | None:
        """Make the stratum of a row, or None if none of its grades matters."""
        given = [
            self._given(number, row, copied=bool(origins[number]))
            for number in (0, 1)
            if row[self._end("worst", number)] is not None
        ]
        moves = ((0, 1),) if self.moving and len(given) > 1 and not any(origins) else ()
        if row["inside"]:
            shown = _Variables(self, given)
            cells = ((shown.cell(0), shown.cell(1)),)
            weights = (row["weight"],) if "weight" in row else ()
            return Stratum(1, tuple(shown.all), cells, moves, weights, (row["group"],) if "group" in row else ())
        if moves:
            return Stratum(1, tuple(given), (), moves)
        given = [variable for variable in given if variable.totals]
        return Stratum(1, tuple(given)) if given else None

    def family(self, number: int, own: Mapping[str, Any], heirs: Sequence[Mapping[str, Any]]) -> Stratum:
        """Tie the successors of one unknown outcome, which have the same grade in every completion."""
        found = _Variables(self, [self._given(number, own, copied=False)])
        cells: list[tuple[int, int]] = []
        weights: list[int] = []
        groups: list[str] = []
        other = 1 - number
        has_other = own[self._end("worst", other)] is not None
        for row in (own, *heirs):
            if row[self._end("worst", other)] is None:
                continue
            # A successor may copy the other side from the same council too: then it is that grade, not one of its own.
            if row.get(f"from_{other}") != own["series_id"] or not has_other:
                found.all.append(self._given(other, row, copied=bool(row.get(f"from_{other}"))))
                place = len(found.all) - 1
            else:
                place = 1
            if row["inside"]:
                pair = (found.cell(0), found.cell(place))
                cells.append(pair if number == 0 else pair[::-1])
                weights += [row["weight"]] if "weight" in row else []
                groups += [row["group"]] if "group" in row else []
        moves = (((0, 1) if number == 0 else (1, 0)),) if self.moving and has_other else ()
        return Stratum(1, tuple(found.all), tuple(cells), moves, tuple(weights), tuple(groups))

    def _given(self, number: int, row: Mapping[str, Any], *, copied: bool) -> Variable:
        """Make the variable of a row on a side; a copied grade counts towards no total."""
        bound: Sequence[int] = ()
        if not copied:
            bound = [
                index
                for index, (limit, total) in enumerate(self.limits)
                if limit.side == number and total.counts({total.dimension: row.get(f"{total.dimension}_{number}")})
            ]
        spread: Range = (row[self._end("worst", number)], row[self._end("best", number)])
        return Variable(number, spread, tuple(bound))

    def _end(self, end: str, number: int) -> str:
        return f"{end}_{number}" if self.sets[number] is None else f"given_{end}_{number}"


class _Variables:
    """The variables of a stratum under construction: the original ones, and the mapped ones in the table."""

    def __init__(self, making: _Making, given: list[Variable]) -> None:
        self._making, self.all = making, given
        self._mapped: dict[int, int] = {}

    def cell(self, place: int) -> int:
        """Return the variable that represents one in the table: itself, or its mapped one, made on demand."""
        side = self.all[place].side
        sets = self._making.sets[side]
        if sets is None:
            return place
        if place not in self._mapped:
            self._mapped[place] = len(self.all)
            self.all.append(Variable(side, (0, self._making.sizes[side] - 1), (), GradeImage(place, sets)))
        return self._mapped[place]
