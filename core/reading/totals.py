"""Read the totals that a regime's sources print, and hold them to the outcomes and to each other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crossregime.core.frozen import frozen
from crossregime.core.model import AttainableCounts, Total, as_of
from crossregime.core.reading.printed_number import PrintedNumber
from crossregime.core.text import close_matches, joined, span_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    import polars as pl

    from crossregime.core.councils import Register
    from crossregime.core.model import Judgement
    from crossregime.core.reading.descriptor import Descriptor
    from crossregime.core.reading.rows import Rows


def read_totals(rows: Rows, said: Descriptor, outcomes: pl.DataFrame, known: Register) -> list[Total]:
    """Make the totals, in the order of their rows; an empty list where anything is wrong.

    Faults are added to the faults that `rows` carries: those of the rows and, where the outcomes are sound,
    totals that the outcomes or other totals contradict.
    """
    dates = rows.dates([*said.publications] if said.annual else None).to_list()
    rows.judgements(said.judgements)
    rows.sources(said.sources)
    rows.repeated()
    # Where the outcomes are at fault there is nothing to hold the numbers to: only the rows are checked.
    counted = None
    if not rows.faults.found:
        # What is printed of a rolling regime counts the councils as they stood on that day.
        counted = AttainableCounts(outcomes if said.annual else as_of(outcomes, dates), known)
    withheld = {
        (date, each.judgement): each.count for date, found in said.publications.items() for each in found.withheld
    }
    reading = _Reading(rows, said.judgements, known, counted, withheld)
    entries = [
        (cells["row"], total)
        for date, cells in zip(dates, rows.frame.iter_rows(named=True), strict=True)
        if date is not None and cells["judgement"] in said.judgements
        if (total := reading.total(date, cells)) is not None
    ]
    if rows.faults.found or counted is None:
        return []
    with_count = {total.thing: total for _, total in entries if total.count is not None}
    for row, total in entries:
        beside = with_count.get(total.thing)
        if total.count is None and beside is not None and not (total.note or beside.note):
            _agree_with_count(rows, row, total, beside)
    totals = [replace(total, binds=total.count is not None or total.thing not in with_count) for _, total in entries]
    binding = [(row, total) for (row, _), total in zip(entries, totals, strict=True) if total.binds]
    for row, total in binding:
        _agree(rows, row, total, said.judgements[total.judgement], counted)
    _agree_on_one_thing(rows, binding)
    if not rows.faults.found:
        _agree_together(rows, binding, said.judgements, counted)
    return totals


@frozen
class _Reading:
    """Read the totals of one file, one row at a time; `counted` is None where the outcomes are at fault.

    `withheld` says how many ratings of a date and judgement were withheld from councils that are not named: each total
    may be short by as many.
    """

    rows: Rows
    judgements: Mapping[str, Judgement]
    known: Register
    counted: AttainableCounts | None
    withheld: Mapping[tuple[dt.date, str], int]

    def total(self, date: dt.date, row: Mapping[str, Any]) -> Total | None:
        """Make one total from its row; a row with both a full count and a percent binds by the count."""
        ranks = self._ranks(row)
        if ranks is None:
            return None
        dimension, _, group = row["group"].partition("=")
        if dimension and group not in self.known.group_values(dimension):
            values = self.known.group_values(dimension)
            what = f"unknown {dimension} '{group}'"
            self.rows.fault(
                row["row"], "group", what, f"write one of {', '.join(values)}", close_matches(group, values)
            )
            return None
        said = PrintedNumber.read(row)
        problem = said.problem
        if problem is not None:
            self.rows.fault(row["row"], *problem)
            return None
        unseen = self.withheld.get((date, row["judgement"]), 0)
        place = (date, row["judgement"], dimension, group)
        graded = 0 if self.counted is None else self.counted.graded(*place)
        # The share is of those that were published: in a group nobody knows how many are not.
        bases = range(max(0, graded - unseen), graded + 1)
        lowest, highest = said.within(graded)
        if said.percent is not None and self.counted is not None:
            shares = [
                said.of_share(base) for base in {*bases, *([self.counted.published(*place)] if said.counts else ())}
            ]
            if said.exact is None:
                least, most = min(low for low, _ in shares), max(high for _, high in shares)
                if least > most or max(lowest, least) > min(highest, most):
                    of = f"{graded} councils" if not said.counts else f"{graded} councils and {said.text}"
                    what = f"no number of {of} is {said.percent}% of them"
                    self.rows.fault(row["row"], "percent", what, "check it against its source")
                    return None
                lowest, highest = max(lowest, least), min(highest, most)
            elif not row["note"] and not any(low <= said.exact <= high for low, high in shares):
                self._contradicts(row, said, shares[0], graded)
                return None
        return Total(
            date, row["judgement"], ranks, lowest, highest + unseen,
            row["source"], row["place"], dimension, group, said.exact, said.percent, note=row["note"],
            written="" if said.exact is not None else said.text,
        )  # fmt: skip

    def _ranks(self, row: Mapping[str, Any]) -> tuple[int, ...] | None:
        """Read the grades of a row; None, with a fault, for an unknown label and for one that stands twice."""
        scale = self.judgements[row["judgement"]].scale
        ranks: set[int] = set()
        for label in scale.split(row["grades"], "|"):
            rank = scale.ranks.get(label)
            if rank is None:
                self.rows.unknown(row["row"], "grades", scale.unknown, label)
                return None
            if rank in ranks:
                what = f"'{label}' stands for a grade that stands there already"
                self.rows.fault(row["row"], "grades", what, "write each grade once")
                return None
            ranks.add(rank)
        return tuple(sorted(ranks))

    def _contradicts(self, row: Mapping[str, Any], said: PrintedNumber, of: tuple[int, int], graded: int) -> None:
        """Refuse a count and a share that can't both be right, unless a note says that they differ."""
        least, most = of
        stands = "no number" if least > most else f"{least}" if least == most else f"{least} to {most}"
        self.rows.fault(
            row["row"], "percent",
            f"the count and the share contradict each other: {said.exact} is printed, and {said.percent}% of {graded}"
            f" councils is {stands}",
            "check both against the source; if it prints them so, say so in the note: then the count binds",
        )  # fmt: skip


