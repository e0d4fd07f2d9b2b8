"""Find a council's standing: in each regime, the number of councils rated above it, equal to it and below it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from crossregime.core.councils import (
    NO_GROUP,
    WARNING,
    Grouping,
    Where,
    built_in,
    find_grouping,
    load_register,
    neighbours_of,
    normalise,
)
from crossregime.core.errors import UsageError
from crossregime.core.files import head
from crossregime.core.positions import Selector, find_position
from crossregime.core.profiles.placing import Around, Placing, counts_around
from crossregime.core.text import close_matches, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import polars as pl

    from crossregime.core.councils import Council, Membership, Neighbours
    from crossregime.core.model import Regime
    from crossregime.core.positions import Position

HOW = (
    "above, alike and below: how many of them were rated better than it, the same and worse; where two numbers stand,"
    " the smallest and the largest that the ranges and the printed totals allow, each column by itself"
)
BREAK = (
    "Each regime rates its own thing by its own definitions: a standing in one is no better or worse than another in"
    " the next. `crossregime compare` says how any two differ."
)


@dataclass(frozen=True, eq=False)
class Standing:
    """Where a council stood among others, in each regime: `placings` in the order of their dates.

    `against` says among which: neighbours, all, or a grouping. `left_out` tells what could not be looked at.

    >>> import crossregime as cr
    >>> found = cr.standing("Leeds", against="region", regimes=["ssi2003"])
    >>> found.frame.select("position", "rated", "above_lowest", "alike_lowest", "below_lowest").row(0)
    ('ssi2003', 14, 2, 9, 3)
    """

    council: Council
    against: str
    grouping: Grouping | None
    neighbours: Neighbours | None
    placings: tuple[Placing, ...]
    left_out: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Name the council and its comparison group."""
        if self.neighbours is not None:
            return f"{self.council.name} among its statistical neighbours"
        if self.grouping is None:
            return f"{self.council.name} among all councils"
        labels = dict.fromkeys(each.group for each in self.placings if each.group)
        if len(labels) != 1:
            return f"{self.council.name} among councils of its group by {self.grouping.id}"
        return f"{self.council.name} among councils of {Where(self.grouping, next(iter(labels))).label}"

    @property
    def groups_differ(self) -> bool:
        """Tell whether its group changes between the dates."""
        return len({each.group for each in self.placings if each.group}) > 1

    @property
    def gaps(self) -> tuple[str, ...]:
        """List the reasons for missing numbers, each once."""
        where: dict[str, list[str]] = {}
        for each in self.placings:
            if each.why:
                where.setdefault(each.why, []).append(each.position.name)
        return tuple(f"{joined(names)}: {why}." for why, names in where.items())

    @property
    def notes(self) -> tuple[str, ...]:
        """Notes: who the others are, by which edition, and who did not exist on a date."""
        found = [*self.left_out]
        if self.neighbours is not None:
            found += [self.neighbours.brief, WARNING, f"Source: {self.neighbours.source}."]
            gone: dict[str, list[str]] = {}
            for placing in self.placings:
                for each in self.neighbours.absent(placing.date):
                    gone.setdefault(f"{each.council.name} ({each.council.lifetime()})", []).append(str(placing.date))
            found += [f"{name} did not exist on {', '.join(dict.fromkeys(dates))}." for name, dates in gone.items()]
        if self.grouping is not None:
            editions: dict[Membership, list[str]] = {}
            for placing in self.placings:
                editions.setdefault(self.grouping.on(placing.date), []).append(str(placing.date))
            made = [
                f"{held.edition} for {', '.join(dict.fromkeys(dates))}"
                for held, dates in editions.items()
                if held.edition
            ]
            if made:
                found.append(f"Groups by {self.grouping.id}: {self.grouping.title}, {'; '.join(made)}.")
            found += [f"{note}." for note in dict.fromkeys(held.note for held in editions) if note]
            found += [f"Source: {source}." for source in dict.fromkeys(held.source for held in editions) if source]
        return tuple(found)

    def _repr_html_(self) -> str:
        from crossregime.render import html_page, lay_standing

        return html_page(lambda page: lay_standing(page, self))

    def __repr__(self) -> str:
        lines = [
            f"  {each.position.name}: {each.grade}; of {of}: {above} above, {alike} alike, {below} below"
            if each.around is not None
            else f"  {each.position.name}: {each.why}"
            for each in self.placings
            for of, above, alike, below in [each.cells]
        ]
        return "\n".join([self.title, *lines])

    @cached_property
    def frame(self) -> pl.DataFrame:
        """One row a position, by date.

        Columns: position, regime, date, judgement, worst and best (labels, null where it has no grade), status, group,
        rated (how many of the others were), above_lowest to below_highest, why (there are no numbers).
        """
        import polars as pl

        rows = []
        for each in self.placings:
            document = each.to_dict()
            numbers = [
                document[part] and document[part][end] for part in Around._fields for end in ("lowest", "highest")
            ]
            said = (document[name] for name in ("regime", "date", "judgement", "worst", "best", "status", "group"))
            rows.append((each.position.name, *said, document["rated"], *numbers, each.why))
        text = ("position", "regime", "date", "judgement", "worst", "best", "status", "group")
        ends = [f"{part}_{end}" for part in Around._fields for end in ("lowest", "highest")]
        schema = {**dict.fromkeys(text, pl.String), **dict.fromkeys(("rated", *ends), pl.Int64), "why": pl.String}
        return pl.DataFrame(rows, schema=schema, orient="row").with_columns(pl.col("date").str.to_date())

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data (schemas/standing.schema.json)."""
        dates = dict.fromkeys(each.date for each in self.placings)
        return {
            **head("standing"),
            "council_id": self.council.id,
            "series_id": self.council.series,
            "name": self.council.name,
            "against": self.against,
            "neighbours": None if self.neighbours is None else self.neighbours.to_dict(*dates),
            "how": HOW,
            "break": BREAK,
            "notes": list(self.notes),
            "placings": [each.to_dict() for each in self.placings],
        }


def standing_of(
    council: Council,
    regimes: Sequence[Regime],
    against: str | Grouping,
    groupings: Sequence[Grouping] = (),
    left_out: Sequence[str] = (),
) -> Standing:
    """Find a council's standing in the headline judgement of each publication of each regime.

    `against` is neighbours, all, or a grouping: then its group is that of the date. Of a rolling regime each council's
    latest inspection counts. Raises UsageError for no regime and for a grouping that is unknown, DataError for a
    council without neighbours.
    """
    if not regimes:
        raise UsageError("a standing needs at least one regime", do="name at least one")
    positions = sorted(_positions(regimes), key=lambda position: position.date)
    neighbours, grouping = None, None
    known = (*groupings, *(each for regime in regimes for each in regime.groupings))
    if against == "neighbours":
        neighbours = neighbours_of(council, positions[0].date)
    elif against != "all":
        names = ["neighbours", "all", *(each.id for each in (*built_in(), *known))]
        if isinstance(against, str) and normalise(against) not in map(normalise, names):
            raise UsageError(
                f"a council can't be set against '{against}'",
                do=f"set it against {joined(names, 'or')}",
                matches=close_matches(against, names),
            )
        grouping = find_grouping(against, known)
    placings = (_placed(council, position, grouping, neighbours) for position in positions)
    name = against if isinstance(against, str) else against.id
    return Standing(council, name, grouping, neighbours, tuple(placings), tuple(left_out))


def _positions(regimes: Sequence[Regime]) -> Iterator[Position]:
    """Return every publication of an annual regime, and the latest inspections of a rolling one."""
    for regime in regimes:
        dates = regime.dates() if regime.kind == "annual" else regime.dates()[-1:]
        for date in dates:
            selector = Selector(f"{regime.id}@{date}", (regime.id,), date)
            yield find_position(selector, lambda _, regime=regime: regime)  # type: ignore[misc]  # bound at once


def _placed(council: Council, position: Position, grouping: Grouping | None, neighbours: Neighbours | None) -> Placing:
    """Find a council's standing in one position."""
    known, on = load_register(), position.date
    body = known.in_series(council.series, on)
    rows = dict(position.frame.select("series_id", "council_id").iter_rows())
    graded = {
        series for series, worst in position.frame.select("series_id", "worst_rank").iter_rows() if worst is not None
    }
    group = ""
    if grouping is not None and body is not None:
        group = grouping.group(body.id, on)
    if neighbours is not None:
        among = {each.council.series for each in neighbours.others}
    elif grouping is None:
        among = set(rows)
    else:
        among = {series for series, each in rows.items() if grouping.group(each, on) == group != NO_GROUP}
    peers = tuple(sorted(among & graded - {council.series}))
    if body is None:
        return Placing(position, council.series, "", (), None, f"it did not exist then ({council.lifetime()})")
    if group == NO_GROUP:
        what = f"it has {NO_GROUP} by {grouping.id} on that date" if grouping is not None else ""
        return Placing(position, council.series, group, (), None, what)
    around = counts_around(position, council.series, peers)
    why = "" if around is not None else _why(position, council.series)
    return Placing(position, council.series, group, peers, around, why)


def _why(position: Position, series: str) -> str:
    """Explain why a council has no grade in a position."""
    found = [row for row in position.frame.iter_rows(named=True) if row["series_id"] == series]
    if not found:
        return "it was not rated there"
    return f"it was given no grade ({found[0]['status'].replace('_', ' ')})"
