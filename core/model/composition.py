"""Compose two crosswalks, or invert one, and report what is lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic

from crossregime.core.errors import DataError, Fault, UsageError
from crossregime.core.model.crosswalk_checks import AnyLinks, checked, crosswalk_faults
from crossregime.core.model.link import Citation, Link, LinkKind
from crossregime.core.text import close_matches, joined

if TYPE_CHECKING:
    from crossregime.core.model.scale_links import ScaleLinks

TURNED: dict[LinkKind, LinkKind] = {
    "exact": "exact", "close": "close", "broader": "narrower", "narrower": "broader", "none": "none",
}  # fmt: skip
"""The kind of a link when inverted."""


@dataclass(frozen=True, slots=True)
class Composition(Generic[AnyLinks]):
    """The composition of two crosswalks, and what was lost.

    `widened` names the grades whose set is larger than the one that the first crosswalk gives them; `crossing` those
    whose set lies on both sides of the line asked about (labels of the first scale).
    """

    crosswalk: AnyLinks
    widened: tuple[str, ...]
    crossing: tuple[str, ...]
    line: str = ""

    @property
    def sentence(self) -> str:
        """Describe what was lost."""
        said = (
            f"On the way the sets of {joined(self.widened, 'and')} widen."
            if self.widened
            else "On the way no set widens."
        )
        if not self.line:
            return said
        if not self.crossing:
            return f"{said} No set crosses the line at {self.line} or better."
        return (
            f"{said} The sets of {joined(self.crossing, 'and')} lie on both sides of the line at {self.line} or better."
        )


def compose(first: AnyLinks, second: ScaleLinks, line: str | None = None) -> Composition[AnyLinks]:
    """Compose two crosswalks: from the first scale of one to the second of the other, through their shared scale.

    `line` names a grade of the last scale: the composition says whose set holds grades both below it and at it or
    better. Raises UsageError where the two don't meet, DataError for a crosswalk with a fault, where the way leads
    through a gap (a grade of the middle scale that is needed and has no counterpart), and where a set gets one.

    >>> from crossregime.core.model.crosswalk import identity
    >>> found = compose(identity("ssi-stars"), identity("ssi-stars"))
    >>> found.crosswalk.in_brief == identity("ssi-stars").in_brief, found.sentence
    (True, 'On the way no set widens.')
    """
    if first.to_scale != second.from_scale:
        raise UsageError(
            f"'{first.id}' leads to {first.to_scale}, and '{second.id}' starts from {second.from_scale}",
            do="compose crosswalks that share the scale in the middle; the other way round, invert one of them",
        )
    checked(first)
    checked(second)
    gaps = [
        (grade.label, first.second.labels[middle])
        for grade in first.first.grades
        for middle in first.set_of(grade.rank)
        if not second.set_of(middle)
    ]
    if gaps:
        raise DataError(
            f"'{first.id}' and '{second.id}' can't be composed: the way leads through a gap",
            faults=[
                Fault(f"crosswalk '{second.id}'", f"{start} leads to {middle}, which it links to nothing",
                        do="use a crosswalk that links it")
                for start, middle in gaps
            ],
        )  # fmt: skip
    sources = {
        name: replace(source, id=name)
        for walk in (first, second)
        for name, source in ((f"{walk.id}.{source.id}", source) for source in walk.sources.values())
    }
    links = tuple(_composed(first, second, grade.rank) for grade in first.first.grades)
    whole = replace(
        first,
        id=f"{first.id}+{second.id}",
        title=f"{first.title}, then {second.title}",
        to_scale=second.to_scale,
        links=links,
        sources=sources,
        basis="; ".join(filter(None, (first.basis, second.basis))),
        summary="",
        origin=_both(first.origin, second.origin),
        scales={**first.scales, **second.scales},
        file_hash=_both(first.file_hash, second.file_hash),
    )
    found = _sound(whole, f"'{first.id}' and '{second.id}' can't be composed")
    limit = None if line is None else _line(found, line)
    return Composition(
        found,
        tuple(
            grade.label for grade in found.first.grades if len(found.set_of(grade.rank)) > len(first.set_of(grade.rank))
        ),
        () if line is None else crossing(found, line),
        "" if limit is None else found.second.labels[limit],
    )


def _both(first: str, second: str) -> str:
    return " + ".join(filter(None, (first, second)))


def _sound(crosswalk: AnyLinks, what: str) -> AnyLinks:
    """Refuse a derived crosswalk that is not valid: composition can leave a gap in a set."""
    faults = crosswalk_faults(replace(crosswalk, origin=""))
    if faults:
        raise DataError(what, do="write one that leads there at once", faults=faults)
    return crosswalk


def crossing(crosswalk: ScaleLinks, line: str) -> tuple[str, ...]:
    """Name the grades whose set straddles a line: part of it below a grade, part at it or better.

    Raises UsageError for a line that is no grade of the second scale.

    >>> from crossregime.core.model.crosswalk import identity
    >>> crossing(identity("ssi-stars"), "Two Stars")
    ()
    """
    limit = _line(crosswalk, line)
    sets = [(grade.label, crosswalk.set_of(grade.rank)) for grade in crosswalk.first.grades]
    return tuple(label for label, ranks in sets if ranks and ranks[0] < limit <= ranks[-1])


def _line(crosswalk: ScaleLinks, line: str) -> int:
    ranks = crosswalk.second.ranks
    if line not in ranks:
        labels = crosswalk.second.labels
        raise UsageError(f"'{line}' is not a grade of {crosswalk.to_scale}", do=f"its grades are {', '.join(labels)}",
                         matches=close_matches(line, ranks))  # fmt: skip
    return ranks[line]


def _composed(first: ScaleLinks, second: ScaleLinks, rank: int) -> Link:
    """Merge all links that continue from a grade into one."""
    grade, mine = first.first.grades[rank].id, first.links_of(rank)
    after = [link for middle in first.set_of(rank) for link in second.links_of(middle)]
    ids = [each.id for each in second.second.grades]
    to = tuple(name for name in ids if any(name in link.to for link in after))
    kinds = {link.kind for link in (*mine, *after)}
    kind: LinkKind
    if not to:
        kind = "none"
    elif kinds == {"exact"}:
        kind = "exact"
    elif len(to) > 1:
        kind = "broader"
    else:
        kind = "narrower" if "narrower" in kinds else "close"
    reasons = dict.fromkeys(link.reason for link in (*mine, *after))
    said = [f"{reason.rstrip('.')}." for reason in reasons]
    cited = dict.fromkeys(
        Citation(f"{walk.id}.{each.source}", each.place)
        for walk, links in ((first, mine), (second, after))
        for link in links
        for each in link.citations
    )
    main, *also = cited
    return Link(grade, to, kind, main.source, main.place, " Then: ".join(said), tuple(also))


def invert(crosswalk: AnyLinks) -> AnyLinks:
    """Invert a crosswalk: each pair of grades stays linked; broader becomes narrower, and narrower broader.

    A grade that nothing was linked to gets a link of kind none. Raises DataError for a crosswalk with a fault, and for
    one whose inverse has one: a grade in the middle that is linked to nothing leaves a gap.

    >>> from crossregime.core.model.crosswalk import identity
    >>> invert(identity("ssi-stars")).from_scale
    'ssi-stars'
    """
    checked(crosswalk)
    links = []
    for target in crosswalk.second.grades:
        mine = [link for link in crosswalk.links if target.id in link.to]
        links += [
            Link(target.id, (each.grade,), TURNED[each.kind], each.source, each.place, each.reason, each.also)
            for each in mine
        ]
        if not mine:
            start = crosswalk.links[0]
            reason = f"the crosswalk '{crosswalk.id}' links no grade of {crosswalk.from_scale} to it"
            links.append(Link(target.id, (), "none", start.source, "the crosswalk itself", reason))
    turned = replace(
        crosswalk,
        id=f"{crosswalk.id}-inverted",
        title=f"{crosswalk.title}, turned round",
        from_scale=crosswalk.to_scale,
        to_scale=crosswalk.from_scale,
        links=tuple(links),
    )
    return _sound(turned, f"'{crosswalk.id}' can't be turned round")
