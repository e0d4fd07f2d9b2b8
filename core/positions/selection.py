"""Find the position that a selector names."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from crossregime.core.councils import load_register
from crossregime.core.errors import SelectorError
from crossregime.core.positions.position import Position
from crossregime.core.positions.selector import Selector, parse_selector

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import polars as pl

    from crossregime.core.model import Judgement, Publication, Regime


def find_position(selector: Selector | str, load: Callable[[str], Regime]) -> Position:
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

    known = load_register()
    gone = []
    for name in series.sort() if by is not None else ():
        bodies = [council for council in known.councils.values() if council.series == name]
        last = max(bodies, key=lambda council: council.end or dt.date.max)
        if last.end is not None and by is not None and last.end < by:
            gone.append((name, last.id, last.end))
    return pl.DataFrame(gone, schema={"series_id": pl.String, "council_id": pl.String, "end": pl.Date}, orient="row")
