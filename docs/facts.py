"""Make the datasets from a folder of facts, or say where they differ from them.

    python docs/facts.py FOLDER --check    change nothing; list what differs, row by row; exit with 1 if anything does
    python docs/facts.py FOLDER --write    write the files anew

Which rows follow from which facts is in docs/ratingfacts.py and docs/councilfacts.py. Where the project departs from
the facts, or words them in its own way, docs/facts/ has a line for it with the reason and the value that the facts
had: a line whose facts have changed since, or that changes nothing, is refused. docs/facts.md tells how to make a
correction. Nothing but this needs the facts: the datasets stand without them.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from pathlib import Path

from derived import Table, tables
from factsfolder import OWN, ROOT, Facts, FactsError, Row, read

LEFT_OUT, ADDED = "(left out)", "(added)"
"""What stands as the column of a departure that leaves a row of facts out, or adds one that no fact gives."""


def departures() -> dict[str, list[Row]]:
    """Give the lines of docs/facts/departures.csv by the file that they are about."""
    found: dict[str, list[Row]] = {}
    for line in read(OWN / "departures.csv"):
        found.setdefault(line["file"], []).append(line)
    return found


def made(table: Table, facts: Facts, lines: list[Row], held: dict[str, Row]) -> list[Row]:
    """Make the rows of a file from facts, the departures from them, and the project's own columns as they are held.

    Raises FactsError where facts give a row twice, or a departure does not fit them.
    """
    rows: dict[str, Row] = {}
    for given in table.rows(facts):
        row = {column: given.get(column, "") for column in table.columns}
        name = table.name(row)
        if name in rows:
            raise FactsError(f"{table.path}: facts give the row {name} twice")
        rows[name] = row
    for line in lines:
        depart(table, line, rows, held)
    for name, row in rows.items():
        row |= {column: held[name][column] for column in table.own if name in held}
    return sorted(rows.values(), key=table.place)


def depart(table: Table, line: Row, rows: dict[str, Row], held: dict[str, Row]) -> None:
    """Apply one departure to the rows that facts give; raises FactsError where it is out of date."""
    name, column = line["row"], line["column"]
    at = f"docs/facts/departures.csv: {table.path}, {name}, {column}"
    if not line["reason"]:
        raise FactsError(f"{at}: say why, in the column reason")
    if column == ADDED:
        if name in rows:
            raise FactsError(f"{at}: facts give this row now; take the line out")
        if name not in held:
            raise FactsError(f"{at}: the file has no such row to keep")
        rows[name] = {column: held[name].get(column, "") for column in table.columns}
        return
    if name not in rows:
        raise FactsError(f"{at}: facts give no such row; correct the line or take it out")
    if column == LEFT_OUT:
        del rows[name]
        return
    if rows[name].get(column) != line["facts"]:
        raise FactsError(f"{at}: facts now have '{rows[name].get(column)}', not '{line['facts']}'; look at both again")
    if line["here"] == line["facts"]:
        raise FactsError(f"{at}: the line changes nothing; take it out")
    rows[name][column] = line["here"]


def text_of(table: Table, rows: list[Row]) -> str:
    """Write rows as the project's CSVs are written."""
    text = io.StringIO()
    writer = csv.DictWriter(text, table.columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def differences(table: Table, wanted: list[Row], held: dict[str, Row]) -> list[str]:
    """Say row by row how a file differs from what facts make of it."""
    found = []
    named = {table.name(row): row for row in wanted}
    for name, row in named.items():
        if name not in held:
            found.append(f"{table.path}: {name}: not in the file")
            continue
        found += [
            f"{table.path}: {name}: {column} is '{held[name].get(column)}', by facts '{row[column]}'"
            for column in table.columns
            if row[column] != held[name].get(column)
        ]
    found += [f"{table.path}: {name}: in the file, but no fact gives it" for name in held if name not in named]
    return found


def run(folder: Path, *, write: bool) -> int:
    """Check every file against the facts of a folder, or write it; give the exit code."""
    facts, lines = Facts(folder), departures()
    differing = 0
    unknown = sorted(set(lines) - {table.path for table in tables()})
    if unknown:
        raise FactsError(f"docs/facts/departures.csv: {unknown[0]} is no file that follows from facts")
    texts: dict[Path, str] = {}
    for table in tables():
        path = ROOT / table.path
        held = {table.name(row): row for row in read(path)} if path.is_file() else {}
        wanted = made(table, facts, lines.get(table.path, []), held)
        text = text_of(table, wanted)
        if path.is_file() and path.read_bytes() == text.encode():
            continue
        differing += 1
        texts[path] = text
        said = differences(table, wanted, held) or [
            f"{table.path}: the rows are the same, their order or writing is not"
        ]
        print("\n".join(said))
    if write:
        for path, text in texts.items():
            path.write_text(text, encoding="utf-8", newline="")
            print(f"{path.relative_to(ROOT).as_posix()}: written")
        return 0
    print(
        f"{differing} of {len(tables())} files differ from the facts" if differing else "every file is as facts make it"
    )
    return int(differing > 0)


def main() -> int:
    """Read the command line and run; a fault of the facts is one line."""
    parser = argparse.ArgumentParser(description="Make regimes/ and datasets/ from facts, or check them.")
    parser.add_argument("folder", type=Path, help="the folder of facts")
    mode = parser.add_mutually_exclusive_group(required=True)
    mode.add_argument("--check", action="store_true", help="change nothing; exit with 1 if anything differs")
    mode.add_argument("--write", action="store_true", help="write the files")
    options = parser.parse_args()
    try:
        return run(options.folder, write=options.write)
    except FactsError as error:
        print(f"facts: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    raise SystemExit(main())
