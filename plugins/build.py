"""Make the rows of the regimes of these plugins from a folder of facts: say how, and hold them to it.

    python plugins/build.py FACTS --check
    python plugins/build.py FACTS --write

The facts are CSV files of one row a council, judgement and date, with the address of the page that prints it. Out of
them come outcomes.csv, totals.csv, sources.csv, of a rolling regime inspections.csv and, where a page prints a name
that the register of councils lacks, names.csv of each regime. All else in a regime's folder is written by hand. The
folder `conversion` holds, as data:

    sources.csv     the id and place of each page, and what the facts don't say of it
    totals.csv      which printed numbers bind the outcomes; the others are claims
    departures.csv  cells that are deliberately not as in the facts, each with the reason; a departure whose
                    expected cell is gone is an error

`--check` changes nothing and ends with 1 where a file is not what the facts give. The installed packages don't need
the facts, nor this script.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import io
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import crossregime

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HERE = Path(__file__).parent
CONVERSION = HERE / "conversion"
FOLDERS = {
    "csci2005": HERE / "crossregime-csci" / "crossregime_csci" / "csci2005",
    "ofsted2010": HERE / "crossregime-ofsted" / "crossregime_ofsted" / "ofsted2010",
    "ofsted2011": HERE / "crossregime-ofsted" / "crossregime_ofsted" / "ofsted2011",
    "sif": HERE / "crossregime-ofsted" / "crossregime_ofsted" / "sif",
    "ilacs": HERE / "crossregime-ofsted" / "crossregime_ofsted" / "ilacs",
}
"""The folder of each regime; its facts have the regime's id as their name."""
COLUMNS: dict[str, tuple[str, ...]] = {
    "outcomes.csv": ("published", "council", "judgement", "worst", "best", "status", "source", "place", "note"),
    "inspections.csv": ("inspection", "council", "published", "visited", "source"),
    "inspected": ("inspection", "judgement", "worst", "best", "status", "place"),
    "totals.csv": ("published", "judgement", "group", "grades", "count", "percent", "source", "place", "note"),
    "sources.csv": ("source", "publisher", "title", "published", "address", "licence"),
    "names.csv": ("name", "council_id", "start", "end", "source"),
}
"""The columns of each file; `inspected` are those of outcomes.csv beside inspections.csv."""
OFSTED = "Ofsted (Office for Standards in Education, Children's Services and Skills)"
DASHES = "-\N{EN DASH}\N{BOX DRAWINGS LIGHT HORIZONTAL}"
"""What the reports print between the first and the last day of a visit."""
CITED = "cited for single facts"
CROWN = "Crown copyright, Open Government Licence v3.0"

Row = dict[str, str]


class BuildError(Exception):
    """What stops the conversion: a fact, a page or a departure that does not fit."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """One inspection of a rolling regime: its id, which is also that of its report, and what is known of it."""

    id: str
    council_id: str
    council: str
    published: dt.date
    visited: str
    address: str

    @property
    def row(self) -> Row:
        """Give its row of inspections.csv."""
        return {
            "inspection": self.id,
            "council": self.council,
            "published": str(self.published),
            "visited": self.visited,
            "source": self.id,
        }

    @property
    def source(self) -> Row:
        """Give the row of sources.csv of its report."""
        return {
            "source": self.id,
            "publisher": OFSTED,
            "title": f"Inspection report: {self.council}",
            "published": str(self.published),
            "address": self.address,
            "licence": CROWN,
        }


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the files against the facts, or write them; give the exit code."""
    parser = argparse.ArgumentParser(description="Make the rows of these plugins' regimes from a folder of facts.")
    parser.add_argument("facts", type=Path, help="the folder of facts")
    doing = parser.add_mutually_exclusive_group(required=True)
    doing.add_argument("--check", action="store_true", help="say what is not as the facts give it; change nothing")
    doing.add_argument("--write", action="store_true", help="write what is not as the facts give it")
    options = parser.parse_args(arguments)
    try:
        stale = [file for file, text in built(options.facts).items() if _read(file) != text]
    except (BuildError, crossregime.CrossregimeError, OSError) as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 3
    for file, text in built(options.facts).items() if options.write else ():
        if file in stale and text is not None:
            file.write_text(text, encoding="utf-8", newline="")
        elif file in stale:
            file.unlink()
    for file in stale:
        print(f"{file.relative_to(HERE)}: {'written' if options.write else 'not as the facts give it'}")
    return 1 if stale and options.check else 0


