"""Read a folder of facts, and what docs/facts/ adds to it: ids of sources, and wording."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OWN = ROOT / "docs" / "facts"
Row = dict[str, str]


class FactsError(Exception):
    """Facts that can't be turned into rows, and what to do about it."""


def read(path: Path) -> list[Row]:
    """Read a CSV as rows by column name, every cell a text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass
class Facts:
    """Hold a folder of facts, read file by file, and what the project adds to it: names of sources, and wording."""

    folder: Path
    ids: Row = field(default_factory=lambda: {row["fact"]: row["source"] for row in read(OWN / "sources.csv")})
    wording: list[Row] = field(default_factory=lambda: read(OWN / "wording.csv"))

    def table(self, name: str) -> list[Row]:
        """Give the rows of one file; raises FactsError where the folder has not got it."""
        path = self.folder / f"{name}.csv"
        if not path.is_file():
            raise FactsError(f"there is no {path}: name the folder that holds the facts")
        return read(path)

    def source(self, fact: str) -> str:
        """Give the id here of a source as facts name it; raises FactsError where it has none."""
        if fact not in self.ids:
            raise FactsError(f"the source {fact} has no id: add a line to docs/facts/sources.csv")
        return self.ids[fact]

    def words(self, regime: str, row: Row) -> tuple[str, str]:
        """Give the place and the note of an outcome: as docs/facts/wording.csv writes them, or as the fact has them.

        A line of it that names a council or a judgement goes before one that does not.
        """
        about = [
            line
            for line in self.wording
            if (line["regime"], line["published"], line["fact"]) == (regime, row["published"], row["note"])
            and line["council"] in ("", row["council_printed"] or row["council_id"])
            and line["judgement"] in ("", row["judgement"])
        ]
        if not about:
            return "article", row["note"]
        line = max(about, key=lambda line: (line["council"] != "", line["judgement"] != ""))
        return line["place"], line["note"]
