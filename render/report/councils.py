"""List the councils of a comparison for the table of a report, each with its history over all regimes that are held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from crossregime.core.comparison import short_range
from crossregime.core.councils import load_register, tiles_on
from crossregime.core.profiles import headline_histories
from crossregime.render.charts.theme import STATUSES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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


class Event(NamedTuple):
    """One headline rating of a council: when, in which rating, the grade, how it is known, and where it stands.

    `source` is the number of the source in the report's list.
    """

    published: str
    rating: str
    grade: str
    how: str
    place: str
    source: int


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
    """List every pair by name, with the history of its council over the regimes."""
    label = load_register().group_label
    histories = headline_histories(regimes)
    cited = _Cited(regimes)
    rows = []
    last = len(comparison.positions)
    for pair in sorted(comparison.pairs.iter_rows(named=True), key=lambda row: str(row[f"name_{last}"])):
        grades = tuple(
            _rated(pair, side, position) for side, position in zip(comparison.sides, comparison.positions, strict=True)
        )
        history = tuple(cited.event(each) for each in histories.get(pair["series_id"], ()))
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
    status, origin = str(pair[f"status_{side}"]), str(pair[f"from_{side}"] or "")
    names = [load_register().council(each).name for each in origin.split("|") if each]
    return Rated(short_range(position.scale, (worst, best)), 1000 * worst + best, known_by(status), " and ".join(names))


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

    def event(self, outcome: Outcome) -> Event:
        """Write one outcome, with the number of its source."""
        key = (outcome.regime, outcome.source)
        number = self._numbers.setdefault(key, len(self._numbers) + 1) if outcome.source else 0
        return Event(
            str(outcome.published), outcome.judgement.name or outcome.regime, outcome.grade,
            known_by(outcome.status), outcome.place, number,
        )  # fmt: skip

    @property
    def sources(self) -> tuple[str, ...]:
        """Cite the sources in the order of their numbers, each with its address where it has one."""
        return tuple(self._cite(*key) for key in self._numbers)

    def _cite(self, regime: str, source: str) -> str:
        found = self._regimes[regime].sources[source]
        return f"{regime}: {found.cite()}" + (f" {found.address}" if found.address else "")
