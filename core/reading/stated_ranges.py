"""Keep what a source states of the councils that no row names where some ratings were withheld from them.

"Every other council that was rated is at Fair or better" still holds: only as many of them as were withheld can be
elsewhere. For one council that says nothing, for all of them together it is a bound.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossregime.core.model import Total

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import polars as pl

    from crossregime.core.model import Judgement, Publication


def totals_of_ranges(
    publications: Sequence[Publication],
    judgements: Mapping[str, Judgement],
    outcomes: pl.DataFrame,
    printed: Sequence[Total],
) -> Iterator[Total]:
    """Bound the councils outside each stated range by those that rows name and those that were withheld.

    Gives nothing where a printed total bounds them as closely.
    """
    import polars as pl

    for publication in publications:
        for rule in publication.unlisted:
            withheld = publication.withholds(rule.judgement)
            scale = judgements[rule.judgement].scale
            outside = tuple(rank for rank in range(len(scale)) if not rule.worst <= rank <= rule.best)
            if not withheld or not outside:
                continue
            here = (pl.col("published") == publication.date) & (pl.col("judgement") == rule.judgement)
            named = outcomes.filter(here & (pl.col("printed") != "")).select("worst", "best").drop_nulls().rows()
            reaching = [sum(worst <= rank <= best for rank in outside) for worst, best in named]
            lowest = sum(reach == best - worst + 1 for reach, (worst, best) in zip(reaching, named, strict=True))
            highest = sum(reach > 0 for reach in reaching) + withheld
            bounded = any(
                (each.published, each.judgement, each.dimension) == (publication.date, rule.judgement, "")
                and set(outside) <= set(each.ranks)
                and each.highest <= highest
                for each in printed
                if each.binds
            )
            if not bounded:
                yield Total(
                    publication.date, rule.judgement, outside, lowest, highest, rule.source, rule.place,
                    note=rule.reason, written=f"at most {highest}",
                )  # fmt: skip
