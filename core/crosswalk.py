"""Define a crosswalk: cited links from the grades of one scale to grades of another, and what can be done with it.

A crosswalk states what somebody has written of two scales, or what their printed totals say. It never follows from
equal labels or ranks alone without saying so. One checker, `diagnose`, is behind every verb: nothing is
applied, composed or inverted that it finds a fault with.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, get_args

from crossregime.core.errors import DataError, Problem, UsageError, close_matches
from crossregime.core.scales import shared_scales
from crossregime.core.words import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import polars as pl

    from crossregime.core.model import Scale, Source

LinkKind = Literal["exact", "close", "broader", "narrower", "none"]
LINK_KINDS: tuple[str, ...] = get_args(LinkKind)
TURNED: dict[LinkKind, LinkKind] = {
    "exact": "exact", "close": "close", "broader": "narrower", "narrower": "broader", "none": "none",
}  # fmt: skip
"""What a kind is, seen from the other scale."""
CAVEAT = (
    "A concordance, never an equating: it says which grades are taken to correspond, not that they measure the same"
    " thing."
)


@dataclass(frozen=True, slots=True)
class Link:
    """Lead from one grade to the grade, or the several grades, that it is taken to correspond to.

    Grades are given by id. `kind` is that of the target: the same thing (exact), nearly so (close), more than
    the grade (broader), part of it (narrower), or none where nothing corresponds: then `to` is empty. `reason` says
    why in words; `source` is the id of one of the crosswalk's sources, `place` where in it the ground stands.
    """

    grade: str
    to: tuple[str, ...]
    kind: LinkKind
    source: str
    place: str
    reason: str = ""


@dataclass(frozen=True)
class Crosswalk:
    """Link the grades of one scale to those of another; scales are given by their global ids.

    `basis` says in a few words what it rests on, so that rivals can be told apart. `scales` holds scales of its own
    that are not among the shared ones. Making one checks nothing: `diagnose` finds every fault, and each verb
    refuses one that has any.

    >>> from crossregime.core.model import Source
    >>> sources = {"report": Source("report", "An inspectorate", "A report", "2010", "", "")}
    >>> pairs = zip(("no", "some", "most", "yes"), "1234", strict=True)
    >>> links = tuple(Link(one, (other,), "close", "report", "table 1", "as printed") for one, other in pairs)
    >>> walk = Crosswalk("by-report", "By the report", "ssi-serving", "ofsted-performs", links, sources)
    >>> validate(walk), walk.to_ranks(0), walk.link_ids(1, 2)
    (True, (0, 0), ('by-report/some', 'by-report/most'))
    """

    id: str
    title: str
    from_scale: str
    to_scale: str
    links: tuple[Link, ...]
    sources: Mapping[str, Source]
    basis: str = ""
    summary: str = ""
    origin: str = ""
    scales: Mapping[str, Scale] = field(default_factory=dict)
    file_hash: str = ""

    # The two scales

    @cached_property
    def first(self) -> Scale:
        """The scale that it leads from."""
        return self._scale(self.from_scale)

    @cached_property
    def second(self) -> Scale:
        """The scale that it leads to."""
        return self._scale(self.to_scale)

    def _scale(self, name: str) -> Scale:
        known = {**shared_scales(), **self.scales}
        if name not in known:
            raise DataError(
                f"there is no scale '{name}'",
                where=f"crosswalk '{self.id}'",
                do=f"the scales are {', '.join(known)}",
                matches=close_matches(name, known),
            )
        return known[name]

    # The links

    def links_of(self, rank: int) -> tuple[Link, ...]:
        """Give the links of a grade of the first scale, by its rank."""
        grade = self.first.grades[rank].id
        return tuple(link for link in self.links if link.grade == grade)

    def link_id(self, link: Link) -> str:
        """Name a link: the crosswalk and the grade, with a number where the grade has several links."""
        mine = [each for each in self.links if each.grade == link.grade]
        number = f".{mine.index(link) + 1}" if len(mine) > 1 else ""
        return f"{self.id}/{link.grade}{number}"

    def link_ids(self, worst: int, best: int) -> tuple[str, ...]:
        """Name the links of a range of grades."""
        return tuple(self.link_id(link) for rank in range(worst, best + 1) for link in self.links_of(rank))

    def set_of(self, rank: int) -> tuple[int, ...]:
        """Give the ranks of the second scale that a grade is linked to; empty where nothing corresponds."""
        ranks = self.second.ranks
        return tuple(sorted({ranks[target] for link in self.links_of(rank) for target in link.to}))

    def to_ranks(self, worst: int, best: int | None = None) -> tuple[int, int] | None:
        """Map a grade, or a range of grades, to the range that holds all it is linked to; None where nothing is.

        A range that takes in a grade without a counterpart and one with is refused: DataError.
        """
        sets = [self.set_of(rank) for rank in range(worst, (worst if best is None else best) + 1)]
        if not any(sets):
            return None
        if not all(sets):
            raise DataError(
                f"{self.first.name(worst, worst if best is None else best)} can't be mapped: a part of the range has"
                f" no counterpart in {self.second.title}",
                where=f"crosswalk '{self.id}'",
                do="use a crosswalk that links every grade of the range",
            )
        return min(each[0] for each in sets), max(each[-1] for each in sets)

    def to_set(self, worst: int, best: int) -> tuple[int, ...]:
        """Give the ranks that any grade of a range is linked to: there may be gaps between them."""
        return tuple(sorted({each for rank in range(worst, best + 1) for each in self.set_of(rank)}))

    def label(self, ranks: Sequence[int] | None) -> str:
        """Name a set of ranks of the second scale, in rising order.

        >>> identity("ssi-stars").label((0, 1, 3))
        'Zero Stars or One Star, or Three Stars'
        """
        if not ranks:
            return "nothing"
        runs: list[list[int]] = []
        for rank in ranks:
            if runs and rank == runs[-1][-1] + 1:
                runs[-1].append(rank)
            else:
                runs.append([rank])
        names = [self.second.name(run[0], run[-1]) for run in runs]
        return (", or " if any(len(run) > 1 for run in runs) else " or ").join(names)

    def __repr__(self) -> str:
        links = "; ".join(f"{link.grade} to {' or '.join(link.to) or 'nothing'} ({link.kind})" for link in self.links)
        return f"Crosswalk {self.id} ({self.from_scale} to {self.to_scale}): {links}"

    # The verbs

    def diagnose(self) -> tuple[Problem, ...]:
        """Find every fault: see `diagnose` below."""
        return diagnose(self)

    def validate(self) -> bool:
        """Tell whether it has no fault."""
        return validate(self)

    def apply(self, outcomes: pl.DataFrame) -> pl.DataFrame:
        """Map outcomes (worst and best as ranks of the first scale); `link` names the links (core/mapping.py)."""
        from crossregime.core.mapping import apply

        return apply(outcomes, self)

    def compose(self, second: Crosswalk, line: str | None = None) -> Composition:
        """Lead on through another crosswalk: see `compose` below."""
        return compose(self, second, line)

    def invert(self) -> Crosswalk:
        """Turn it round: see `invert` below."""
        return invert(self)

    @property
    def in_brief(self) -> str:
        """Write all links in one line.

        >>> from crossregime.core.crosswalk import identity
        >>> identity("ssi-serving").in_brief
        'No > No; Some > Some; Most > Most; Yes > Yes'
        """
        return "; ".join(f"{grade.label} > {self.label(self.set_of(grade.rank))}" for grade in self.first.grades)


def identity(scale: str) -> Crosswalk:
    """Give the crosswalk from a shared scale to itself: each grade to that grade."""
    from crossregime.core.model import Source

    grades = shared_scales()[scale].grades
    links = tuple(Link(each.id, (each.id,), "exact", "scale", each.label, "it is the same grade") for each in grades)
    sources = {"scale": Source("scale", "", "The scale itself", "", "", "")}
    return Crosswalk(f"{scale}-itself", "The scale itself", scale, scale, links, sources)


# Check


def diagnose(crosswalk: Crosswalk) -> tuple[Problem, ...]:
    """Find every fault of a crosswalk, each with the link it stands in (counted from 1).

    Scales that there are not; grades that neither scale has; grades that no link starts from; links without a
    reason, or not cited; kinds that are none, or that don't fit their targets; a pair of grades linked twice;
    gaps inside a set; and order reversed: a better grade linked to a worse one.

    >>> diagnose(identity("ssi-stars"))
    ()
    """
    where = crosswalk.origin or f"crosswalk '{crosswalk.id}'"
    known = {**shared_scales(), **crosswalk.scales}
    problems = [
        Problem(where, f"there is no scale '{name}'", do=f"the scales are {', '.join(known)}",
                matches=close_matches(name, known))
        for name in dict.fromkeys((crosswalk.from_scale, crosswalk.to_scale))
        if name not in known
    ]  # fmt: skip
    if problems:
        return tuple(problems)
    for number, link in enumerate(crosswalk.links, 1):
        problems += _link_faults(crosswalk, link, f"{where}, link {number} (grade '{link.grade}')")
    problems += _doubled(crosswalk, where)
    problems += _uncovered(crosswalk, where)
    problems += _order_faults(crosswalk, where)
    return tuple(problems)


def _scales(crosswalk: Crosswalk) -> tuple[Scale, Scale]:
    return crosswalk.first, crosswalk.second


def _link_faults(crosswalk: Crosswalk, link: Link, where: str) -> Iterator[Problem]:
    for scale, grades in zip(_scales(crosswalk), ((link.grade,), link.to), strict=True):
        ids = [grade.id for grade in scale.grades]
        for grade in grades:
            if grade not in ids:
                yield Problem(where, f"'{grade}' is no grade of {scale.id}", do=f"its grades are {', '.join(ids)}",
                              matches=close_matches(grade, ids))  # fmt: skip
    if link.kind not in LINK_KINDS:
        yield Problem(where, f"'{link.kind}' is no kind of link", do=f"write {joined(LINK_KINDS, 'or')}",
                      matches=close_matches(link.kind, LINK_KINDS))  # fmt: skip
    elif (link.kind == "none") == bool(link.to):
        count = len(link.to)
        yield Problem(where, f"the kind is {link.kind} and it has {count} targets", do="only `none` has no target")
    elif link.kind == "exact" and (len(link.to) > 1 or _shared_target(crosswalk, link)):
        yield Problem(where, "the kind is exact and it is not one grade to one",
                      do="write close, broader or narrower where several grades meet")  # fmt: skip
    if not link.reason.strip():
        yield Problem(where, "it has no reason", do="say in words why the grades correspond")
    if link.source not in crosswalk.sources:
        yield Problem(where, f"'{link.source}' is none of its sources" if link.source else "it is not cited",
                      do=f"name one of {', '.join(crosswalk.sources) or 'the sources, of which it has none'}",
                      matches=close_matches(link.source, crosswalk.sources))  # fmt: skip
    if not link.place.strip():
        yield Problem(
            where, "it is not cited: it has no place in the source", do="say where: a page, a paragraph, a note"
        )


def _shared_target(crosswalk: Crosswalk, link: Link) -> bool:
    return any(set(link.to) & set(other.to) for other in crosswalk.links if other is not link)


def _doubled(crosswalk: Crosswalk, where: str) -> Iterator[Problem]:
    seen: dict[str, set[str]] = {}
    for number, link in enumerate(crosswalk.links, 1):
        place = f"{where}, link {number} (grade '{link.grade}')"
        before = seen.setdefault(link.grade, set())
        targets = [*link.to] or [""]  # the empty one stands for nothing
        for target in targets:
            if target in before:
                what = f"'{link.grade}' is linked to '{target}' twice" if target else "it is linked to nothing twice"
                yield Problem(place, what, do="keep one of them")
            elif before and ("" in before) != (not target):
                yield Problem(place, "another link of the grade leads elsewhere, and one of them to nothing",
                              do="keep kind none, or the links that lead somewhere")  # fmt: skip
            before.add(target)


def _uncovered(crosswalk: Crosswalk, where: str) -> Iterator[Problem]:
    covered = {link.grade for link in crosswalk.links}
    for grade in crosswalk.first.grades:
        if grade.id not in covered:
            yield Problem(where, f"no link starts from grade '{grade.id}' ({grade.label}) of {crosswalk.from_scale}",
                          do="link it; where nothing corresponds, with kind none and the reason")  # fmt: skip


def _order_faults(crosswalk: Crosswalk, where: str) -> Iterator[Problem]:
    known = {grade.id: grade.rank for grade in crosswalk.second.grades}  # targets that there are not are said already
    sets = [
        (grade, sorted({known[to] for link in crosswalk.links_of(grade.rank) for to in link.to if to in known}))
        for grade in crosswalk.first.grades
    ]
    for grade, ranks in sets:
        missing = [rank for rank in range(ranks[0], ranks[-1]) if rank not in ranks] if ranks else []
        if missing:
            gap = joined([crosswalk.second.labels[rank] for rank in missing], "and")
            yield Problem(where, f"grade '{grade.id}' is linked to grades on both sides of {gap}, and not to it",
                          do="link it to all grades in between, or leave out an end")  # fmt: skip
    linked = [(grade, ranks) for grade, ranks in sets if ranks]
    for (worse, low), (better, high) in itertools.pairwise(linked):
        if high[0] < low[0] or high[-1] < low[-1]:
            yield Problem(
                where,
                f"order is reversed: '{better.id}' is better than '{worse.id}', and is linked to"
                f" {crosswalk.label(high)} where that is linked to {crosswalk.label(low)}",
                do="a better grade may not be linked to a worse one",
            )


def validate(crosswalk: Crosswalk) -> bool:
    """Tell whether a crosswalk has no fault.

    >>> validate(identity("ssi-stars"))
    True
    """
    return not diagnose(crosswalk)


def checked(crosswalk: Crosswalk) -> Crosswalk:
    """Give back a crosswalk without a fault; raise DataError with every fault of any other."""
    problems = diagnose(crosswalk)
    if problems:
        raise DataError(f"the crosswalk '{crosswalk.id}' can't be used", problems=problems)
    return crosswalk


# Compose and invert


@dataclass(frozen=True, slots=True)
class Composition:
    """A crosswalk made of two, and what was lost on the way.

    `widened` names the grades whose set is larger than any that either crosswalk has on the way; `crossing` those whose
    set lies on both sides of the line asked about (labels of the first scale).
    """

    crosswalk: Crosswalk
    widened: tuple[str, ...]
    crossing: tuple[str, ...]
    line: str = ""

    @property
    def sentence(self) -> str:
        """Say what was lost."""
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


def compose(first: Crosswalk, second: Crosswalk, line: str | None = None) -> Composition:
    """Lead from the first scale of one crosswalk to the second of another, through the scale that they share.

    `line` names a grade of the last scale: the composition says whose set holds grades both below it and at it or
    better. Raises UsageError where the two don't meet, DataError for a crosswalk with a fault, and where the way
    leads through a gap: a grade of the middle scale that is needed and has no counterpart.

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
            problems=[
                Problem(f"crosswalk '{second.id}'", f"{start} leads to {middle}, which it links to nothing",
                        do="use a crosswalk that links it")
                for start, middle in gaps
            ],
        )  # fmt: skip
    sources = {f"{walk.id}.{name}": source for walk in (first, second) for name, source in walk.sources.items()}
    links = tuple(_composed(first, second, grade.rank) for grade in first.first.grades)
    found = Crosswalk(
        f"{first.id}+{second.id}", f"{first.title}, then {second.title}", first.from_scale, second.to_scale, links,
        sources, "; ".join(filter(None, (first.basis, second.basis))), "", "", {**first.scales, **second.scales},
    )  # fmt: skip
    limit = None if line is None else _line(found, line)
    sets = [(grade.label, found.set_of(grade.rank), _widest(first, second, grade.rank)) for grade in found.first.grades]
    return Composition(
        found,
        tuple(label for label, after, widest in sets if len(after) > widest),
        () if line is None else crossing(found, line),
        "" if limit is None else found.second.labels[limit],
    )


