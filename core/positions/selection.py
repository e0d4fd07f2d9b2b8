"""Find the position that a selector names."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from crossregime.core.councils import load_register
from crossregime.core.errors import SelectorError
from crossregime.core.positions.position import Position
from crossregime.core.positions.selector import Selector, parse_selector

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import polars as pl

    from crossregime.core.model import Judgement, Publication, Regime, Total


def find_position(selector: Selector | str, load: Callable[[str], Regime]) -> Position:
    """Find the position that a selector names.

    `load` gives the regime of a source. Annual: the latest publication by the date, whole; a judgement absent
    from it is unknown, never carried over. Rolling, judgement by judgement: each series' latest inspection by the date
    that has a row for the judgement, whether it gave a grade or says outright that there is none. Raises SelectorError
    for a judgement that the regime lacks, a date before its first publication, or a join of
    regimes that are not rolling or not on one scale.
    """
    if isinstance(selector, str):
        selector = parse_selector(selector)
    regimes = tuple(load(source) for source in selector.sources)
    judgements = _judgements(selector, regimes)
    if len(regimes) > 1:
        _joinable(selector, regimes, judgements)
    return _selected(selector, regimes, judgements)


def _judgements(selector: Selector, regimes: Sequence[Regime]) -> tuple[Judgement, ...]:
    """Find each regime's judgement: in joined regimes the one named, one declared equivalent, or the same id."""
    name = selector.judgement
    if name is None or len(regimes) == 1:
        return tuple(regime.judgement(name) for regime in regimes)
    holders = [regime for regime in regimes if any(each.id == name for each in regime.judgements)]
    lead = (holders or regimes)[0]
    named = lead.judgement(name)
    return tuple(named if regime is lead else _counterpart(lead, named, regime) for regime in regimes)


def _counterpart(lead: Regime, named: Judgement, regime: Regime) -> Judgement:
    mine = f"{lead.id}:{named.id}"
    for each in regime.judgements:
        if f"{regime.id}:{each.id}" in named.equivalent or mine in each.equivalent:
            return each
    try:
        return regime.judgement(named.id)
    except SelectorError as error:
        known = ", ".join(each.id for each in regime.judgements)
        do = f"its judgements are {known}; one that is declared equivalent to {mine} in regime.json would join it"
        raise SelectorError(error.what, where=error.where, do=do, matches=error.matches) from None


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
    if selector.choice == "first":
        return publications[0]
    if selector.choice == "last-graded":
        raise SelectorError(
            f"{regime.id} is annual: a publication is taken whole, and no grade is carried over",
            where=f"selector '{selector}'",
            do="name a date, @first or @previous",
        )
    by_then = [each for each in publications if selector.date is None or each.date <= selector.date]
    if selector.choice == "previous" and len(by_then) == 1:
        raise SelectorError(
            f"{regime.id} published nothing before {by_then[0].date}",
            where=f"selector '{selector}'",
            do="leave @previous out, or name a later date",
        )
    if selector.choice == "previous" and by_then:
        return by_then[-2]
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
    """Take the requested inspection of each series, among those by the date with a row for the judgement.

    An inspection that is silent on it takes nothing away. Series that had ended by the date are listed apart.
    """
    import polars as pl

    dates = sorted({date for regime in regimes for date in regime.dates()})
    date = selector.date or dates[-1]
    if date < dates[0]:
        raise _too_early(selector, "+".join(regime.id for regime in regimes), dates)
    rows = rolling_rows(regimes, judgements).filter(pl.col("published") <= date)
    if selector.choice == "last-graded":
        rows = rows.filter(pl.col("worst").is_not_null())
    if selector.choice == "previous":
        rows = rows.filter(pl.int_range(pl.len()).over("series_id") < pl.len().over("series_id") - 1)
    keep: Literal["first", "last"] = "first" if selector.choice == "first" else "last"
    chosen = rows.unique("series_id", keep=keep, maintain_order=True)
    ended = _ended(chosen.get_column("series_id"), date)
    return Position(
        selector,
        tuple(regimes),
        tuple(judgements),
        date,
        None,
        chosen.join(ended, on="series_id", how="anti", maintain_order="left"),
        ended,
        _printed(selector, regimes, judgements, date),
        former=chosen.join(ended, on="series_id", how="semi", maintain_order="left"),
    )


def _printed(
    selector: Selector, regimes: Sequence[Regime], judgements: Sequence[Judgement], date: dt.date
) -> tuple[Total, ...]:
    """Return a rolling regime's totals printed for just this date; none for joined regimes or another choice."""
    if len(regimes) > 1 or selector.choice != "latest":
        return ()
    return tuple(
        total
        for total in regimes[0].totals
        if total.binds and total.published == date and total.judgement == judgements[0].id
    )


def rolling_rows(regimes: Sequence[Regime], judgements: Sequence[Judgement]) -> pl.DataFrame:
    """Return every outcome of a judgement of rolling regimes, with its `regime` and `inspection`, in the order of time.

    Of two inspections of one series on one day, that of the later of the regimes comes last.
    """
    import polars as pl

    rows = [
        _of_judgement(regime, judgement).with_columns(pl.lit(place).alias("_place"))
        for place, (regime, judgement) in enumerate(zip(regimes, judgements, strict=True))
    ]
    return pl.concat(rows).sort("series_id", "published", "_place").drop("_place")


def _of_judgement(regime: Regime, judgement: Judgement) -> pl.DataFrame:
    """Return the outcomes of a judgement of a rolling regime, each with its regime and the id of its inspection."""
    import polars as pl

    rows = regime.outcomes.filter(pl.col("judgement") == judgement.id)
    known = regime.inspection_of
    names = [
        known[council, date].id if (council, date) in known else f"{council}-{date}"
        for council, date in rows.select("council_id", "published").iter_rows()
    ]
    return rows.with_columns(pl.lit(regime.id).alias("regime"), pl.Series("inspection", names, dtype=pl.String))


def _ended(series: pl.Series, by: dt.date | None = None) -> pl.DataFrame:
    """List the series that have ended by the date."""
    import polars as pl

    known = load_register()
    gone = []
    for name in series.sort() if by is not None else ():
        bodies = [council for council in known.councils.values() if council.series == name]
        last = max(bodies, key=lambda council: council.end or dt.date.max)
        if last.end is not None and by is not None and last.end < by:
            gone.append((name, last.id, last.end))
    return pl.DataFrame(gone, schema={"series_id": pl.String, "council_id": pl.String, "end": pl.Date}, orient="row")
