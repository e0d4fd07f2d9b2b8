"""Write the description of a regime for people."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from crossregime.core.councils import load_register
from crossregime.render.page import ALL, Writer, write_page

if TYPE_CHECKING:
    from collections.abc import Collection

    from crossregime.core.model import Regime
    from crossregime.core.profiles import Checked, Description


def write_description(description: Description, stream: IO[str] | None = None, show: Collection[str] = ALL) -> None:
    """Write the whole description to a stream, standard output by default."""
    write_page(lambda page: _write(description, page), stream, show)


def lay_regime(page: Writer, regime: Regime) -> None:
    """Lay the description of a regime out on a page."""
    from crossregime.core.profiles import Description

    _write(Description(regime), page)


def _write(description: Description, page: Writer) -> None:
    regime = description.regime
    page.title(f"{regime.id}: {regime.title}")
    page.line(f"{regime.inspectorate}. {regime.kind.capitalize()}. {regime.summary}")
    _coverage(description, page)
    if page.wants("judgements"):
        _judgements(regime, page)
    if page.wants("scales"):
        _scales(description, page)
    if page.wants("publications"):
        _publications(description, page)
    if page.wants("totals"):
        _totals(description, page)
        _flows(regime, page)
    if regime.comparability and page.wants("comparability"):
        page.heading("Before putting it beside another regime")
        for note in regime.comparability:
            page.item(f"{note.about}: {note.note} [{note.source}{', ' if note.place else ''}{note.place}]")
    if page.wants("rules"):
        _brought(regime, page)
    if page.wants("sources"):
        _sources(description, page)


def _coverage(description: Description, page: Writer) -> None:
    """Write how much of each judgement is known."""
    page.space()
    page.line("How much is known (councils by how their grade is known)", indent=0)
    frame = description.coverage
    if description.regime.kind == "annual":
        frame = frame.drop("inspections")  # one of each council: the councils again
    page.grid(
        [name.replace("_", " ") for name in frame.columns],
        [[("" if value is None else str(value)) for value in row] for row in frame.iter_rows()],
        right=range(2, len(frame.columns)),
    )


def _judgements(regime: Regime, page: Writer) -> None:
    page.heading("Judgements")
    page.grid(
        ["judgement", "title", "service", "aspect", "scale", "area"],
        [
            (
                f"{each.id} (headline)" if each.id == regime.headline else each.id,
                each.title, each.service, each.aspect, each.scale.id, each.area or "",
            )
            for each in regime.judgements
        ],
    )  # fmt: skip
    for area in regime.areas:
        page.item(f"area {area.id}: {area.title}" + (f". {area.note}" if area.note else ""))


def _scales(description: Description, page: Writer) -> None:
    page.heading("Scales, worst grade first")
    for scale in description.scales:
        page.item(f"{scale.id}: {scale.title}")
        for grade in scale.grades:
            page.line(f"{grade.label}" + (f": {grade.meaning}" if grade.meaning else ""), indent=6)
        if not any(grade.meaning for grade in scale.grades):
            page.line("(no meaning of the grades was published)", indent=6)


def _sources(description: Description, page: Writer) -> None:
    regime = description.regime
    page.heading("Sources")
    page.line(regime.licence)
    for source in regime.sources.values():
        used = description.used[source.id]
        what = "outcome, total or move" if used == 1 else "outcomes, totals and moves"
        page.item(f"{source.id}: {source.cite()} ({used} {what})")
        if source.address:
            page.line(source.address, indent=6)


def _brought(regime: Regime, page: Writer) -> None:
    """Write the other contents of its folder: a rating rule, crosswalks, groupings."""
    if regime.rule is not None:
        page.heading("Rating rule")
        page.line(f"{regime.rule.title}. `crossregime rate {regime.id}` uses it.")
    if regime.crosswalks:
        page.heading("Crosswalks that it brings")
        for walk in regime.crosswalks:
            page.item(f"{walk.id}: {walk.title} ({walk.from_scale} to {walk.to_scale})")
    if regime.groupings:
        page.heading("Groupings that it brings")
        for grouping in regime.groupings:
            page.item(f"{grouping.id}: {', '.join(map(grouping.label, grouping.values))} (--by {grouping.id})")


def _publications(description: Description, page: Writer) -> None:
    regime = description.regime
    page.heading("Publications and coverage")
    for each in regime.publications:
        page.item(f"{each.date}: {each.title}, {each.universe.councils} councils [{each.source}]")
        for rule in each.unlisted:
            scale = regime.judgement(rule.judgement).scale
            page.line(
                f"{rule.judgement} of councils that no row names: {scale.name(rule.worst, rule.best)}. {rule.reason}",
                indent=6,
            )
    if regime.kind == "rolling":
        dates = regime.dates()
        page.item(f"inspections from {dates[0]} to {dates[-1]}")


def _totals(description: Description, page: Writer) -> None:
    if not description.totals:
        return
    page.heading("Printed totals against the outcomes")
    rows = []
    for checked in description.totals:
        total = checked.total
        group = load_register().group_label(total.dimension, total.group) if total.dimension else "all councils"
        labels = description.regime.judgement(total.judgement).scale.labels
        printed = total.printed()
        if total.count is not None and total.percent is not None:
            printed += f" ({total.percent}%)"
        rows.append(
            (
                str(total.published),
                total.judgement,
                group,
                " or ".join(labels[rank] for rank in total.ranks),
                printed,
                _have(checked),
            )
        )
    page.grid(["published", "judgement", "councils", "grades", "printed", "outcomes"], rows, right=(4, 5))
    page.line("Outcomes: the number that they have, or the least and greatest that their ranges allow one at a time.")


def _flows(regime: Regime, page: Writer) -> None:
    if not regime.flows:
        return
    page.heading("Printed moves")
    page.grid(
        ["from", "to", "judgement", "move", "councils", "source"],
        [
            (f"{each.from_regime}@{each.from_date}", f"{each.to_regime}@{each.to_date}",
             each.judgement, each.move, str(each.count), each.source)
            for each in regime.flows
        ],
        right=(4,),
    )  # fmt: skip


def _have(checked: Checked) -> str:
    return f"{checked.least}" if checked.least == checked.most else f"{checked.least} to {checked.most}"
