"""Read claims: printed statements that the data must reproduce, or be shown to contradict.

A regime's folder may hold claims.json. Each claim has a source, a place in it, our own wording, a query and what
was printed; a table gives one claim a cell. A regime is compared without its claims: only `reconcile`,
`validate` and the conformance tests read them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, get_args

from crossregime.core.errors import DataError, Problem, close_matches
from crossregime.core.files import Folder, read_schema

if TYPE_CHECKING:
    from crossregime.core.model import Regime

FILE = "claims.json"
Rounding = Literal[
    "exact", "whole", "one decimal", "about", "just under", "just over", "more than", "at least", "less than", "at most",
]  # fmt: skip
ROUNDINGS: tuple[str, ...] = get_args(Rounding)
LIMITS = ("more than", "at least", "less than", "at most")
"""Roundings that state a limit: a value within it holds, without any rounding."""
NEAR = Fraction(1, 10)
"""How far from the printed number `about`, `just under` and `just over` reach, as a part of it."""
Kind = Literal["count", "share", "mean", "net", "councils"]
Change = Literal["rose", "fell", "changed", "stayed"]


@dataclass(frozen=True, slots=True)
class Condition:
    """Ask that a council was at one of these grades in a position."""

    of: str
    grades: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """Select councils of a position, and count, average or list them.

    `of` is the selector of the position; its councils with a grade, in the region or type `where` and meeting
    every condition of `among`, are the base. Of these `count`, `share` and `councils` take those at `grades`
    whose grade rose, fell, changed or stayed (`change`, by so many `steps`) since the position `origin`. `mean`
    averages the inspectorate's own `scores` (with `origin`, their change), `net` takes falls from rises.
    """

    kind: Kind
    of: str
    grades: tuple[str, ...] = ()
    origin: str | None = None
    change: Change | None = None
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
class Difference:
    """Take the second figure from the first."""

    first: Figure
    second: Figure


@dataclass(frozen=True, slots=True)
class Ranking:
    """Order the regions or types by a figure: the printed ones are those that no other surpasses."""

    by: Literal["region", "type"]
    figure: Figure
    order: Literal["highest", "lowest"] = "highest"


@dataclass(frozen=True, slots=True)
class Sum:
    """Add printed numbers: a document against its own arithmetic."""

    terms: tuple[tuple[str, Fraction], ...]


Query = Figure | Difference | Ranking | Sum


@dataclass(frozen=True, slots=True)
class Claim:
    """A printed statement.

    `value` is the printed number (None for a list), `names` the printed list, `printed` either as it was
    written. `explanation` says why the claim is known to be contradicted, `unchecked` why no data can check it
    (it then has no query). `at` is its place in the file, `table` the id of the table that it is a cell of.
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
    table: str = ""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that its query is made of."""
        match self.query:
            case Figure():
                return (self.query,)
            case Difference():
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

    >>> Fraction("12.5") in accepted(Fraction(13), "whole"), Fraction("12.5") in accepted(Fraction(12), "whole")
    (True, True)
    >>> Fraction(31) in accepted(Fraction(33), "just under"), Fraction(33) in accepted(Fraction(33), "just under")
    (True, False)
    """
    reach = abs(printed) * NEAR
    match rounding:
        case "exact":
            return Accepted(printed, printed)
        case "whole":
            return Accepted(printed - Fraction(1, 2), printed + Fraction(1, 2))
        case "one decimal":
            return Accepted(printed - Fraction(1, 20), printed + Fraction(1, 20))
        case "about":
            return Accepted(printed - reach, printed + reach)
        case "just under":
            return Accepted(printed - reach, printed, open_high=True)
        case "just over":
            return Accepted(printed, printed + reach, open_low=True)
        case "more than":
            return Accepted(printed, None, open_low=True)
        case "at least":
            return Accepted(printed, None)
        case "less than":
            return Accepted(None, printed, open_high=True)
        case "at most":
            return Accepted(None, printed)


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of one regime, in the order of its file, with the file's SHA-256 (empty where there is none)."""

    regime: str
    entries: tuple[Claim, ...] = ()
    hash: str = ""


