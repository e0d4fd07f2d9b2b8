"""Read a regime from its folder: descriptor, outcomes, totals and sources, checked and completed.

One reader serves the built-ins, a path given by a user and packages. It collects every fault of a file
before it raises, and leaves no outcome out: councils that no row names get the range that their publication's
`unlisted` rule states, or the whole scale.
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crossregime.core.councils import load_register
from crossregime.core.errors import DataError, Fault
from crossregime.core.files import Faults, Folder, hold_to_schema
from crossregime.core.model import Area, Comparability, Regime, RegimeFiles
from crossregime.core.progress import count_off
from crossregime.core.reading.changes import read_changes
from crossregime.core.reading.descriptor import read_descriptor
from crossregime.core.reading.flows import read_flows
from crossregime.core.reading.groupings import read_groupings
from crossregime.core.reading.inspections import check_grades, grouped, read_inspections, with_inspections
from crossregime.core.reading.names import read_names
from crossregime.core.reading.outcomes import read_outcomes
from crossregime.core.reading.rows import Rows
from crossregime.core.reading.stated_ranges import totals_of_ranges
from crossregime.core.reading.totals import read_totals
from crossregime.core.version import FORMAT, LATER

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

    import polars as pl

    from crossregime.core.councils import Grouping
    from crossregime.core.model import Crosswalk, Rule
    from crossregime.core.reading.descriptor import Descriptor

TABLES: dict[str, tuple[str, bool]] = {
    "sources.csv": ("source", True),
    "inspections.csv": ("inspection", False),
    "outcomes.csv": ("outcome", True),
    "names.csv": ("name", False),
    "corrections.csv": ("correction", False),
    "totals.csv": ("total", False),
    "flows.csv": ("flow", False),
    "changes.csv": ("change", False),
    "groups.csv": ("membership", False),
}
"""The files of rows in a regime's folder: the schema of a row, and whether a folder needs the file.

Beside inspections.csv a row of outcomes.csv names its inspection: its schema is `inspected`.
"""
KEPT = ("sources.csv", "inspections.csv", "outcomes.csv", "names.csv")
"""Files that are read on with the cells that their schema refuses, so that all that is wrong is found at once."""
FILES = ("regime.json", "rule.json", "claims.json", *TABLES)
"""The files of a regime's folder."""
NEARLY = 0.9
"""The similarity (of 1) from which a file name is taken for a misspelling: `flow.csv` is, `notes.csv` is not."""


def read_regime(path: Path, shown: str | None = None, *, validate: bool = True) -> Regime:
    """Read the regime in a folder.

    `shown` is how messages name the folder. `validate` holds regime.json and the rows of the CSVs to their JSON
    Schemas; it may be left out only for folders that the tests have validated. Raises DataError with every fault
    found.
    """
    folder = Folder(path, (shown if shown is not None else str(path)).rstrip("/") or "/", trusted=not validate)
    try:
        found = path.is_dir()
    except OSError:  # a name that is too long, or a folder that may not be entered
        found = False
    if not found and os.path.isfile(path):  # noqa: PTH113  # unlike a Path's, it takes a name of any length
        parent = path.parent.as_posix()
        parent = parent if "/" in parent or parent in (".", "..") else f"./{parent}"
        raise DataError(f"{folder.shown} is a file", do=f"a regime is a folder: give its folder, {parent}")
    if not found:
        joined = "; to join it with another, name the id first: ID+./FOLDER" if "+" in folder.shown else ""
        raise DataError(
            f"there is no folder {folder.shown}", do=f"give the path of a folder with a regime.json{joined}"
        )
    if not folder.has("regime.json"):
        raise DataError(
            f"{folder.shown} is not a regime: it has no regime.json",
            do="a regime is a folder with regime.json, outcomes.csv and sources.csv; `crossregime new` begins one",
        )
    faults = Faults(folder.shown)
    with faults.gathering():
        entry = folder.json("regime.json")
        _refuse_later(entry, folder.shown)
        if validate:
            hold_to_schema(entry, folder.shown, "regime")
    tables = _tables(folder, faults)
    if _unreadable(folder, tables, faults):
        faults.refuse_if_any()  # a file that can't be read at all makes all else seem wrong
    said = read_descriptor(entry, tables["sources.csv"], load_register())
    if not said.complete:
        faults.refuse_if_any()  # rows that refer to faulty entries would all seem wrong
    return _regime(folder, said, tables, faults)


def _tables(folder: Folder, faults: Faults) -> dict[str, Rows]:
    """Read the files of rows that are there; those that break their format are left out, or kept with their faults."""
    schemas = {"outcomes.csv": "inspected"} if folder.holds("inspections.csv") else {}
    misnamed = _misnamed(folder)
    tables: dict[str, Rows] = {}
    for name, (schema, needed) in count_off(TABLES.items(), "files"):
        if needed and name in misnamed:
            what = f"is missing, and there is {misnamed[name]}: a name is read letter by letter"
            faults.add(Fault(f"{folder.shown}/{name}", what, do=f"rename {misnamed.pop(name)} to {name}"))
        elif needed or folder.holds(name):
            with faults.gathering():
                frame = folder.table(name, schemas.get(name, schema), faults if name in KEPT else None)
                tables[name] = Rows(name, frame, faults)
    for name, meant in misnamed.items():
        faults.add(Fault(f"{folder.shown}/{meant}", "no file of this name is read", do=f"call it {name}"))
    return tables