def built(facts: Path) -> dict[Path, str | None]:
    """Make the text of every file; None for one that must not be there."""
    departures = Departures(_table(CONVERSION / "departures.csv"))
    pages = _pages(facts)
    texts: dict[Path, str | None] = {}
    for regime, folder in FOLDERS.items():
        texts |= {folder / name: text for name, text in _regime(regime, folder, facts, pages, departures).items()}
    departures.refuse_unused()
    sources = "".join(text for file, text in texts.items() if text and file.name == "sources.csv")
    idle = [page["source"] for page in pages.values() if f"\n{page['source']}," not in sources]
    if idle:
        raise BuildError(f"no regime cites {', '.join(idle)} of conversion/sources.csv")
    return texts


def _regime(
    regime: str, folder: Path, facts: Path, pages: dict[str, Row], departures: Departures
) -> dict[str, str | None]:
    """Make the files of one regime."""
    said = json.loads((folder / "regime.json").read_text(encoding="utf-8"))
    rows = _table(facts / f"{regime}.csv")
    reports = inspections(rows) if said["kind"] == "rolling" else {}
    sources = {page["source"]: page for page in pages.values()}
    sources |= {each.id: each.source for each in reports.values()}
    outcomes = [departures.applied(regime, row["council_id"], _outcome(row, said, pages, reports)) for row in rows]
    totals = _totals(regime, facts, pages)
    names = printed_names(rows, outcomes)
    tables = {
        "outcomes.csv": outcomes,
        "inspections.csv": [each.row for each in sorted(reports.values(), key=lambda each: (each.published, each.id))],
        "totals.csv": totals,
        "names.csv": names,
    }
    cited = {row["source"] for table in tables.values() for row in table} | set(_cited_in(folder))
    unknown = sorted(cited - sources.keys())
    if unknown:
        raise BuildError(f"{regime} cites {', '.join(unknown)}, which conversion/sources.csv lacks")
    tables["sources.csv"] = [sources[source] for source in sorted(cited)]
    forms = {"outcomes.csv": "inspected"} if reports else {}
    return {
        # Where there is nothing to say there is no file.
        name: _text(forms.get(name, name), table) if table else None
        for name, table in sorted(tables.items())
    }


def _outcome(row: Row, said: dict[str, Any], pages: dict[str, Row], reports: dict[str, Inspection]) -> Row:
    """Make a row of outcomes.csv of a fact."""
    judgement = next((each for each in said["judgements"] if each["id"] == row["judgement"]), None)
    if judgement is None:
        raise BuildError(f"{said['id']} has no judgement '{row['judgement']}' ({row['council_id']})")
    labels = _labels(judgement["scale"])
    made = {
        "published": row["published"],
        "council": row["council_printed"],
        "judgement": row["judgement"],
        "status": row["status"],
    }
    for end in ("worst", "best"):
        if row[end] and row[end] not in labels:
            raise BuildError(f"unknown grade '{row[end]}' ({said['id']}, {row['council_id']}, {row['judgement']})")
        made[end] = labels.get(row[end], "")
    if reports:
        inspection = reports[row["source"]]
        return made | {"inspection": inspection.id, "source": inspection.id, "place": judgement["title"], "note": ""}
    page = pages.get(row["source"])
    if page is None:
        raise BuildError(f"no id in conversion/sources.csv for {row['source']}")
    return made | {"source": page["source"], "place": page["place"], "note": row["note"]}


def inspections(rows: Iterable[Row]) -> dict[str, Inspection]:
    """Find the inspections of a rolling regime, by the address of the page that prints them."""
    found: dict[str, Inspection] = {}
    for row in rows:
        inspection = Inspection(
            id=f"{row['council_id']}-{row['published']}",
            council_id=row["council_id"],
            council=row["council_printed"],
            published=dt.date.fromisoformat(row["published"]),
            visited=_visited(row["note"]),
            address=row["source"],
        )
        if found.setdefault(row["source"], inspection) != inspection:
            raise BuildError(f"{row['source']} is the report of two inspections")
    if len({each.id for each in found.values()}) < len(found):
        raise BuildError("two inspections of one council were published on one day")
    return found


def _visited(note: str) -> str:
    """Read when inspectors came, in one form for all reports.

    >>> _visited("inspected 05 July 2016 - 27 July 2016"), _visited("inspected ")
    ('5 July 2016 to 27 July 2016', '')
    """
    told = re.fullmatch(r"inspected ?(.*)", note)
    if told is None:
        raise BuildError(f"'{note}' does not say when inspectors came")
    return re.sub(r"\b0(?=\d )", "", re.sub(rf"\s*[{DASHES}]\s*", " to ", told[1]))


