"""State what is known of a table of two positions as a `Problem`: ranges, totals, copies, and who is outside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crossregime.core.completions import Kind, Limit, Moves, Problem, Variable
from crossregime.core.register import register

if TYPE_CHECKING:
    import polars as pl

    from crossregime.core.model import Flow
    from crossregime.core.position import Position
    from crossregime.core.tabulation import Range


Row = dict[str, Any]
"""So many alike councils of two sides: worst_0, best_0, worst_1, best_1, inside, len, and what ties or groups them."""


def problem_of(
    rows: Sequence[Row],
    positions: tuple[Position, Position],
    sizes: tuple[int, int],
    weights: Mapping[str, int] | None = None,
) -> Problem:
    """State what is known of a table: its pairs, the councils outside that share a total, totals and flows.

    `rows` come from `count_rows`. `weights` (by series) says what each pair counts for, where that is not 1; it
    needs rows that were counted `alone`.
    """
    limits, flows = _limits(positions), _flows(positions)
    if weights is not None:
        rows = [{**row, "weight": weights.get(row["series_id"], 0)} for row in rows]
    kinds: Counter[Kind] = Counter()
    tied: dict[tuple[int, str], list[Mapping[str, Any]]] = {}
    for row in rows:
        origins = [row.get(f"from_{number}") for number in (0, 1)]
        for number, origin in enumerate(origins):
            if origin and "|" not in origin and row[f"worst_{number}"] != row[f"best_{number}"]:
                tied.setdefault((number, origin), []).append(row)
                break
        else:
            kind = _kind(row, limits, origins, moving=bool(flows))
            if kind is not None:
                kinds[kind] += row["len"]
    for (number, origin), heirs in tied.items():
        own = next(row for row in rows if row.get("series_id") == origin)
        plain = _kind(own, limits, [None, None], moving=bool(flows))
        if plain is not None:
            kinds[plain] -= 1
        kinds[_family(number, own, heirs, limits, moving=bool(flows))] += 1
    counted = [replace(kind, count=count) for kind, count in kinds.items() if count]
    first, second = positions
    return Problem(
        sizes,
        tuple(sorted(counted, key=repr)),
        tuple(limit for limit, _ in limits),
        flows,
        (first.caption, second.caption),
        (first.scale.labels, second.scale.labels),
    )


_Limits = Sequence[tuple[Limit, tuple[str, str]]]


def _limits(positions: tuple[Position, Position]) -> _Limits:
    """List the printed totals that bind a side with unknown grades, each with the group that it counts."""
    limits = []
    for number, position in enumerate(positions):
        for total in () if position.complete else position.totals:
            grades = " or ".join(position.scale.labels[rank] for rank in total.ranks)
            name = f"{position.name}: {total.printed()} at {grades}" + (f" in {total.group}" if total.group else "")
            limit = Limit(number, frozenset(total.ranks), total.lowest, total.highest, name)
            limits.append((limit, (total.dimension, total.group)))
    return limits


def _flows(positions: tuple[Position, Position]) -> tuple[Moves, ...]:
    """List the printed flows between two positions, either way, that bind some unknown grade; each once.

    Of mapped positions a flow is known only where each grade is linked to one, and no two to the same.
    """
    if all(position.complete for position in positions):
        return ()
    ranks = [None if position.mapping is None else position.mapping.one_to_one for position in positions]
    if any(position.mapping is not None and each is None for position, each in zip(positions, ranks, strict=True)):
        return ()
    ends = [
        {
            (regime.id, position.date, judgement.id)
            for regime, judgement in zip(position.regimes, position.judgements, strict=True)
        }
        for position in positions
    ]
    found: dict[Flow, Moves] = {}
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
        cells = frozenset((_rank(one, ranks[0]), _rank(other, ranks[1])) for one, other in pairs)
        found[flow] = Moves(cells, flow.count, flow.count, name)
    return tuple(found.values())


def _rank(rank: int, mapped: Sequence[int] | None) -> int:
    return rank if mapped is None else mapped[rank]


def count_rows(
    everyone: pl.DataFrame,
    inside: pl.Expr,
    sides: tuple[int, int],
    positions: tuple[Position, Position],
    *,
    alone: bool = False,
) -> list[Row]:
    """Count alike rows: by ranges, by the groups that totals need, and by whether they are in the table.

    `everyone` are the aligned rows, `inside` tells those of the table. Rows that inherit, and those that they
    inherit from, stay single, with their series; `alone` keeps every row so.
    """
    import polars as pl

    frame = everyone
    needed = sorted({(limit.side, dimension) for limit, (dimension, _) in _limits(positions) if dimension})
    for number, dimension in needed:
        groups = register().frame.select("council_id", pl.col(dimension).alias(f"{dimension}_{number}"))
        frame = frame.join(groups, left_on=f"council_{sides[number]}", right_on="council_id", how="left")
    keys = [
        pl.col(f"{end}_{side}").alias(f"{end}_{number}")
        for number, side in enumerate(sides)
        for end in ("worst", "best")
    ]
    keys += [pl.col(f"{dimension}_{number}") for number, dimension in needed]
    keys.append(inside.alias("inside"))
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


def _variable(number: int, row: Mapping[str, Any], limits: _Limits, *, copied: bool) -> Variable:
    """Make the grade of a row on a side; a copied one counts towards no total."""
    bound: Sequence[int] = ()
    if not copied:
        bound = [
            index
            for index, (limit, (dimension, group)) in enumerate(limits)
            if limit.side == number and (not dimension or row[f"{dimension}_{number}"] == group)
        ]
    spread: Range = (row[f"worst_{number}"], row[f"best_{number}"])
    return Variable(number, spread, tuple(bound))


def _kind(row: Mapping[str, Any], limits: _Limits, origins: Sequence[str | None], *, moving: bool) -> Kind | None:
    """Make the kind of a row, or None where no grade of it matters; `moving` if printed flows count it."""
    variables = tuple(
        _variable(number, row, limits, copied=bool(origins[number]))
        for number in (0, 1)
        if row[f"worst_{number}"] is not None
    )
    moves = ((0, 1),) if moving and len(variables) > 1 and not any(origins) else ()
    if row["inside"]:
        return Kind(1, variables, ((0, 1),), moves, (row["weight"],) if "weight" in row else ())
    if moves:
        return Kind(1, variables, (), moves)
    variables = tuple(variable for variable in variables if variable.totals)
    return Kind(1, variables) if variables else None


def _family(
    number: int, own: Mapping[str, Any], heirs: Sequence[Mapping[str, Any]], limits: _Limits, *, moving: bool
) -> Kind:
    """Tie the successors of one unknown outcome: they hold the same grade in every completion."""
    variables = [_variable(number, own, limits, copied=False)]
    cells: list[tuple[int, int]] = []
    weights: list[int] = []
    other = 1 - number
    for row in (own, *heirs):
        if row[f"worst_{other}"] is None:
            continue
        # A successor may copy the other side from the same council too: then it is that grade, not one of its own.
        if row.get(f"from_{other}") != own["series_id"] or own[f"worst_{other}"] is None:
            variables.append(_variable(other, row, limits, copied=bool(row.get(f"from_{other}"))))
            place = len(variables) - 1
        else:
            place = 1
        if row["inside"]:
            pair = (0, place)
            cells.append(pair if number == 0 else pair[::-1])
            weights += [row["weight"]] if "weight" in row else []
    both = moving and own[f"worst_{other}"] is not None
    moves = (((0, 1) if number == 0 else (1, 0)),) if both else ()
    return Kind(1, tuple(variables), tuple(cells), moves, tuple(weights))
