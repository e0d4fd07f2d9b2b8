"""Say what is allowed in a regime and likely not meant: what its author left unfinished, and dates that can't be."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from crossregime.core.authoring import UNFINISHED
from crossregime.core.dates import read_period
from crossregime.core.text import joined, many

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crossregime.core.model import Regime

NAMED = 3
"""How many inspections are named."""


def unfinished(regime: Regime) -> list[str]:
    """List where the texts of a regime still say that they are an example, or to do.

    >>> import crossregime as cr
    >>> unfinished(cr.regime("ssi2003"))
    []
    """
    places: dict[str, dict[str, int]] = {}
    for mark in UNFINISHED:
        for place, text in _texts(regime):
            if text.startswith(mark):
                found = places.setdefault(mark, {})
                found[place] = found.get(place, 0) + 1
    told = {
        mark: [place if count == 1 else f"{place} ({count})" for place, count in found.items()]
        for mark, found in places.items()
    }
    return [f"'{mark}' still stands in {joined(found)}" for mark, found in told.items()]


def _texts(regime: Regime) -> Iterator[tuple[str, str]]:
    """Give every text that an author writes, with its place."""
    for name in ("title", "inspectorate", "summary", "licence"):
        yield f"{name} of regime.json", getattr(regime, name)
    for scale in {judgement.scale.id: judgement.scale for judgement in regime.judgements}.values():
        yield "scales of regime.json", scale.title
        yield from (("scales of regime.json", grade.label) for grade in scale.grades)
    for publication in regime.publications:
        yield "publications of regime.json", publication.title
    for note in regime.comparability:
        yield "comparability of regime.json", note.note
    for source in regime.sources.values():
        yield "sources.csv", source.publisher
        yield "sources.csv", source.licence
    for text in regime.outcomes.get_column("note").to_list():
        yield "outcomes.csv", text
    for total in regime.totals:
        yield "totals.csv", total.note


def odd_dates(regime: Regime) -> list[str]:
    """List inspections that are dated in the future, and those dated after the document that tells of them.

    >>> import crossregime as cr
    >>> odd_dates(cr.regime("ssi2003"))
    []
    """
    if regime.kind == "annual":
        return []
    today = dt.date.today()  # noqa: DTZ011  # a day here or there makes no difference
    ahead = [each.id for each in regime.inspections if each.published.first > today]
    before = []
    for each in regime.inspections:
        told = read_period(regime.sources[each.source].published) if each.source in regime.sources else None
        if told is not None and told.last < each.published.first:
            before.append(each.id)
    said = (
        (ahead, "dated in the future"),
        (before, "dated after the document that tells of it: check both dates"),
    )
    return [f"{many(len(ids), 'inspection')} {what} ({_some(ids)})" for ids, what in said if ids]


def _some(ids: list[str]) -> str:
    return ", ".join(ids[:NAMED]) + (f" and {len(ids) - NAMED} more" if len(ids) > NAMED else "")
