"""Find a position: the outcomes that a selector names, one row a series."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from crossregime.core.councils.register import SCHEMES, register
from crossregime.core.errors import SelectorError, UsageError
from crossregime.core.model.regime import STATUSES, Judgement, Publication, Regime, Scale, Total
from crossregime.core.positions.selector import Selector, is_folder, parse_selector

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import polars as pl

    from crossregime.core.councils.register import Register
    from crossregime.core.crosswalks.mapping import MappedBy
    from crossregime.core.model.rule import RuleUse


@dataclass(frozen=True, eq=False)
class Position:
    """The outcomes of one judgement as of one date, one row a series.

    `outcomes` has the columns of `Regime.outcomes` and `regime`, sorted by series_id. `date` is that of the
    publication (annual) or the date asked for (rolling). `ended` lists the series that a rolling position
    leaves out because they had ended by then: series_id, council_id and end. `totals` are the printed totals
    that bind it. `rule_use` says what rating rules added, where they were asked for; `mapping` by which crosswalk it
    was put on another scale than its regime's. Then `outcomes` has given_worst and given_best too, and these and the
    `totals` are ranks of the scale that the grades were given on. `shown` is a name in place of the ids of its regimes.

    >>> import crossregime as cr
    >>> position = cr.position("ssi2003:children.serving")
    >>> position.label, str(position.date), position.outcomes.height
    ('ssi2003:children.serving', '2003-11-13', 150)
    """

    selector: Selector
    regimes: tuple[Regime, ...]
    judgements: tuple[Judgement, ...]
    date: dt.date
    publication: Publication | None
    outcomes: pl.DataFrame
    ended: pl.DataFrame
    totals: tuple[Total, ...]
    rule_use: tuple[RuleUse, ...] = ()
    mapping: MappedBy | None = None
    shown: str = ""

    @property
    def regime(self) -> Regime:
        """The regime, or the first of those joined."""
        return self.regimes[0]

    @property
    def judgement(self) -> Judgement:
        """The judgement, or that of the first regime joined."""
        return self.judgements[0]

    @cached_property
    def register(self) -> Register:
        """The register of councils with the names that its regimes add."""
        return register().extended([name for regime in self.regimes for name in regime.names])

    @property
    def scale(self) -> Scale:
        """The scale of its grades."""
        return self.judgements[0].scale

    @property
    def unmapped(self) -> Position:
        """The position on the scale that its grades were given on: itself, or what was mapped."""
        return self if self.mapping is None else self.mapping.before

    @property
    def identity(self) -> tuple[object, ...]:
        """What tells it from another: which regimes, from where, as of when, which judgements."""
        regimes = tuple((regime.id, regime.origin) for regime in self.regimes)
        return regimes, self.date, self.selector.first, tuple(each.id for each in self.judgements)

    def before(self, other: Position) -> int:
        """Tell which comes first: 1 where this one does, -1 where the other does, 0 where neither.

        The first reports of a rolling regime come before its latest.
        """
        if self.identity[0] == other.identity[0] and self.selector.first != other.selector.first:
            return 1 if self.selector.first else -1
        return (self.date < other.date) - (self.date > other.date)

    @cached_property
    def name(self) -> str:
        """A short name that a selector could be made of: regimes, the date where it matters, judgement."""
        name = self.shown or "+".join(regime.id for regime in self.regimes)
        if self.selector.first or len(self.regime.dates()) > 1:
            name += "@first" if self.selector.first else f"@{self.date}"
        return name

    def by_path(self) -> Position:
        """Show it by the paths of its folders, where an id alone would not tell it from another."""
        named = zip(self.selector.sources, self.regimes, strict=True)
        return replace(self, shown="+".join(each if is_folder(each) else regime.id for each, regime in named))

    @cached_property
    def label(self) -> str:
        """The name with its judgement, in full."""
        return f"{self.name}:{self.judgement.id}"

    @cached_property
    def caption(self) -> str:
        """The name, with the judgement where it is not the headline."""
        return self.name if self.is_headline else self.label

    @cached_property
    def coverage(self) -> Mapping[str, int]:
        """Count its outcomes by status, in the order of the statuses: as they were given, if it is mapped."""
        found = Counter(self.unmapped.outcomes.get_column("status"))
        return {status: found[status] for status in STATUSES if found[status]}

    @cached_property
    def cited(self) -> Mapping[str, Mapping[str, Mapping[str, int]]]:
        """Count the outcomes and the totals that rest on each source, by regime and source."""
        outcomes = Counter(self.outcomes.select("regime", "source").iter_rows())
        totals = Counter((self.regime.id, total.source) for total in self.totals)
        return {
            regime.id: {
                source: {"outcome": outcomes[regime.id, source], "total": totals[regime.id, source]}
                for source in regime.sources
            }
            for regime in self.regimes
        }

    def __repr__(self) -> str:
        counts = ", ".join(f"{count} {status.replace('_', ' ')}" for status, count in self.coverage.items())
        mapped = "" if self.mapping is None else f"\n  {self.mapping.sentence}"
        return f"Position {self.label} of {self.date}: {self.outcomes.height} councils, {counts}{mapped}"

    @property
    def is_headline(self) -> bool:
        """Tell whether its judgement is the regime's headline."""
        return self.judgement.id == self.regime.headline

    @cached_property
    def frame(self) -> pl.DataFrame:
        """Spell the outcomes out for reading and export, one row a series, sorted by series_id.

        Columns: series_id, council_id, name, gss_code, ons_code, dfe_code (those in force on the date; empty where
        there is none), region, type, regime, published, judgement, worst and best (labels), worst_rank and
        best_rank, status, flag (`x` where only a range is available, `e` where a rule supplies the grade, `z` where
        no grade was given), source, place, note.
        """
        import polars as pl

        known = register()
        councils = [known.council(council) for council in self.outcomes.get_column("council_id")]
        labels = pl.Series("label", self.scale.labels)
        worst, best = pl.col("worst_rank"), pl.col("best_rank")
        return self.outcomes.rename({"worst": "worst_rank", "best": "best_rank"}).select(
            "series_id",
            "council_id",
            pl.Series("name", [council.name for council in councils], dtype=pl.String),
            *(
                pl.Series(
                    f"{scheme}_code",
                    [council.code(scheme, self.date) for council in councils],
                    dtype=pl.String,
                )
                for scheme in SCHEMES
            ),
            pl.Series("region", [council.region for council in councils], dtype=pl.String),
            pl.Series("type", [council.type for council in councils], dtype=pl.String),
            "regime",
            "published",
            "judgement",
            pl.lit(labels).gather(worst).alias("worst"),
            pl.lit(labels).gather(best).alias("best"),
            "worst_rank",
            "best_rank",
            "status",
            flag(worst, best, pl.col("status")).alias("flag"),
            "source",
            "place",
            "note",
        )

    @cached_property
    def complete(self) -> bool:
        """Tell whether every graded outcome is known."""
        return bool((self.outcomes.get_column("worst") == self.outcomes.get_column("best")).all())