def crossing(crosswalk: Crosswalk, line: str) -> tuple[str, ...]:
    """Name the grades whose set lies on both sides of a line: some of it below a grade, some at it or better.

    Raises UsageError for a line that is no grade of the second scale.

    >>> crossing(identity("ssi-stars"), "Two Stars")
    ()
    """
    limit = _line(crosswalk, line)
    sets = [(grade.label, crosswalk.set_of(grade.rank)) for grade in crosswalk.first.grades]
    return tuple(label for label, ranks in sets if ranks and ranks[0] < limit <= ranks[-1])


def _widest(first: Crosswalk, second: Crosswalk, rank: int) -> int:
    """Give the size of the largest set that either crosswalk itself has on the way from a grade."""
    middle = first.set_of(rank)
    return max([len(middle), *(len(second.set_of(each)) for each in middle)])


def _line(crosswalk: Crosswalk, line: str) -> int:
    ranks = crosswalk.second.ranks
    if line not in ranks:
        labels = crosswalk.second.labels
        raise UsageError(f"'{line}' is no grade of {crosswalk.to_scale}", do=f"its grades are {', '.join(labels)}",
                         matches=close_matches(line, ranks))  # fmt: skip
    return ranks[line]


def _composed(first: Crosswalk, second: Crosswalk, rank: int) -> Link:
    """Make one link of all that lead on from a grade."""
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
    reasons = [*(link.reason for link in mine), *(link.reason for link in after)]
    places = [*(f"{first.id}: {link.place}" for link in mine), *(f"{second.id}: {link.place}" for link in after)]
    said = [f"{reason.rstrip('.')}." for reason in dict.fromkeys(reasons)]
    return Link(grade, to, kind, f"{first.id}.{mine[0].source}", "; ".join(dict.fromkeys(places)), " Then: ".join(said))


