"""Read flows.csv: printed numbers of councils that moved between two publications."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crossregime.core.dates import day_fault, read_day
from crossregime.core.model import Flow

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from crossregime.core.model import Scale
    from crossregime.core.reading.descriptor import Descriptor
    from crossregime.core.reading.rows import Rows


def read_flows(rows: Rows, said: Descriptor) -> list[Flow]:
    """Make the flows, in the order of their rows, without faulty ones.

    Faults are added to the faults that `rows` carries.
    """
    rows.judgements(said.judgements)
    rows.sources(said.sources)
    found = [(row["row"], _flow(rows, row, said)) for row in rows.frame.iter_rows(named=True)]
    flows = [(row, flow) for row, flow in found if flow is not None]
    _agree(rows, flows, said)
    return [flow for _, flow in flows]


def _agree(rows: Rows, flows: Sequence[tuple[int, Flow]], said: Descriptor) -> None:
    """Report more moves than councils, and two numbers for one move."""
    seen: dict[tuple[Any, ...], tuple[int, Flow]] = {}
    for row, flow in flows:
        ends = ((flow.from_regime, flow.from_date), (flow.to_regime, flow.to_date))
        own = [
            said.publications[date].universe.councils
            for regime, date in ends
            if regime == said.entry["id"] and date in said.publications
        ]
        if own and flow.count > min(own):
            what = f"{flow.count} councils moved, of {min(own)} that were rated"
            rows.fault(row, "count", what, "check it against its source")
        key = (*ends, flow.judgement, flow.pairs)
        first, other = seen.setdefault(key, (row, flow))
        if other.count != flow.count:
            what = f"the flow contradicts row {first}: {flow.count} here, {other.count} there, for one move"
            rows.fault(row, "count", what, "check both against their sources")


def _flow(rows: Rows, row: Mapping[str, Any], said: Descriptor) -> Flow | None:
    """Make one flow from its row; None, with its faults, where it can't be."""
    from_regime, from_date = read_end(rows, row, "from", said)
    to_regime, to_date = read_end(rows, row, "to", said)
    judgement = said.judgements.get(row["judgement"])
    pairs = None if judgement is None else _flow_pairs(rows, row, judgement.scale)
    if said.entry["id"] not in (from_regime, to_regime):
        what = f"neither publication is of {said.entry['id']}"
        rows.fault(row["row"], "from", what, "one of the two must be of this regime")
    if from_date is None or to_date is None or pairs is None:
        return None
    if from_date >= to_date:
        what = f"{row['to']} is not later than {row['from']}"
        rows.fault(row["row"], "to", what, "write the earlier publication under from")
    return Flow(
        from_regime, from_date, to_regime, to_date, row["judgement"], row["move"], pairs,
        int(row["count"]), row["source"], row["place"], row["note"],
    )  # fmt: skip


def read_end(rows: Rows, row: Mapping[str, Any], column: str, said: Descriptor) -> tuple[str, dt.date | None]:
    """Read one end of a move, REGIME@DATE; a date of this regime, if it is an annual one, must be a publication's.

    The date is None, with a fault, where it is none.
    """
    regime, _, day = row[column].rpartition("@")
    date = read_day(day)
    if date is None:
        rows.fault(row["row"], column, *day_fault(day))
        return regime, None
    own = regime == said.entry["id"] and said.annual
    if own and date in said.publications and said.publications[date].withholds(row["judgement"]):
        what = (
            f"ratings of {row['judgement']} were withheld on {date}, so moves of those that were published don't bind"
        )
        rows.fault(row["row"], column, what, "write it as a claim")
    if own and date not in said.publications:
        do = f"regime.json has {', '.join(map(str, said.publications))}"
        rows.fault(row["row"], column, f"no publication has the date {date}", do)
    return regime, date


def _flow_pairs(rows: Rows, row: Mapping[str, Any], scale: Scale) -> tuple[tuple[int, int], ...] | None:
    """List the ranks before and after that a move counts; None, with a fault, for an unknown label."""
    every = [(before, after) for before in range(len(scale)) for after in range(len(scale))]
    arrow = ">" in row["move"]
    if row["move"] == "change":
        return tuple((before, after) for before, after in every if before != after)
    if not arrow:
        way, _, steps = row["move"].partition(" by ")
        rises = {pair: pair[1] - pair[0] if way == "rise" else pair[0] - pair[1] for pair in every}
        return tuple(pair for pair, by in rises.items() if (by == int(steps) if steps else by > 0))
    sides = _sides(row["move"], scale)
    for side in sides:
        for label in side:
            if label not in scale.ranks:
                rows.unknown(row["row"], "move", scale.unknown, label)
                return None
        if len({scale.ranks[label] for label in side}) < len(side):
            rows.fault(row["row"], "move", f"one grade stands twice in '{'|'.join(side)}'", "write each grade once")
            return None
    ranks = [{scale.ranks[label] for label in side} for side in sides]
    return tuple(pair for pair in every if pair[0] in ranks[0] and pair[1] in ranks[1])


def _sides(move: str, scale: Scale) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Split a move at the first arrow with known labels on both sides."""
    pieces = move.split(">")
    ways = [
        (scale.split(">".join(pieces[:place]), "|"), scale.split(">".join(pieces[place:]), "|"))
        for place in range(1, len(pieces))
    ]
    return next((way for way in ways if all(label in scale.ranks for side in way for label in side)), ways[0])