def flag(worst: pl.Expr, best: pl.Expr, status: pl.Expr) -> pl.Expr:
    """Flag an outcome in the GSS shorthand, from the columns of its ranks and its status.

    `z` where no grade was given, `x` where only a range is available, `e` where a rule supplies the grade.
    """
    import polars as pl

    return (
        pl.when(worst.is_null())
        .then(pl.lit("z"))
        .when(worst != best)
        .then(pl.lit("x"))
        .when(status == "rule")
        .then(pl.lit("e"))
        .otherwise(pl.lit(""))
    )


def position(selector: Selector | str, load: Callable[[str], Regime]) -> Position:
    """Find the position that a selector names.

    `load` gives the regime of a source. Annual: the latest publication by the date, whole; a judgement absent
    from it is unknown, never carried over. Rolling: each series' latest report by the date. Raises
    SelectorError for a judgement that the regime lacks, a date before its first publication, or a join of
    regimes that are not rolling or not on one scale.
    """
    if isinstance(selector, str):
        selector = parse_selector(selector)
    regimes = tuple(load(source) for source in selector.sources)
    judgements = tuple(regime.judgement(selector.judgement) for regime in regimes)
    if len(regimes) > 1:
        _joinable(selector, regimes, judgements)
    return _selected(selector, regimes, judgements)


def _selected(selector: Selector, regimes: Sequence[Regime], judgements: Sequence[Judgement]) -> Position:
    if regimes[0].kind == "annual":
        return _annual(selector, regimes[0], judgements[0])
    return _rolling(selector, regimes, judgements)


def told_apart(positions: Sequence[Position]) -> list[Position]:
    """Give positions by the paths of their folders where two of them would have one name."""
    times = Counter(position.label for position in positions)
    return [position.by_path() if times[position.label] > 1 else position for position in positions]


def check_scales(positions: Sequence[Position]) -> None:
    """Refuse scales that share an id and not their grades: what they count can't be set side by side."""
    seen: dict[str, Position] = {}
    for position in positions:
        other = seen.setdefault(position.scale.id, position)
        if other.scale.labels != position.scale.labels:
            raise UsageError(
                f"'{other.selector}' and '{position.selector}' define the scale '{position.scale.id}' differently",
                do="one id means one scale everywhere: let one of them rename its own",
            )


def reselected(position: Position, judgement: Judgement) -> Position:
    """Find the position of another judgement of the same regime and date, with the rule if it was asked for."""
    found = _selected(position.selector.with_judgement(judgement.id), [position.regime], [judgement])
    if not position.rule_use:
        return found
    from crossregime.core.model.rule import apply_rule

    return apply_rule(found)


