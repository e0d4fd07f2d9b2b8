"""Write the contents of a panel: its regimes, scales and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossregime.render.sources import write_source

if TYPE_CHECKING:
    from crossregime.core.panels import Panel
    from crossregime.render.page import Writer


def lay_panel(page: Writer, panel: Panel) -> None:
    """Lay a panel out on a page."""
    page.title(f"Every outcome of {', '.join(each.id for each in panel.regimes)}")
    page.line(
        "One row a council, date and judgement. Grades of two scales can't be set side by side without a crosswalk."
    )
    for regime in panel.regimes:
        page.item(f"{regime.id}: {regime.title}. {regime.licence}")
    page.heading("Scales")
    page.grid(
        ["scale", "rank", "grade"],
        [[scale.id, str(grade.rank), grade.label] for scale in panel.scales for grade in scale.grades],
        right={1},
    )
    page.heading("Breaks")
    for regime in panel.regimes:
        for note in regime.comparability:
            page.item(f"{regime.id}, {note.about}: {note.note}")
    page.heading("Sources")
    for regime in panel.regimes:
        for source in regime.sources.values():
            write_source(page, source, f"{regime.id}, {source.id}: {source.cite()}")
