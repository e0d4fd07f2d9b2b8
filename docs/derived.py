"""List every file of regimes/ and datasets/ that follows from facts, and what identifies a row of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import councilfacts
import ratingfacts
from factsfolder import ROOT, Facts, Row
from ratingfacts import FACTS_OF, JUDGEMENTS, SCALES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


@dataclass(frozen=True)
class Table:
    """One file of the project: which rows follow from facts, and what identifies a row.

    `own` are the columns that no fact fills: the project's own words, which stay as they are held.
    """

    path: str
    schema: str
    key: tuple[str, ...]
    rows: Callable[[Facts], Iterator[Row]]
    own: tuple[str, ...] = ()
    order: tuple[str, ...] = ()

    @property
    def columns(self) -> list[str]:
        """Give the columns: those of the schema of a row, so that a column added there is filled here.

        The ways to print a total that no fact has (a range, a rounded number) are left out.
        """
        schema = json.loads((ROOT / "schemas" / f"{self.schema}.schema.json").read_text(encoding="utf-8"))
        unused = ("lowest", "highest", "rounded") if self.schema == "total" else ()
        return [column for column in schema["properties"] if column not in unused]

    def name(self, row: Row) -> str:
        """Name a row by the cells that identify it."""
        return " | ".join(row[column] for column in self.key)

    def place(self, row: Row) -> list[int | str | list[int]]:
        """Give where a row stands in the file: judgements and grades in their own order, all else by its text."""
        return [_rank(column, row) for column in self.order or self.key]


def _rank(column: str, row: Row) -> int | str | list[int]:
    """Give a cell as it sorts; what is no judgement or no grade comes last, where a check reports it."""
    if column == "judgement":
        return JUDGEMENTS.index(row[column]) if row[column] in JUDGEMENTS else len(JUDGEMENTS)
    if column == "rank":
        return int(row[column])
    if column == "grades":
        grades = SCALES.get(row["judgement"].rpartition(".")[2], [])
        return [grades.index(grade) if grade in grades else len(grades) for grade in row[column].split("|")]
    return row[column]


def tables() -> Sequence[Table]:
    """List every file that follows from facts."""
    found = []
    for folder in FACTS_OF:
        outcome = Table(
            f"{folder}/outcomes.csv", "outcome", ("published", "council", "judgement"),
            partial(ratingfacts.outcomes, folder=folder), order=("published", "judgement", "council"),
        )  # fmt: skip
        total = Table(
            f"{folder}/totals.csv", "total", ("published", "judgement", "group", "grades"),
            partial(ratingfacts.totals, folder=folder), own=("place", "note"),
        )  # fmt: skip
        found += [outcome, total]
    for folder in (*FACTS_OF, "datasets"):
        made = partial(ratingfacts.sources, folder=folder)
        found.append(Table(f"{folder}/sources.csv", "source", ("source",), made, own=("licence",)))
    found += [
        Table(
            "regimes/ssi2002/changes.csv", "change", ("council", "judgement"), ratingfacts.changes,
            order=("judgement", "council"),
        ),
        Table("datasets/councils.csv", "council", ("council_id",), councilfacts.councils),
        Table("datasets/codes.csv", "code", ("scheme", "code", "council_id"), councilfacts.codes),
        Table(
            "datasets/lineage.csv", "lineage", ("predecessor_id", "successor_id", "date"), councilfacts.lineage,
            own=("note", "source"),
        ),
        Table("datasets/names.csv", "name", ("council_id", "name"), councilfacts.names),
        Table("datasets/points.csv", "point", ("council_id",), councilfacts.points),
        Table("datasets/population.csv", "population", ("council_id", "year"), councilfacts.population),
        Table("datasets/deprivation.csv", "deprivation", ("index", "council_id"), councilfacts.deprivation),
        Table("datasets/neighbours.csv", "neighbour", ("edition", "council_id", "rank"), councilfacts.neighbours),
    ]  # fmt: skip
    return found