def _annual(selector: Selector, regime: Regime, judgement: Judgement) -> Position:
    import polars as pl

    publication = _publication(selector, regime)
    outcomes = regime.outcomes.filter(
        (pl.col("published") == publication.date) & (pl.col("judgement") == judgement.id)
    ).with_columns(pl.lit(regime.id).alias("regime"))
    totals = tuple(
        total
        for total in regime.totals
        if total.binds and total.published == publication.date and total.judgement == judgement.id
    )
    return Position(
        selector,
        (regime,),
        (judgement,),
        publication.date,
        publication,
        outcomes,
        _ended(pl.Series([])),
        totals,
    )


def _publication(selector: Selector, regime: Regime) -> Publication:
    publications = regime.publications
    if selector.first:
        return publications[0]
    if selector.date is None:
        return publications[-1]
    by_then = [publication for publication in publications if publication.date <= selector.date]
    if not by_then:
        raise _too_early(selector, regime.id, [publication.date for publication in publications])
    return by_then[-1]


def _too_early(selector: Selector, name: str, dates: Sequence[dt.date]) -> SelectorError:
    return SelectorError(
        f"{name} had published nothing by {selector.date}",
        where=f"selector '{selector}'",
        do=f"it published on {', '.join(map(str, dates))}"
        if len(dates) <= 5
        else f"its first date is {dates[0]}, its last {dates[-1]}",
    )


def _joinable(selector: Selector, regimes: Sequence[Regime], judgements: Sequence[Judgement]) -> None:
    """Refuse a join of annual regimes or of scales that differ."""
    for regime in regimes:
        if regime.kind != "rolling":
            raise SelectorError(
                f"{regime.id} can't be joined by '+': it is annual",
                where=f"selector '{selector}'",
                do="give each annual regime a selector of its own",
            )
    ids = [regime.id for regime in regimes]
    if len(set(ids)) < len(ids):
        raise SelectorError(
            f"the regimes can't be joined: two are called '{max(ids, key=ids.count)}'",
            where=f"selector '{selector}'",
            do="give one of them another id in its regime.json",
        )
    first = judgements[0].scale
    if any(judgement.scale.id == first.id and judgement.scale.labels != first.labels for judgement in judgements):
        raise SelectorError(
            f"the regimes can't be joined: they define the scale '{first.id}' differently",
            where=f"selector '{selector}'",
            do="one id means one scale everywhere: let one of them rename its own",
        )
    scales = {judgement.scale.id for judgement in judgements}
    if len(scales) > 1:
        raise SelectorError(
            f"the regimes can't be joined: their judgements have the scales {', '.join(sorted(scales))}",
            where=f"selector '{selector}'",
            do="only judgements of one scale join",
        )


def _rolling(selector: Selector, regimes: Sequence[Regime], judgements: Sequence[Judgement]) -> Position:
    """Take each series' latest (or first) report by the date; series that had ended are listed apart."""
    import polars as pl

    reports = pl.concat([regime.outcomes.with_columns(pl.lit(regime.id).alias("regime")) for regime in regimes])
    dates = reports.get_column("published").unique().sort().to_list()
    date = selector.date or dates[-1]
    if date < dates[0]:
        raise _too_early(selector, "+".join(regime.id for regime in regimes), dates)
    by_then = reports.filter(pl.col("published") <= date)
    pick = pl.col("published").min() if selector.first else pl.col("published").max()
    chosen = by_then.filter(pl.col("published") == pick.over("series_id"))
    # Two reports of one series on one day, in two of the regimes joined: the later regime in the selector stands.
    order = pl.col("regime").cast(pl.Enum([regime.id for regime in regimes])).to_physical()
    chosen = chosen.filter(order == order.max().over("series_id"))
    wanted = pl.any_horizontal(
        (pl.col("regime") == regime.id) & (pl.col("judgement") == judgement.id)
        for regime, judgement in zip(regimes, judgements, strict=True)
    )
    ended = _ended(chosen.get_column("series_id").unique(), date)
    outcomes = chosen.filter(wanted).join(ended, on="series_id", how="anti").sort("series_id")
    return Position(selector, tuple(regimes), tuple(judgements), date, None, outcomes, ended, ())


def _ended(series: pl.Series, by: dt.date | None = None) -> pl.DataFrame:
    """List those of the series of which no body exists on the date any more."""
    import polars as pl

    known = register()
    gone = []
    for name in series.sort() if by is not None else ():
        bodies = [council for council in known.councils.values() if council.series == name]
        last = max(bodies, key=lambda council: council.end or dt.date.max)
        if last.end is not None and by is not None and last.end < by:
            gone.append((name, last.id, last.end))
    return pl.DataFrame(gone, schema={"series_id": pl.String, "council_id": pl.String, "end": pl.Date}, orient="row")
