"""Work out what the stars of November 2002 and May 2002 can have been, from what was printed.

No table of councils of November 2002 is held. The document of November 2003 marks every cell of its own table
that had changed since, and prints totals, shares, rises and falls. `steps` lists every table of stars
that the print allows, step by step. No rule that makes a star out of judgements is used anywhere:
`Assumption` says only that there is one in which a better judgement never lowers the star and adults and
children count alike.

Everything is read from the project's own regimes by its own reader. In every frame `before` is the star that
is sought and `after` the council's star at the next publication.
"""

from __future__ import annotations

import datetime as dt
import itertools
import operator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from crossregime.core.councils.register import load_register
from crossregime.core.files.folder import Folder
from crossregime.core.reading.reader import read_regime
from crossregime.regimes import FOLDER

from .enumeration import Fact, how_many, table_counts, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from crossregime.core.model.regime import Regime
    from crossregime.core.model.totals import Flow, Total

MAY, NOVEMBER, NEXT_YEAR = dt.date(2002, 5, 30), dt.date(2002, 11, 14), dt.date(2003, 11, 13)
DOCUMENT = "ssi-2003"
"""The source that has Annex 1 with the change marks, Annex 2 with the shares, and paras 19 to 21."""
STARS = range(4)
JUDGEMENTS = ("adults.serving", "adults.capacity", "children.serving", "children.capacity")

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
    rows = Folder(FOLDER / "ssi2002", "regimes/ssi2002").table("changes.csv", "change")
    ids = [load_register().match(printed, NEXT_YEAR).council for printed in rows.get_column("council")]
    return rows.select(
        pl.Series("council_id", [council.id if council else None for council in ids]),
        "grade",
        "judgement",
        (pl.col("changed") == "yes").alias("changed"),
        "source",
    )


@cache
def marked(judgement: str) -> frozenset[str]:
    """Give the councils with a change mark at a judgement."""
    rows = changes().filter(pl.col("changed") & (pl.col("judgement") == judgement))
    return frozenset(rows.get_column("council_id"))


# Printed numbers


def total_fact(total: Total) -> Fact:
    """Read a printed total, or a share as the whole numbers that round to it, as a fact."""
    holds = pl.col("before").is_in(total.ranks)
    if total.dimension:
        holds &= pl.col(total.dimension) == total.group
    return Fact(f"shares by {total.dimension}" if total.dimension else "totals", total.lowest, total.highest, holds)


def flow_fact(flow: Flow) -> Fact:
    """Read a printed number of moves as a fact."""
    holds = pl.any_horizontal((pl.col("before") == before) & (pl.col("after") == after) for before, after in flow.pairs)
    kind = flow.place if flow.source == DOCUMENT else "rises and falls"
    return Fact(kind, flow.count, flow.count, holds)


def facts(published: dt.date) -> list[Fact]:
    """Gather the printed totals of a publication's stars and the printed moves to the next one."""
    totals = regime("ssi2002").totals
    flows = regime("ssi2002").flows + regime("ssi2003").flows
    return [
        *(
            total_fact(each)
            for each in totals
            if (each.published, each.judgement) == (published, "stars") and each.binds
        ),
        *(flow_fact(each) for each in flows if (each.from_date, each.judgement) == (published, "stars")),
    ]


