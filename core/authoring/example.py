"""Give the files of an example: real ratings with their true sources, marked as what the author replaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossregime.core.authoring.filled import examples, filled
from crossregime.core.authoring.project import SCHEMA

if TYPE_CHECKING:
    from crossregime.core.model import RegimeKind


def example_regime(name: str, kind: RegimeKind) -> dict[str, bytes]:
    """Give the files of a regime's folder, by name: an excerpt of Ofsted's ratings of 2010, or of its inspections.

    Every row is true and cites the page that prints it; what the author replaces says EXAMPLE.

    >>> sorted(example_regime("mine", "rolling"))
    ['inspections.csv', 'outcomes.csv', 'regime.json', 'sources.csv']
    """
    return {file: filled(f"{kind}/{file}", id=name, schema=SCHEMA) for file in examples(kind)}


def example_crosswalk(name: str) -> dict[str, bytes]:
    """Give the file of a crosswalk: the grades of SSI 2003 read strictly as those of Ofsted 2009.

    >>> sorted(example_crosswalk("mine"))
    ['mine.json']
    """
    return {f"{name}.json": filled("crosswalk.json", id=name)}
