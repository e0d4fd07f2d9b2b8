"""List the councils of a comparison for the table of a report, each with its history over all regimes that are held."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from crossregime.core.comparison import short_range
from crossregime.core.councils import load_register, tiles_on
from crossregime.core.profiles import histories
from crossregime.render.charts.theme import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crossregime.core.comparison import Comparison
    from crossregime.core.model import Regime
    from crossregime.core.positions import Position
    from crossregime.core.profiles import Outcome


class Rated(NamedTuple):
    """A council's grade in one position: in brief, by what to sort it, how it is known, and from whom it was taken."""

    grade: str
    key: int
    how: str
    inherited: str


class Rating(NamedTuple):
    """One rating of a council: of what, the grade, how it is known, and where it stands.

    `source` is the number of the source in the report's list.
    """

    name: str
    grade: str
    how: str
    place: str
    source: int


class Event(NamedTuple):
    """What one regime said of a council on a date: its headline first, then what else it judged.

    `unknown` names the judgements of which nothing is known, `of` the council that it was said of where that is a
    predecessor.
    """

    published: str
    of: str
    ratings: tuple[Rating, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class CouncilRow:
    """A council of the table: its ids of region and type beside their words, its grades, and its history."""

    name: str
    region: str
    region_label: str
    type: str
    type_label: str
    grades: tuple[Rated, ...]
    history: tuple[Event, ...]


class CouncilTable(NamedTuple):
    """The rows of the table, and the sources of all their histories, numbered from 1."""

    rows: tuple[CouncilRow, ...]
    sources: tuple[str, ...]


def council_table(comparison: Comparison, regimes: Sequence[Regime]) -> CouncilTable:
    """List every pair by name, with the history of its council, and of those it took a grade from, over the regimes."""
    label = load_register().group_label
    held = histories(regimes)
    cited = _Cited(regimes)
    rows = []
    last = len(comparison.positions)
    for pair in sorted(comparison.pairs.iter_rows(named=True), key=lambda row: str(row[f"name_{last}"])):
        grades = tuple(
            _rated(pair, side, position) for side, position in zip(comparison.sides, comparison.positions, strict=True)
        )
        history = tuple(event for series in _series(pair, comparison.sides) for event in cited.events(held, *series))
        region, kind = pair["region"] or "", pair["type"] or ""
        labels = [label(by, value) if value else "" for by, value in (("region", region), ("type", kind))]
        rows.append(CouncilRow(pair[f"name_{last}"], region, labels[0], kind, labels[1], grades, history))
    return CouncilTable(tuple(rows), cited.sources)


def places(position: Position) -> dict[str, tuple[str, str, str]]:
    """Return the region, type and three letters of each council on the map of a position, by its name there."""
    register = load_register()
    found = {}
    for council_id, tile in tiles_on(position.date).items():
        council = register.council(council_id)
        found[council.name] = (council.region, council.type, tile.code)
    return found


def _rated(pair: Mapping[str, object], side: int, position: Position) -> Rated:
    worst, best = pair[f"worst_rank_{side}"], pair[f"best_rank_{side}"]
    assert isinstance(worst, int) and isinstance(best, int)  # noqa: PT018, S101  # a pair is graded on each side
    status = str(pair[f"status_{side}"])
    names = [load_register().council(each).name for each in _origins(pair, side)]
    return Rated(short_range(position.scale, (worst, best)), 1000 * worst + best, known_by(status), " and ".join(names))


def _origins(pair: Mapping[str, object], side: int) -> list[str]:
    """Give the ids of the councils from which a pair's grade was handed on."""
    return [each for each in str(pair[f"from_{side}"] or "").split("|") if each]


def _series(pair: Mapping[str, object], sides: Sequence[int]) -> Iterator[tuple[str, str]]:
    """Give the series of a pair's history, each with the name of its council: those it took a grade from, its own."""
    register = load_register()
    for council_id in dict.fromkeys(each for side in sides for each in _origins(pair, side)):
        council = register.council(council_id)
        yield council.series, council.name
    yield str(pair["series_id"]), ""


def known_by(status: str) -> str:
    """Say how a grade is known, as the legends of charts say it.

    >>> known_by("range")
    'a range of grades'
    """
    look = STATUSES.get(status)
    return status if look is None else look.label


class _Cited:
    """Number the sources as they are cited."""

    def __init__(self, regimes: Sequence[Regime]) -> None:
        self._regimes = {regime.id: regime for regime in regimes}
        self._numbers: dict[tuple[str, str], int] = {}

    def events(self, held: Mapping[str, Sequence[Outcome]], series: str, of: str) -> Iterator[Event]:
        """Write the outcomes of a series, one event a date and regime."""
        for (published, _), together in groupby(held.get(series, ()), lambda each: (each.published, each.regime)):
            first, *others = together
            told = (self._rating(first), *(self._rating(each) for each in others if not _nothing_known(each)))
            unknown = tuple(each.judgement.title for each in others if _nothing_known(each))
            yield Event(str(published), of, told, unknown)

    def _rating(self, outcome: Outcome) -> Rating:
        """Write one outcome, with the number of its source."""
        key = (outcome.regime, outcome.source)
        number = self._numbers.setdefault(key, len(self._numbers) + 1) if outcome.source else 0
        name = outcome.judgement.name if outcome.headline else outcome.judgement.title
        return Rating(name or outcome.regime, outcome.grade, known_by(outcome.status), outcome.place, number)

    @property
    def sources(self) -> tuple[str, ...]:
        """Cite the sources in the order of their numbers, each with its address where it has one."""
        return tuple(self._cite(*key) for key in self._numbers)

    def _cite(self, regime: str, source: str) -> str:
        found = self._regimes[regime].sources[source]
        return f"{regime}: {found.cite()}" + (f" {found.address}" if found.address else "")


def _nothing_known(outcome: Outcome) -> bool:
    """Tell whether every grade of the scale is possible."""
    return (outcome.worst, outcome.best) == (0, len(outcome.judgement.scale) - 1)