def choices(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Give a row for each council and star that it can have had, with its region, type and star after.

    `before` has council_id and before; `after` has council_id and after.
    """
    groups = load_register().frame.select("council_id", "region", "type")
    return (
        before.join(after, on="council_id").join(groups, on="council_id").sort("region", "type", "council_id", "before")
    )


def november_choices() -> pl.DataFrame:
    """Give the stars that each council can have had in November 2002 by the change marks alone."""
    now = outcomes(NEXT_YEAR).select("council_id", pl.col("worst").alias("after"))
    moved = pl.col("council_id").is_in([*marked("stars")])
    any_star = now.join(pl.DataFrame({"before": [*STARS]}, schema={"before": pl.Int8}), how="cross")
    possible = any_star.filter((pl.col("before") != pl.col("after")) == moved)
    return choices(possible.select("council_id", "before"), now)


def may_choices(november: pl.DataFrame, *, lists_only: bool) -> pl.DataFrame:
    """Give the stars that each council can have had in May 2002 by what was printed of it in May.

    `november` is one table (council_id, before). With `lists_only` the print is the complete lists of the
    councils at zero and at three stars; otherwise also the single reports of councils at one or two.
    """
    rule = next(rule for rule in regime("ssi2002").publications[0].unlisted if rule.judgement == "stars")
    printed = outcomes(MAY).filter(pl.col("status") == "printed").select("council_id", pl.col("worst").alias("before"))
    if lists_only:
        printed = printed.filter(~pl.col("before").is_between(rule.worst, rule.best))
    others = november.select("council_id").join(printed, on="council_id", how="anti")
    unlisted = pl.DataFrame({"before": [*range(rule.worst, rule.best + 1)]}, schema={"before": pl.Int8})
    possible = pl.concat([printed, others.join(unlisted, how="cross")])
    return choices(possible, november.select("council_id", pl.col("before").alias("after")))


# The assumption


@dataclass(frozen=True)
class Assumption:
    """What is taken for granted of the rule that made a star out of four judgements; not the rule itself.

    `monotone`: a better judgement never lowers the star. `symmetric`: adults and children count alike. A
    pattern shown with its star is evidence of the rule.
    """

    monotone: bool = True
    symmetric: bool = True

    def evidence(self, pattern: Pattern, star: int) -> set[tuple[Pattern, int]]:
        """Give what a pattern and its star show: themselves, and the same with the services swapped."""
        return {(pattern, star), ((*pattern[2:], *pattern[:2]), star)} if self.symmetric else {(pattern, star)}

    def limits(self, pattern: Pattern, shown: Iterable[tuple[Pattern, int]]) -> tuple[int, int]:
        """Give the lowest and the highest star that a pattern can have, by what is shown."""
        below = no_better if self.monotone else operator.eq
        low, high = min(STARS), max(STARS)
        for other, star in shown:
            if below(other, pattern):
                low = max(low, star)
            if below(pattern, other):
                high = min(high, star)
        return low, high

    def fit_together(self, councils: Sequence[tuple[int, Sequence[Pattern]]], shown: set[tuple[Pattern, int]]) -> bool:
        """Tell whether each council (a star, its patterns) can have a pattern so that one rule gives all."""
        if not councils:
            return True
        (star, fitting), *others = councils
        for pattern in fitting:
            low, high = self.limits(pattern, shown)
            if low <= star <= high and self.fit_together(others, shown | self.evidence(pattern, star)):
                return True
        return False

    def keep(self, given: pl.DataFrame) -> pl.DataFrame:
        """Keep the tables of November 2002 whose stars some such rule gives, as it gives those of 2003.

        The judgements of November 2002 are those of 2003 where no mark stands, and any other grade where one
        stands.
        """
        shown = set().union(*(self.evidence(patterns()[council], star) for council, star in next_stars().items()))
        could_be = {
            council: [(each, *self.limits(each, shown)) for each in earlier_patterns(council)] for council in patterns()
        }

        def follows(table: pl.DataFrame) -> bool:
            unsettled = []
            for council, star in table.select("council_id", "before").iter_rows():
                fitting = [pattern for pattern, low, high in could_be[council] if low <= star <= high]
                if not fitting:
                    return False
                # A pattern whose star 2003 already fixes asks nothing more of the rule, so only councils
                # without such a pattern have to be fitted together.
                if not any(low == star == high for _, low, high in could_be[council]):
                    unsettled.append((star, fitting))
            return self.fit_together(unsettled, shown)

        return keep_tables(given, follows)


@cache
def patterns() -> Mapping[str, Pattern]:
    """Give each council's four judgements of 2003, as ranks."""
    ranks = [dict(outcomes(NEXT_YEAR, name).select("council_id", "worst").iter_rows()) for name in JUDGEMENTS]
    return {council: tuple(each[council] for each in ranks) for council in sorted(ranks[0])}


@cache
def next_stars() -> Mapping[str, int]:
    """Give each council's star of November 2003."""
    return dict(outcomes(NEXT_YEAR).sort("council_id").select("council_id", "worst").iter_rows())


def earlier_patterns(council: str) -> Iterator[Pattern]:
    """Run through the judgements that a council can have had in November 2002 by the change marks."""
    cells = zip(JUDGEMENTS, patterns()[council], strict=True)
    return itertools.product(
        *([each for each in STARS if each != rank] if council in marked(name) else [rank] for name, rank in cells)
    )


def no_better(one: Pattern, other: Pattern) -> bool:
    """Tell whether no judgement of one pattern is better than the same judgement of the other."""
    return all(a <= b for a, b in zip(one, other, strict=True))


# The refresh


def after_the_refresh(given: pl.DataFrame) -> pl.DataFrame:
    """Keep the tables of November 2002 that some table of May leads to, by the print about the refresh."""
    return keep_tables(given, lambda table: how_many(table_counts(may_choices(table, lists_only=True), facts(MAY))) > 0)


def keep_tables(given: pl.DataFrame, holds: Callable[[pl.DataFrame], bool]) -> pl.DataFrame:
    """Keep the tables of which something holds."""
    each = given.partition_by("table", maintain_order=True)
    return pl.concat([given.clear(), *(table for table in each if holds(table))])


# The steps


@cache
def steps() -> Mapping[str, pl.DataFrame]:
    """Give the tables of November 2002 that are left at each step, by the step's name.

    `refresh` does not rest on the assumption, and `assumption` not on the refresh; `both` rests on both.
    """
    by_print = tables(november_choices(), facts(NOVEMBER))
    assumed, refreshed = Assumption().keep(by_print), after_the_refresh(by_print)
    both = assumed.join(refreshed, on="table", how="semi")
    return {"print": by_print, "assumption": assumed, "refresh": refreshed, "both": both}


def left(given: pl.DataFrame) -> int:
    """Count tables."""
    return given.get_column("table").n_unique()


def stars_left(given: pl.DataFrame) -> Mapping[str, list[int]]:
    """Give the stars that each council has in some table."""
    return dict(given.group_by("council_id").agg(pl.col("before").unique().sort()).sort("council_id").iter_rows())


def may_stars(given: pl.DataFrame) -> Mapping[str, list[int]]:
    """Give the stars that each council can have had in May 2002, if November's table is one of those given.

    Rests on everything printed of May and of the refresh: lists, single reports, totals, rises and falls.
    """
    counts = [
        table_counts(may_choices(rows, lists_only=False), facts(MAY)).filter(pl.col("tables") > 0)
        for rows in given.partition_by("table", maintain_order=True)
    ]
    return stars_left(pl.concat(counts))


KINDS = ("shares by region", "shares by type", "rises and falls", "para 19", "para 21", "totals")
"""The kinds of print about November 2002."""


@cache
def fixed_by(kinds: frozenset[str]) -> frozenset[str]:
    """Give the councils whose changed star is fixed by the change marks and some kinds of print alone."""
    printed = [fact for fact in facts(NOVEMBER) if fact.kind in kinds]
    stars = stars_left(table_counts(november_choices(), printed).filter(pl.col("tables") > 0))
    return frozenset(council for council in marked("stars") if len(stars[council]) == 1)


def fewest_kinds(council: str) -> list[frozenset[str]]:
    """List the sets of kinds of print that fix a council's star and of which no kind can be left out."""
    found: list[frozenset[str]] = []
    for size in range(len(KINDS) + 1):
        for kinds in map(frozenset, itertools.combinations(KINDS, size)):
            if council in fixed_by(kinds) and not any(fewer <= kinds for fewer in found):
                found.append(kinds)
    return found


def evidence() -> pl.DataFrame:
    """Say what fixes each council's star of November 2002, at the least: council_id, star, rests_on.

    The change mark alone; with it the print about November; with both the facts of the refresh, or the
    assumption; `open` where all of it leaves more than one star.
    """
    by_step = [
        ("mark", stars_left(november_choices())),
        *((name, stars_left(steps()[name])) for name in ("print", "refresh", "assumption")),
    ]
    rows = []
    for council in patterns():
        fixed = ((name, stars[council][0]) for name, stars in by_step if len(stars[council]) == 1)
        name, star = next(fixed, ("open", None))
        rows.append((council, star, name))
    return pl.DataFrame(rows, {"council_id": pl.String, "star": pl.Int8, "rests_on": pl.String}, orient="row")