def read_claims(regime: Regime) -> Claims:
    """Read the claims of a regime's folder; none where it has no claims.json, or no folder.

    Raises DataError with every problem of the file: its form, unknown words, values that are no numbers, sources
    that the regime doesn't list and ids that stand twice. What a query names (positions, grades, councils) is
    checked when it is worked out.

    >>> import crossregime
    >>> read_claims(crossregime.regime("ofsted2009")).entries[0].source
    'ofsted-2009'
    """
    if regime.folder is None:
        return Claims(regime.id)
    folder = Folder(regime.folder, regime.origin)
    if not folder.has(FILE):
        return Claims(regime.id)
    file = f"{folder.shown}/{FILE}"
    document = folder.json(FILE)
    _check(document, file, lambda path: _place(path, document))
    entries = [(f"claims[{index}]", entry) for index, entry in enumerate(document.get("claims", ()))]
    cells = [cell for index, table in enumerate(document.get("tables", ())) for cell in _cells(index, table, file)]
    if cells:
        # A cell's query is made of three parts, so it is held to the schema when it is whole.
        whole = {"format": 1, "claims": [entry for _, entry in cells]}
        _check(whole, file, lambda path: f"{cells[path[1]][0]}{_written(path[2:])}")
    claims = tuple(_claim(regime.id, at, entry) for at, entry in (*entries, *cells))
    problems = [problem for claim in claims for problem in _problems(claim, file, regime)]
    problems += _doubled(claims, file)
    if problems:
        raise DataError(f"{file} can't be used", problems=problems)
    return Claims(regime.id, claims, folder.hashes[FILE])


def _cells(index: int, table: Mapping[str, Any], file: str) -> list[tuple[str, dict[str, Any]]]:
    """Make one claim of each cell of a table."""
    claims = []
    shared = {key: table[key] for key in ("source", "rounding", "note") if key in table}
    for number, row in enumerate(table["rows"]):
        if len(row["printed"]) != len(table["columns"]):
            what = f"the row has {len(row['printed'])} values where the table has {len(table['columns'])} columns"
            where = f"tables[{index}].rows[{number}].printed"
            do = "write one value a column, null where there is none"
            raise DataError(f"{file} breaks its format", problems=[Problem(file, what, column=where, do=do)])
        for place, (column, printed) in enumerate(zip(table["columns"], row["printed"], strict=True)):
            if printed is None:
                continue
            cell = f"{row['label']}, {column['label']}"
            claim = {
                **shared,
                "id": f"{table['id']}.{number + 1}.{place + 1}",
                "place": f"{table['place']}: {cell}",
                "says": f"{table['says']}: {cell}",
                "query": {**table["query"], **column["query"], **row["query"]},
                "printed": printed,
            }
            claims.append((f"tables[{index}].rows[{number}], column '{column['label']}'", claim))
    return claims


# Checks


def _check(document: Any, file: str, place: Any) -> None:
    """Hold a document to schemas/claims.schema.json, all problems at once."""
    from jsonschema import Draft202012Validator

    problems: dict[Problem, None] = {}
    for error in Draft202012Validator(read_schema("claims")).iter_errors(document):
        path, rule = list(error.absolute_path), error.schema
        do = str(rule.get("description", "")) if isinstance(rule, dict) else ""
        what, matches = error.message, ()
        if error.validator in ("enum", "additionalProperties"):
            is_word = error.validator == "enum"
            known = [str(word) for word in (error.validator_value if is_word else rule["properties"])]
            extra = [str(error.instance)] if is_word else [word for word in error.instance if word not in known]
            kind = "word" if is_word else "key"
            what = f"unknown {kind} {' and '.join(repr(word) for word in extra)}"
            do = f"write one of {', '.join(known)}"
            matches = close_matches(extra[0], known)
        elif "x-what" in rule:
            what = f"'{error.instance}' {rule['x-what']}"
        elif len(what) > 200:
            what = f"{what[:200]}..."
        problems[Problem(file, what, column=place(path) or None, do=do, matches=matches)] = None
    if problems:
        raise DataError(f"{file} breaks its format", problems=sorted(problems, key=lambda each: (each.column or "", each.what)))