def invert(crosswalk: Crosswalk) -> Crosswalk:
    """Turn a crosswalk round: each pair of grades stays linked; broader becomes narrower, and narrower broader.

    A grade that nothing was linked to gets a link of kind none. Raises DataError for a crosswalk with a fault.

    >>> invert(identity("ssi-stars")).from_scale
    'ssi-stars'
    """
    checked(crosswalk)
    links = []
    for target in crosswalk.second.grades:
        mine = [link for link in crosswalk.links if target.id in link.to]
        links += [
            Link(target.id, (each.grade,), TURNED[each.kind], each.source, each.place, each.reason) for each in mine
        ]
        if not mine:
            start = crosswalk.links[0]
            reason = f"the crosswalk '{crosswalk.id}' links no grade of {crosswalk.from_scale} to it"
            links.append(Link(target.id, (), "none", start.source, "the crosswalk itself", reason))
    return Crosswalk(
        f"{crosswalk.id}-inverted", f"{crosswalk.title}, turned round", crosswalk.to_scale, crosswalk.from_scale,
        tuple(links), crosswalk.sources, crosswalk.basis, crosswalk.summary, crosswalk.origin, crosswalk.scales,
    )  # fmt: skip


# Rivals


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What crosswalks make of one grade: the set of each, and whether they differ, or even exclude each other."""

    grade: str
    sets: tuple[tuple[int, ...], ...]

    @property
    def differ(self) -> bool:
        """Tell whether any two give other sets."""
        return len(set(self.sets)) > 1

    @property
    def exclude(self) -> bool:
        """Tell whether any two have no grade in common."""
        return any(not set(one) & set(other) for one in self.sets for other in self.sets)


def rivals(crosswalks: Sequence[Crosswalk]) -> tuple[Disagreement, ...]:
    """Set crosswalks between the same two scales side by side, grade by grade."""
    first = crosswalks[0].first
    return tuple(
        Disagreement(grade.label, tuple(walk.set_of(grade.rank) for walk in crosswalks)) for grade in first.grades
    )
