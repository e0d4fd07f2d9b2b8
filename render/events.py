"""Write the events of a rolling regime; every number comes from the events."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from crossregime.render.page import Writer, write_page

if TYPE_CHECKING:
    from crossregime.core.comparison import Events


def write_events(events: Events, stream: IO[str] | None = None) -> None:
    """Write the events to a stream, standard output by default."""
    write_page(lambda page: lay_events(page, events), stream)


def lay_events(page: Writer, events: Events) -> None:
    """Write the events on any page: the findings, the table, mobility, and the sources."""
    position = events.position
    name = "+".join(regime.id for regime in position.regimes)
    page.title(f"{name} {position.judgement.title.lower()}: each inspection with the next of the same council")
    for sentence in events.sentences:
        page.item(sentence)
    page.heading("Table: the grade before (rows) by the next (columns)")
    labels = position.scale.labels
    page.grid(["", *labels], [[label, *map(str, row)] for label, row in zip(labels, events.table, strict=True)],
              right=range(1, len(labels) + 1))  # fmt: skip
    page.line(
        "A council counts once for each time that it was inspected again; councils that were inspected once are in no"
        " event. Those that are inspected again soon are not a sample of all."
    )
    page.heading("Mobility, of those inspected again")
    page.grid(["", "value"], events.mobility_lines)
    page.heading("Sources")
    for regime in position.regimes:
        page.line(f"{regime.id}: {regime.inspectorate}. {regime.licence}")
    page.line("Files (--output) give every event with the source of each inspection.")
