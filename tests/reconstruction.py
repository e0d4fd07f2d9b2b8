"""Work out what the stars of November 2002 and May 2002 can have been, from what was printed.

No table of councils of November 2002 is held. The document of November 2003 marks every cell of its own table
that had changed since, and prints totals, shares, rises and falls. A printed number is a `Fact`: for how many
councils something holds. `tables` lists every table of stars that satisfies a set of facts; `table_counts`
counts them by another method, also where they are too many to list. No rule that makes a star out of judgements
is used anywhere: `within_the_assumption` assumes only that there is one in which a better judgement never lowers
the star and adults and children count alike.

Everything is read from the project's own regimes by its own reader. In every frame `before` is the star that is
sought and `after` the council's star at the next publication.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import add

import polars as pl

from crossregime.core.files import Folder
from crossregime.core.model import Flow, Regime, Total
from crossregime.core.reader import read_regime
from crossregime.core.register import register
from crossregime.regimes import FOLDER

MAY, NOVEMBER, NEXT_YEAR = dt.date(2002, 5, 30), dt.date(2002, 11, 14), dt.date(2003, 11, 13)
STARS = range(4)
SERVICES = (("adults.serving", "adults.capacity"), ("children.serving", "children.capacity"))
JUDGEMENTS = SERVICES[0] + SERVICES[1]

Pattern = tuple[int, ...]
"""The ranks of the four judgements, in the order of JUDGEMENTS."""


# What the project ships


@cache
def regime(name: str) -> Regime:
    """Read a built-in regime."""
    return read_regime(FOLDER / name, f"regimes/{name}")


def outcomes(published: dt.date, judgement: str = "stars") -> pl.DataFrame:
    """Give the outcomes of one publication and judgement, a row for each council."""
    of = regime("ssi2003" if published == NEXT_YEAR else "ssi2002").outcomes
    return of.filter((pl.col("published") == published) & (pl.col("judgement") == judgement))


@cache
def changes() -> pl.DataFrame:
    """Read the change marks of November 2003: council_id, judgement, changed."""
    rows = Folder(FOLDER / "ssi2003", "regimes/ssi2003").table("changes.csv", "change")
    ids = [register().match(printed, NEXT_YEAR).council for printed in rows.get_column("council")]
    return rows.select(
        pl.Series("council_id", [council.id if council else None for council in ids]),
        "judgement",
        (pl.col("changed") == "yes").alias("changed"),
        "source",
    )


def marked(judgement: str) -> list[str]:
    """List the councils with a change mark at a judgement."""
    rows = changes().filter(pl.col("changed") & (pl.col("judgement") == judgement))
    return rows.get_column("council_id").sort().to_list()


# Printed numbers


@dataclass(frozen=True)
class Fact:
    """A printed number: from `lowest` to `highest` councils are those for which `holds` is true.

    `holds` is an expression on the columns region, type, before and after; `kind` says what sort of print it is.
    """

    kind: str
    lowest: int
    highest: int
    holds: pl.Expr


def total_fact(total: Total) -> Fact:
    """Read a printed total, or a share as the whole numbers that round to it, as a fact."""
    holds = pl.col("before").is_in(total.ranks)
    if total.dimension:
        holds &= pl.col(total.dimension) == total.group
    return Fact(f"shares by {total.dimension}" if total.dimension else "totals", total.lowest, total.highest, holds)


def flow_fact(flow: Flow) -> Fact:
    """Read a printed number of moves as a fact."""
    holds = pl.any_horizontal(
        (pl.col("before") == before) & (pl.col("after") == after) for before, after in flow.pairs
    )
    return Fact("rises and falls" if ">" not in flow.move else flow.place, flow.count, flow.count, holds)


def facts(published: dt.date) -> list[Fact]:
    """Gather the printed totals of a publication's stars and the printed moves to the next one."""
    totals = regime("ssi2002").totals
    flows = regime("ssi2002").flows + regime("ssi2003").flows
    return [
        *(total_fact(each) for each in totals if (each.published, each.judgement) == (published, "stars") and each.binds),
        *(flow_fact(each) for each in flows if (each.from_date, each.judgement) == (published, "stars")),
    ]


