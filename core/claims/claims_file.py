"""Read the claims of a regime from claims.json, and check what its schema can't express.

Each claim has a source, a place in it, our own wording, a query and what was printed; a table gives one claim a cell. A
regime is compared without its claims: only `reconcile`, `validate` and the conformance tests read them.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any

from crossregime.core.claims.claims import (
    FILE,
    SELECTING,
    Application,
    Claim,
    Condition,
    Quantity,
    Query,
    Ranking,
    Subtraction,
    Sum,
)
from crossregime.core.errors import DataError, Fault, unknown_source
from crossregime.core.files import Folder, hold_document, written_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crossregime.core.model import Regime


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of one regime, in the order of its file, and the file's SHA-256 (empty without a file)."""

    regime: str
    entries: tuple[Claim, ...] = ()
    hash: str = ""


def read_claims(regime: Regime) -> Claims:
    """Read the claims of a regime's folder; none where it has no claims.json, or no folder.

    Raises DataError with every fault of the file: its form, unknown words, values that are no numbers,
    sources that the regime doesn't list, and duplicate ids. The positions, grades and councils that a query names
    are checked when it is evaluated.

    >>> import crossregime
    >>> read_claims(crossregime.regime("ofsted2009")).entries[0].source
    'ofsted-2009'
    """
    if regime.files.folder is None:
        return Claims(regime.id)
    folder = Folder(regime.files.folder, regime.origin)
    if not folder.holds(FILE):
        return Claims(regime.id)
    file = f"{folder.shown}/{FILE}"
    document = folder.json(FILE)
    hold = not regime.files.trusted
    if hold:
        hold_document(document, file, "claims", partial(_place, document))
    claims = [_claim(regime.id, f"claims[{index}]", entry) for index, entry in enumerate(document.get("claims", ()))]
    for index, table in enumerate(document.get("tables", ())):
        cells = _cells(index, table, file)
        # A cell's query is made of three parts, so it is checked against the schema once assembled.
        if hold:
            whole = {"format": 1, "claims": [entry for _, entry in cells]}
            hold_document(whole, file, "claims", partial(_cell_place, [at for at, _ in cells]))
        claims += [_claim(regime.id, at, entry, table["id"]) for at, entry in cells]
    faults = [fault for claim in claims for fault in _faults_of(claim, file, regime)]
    faults += _doubled(claims, file)
    if faults:
        raise DataError(f"{file} can't be used", faults=faults)
    return Claims(regime.id, tuple(claims), folder.hashes[FILE])


def _cells(index: int, table: Mapping[str, Any], file: str) -> list[tuple[str, dict[str, Any]]]:
    """Make a claim from each cell of a table, with its place in the file."""
    claims = []
    shared = {key: table[key] for key in ("source", "rounding", "note") if key in table}
    for number, row in enumerate(table["rows"]):
        if len(row["printed"]) != len(table["columns"]):
            what = f"the row has {len(row['printed'])} values, the table {len(table['columns'])} columns"
            where = f"tables[{index}].rows[{number}].printed"
            do = "write one value a column, null where there is none"
            raise DataError(f"{file} breaks its format", faults=[Fault(file, what, column=where, do=do)])
        for place, (column, printed) in enumerate(zip(table["columns"], row["printed"], strict=True)):
            if printed is None:
                continue
            cell = f"{row['label']}, {column['label']}"
            claim = {
                **shared,
                **{key: column[key] for key in ("circular",) if key in column},
                "id": f"{table['id']}.{number + 1}.{place + 1}",
                "place": f"{table['place']}: {cell}",
                "says": f"{table['says']}: {cell}",
                "query": {**table["query"], **column["query"], **row["query"]},
                "printed": printed,
            }
            claims.append((f"tables[{index}].rows[{number}], column '{column['label']}'", claim))
    return claims


# Checks


def _place(document: Any, path: Sequence[Any]) -> str:
    """Write the place of an error, with the id of the claim where it has one."""
    text = written_place(path)
    if len(path) > 1 and path[0] in ("claims", "tables"):
        entry = document[path[0]][path[1]]
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            return f"{text} ({entry['id']})"
    return text


def _cell_place(cells: Sequence[str], path: Sequence[Any]) -> str:
    rest = written_place(path[2:])
    return f"{cells[path[1]]}{'.' if rest else ''}{rest}"


