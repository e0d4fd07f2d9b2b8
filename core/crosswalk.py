"""Define a crosswalk: cited links from the grades of one scale to grades of another.

A crosswalk states what somebody has written of two scales. It never follows from equal labels or ranks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from crossregime.core.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crossregime.core.model import Source

LinkKind = Literal["exact", "close", "broader", "narrower", "none"]
LINK_KINDS: tuple[str, ...] = get_args(LinkKind)


@dataclass(frozen=True, slots=True)
class Link:
    """Lead from one grade to the grade, or the several grades, that a source says it corresponds to.

    Grades are given by id. `kind` is that of the target: the same thing (exact), nearly so (close), more than
    the grade (broader), part of it (narrower), or none where the source says that nothing corresponds: then
    `to` is empty. `source` is the id of one of the crosswalk's sources, `place` where in it the link stands.
    """

    grade: str
    to: tuple[str, ...]
    kind: LinkKind
    source: str
    place: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """Link the grades of one scale to those of another; scales are given by their global ids.

    Raises DataError for a link of an unknown kind, a link without its citation, targets that don't fit the
    kind, or a pair of grades that is linked twice.

    >>> from crossregime.core.model import Source
    >>> sources = {"report": Source("report", "An inspectorate", "A report", "2010", "", "")}
    >>> link = Link("0", ("poorly",), "close", "report", "table 1")
    >>> Crosswalk("stars-words", "Stars to words", "ssi-stars", "my-words", (link,), sources).links[0].to
    ('poorly',)
    """

    id: str
    title: str
    from_scale: str
    to_scale: str
    links: tuple[Link, ...]
    sources: Mapping[str, Source]

    def __post_init__(self) -> None:
        seen: set[tuple[str, str]] = set()
        for link in self.links:
            if link.kind not in LINK_KINDS:
                raise self._refused(link, f"'{link.kind}' is no kind of link", f"write {' or '.join(LINK_KINDS)}")
            if link.source not in self.sources or not link.place:
                raise self._refused(link, "it is not cited", "name one of the crosswalk's sources and the place in it")
            if (link.kind == "none") == bool(link.to):
                raise self._refused(link, f"kind {link.kind} with {len(link.to)} targets", "only `none` has no target")
            pairs = [(link.grade, target) for target in link.to or ("",)]
            if len({*pairs} - seen) < len(pairs):
                raise self._refused(link, "it links a pair of grades that is linked already", "keep one of them")
            seen.update(pairs)

    def _refused(self, link: Link, what: str, do: str) -> DataError:
        return DataError(f"a link can't stand: {what}", where=f"crosswalk '{self.id}', grade '{link.grade}'", do=do)
