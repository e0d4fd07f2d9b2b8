"""Read claims: printed statements that the data must reproduce, or be shown to contradict.

A regime's folder may hold claims.json. Each claim has a source, a place in it, our own wording, a query and
what was printed; a table gives one claim a cell. A regime is compared without its claims: only `reconcile`,
`validate` and the conformance tests read them.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from crossregime.core.errors import DataError, Fault, unknown_source
from crossregime.core.files import Folder, hold_document, written_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crossregime.core.model import Regime

FILE = "claims.json"
Rounding = Literal[
    "exact", "whole", "one decimal", "about", "just under", "just over",
    "more than", "at least", "less than", "at most",
]  # fmt: skip
LIMITS = ("more than", "at least", "less than", "at most")
"""Roundings that state a limit: a value within it holds, without any rounding."""
NEAR = Fraction(1, 10)
"""How far from the printed number `about`, `just under` and `just over` reach, as a part of it."""
ClaimKind = Literal["count", "share", "mean", "net", "councils"]
SELECTING = ("count", "share", "councils")
"""Figures that take some councils of their base."""
Direction = Literal["rose", "fell", "changed", "stayed"]


@dataclass(frozen=True, slots=True)
class Condition:
    """Ask that a council was at one of these grades in a position."""

    of: str
    grades: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quantity:
    """Select councils of a position, and count, average or list them.

    `of` is the selector of the position; its councils with a grade, in the region or type `where` and meeting
    every condition of `among`, are the base. Of these `count`, `share` and `councils` take those at `grades`
    whose grade rose, fell, changed or stayed (`change`, by so many `steps`) since the position `origin`.
    `mean` averages the inspectorate's own `scores` (with `origin`, their change); `net` is rises less falls.
    """

    kind: ClaimKind
    of: str
    grades: tuple[str, ...] = ()
    origin: str | None = None
    change: Direction | None = None
    steps: int | None = None
    where: str | None = None
    among: tuple[Condition, ...] = ()
    scores: tuple[Fraction, ...] = ()

    @property
    def selectors(self) -> tuple[str, ...]:
        """The selectors that it names, each once."""
        named = (self.of, self.origin, *(condition.of for condition in self.among))
        return tuple(dict.fromkeys(name for name in named if name is not None))


@dataclass(frozen=True, slots=True)
class Subtraction:
    """Take the second figure from the first."""

    first: Quantity
    second: Quantity


@dataclass(frozen=True, slots=True)
class Ranking:
    """Order the regions or types by a figure: the printed ones are those that no other surpasses."""

    by: Literal["region", "type"]
    figure: Quantity
    order: Literal["highest", "lowest"] = "highest"


@dataclass(frozen=True, slots=True)
class Sum:
    """Add printed numbers, or take their percentage of others: a document against its own arithmetic."""

    terms: tuple[tuple[str, Fraction], ...]
    out_of: tuple[tuple[str, Fraction], ...] = ()


@dataclass(frozen=True, slots=True)
class Application:
    """Apply the rating rule of the regime `of` to a pattern: a printed example against the rule."""

    of: str
    judgements: tuple[tuple[str, str], ...]


Query = Quantity | Subtraction | Ranking | Sum | Application


@dataclass(frozen=True, slots=True)
class Claim:
    """A printed statement.

    `value` is the printed number (None for a list), `names` the printed list, `printed` either as it was
    written. `explanation` says why the claim is known to be contradicted, `unchecked` why no data can check
    it (it then has no query), `circular` how the data that it is held to were worked out with it. `at` is its
    place in the file, `table` the table that it is a cell of.
    """

    regime: str
    id: str
    source: str
    place: str
    says: str
    at: str
    query: Query | None = None
    value: Fraction | None = None
    names: tuple[str, ...] = ()
    printed: str = ""
    rounding: Rounding = "exact"
    note: str = ""
    explanation: str = ""
    unchecked: str = ""
    circular: str = ""
    table: str = ""

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities that its query is made of."""
        match self.query:
            case Quantity():
                return (self.query,)
            case Subtraction():
                return (self.query.first, self.query.second)
            case Ranking():
                return (self.query.figure,)
            case _:
                return ()


@dataclass(frozen=True, slots=True)
class Accepted:
    """The values that a printed number stands for: from `low` to `high`, ends included unless open."""

    low: Fraction | None
    high: Fraction | None
    open_low: bool = False
    open_high: bool = False

    def __contains__(self, value: Fraction) -> bool:
        low_ok = self.low is None or value > self.low or (value == self.low and not self.open_low)
        high_ok = self.high is None or value < self.high or (value == self.high and not self.open_high)
        return low_ok and high_ok


