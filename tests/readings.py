"""What the tests of reading share: the two dates of the small regime, and parts of its descriptor."""

from __future__ import annotations

import datetime as dt

import polars as pl

FIRST, LAST = dt.date(2003, 11, 13), dt.date(2009, 12, 9)


def cells(regime, date, judgement):
    """Give (worst, best, status) by council of one judgement of a publication."""
    rows = regime.outcomes.filter(pl.col("published") == date, pl.col("judgement") == judgement)
    return {council: tuple(rest) for council, *rest in rows.select("council_id", "worst", "best", "status").rows()}


def only(folder):
    """Give the one problem for which a folder can't be read."""
    (fault,) = folder.faults()
    return fault


def publication(index, **changes):
    return lambda whole: whole["publications"][index].update(changes)


def judgement(index, **changes):
    return lambda whole: whole["judgements"][index].update(changes)