def _unreadable(folder: Folder, tables: Mapping[str, Rows], faults: Faults) -> bool:
    """Tell whether the descriptor, or a file on which rows rest, could not be read."""
    needed = ("sources.csv", "outcomes.csv", "corrections.csv")
    lacking = any(name not in tables and (TABLES[name][1] or folder.holds(name)) for name in needed)
    whole = any(each.column is None or ".json" in each.file or each.row in (None, 1) for each in faults.found)
    return lacking or whole


def _misnamed(folder: Folder) -> dict[str, str]:
    """Find files whose name is nearly that of one which the folder lacks, by that: they would be passed over."""
    try:
        there = sorted(path.name for path in folder.path.iterdir())
    except OSError:  # a folder that may be entered and not listed
        return {}
    lacking = {name: name.casefold() for name in FILES if name not in there}
    others = [name for name in there if name not in FILES]
    if not others:
        return {}
    from difflib import SequenceMatcher

    return {
        meant: name
        for name in others
        for meant, folded in lacking.items()
        if SequenceMatcher(None, name.casefold(), folded).ratio() >= NEARLY
    }


def _refuse_later(entry: Any, shown: str) -> None:
    """Refuse a descriptor in a later format than this program knows."""
    written = entry.get("format") if isinstance(entry, dict) else None
    if type(written) is int and written > FORMAT:
        what = f"{LATER}: it has the format {written}, and this version reads up to {FORMAT}"
        raise DataError(
            f"{shown}/regime.json is {what}",
            faults=[Fault(f"{shown}/regime.json", what, column="format", do="upgrade crossregime")],
        )


def _regime(folder: Folder, said: Descriptor, tables: Mapping[str, Rows], faults: Faults) -> Regime:
    """Assemble the regime from its descriptor and rows, or raise DataError."""
    entry = said.entry
    names = read_names(tables["names.csv"], said.sources, load_register()) if "names.csv" in tables else ()
    known = load_register().extended(names)
    rows, inspections = tables["outcomes.csv"], None
    if "names.csv" in tables:  # a row whose name is at fault there is not at fault once more
        listed = frozenset(tables["names.csv"].frame.get_column("name")) - {each.form for each in names}
        tables = {name: replace(each, unsettled=listed) for name, each in tables.items()}
        rows = tables["outcomes.csv"]
    if "inspections.csv" in tables:
        inspections = read_inspections(tables["inspections.csv"], said, known)
        if faults.found:
            check_grades(rows, tables["inspections.csv"], said)
        faults.refuse_if_any()  # an inspection that is at fault makes all rows wrong that name it
        rows = with_inspections(rows, inspections)
    outcomes = read_outcomes(rows, tables.get("corrections.csv"), said, known)
    totals = read_totals(tables["totals.csv"], said, outcomes, known) if "totals.csv" in tables else []
    flows = read_flows(tables["flows.csv"], said) if "flows.csv" in tables else []
    changes = read_changes(tables["changes.csv"], said, outcomes, known) if "changes.csv" in tables else ()
    groupings: tuple[Grouping, ...] = ()
    if "groups.csv" in tables:
        groupings = read_groupings(tables["groups.csv"], entry["id"], said.sources, _days(said, outcomes), known)
    faults.refuse_if_any()
    if inspections is None:
        inspections = () if said.annual else grouped(outcomes)
    totals = [*totals, *totals_of_ranges([*said.publications.values()], said.judgements, outcomes, totals)]
    return Regime(
        id=entry["id"],
        title=entry["title"],
        inspectorate=entry["inspectorate"],
        kind=entry["kind"],
        headline=entry["headline"],
        summary=entry["summary"],
        judgements=tuple(said.judgements.values()),
        publications=tuple(said.publications.values()),
        comparability=tuple(
            Comparability(note["about"], note["note"], note["source"], note.get("place", ""))
            for note in entry.get("comparability", ())
        )
        + tuple(
            Comparability("population", each.caution, each.source, each.place, each.judgement)
            for publication in said.publications.values()
            for each in publication.withheld
        ),
        sources=said.sources,
        totals=tuple(totals),
        outcomes=outcomes,
        areas=tuple(Area(area["id"], area["title"], area.get("note", "")) for area in entry.get("areas", ())),
        flows=tuple(flows),
        changes=changes,
        inspections=inspections,
        names=names,
        groupings=groupings,
        scorings=said.scorings,
        licence=entry["licence"],
        origin=folder.shown,
        files=RegimeFiles(
            folder.path,
            dict(sorted(folder.hashes.items())),
            (*folder.notices, *faults.notices),
            trusted=folder.trusted,
            read_rule=_rule,
            read_crosswalks=_crosswalks,
        ),
    )


def _days(said: Descriptor, outcomes: pl.DataFrame) -> list[dt.date]:
    """List the days on which a council without a date of its own may be meant: see `read_groupings`."""
    if said.publications:
        return [publication.universe.on for publication in said.publications.values()]
    dates = outcomes.get_column("published").unique().sort().to_list()
    return dates[:1] + dates[-1:]


def _rule(regime: Regime) -> Rule | None:
    """Read the rating rule of a regime's folder, on demand."""
    from crossregime.core.reading.rule import rule_of

    return rule_of(regime)


def _crosswalks(regime: Regime) -> tuple[Crosswalk, ...]:
    """Read the crosswalks of a regime's folder, on demand, so that their checker is loaded only then."""
    from crossregime.core.reading.crosswalks import crosswalks_of

    return crosswalks_of(regime)