def accepted(printed: Fraction, rounding: Rounding) -> Accepted:
    """Say which values a printed number and its rounding allow; halves round either way.

    >>> half = Fraction("12.5")
    >>> half in accepted(Fraction(13), "whole"), half in accepted(Fraction(12), "whole")
    (True, True)
    >>> [number in accepted(Fraction(33), "just under") for number in (Fraction(31), Fraction(33))]
    [True, False]
    """
    reach = abs(printed) * NEAR
    half, twentieth = Fraction(1, 2), Fraction(1, 20)
    spans: dict[Rounding, Accepted] = {
        "exact": Accepted(printed, printed),
        "whole": Accepted(printed - half, printed + half),
        "one decimal": Accepted(printed - twentieth, printed + twentieth),
        "about": Accepted(printed - reach, printed + reach),
        "just under": Accepted(printed - reach, printed, open_high=True),
        "just over": Accepted(printed, printed + reach, open_low=True),
        "more than": Accepted(printed, None, open_low=True),
        "at least": Accepted(printed, None),
        "less than": Accepted(None, printed, open_high=True),
        "at most": Accepted(None, printed),
    }
    return spans[rounding]


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of one regime, in the order of its file, and the file's SHA-256 (empty without a file)."""

    regime: str
    entries: tuple[Claim, ...] = ()
    hash: str = ""


def read_claims(regime: Regime) -> Claims:
    """Read the claims of a regime's folder; none where it has no claims.json, or no folder.

    Raises DataError with every problem of the file: its form, unknown words, values that are no numbers,
    sources that the regime doesn't list and ids that stand twice. What a query names (positions, grades,
    councils) is checked when it is worked out.

    >>> import crossregime
    >>> read_claims(crossregime.regime("ofsted2009")).entries[0].source
    'ofsted-2009'
    """
    if regime.folder is None:
        return Claims(regime.id)
    folder = Folder(regime.folder, regime.origin)
    if not folder.holds(FILE):
        return Claims(regime.id)
    file = f"{folder.shown}/{FILE}"
    document = folder.json(FILE)
    hold_document(document, file, "claims", partial(_place, document))
    claims = [_claim(regime.id, f"claims[{index}]", entry) for index, entry in enumerate(document.get("claims", ()))]
    for index, table in enumerate(document.get("tables", ())):
        cells = _cells(index, table, file)
        # A cell's query is made of three parts, so it is held to the schema when it is whole.
        whole = {"format": 1, "claims": [entry for _, entry in cells]}
        hold_document(whole, file, "claims", partial(_cell_place, [at for at, _ in cells]))
        claims += [_claim(regime.id, at, entry, table["id"]) for at, entry in cells]
    problems = [problem for claim in claims for problem in _problems(claim, file, regime)]
    problems += _doubled(claims, file)
    if problems:
        raise DataError(f"{file} can't be used", problems=problems)
    return Claims(regime.id, tuple(claims), folder.hashes[FILE])


def _cells(index: int, table: Mapping[str, Any], file: str) -> list[tuple[str, dict[str, Any]]]:
    """Make one claim of each cell of a table, each with its place in the file."""
    claims = []
    shared = {key: table[key] for key in ("source", "rounding", "note") if key in table}
    for number, row in enumerate(table["rows"]):
        if len(row["printed"]) != len(table["columns"]):
            what = f"the row has {len(row['printed'])} values, the table {len(table['columns'])} columns"
            where = f"tables[{index}].rows[{number}].printed"
            do = "write one value a column, null where there is none"
            raise DataError(f"{file} breaks its format", problems=[Fault(file, what, column=where, do=do)])
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


def _problems(claim: Claim, file: str, regime: Regime) -> list[Fault]:
    """Find what the schema can't see in one claim."""
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
    """Find what was printed and its rounding at odds with the query: the key, what is wrong, what to do."""
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
    """Find words of a figure that don't go together, each with what to do."""
    if figure.kind in SELECTING and (figure.origin is None) != (figure.change is None):
        yield "from and change belong together", "give both, or neither"
    if figure.steps is not None and figure.change not in ("rose", "fell"):
        yield "steps needs a change that rose or fell", "write change, or leave steps out"
    if figure.kind in ("share", "councils") and not figure.grades and figure.change is None:
        yield f"{figure.kind} of which councils?", "add grades, or from and change"


def _doubled(claims: Sequence[Claim], file: str) -> list[Fault]:
    seen: dict[str, str] = {}
    problems = []
    for claim in claims:
        if claim.id in seen:
            what = f"the id '{claim.id}' stands twice: {seen[claim.id]} has it too"
            problems.append(Fault(file, what, column=claim.at, do="give each claim an id of its own"))
        seen.setdefault(claim.id, claim.at)
    return problems


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
