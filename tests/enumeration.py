"""List or count every table of grades that satisfies a set of printed numbers.

A table gives each council one grade. A printed number is a `Fact`: for how many councils something holds.
`tables` lists the tables; `table_counts` counts them by another method, also where they are too many to list.
Both start from a frame of what is possible at all: a row for each council and grade that it can have
(council_id, before), with whatever columns the facts speak of.
"""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass
from math import factorial, prod
from operator import add, mul
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Numbers = tuple[int, ...]


@dataclass(frozen=True)
class Fact:
    """A printed number: from `lowest` to `highest` councils are those for which `holds` is true.

    `holds` is an expression on the columns of what is possible; `kind` says what sort of print it is.
    """

    kind: str
    lowest: int
    highest: int
    holds: pl.Expr


def tables(possible: pl.DataFrame, printed: Sequence[Fact]) -> pl.DataFrame:
    """List every table that satisfies the facts: table, council_id, before, a row for each table and council.

    Councils are settled one after the other, all partial tables at once. A partial table is dropped as soon
    as some fact can't be reached any more, whatever the councils to come have.
    """
    names = [f"fact{index}" for index in range(len(printed))]
    counted = possible.select(
        "council_id",
        "before",
        *(fact.holds.cast(pl.Int32).alias(name) for name, fact in zip(names, printed, strict=True)),
    )
    by_council = counted.partition_by("council_id", maintain_order=True, include_key=True)
    least = [frame.select(pl.col(names).min()).row(0) for frame in by_council]
    most = [frame.select(pl.col(names).max()).row(0) for frame in by_council]
    partial = pl.DataFrame({name: [0] for name in names}, schema=dict.fromkeys(names, pl.Int32))
    for index, frame in enumerate(by_council):
        council = frame.item(0, "council_id")
        to_come = [
            (sum(low[column] for low in least[index + 1 :]), sum(high[column] for high in most[index + 1 :]))
            for column in range(len(names))
        ]
        partial = (
            partial.join(frame.drop("council_id").rename({"before": council}), how="cross", suffix="+")
            .with_columns(pl.col(name) + pl.col(f"{name}+") for name in names)
            .drop(f"{name}+" for name in names)
            .filter(
                pl.col(name).is_between(fact.lowest - high, fact.highest - low)
                for name, fact, (low, high) in zip(names, printed, to_come, strict=True)
            )
        )
    return long(partial.drop(names))


def long(wide: pl.DataFrame) -> pl.DataFrame:
    """Turn tables with a column for each council into rows (table, council_id, before), in a fixed order."""
    councils = sorted(wide.columns)
    numbered = wide.select(councils).sort(councils).with_row_index("table")
    return numbered.unpivot(index="table", variable_name="council_id", value_name="before").sort("table", "council_id")


def table_counts(possible: pl.DataFrame, printed: Sequence[Fact]) -> pl.DataFrame:
    """Count the tables that satisfy the facts, by council and star: council_id, before, tables.

    Councils of which the facts say the same are one group, and only how many of a group have each star
    matters. Partial tables that count the same for every fact are one state, with the number of ways to reach
    it. The ways from the first group on and from the last group back meet at each group. So this also counts
    tables that are too many to list, and it shares no step with `tables`.
    """
    groups = alike(possible, printed)
    reached = ways_to(groups, printed)
    onward: Mapping[Numbers, int] = dict.fromkeys(reached[-1], 1)
    rows: list[tuple[str, int, int]] = []
    for group, states in zip(reversed(groups), reversed(reached[:-1]), strict=True):
        back: Counter[Numbers] = Counter()
        at_star = dict.fromkeys(group.stars, 0)
        for (state, number), split in itertools.product(states.items(), group.splits):
            through = split.ways * onward.get(plus(state, split.adds), 0)
            back[state] += through
            for star, size in zip(group.stars, split.sizes, strict=True):
                # One given member is among the `size` at the star in size / members of the ways to split.
                at_star[star] += number * through * size // len(group.councils)
        rows += [(council, star, number) for council in group.councils for star, number in at_star.items()]
        onward = back
    schema = {"council_id": pl.String, "before": pl.Int8, "tables": pl.Int128}
    return pl.DataFrame(rows, schema, orient="row").sort("council_id", "before")


class Split(NamedTuple):
    """How many of a group have each star, in how many ways, and what that adds to each fact."""

    sizes: Numbers
    ways: int
    adds: Numbers


class Group(NamedTuple):
    """Councils with the same possible stars, each counting the same for every fact."""

    councils: list[str]
    stars: Numbers
    splits: list[Split]


def alike(possible: pl.DataFrame, printed: Sequence[Fact]) -> list[Group]:
    """Put the councils of which the facts say the same into groups."""
    adds = (fact.holds.cast(pl.Int32).alias(f"fact{index}") for index, fact in enumerate(printed))
    options: dict[str, list[tuple[int, Numbers]]] = {}
    for council, star, *counts in possible.select("council_id", "before", *adds).iter_rows():
        options.setdefault(council, []).append((star, tuple(counts)))
    members: dict[tuple[tuple[int, Numbers], ...], list[str]] = {}
    for council, stars in options.items():
        members.setdefault(tuple(stars), []).append(council)
    return [
        Group(councils, tuple(star for star, _ in stars), [*splits(len(councils), [adds for _, adds in stars])])
        for stars, councils in members.items()
    ]


def splits(members: int, adds: Sequence[Numbers]) -> Iterator[Split]:
    """Run through the numbers of a group's members at each of its stars."""
    for sizes in itertools.product(range(members + 1), repeat=len(adds) - 1):
        last = members - sum(sizes)
        if last >= 0:
            whole = (*sizes, last)
            ways = factorial(members) // prod(map(factorial, whole))
            yield Split(whole, ways, tuple(sum(map(mul, whole, column)) for column in zip(*adds, strict=True)))


def ways_to(groups: Sequence[Group], printed: Sequence[Fact]) -> list[Counter[Numbers]]:
    """Count the ways to each state, before each group and at the end, that can still satisfy the facts."""
    # What the groups from each one on add to each fact at the least and at the most.
    least = most = [(0,) * len(printed)]
    for group in reversed(groups):
        columns = [*zip(*(split.adds for split in group.splits), strict=True)]
        least = [plus(least[0], map(min, columns)), *least]
        most = [plus(most[0], map(max, columns)), *most]
    reached: list[Counter[Numbers]] = [Counter({(0,) * len(printed): 1})]
    for group, low, high in zip(groups, least[1:], most[1:], strict=True):
        further: Counter[Numbers] = Counter()
        for (state, number), split in itertools.product(reached[-1].items(), group.splits):
            after = plus(state, split.adds)
            ends = zip(printed, plus(after, low), plus(after, high), strict=True)
            if all(fact.lowest <= up_to and fact.highest >= from_ for fact, from_, up_to in ends):
                further[after] += number * split.ways
        reached.append(further)
    return reached


def plus(one: Iterable[int], other: Iterable[int]) -> Numbers:
    """Add two rows of numbers."""
    return tuple(map(add, one, other))


def how_many(counts: pl.DataFrame) -> int:
    """Give the number of tables: those of any one council's stars."""
    return int(counts.filter(pl.col("council_id") == pl.col("council_id").first()).get_column("tables").sum())