def printed_names(rows: Iterable[Row], outcomes: Iterable[Row]) -> list[Row]:
    """List the printed names that the register does not know on their date, with the councils of the facts."""
    names: dict[tuple[str, str], set[str]] = {}
    for row, outcome in zip(rows, outcomes, strict=True):
        form, council, source = outcome["council"], row["council_id"], outcome["source"]
        try:
            known = crossregime.council(form, row["published"]).id
        except crossregime.CrossregimeError:
            known = ""
        if known not in ("", council):
            raise BuildError(f"'{form}' is {known} on {row['published']}, the facts have {council}")
        if not known:
            names.setdefault((form, council), set()).add(source)
    return [
        {"name": form, "council_id": council, "start": "", "end": "", "source": "|".join(sorted(sources))}
        for (form, council), sources in sorted(names.items())
    ]


def _totals(regime: str, facts: Path, pages: dict[str, Row]) -> list[Row]:
    """Make the totals that bind: those of conversion/totals.csv, with the numbers and pages of the facts."""
    printed = {(row["regime"], row["dimension"], row["level"]): row for row in _table(facts / "printed_totals.csv")}
    made = []
    for row in _table(CONVERSION / "totals.csv"):
        if row["regime"] == regime:
            fact = printed[regime, row["dimension"], row["level"]]
            number = {"group": "", "count": fact["count"], "percent": "", "source": pages[fact["source"]]["source"]}
            made.append(number | {column: row[column] for column in COLUMNS["totals.csv"] if column not in number})
    return made


def _pages(facts: Path) -> dict[str, Row]:
    """Describe each page, by its address: what the conversion says of it, and else the facts."""
    told = {row["source"]: row for row in _table(facts / "sources.csv")}
    pages = {}
    for row in _table(CONVERSION / "sources.csv"):
        address = row["address"]
        fact = told.get(address, {})
        web = address if "://" in address else ""
        page = {column: row[column] or fact.get(column, "") for column in ("publisher", "title", "published")}
        licence = row["licence"] or CITED
        pages[address] = page | {"source": row["source"], "place": row["place"], "address": web, "licence": licence}
        if not page["publisher"]:
            raise BuildError(f"neither conversion/sources.csv nor the facts say who published {address}")
    return pages


def _cited_in(folder: Path) -> Iterable[str]:
    """List the sources that the files written by hand cite, crosswalks aside: those list their own."""
    for file in sorted(folder.glob("*.json")):
        yield from _cited(json.loads(file.read_text(encoding="utf-8")))


def _cited(entry: Any) -> Iterable[str]:
    if isinstance(entry, dict):
        if isinstance(entry.get("source"), str):
            yield entry["source"]
        entry = list(entry.values())
    for each in entry if isinstance(entry, list) else ():
        yield from _cited(each)


def _labels(scale: str) -> dict[str, str]:
    """Give the label of each grade of a shared scale, by the code that the facts have for it."""
    shared = Path(crossregime.__file__).parent / "datasets" / "scales.json"
    for entry in json.loads(shared.read_text(encoding="utf-8"))["scales"]:
        if entry["id"] == scale:
            return {grade["id"].replace("-", "_"): grade["label"] for grade in entry["grades"]}
    raise BuildError(f"there is no shared scale '{scale}'")


class Departures:
    """The cells that are deliberately not as in the facts, each used at least once."""

    def __init__(self, rows: Iterable[Row]) -> None:
        """Take the rows of departures.csv; `*` as the council stands for every council of the facts."""
        self._rows = list(rows)
        self._used: set[int] = set()

    def applied(self, facts: str, council_id: str, outcome: Row) -> Row:
        """Give an outcome with the departures that are about it."""
        for number, row in enumerate(self._rows):
            about = row["facts"] == facts and row["judgement"] == outcome["judgement"]
            if about and row["council_id"] in ("*", council_id) and outcome[row["column"]] == row["expect"]:
                outcome = outcome | {row["column"]: row["value"]}
                self._used.add(number)
        return outcome

    def refuse_unused(self) -> None:
        """Raise BuildError if what a departure expects is nowhere in the facts: they have changed."""
        idle = [f"row {n + 2} expects '{row['expect']}'" for n, row in enumerate(self._rows) if n not in self._used]
        if idle:
            raise BuildError(f"conversion/departures.csv is about facts that are gone: {'; '.join(idle)}")


def _table(file: Path) -> list[Row]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _text(name: str, rows: Iterable[Row]) -> str:
    written = io.StringIO()
    writer = csv.DictWriter(written, COLUMNS[name], lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def _read(file: Path) -> str | None:
    return file.read_text(encoding="utf-8") if file.exists() else None


if __name__ == "__main__":
    sys.exit(main())
