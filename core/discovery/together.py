"""Find printed totals of a regime that contradict each other jointly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossregime.core.councils import load_register
from crossregime.core.model import as_of, bound_grade

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from crossregime.core.model import Regime, Total

SHOWN = 10
"""The most totals of a contradiction written out."""


@dataclass(frozen=True, slots=True)
class ImpossibleTotals:
    """A minimal set of totals of one judgement and date that can't all be true.

    `places` are their places among the totals of the regime, from 0: those of the rows of totals.csv.
    """

    judgement: str
    published: dt.date
    places: tuple[int, ...]
    words: str

    @property
    def sentence(self) -> str:
        """State that no completion meets all of them."""
        return f"no completion of {self.judgement} on {self.published} meets all of its printed totals"


def contradictions(regime: Regime) -> Iterator[ImpossibleTotals]:
    """Find, for each judgement and date, a minimal set of totals that contradict what is known of the councils.

    >>> import crossregime
    >>> [*contradictions(crossregime.host().load("ofsted2009"))]
    []
    """
    for date, judgement in sorted({(total.published, total.judgement) for total in regime.totals}):
        here = [
            (place, each)
            for place, each in enumerate(regime.totals)
            if (each.published, each.judgement) == (date, judgement) and each.binds
        ]
        found = _contradicting(regime, date, judgement, [each for _, each in here])
        if found:
            blamed = [here[index] for index in found]
            labels = regime.judgement(judgement).scale.labels
            words = [_words(total, labels) for _, total in blamed]
            more = [f"{len(words) - SHOWN} more"] if len(words) > SHOWN else []
            what = "these can't all be true, though any one less could" if len(words) > 1 else "this one can't be true"
            yield ImpossibleTotals(
                judgement, date, tuple(place for place, _ in blamed), f"{what}: {'; '.join([*words[:SHOWN], *more])}"
            )


def _contradicting(regime: Regime, date: dt.date, judgement: str, totals: Sequence[Total]) -> tuple[int, ...]:
    """Find which of the totals of a judgement contradict each other, by their places."""
    import polars as pl

    from crossregime.core.bounds import Problem, Stratum, contradicting_totals

    outcomes = regime.outcomes if regime.kind != "rolling" else as_of(regime.outcomes, [date])
    rows = outcomes.filter(
        pl.col("worst").is_not_null() & (pl.col("published") == date) & (pl.col("judgement") == judgement)
    ).join(load_register().frame.select("council_id", "region", "type"), on="council_id", how="left")
    counted = rows.group_by("worst", "best", "region", "type", maintain_order=True).len().to_dicts()
    strata = [Stratum(row["len"], (bound_grade((row["worst"], row["best"]), row, totals),)) for row in counted]
    limits = tuple(each.constraint(0) for each in totals)
    size = len(regime.judgement(judgement).scale)
    return contradicting_totals(Problem((size, 1), tuple(strata), limits))


def _words(total: Total, labels: Sequence[str]) -> str:
    """Write a total as its row does."""
    grades = " or ".join(labels[rank] for rank in total.ranks)
    return f"{total.printed()} at {grades}" + (f" in {total.group}" if total.group else "")
