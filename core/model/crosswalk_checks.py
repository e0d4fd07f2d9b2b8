"""Check crosswalks: one checker, behind every verb."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, TypeVar

from crossregime.core.dates import day_fault, is_partial_day
from crossregime.core.errors import DataError, Fault
from crossregime.core.model.link import LINK_KINDS
from crossregime.core.model.scales import scale_faults, shared_scales
from crossregime.core.statistics import LINKING_METHODS
from crossregime.core.text import close_matches, joined

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from crossregime.core.model.link import Link
    from crossregime.core.model.scale import Scale
    from crossregime.core.model.scale_links import ScaleLinks

AnyLinks = TypeVar("AnyLinks", bound="ScaleLinks")
RESERVED = dict.fromkeys(LINKING_METHODS, "it names a way to link by totals") | {
    "all": "it names every crosswalk that fits"
}
"""Ids that no crosswalk may have, and why."""


def crosswalk_faults(crosswalk: ScaleLinks) -> tuple[Fault, ...]:
    """Find every fault of a crosswalk, each with the link it stands in (counted from 1).

    A reserved id; unknown scales, or scales that differ from the project's own; grades that neither scale has; grades
    without a link; links without a reason or a citation; unknown kinds of link, or kinds that don't fit their targets;
    a pair of grades linked twice; gaps inside a set; and order reversed: a better grade linked to a worse one.

    >>> from crossregime.core.model.crosswalk import identity
    >>> crosswalk_faults(identity("ssi-stars"))
    ()
    """
    return (*id_faults(crosswalk), *content_faults(crosswalk))


def content_faults(crosswalk: ScaleLinks, skip: Container[int] = ()) -> tuple[Fault, ...]:
    """Find every fault except of the id; faults within the links of some numbers (from 1) may be left out."""
    where = _where(crosswalk)
    faults = [*_scale_faults(crosswalk, where), *_source_faults(crosswalk, where)]
    if any(name not in {**shared_scales(), **crosswalk.scales} for name in (crosswalk.from_scale, crosswalk.to_scale)):
        return tuple(faults)
    for number, link in enumerate(crosswalk.links, 1):
        if number not in skip:
            faults += _link_faults(crosswalk, link, f"{where}, link {number} (grade '{link.grade}')")
    faults += _doubled(crosswalk, where)
    faults += _uncovered(crosswalk, where)
    faults += _order_faults(crosswalk, where)
    return tuple(faults)


def _where(crosswalk: ScaleLinks) -> str:
    return crosswalk.origin or f"crosswalk '{crosswalk.id}'"


def id_faults(crosswalk: ScaleLinks) -> Iterator[Fault]:
    """Check that the id is not reserved."""
    if crosswalk.id in RESERVED and crosswalk.origin != "worked out":
        what = f"the id '{crosswalk.id}' is taken: {RESERVED[crosswalk.id]}"
        yield Fault(_where(crosswalk), what, do="give it an id of its own")


def _scale_faults(crosswalk: ScaleLinks, where: str) -> Iterator[Fault]:
    shared = shared_scales()
    known = {**shared, **crosswalk.scales}
    for name in dict.fromkeys((crosswalk.from_scale, crosswalk.to_scale)):
        if name not in known:
            yield Fault(where, f"there is no scale '{name}'", do=f"the scales are {', '.join(known)}",
                          matches=close_matches(name, known))  # fmt: skip
    for name, scale in crosswalk.scales.items():
        yield from scale_faults(scale, where)
        ids = [[grade.id for grade in each.grades] for each in (scale, shared.get(name, scale))]
        if ids[0] != ids[1] or scale.labels != shared.get(name, scale).labels:
            yield Fault(where, f"it defines the scale '{name}' differently from the project",
                          do="one id means one scale everywhere: leave it out, or give yours another id")  # fmt: skip


def _source_faults(crosswalk: ScaleLinks, where: str) -> Iterator[Fault]:
    """Find sources whose date is not in the calendar."""
    for source in crosswalk.sources.values():
        if not is_partial_day(source.published):
            what, do = day_fault(source.published)
            yield Fault(where, f"source '{source.id}': {what}", do=do)


def _scales(crosswalk: ScaleLinks) -> tuple[Scale, Scale]:
    return crosswalk.first, crosswalk.second


def _link_faults(crosswalk: ScaleLinks, link: Link, where: str) -> Iterator[Fault]:
    for scale, grades in zip(_scales(crosswalk), ((link.grade,), link.to), strict=True):
        ids = [grade.id for grade in scale.grades]
        for grade in grades:
            if grade not in ids:
                yield Fault(where, f"'{grade}' is not a grade of {scale.id}", do=f"its grades are {', '.join(ids)}",
                              matches=close_matches(grade, ids))  # fmt: skip
    yield from _kind_faults(crosswalk, link, where)
    if not link.reason.strip():
        yield Fault(where, "it has no reason", do="say in words why the grades correspond")
    for cited in link.citations:
        if cited.source not in crosswalk.sources:
            yield Fault(where, f"'{cited.source}' is not one of its sources" if cited.source else "it is not cited",
                          do=f"name one of {', '.join(crosswalk.sources) or 'the sources, of which it has none'}",
                          matches=close_matches(cited.source, crosswalk.sources))  # fmt: skip
        if not cited.place.strip():
            yield Fault(
                where, "it is not cited: it has no place in the source", do="say where: a page, a paragraph, a note"
            )


def _kind_faults(crosswalk: ScaleLinks, link: Link, where: str) -> Iterator[Fault]:
    if link.kind not in LINK_KINDS:
        yield Fault(where, f"'{link.kind}' is not a kind of link", do=f"write {joined(LINK_KINDS, 'or')}",
                      matches=close_matches(link.kind, LINK_KINDS))  # fmt: skip
    elif (link.kind == "none") == bool(link.to):
        count = len(link.to)
        yield Fault(where, f"the kind is {link.kind} and it has {count} targets", do="only `none` has no target")
    elif len(link.to) > 1 and link.kind == "narrower":
        do = "write broader: together they are more than the grade, or it could be any of them"
        yield Fault(where, "the kind is narrower and it has several targets", do=do)
    elif link.kind == "exact" and (len(link.to) > 1 or _shared_target(crosswalk, link)):
        yield Fault(where, "the kind is exact and it is not one grade to one",
                      do="write close, broader or narrower where several grades meet")  # fmt: skip


def _shared_target(crosswalk: ScaleLinks, link: Link) -> bool:
    return any(set(link.to) & set(other.to) for other in crosswalk.links if other is not link)


def _doubled(crosswalk: ScaleLinks, where: str) -> Iterator[Fault]:
    seen: dict[str, set[str]] = {}
    for number, link in enumerate(crosswalk.links, 1):
        place = f"{where}, link {number} (grade '{link.grade}')"
        before = seen.setdefault(link.grade, set())
        targets = [*link.to] or [""]  # an empty target means that nothing corresponds
        for target in targets:
            if target in before:
                what = f"'{link.grade}' is linked to '{target}' twice" if target else "it is linked to nothing twice"
                yield Fault(place, what, do="keep one of them")
            elif before and ("" in before) != (not target):
                yield Fault(place, "another link of the grade leads elsewhere, and one of them to nothing",
                              do="keep kind none, or the links that lead somewhere")  # fmt: skip
            before.add(target)


def _uncovered(crosswalk: ScaleLinks, where: str) -> Iterator[Fault]:
    if not any(link.to for link in crosswalk.links):
        yield Fault(where, "it links no grade to any", do="link those that correspond to something")
    covered = {link.grade for link in crosswalk.links}
    for grade in crosswalk.first.grades:
        if grade.id not in covered:
            yield Fault(where, f"no link starts from grade '{grade.id}' ({grade.label}) of {crosswalk.from_scale}",
                          do="link it; where nothing corresponds, with kind none and the reason")  # fmt: skip


def _order_faults(crosswalk: ScaleLinks, where: str) -> Iterator[Fault]:
    known = {grade.id: grade.rank for grade in crosswalk.second.grades}  # unknown targets are reported already
    sets = [
        (grade, sorted({known[to] for link in crosswalk.links_of(grade.rank) for to in link.to if to in known}))
        for grade in crosswalk.first.grades
    ]
    for grade, ranks in sets:
        missing = [rank for rank in range(ranks[0], ranks[-1]) if rank not in ranks] if ranks else []
        if missing:
            gap = joined([crosswalk.second.labels[rank] for rank in missing], "and")
            yield Fault(where, f"grade '{grade.id}' is linked to grades on both sides of {gap}, and not to it",
                          do="link it to all grades in between, or leave out an end")  # fmt: skip
    linked = [(grade, ranks) for grade, ranks in sets if ranks]
    for (worse, low), (better, high) in itertools.pairwise(linked):
        if high[0] < low[0] or high[-1] < low[-1]:
            yield Fault(
                where,
                f"order is reversed: '{better.id}' is better than '{worse.id}', and is linked to"
                f" {crosswalk.label(high)} where that is linked to {crosswalk.label(low)}",
                do="a better grade may not be linked to a worse one",
            )


def checked(crosswalk: AnyLinks) -> AnyLinks:
    """Return a valid crosswalk; raise DataError with every fault of an invalid one."""
    faults = crosswalk_faults(crosswalk)
    if faults:
        raise DataError(f"the crosswalk '{crosswalk.id}' can't be used", faults=faults)
    return crosswalk