def _agree_with_count(rows: Rows, row: int, total: Total, beside: Total) -> None:
    """Name a number that the count printed for the same thing in another row does not bear out: it is a claim."""
    if not total.lowest <= beside.lowest <= total.highest:
        stands = span_text(total.lowest, total.highest)
        rows.faults.notices.append(
            f"{rows.shown}, row {row}: the total contradicts the count {beside.count} printed for the same thing:"
            f" {total.printed()} is {stands} councils; the count binds, and a note here can say why they differ"
        )


def _agree(rows: Rows, row: int, total: Total, judgement: Judgement, counted: AttainableCounts) -> None:
    """Refuse a total that no reading of the outcomes can reach."""
    least, most = counted.possible(total)
    # Of ratings that were withheld none is named: those that are named must be among the printed number.
    named = total.count is not None and len(total.ranks) < len(judgement.scale) and least > total.count
    if total.highest < least or total.lowest > most or named:
        printed = total.printed()
        if total.count is None:
            printed += f" ({total.lowest} to {total.highest} councils)"
        where = f" in {total.group}" if total.group else ""
        grades = " or ".join(judgement.scale.labels[rank] for rank in total.ranks)
        counts = f"{least}" if least == most else f"{least} to {most}"
        rows.fault(
            row, "count" if total.count is not None else "percent",
            f"the total contradicts the outcomes: {printed} printed at {grades}{where}, the outcomes have {counts}",
            "check both against their sources",
        )  # fmt: skip


def _agree_on_one_thing(rows: Rows, binding: Sequence[tuple[int, Total]]) -> None:
    """Refuse two totals of one thing that no number meets."""
    seen: dict[tuple[Any, ...], tuple[int, Total]] = {}
    for row, total in binding:
        first, other = seen.setdefault(total.thing, (row, total))
        if total.highest < other.lowest or total.lowest > other.highest:
            what = f"the total contradicts row {first}: {total.printed()} here, {other.printed()} there"
            column = "count" if total.count is not None else "percent"
            rows.fault(row, column, what, "check both against their sources")


def _agree_together(
    rows: Rows, binding: Sequence[tuple[int, Total]], judgements: Mapping[str, Judgement], counted: AttainableCounts
) -> None:
    """Refuse totals of single grades that no completion of the outcomes reaches together.

    Ranges are runs of grades, so Hall's condition on every run of grades is enough.
    """
    single: dict[tuple[dt.date, str, str, str], dict[int, tuple[int, Total]]] = {}
    for row, total in binding:
        if len(total.ranks) == 1:
            single.setdefault((total.published, total.judgement, total.dimension, total.group), {})[total.ranks[0]] = (
                row,
                total,
            )
    for (date, name, dimension, group), by_rank in single.items():
        labels = judgements[name].scale.labels
        ranges = counted.ranges(date, name, dimension, group)
        everyone = sum(councils for *_, councils in ranges)
        runs = ((low, high) for low in range(len(labels)) for high in range(low, len(labels)))
        for low, high in runs:
            known = [by_rank[rank] for rank in range(low, high + 1) if rank in by_rank]
            least = sum(total.lowest for _, total in known)
            most = sum(total.highest for _, total in known) + everyone * (high - low + 1 - len(known))
            within = sum(councils for worst, best, councils in ranges if low <= worst and best <= high)
            touching = sum(councils for worst, best, councils in ranges if worst <= high and best >= low)
            if within <= most and least <= touching:
                continue
            where = f" in {group}" if group else ""
            said = f"{most}" if most == least else f"{least} to {most}"
            have = f"{within}" if within == touching else f"{within} to {touching}"
            places = sorted(row for row, _ in known)
            do = f"check {'row' if len(places) == 1 else 'rows'} {joined([*map(str, places)])} and the outcomes"
            do += " against their sources"
            short = everyone - sum(total.highest for _, total in by_rank.values())
            if len(by_rank) == len(labels) and short > 0:
                do += (
                    f"; if {short} ratings were withheld, give those councils rows with not_published, or, where it is"
                    " not printed which they are, state the number under publications[].withheld"
                )
            rows.fault(
                max(row for row, _ in known), "count",
                f"the totals of {name} on {date}{where} contradict the outcomes: from {labels[low]} to"
                f" {labels[high]} they add to {said}, the outcomes have {have}",
                do,
            )  # fmt: skip
            break  # one contradiction of these totals brings others with it