def _faults_of(claim: Claim, file: str, regime: Regime) -> list[Fault]:
    """Find the faults of a claim that its schema can't express."""
    found: list[Fault] = []

    def refuse(key: str, what: str, do: str, matches: tuple[str, ...] = ()) -> None:
        found.append(Fault(file, what, column=f"{claim.at}.{key} ({claim.id})", do=do, matches=matches))

    if claim.source not in regime.sources:
        refuse("source", *unknown_source(claim.source, regime.sources))
    for key, what, do in _printed_oddities(claim):
        refuse(key, what, do)
    query = claim.query
    if isinstance(query, Subtraction) and query.first.kind != query.second.kind:
        what = f"a {query.second.kind} can't be taken from a {query.first.kind}"
        refuse("query", what, "let both be the same figure")
    if isinstance(query, Ranking) and query.figure.where is not None:
        refuse(
            "query.rank.where",
            "a ranking looks at every group, so it can't be limited to one",
            "leave where out",
        )
    for figure in claim.quantities:
        for what, do in _oddities(figure):
            refuse("query", what, do)
    return found


def _printed_oddities(claim: Claim) -> Iterator[tuple[str, str, str]]:
    """Find conflicts of a printed value and its rounding with the query: the key, what is wrong, what to do."""
    query = claim.query
    percent = any(figure.kind == "share" for figure in claim.quantities) or (isinstance(query, Sum) and query.out_of)
    if "/" in claim.printed and claim.value is not None and not percent:
        yield "printed", f"'{claim.printed}' is a fraction, and only a share can be one", "write a number"
    if claim.names and claim.rounding not in ("exact", "at least"):
        do = "write exact for a whole list, at least where others may belong to it"
        yield "rounding", f"a list can't be '{claim.rounding}'", do
    if isinstance(query, Application) and claim.rounding != "exact":
        yield "rounding", f"a grade can't be '{claim.rounding}'", "leave rounding out"
    if isinstance(query, Sum) and query.out_of and not sum(number for _, number in query.out_of):
        yield "query.out_of", "these numbers add to nothing", "write the numbers that the share is of"


def _oddities(figure: Quantity) -> Iterator[tuple[str, str]]:
    """Find incompatible fields of a figure, each with what to do."""
    if figure.kind in SELECTING and (figure.origin is None) != (figure.change is None):
        yield "from and change belong together", "give both, or neither"
    if figure.steps is not None and figure.change not in ("rose", "fell"):
        yield "steps needs a change that rose or fell", "write change, or leave steps out"
    if figure.kind in ("share", "councils") and not figure.grades and figure.change is None:
        yield f"{figure.kind} of which councils?", "add grades, or from and change"


def _doubled(claims: Sequence[Claim], file: str) -> list[Fault]:
    seen: dict[str, str] = {}
    faults = []
    for claim in claims:
        if claim.id in seen:
            what = f"the id '{claim.id}' stands twice: {seen[claim.id]} has it too"
            faults.append(Fault(file, what, column=claim.at, do="give each claim an id of its own"))
        seen.setdefault(claim.id, claim.at)
    return faults


# From JSON


def _claim(regime: str, at: str, entry: Mapping[str, Any], table: str = "") -> Claim:
    printed = entry.get("printed")
    query = _query(entry["query"]) if "query" in entry else None
    names = tuple(printed) if isinstance(printed, list) else ()
    return Claim(
        regime=regime,
        id=entry["id"],
        source=entry["source"],
        place=entry["place"],
        says=entry["says"],
        at=at,
        query=query,
        value=None if printed is None or names or isinstance(query, Application) else _value(printed),
        names=names,
        printed=", ".join(names) if names else "" if printed is None else str(printed),
        rounding=entry.get("rounding", "exact"),
        note=entry.get("note", ""),
        explanation=entry.get("explanation", ""),
        unchecked=entry.get("unchecked", ""),
        circular=entry.get("circular", ""),
        table=table,
    )


def _value(printed: float | str) -> Fraction:
    """Read a printed number; a fraction is a share, so it becomes a percentage."""
    return Fraction(printed) * 100 if isinstance(printed, str) else Fraction(str(printed))


def _query(entry: Mapping[str, Any]) -> Query:
    match entry["figure"]:
        case "difference":
            return Subtraction(_figure(entry["first"]), _figure(entry["second"]))
        case "ranking":
            return Ranking(entry["by"], _figure(entry["rank"]), entry.get("order", "highest"))
        case "sum":
            return Sum(_terms(entry["terms"]), _terms(entry.get("out_of", {})))
        case "rule":
            return Application(entry["of"], tuple(entry["judgements"].items()))
        case _:
            return _figure(entry)


def _terms(entry: Mapping[str, Any]) -> tuple[tuple[str, Fraction], ...]:
    return tuple((label, Fraction(str(number))) for label, number in entry.items())


def _figure(entry: Mapping[str, Any]) -> Quantity:
    return Quantity(
        kind=entry["figure"],
        of=entry["of"],
        grades=tuple(entry.get("grades", ())),
        origin=entry.get("from"),
        change=entry.get("change"),
        steps=entry.get("steps"),
        where=entry.get("where"),
        among=tuple(Condition(each["of"], tuple(each["grades"])) for each in entry.get("among", ())),
        scores=tuple(Fraction(str(score)) for score in entry.get("scores", ())),
    )