def choices(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Give a row for each council and star that it can have had, with its region, type and star after.

    `before` has council_id and before; `after` has council_id and after.
    """
    groups = register().frame.select("council_id", "region", "type")
    return before.join(after, on="council_id").join(groups, on="council_id").sort("region", "type", "council_id", "before")


def november_choices() -> pl.DataFrame:
    """Give the stars that each council can have had in November 2002 by the change marks alone."""
    now = outcomes(NEXT_YEAR).select("council_id", pl.col("worst").alias("after"))
    moved = pl.col("council_id").is_in(marked("stars"))
    any_star = now.join(pl.DataFrame({"before": [*STARS]}, schema={"before": pl.Int8}), how="cross")
    possible = any_star.filter((pl.col("before") != pl.col("after")) == moved)
    return choices(possible.select("council_id", "before"), now)


def may_choices(november: pl.DataFrame, *, lists_only: bool) -> pl.DataFrame:
    """Give the stars that each council can have had in May 2002 by what was printed of it in May.

    `november` is one table (council_id, before). With `lists_only` the print is the complete lists of the councils
    at zero and at three stars; otherwise also the single reports of councils at one or two.
    """
    rule = next(rule for rule in regime("ssi2002").publications[0].unlisted if rule.judgement == "stars")
    printed = outcomes(MAY).filter(pl.col("status") == "printed").select("council_id", pl.col("worst").alias("before"))
    if lists_only:
        printed = printed.filter(~pl.col("before").is_between(rule.worst, rule.best))
    others = november.select("council_id").join(printed, on="council_id", how="anti")
    unlisted = pl.DataFrame({"before": [*range(rule.worst, rule.best + 1)]}, schema={"before": pl.Int8})
    possible = pl.concat([printed, others.join(unlisted, how="cross")])
    return choices(possible, november.select("council_id", pl.col("before").alias("after")))


# Tables that satisfy a set of facts


def tables(possible: pl.DataFrame, printed: Sequence[Fact]) -> pl.DataFrame:
    """List every table that satisfies the facts: a row for each table and council (table, council_id, before).

    Councils are settled one after the other, all partial tables at once. A partial table is dropped as soon as
    some fact can't be reached any more, whatever the councils to come have.
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

    Partial tables that count the same for every fact are one, with the number of ways to reach it; what can be
    reached from the front and from the back meets at each council. So it also counts where `tables` can't list.
    """
    counted = possible.select("council_id", "before", *(fact.holds.cast(pl.Int32).alias(str(i)) for i, fact in enumerate(printed)))
    options: dict[str, dict[int, Pattern]] = {}
    for council, star, *adds in counted.iter_rows():
        options.setdefault(council, {})[star] = tuple(adds)
    councils = [*options]
    none = (0,) * len(printed)
    lowest, highest = [fact.lowest for fact in printed], [fact.highest for fact in printed]
    # What the councils after each one can still add to each fact, at the least and at the most.
    least, most = [none], [none]
    for council in reversed(councils):
        least.insert(0, plus(least[0], map(min, zip(*options[council].values(), strict=True))))
        most.insert(0, plus(most[0], map(max, zip(*options[council].values(), strict=True))))

    def alive(state: Pattern, index: int) -> bool:
        ends = zip(state, lowest, highest, least[index], most[index], strict=True)
        return all(at + high >= low_end and at + low <= high_end for at, low_end, high_end, low, high in ends)

    ways: list[Counter[Pattern]] = [Counter({none: 1})]
    for index, council in enumerate(councils):
        reached: Counter[Pattern] = Counter()
        for state, number in ways[index].items():
            for adds in options[council].values():
                after = plus(state, adds)
                if alive(after, index + 1):
                    reached[after] += number
        ways.append(reached)
    onward: Mapping[Pattern, int] = dict.fromkeys(ways[-1], 1)
    rows = []
    for index in reversed(range(len(councils))):
        before: Counter[Pattern] = Counter()
        stars: Counter[int] = Counter()
        for state, number in ways[index].items():
            for star, adds in options[councils[index]].items():
                through = onward.get(plus(state, adds), 0)
                before[state] += through
                stars[star] += number * through
        rows += [(councils[index], star, stars[star]) for star in options[councils[index]]]
        onward = before
    schema = {"council_id": pl.String, "before": pl.Int8, "tables": pl.Int128}
    return pl.DataFrame(rows, schema, orient="row").sort("council_id", "before")


def plus(one: Iterable[int], other: Iterable[int]) -> Pattern:
    """Add two rows of numbers."""
    return tuple(map(add, one, other))


def how_many(counts: pl.DataFrame) -> int:
    """Give the number of tables: those of any one council's stars."""
    return int(counts.filter(pl.col("council_id") == pl.col("council_id").first()).get_column("tables").sum())


# The assumption


def within_the_assumption(given: pl.DataFrame, *, monotone: bool = True, symmetric: bool = True) -> pl.DataFrame:
    """Keep the tables for which some rule gives every star of November 2002 and of November 2003.

    The rule is any function of the four judgements that is `monotone` (a better judgement never lowers the star)
    and `symmetric` (adults and children count alike). The judgements of November 2002 are those of 2003 where no
    mark stands, and any other grade where one stands. What 2003 shows of the rule is the same for every table;
    what the stars of the table would show of it must agree with that and with itself.
    """
    shown = {
        (pattern if not swapped else (*pattern[2:], *pattern[:2]), star)
        for pattern, star in zip(patterns().values(), outcomes_by_council().values(), strict=True)
        for swapped in (False, True)[: 1 + symmetric]
    }
    could_be = {
        council: [(each, *limits(each, shown, monotone=monotone)) for each in earlier_patterns(council)]
        for council in patterns()
    }

    def follows(stars: Mapping[str, int]) -> bool:
        # A pattern whose star 2003 already fixes adds nothing to what the rule must do, so only councils without
        # such a pattern have to be fitted together.
        open_councils = []
        for council, star in stars.items():
            fitting = [each for each, low, high in could_be[council] if low <= star <= high]
            if not fitting:
                return False
            if not any(low == star == high for _, low, high in could_be[council]):
                open_councils.append((star, fitting))
        return fit_together(open_councils, shown, monotone=monotone, symmetric=symmetric)

    kept = [
        table
        for (table,), rows in given.partition_by("table", as_dict=True, maintain_order=True).items()
        if follows(dict(rows.select("council_id", "before").iter_rows()))
    ]
    return given.filter(pl.col("table").is_in(kept))


@cache
def patterns() -> Mapping[str, Pattern]:
    """Give each council's four judgements of 2003, as ranks."""
    ranks = [dict(outcomes(NEXT_YEAR, name).select("council_id", "worst").iter_rows()) for name in JUDGEMENTS]
    return {council: tuple(each[council] for each in ranks) for council in sorted(ranks[0])}


@cache
def outcomes_by_council() -> Mapping[str, int]:
    """Give each council's star of 2003."""
    return dict(outcomes(NEXT_YEAR).sort("council_id").select("council_id", "worst").iter_rows())


def earlier_patterns(council: str) -> Iterator[Pattern]:
    """Run through the judgements that a council can have had in November 2002 by the change marks."""
    cells = zip(JUDGEMENTS, patterns()[council], strict=True)
    return itertools.product(
        *([each for each in STARS if each != rank] if council in marked_at(name) else [rank] for name, rank in cells)
    )


@cache
def marked_at(judgement: str) -> frozenset[str]:
    """Give the councils with a change mark at a judgement, as a set."""
    return frozenset(marked(judgement))


def limits(pattern: Pattern, shown: Iterable[tuple[Pattern, int]], *, monotone: bool) -> tuple[int, int]:
    """Give the lowest and the highest star that a pattern can have, by the stars shown for others."""
    low, high = min(STARS), max(STARS)
    for other, star in shown:
        if other == pattern or (monotone and no_better(other, pattern)):
            low = max(low, star)
        if other == pattern or (monotone and no_better(pattern, other)):
            high = min(high, star)
    return low, high


def no_better(one: Pattern, other: Pattern) -> bool:
    """Tell whether no judgement of one pattern is better than the same judgement of the other."""
    return all(a <= b for a, b in zip(one, other, strict=True))


def fit_together(
    councils: Sequence[tuple[int, Sequence[Pattern]]],
    shown: set[tuple[Pattern, int]],
    *,
    monotone: bool,
    symmetric: bool,
) -> bool:
    """Tell whether each council can be given one of its patterns so that all agree with one rule."""
    if not councils:
        return True
    (star, fitting), *others = councils
    for pattern in fitting:
        low, high = limits(pattern, shown, monotone=monotone)
        if low <= star <= high:
            swapped = {((*pattern[2:], *pattern[:2]), star)} if symmetric else set()
            more = shown | {(pattern, star)} | swapped
            if fit_together(others, more, monotone=monotone, symmetric=symmetric):
                return True
    return False


# The refresh


def after_the_refresh(given: pl.DataFrame) -> pl.DataFrame:
    """Keep the tables of November 2002 that some table of May 2002 leads to by the printed facts of the refresh."""
    kept = [
        table
        for (table,), rows in given.partition_by("table", as_dict=True, maintain_order=True).items()
        if how_many(table_counts(may_choices(rows, lists_only=True), facts(MAY)))
    ]
    return given.filter(pl.col("table").is_in(kept))


# The steps


@cache
def steps() -> Mapping[str, pl.DataFrame]:
    """Give the tables of November 2002 that are left at each step, by the step's name.

    `refresh` does not rest on the assumption, and `assumption` not on the refresh; `both` rests on both.
    """
    marks_and_print = tables(november_choices(), facts(NOVEMBER))
    return {
        "print": marks_and_print,
        "assumption": within_the_assumption(marks_and_print),
        "refresh": after_the_refresh(marks_and_print),
        "both": after_the_refresh(within_the_assumption(marks_and_print)),
    }


def left(given: pl.DataFrame) -> int:
    """Count tables."""
    return given.get_column("table").n_unique()


def stars_left(given: pl.DataFrame) -> Mapping[str, list[int]]:
    """Give the stars that each council has in some table."""
    return dict(
        given.group_by("council_id").agg(pl.col("before").unique().sort()).sort("council_id").iter_rows()
    )


def evidence() -> pl.DataFrame:
    """Say for each council the weakest evidence that fixes its star of November 2002: council_id, star, rests_on.

    From the change mark alone to the assumption; `open` where all of it leaves more than one star.
    """
    by_step = [
        ("mark", stars_left(november_choices())),
        *((name, stars_left(steps()[name])) for name in ("print", "refresh", "both")),
    ]
    rows = []
    for council in patterns():
        fixed = ((name, stars[council][0]) for name, stars in by_step if len(stars[council]) == 1)
        name, star = next(fixed, ("open", None))
        rows.append((council, star, name))
    return pl.DataFrame(rows, {"council_id": pl.String, "star": pl.Int8, "rests_on": pl.String}, orient="row")