def _place(path: Sequence[str | int], document: Any) -> str:
    """Write the place of an error, with the id of the claim where it has one."""
    text = _written(path).removeprefix(".")
    if len(path) > 1 and path[0] in ("claims", "tables"):
        entry = document[path[0]][path[1]]
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            return f"{text} ({entry['id']})"
    return text


def _written(path: Sequence[str | int]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)


def _problems(claim: Claim, file: str, regime: Regime) -> list[Problem]:
    """Find what the schema can't see in one claim."""
    found: list[tuple[str, str, str, tuple[str, ...]]] = []
    if claim.source not in regime.sources:
        found.append(("source", f"unknown source '{claim.source}'", "add it to sources.csv", close_matches(claim.source, regime.sources)))
    if "/" in claim.printed and claim.value is not None and not any(figure.kind == "share" for figure in claim.figures):
        found.append(("printed", f"'{claim.printed}' is a fraction, and only a share can be one", "write a number", ()))
    if claim.names and claim.rounding not in ("exact", "at least"):
        do = "write exact for a whole list, at least where others may belong to it"
        found.append(("rounding", f"a list can't be '{claim.rounding}'", do, ()))
    if isinstance(claim.query, Difference) and claim.query.first.kind != claim.query.second.kind:
        what = f"a {claim.query.second.kind} can't be taken from a {claim.query.first.kind}"
        found.append(("query", what, "let both be the same figure", ()))
    for figure in claim.figures:
        selects = figure.kind in ("count", "share", "councils")
        if selects and (figure.origin is None) != (figure.change is None):
            found.append(("query", "from and change belong together", "give both, or neither", ()))
        if figure.steps is not None and figure.change not in ("rose", "fell"):
            found.append(("query", "steps needs a change that rose or fell", "write change, or leave steps out", ()))
        if figure.kind in ("share", "councils") and not figure.grades and figure.change is None:
            found.append(("query", f"{figure.kind} of which councils?", "add grades, or from and change", ()))
    return [
        Problem(file, what, column=f"{claim.at}.{key} ({claim.id})", do=do, matches=matches)
        for key, what, do, matches in found
    ]


def _doubled(claims: Sequence[Claim], file: str) -> list[Problem]:
    seen: dict[str, str] = {}
    problems = []
    for claim in claims:
        if claim.id in seen:
            what = f"the id '{claim.id}' stands twice: {seen[claim.id]} has it too"
            problems.append(Problem(file, what, column=claim.at, do="give each claim an id of its own"))
        seen.setdefault(claim.id, claim.at)
    return problems


# From JSON


def _claim(regime: str, at: str, entry: Mapping[str, Any]) -> Claim:
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
        value=None if printed is None or names else _value(printed),
        names=names,
        printed=", ".join(names) if names else "" if printed is None else str(printed),
        rounding=entry.get("rounding", "exact"),
        note=entry.get("note", ""),
        explanation=entry.get("explanation", ""),
        unchecked=entry.get("unchecked", ""),
    )


def _value(printed: float | str) -> Fraction:
    """Read a printed number; a fraction is a share, so it becomes a percentage."""
    return Fraction(printed) * 100 if isinstance(printed, str) else Fraction(str(printed))


def _query(entry: Mapping[str, Any]) -> Query:
    match entry["figure"]:
        case "difference":
            return Difference(_figure(entry["first"]), _figure(entry["second"]))
        case "ranking":
            return Ranking(entry["by"], _figure(entry["rank"]), entry.get("order", "highest"))
        case "sum":
            return Sum(tuple((label, Fraction(str(number))) for label, number in entry["terms"].items()))
        case _:
            return _figure(entry)


def _figure(entry: Mapping[str, Any]) -> Figure:
    return Figure(
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
